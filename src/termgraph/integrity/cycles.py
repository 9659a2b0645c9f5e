"""Cycles in directed graphs: which there are, and a shortest one of each. Knows no terms and uses no recursion."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from termgraph.graph.acyclic import components

BUDGET = 1_000_000
"""How many arcs the search for shortest cycles may follow in one graph; about a second."""


def shortest_cycles(arcs: Iterable[tuple[str, str]], budget: int = BUDGET) -> list[list[str]]:
    """One shortest cycle of every strongly connected component that has one, its smallest node first, in that order.

    A node that points at itself is a cycle of one. Among cycles of equal length the one with the smallest node counts.
    Finding the components takes time O(V+E). A shortest cycle takes O(V·E) at worst, so that after `budget` arcs the
    shortest one found so far stands for the rest; there is always one.
    """
    found = set(arcs)
    if not on_cycles(found):
        return []
    names, successors = numbered(sorted(found), sorted({name for arc in found for name in arc}))
    cycles: list[list[str]] = []
    for members in _cyclic(successors):
        cycle, budget = _shortest(members, successors, budget)
        cycles.append([names[node] for node in cycle])
    return cycles


def on_cycles(arcs: Iterable[tuple[str, str]]) -> set[str]:
    """Every node that lies on some cycle."""
    names, successors = numbered(arcs)
    return {names[node] for members in _cyclic(successors) for node in members}


def numbered(arcs: Iterable[tuple[str, str]], nodes: Iterable[str] = ()) -> tuple[list[str], list[list[int]]]:
    """The nodes, these first and others as arcs name them, and by number the nodes each points at, as arcs come."""
    numbers = {name: number for number, name in enumerate(nodes)}
    successors: list[list[int]] = [[] for _ in numbers]
    for arc in arcs:
        for name in arc:
            if name not in numbers:
                numbers[name] = len(numbers)
                successors.append([])
        successors[numbers[arc[0]]].append(numbers[arc[1]])
    return list(numbers), successors


def _cyclic(successors: Sequence[Sequence[int]]) -> list[list[int]]:
    """The components that contain a cycle, each sorted, in order of their smallest node."""
    component = components(successors)
    members: dict[int, list[int]] = defaultdict(list)
    for node, number in enumerate(component):
        members[number].append(node)
    return [each for each in members.values() if len(each) > 1 or each[0] in successors[each[0]]]


def _shortest(members: list[int], successors: Sequence[Sequence[int]], budget: int) -> tuple[list[int], int]:
    """A shortest cycle among `members`, and what is left of the budget.

    A node whose cycles have been looked at is taken out, and with it every node that can then lie on none.
    """
    inside = set(members)
    ahead = {node: [each for each in successors[node] if each in inside] for node in members}
    behind: dict[int, list[int]] = {node: [] for node in members}
    for node in members:
        for each in ahead[node]:
            behind[each].append(node)
    open_ahead = {node: len(nodes) for node, nodes in ahead.items()}
    open_behind = {node: len(nodes) for node, nodes in behind.items()}
    best: list[int] = []
    for start in members:
        if start not in inside:
            continue
        cycle, steps = _cycle_through(start, ahead, inside, len(best))
        best, budget = cycle or best, budget - steps
        if budget <= 0 or len(best) == 1:
            break
        gone = [start]
        inside.discard(start)
        while gone:
            node = gone.pop()
            for neighbours, count in ((ahead[node], open_behind), (behind[node], open_ahead)):
                for each in neighbours:
                    count[each] -= 1
                    if count[each] == 0 and each in inside:
                        inside.discard(each)
                        gone.append(each)
    return best, max(budget, 0)


def _cycle_through(start: int, ahead: Mapping[int, list[int]], inside: set[int], limit: int) -> tuple[list[int], int]:
    """A shortest cycle through `start` with fewer than `limit` nodes (0: any), or none; and how many arcs were tried.

    Breadth first, neighbours in ascending order.
    """
    came: dict[int, int] = {}
    layer, length, steps = [start], 1, 0
    while layer and (not limit or length < limit):
        following: list[int] = []
        for node in layer:
            for each in ahead[node]:
                steps += 1
                if each == start:
                    return _back(start, node, came), steps
                if each in inside and each not in came:
                    came[each] = node
                    following.append(each)
        layer = following
        length += 1
    return [], steps


def _back(start: int, node: int, came: Mapping[int, int]) -> list[int]:
    """The nodes from `start` to `node`, as the search came."""
    path = [node]
    while path[-1] != start:
        path.append(came[path[-1]])
    return path[::-1]
