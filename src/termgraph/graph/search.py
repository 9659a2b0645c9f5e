"""Finding terms by what a reader types: labels first, exact to nearly right, then the words of the texts.

Everything is folded (case, accents, punctuation), so "q learning" finds Q-Learning.
The indexes are built when the first question is asked of a snapshot, unless they were prepared before.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import islice

from .excerpt import excerpt
from .fuzzy import generous, near_labels, near_texts
from .label_index import LabelIndex, Query
from .labels import TermLabel, fold
from .snapshot import Snapshot
from .text_index import TextIndex

LONGEST = 200
"""Characters of a query that are looked at; the rest is cut off."""


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


def search(snapshot: Snapshot, text: str, among: Collection[int] | None = None) -> tuple[Hit, ...]:
    """Every term that `text` finds (of those in `among`), each once, by its best label.

    Order: tier; in the first three label rank, score, shorter label, slug; in FUZZY score, then rank, length, slug; in
    TEXT score, slug. Nearly right labels are looked for only where no label is right. Text of nothing but signs finds
    at most a label that is just that.
    """
    query = Query.of(text[:LONGEST])
    labelled = list(_by_label(snapshot, query))
    seen = {hit.term for hit in labelled}
    written = (
        Hit(term, SearchTier.TEXT, None, score, (SearchTier.TEXT, 0, -_millionths(score), 0), (snapshot, query))
        for term, score in snapshot.once(TextIndex.of).find(query)
        if term not in seen
    )
    wanted = None if among is None else frozenset(among)
    return tuple(hit for hit in (*labelled, *written) if wanted is None or hit.term in wanted)


def suggest(snapshot: Snapshot, prefix: str, first: int = 8) -> tuple[Hit, ...]:
    """The `first` terms by label: what was typed is one, begins one, begins words of one, or nearly is one."""
    return tuple(islice(_by_label(snapshot, Query.of(prefix[:LONGEST])), max(first, 0)))


def nearest(snapshot: Snapshot, text: str, limit: int = 3) -> tuple[int, ...]:
    """What somebody may have meant: the terms with a label or slug a few edits away, nearest first; often none.

    Ties go to names before acronyms before aliases, shorter labels, slugs.
    """
    index = snapshot.once(LabelIndex.of)
    typed = fold(text[:LONGEST])
    close = near_texts(index, typed, generous(len(typed)))
    entries = sorted(close, key=lambda entry: (close[entry], entry))
    return tuple(dict.fromkeys(index.shown[entry].term for entry in entries))[: max(limit, 0)]


def _by_label(snapshot: Snapshot, query: Query) -> Iterator[Hit]:
    """Hits of the label tiers in order, each term once, as far as they are asked for."""
    if not query.text:
        return
    index = snapshot.once(LabelIndex.of)
    seen: set[int] = set()
    for tier, find in _TIERS.items():
        if tier is SearchTier.FUZZY and seen:
            return
        for entry, score in find(index, query):
            label = index.shown[entry]
            if label.term not in seen:
                seen.add(label.term)
                yield Hit(label.term, tier, label, round(score, 6), _order(index, tier, entry, score))


def _order(index: LabelIndex, tier: SearchTier, entry: int, score: float) -> tuple[int, int, int, int]:
    rank, nearness, length = index.ranks[entry], -_millionths(score), len(index.texts[entry])
    return (tier, nearness, rank, length) if tier is SearchTier.FUZZY else (tier, rank, nearness, length)


def _millionths(score: float) -> int:
    return round(score * 1_000_000)


Scored = Iterable[tuple[int, float]]


def _exact(index: LabelIndex, query: Query) -> Scored:
    return ((entry, 1.0) for entry in index.exactly(query))


def _beginning(index: LabelIndex, query: Query) -> Scored:
    return ((entry, len(query.text) / len(index.texts[entry])) for entry in index.beginning(query))


def _words(index: LabelIndex, query: Query) -> Scored:
    letters = len(query.text.replace(" ", ""))
    return ((entry, min(1.0, letters / len(index.texts[entry]))) for entry in index.with_words(query))


_TIERS: Mapping[SearchTier, Callable[[LabelIndex, Query], Scored]] = {
    SearchTier.EXACT: _exact,
    SearchTier.PREFIX: _beginning,
    SearchTier.WORDS: _words,
    SearchTier.FUZZY: near_labels,
}
"""How each label tier finds (entry, share of the label that was typed); better entries come first."""
