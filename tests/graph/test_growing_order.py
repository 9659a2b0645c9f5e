"""Cycles: components against reachability, and a growing order against a search for every arc."""

from hypothesis import given
from hypothesis import strategies as st

from termgraph.graph import acyclic as module
from termgraph.graph.acyclic import GrowingOrder, components

ARCS = st.integers(1, 9).flatmap(
    lambda count: st.tuples(
        st.just(count), st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=40)
    )
)


def reachable(arcs: list[tuple[int, int]], start: int) -> set[int]:
    found = {start}
    while more := {then for first, then in arcs if first in found} - found:
        found |= more
    return found


@given(ARCS)
def test_two_nodes_share_a_component_when_each_reaches_the_other_and_numbers_rise_from_the_sinks(
    case: tuple[int, list[tuple[int, int]]],
) -> None:
    count, arcs = case
    component = components([[then for first, then in arcs if first == node] for node in range(count)])
    reach = [reachable(arcs, node) for node in range(count)]
    for a in range(count):
        for b in range(count):
            assert (component[a] == component[b]) == (b in reach[a] and a in reach[b])
            assert component[b] <= component[a] or b not in reach[a]
    assert sorted(set(component)) == list(range(max(component) + 1))


@given(ARCS)
def test_an_arc_is_refused_exactly_when_it_would_close_a_cycle(case: tuple[int, list[tuple[int, int]]]) -> None:
    count, arcs = case
    order = GrowingOrder(count)
    kept: list[tuple[int, int]] = []
    for first, then in arcs:
        fits = first not in reachable(kept, then)
        assert order.add(first, then) == fits
        if fits:
            kept.append((first, then))
        assert all(order._label[a] < order._label[b] for a, b in kept)
    assert sorted(_walk(order, count)) == list(range(count))
    labels = [order._label[node] for node in _walk(order, count)]
    assert labels == sorted(set(labels))


def _walk(order: GrowingOrder, count: int) -> list[int]:
    found, node = [], order._following[count]
    while node != count:
        found.append(node)
        node = order._following[node]
    return found


def test_an_order_without_room_between_its_nodes_makes_room() -> None:
    original = module._SPACE
    try:
        module._SPACE = 1  # every move has to space the labels again
        test_an_arc_is_refused_exactly_when_it_would_close_a_cycle()
    finally:
        module._SPACE = original


def test_a_chain_against_the_order_of_numbers_takes_no_recursion() -> None:
    count = 20_000
    order = GrowingOrder(count)
    assert all(order.add(node + 1, node) for node in range(count - 1))
    assert not order.add(0, count - 1)
    assert len(set(components([[node + 1] for node in range(count - 1)] + [[]]))) == count
    assert set(components([[(node + 1) % count] for node in range(count)])) == {0}
