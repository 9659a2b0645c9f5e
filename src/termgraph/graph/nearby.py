"""Which of many texts are at most three edits away from another, found without comparing all of them.

Edits are those of optimal string alignment: a swap of neighbours counts as one.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .alphabet import Span, in_order, nearly_begun

MOST = 3
"""More edits cannot be asked for."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """The texts, sorted from their beginnings and, reversed, from their ends.

    Of at most three edits one half of a text has at most one, so whatever is near begins or ends like half of what is
    looked for, but for one edit; it is the partitioning of Navarro, "A Guided Tour to Approximate String Matching"
    (2001), section 8. Only what begins or ends so is compared.
    """

    forward: Sequence[str]
    forward_places: "array[int]"
    backward: Sequence[str]
    backward_places: "array[int]"

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Nearby":
        """The index of texts, which are then known by their places."""
        order = in_order(texts)
        turned = [text[::-1] for text in texts]
        turned_order = in_order(turned)
        return cls(
            [texts[place] for place in order],
            array("I", order),
            [turned[place] for place in turned_order],
            array("I", turned_order),
        )

    def find(self, text: str, most: int) -> Mapping[int, int]:
        """The distance of every text at most `most` edits away, by its place."""
        if most == 0:
            start = bisect_left(self.forward, text)
            return dict.fromkeys(self.forward_places[start : bisect_right(self.forward, text, start)], 0)
        if most == 1:
            return self._forward(text, text, most)
        left, right = _halves(len(text), most)
        return self._forward(text, text[:left], most) | self._backward(text[::-1], text[::-1][:right], most)

    def _forward(self, text: str, beginning: str, most: int) -> dict[int, int]:
        return _compared(text, most, self.forward, self.forward_places, nearly_begun(self.forward, beginning))

    def _backward(self, turned: str, beginning: str, most: int) -> dict[int, int]:
        return _compared(turned, most, self.backward, self.backward_places, nearly_begun(self.backward, beginning))


def _halves(length: int, most: int) -> tuple[int, int]:
    """How many characters at either end of a text with this many are looked at, so that at one end there is one edit.

    A swap may stand across the middle and change the character beside it on either side. Of two edits that is the one
    that an end may have; of three it may be one too many, so these characters are left out.
    """
    middle = length // 2
    return (middle, length - middle) if most == 2 else (max(0, middle - 1), max(0, length - middle - 1))


def _compared(
    text: str, most: int, texts: Sequence[str], places: "array[int]", spans: Sequence[Span]
) -> dict[int, int]:
    """The distances, by place, of what stands in the spans and is near enough."""
    candidates: list[str] = []
    numbers = array("I")
    for start, end in spans:
        candidates += texts[start:end]
        numbers += places[start:end]
    rows = process.extract(text, candidates, scorer=OSA.distance, score_cutoff=most, limit=None)
    return {numbers[place]: int(distance) for _, distance, place in rows}
