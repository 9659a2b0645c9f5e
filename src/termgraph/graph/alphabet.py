"""Many texts in alphabetical order (by code point): sorted in steps, and which of them begin, or nearly begin, so.

It knows nothing of labels and terms.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

LAST = chr(0x10FFFF)
"""Sorts behind every character that a folded text can hold."""

Span = tuple[int, int]
"""(first, one past the last) place in a sorted sequence."""

_FEW = 16
"""So many neighbours are taken as they are: telling them apart would cost more than comparing them."""

_STEP = 3
"""Characters by which texts are put into heaps before each heap is sorted."""


def in_order(texts: Sequence[str]) -> list[int]:
    """The places of `texts` in alphabetical order; equal texts by place.

    One long sort would stop every other thread until it is done; these are many short ones.
    """
    heaps: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        heaps.setdefault(text[:_STEP], []).append(place)
    ordered: list[int] = []
    for beginning in sorted(heaps):
        ordered += sorted(heaps[beginning], key=texts.__getitem__)
    return ordered


def begun(texts: Sequence[str], beginning: str, low: int = 0, high: int | None = None) -> Span:
    """Where the sorted `texts` (from `low` to `high`) begin so."""
    start = bisect_left(texts, beginning, low, high)
    return start, bisect_right(texts, beginning + LAST, start, high)


def nearly_begun(texts: Sequence[str], beginning: str) -> list[Span]:
    """Spans, in order and apart, that hold every one of the sorted `texts` that begins so but for one edit.

    An edit is a character too many, too few or wrong, or two neighbours that are swapped. Some texts that begin
    otherwise are among them: whoever asks compares them anyway.
    """
    return _joined(sorted(_variants(texts, beginning)))


def _variants(texts: Sequence[str], beginning: str) -> Iterator[Span]:
    """For each place of the edit the texts that agree before it, by what they have there."""
    low, high = 0, len(texts)
    for place, right in enumerate(beginning):
        same, rest = beginning[:place], beginning[place + 1 :]
        low, high = begun(texts, same, low, high)
        if high - low <= _FEW or not rest:
            yield low, high
            return
        yield begun(texts, same + rest, low, high)
        yield begun(texts, same + rest[0] + right + rest[1:], low, high)
        start = bisect_right(texts, same, low, high)
        while start < high:
            wrong = same + texts[start][place]
            end = bisect_right(texts, wrong + LAST, start, high)
            if end - start <= _FEW:
                yield start, end
            elif wrong[-1] != right:
                yield begun(texts, wrong + rest, start, end)
                yield begun(texts, wrong + right + rest, start, end)
            start = end
    yield low, high


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Sorted spans without overlaps."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    return joined
