"""All terms of a snapshot in an order that lists are shown in; ask for one with `snapshot.once`."""

from collections.abc import Callable, Sequence

from termgraph.model import Level, Term

from .labels import fold
from .snapshot import Snapshot

Key = tuple[str | int, ...]

Rows = Sequence[tuple[Key, int]]
"""(what a term is sorted by, its number), in order; the last part of the key is the slug."""

UNKNOWN = 2**31
"""Stands for minutes that nobody stated, so that such terms come last."""


def by_name(snapshot: Snapshot) -> Rows:
    """The terms by their folded name."""
    return _rows(snapshot, _name)


def by_slug(snapshot: Snapshot) -> Rows:
    """The terms by slug."""
    return _rows(snapshot, lambda term: (term.slug,))


def by_level(snapshot: Snapshot) -> Rows:
    """The terms by level, those without one last, then by name."""
    return _rows(snapshot, lambda term: (len(Level) if term.level is None else term.level.rank, *_name(term)))


def by_minutes(snapshot: Snapshot) -> Rows:
    """The terms by the minutes that an editor stated, those without last, then by name."""
    return _rows(snapshot, lambda term: (UNKNOWN if term.minutes is None else term.minutes, *_name(term)))


def _name(term: Term) -> Key:
    return (fold(term.name), term.slug)


def _rows(snapshot: Snapshot, key: Callable[[Term], Key]) -> Rows:
    return tuple(sorted((key(term), number) for number, term in enumerate(snapshot.terms)))
