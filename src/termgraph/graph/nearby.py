"""Which of many texts are at most three edits away from another, found without comparing all of them.

Edits are those of optimal string alignment: a swap of neighbours counts as one.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .alphabet import Span, begun, in_order, nearly_begun

MOST = 3
"""More edits cannot be asked for."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """The texts, sorted from their beginnings and, reversed, from their ends.

    Of at most three edits one half of a text has at most one (of one edit, one half has none), so whatever is near
    begins or ends like half of what is looked for, but for one edit: a pigeonhole, as in Navarro, "A Guided Tour to
    Approximate String Matching" (2001), section 8. Only what begins or ends so is compared.
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
        left, right = _halves(len(text), most)
        turned = text[::-1]
        found = _compared(text, most, self.forward, self.forward_places, _like(self.forward, text[:left], most))
        found.update(
            _compared(turned, most, self.backward, self.backward_places, _like(self.backward, turned[:right], most))
        )
        return found


def _halves(length: int, most: int) -> tuple[int, int]:
    """How many characters at either end of a text with this many are looked at, so that one end has few edits.

    A swap may stand across the middle and change the character beside it on either side. With two edits that is the one
    edit that an end may have; otherwise the character is left out.
    """
    middle = length // 2
    return (middle, length - middle) if most == 2 else (max(0, middle - 1), max(0, length - middle - 1))


def _like(texts: Sequence[str], beginning: str, most: int) -> list[Span]:
    return [begun(texts, beginning)] if most == 1 else nearly_begun(texts, beginning)


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
