"""Which nodes of a directed graph lead to which: one path, or many pairs at once; knows no terms, uses no recursion."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from termgraph.graph.acyclic import components

from .cycles import numbered

Name = TypeVar("Name", bound=Hashable)

BATCH = 2048
"""How many starting nodes are followed at once: the bits of one integer a node."""


def path(start: Name, end: Name, ahead: Mapping[Name, Iterable[Name]]) -> list[Name]:
    """A shortest path from `start` to `end`, both included, the first in order of `ahead`; empty when there is none."""
    came: dict[Name, Name] = {start: start}
    layer = [start]
    while layer and end not in came:
        following = []
        for node in layer:
            for each in ahead.get(node, ()):
                if each not in came:
                    came[each] = node
                    following.append(each)
        layer = following
    if end not in came:
        return []
    found = [end]
    while found[-1] != start:
        found.append(came[found[-1]])
    return found[::-1]


class Ways:
    """A directed graph that is asked more than once which pairs of its nodes are joined."""

    def __init__(self, arcs: Iterable[tuple[str, str]]) -> None:
        names, successors = numbered(arcs)
        component = components(successors)
        self._part = dict(zip(names, component, strict=True))
        outward = {
            (component[node], component[each])
            for node, following in enumerate(successors)
            for each in following
            if component[node] != component[each]
        }
        # Arcs lead to smaller components, so that in descending order every arc finds its source complete.
        self._order = sorted(outward, reverse=True)

    def joined(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of `pairs` whose first leads to their second along one or more arcs; none on a common cycle.

        Every first is one bit of an integer, and the bits travel with the arcs. Time O((V+E)·F/64) for F firsts.
        """
        part = self._part
        wanted: dict[str, list[str]] = defaultdict(list)
        for first, then in pairs:
            if first in part and then in part and part[first] != part[then]:
                wanted[first].append(then)
        firsts = list(wanted)
        answer: set[tuple[str, str]] = set()
        for begin in range(0, len(firsts), BATCH):
            batch = firsts[begin : begin + BATCH]
            reach = _spread([part[name] for name in batch], self._order)
            answer |= {
                (name, then)
                for place, name in enumerate(batch)
                for then in wanted[name]
                if reach[part[then]] >> place & 1
            }
        return answer


def joined(pairs: Iterable[tuple[str, str]], arcs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of `pairs` whose first leads to their second along one or more `arcs`; pairs on a common cycle left out."""
    return Ways(arcs).joined(pairs)


def _spread(starts: Sequence[int], arcs: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """For every node an integer whose bit n is set when the n-th of `starts` leads there, or is there."""
    reach: dict[int, int] = defaultdict(int)
    for place, start in enumerate(starts):
        reach[start] |= 1 << place
    for source, target in arcs:
        if bits := reach[source]:
            reach[target] |= bits
    return reach
