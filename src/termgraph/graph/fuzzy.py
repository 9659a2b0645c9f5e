"""Labels that are nearly what was typed, by edit distance (optimal string alignment: a swap counts as one edit)."""

from collections.abc import Iterator, Mapping, Sequence

from .alphabet import begun
from .label_index import LabelIndex, Query
from .labels import words

MOST_WORDS = 8
"""Longer queries are compared as a whole only, so that the work stays bounded."""

_PLACES = 32
"""Bits for an entry in a number that sorts by (nearness, entry)."""


def tolerance(length: int) -> int:
    """Edits that a search forgives in a text of this length: none below 4 characters, one below 8, else two."""
    return 0 if length < 4 else 1 if length < 8 else 2


def generous(length: int) -> int:
    """Edits that "did you mean" forgives: none below 3 characters, one up to 4, two up to 8, else three."""
    return 0 if length < 3 else 1 if length <= 4 else 2 if length <= 8 else 3


def near_labels(index: LabelIndex, query: Query) -> Mapping[int, int]:
    """The likeness, in millionths, of labels nearly like the query as a whole or word by word, most alike first.

    Likeness is the share of characters that agree; labels that are equally alike stand in the order of the index.
    """
    typed, letters = len(query.text), len(query.text.replace(" ", ""))
    found: dict[int, int] = {
        entry: _millionths(1 - distance / max(typed, len(index.texts[entry])))
        for entry, distance in near_texts(index, query.text, tolerance(typed)).items()
    }
    known: dict[tuple[int, int], int] = {}  # likeness by distance and length: a common word is in very many labels
    for distance, entries in _near_by_words(index, query):
        agreeing = max(0, letters - distance)
        for entry in entries:
            length = len(index.texts[entry])
            likeness = known.get((distance, length))
            if likeness is None:
                likeness = known[distance, length] = _millionths(agreeing / max(letters, length))
            if likeness > found.get(entry, -1):
                found[entry] = likeness
    mask = (1 << _PLACES) - 1
    ordered = sorted((1_000_000 - likeness) << _PLACES | entry for entry, likeness in found.items())
    return {each & mask: 1_000_000 - (each >> _PLACES) for each in ordered}


def near_texts(index: LabelIndex, text: str, most: int) -> Mapping[int, int]:
    """Distance of each entry at most `most` edits from a folded text."""
    return index.alike.find(text, most)


def _near_by_words(index: LabelIndex, query: Query) -> Iterator[tuple[int, Sequence[int]]]:
    """(summed distance, entries) of entries in which every word of the query begins a word or nearly is one.

    The word that leads to the fewest entries is looked up, the others are looked for in these.
    """
    near = [_near_words(index, word) for word in query.words] if len(query.words) <= MOST_WORDS else []
    first = index.vocabulary.first
    counts = [sum(first[word + 1] - first[word] for word in found) for found in near]
    if not all(counts) or not counts:
        return
    leading = near.pop(counts.index(min(counts)))
    nearest: dict[int, int] = {}
    for word, distance in sorted(leading.items(), key=lambda row: row[1], reverse=True):
        nearest.update(dict.fromkeys(index.vocabulary.between(word, word + 1), distance))  # the nearest word has the last say
    distances = [{index.vocabulary.words[word]: distance for word, distance in found.items()} for found in near]
    by_distance: dict[int, list[int]] = {}
    for entry, distance in nearest.items():
        total = _summed(words(index.texts[entry]), distances) if distances else 0
        if total is not None:
            by_distance.setdefault(distance + total, []).append(entry)
    yield from by_distance.items()


def _summed(label: Sequence[str], distances: Sequence[Mapping[str, int]]) -> int | None:
    """The sum, over the words of the query, of the distance to the nearest word of a label; None where there is none."""
    total = 0
    for each in distances:
        near = [each[word] for word in label if word in each]
        if not near:
            return None
        total += min(near)
    return total


def _near_words(index: LabelIndex, word: str) -> Mapping[int, int]:
    """The distance of the words of the index that begin so (none) or are nearly so, by their positions."""
    found = dict.fromkeys(range(*begun(index.vocabulary.words, word)), 0)
    most = tolerance(len(word))
    if most:
        for each, distance in index.words_alike.find(word, most).items():
            found.setdefault(each, distance)
    return found


def _millionths(share: float) -> int:
    return round(round(share, 6) * 1_000_000)
