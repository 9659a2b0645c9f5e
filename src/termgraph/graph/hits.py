"""What a search found, as a list that is made only as far as somebody reads it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import chain, islice
from typing import overload

from .excerpt import excerpt
from .label_index import Query
from .labels import TermLabel
from .snapshot import Snapshot


class SearchTier(IntEnum):
    """How a term was found, best first."""

    EXACT = 0
    PREFIX = 1
    WORDS = 2
    FUZZY = 3
    TEXT = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that was found: how, by which label (None for TEXT), and how well (0 to 1 for labels, BM25 for TEXT).

    A hidden label or a slug that matched is never shown: `label` is the term's name then. Hits stand in the order of
    (`order`, slug); `order` speaks of the label that matched, not of the one that is shown.
    """

    term: int
    tier: SearchTier
    label: TermLabel | None
    score: float
    order: tuple[int, int, int, int]
    _found: tuple[Snapshot, Query] | None = field(default=None, repr=False, compare=False)

    @property
    def snippet(self) -> str | None:
        """The words around a text match, as plain text; None for the other tiers. Made when asked for."""
        return excerpt(self._found[0], self.term, self._found[1]).text if self._found else None

    @property
    def matches(self) -> tuple[tuple[int, int], ...]:
        """(start, end) of the matched words in `snippet`, in code points."""
        return excerpt(self._found[0], self.term, self._found[1]).matches if self._found else ()


@dataclass(frozen=True, slots=True)
class Labelled:
    """The hits of one label tier: entries of the index, best first, each of another term, and what makes a hit."""

    entries: Sequence[int]
    hit: Callable[[int], Hit]


class Hits(Sequence[Hit]):
    """Every hit, best first: counted at once, made when read, and those of texts put in order no further than read.

    It compares like a tuple of its hits. Two threads must not read the same one.
    """

    def __init__(self, labelled: Sequence[Labelled] = (), count: int = 0, written: Iterable[Hit] = ()) -> None:
        """The hits of label tiers, then the `count` that are `written`."""
        self._labelled = labelled
        self._by_label = sum(len(each.entries) for each in labelled)
        self._count = self._by_label + count
        self._written = iter(written)
        self._read: list[Hit] = []

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Hit: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Hit, ...]: ...

    def __getitem__(self, place: int | slice) -> Hit | tuple[Hit, ...]:
        if isinstance(place, slice):
            return tuple(map(self._at, range(self._count)[place]))
        return self._at(range(self._count)[place])

    def __iter__(self) -> Iterator[Hit]:
        return chain(
            (each.hit(entry) for each in self._labelled for entry in each.entries),
            (self._at(place) for place in range(self._by_label, self._count)),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as equal to a tuple as it is, it would need the tuple's, and be read

    def __repr__(self) -> str:
        return f"Hits({', '.join(map(repr, islice(self, 3)))}{', …' if self._count > 3 else ''})"

    def _at(self, place: int) -> Hit:
        for each in self._labelled:
            if place < len(each.entries):
                return each.hit(each.entries[place])
            place -= len(each.entries)
        self._read += islice(self._written, max(0, place + 1 - len(self._read)))
        return self._read[place]
