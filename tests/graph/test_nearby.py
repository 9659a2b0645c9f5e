"""What is looked up instead of compared: texts by their beginnings, and texts that are a few edits away."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from termgraph.graph.alphabet import begun, in_order, nearly_begun
from termgraph.graph.nearby import MOST, Nearby

LETTERS = st.text("ab", max_size=12) | st.text("abcdé 強\U0001f600", max_size=14) | st.text(max_size=8)
TEXTS = st.lists(LETTERS, max_size=40)


@given(TEXTS)
def test_order_is_that_of_one_sort(texts: list[str]) -> None:
    assert in_order(texts) == sorted(range(len(texts)), key=texts.__getitem__)


@given(TEXTS, LETTERS)
def test_what_begins_so_stands_in_one_span(texts: list[str], beginning: str) -> None:
    texts.sort()
    start, end = begun(texts, beginning)
    assert texts[start:end] == [each for each in texts if each.startswith(beginning)]


@given(st.lists(st.text("abc", max_size=7), max_size=300), st.text("abc", max_size=5))
def test_nothing_that_nearly_begins_so_is_left_out(texts: list[str], beginning: str) -> None:
    texts.sort()
    spans = nearly_begun(texts, beginning)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    inside = {place for start, end in spans for place in range(start, end)}
    for place, text in enumerate(texts):
        nearest = min(OSA.distance(beginning, text[:length]) for length in range(len(text) + 1))
        assert nearest > 1 or place in inside


@given(TEXTS, LETTERS, st.integers(0, MOST), st.data())
def test_what_is_near_is_found_by_halves_as_by_comparing_all(
    texts: list[str], text: str, most: int, data: st.DataObject
) -> None:
    text = _mistyped(data.draw(st.sampled_from([text, *texts])), data)
    expected = {place: distance for place, each in enumerate(texts) if (distance := OSA.distance(text, each)) <= most}
    assert Nearby.of(texts).find(text, most) == expected


def _mistyped(text: str, data: st.DataObject) -> str:
    for _ in range(data.draw(st.integers(0, 3))):
        place, letter = data.draw(st.integers(0, len(text))), data.draw(st.sampled_from("abé 強"))
        text = data.draw(
            st.sampled_from(
                [
                    text[:place] + text[place + 1 :],
                    text[:place] + letter + text[place:],
                    text[:place] + letter + text[place + 1 :],
                    text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :],
                ]
            )
        )
    return text


def test_a_swap_across_the_middle_and_two_more_edits_are_found() -> None:
    assert Nearby.of(["abcdefghij"]).find("xabcdfeghiyj", 3) == {0: 3}
    assert Nearby.of(["abcdefghij"]).find("abdcefghj", 2) == {0: 2}


@pytest.mark.parametrize("most", range(MOST + 1))
def test_where_many_texts_begin_alike_the_same_is_found(most: int) -> None:
    texts = [f"reinforcement {first}{second}" for first in "abcdefgh" for second in "abcdefgh"]
    text = "reinforcmeent ab"
    expected = {place: each for place, text_ in enumerate(texts) if (each := OSA.distance(text, text_)) <= most}
    assert Nearby.of(texts).find(text, most) == expected
    assert bool(expected) == (most > 0)
