"""Labels that are nearly what was typed, by edit distance (optimal string alignment: a swap counts as one edit)."""

from collections.abc import Mapping

from .alphabet import begun
from .label_index import LOOKING, LabelIndex, Query
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
    for entry, distance in _near_by_words(index, query).items():
        length = len(index.texts[entry])
        likeness = known.get((distance, length))
        if likeness is None:
            likeness = known[distance, length] = _millionths(max(0, letters - distance) / max(letters, length))
        if likeness > found.get(entry, -1):
            found[entry] = likeness
    mask = (1 << _PLACES) - 1
    ordered = sorted((1_000_000 - likeness) << _PLACES | entry for entry, likeness in found.items())
    return {each & mask: 1_000_000 - (each >> _PLACES) for each in ordered}


def near_texts(index: LabelIndex, text: str, most: int) -> Mapping[int, int]:
    """Distance of each entry at most `most` edits from a folded text."""
    return index.alike.find(text, most)


def _near_by_words(index: LabelIndex, query: Query) -> Mapping[int, int]:
    """Summed distance of each entry in which every word of the query begins a word or nearly is one.

    The word that leads to the fewest entries is looked up first, and where others lead to very many, they are looked
    for in the entries that are left.
    """
    near = [_near_words(index, word) for word in query.words] if len(query.words) <= MOST_WORDS else []
    if not near or not all(near):
        return {}
    first = index.vocabulary.first
    entries = [sum(first[word + 1] - first[word] for word in found) for found in near]
    total: dict[int, int] | None = None
    for count, found in sorted(zip(entries, near, strict=True), key=lambda row: row[0]):
        if total is None:
            total = _nearest(index, found)
        elif count <= LOOKING * len(total):
            other = _nearest(index, found)
            total = {entry: distance + other[entry] for entry, distance in total.items() if entry in other}
        else:
            total = _looked_through(index, total, found)
    return total or {}


def _nearest(index: LabelIndex, found: Mapping[int, int]) -> dict[int, int]:
    """The distance of each entry's nearest word among those found."""
    nearest: dict[int, int] = {}
    for word, distance in sorted(found.items(), key=lambda row: -row[1]):  # nearer words have the last say
        nearest.update(dict.fromkeys(index.vocabulary.between(word, word + 1), distance))
    return nearest


def _looked_through(index: LabelIndex, total: Mapping[int, int], found: Mapping[int, int]) -> dict[int, int]:
    """The entries that have one of the words that were found, with the distance of the nearest added."""
    distances = {index.vocabulary.words[word]: distance for word, distance in found.items()}
    nearer: dict[int, int] = {}
    for entry, distance in total.items():
        near = [distances[word] for word in words(index.texts[entry]) if word in distances]
        if near:
            nearer[entry] = distance + min(near)
    return nearer


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
