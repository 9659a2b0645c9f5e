"""Labels that are nearly what was typed, by edit distance (optimal string alignment: a swap counts as one edit)."""

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .label_index import LabelIndex, Query, of_length

MOST_WORDS = 8
"""Longer queries are compared as a whole only, so that the work stays bounded."""


def tolerance(length: int) -> int:
    """Edits that a search forgives in a text of this length: none below 4 characters, one below 8, else two."""
    return 0 if length < 4 else 1 if length < 8 else 2


def generous(length: int) -> int:
    """Edits that "did you mean" forgives: none below 3 characters, one up to 4, two up to 8, else three."""
    return 0 if length < 3 else 1 if length <= 4 else 2 if length <= 8 else 3


def near_labels(index: LabelIndex, query: Query) -> Sequence[tuple[int, float]]:
    """(entry, likeness 0 to 1) of labels nearly like the query, as a whole or word by word, most alike first.

    Likeness is the share of characters that agree.
    """
    typed = len(query.text)
    found = {
        entry: 1 - distance / max(typed, len(index.texts[entry]))
        for entry, distance in near_texts(index, query.text, tolerance(typed)).items()
    }
    letters = len(query.text.replace(" ", ""))
    for entry, distance in _near_by_words(index, query).items():
        likeness = max(0, letters - distance) / max(letters, len(index.texts[entry]))
        found[entry] = max(found.get(entry, 0.0), likeness)
    scored = [(entry, round(likeness, 6)) for entry, likeness in found.items()]
    return sorted(scored, key=lambda row: (-row[1], row[0]))


def near_texts(index: LabelIndex, text: str, most: int) -> Mapping[int, int]:
    """Distance of each entry at most `most` edits from a folded text."""
    places, texts = of_length(index.by_length, index.texts, len(text) - most, len(text) + most)
    return {places[place]: distance for place, distance in _near(text, texts, most)}


def _near_by_words(index: LabelIndex, query: Query) -> Mapping[int, int]:
    """Summed distance of each entry in which every word of the query begins a word or nearly is one."""
    total: dict[int, int] | None = None
    for word in query.words if len(query.words) <= MOST_WORDS else ():
        nearest: dict[int, int] = {}
        for distance, candidate in _near_words(index, word):
            for entry in index.entries_of[candidate]:
                nearest.setdefault(entry, distance)
        total = (
            nearest
            if total is None
            else {entry: total[entry] + distance for entry, distance in nearest.items() if entry in total}
        )
    return total or {}


def _near_words(index: LabelIndex, word: str) -> list[tuple[int, str]]:
    """(distance, word) of the words of the index that begin so or are nearly so, nearest first."""
    most = tolerance(len(word))
    _, candidates = of_length(index.vocabulary_by_length, index.vocabulary, len(word) - most, len(word) + most)
    near = [(distance, candidates[place]) for place, distance in _near(word, candidates, most)] if most else []
    return sorted([(0, each) for each in index.words_from(word)] + near)


def _near(text: str, texts: Sequence[str], most: int) -> list[tuple[int, int]]:
    """(place, distance) of the texts at most `most` edits away."""
    rows = process.extract(text, texts, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(place, int(distance)) for _, distance, place in rows]
