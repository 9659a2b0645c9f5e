"""In which order texts answer a query: BM25, the best found first and the rest only as far as somebody asks.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); scores have 6 decimals.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import merge
from itertools import compress, groupby
from math import log
from operator import itemgetter

from .text_counts import Counts, by_counts, having, in_all, marked, without

# Okapi BM25 with its usual constants: how soon repetition stops to matter, and how much length counts.
_SATURATION, _LENGTH_SHARE = 1.2, 0.75

Ranked = tuple[int, float]
"""(term, score)."""

_Next = Callable[[int], int]
"""The first document of some at or behind a place; -1 where there is none."""

_Block = tuple[float, int, int, _Next]
"""(score, negated; first document; one past the last; which of them): equally good, in order of term.

No two blocks have the same first document, so they sort by score and nothing else matters."""


@dataclass(frozen=True, slots=True)
class Documents:
    """What is written about each term is a document, numbered by (length, term).

    So of documents with the same counts the better ones come first, and those of one length, which are equally good,
    stand by slug. `terms` has the term of each document and `numbers` is the way back; `ends` has for each length, from
    short to long, one past its last document; `damping` is by how much its length makes each word count less.
    """

    terms: "array[int]"
    numbers: "array[int]"
    ends: "array[int]"
    damping: "array[float]"

    @classmethod
    def of(cls, lengths: Sequence[int]) -> "Documents":
        """The documents of terms whose texts have so many words each."""
        alike: dict[int, list[int]] = {}
        for term, length in enumerate(lengths):
            alike.setdefault(length, []).append(term)
        mean = max(1, sum(lengths)) / max(1, len(lengths))
        terms, numbers, ends, damping = array("I"), array("I", bytes(4 * len(lengths))), array("I"), array("d")
        for length, those in sorted(alike.items()):
            for document, term in enumerate(those, len(terms)):
                numbers[term] = document
            terms.extend(those)
            ends.append(len(terms))
            damping.extend([_SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / mean)] * len(those))
        return cls(terms, numbers, ends, damping)


def ranking(
    documents: Documents, counts: Sequence[Counts], barred: Collection[int] = (), among: Collection[int] | None = None
) -> tuple[int, Iterator[Ranked]]:
    """How many terms (of those in `among`, without those `barred`) have all the words, and they, ranked, ties by slug.

    `counts` has for each word, in the order of the query, how often each document has it.
    """
    by_rarity = sorted(((having(each), each) for each in counts), key=itemgetter(0))
    if not by_rarity or not by_rarity[0][0]:
        return 0, iter(())
    rarities = [_rarity(how_many, len(documents.terms)) for how_many, _ in by_rarity]
    counts = [each for _, each in by_rarity]
    refused = [documents.numbers[term] for term in barred]
    known = range(len(documents.terms))
    wanted = None if among is None else [documents.numbers[term] for term in among if term in known]
    count, alike = _marked(counts, refused, wanted) or _listed(counts, refused, wanted)
    return count, _in_order(documents, merge(*(_blocks(documents, which, rarities, each) for each, which in alike)))


def _rarity(having_it: int, documents: int) -> float:
    return log(1 + (documents - having_it + 0.5) / (having_it + 0.5)) * (_SATURATION + 1)


_Alike = tuple[int, Sequence[tuple[Sequence[int], _Next]]]
"""How many documents there are, and by how often they have each word, which."""


def _marked(counts: Sequence[Counts], refused: Collection[int], wanted: Iterable[int] | None) -> _Alike | None:
    """The documents where all words are common, and there are not too many ways to have them."""
    whole = [each for each in counts if isinstance(each, bytes)]
    if len(whole) < len(counts):
        return None
    parts = marked([without(whole[0], refused, wanted), *whole[1:]])
    if parts is None:
        return None
    count = sum(having(marks) for marks, _ in parts)
    return count, [
        (meaning, partial(marks.find, mark)) for marks, meanings in parts for mark, meaning in enumerate(meanings, 1)
    ]


def _listed(counts: Sequence[Counts], refused: Iterable[int], wanted: Iterable[int] | None) -> _Alike:
    """The documents one by one."""
    documents, columns = in_all(counts)
    kept = set(documents).difference(refused)
    if wanted is not None:
        kept.intersection_update(wanted)
    if len(kept) < len(documents):
        chosen = [each in kept for each in documents]
        documents, *columns = (list(compress(each, chosen)) for each in (documents, *columns))
    return len(documents), [
        (meaning, partial(_next_listed, those)) for meaning, those in by_counts(documents, columns).items()
    ]


def _next_listed(those: Sequence[int], place: int) -> int:
    found = bisect_left(those, place)
    return those[found] if found < len(those) else -1


def _blocks(documents: Documents, which: _Next, rarities: Sequence[float], counts: Sequence[int]) -> Iterator[_Block]:
    """Documents that have every word equally often, those of one length together, short ones first."""
    document = which(0)
    while document >= 0:
        damping, score = documents.damping[document], 0.0
        for rarity, count in zip(rarities, counts, strict=True):
            score += rarity * count / (count + damping)
        end = documents.ends[bisect_right(documents.ends, document)]
        yield -round(score, 6), document, end, which
        document = which(end)


def _in_order(documents: Documents, blocks: Iterable[_Block]) -> Iterator[Ranked]:
    for score, alike in groupby(blocks, key=itemgetter(0)):
        several = [_terms(documents, block) for block in alike]
        for term in several[0] if len(several) == 1 else merge(*several):
            yield term, -score


def _terms(documents: Documents, block: _Block) -> Iterator[int]:
    _, document, end, which = block
    while 0 <= document < end:
        yield documents.terms[document]
        document = which(document + 1)
