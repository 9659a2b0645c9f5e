"""Texts that were made are kept within bounds, and what is asked for again and again stays."""

from hypothesis import given
from hypothesis import strategies as st

from termgraph.formats.lately import Lately


@given(st.lists(st.integers(0, 30)), st.integers(0, 200))
def test_a_key_always_gives_what_is_made_for_it_and_little_is_kept(keys: list[int], most: int) -> None:
    lately = Lately(most)
    for key in keys:
        assert lately.once(key, lambda key=key: str(key) * key) == str(key) * key  # type: ignore[misc]
        kept = lately._recent | lately._earlier
        largest = max(map(len, kept.values()))
        assert sum(map(len, kept.values())) <= max(most, 2 * largest)


def test_what_is_asked_for_again_and_again_is_made_once() -> None:
    lately, made = Lately(1000), []

    def make() -> str:
        made.append(1)
        return "often"

    for number in range(1000):
        lately.once(number, lambda number=number: f"{number:100}")  # type: ignore[misc]
        assert lately.once("often", make) == "often"
    assert made == [1]
    assert len(lately._recent) + len(lately._earlier) <= 12
