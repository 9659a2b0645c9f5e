"""Positions are a dictionary of places in less room."""

from hypothesis import given
from hypothesis import strategies as st

from termgraph.errors import Where
from termgraph.formats.positions import Positions

names = st.sampled_from(["a", "b", "ä", "\ud800", "", "definition"])
places = st.tuples(st.sampled_from(["term", "relation"]), names) | st.tuples(
    st.sampled_from(["term", "relation"]), names, names
)
wheres = st.builds(Where, names, st.integers(1, 10**7), st.integers(1, 10**7), st.none() | st.integers(1, 10**7))


@given(st.lists(st.tuples(places, st.none() | wheres), max_size=60))
def test_positions_are_a_dictionary(steps: list[tuple[tuple[str, ...], Where | None]]) -> None:
    positions, wanted = Positions(), dict[tuple[str, ...], Where]()
    for place, where in steps:
        if where is None:
            assert positions.pop(place, None) == wanted.pop(place, None)
        else:
            positions[place] = wanted[place] = where
        assert positions.get(place) == wanted.get(place)
        assert len(positions) == len(wanted)
    assert dict(positions) == wanted
    assert positions == wanted
    assert all(place in positions for place in wanted)
