"""The terms of a snapshot, and relations of a term, in orders that lists are shown in; ask with `snapshot.once`."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from termgraph.model import Level, Term

from .alphabet import in_order
from .labels import fold
from .snapshot import Snapshot

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """The numbers of all terms in an order, and what they are sorted by: one column after the other, last the slugs."""

    numbers: Sequence[int]
    columns: tuple[Sequence[str] | Sequence[int], ...]

    def key(self, number: int) -> Key:
        """What a term is sorted by."""
        return tuple([column[number] for column in self.columns])


UNKNOWN = 2**31
"""Stands for minutes that nobody stated, so that such terms come last."""


def by_name(snapshot: Snapshot) -> Order:
    """The terms by their folded name."""
    names = [fold(term.name) for term in snapshot.terms]
    return Order(array("I", in_order(names)), (names, *snapshot.once(by_slug).columns))


def by_slug(snapshot: Snapshot) -> Order:
    """The terms by slug."""
    return Order(range(len(snapshot.terms)), ([term.slug for term in snapshot.terms],))


def by_level(snapshot: Snapshot) -> Order:
    """The terms by level, those without one last, then by name."""
    return _regrouped(snapshot, lambda term: len(Level) if term.level is None else term.level.rank)


def by_minutes(snapshot: Snapshot) -> Order:
    """The terms by the minutes that an editor stated, those without last, then by name."""
    return _regrouped(snapshot, lambda term: UNKNOWN if term.minutes is None else term.minutes)


def by_type(snapshot: Snapshot) -> Mapping[str, tuple[int, int, bool]]:
    """Where relations of each type stand among those of a term, seen from the subject and from the object.

    The order is that of groups, then of keys, then of sides; last, whether the type reads differently from the object.
    """
    rows = sorted(snapshot.registry.types.values(), key=lambda row: (row.group.order, row.group.key, row.key))
    return {row.key: (2 * place, 2 * place + (not row.symmetric), not row.symmetric) for place, row in enumerate(rows)}


def _regrouped(snapshot: Snapshot, first: Callable[[Term], int]) -> Order:
    """The terms by something that many share, then by name."""
    names = snapshot.once(by_name)
    values = [first(term) for term in snapshot.terms]
    shared: dict[int, array[int]] = {}
    for number in names.numbers:
        shared.setdefault(values[number], array("I")).append(number)
    numbers = array("I", chain.from_iterable(shared[value] for value in sorted(shared)))
    return Order(numbers, (values, *names.columns))
