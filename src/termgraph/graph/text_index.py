"""Which terms are written about with which words, for full-text search."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from .label_index import Query, span
from .labels import fold, unspaced_runs, words
from .plain_text import plain, texts
from .snapshot import Snapshot

MOST_WORDS = 16
"""Longer queries are looked for by their first words."""

BEGINNING = 4
"""Words of this length and longer also find words that begin with them ("gradient" finds "gradients")."""

_COUNT_BITS = 4
_MOST = (1 << _COUNT_BITS) - 1

# Okapi BM25 with its usual constants: how soon repetition stops to matter, and how much length counts.
_SATURATION, _LENGTH_SHARE = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class TextIndex:
    """For each word the terms whose texts have it: one integer each, the term above and the count in the low bits.

    `damping` is by how much a long text makes each of its words count less. Space is four bytes for each different
    word of each term.
    """

    postings: Mapping[str, "array[int]"]
    vocabulary: Sequence[str]
    damping: "array[float]"

    @classmethod
    def of(cls, snapshot: Snapshot) -> "TextIndex":
        """The index of a snapshot; ask for it with `snapshot.once(TextIndex.of)`."""
        postings: dict[str, array[int]] = {}
        lengths: list[int] = []
        for number, term in enumerate(snapshot.terms):
            counts = Counter(words(fold(plain(snapshot, "\n".join(texts(term))))))
            lengths.append(counts.total())
            for word, count in counts.items():
                postings.setdefault(word, array("I")).append(number << _COUNT_BITS | min(count, _MOST))
        mean = max(1, sum(lengths)) / max(1, len(lengths))
        damping = (_SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / mean) for length in lengths)
        return cls(postings, sorted(postings), array("d", damping))

    def find(self, query: Query) -> list[tuple[int, float]]:
        """(term, score) of the terms whose texts have every word of the query, better ones first, ties by slug.

        Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); rounded to 6 decimals.
        """
        counted = sorted((self._counts(word) for word in query.words[:MOST_WORDS]), key=len)
        scores: dict[int, float] | None = None
        for counts in counted:
            rarity = log(1 + (len(self.damping) - len(counts) + 0.5) / (len(counts) + 0.5)) * (_SATURATION + 1)
            if scores is None:
                scores = {term: rarity * count / (count + self.damping[term]) for term, count in counts.items()}
            else:
                scores = {
                    term: score + rarity * counts[term] / (counts[term] + self.damping[term])
                    for term, score in scores.items()
                    if term in counts
                }
        return sorted(
            ((term, round(score, 6)) for term, score in (scores or {}).items()), key=lambda row: (-row[1], row[0])
        )

    def _counts(self, word: str) -> dict[int, int]:
        """How often each term's texts have this word or, for a longer word, one that begins with it."""
        counts: dict[int, int] = {}
        for each in span(self.vocabulary, word) if len(word) >= BEGINNING or unspaced_runs(word) else (word,):
            for posting in self.postings.get(each, ()):
                term = posting >> _COUNT_BITS
                counts[term] = counts.get(term, 0) + (posting & _MOST)
        return counts
