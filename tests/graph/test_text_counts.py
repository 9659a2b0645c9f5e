"""Counting words by bytes gives what counting one by one gives, where bytes overflow as well."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from termgraph.graph.text_counts import (
    COUNT_BITS,
    MOST,
    ROOM,
    Counts,
    by_counts,
    few,
    having,
    in_all,
    in_bytes,
    many,
    marked,
    summed,
)

DOCUMENTS = 12
WORD = st.dictionaries(st.integers(0, DOCUMENTS - 1), st.integers(1, MOST))
BYTES = st.lists(st.integers(0, 255), min_size=DOCUMENTS, max_size=DOCUMENTS).map(bytes)


CAPPED = {most: bytes(min(each, most) for each in range(256)) for most in range(256)}


def postings(word: dict[int, int]) -> "array[int]":
    return array("I", [document << COUNT_BITS | count for document, count in sorted(word.items())])


def plain(counts: Counts) -> dict[int, int]:
    if isinstance(counts, bytes):
        return {document: count for document, count in enumerate(counts) if count}
    if isinstance(counts, array):
        return {posting >> COUNT_BITS: posting & MOST for posting in counts}
    return dict(counts)


@given(st.lists(WORD, max_size=25), st.lists(WORD, max_size=25))
def test_the_counts_of_words_add_up(common: list[dict[int, int]], others: list[dict[int, int]]) -> None:
    expected: dict[int, int] = {}
    for word in common + others:
        for document, count in word.items():
            expected[document] = expected.get(document, 0) + count
    rest = array("I", [each for word in others for each in postings(word)])
    counts = many([in_bytes(postings(word), DOCUMENTS) for word in common], rest, DOCUMENTS)
    assert plain(counts) == expected
    assert having(counts) == len(expected)
    if not common:
        assert few(rest) == expected


@given(
    st.lists(WORD.map(postings) | WORD.map(lambda word: few(postings(word))) | BYTES, min_size=1, max_size=4),
)
def test_documents_with_all_words_are_those_that_have_each(counts: list[Counts]) -> None:
    every = [plain(each) for each in counts]
    expected = sorted(set.intersection(*map(set, every)))
    documents, columns = in_all(counts)
    assert documents == expected
    assert [list(each) for each in columns] == [[each[document] for document in expected] for each in every]


@given(st.lists(st.lists(st.integers(0, 400), min_size=5, max_size=5), min_size=1, max_size=10))
def test_documents_are_grouped_by_how_often_they_have_each_word(columns: list[list[int]]) -> None:
    found: dict[tuple[int, ...], list[int]] = {}
    for document, meaning in zip(range(10, 15), zip(*columns, strict=True), strict=True):
        found.setdefault(meaning, []).append(document)
    assert by_counts(range(10, 15), columns) == found


@given(st.lists(BYTES, min_size=1, max_size=5), st.data())
def test_sums_are_of_documents_with_all_words(counts: list[bytes], data: st.DataObject) -> None:
    most = ROOM // len(counts)
    ranks = [bytes([0, *data.draw(st.binary(min_size=ROOM, max_size=ROOM))]).translate(CAPPED[most]) for _ in counts]
    expected = [
        sum(rank[count] for rank, count in zip(ranks, column, strict=True)) if all(column) else 0
        for column in zip(*counts, strict=True)
    ]
    assert list(summed(counts, ranks)) == expected


@given(st.lists(BYTES, min_size=1, max_size=3))
def test_marks_say_what_a_list_says(counts: list[bytes]) -> None:
    documents, columns = in_all(counts)
    parts = marked(counts)
    if parts is None:  # there are more ways than marks
        assert len(counts) > 1
        return
    found: dict[tuple[int, ...], list[int]] = {}
    for marks, meanings in parts:
        for document, mark in enumerate(marks):
            if mark:
                found.setdefault(meanings[mark - 1], []).append(document)
    assert found == by_counts(documents, columns)


def test_more_ways_than_a_byte_holds_take_several_parts_and_far_more_none() -> None:
    one = bytes(range(1, 31))
    parts = marked([one, one])
    assert parts is not None
    assert len(parts) == 4
    assert sum(having(marks) for marks, _ in parts) == 30
    assert marked([one, one, one]) is None
