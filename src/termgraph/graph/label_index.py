"""Labels and slugs prepared for search: by text, by beginning, by word, by length."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .labels import RANKS, TermLabel, fold, unspaced_runs, words
from .snapshot import Snapshot

LAST = chr(0x10FFFF)
"""Sorts behind every character that a folded text can hold."""

HIDDEN = RANKS.index("hidden")


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

    `texts`, `shown` and `ranks` stand side by side; the `by_length` fields have places in `texts` and `vocabulary`.
    Entries are numbered in the order of (rank, length, term, text): among entries that match alike, the smaller number
    is the better one. `shown` is the label to show for each: the term's name in place of hidden labels and slugs.
    """

    texts: Sequence[str]
    shown: Sequence[TermLabel]
    ranks: Sequence[int]
    by_text: Mapping[str, Sequence[int]]
    sorted_texts: Sequence[str]
    sorted_entries: Sequence[int]
    vocabulary: Sequence[str]
    entries_of: Mapping[str, Sequence[int]]
    by_length: Sequence[int]
    vocabulary_by_length: Sequence[int]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "LabelIndex":
        """The index of a snapshot; ask for it with `snapshot.once(LabelIndex.of)`."""
        best: dict[tuple[int, str], tuple[int, TermLabel]] = {}
        for rank, text, label in _findable(snapshot):
            key = (label.term, text)
            if text and (key not in best or rank < best[key][0]):
                best[key] = (rank, label)
        rows = sorted(best.items(), key=lambda row: (row[1][0], len(row[0][1]), row[0]))
        texts = [text for (_, text), _ in rows]
        by_text: dict[str, list[int]] = {}
        entries_of: dict[str, list[int]] = {}
        for entry, text in enumerate(texts):
            by_text.setdefault(text, []).append(entry)
            for word in dict.fromkeys(words(text)):
                entries_of.setdefault(word, []).append(entry)
        alphabetical = sorted(range(len(texts)), key=texts.__getitem__)
        vocabulary = sorted(entries_of)
        return cls(
            texts=texts,
            shown=[label for _, (_, label) in rows],
            ranks=[rank for _, (rank, _) in rows],
            by_text=by_text,
            sorted_texts=[texts[entry] for entry in alphabetical],
            sorted_entries=alphabetical,
            vocabulary=vocabulary,
            entries_of=entries_of,
            by_length=_by_length(texts),
            vocabulary_by_length=_by_length(vocabulary),
        )

    def exactly(self, query: Query) -> Sequence[int]:
        """Entries that are the query, best first."""
        return self.by_text.get(query.text, ())

    def beginning(self, query: Query) -> Sequence[int]:
        """Entries that begin with the query, best first."""
        start = bisect_left(self.sorted_texts, query.text)
        return sorted(self.sorted_entries[start : bisect_right(self.sorted_texts, query.text + LAST)])

    def with_words(self, query: Query) -> Sequence[int]:
        """Entries in which every word of the query begins some word, best first."""
        found = intersection(
            {entry for word in self.words_from(each) for entry in self.entries_of[word]} for each in query.words
        )
        return sorted(entry for entry in found if all(run in self.texts[entry] for run in query.runs))

    def words_from(self, beginning: str) -> Sequence[str]:
        """The words of the index that begin so."""
        return span(self.vocabulary, beginning)


def span(vocabulary: Sequence[str], beginning: str) -> Sequence[str]:
    """The part of a sorted vocabulary that begins with `beginning`."""
    return vocabulary[bisect_left(vocabulary, beginning) : bisect_right(vocabulary, beginning + LAST)]


def of_length(by_length: Sequence[int], texts: Sequence[str], least: int, most: int) -> tuple[Sequence[int], list[str]]:
    """The places, among places sorted by length, of texts of `least` to `most` characters; and those texts."""
    start = bisect_left(by_length, least, key=lambda place: len(texts[place]))
    end = bisect_right(by_length, most, key=lambda place: len(texts[place]))
    places = by_length[start:end]
    return places, [texts[place] for place in places]


def _by_length(texts: Sequence[str]) -> "array[int]":
    return array("I", sorted(range(len(texts)), key=lambda place: len(texts[place])))


def intersection(sets: Iterable[set[int]]) -> set[int]:
    """What is in all of the sets; nothing when there is no set. Stops at the first that leaves nothing."""
    found: set[int] | None = None
    for each in sets:
        found = each if found is None else found & each
        if not found:
            break
    return found or set()


def _findable(snapshot: Snapshot) -> Iterator[tuple[int, str, TermLabel]]:
    """(rank, folded text, label to show) of every label, slug and former slug."""
    names = [TermLabel(number, term.name, "name") for number, term in enumerate(snapshot.terms)]
    for label, text in zip(snapshot.labels.entries, snapshot.labels.folded, strict=True):
        yield label.rank, text, names[label.term] if label.rank == HIDDEN else label
    for number, term in enumerate(snapshot.terms):
        for slug in (term.slug, *term.former_slugs):
            yield HIDDEN, fold(slug), names[number]
