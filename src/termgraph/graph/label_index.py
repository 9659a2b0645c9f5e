"""Labels and slugs prepared for search: by text, by beginning, by word, by likeness."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .alphabet import begun
from .labels import RANKS, Labels, TermLabel, fold, unspaced_runs, words
from .letting_go import let_go
from .nearby import Nearby
from .snapshot import Snapshot
from .vocabulary import Vocabulary

HIDDEN = RANKS.index("hidden")

LOOKING = 16
"""Looking at the words of one label costs as much as so many steps through the entries of a word."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for, folded: the whole text, its words, and its runs in scripts without spaces."""

    text: str
    words: tuple[str, ...]
    runs: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Query":
        """The query that a reader typed."""
        folded = fold(text)
        return cls(folded, tuple(dict.fromkeys(words(folded))), tuple(unspaced_runs(folded)))


@dataclass(frozen=True, slots=True)
class LabelIndex:
    """Every text a term is found under, once for each term.

    `texts`, `terms`, `ranks` and `shown` stand side by side. Entries are numbered in the order of (rank, length, term,
    text): among entries that match alike, the smaller number is the better one. `shown` has the place, among all
    labels, of the label to show: the term's name in place of hidden labels and slugs.
    """

    texts: Sequence[str]
    terms: "array[int]"
    ranks: bytes
    shown: "array[int]"
    labels: Labels
    alike: Nearby
    vocabulary: Vocabulary
    words_alike: Nearby

    @classmethod
    def of(cls, snapshot: Snapshot) -> "LabelIndex":
        """The index of a snapshot; ask for it with `snapshot.once(LabelIndex.of)`."""
        heaps: dict[tuple[int, int], list[tuple[int, str, int]]] = {}
        for term, found in _findable(snapshot):
            for text, (rank, shown) in sorted(found.items()):
                heaps.setdefault((rank, len(text)), []).append((term, text, shown))
        texts: list[str] = []
        terms, ranks, places = array("I"), bytearray(), array("I")
        occurring: dict[str, array[int]] = {}
        for (rank, _), rows in sorted(heaps.items()):
            ranks += bytes([rank]) * len(rows)
            for term, text, shown in rows:
                for word in dict.fromkeys(words(text)):
                    if word in occurring:
                        occurring[word].append(len(texts))
                    else:
                        occurring[word] = array("I", (len(texts),))
                texts.append(text)
                terms.append(term)
                places.append(shown)
        vocabulary = Vocabulary.of(occurring)
        let_go(occurring, *heaps.values())
        alike, words_alike = Nearby.of(texts), Nearby.of(vocabulary.words)
        return cls(texts, terms, bytes(ranks), places, snapshot.labels, alike, vocabulary, words_alike)

    def label(self, entry: int) -> TermLabel:
        """The label to show for an entry."""
        return self.labels.entries[self.shown[entry]]

    def exactly(self, query: Query) -> Sequence[int]:
        """Entries that are the query, best first."""
        return sorted(self.alike.find(query.text, 0))

    def beginning(self, query: Query) -> Sequence[int]:
        """Entries that begin with the query, best first."""
        start, end = begun(self.alike.forward, query.text)
        return sorted(self.alike.forward_places[start:end])

    def with_words(self, query: Query) -> Sequence[int]:
        """Entries in which every word of the query begins some word, best first.

        The word with the fewest entries leads; of these each is looked at where that costs less than the others' sets.
        """
        rarest, *others = sorted((self.vocabulary.beginning(each) for each in query.words), key=len)
        found = set(rarest)
        for each in others:
            if len(each) > LOOKING * len(found):
                break
            found.intersection_update(each)
        else:
            return self._with_runs(sorted(found), query)
        return self._with_runs([entry for entry in sorted(found) if _has(self.texts[entry], query.words)], query)

    def _with_runs(self, entries: Sequence[int], query: Query) -> Sequence[int]:
        if not query.runs:
            return entries
        return [entry for entry in entries if all(run in self.texts[entry] for run in query.runs)]


def _has(text: str, beginnings: Sequence[str]) -> bool:
    """Whether each of these begins some word of a text."""
    found = words(text)
    return all(any(word.startswith(each) for word in found) for each in beginnings)


def _findable(snapshot: Snapshot) -> Iterator[tuple[int, dict[str, tuple[int, int]]]]:
    """For each term its texts: labels, slug and former slugs, folded; with the best rank and the label to show."""
    labels = snapshot.labels
    place, count = 0, len(labels.entries)
    for number, term in enumerate(snapshot.terms):
        found: dict[str, tuple[int, int]] = {}
        name = place
        while place < count and labels.entries[place].term == number:
            rank = labels.entries[place].rank
            _keep(found, labels.folded[place], rank, name if rank == HIDDEN else place)
            place += 1
        for slug in (term.slug, *term.former_slugs):
            _keep(found, fold(slug), HIDDEN, name)
        yield number, found


def _keep(found: dict[str, tuple[int, int]], text: str, rank: int, shown: int) -> None:
    if text and (text not in found or rank < found[text][0]):
        found[text] = (rank, shown)
