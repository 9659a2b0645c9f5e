"""How often each document has a word, and which documents have several.

It knows neither words nor scores. Where many documents have a word, there is one byte for every document: what is said
of a hundred thousand of them is then added, compared and counted by single operations on byte strings and integers.
"""

import sys
from array import array
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import compress
from math import prod
from operator import itemgetter
from typing import Any, Literal, TypeAlias

COUNT_BITS = 4
MOST = (1 << COUNT_BITS) - 1
"""A posting is one integer: the document above, the count, up to MOST, in the low bits."""

Counts: TypeAlias = "Mapping[int, int] | bytes | array[int]"
"""The count of each document that has a word; or a byte for every document; or the postings of one word."""

Marked = tuple[bytes, Sequence[tuple[int, ...]]]
"""A byte for every document, zero or a mark, and what mark 1, 2, … means: how often it has each of several words."""

ROOM = 255
"""What a byte holds."""

_MOST_PARTS = 8
"""So many markings of the same documents are made at most; after that a list of them costs less."""

_RARELY = 8
"""A word's postings are looked into one by one when there are so many times as many as documents to look for."""

_WIDTHS: Mapping[int, Literal["B", "H", "I", "Q"]] = {1: "B", 2: "H", 4: "I", 8: "Q"}
"""Integers of so many bytes, as `memoryview` calls them."""

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
    if len(frequent) * MOST > ROOM:
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
    if prod((len(values) for _, values in others), start=len(meanings)) > _MOST_PARTS * ROOM:
        return None
    parts: list[Marked] = [(first, meanings)]
    for ranks, values in others:
        size = ROOM // max(1, len(values))
        parts = [
            _both(marks, meanings[start : start + size], start, ranks, values)
            for marks, meanings in parts
            for start in range(0, len(meanings), size)
        ]
    return parts


def summed(counts: Sequence[bytes], ranks: Sequence[bytes]) -> bytes:
    """For each document with all of several words the sum of what `ranks` have for its counts, zero for the others.

    `ranks` has 256 bytes for each word, of which the largest ones together are at most ROOM.
    """
    total, both = 0, -1
    for each, rank in zip(counts, ranks, strict=True):
        total += _number(each.translate(rank))
        both &= _number(each.translate(_PRESENT))
    return _bytes(total & both, len(counts[0]))


def _both(
    marks: bytes, meanings: Sequence[tuple[int, ...]], start: int, ranks: bytes, values: Sequence[tuple[int, ...]]
) -> Marked:
    """The documents with the marks behind `start` that these meanings belong to, and with another word.

    The first of these marks and the first rank of that word make 1, the first and the second rank 2, and so on.
    """
    here = range(start + 1, start + 1 + len(meanings))
    above = marks.translate(_table({mark: (mark - here.start) * len(values) for mark in here}))
    both = _number(marks.translate(_table(dict.fromkeys(here, ROOM)))) & _number(ranks.translate(_PRESENT))
    together = _bytes((_number(above) + _number(ranks)) & both, len(marks))
    return together, [(*meaning, *value) for meaning in meanings for value in values]


def in_all(counts: Sequence[Counts]) -> tuple[list[int], list[Sequence[int]]]:
    """The documents that have all of the words, in order, and for each word how often they have it."""
    whole = [each for each in counts if isinstance(each, bytes)]
    if len(whole) == len(counts):
        both = _number(whole[0].translate(_PRESENT))
        for each in whole[1:]:
            both &= _number(each.translate(_PRESENT))
        documents = list(compress(range(len(whole[0])), _bytes(both, len(whole[0]))))
        return documents, [_looked_up(each, documents) for each in whole]
    leading = min((each for each in counts if not isinstance(each, bytes)), key=len)
    documents = sorted(leading if isinstance(leading, Mapping) else (posting >> COUNT_BITS for posting in leading))
    columns: list[Sequence[int]] = []
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
    keys = _keys(columns, len(documents))
    found: defaultdict[Any, list[int]] = defaultdict(list)
    # found[key].append(document) for each document, without a step of Python for each.
    deque(map(list.append, map(found.__getitem__, keys or zip(*columns, strict=True)), documents), maxlen=0)
    if keys is None:
        return dict(found)
    return {tuple(key.to_bytes(keys.itemsize, sys.byteorder)[: len(columns)]): each for key, each in found.items()}


def _keys(columns: Sequence[Sequence[int]], documents: int) -> "memoryview[int] | None":
    """For each document one integer, whose bytes are its counts; None where there are too many or too large ones."""
    width = next((width for width in _WIDTHS if width >= len(columns)), None)
    if width is None:
        return None
    keys = bytearray(width * documents)
    try:
        for place, column in enumerate(columns):
            keys[place::width] = bytes(column)
    except ValueError:  # more than a byte holds
        return None
    return memoryview(keys).cast(_WIDTHS[width])


def _looked_up(counts: Counts, documents: Sequence[int]) -> Sequence[int]:
    """How often each of these documents has a word."""
    if isinstance(counts, bytes):
        # One call for all of them; for a single one it would not give a sequence.
        return itemgetter(*documents)(counts) if len(documents) > 1 else [counts[each] for each in documents]
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
