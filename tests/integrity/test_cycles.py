"""Cycles and reachability against brute force on random graphs, and on graphs that are large or built to be slow."""

from itertools import chain, pairwise
from random import Random

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.integrity.cycles import on_cycles, shortest_cycles
from termgraph.integrity.reach import BATCH, joined, path

NODES = st.sampled_from("abcdefgh")
ARCS = st.lists(st.tuples(NODES, NODES), max_size=20)


def components(arcs: list[tuple[str, str]]) -> list[set[str]]:
    """The components with a cycle, by following every arc until nothing is new."""
    names = sorted({name for arc in arcs for name in arc})
    reach = {name: {then for first, then in arcs if first == name} for name in names}
    for _ in names:
        reach = {name: seen.union(*(reach[each] for each in seen)) for name, seen in reach.items()}
    found: list[set[str]] = []
    for name in names:
        if name in reach[name] and not any(name in each for each in found):
            found.append({each for each in reach[name] if name in reach[each]})
    return found


def girth(arcs: list[tuple[str, str]], members: set[str]) -> int:
    """The length of a shortest cycle among `members`, by matrix powers."""
    walks = {(name, name) for name in members}
    for length in range(1, len(members) + 1):
        walks = {(start, then) for start, end in walks for first, then in arcs if first == end and then in members}
        if any(start == end for start, end in walks):
            return length
    raise AssertionError("these members have no cycle")


@given(ARCS)
def test_a_component_is_reported_exactly_when_it_is_cyclic_with_a_shortest_cycle(arcs: list[tuple[str, str]]) -> None:
    expected = components(arcs)
    cycles = shortest_cycles(arcs)
    assert len(cycles) == len(expected)
    shown = set(chain.from_iterable(cycles))
    expected.sort(key=lambda members: min(members & shown))
    for cycle, members in zip(sorted(cycles), expected, strict=True):
        assert set(cycle) <= members
        assert set(zip(cycle, [*cycle[1:], cycle[0]], strict=True)) <= set(arcs)
        assert len(cycle) == len(set(cycle)) == girth(arcs, members)
        assert cycle[0] == min(cycle)


@given(ARCS)
def test_nodes_on_cycles_are_those_of_cyclic_components(arcs: list[tuple[str, str]]) -> None:
    assert on_cycles(arcs) == set().union(*components(arcs))


@given(ARCS, st.randoms())
def test_the_cycles_shown_do_not_depend_on_the_order_of_arcs(arcs: list[tuple[str, str]], random: Random) -> None:
    shuffled = list(arcs)
    random.shuffle(shuffled)
    assert shortest_cycles(shuffled) == shortest_cycles(arcs)


@given(ARCS, st.lists(st.tuples(NODES, NODES), max_size=12))
def test_joined_pairs_are_those_a_path_joins(arcs: list[tuple[str, str]], pairs: list[tuple[str, str]]) -> None:
    graph: networkx.DiGraph[str] = networkx.DiGraph(arcs)
    graph.add_nodes_from("abcdefgh")
    expected = {
        (first, then)
        for first, then in pairs
        if networkx.has_path(graph, first, then) and not networkx.has_path(graph, then, first)
    }
    assert joined(pairs, arcs) == expected


@given(ARCS, NODES, NODES)
def test_a_path_is_a_shortest_one_or_none(arcs: list[tuple[str, str]], start: str, end: str) -> None:
    graph: networkx.DiGraph[str] = networkx.DiGraph(arcs)
    graph.add_nodes_from("abcdefgh")
    found = path(start, end, {name: sorted(graph.successors(name)) for name in graph})
    if not networkx.has_path(graph, start, end):
        assert found == []
    else:
        assert (found[0], found[-1]) == (start, end)
        assert all(graph.has_edge(first, then) for first, then in pairwise(found))
        assert len(found) == networkx.shortest_path_length(graph, start, end) + 1


def test_more_starts_than_a_batch_are_all_answered() -> None:
    starts = [f"s{number}" for number in range(BATCH + 5)]
    arcs = [(start, "hub") for start in starts] + [("hub", "end")]
    pairs = [(start, "end") for start in starts]
    assert joined([*pairs, ("end", "hub")], arcs) == set(pairs)


def ring(size: int, prefix: str = "n") -> list[tuple[str, str]]:
    names = [f"{prefix}{number:06}" for number in range(size)]
    return list(zip(names, [*names[1:], names[0]], strict=True))


def test_a_ring_of_a_thirty_thousand_is_one_cycle() -> None:
    (cycle,) = shortest_cycles(ring(30_000))
    assert len(cycle) == 30_000


def test_a_chain_of_a_thirty_thousand_is_none() -> None:
    arcs = ring(30_000)[:-1]
    ends = (arcs[0][0], arcs[-1][1])
    assert shortest_cycles(arcs) == []
    assert joined([ends], arcs) == {ends}


def test_a_short_cycle_is_found_in_a_large_component() -> None:
    arcs = [*ring(20_000), ("n012345", "n012343")]
    assert shortest_cycles(arcs) == [["n012343", "n012344", "n012345"]]


@pytest.mark.parametrize("budget", [0, 1, 100])
def test_without_time_to_search_some_cycle_is_shown_all_the_same(budget: int) -> None:
    arcs = [*ring(50), ("n000030", "n000020"), *ring(3, "m")]
    first, second = shortest_cycles(arcs, budget)
    assert set(zip(second, [*second[1:], second[0]], strict=True)) <= set(arcs)
    assert len(first) == 3


def test_a_component_without_short_cuts_costs_no_more_than_its_budget() -> None:
    rungs = 3_000
    arcs = [
        arc
        for number in range(rungs)
        for side in "ab"
        for arc in ((f"n{number}", f"{side}{number}"), (f"{side}{number}", f"n{(number + 1) % rungs}"))
    ]
    (cycle,) = shortest_cycles(arcs, 50_000)
    assert len(cycle) == 2 * rungs
