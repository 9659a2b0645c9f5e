"""Closures in bits agree with brute force: what leads where, which arcs add nothing, and what hangs on each."""

import random
import time

from hypothesis import given
from hypothesis import strategies as st

from termgraph.integrity import closures
from termgraph.integrity.closures import Bottleneck, Closures, parts

Graph = list[list[int]]


def graphs(most: int = 9) -> st.SearchStrategy[Graph]:
    """Any small directed graph, cycles and loops among them."""
    return st.integers(1, most).flatmap(
        lambda count: st.lists(
            st.lists(st.integers(0, count - 1), max_size=3, unique=True), min_size=count, max_size=count
        )
    )


def orders(most: int = 9) -> st.SearchStrategy[Graph]:
    """Any small graph without cycles: arcs lead to larger numbers."""
    return graphs(most).map(lambda graph: [[each for each in ahead if each > node] for node, ahead in enumerate(graph)])


def reached(graph: Graph, start: int) -> set[int]:
    found, stack = {start}, [start]
    while stack:
        for each in graph[stack.pop()]:
            if each not in found:
                found.add(each)
                stack.append(each)
    return found - {start}


def pairs(graph: Graph) -> set[tuple[int, int]]:
    return {(node, each) for node in range(len(graph)) for each in reached(graph, node)}


def without(graph: Graph, arc: tuple[int, int]) -> Graph:
    return [[each for each in ahead if (node, each) != arc] for node, ahead in enumerate(graph)]


@given(graphs())
def test_counts_are_what_a_walk_finds(graph: Graph) -> None:
    assert Closures(graph).counts() == [len(reached(graph, node)) for node in range(len(graph))]


@given(orders())
def test_an_arc_is_redundant_exactly_when_nothing_is_lost_without_it(graph: Graph) -> None:
    arcs = {(node, each) for node, ahead in enumerate(graph) for each in ahead}
    found = Closures(graph).redundant()
    assert found.keys() == {arc for arc in arcs if pairs(without(graph, arc)) == pairs(graph)}
    for (node, each), way in found.items():
        assert way in arcs
        assert way[0] == node
        assert each in reached(graph, way[1])


@given(graphs())
def test_what_is_redundant_beside_cycles_is_never_needed(graph: Graph) -> None:
    for arc in Closures(graph).redundant():
        assert pairs(without(graph, arc)) == pairs(graph)


@given(graphs(), st.sampled_from([0.0, 0.15, 0.5]))
def test_bottlenecks_are_the_arcs_that_enough_pairs_are_lost_without(graph: Graph, share: float) -> None:
    loose = [[each for each in ahead if each != node] for node, ahead in enumerate(graph)]
    whole = pairs(loose)
    found, total = Closures(graph).bottlenecks(share)
    assert total == len(whole)
    on_cycles = {(node, each) for node, each in whole if (each, node) in whole}
    expected = []
    for arc in sorted((node, each) for node, ahead in enumerate(loose) for each in ahead):
        lost = len(whole) - len(pairs(without(loose, arc)))
        if arc not in on_cycles and lost > share * total:
            expected.append(Bottleneck(arc, lost))
    assert found == expected


@given(graphs())
def test_batches_do_not_show(graph: Graph) -> None:
    whole = Closures(graph)
    expected = whole.counts(), whole.redundant(), whole.bottlenecks(0.1)
    usual = closures.BATCH
    try:
        closures.BATCH = 2
        assert (whole.counts(), whole.redundant(), whole.bottlenecks(0.1)) == expected
    finally:
        closures.BATCH = usual


@given(graphs())
def test_parts_are_what_hangs_together(graph: Graph) -> None:
    joined = [(node, each) for node, ahead in enumerate(graph) for each in ahead]
    both: Graph = [[] for _ in graph]
    for one, other in joined:
        both[one].append(other)
        both[other].append(one)
    expected = {tuple(sorted({node, *reached(both, node)})) for node in range(len(graph))}
    assert [tuple(part) for part in parts(len(graph), joined)] == sorted(expected)


def test_a_budget_keeps_the_arcs_with_most_at_stake() -> None:
    graph = [[node + 1] if node < 99 else [] for node in range(100)]
    (first,), total = Closures(graph).bottlenecks(0.15, budget=1)
    assert (first.arc, first.lost, total) == ((49, 50), 2500, 4950)
    # Arc n of a chain of 100 carries (n + 1)(99 - n) of 4,950 pairs, which is more than 742 from n = 8 to n = 90.
    assert len(Closures(graph).bottlenecks(0.15)[0]) == 83


def test_long_chains_large_hubs_and_dense_orders_take_a_bounded_time() -> None:
    chance = random.Random(3)  # noqa: S311 - the same graph every time, no secret
    count = 20_000
    chain = [[node + 1] if node < count - 1 else [] for node in range(count)]
    hub = [list(range(1, count)), *([count - 1] for _ in range(1, count - 1)), []]
    dense = [sorted(chance.sample(range(node + 1, count), min(4, count - node - 1))) for node in range(count)]
    for graph in (chain, hub, dense):
        started = time.process_time()
        whole = Closures(graph)
        whole.counts()
        whole.redundant()
        whole.bottlenecks(0.15)
        assert time.process_time() - started < 6, "several times what it takes on a small machine"
