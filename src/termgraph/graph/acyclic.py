"""Cycles: which nodes lie on one together, and whether one more arc would close one. Plain integers, no recursion."""

from collections.abc import Sequence
from heapq import heappop, heappush

_SPACE = 1 << 512
"""Room between neighbours of an order: so many halvings before all have to be spaced again."""


def components(successors: Sequence[Sequence[int]]) -> list[int]:
    """For each node the number of its strongly connected component; `successors[n]` are the nodes that n points at.

    Numbers count up from the sinks: an arc between two components points at the smaller number.
    Tarjan's algorithm (SIAM Journal on Computing 1, 1972) with a stack of its own; time O(V+E).
    """
    unseen = -1
    index, low, component = [unseen] * len(successors), [0] * len(successors), [unseen] * len(successors)
    stack: list[int] = []
    seen = found = 0
    for root in range(len(successors)):
        if index[root] != unseen:
            continue
        walk = [(root, iter(successors[root]))]
        index[root] = low[root] = seen
        seen += 1
        stack.append(root)
        while walk:
            node, ahead = walk[-1]
            for successor in ahead:
                if index[successor] == unseen:
                    index[successor] = low[successor] = seen
                    seen += 1
                    stack.append(successor)
                    walk.append((successor, iter(successors[successor])))
                    break
                if component[successor] == unseen:
                    low[node] = min(low[node], index[successor])
            else:
                walk.pop()
                if walk:
                    parent = walk[-1][0]
                    low[parent] = min(low[parent], low[node])
                if low[node] == index[node]:
                    while component[node] == unseen:
                        component[stack.pop()] = found
                    found += 1
    return component


class GrowingOrder:
    """A topological order kept up to date while arcs are added; an arc that would close a cycle is refused.

    Two-way compatible search: Haeupler, Kavitha, Mathew, Sen and Tarjan, "Incremental cycle detection, topological
    ordering, and strong component maintenance" (ACM Transactions on Algorithms 8, 2012), section 3. An arc that agrees
    with the order costs nothing; another costs a search from both its ends, which stops where the searches pass each
    other. On random graphs that is about the square root of what lies between the ends; a refusal may cost all of it.
    """

    def __init__(self, count: int) -> None:
        """Start with the nodes 0 to `count` - 1 in this order, and no arcs."""
        self._label = [number * _SPACE for number in range(1, count + 2)]
        self._following = [*range(1, count + 1), 0]  # node `count` closes the circle
        self._preceding = [count, *range(count)]
        self._after: dict[int, list[int]] = {}
        self._before: dict[int, list[int]] = {}

    def add(self, first: int, then: int) -> bool:
        """Add the arc `first` before `then`; False, and nothing added, when it would close a cycle."""
        if first == then or (self._label[first] > self._label[then] and not self._turn(first, then)):
            return False
        self._after.setdefault(first, []).append(then)
        self._before.setdefault(then, []).append(first)
        return True

    def _turn(self, first: int, then: int) -> bool:
        """Reorder so that `first` stands before `then`; False when there is a way from `then` to `first`."""
        label = self._label
        forward, backward = {then}, {first}
        ahead, behind = [(label[then], then)], [(-label[first], first)]
        while ahead and behind and ahead[0][0] < -behind[0][0]:
            for node in self._after.get(heappop(ahead)[1], ()):
                if node in backward:
                    return False
                if node not in forward:
                    forward.add(node)
                    heappush(ahead, (label[node], node))
            for node in self._before.get(heappop(behind)[1], ()):
                if node in forward:
                    return False
                if node not in backward:
                    backward.add(node)
                    heappush(behind, (-label[node], node))
        # What was reached from `then` below the first node not yet looked at goes there; what leads to `first` and
        # stands above that place goes before it. Nothing else has to move.
        place = min(ahead[0], (label[first], first)) if ahead else (label[first], first)
        lower = sorted((label[node], node) for node in forward if label[node] < place[0])
        upper = sorted((label[node], node) for node in backward if label[node] > place[0])
        self._move([node for _, node in upper + lower], self._following[first] if place[1] == first else place[1])
        return True

    def _move(self, nodes: list[int], before: int) -> None:
        """Put the nodes, in this order, right before node `before`, which is not one of them."""
        for node in nodes:
            self._following[self._preceding[node]] = self._following[node]
            self._preceding[self._following[node]] = self._preceding[node]
        last = self._preceding[before]
        low = 0 if self._following[-1] == before else self._label[last]
        step = (self._label[before] - low) // (len(nodes) + 1)
        for count, node in enumerate(nodes, 1):
            self._label[node] = low + count * step
            self._following[last], self._preceding[node] = node, last
            last = node
        self._following[last], self._preceding[before] = before, last
        if step == 0:
            self._relabel()

    def _relabel(self) -> None:
        """Space the labels evenly again."""
        node = self._following[-1]
        for number in range(1, len(self._label) + 1):
            self._label[node] = number * _SPACE
            node = self._following[node]
