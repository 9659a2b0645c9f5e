"""How often each document has a word, and which documents have several: a few as a dictionary, many as bytes.

It knows neither words nor scores. With one byte for a document, what is said of a hundred thousand of them is added,
compared and counted by single operations on long integers and byte strings.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

COUNT_BITS = 4
MOST = (1 << COUNT_BITS) - 1
"""A posting is one integer: the document above, the count, up to MOST, in the low bits."""

Counts = Mapping[int, int] | bytes
"""The count of each document that has a word; or one byte for every document, its count, zero where it has none."""

Marked = tuple[bytes, Sequence[tuple[int, ...]]]
"""One byte for every document, zero or a mark, and what mark 1, 2, … means: the counts of each word."""

_ROOM = 255
"""What a byte holds."""

_PRESENT = bytes([0]) + bytes([255]) * 255


def few(postings: Iterable[int]) -> Counts:
    """The counts that postings of one or several words add up to."""
    counts: dict[int, int] = {}
    for posting in postings:
        document = posting >> COUNT_BITS
        counts[document] = counts.get(document, 0) + (posting & MOST)
    return counts


def many(frequent: Sequence[bytes], postings: Sequence[int], documents: int) -> Counts:
    """The same where much is to be added: of words that have bytes, and of postings of others."""
    if len(frequent) * MOST > _ROOM:
        return _without_bound(frequent, postings)
    total = bytearray(_bytes(sum(map(_number, frequent)), documents) if len(frequent) != 1 else frequent[0])
    try:
        for posting in postings:
            total[posting >> COUNT_BITS] += posting & MOST
    except ValueError:  # more than a byte holds
        return _without_bound(frequent, postings)
    return bytes(total)


def in_bytes(postings: Iterable[int], documents: int) -> bytes:
    """The postings of one word with one byte for each document."""
    total = bytearray(documents)
    for posting in postings:
        total[posting >> COUNT_BITS] = posting & MOST
    return bytes(total)


def having(counts: Counts) -> int:
    """How many documents have the word."""
    return len(counts) - counts.count(0) if isinstance(counts, bytes) else len(counts)


def marked(counts: Sequence[bytes]) -> Marked | None:
    """The documents that have all of several words, marked by how often; None where there are too many ways."""
    first, *others = counts
    present = _values(first)
    marks = first.translate(_table({value: mark for mark, value in enumerate(present, 1)}))
    meanings: list[tuple[int, ...]] = [(value,) for value in present]
    for each in others:
        present = _values(each)
        ways = len(present)
        if len(meanings) * ways > _ROOM:
            return None
        # Mark m and the r-th count of this word together make the mark (m - 1) * ways + r.
        above = marks.translate(_table({mark: (mark - 1) * ways for mark in range(1, len(meanings) + 1)}))
        below = each.translate(_table({value: rank for rank, value in enumerate(present, 1)}))
        both = _number(marks.translate(_PRESENT)) & _number(each.translate(_PRESENT))
        marks = _bytes((_number(above) + _number(below)) & both, len(each))
        meanings = [(*meaning, value) for meaning in meanings for value in present]
    return marks, meanings


def having_all(counts: Sequence[Counts]) -> list[int]:
    """The documents that have all of the words, in order."""
    listed = sorted((each for each in counts if not isinstance(each, bytes)), key=len)
    whole = [each for each in counts if isinstance(each, bytes)]
    if listed:
        documents = sorted(set(listed[0]).intersection(*listed[1:]))
    else:
        documents = list(range(len(whole[0])))
    for each in whole:
        documents = list(compress(documents, map(each.__getitem__, documents)))
    return documents


def by_counts(documents: Sequence[int], counts: Sequence[Counts]) -> Mapping[tuple[int, ...], list[int]]:
    """The documents by how often they have each of the words."""
    columns = [map(each.__getitem__, documents) for each in counts]
    found: dict[tuple[int, ...], list[int]] = {}
    for document, meaning in zip(documents, zip(*columns, strict=True), strict=True):
        if meaning in found:
            found[meaning].append(document)
        else:
            found[meaning] = [document]
    return found


def _without_bound(frequent: Sequence[bytes], postings: Iterable[int]) -> Counts:
    counts = dict(few(postings))
    for each in frequent:
        for document in compress(range(len(each)), each):
            counts[document] = counts.get(document, 0) + each[document]
    return counts


def _values(counts: bytes) -> list[int]:
    """The counts that occur, but for zero: of one posting those that are there, of several added ones what is left."""
    larger = counts.translate(None, bytes(range(MOST + 1)))
    return [value for value in range(1, MOST + 1) if value in counts] + sorted(set(larger))


def _table(meaning: Mapping[int, int]) -> bytes:
    """The argument of `bytes.translate`: what is not in the mapping becomes zero."""
    return bytes(meaning.get(value, 0) for value in range(256))


def _number(each: bytes) -> int:
    return int.from_bytes(each, "little")


def _bytes(number: int, length: int) -> bytes:
    return number.to_bytes(length, "little")
