"""Finding terms by what a reader types: labels first, exact to nearly right, then the words of the texts.

Everything is folded (case, accents, punctuation), so "q learning" finds Q-Learning.
The indexes are built when the first question is asked of a snapshot, unless they were prepared before.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from .fuzzy import generous, near_labels, near_texts
from .hits import Hit, Hits, Labelled, SearchTier
from .label_index import LabelIndex, Query
from .labels import fold
from .snapshot import Snapshot
from .text_index import TextIndex

__all__ = ["LONGEST", "Hit", "Hits", "SearchTier", "nearest", "search", "suggest"]

LONGEST = 200
"""Characters of a query that are looked at; the rest is cut off."""


def search(snapshot: Snapshot, text: str, among: Collection[int] | None = None) -> Sequence[Hit]:
    """Every term that `text` finds (of those in `among`), each once, by its best label.

    Order: tier; in the first three label rank, score, shorter label, slug; in FUZZY score, then rank, length, slug; in
    TEXT score, slug. Nearly right labels are looked for only where no label is right. Text of nothing but signs finds
    at most a label that is just that.
    """
    query = Query.of(text[:LONGEST])
    if not query.text:
        return Hits()
    wanted = None if among is None else frozenset(among)
    seen: set[int] = set()
    labelled = list(_by_label(snapshot, query, seen))
    if wanted is not None:
        terms = snapshot.once(LabelIndex.of).terms
        labelled = [
            Labelled([entry for entry in each.entries if terms[entry] in wanted], each.hit) for each in labelled
        ]
    count, ranked = snapshot.once(TextIndex.of).find(query, seen, wanted)
    written = (
        Hit(term, SearchTier.TEXT, None, score, (SearchTier.TEXT, 0, -_millionths(score), 0), (snapshot, query))
        for term, score in ranked
    )
    return Hits(labelled, count, written)


def suggest(snapshot: Snapshot, prefix: str, first: int = 8) -> tuple[Hit, ...]:
    """The `first` terms by label: what was typed is one, begins one, begins words of one, or nearly is one."""
    query = Query.of(prefix[:LONGEST])
    found = (each.hit(entry) for each in _by_label(snapshot, query, set()) for entry in each.entries)
    return tuple(islice(found, max(first, 0)))


def nearest(snapshot: Snapshot, text: str, limit: int = 3) -> tuple[int, ...]:
    """What somebody may have meant: the terms with a label or slug a few edits away, nearest first; often none.

    Ties go to names before acronyms before aliases, shorter labels, slugs.
    """
    index = snapshot.once(LabelIndex.of)
    typed = fold(text[:LONGEST])
    close = near_texts(index, typed, generous(len(typed)))
    entries = sorted(close, key=lambda entry: (close[entry], entry))
    return tuple(dict.fromkeys(index.terms[entry] for entry in entries))[: max(limit, 0)]


def _by_label(snapshot: Snapshot, query: Query, seen: set[int]) -> Iterator[Labelled]:
    """The hits of each label tier as far as tiers are asked for, each term once and then `seen`."""
    if not query.text:
        return
    index = snapshot.once(LabelIndex.of)
    terms, see = index.terms, seen.add
    for tier, find in _TIERS.items():
        if tier is SearchTier.FUZZY and seen:
            return
        entries, score = find(index, query)
        fresh = [each for each in entries if terms[each] not in seen and not see(terms[each])]
        yield Labelled(fresh, partial(_hit, index, tier, score))


def _hit(index: LabelIndex, tier: SearchTier, score: Callable[[int], float], entry: int) -> Hit:
    share = score(entry)
    rank, nearness, length = index.ranks[entry], -_millionths(share), len(index.texts[entry])
    order = (tier, nearness, rank, length) if tier is SearchTier.FUZZY else (tier, rank, nearness, length)
    return Hit(index.terms[entry], tier, index.label(entry), round(share, 6), order)


def _millionths(score: float) -> int:
    return round(score * 1_000_000)


_Found = tuple[Collection[int], Callable[[int], float]]
"""Entries, best first, and the share of each that was typed."""


def _exact(index: LabelIndex, query: Query) -> _Found:
    return index.exactly(query), lambda _: 1.0


def _beginning(index: LabelIndex, query: Query) -> _Found:
    return index.beginning(query), lambda entry: len(query.text) / len(index.texts[entry])


def _words(index: LabelIndex, query: Query) -> _Found:
    letters = len(query.text.replace(" ", ""))
    return index.with_words(query), lambda entry: min(1.0, letters / len(index.texts[entry]))


def _fuzzy(index: LabelIndex, query: Query) -> _Found:
    likeness = near_labels(index, query)
    return likeness.keys(), lambda entry: likeness[entry] / 1_000_000


_TIERS: Mapping[SearchTier, Callable[[LabelIndex, Query], _Found]] = {
    SearchTier.EXACT: _exact,
    SearchTier.PREFIX: _beginning,
    SearchTier.WORDS: _words,
    SearchTier.FUZZY: _fuzzy,
}
"""How each label tier finds."""
