"""Which terms are written about with which words, for full-text search."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .alphabet import Span, begun
from .label_index import Query
from .labels import unspaced_runs, words_of
from .letting_go import let_go
from .plain_text import linked, plain, texts
from .snapshot import Snapshot
from .text_counts import COUNT_BITS, MOST, Counts, few, in_bytes, many
from .text_ranking import NONE, Documents, Ranked, ranking
from .vocabulary import Vocabulary

MOST_WORDS = 16
"""Longer queries are looked for by their first words."""

BEGINNING = 4
"""Words of this length and longer also find words that begin with them ("gradient" finds "gradients")."""

COMMON = 8
"""A word is common when one of so many texts has it: postings would then take half of a byte for each text, or more."""


LARGEST_PATCH = 1000
"""So many texts may differ from what an index was made of before another is made of all of them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """For each word its postings: the documents that have it, and how often.

    A common word (see COMMON) has one byte for every document instead; `common` has them by the word's number,
    `common_words` these numbers in order. Space is four bytes for each different word of each text.
    """

    vocabulary: Vocabulary
    common: Mapping[int, bytes]
    common_words: Sequence[int]
    documents: Documents

    @classmethod
    def of(cls, snapshot: Snapshot, terms: Sequence[int]) -> "Segment":
        """The words of the texts about these terms, given in ascending order."""
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        said = {
            term: array(
                "I", map(numbers.__getitem__, words_of(plain(snapshot, "\n".join(texts(snapshot.terms[term])))))
            )
            for term in terms
        }
        documents = Documents.of({term: len(each) for term, each in said.items()}, len(snapshot.terms))
        postings = [array("I") for _ in numbers]
        for document, term in enumerate(documents.terms):
            counts = Counter(said.pop(term))
            for word in [word for word, count in counts.items() if count > MOST]:
                counts[word] = MOST
            # postings[word].append(document << COUNT_BITS | count) for each word, without a step of Python for each.
            packed = map((document << COUNT_BITS).__or__, counts.values())
            deque(map(array.append, map(postings.__getitem__, counts), packed), maxlen=0)
        by_word = dict(zip(numbers, postings, strict=True))
        let_go(postings)
        return cls._of(by_word, documents)

    @classmethod
    def _of(cls, postings: dict[str, "array[int]"], documents: Documents) -> "Segment":
        common: dict[str, bytes] = {}
        for word, each in postings.items():
            if len(each) > len(documents.terms) // COMMON:
                common[word] = in_bytes(each, len(documents.terms))
                postings[word] = array("I")
        vocabulary = Vocabulary.of(postings)
        let_go(postings)
        numbered = {vocabulary.number(word): each for word, each in common.items()}
        return cls(vocabulary, numbered, sorted(numbered), documents)

    def counts(self, word: str) -> Counts:
        """How often each text has this word or, for a longer word, one that begins with it."""
        first, last = self._span(word)
        start, end = bisect_left(self.common_words, first), bisect_left(self.common_words, last)
        frequent = [self.common[each] for each in self.common_words[start:end]]
        postings = self.vocabulary.between(first, last)
        documents = len(self.documents.terms)
        if last - first == 1 and not frequent:
            return postings
        if not frequent and len(postings) <= documents // COMMON:
            return few(postings)
        return many(frequent, postings, documents)

    def _span(self, word: str) -> Span:
        if len(word) >= BEGINNING or unspaced_runs(word):
            return begun(self.vocabulary.words, word)
        number = self.vocabulary.number(word)
        return (0, 0) if number < 0 else (number, number + 1)


@dataclass(frozen=True, slots=True)
class TextIndex:
    """The words of all texts, or of those of an earlier snapshot and, in a second segment, of what has changed since.

    Answers do not depend on which of the two it is.
    """

    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "TextIndex":
        """The index of a snapshot; ask for it with `snapshot.once(TextIndex.of)`."""
        return cls((Segment.of(snapshot, range(len(snapshot.terms))),))

    def after(self, before: Snapshot, now: Snapshot) -> "TextIndex":
        """The index of a snapshot that follows the one this is of; what few texts say anew is all that is read."""
        numbers = [now.numbers.get(term.slug, NONE) for term in before.terms]
        changed = {now.numbers[slug] for slug in _written_anew(before, now)}
        for later in self.segments[1:]:
            changed.update(numbers[term] for term in later.documents.terms if numbers[term] != NONE)
        if len(changed) > min(LARGEST_PATCH, len(now.terms) // COMMON):
            return TextIndex.of(now)
        same = [NONE if number in changed else number for number in numbers]
        first = self.segments[0]
        if not changed and same == list(range(len(now.terms))):
            return self
        documents = first.documents.renumbered(same, len(now.terms))
        return TextIndex((replace(first, documents=documents), Segment.of(now, sorted(changed))))

    def find(
        self, query: Query, barred: Collection[int] = (), among: Collection[int] | None = None
    ) -> tuple[int, Iterator[Ranked]]:
        """The terms whose texts have every word of the query: how many, and they, better ones first, ties by slug.

        Only those in `among` where it is given, and none that is barred.
        """
        asked = query.words[:MOST_WORDS]
        parts = [(each.documents, [each.counts(word) for word in asked]) for each in self.segments]
        return ranking(parts, barred, among)


def _written_anew(before: Snapshot, now: Snapshot) -> set[str]:
    """The terms, by slug, whose texts have other words now: changed and new ones, and those that show a new name."""
    anew, renamed = set(), set(before.numbers.keys() - now.numbers.keys())
    for term in now.terms:
        earlier = before.term(term.slug)
        if earlier is term:
            continue
        if earlier is None or list(texts(earlier)) != list(texts(term)):
            anew.add(term.slug)
        if earlier is None or earlier.name != term.name:
            renamed.add(term.slug)
    if renamed:
        anew.update(
            term.slug
            for term in now.terms
            if any(not renamed.isdisjoint(linked(text)) for text in texts(term) if "[[" in text)
        )
    return anew
