"""The longest chain of a directed graph: plain integers, no recursion, and cycles do no harm."""

from collections.abc import Sequence

from termgraph.graph.acyclic import components


def longest_chain(before: Sequence[Sequence[int]]) -> list[int]:
    """A longest chain of nodes, each among those `before` the next one; empty when there are no arcs.

    Arcs inside a cycle are left out. Of equal chains it is the one whose last node, then the one before it and so on,
    has the smallest number. Time O(V log V + E).
    """
    part = components(before)
    length, previous = [1] * len(before), [-1] * len(before)
    # An arc between two parts points at the smaller part, so that what comes before a node is finished before it.
    for node in sorted(range(len(before)), key=part.__getitem__):
        for each in sorted(before[node]):
            if part[each] != part[node] and length[each] >= length[node]:
                length[node], previous[node] = length[each] + 1, each
    node = max(range(len(before)), key=lambda each: (length[each], -each), default=-1)
    chain: list[int] = []
    while node >= 0:
        chain.append(node)
        node = previous[node]
    return chain[::-1] if len(chain) > 1 else []
