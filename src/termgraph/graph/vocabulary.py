"""Words and where each occurs, laid out so that words which begin alike are found together."""

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .alphabet import begun, in_order


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in alphabetical order, numbered so; the places of all of them stand in one row, one word after the other.

    `first` has for each word where its places begin, and at its end where the last word's end. Space is four bytes for
    a place and four for a word, beside the words themselves.
    """

    words: Sequence[str]
    first: "array[int]"
    places: "array[int]"

    @classmethod
    def of(cls, occurring: Mapping[str, "array[int]"]) -> "Vocabulary":
        """The vocabulary of words with their places."""
        given = list(occurring)
        ordered = [given[place] for place in in_order(given)]
        first, places = array("I", [0]), array("I")
        for word in ordered:
            places += occurring[word]
            first.append(len(places))
        return cls(ordered, first, places)

    def number(self, word: str) -> int:
        """The number of a word; -1 where it is not among them."""
        found = bisect_left(self.words, word)
        return found if found < len(self.words) and self.words[found] == word else -1

    def between(self, first: int, last: int) -> "array[int]":
        """The places of the words with numbers from `first` up to `last`, each word's in their order."""
        return self.places[self.first[first] : self.first[last]]

    def beginning(self, beginning: str) -> "array[int]":
        """The places of the words that begin so: a place once for each such word that is there."""
        return self.between(*begun(self.words, beginning))
