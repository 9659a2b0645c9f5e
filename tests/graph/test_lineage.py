"""Whether a chain joins two terms, against a brute-force closure."""

import time

from hypothesis import given
from hypothesis import strategies as st

from termgraph.graph.lineage import Lineage

GRAPHS = st.integers(1, 12).flatmap(
    lambda count: st.lists(st.lists(st.integers(0, count - 1), max_size=3, unique=True), min_size=count, max_size=count)
)


def closure(broader: list[list[int]]) -> list[set[int]]:
    found = [{node, *above} for node, above in enumerate(broader)]
    for _ in broader:
        for above in found:
            above.update(*(found[each] for each in list(above)))
    return found


@given(GRAPHS)
def test_above_is_the_closure_even_with_cycles(broader: list[list[int]]) -> None:
    lineage, expected = Lineage(broader), closure(broader)
    for low, above in enumerate(expected):
        for high in range(len(broader)):
            assert lineage.above(high, low) == (high in above)
            assert lineage.joined(low, high) == (high in above or low in expected[high])


def test_a_chain_of_20_000_is_answered_at_once_from_everywhere() -> None:
    count = 20_000
    started = time.process_time()
    lineage = Lineage([[node - 1] if node else [] for node in range(count)])
    assert all(lineage.above(node // 3, node) for node in range(count))
    assert not any(lineage.above(node, node // 3) for node in range(1, count))
    assert time.process_time() - started < 5


def test_nothing_has_no_lineage() -> None:
    Lineage([])
