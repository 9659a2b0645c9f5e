"""How often each document has a word, and which documents have several.

It knows neither words nor scores. Where many documents have a word, there is one byte for every document: what is said
of a hundred thousand of them is then added, compared and counted by single operations on byte strings and integers.
"""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import compress
from math import prod
from typing import TypeAlias

COUNT_BITS = 4
MOST = (1 << COUNT_BITS) - 1
"""A posting is one integer: the document above, the count, up to MOST, in the low bits."""

Counts: TypeAlias = "Mapping[int, int] | bytes | array[int]"
"""The count of each document that has a word; or a byte for every document; or the postings of one word."""

Marked = tuple[bytes, Sequence[tuple[int, ...]]]
"""A byte for every document, zero or a mark, and what mark 1, 2, … means: how often it has each of several words."""

_ROOM = 255
"""What a byte holds."""

_MOST_PARTS = 8
"""So many markings of the same documents are made at most; after that a list of them costs less."""

_RARELY = 8
"""A word's postings are looked into one by one when there are so many times as many as documents to look for."""

_PRESENT = bytes([0]) + bytes([255]) * 255
_ONE = bytes([0]) + bytes([1]) * 255


def few(postings: Iterable[int]) -> Mapping[int, int]:
    """The counts that postings of several words add up to."""
    counts: dict[int, int] = {}
    for posting in postings:
        document = posting >> COUNT_BITS
        counts[document] = counts.get(document, 0) + (posting & MOST)
    return counts


def many(frequent: Sequence[bytes], postings: Sequence[int], documents: int) -> Counts:
    """The same where much is to be added: of words that have bytes, and of postings of others."""
    if len(frequent) == 1 and not postings:
        return frequent[0]
    if len(frequent) * MOST > _ROOM:
        return _without_bound(frequent, postings)
    total = bytearray(_bytes(sum(map(_number, frequent)), documents))
    try:
        for posting in postings:
            total[posting >> COUNT_BITS] += posting & MOST
    except ValueError:  # more than a byte holds
        return _without_bound(frequent, postings)
    return bytes(total)


def in_bytes(postings: Iterable[int], documents: int) -> bytes:
    """The postings of one word as a byte for each document."""
    total = bytearray(documents)
    for posting in postings:
        total[posting >> COUNT_BITS] = posting & MOST
    return bytes(total)


def having(counts: Counts) -> int:
    """How many documents have the word."""
    return _number(counts.translate(_ONE)).bit_count() if isinstance(counts, bytes) else len(counts)


def having_of(counts: Counts, documents: Sequence[int]) -> int:
    """How many of these documents have the word."""
    return sum(map(bool, _looked_up(counts, documents)))


def without(counts: bytes, barred: Collection[int], among: Iterable[int] | None) -> bytes:
    """Bytes of the documents in `among` alone, where they are given, and of none that is barred."""
    if among is None:
        kept = bytearray(counts)
    else:
        kept = bytearray(len(counts))
        for document in among:
            kept[document] = counts[document]
    for document in barred:
        kept[document] = 0
    return bytes(kept)


def marked(counts: Sequence[bytes]) -> list[Marked] | None:
    """The documents that have all of several words, marked by how often: each in one of the parts.

    None where there are too many ways to have them.
    """
    (first, meanings), *others = [_marks(each) for each in counts]
    if prod((len(values) for _, values in others), start=len(meanings)) > _MOST_PARTS * _ROOM:
        return None
    parts: list[Marked] = [(first, meanings)]
    for ranks, values in others:
        size = _ROOM // max(1, len(values))
        parts = [
            _both(marks, meanings[start : start + size], start, ranks, values)
            for marks, meanings in parts
            for start in range(0, len(meanings), size)
        ]
    return parts


def _both(
    marks: bytes, meanings: Sequence[tuple[int, ...]], start: int, ranks: bytes, values: Sequence[tuple[int, ...]]
) -> Marked:
    """The documents with the marks behind `start` that these meanings belong to, and with another word.

    The first of these marks and the first rank of that word make 1, the first and the second rank 2, and so on.
    """
    here = range(start + 1, start + 1 + len(meanings))
    above = marks.translate(_table({mark: (mark - here.start) * len(values) for mark in here}))
    both = _number(marks.translate(_table(dict.fromkeys(here, _ROOM)))) & _number(ranks.translate(_PRESENT))
    together = _bytes((_number(above) + _number(ranks)) & both, len(marks))
    return together, [(*meaning, *value) for meaning in meanings for value in values]


def in_all(counts: Sequence[Counts]) -> tuple[list[int], list[list[int]]]:
    """The documents that have all of the words, in order, and for each word how often they have it."""
    whole = [each for each in counts if isinstance(each, bytes)]
    if len(whole) < len(counts):
        leading = min((each for each in counts if not isinstance(each, bytes)), key=len)
        documents = sorted(leading if isinstance(leading, Mapping) else (posting >> COUNT_BITS for posting in leading))
    else:
        both = _number(whole[0].translate(_PRESENT))
        for each in whole[1:]:
            both &= _number(each.translate(_PRESENT))
        documents = list(compress(range(len(whole[0])), _bytes(both, len(whole[0]))))
    columns: list[list[int]] = []
    for every in counts:
        found = _looked_up(every, documents)
        if 0 in found:
            documents = list(compress(documents, found))
            columns = [list(compress(column, found)) for column in columns]
            found = list(filter(None, found))
        columns.append(found)
    return documents, columns


def by_counts(documents: Sequence[int], columns: Sequence[Sequence[int]]) -> Mapping[tuple[int, ...], list[int]]:
    """The documents by how often they have each of the words."""
    found: dict[tuple[int, ...], list[int]] = {}
    for document, meaning in zip(documents, zip(*columns, strict=True), strict=True):
        if meaning in found:
            found[meaning].append(document)
        else:
            found[meaning] = [document]
    return found


def _looked_up(counts: Counts, documents: Sequence[int]) -> list[int]:
    """How often each of these documents has a word."""
    if isinstance(counts, bytes):
        return list(map(counts.__getitem__, documents))
    if isinstance(counts, Mapping):
        return [counts.get(document, 0) for document in documents]
    if len(counts) < _RARELY * len(documents):
        at_hand = {posting >> COUNT_BITS: posting & MOST for posting in counts}
        return [at_hand.get(document, 0) for document in documents]
    return [_one(counts, document) for document in documents]


def _one(postings: Sequence[int], document: int) -> int:
    place = bisect_left(postings, document << COUNT_BITS)
    if place == len(postings) or postings[place] >> COUNT_BITS != document:
        return 0
    return postings[place] & MOST


def _without_bound(frequent: Sequence[bytes], postings: Iterable[int]) -> Mapping[int, int]:
    counts = dict(few(postings))
    for each in frequent:
        for document in compress(range(len(each)), each):
            counts[document] = counts.get(document, 0) + each[document]
    return counts


def _marks(counts: bytes) -> Marked:
    """The counts of one word as marks without gaps."""
    larger = counts.translate(None, bytes(range(MOST + 1)))  # there are some where several words were added up
    values = [value for value in range(1, MOST + 1) if value in counts] + sorted(set(larger))
    return counts.translate(_table({value: mark for mark, value in enumerate(values, 1)})), [(each,) for each in values]


def _table(meaning: Mapping[int, int]) -> bytes:
    """The argument of `bytes.translate`: what is not in the mapping becomes zero."""
    return bytes(meaning.get(value, 0) for value in range(256))


def _number(each: bytes) -> int:
    return int.from_bytes(each, "little")


def _bytes(number: int, length: int) -> bytes:
    return number.to_bytes(length, "little")
