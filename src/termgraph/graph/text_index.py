"""Which terms are written about with which words, for full-text search."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .alphabet import Span, begun
from .label_index import Query
from .labels import unspaced_runs, words_of
from .plain_text import plain, texts
from .snapshot import Snapshot
from .text_counts import COUNT_BITS, MOST, Counts, few, in_bytes, many
from .text_ranking import Documents, Ranked, ranking
from .vocabulary import Vocabulary

MOST_WORDS = 16
"""Longer queries are looked for by their first words."""

BEGINNING = 4
"""Words of this length and longer also find words that begin with them ("gradient" finds "gradients")."""

COMMON = 8
"""A word is common when one of so many texts has it: postings would then take half of a byte for each text, or more."""


@dataclass(frozen=True, slots=True)
class TextIndex:
    """For each word its postings: the documents that have it, and how often.

    A common word (see COMMON) has one byte for every document instead; `common` has them by the word's number,
    `common_words` these numbers in order. Space is four bytes for each different word of each text.
    """

    vocabulary: Vocabulary
    common: Mapping[int, bytes]
    common_words: Sequence[int]
    documents: Documents

    @classmethod
    def of(cls, snapshot: Snapshot) -> "TextIndex":
        """The index of a snapshot; ask for it with `snapshot.once(TextIndex.of)`."""
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        said = [
            array("I", map(numbers.__getitem__, words_of(plain(snapshot, "\n".join(texts(term))))))
            for term in snapshot.terms
        ]
        documents = Documents.of([len(each) for each in said])
        postings = [array("I") for _ in numbers]
        for document, term in enumerate(documents.terms):
            counts = Counter(said[term])
            said[term] = array("I")
            for word in [word for word, count in counts.items() if count > MOST]:
                counts[word] = MOST
            # postings[word].append(document << COUNT_BITS | count) for each word, without a step of Python for each.
            packed = map((document << COUNT_BITS).__or__, counts.values())
            deque(map(array.append, map(postings.__getitem__, counts), packed), maxlen=0)
        return cls._of(dict(zip(numbers, postings, strict=True)), documents)

    @classmethod
    def _of(cls, postings: dict[str, "array[int]"], documents: Documents) -> "TextIndex":
        common: dict[str, bytes] = {}
        for word, each in postings.items():
            if len(each) > len(documents.terms) // COMMON:
                common[word] = in_bytes(each, len(documents.terms))
                postings[word] = array("I")
        vocabulary = Vocabulary.of(postings)
        numbered = {vocabulary.number(word): each for word, each in common.items()}
        return cls(vocabulary, numbered, sorted(numbered), documents)

    def find(
        self, query: Query, barred: Collection[int] = (), among: Collection[int] | None = None
    ) -> tuple[int, Iterator[Ranked]]:
        """The terms whose texts have every word of the query: how many, and they, better ones first, ties by slug.

        Only those in `among` where it is given, and none that is barred.
        """
        return ranking(self.documents, [self._counts(word) for word in query.words[:MOST_WORDS]], barred, among)

    def _counts(self, word: str) -> Counts:
        """How often each text has this word or, for a longer word, one that begins with it."""
        first, last = self._span(word)
        start, end = bisect_left(self.common_words, first), bisect_left(self.common_words, last)
        frequent = [self.common[each] for each in self.common_words[start:end]]
        postings = self.vocabulary.between(first, last)
        texts_in_all = len(self.documents.terms)
        if last - first == 1 and not frequent:
            return postings
        if not frequent and len(postings) <= texts_in_all // COMMON:
            return few(postings)
        return many(frequent, postings, texts_in_all)

    def _span(self, word: str) -> Span:
        if len(word) >= BEGINNING or unspaced_runs(word):
            return begun(self.vocabulary.words, word)
        number = self.vocabulary.number(word)
        return (0, 0) if number < 0 else (number, number + 1)
