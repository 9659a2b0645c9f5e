"""How long a term takes: its editor's minutes, or a default by level where nobody has said."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from termgraph.model import Level

from .snapshot import Snapshot

DEFAULT_MINUTES = {Level.INTRO: 10, Level.INTERMEDIATE: 20, Level.ADVANCED: 40, None: 20}
"""Minutes of a term that has none (graph semantics, Q2); a term without a level counts as intermediate."""


@dataclass(frozen=True, slots=True)
class Effort:
    """Minutes to read and understand a term; `estimated` where they are a default."""

    minutes: int
    estimated: bool


def effort(snapshot: Snapshot, number: int) -> Effort:
    """What it takes to learn term `number`."""
    return snapshot.once(_efforts)[number]


def minutes(snapshot: Snapshot) -> Sequence[int]:
    """The minutes of every term."""
    return snapshot.once(_minutes)


def level_rank(snapshot: Snapshot, number: int) -> int:
    """0 for intro to 2 for advanced, and 3 for a term without a level, which stands after the others."""
    return snapshot.once(_level_ranks)[number]


def ease(snapshot: Snapshot) -> Sequence[int]:
    """For every term its place in the order of (level, minutes, slug)."""
    return snapshot.once(_ease)


def _efforts(snapshot: Snapshot) -> Sequence[Effort]:
    """The effort of every term; equal ones are one object."""
    made: dict[tuple[int | None, Level | None], Effort] = {}
    found: list[Effort] = []
    for term in snapshot.terms:
        key = (term.minutes, term.level if term.minutes is None else None)
        if key not in made:
            minutes = DEFAULT_MINUTES[term.level] if term.minutes is None else term.minutes
            made[key] = Effort(minutes, estimated=term.minutes is None)
        found.append(made[key])
    return found


def _minutes(snapshot: Snapshot) -> Sequence[int]:
    return [each.minutes for each in snapshot.once(_efforts)]


def _level_ranks(snapshot: Snapshot) -> bytes:
    ranks: dict[Level | None, int] = {None: len(Level), **{level: level.rank for level in Level}}
    return bytes(ranks[term.level] for term in snapshot.terms)


def _ease(snapshot: Snapshot) -> Sequence[int]:
    alike: dict[tuple[int, int], list[int]] = {}
    for number, key in enumerate(zip(snapshot.once(_level_ranks), minutes(snapshot), strict=True)):
        alike.setdefault(key, []).append(number)
    order = [number for key in sorted(alike) for number in alike[key]]
    places = array("I", [0]) * len(order)
    for place, number in enumerate(order):
        places[number] = place
    return places
