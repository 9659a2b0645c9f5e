"""How long a term takes: its editor's minutes, or a default by level where nobody has said."""

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
    term = snapshot.terms[number]
    if term.minutes is None:
        return Effort(DEFAULT_MINUTES[term.level], estimated=True)
    return Effort(term.minutes, estimated=False)


def level_rank(snapshot: Snapshot, number: int) -> int:
    """0 for intro to 2 for advanced, and 3 for a term without a level, which stands after the others."""
    level = snapshot.terms[number].level
    return len(Level) if level is None else level.rank
