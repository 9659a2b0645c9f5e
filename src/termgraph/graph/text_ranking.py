"""In which order texts answer a query: BM25, the best found first and the rest only as far as somebody asks.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); scores have 6 decimals.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import heappop, heappush, merge
from itertools import accumulate, chain, compress, groupby
from math import ceil, log
from operator import itemgetter

from .text_counts import ROOM, Counts, by_counts, having, having_of, in_all, marked, summed, without

# Okapi BM25 with its usual constants: how soon repetition stops to matter, and how much length counts.
_SATURATION, _LENGTH_SHARE = 1.2, 0.75

Ranked = tuple[int, float]
"""(term, score)."""

_Next = Callable[[int], int]
"""The first document of some at or behind a place; -1 where there is none."""

_Block = tuple[float, Iterator[int]]
"""(score, negated; terms): documents that are equally good, by term."""


NONE = 2**32 - 1
"""Stands for a document that is not there, and for the term of one that is gone."""


@dataclass(frozen=True, slots=True)
class Documents:
    """What is written about each of some terms is a document, numbered by (length, term).

    So of documents with the same counts the better ones come first, and those of one length, which are equally good,
    stand by slug. `terms` has the term of each document and `numbers` the document of every term of the glossary;
    `lengths` has the different lengths, in words, and `ends` for each of them one past its last document. Those that
    are `gone` are not spoken of any more; `words` are those of the others together.
    """

    terms: "array[int]"
    numbers: "array[int]"
    lengths: "array[int]"
    ends: "array[int]"
    words: int
    gone: Sequence[int] = ()

    @classmethod
    def of(cls, lengths: Mapping[int, int], terms: int) -> "Documents":
        """The documents of some of `terms` terms, in ascending order, whose texts have so many words each."""
        alike: dict[int, list[int]] = {}
        for term, length in lengths.items():
            alike.setdefault(length, []).append(term)
        ordered = sorted(alike)
        by_length = array("I", chain.from_iterable(alike[length] for length in ordered))
        ends = array("I", accumulate(len(alike[length]) for length in ordered))
        return cls(by_length, _numbers(by_length, terms), array("I", ordered), ends, sum(lengths.values()))

    def renumbered(self, numbers: Sequence[int], terms: int) -> "Documents":
        """The same documents where `numbers` has for every term its new number, of `terms`, or NONE; in that order."""
        renumbered = array("I", (NONE if term == NONE else numbers[term] for term in self.terms))
        gone = [document for document, term in enumerate(renumbered) if term == NONE]
        was_gone = set(self.gone)
        lost = sum(self.lengths[bisect_right(self.ends, each)] for each in gone if each not in was_gone)
        numbered = _numbers(renumbered, terms)
        return Documents(renumbered, numbered, self.lengths, self.ends, self.words - lost, gone)

    def those_of(self, terms: Iterable[int]) -> list[int]:
        """The documents of those of `terms` that have one here."""
        known = range(len(self.numbers))
        return [document for term in terms if term in known and (document := self.numbers[term]) != NONE]

    @property
    def there(self) -> int:
        """How many documents are not gone."""
        return len(self.terms) - len(self.gone)


def _numbers(terms: Sequence[int], count: int) -> "array[int]":
    numbers = array("I", b"\xff" * (4 * count))
    for document, term in enumerate(terms):
        if term != NONE:
            numbers[term] = document
    return numbers


Part = tuple[Documents, Sequence[Counts]]
"""Documents, and for each word, in the order of the query, how often each of them has it."""


def ranking(
    parts: Sequence[Part], barred: Collection[int] = (), among: Collection[int] | None = None
) -> tuple[int, Iterator[Ranked]]:
    """How many terms (of those in `among`, without those `barred`) have all the words, and they, better ones first."""
    texts = sum(documents.there for documents, _ in parts)
    mean = max(1, sum(documents.words for documents, _ in parts)) / max(1, texts)
    having_it = [sum(column) for column in zip(*(_having(*part) for part in parts), strict=True)]
    order = sorted(range(len(having_it)), key=having_it.__getitem__)
    if not order or not having_it[order[0]]:
        return 0, iter(())
    rarities = [_rarity(having_it[word], texts) for word in order]
    count, blocks = 0, list[Iterator[_Block]]()
    for documents, counts in parts:
        ordered = [counts[word] for word in order]
        refused = [*documents.gone, *documents.those_of(barred)]
        wanted = None if among is None else documents.those_of(among)
        found, some = _found(documents, ordered, rarities, mean, refused, wanted)
        count += found
        blocks += some
    return count, _in_order(merge(*blocks, key=itemgetter(0)))


def _having(documents: Documents, counts: Sequence[Counts]) -> list[int]:
    """How many documents have each word."""
    return [having(each) - (having_of(each, documents.gone) if documents.gone else 0) for each in counts]


def _rarity(having_it: int, documents: int) -> float:
    return log(1 + (documents - having_it + 0.5) / (having_it + 0.5)) * (_SATURATION + 1)


def _found(
    documents: Documents,
    counts: Sequence[Counts],
    rarities: Sequence[float],
    mean: float,
    refused: Collection[int],
    wanted: Iterable[int] | None,
) -> tuple[int, list[Iterator[_Block]]]:
    """How many documents have all of the words, and they, in the way that costs least."""
    whole = [each for each in counts if isinstance(each, bytes)]
    if len(whole) < len(counts):
        count, alike = _listed(counts, refused, wanted)
    else:
        whole = [without(whole[0], refused, wanted), *whole[1:]]
        marked_ones = _marked(whole)
        if marked_ones is None:
            count, bounded = _bounded(documents, whole, rarities, mean)
            return count, [bounded]
        count, alike = marked_ones
    return count, [_blocks(documents, which, rarities, each, mean) for each, which in alike]


_Alike = tuple[int, Sequence[tuple[Sequence[int], _Next]]]
"""How many documents there are, and by how often they have each word, which."""


def _marked(counts: Sequence[bytes]) -> _Alike | None:
    """The documents where all words are common, None where there are too many ways to have them."""
    parts = marked(counts)
    if parts is None:
        return None
    count = sum(having(marks) for marks, _ in parts)
    return count, [
        (meaning, partial(marks.find, mark)) for marks, meanings in parts for mark, meaning in enumerate(meanings, 1)
    ]


def _listed(counts: Sequence[Counts], refused: Collection[int], wanted: Iterable[int] | None) -> _Alike:
    """The documents one by one."""
    documents, columns = in_all(counts)
    if refused or wanted is not None:
        kept = set(documents).difference(refused)
        if wanted is not None:
            kept.intersection_update(wanted)
        chosen = [each in kept for each in documents]
        columns = [list(compress(each, chosen)) for each in columns]
        documents = list(compress(documents, chosen))
    return len(documents), [
        (meaning, partial(_next_listed, those)) for meaning, those in by_counts(documents, columns).items()
    ]


def _next_listed(those: Sequence[int], place: int) -> int:
    found = bisect_left(those, place)
    return those[found] if found < len(those) else -1


def _bounded(
    documents: Documents, counts: Sequence[bytes], rarities: Sequence[float], mean: float
) -> tuple[int, Iterator[_Block]]:
    """How many documents have all of some common words, and they, of which most are never looked at one by one.

    Each gets a byte that no score of its counts exceeds, whatever its length: parts of a score, rounded up, and added.
    """
    least = _damping(documents.lengths[0], mean)
    steps = (ROOM - len(counts)) / sum(rarities)
    ranks = [
        bytes([0, *(ceil(rarity * count / (count + least) * steps) for count in range(1, ROOM + 1))])
        for rarity in rarities
    ]
    bounds = summed(counts, ranks)
    return having(bounds), _descending(documents, counts, rarities, mean, bounds, steps)


def _descending(
    documents: Documents,
    counts: Sequence[bytes],
    rarities: Sequence[float],
    mean: float,
    bounds: bytes,
    steps: float,
) -> Iterator[_Block]:
    """The documents with a bound, one by one; a score is looked at when no better one can be to come."""
    waiting: list[tuple[float, int]] = []
    for bound in range(ROOM, 0, -1):
        # Half a millionth is what rounding adds to a score at most.
        while waiting and -waiting[0][0] > bound / steps + 1e-6:
            score, term = heappop(waiting)
            yield score, iter((term,))
        document = bounds.find(bound)
        while document >= 0:
            damping = _damping(documents.lengths[bisect_right(documents.ends, document)], mean)
            score = _score(rarities, [each[document] for each in counts], damping)
            heappush(waiting, (score, documents.terms[document]))
            document = bounds.find(bound, document + 1)
    while waiting:
        score, term = heappop(waiting)
        yield score, iter((term,))


def _damping(length: int, mean: float) -> float:
    return _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / mean)


def _score(rarities: Sequence[float], counts: Sequence[int], damping: float) -> float:
    """Negated, so that the best is the least."""
    score = 0.0
    for rarity, count in zip(rarities, counts, strict=True):
        score += rarity * count / (count + damping)
    return -round(score, 6)


def _blocks(
    documents: Documents, which: _Next, rarities: Sequence[float], counts: Sequence[int], mean: float
) -> Iterator[_Block]:
    """Documents that have every word equally often, those of one length together, short ones first."""
    document = which(0)
    while document >= 0:
        place = bisect_right(documents.ends, document)
        end = documents.ends[place]
        score = _score(rarities, counts, _damping(documents.lengths[place], mean))
        yield score, _terms(documents, document, end, which)
        document = which(end)


def _terms(documents: Documents, document: int, end: int, which: _Next) -> Iterator[int]:
    while 0 <= document < end:
        yield documents.terms[document]
        document = which(document + 1)


def _in_order(blocks: Iterable[_Block]) -> Iterator[Ranked]:
    for score, alike in groupby(blocks, key=itemgetter(0)):
        several = [terms for _, terms in alike]
        for term in several[0] if len(several) == 1 else merge(*several):
            yield term, -score
