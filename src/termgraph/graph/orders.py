"""The terms of a snapshot, and relations of a term, in orders that lists are shown in; ask with `snapshot.once`."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from termgraph.model import Level, Term

from .alphabet import in_order
from .labels import fold
from .snapshot import Snapshot

Key = tuple[str | int, ...]

Rows = Sequence[tuple[Key, int]]
"""(what a term is sorted by, its number), in order; the last part of the key is the slug."""

UNKNOWN = 2**31
"""Stands for minutes that nobody stated, so that such terms come last."""


def by_name(snapshot: Snapshot) -> Rows:
    """The terms by their folded name."""
    names = [fold(term.name) for term in snapshot.terms]
    return tuple(((names[number], snapshot.terms[number].slug), number) for number in in_order(names))


def by_slug(snapshot: Snapshot) -> Rows:
    """The terms by slug."""
    return tuple(((term.slug,), number) for number, term in enumerate(snapshot.terms))


def by_level(snapshot: Snapshot) -> Rows:
    """The terms by level, those without one last, then by name."""
    return _regrouped(snapshot, lambda term: len(Level) if term.level is None else term.level.rank)


def by_minutes(snapshot: Snapshot) -> Rows:
    """The terms by the minutes that an editor stated, those without last, then by name."""
    return _regrouped(snapshot, lambda term: UNKNOWN if term.minutes is None else term.minutes)


def by_type(snapshot: Snapshot) -> Mapping[str, tuple[int, int, bool]]:
    """Where relations of each type stand among those of a term, seen from the subject and from the object.

    The order is that of groups, then of keys, then of sides; last, whether the type reads differently from the object.
    """
    rows = sorted(snapshot.registry.types.values(), key=lambda row: (row.group.order, row.group.key, row.key))
    return {row.key: (2 * place, 2 * place + (not row.symmetric), not row.symmetric) for place, row in enumerate(rows)}


def _regrouped(snapshot: Snapshot, first: Callable[[Term], int]) -> Rows:
    """The terms by something that many share, then by name."""
    shared: dict[int, list[tuple[Key, int]]] = {}
    for key, number in snapshot.once(by_name):
        value = first(snapshot.terms[number])
        shared.setdefault(value, []).append(((value, *key), number))
    return tuple(chain.from_iterable(shared[value] for value in sorted(shared)))
