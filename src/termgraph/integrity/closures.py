"""What each node of a directed graph leads to, counted and compared in bits; knows no terms, uses no recursion.

Nodes are numbered from 0, and `successors[n]` are the nodes that n points at. Nodes on a common cycle count as one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from termgraph.graph.acyclic import components

BATCH = 2048
"""How many nodes are looked for at once: the bits of one integer a node."""

BUDGET = 1_000_000
"""How many arcs the search for bottlenecks may follow in one graph; some tenths of a second."""

Arc = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """An arc without which `lost` pairs of nodes, of which the first leads to the second, would not be joined."""

    arc: Arc
    lost: int


class Closures:
    """A graph with its cycles drawn together; every arc between two parts points at the smaller part number."""

    def __init__(self, successors: Sequence[Iterable[int]]) -> None:
        lists = [tuple(dict.fromkeys(following)) for following in successors]
        self._part = components(lists)
        count = max(self._part, default=-1) + 1
        self._size = [0] * count
        for part in self._part:
            self._size[part] += 1
        self._arcs: dict[Arc, list[Arc]] = {}
        for node, following in enumerate(lists):
            for each in following:
                if self._part[node] != self._part[each]:
                    self._arcs.setdefault((self._part[node], self._part[each]), []).append((node, each))
        self._ahead: list[list[int]] = [[] for _ in range(count)]
        self._behind: list[list[int]] = [[] for _ in range(count)]
        for source, target in sorted(self._arcs):
            self._ahead[source].append(target)
            self._behind[target].append(source)

    def counts(self) -> list[int]:
        """For each node how many others it leads to. Time O((V+E)·V/2048) operations on integers of 2048 bits."""
        found = self._reached(self._ahead, range(len(self._size)))
        return [found[part] - 1 for part in self._part]

    def redundant(self) -> Mapping[Arc, Arc]:
        """The arcs between parts whose ends are joined by a longer way too, each with the first arc of such a way.

        In a graph without cycles these are the arcs that its transitive reduction lacks. Time as for `counts`.
        """
        found: dict[Arc, Arc] = {}
        ahead = [following[::-1] for following in self._ahead]
        for begin in range(0, len(ahead), BATCH):
            end = begin + BATCH
            bits = [0] * len(ahead)
            for part in range(begin, len(ahead)):
                reach = 0
                # A node is reached through another only if that one has the larger number, so those come first.
                for place, each in enumerate(ahead[part]):
                    if begin <= each < end and reach >> (each - begin) & 1:
                        through = next(other for other in ahead[part][:place] if bits[other] >> (each - begin) & 1)
                        (first, *_) = self._arcs[part, through]
                        found.update(dict.fromkeys(self._arcs[part, each], first))
                    reach |= bits[each]
                bits[part] = reach | 1 << (part - begin) if part < end else reach
        return found

    def bottlenecks(self, share: float, budget: int = BUDGET) -> tuple[list[Bottleneck], int]:
        """The arcs that more than `share` of all joined pairs depend on, by arc; and the number of those pairs.

        Exact until `budget` arcs were followed; arcs that more pairs could depend on are looked at first.
        """
        size = self._size
        below = self._reached(self._ahead, range(len(size)))
        above = self._reached(self._behind, range(len(size) - 1, -1, -1))
        total = sum(members * (below[part] - 1) for part, members in enumerate(size))
        limit = share * total
        at_stake = sorted(
            (-above[arc[0]] * below[arc[1]], arc)
            for arc, same in self._arcs.items()
            if len(same) == 1 and above[arc[0]] * below[arc[1]] > limit
        )
        found = []
        for _, arc in at_stake:
            lost, steps = self._lost(arc, limit)
            budget -= steps
            if lost > limit:
                found.append(Bottleneck(self._arcs[arc][0], lost))
            if budget <= 0:
                break
        return sorted(found, key=lambda each: each.arc), total

    def _reached(self, ahead: Sequence[Sequence[int]], order: Sequence[int]) -> list[int]:
        """For each part how many nodes it reaches, its own among them; `order` has parts after those they point at."""
        found = [0] * len(ahead)
        place, start = {}, 0
        for part in order:
            place[part] = start
            start += self._size[part]
        starts = [place[part] for part in order]
        for begin in range(0, start, BATCH):
            end = begin + BATCH
            bits = [0] * len(ahead)
            # Whatever stands before the first part of the batch cannot reach it.
            for part in order[bisect_right(starts, begin) - 1 :]:
                reach = 0
                for each in ahead[part]:
                    reach |= bits[each]
                low, high = max(place[part], begin), min(place[part] + self._size[part], end)
                if low < high:
                    reach |= (1 << (high - begin)) - (1 << (low - begin))
                if reach:
                    bits[part] = reach
                    found[part] += reach.bit_count()
        return found

    def _lost(self, arc: Arc, limit: float) -> tuple[int, int]:
        """How many pairs depend on this arc, no more than an upper bound when that is within `limit`; and the steps.

        Only nodes that lose the arc's target can lose anything, and only what the arc's source loses can be lost.
        """
        source, target = arc
        sources, steps = _only_through(source, self._behind[target], self._behind)
        targets, more = _only_through(target, self._ahead[source], self._ahead)
        steps += more
        bound = self._sum(sources) * self._sum(targets)
        if bound <= limit:
            return bound, steps
        region, more = _from(sorted(sources), self._ahead)
        steps += more
        own, start = {}, 0
        for part in targets:
            own[part] = (1 << (start + self._size[part])) - (1 << start)
            start += self._size[part]
        reach: dict[int, int] = {}
        for part in sorted(region):
            bits = own.get(part, 0)
            for each in self._ahead[part]:
                if (part, each) != arc:
                    bits |= reach[each]
                steps += 1
            reach[part] = bits
        kept = sum(self._size[part] * reach[part].bit_count() for part in sources)
        return bound - kept, steps

    def _sum(self, parts: Iterable[int]) -> int:
        return sum(self._size[part] for part in parts)


def _only_through(end: int, all_ends: Iterable[int], ahead: Sequence[Sequence[int]]) -> tuple[set[int], int]:
    """What `end` reaches, itself included, and no other of `all_ends` does; and how many arcs were followed."""
    mine, steps = _from([end], ahead)
    others, more = _from([each for each in all_ends if each != end], ahead)
    return mine - others, steps + more


def _from(starts: Iterable[int], ahead: Sequence[Sequence[int]]) -> tuple[set[int], int]:
    """What `starts` reach, themselves included; and how many arcs were followed."""
    stack = list(starts)
    found = set(stack)
    steps = len(stack)
    while stack:
        following = ahead[stack.pop()]
        steps += len(following)
        fresh = [each for each in following if each not in found]
        found.update(fresh)
        stack += fresh
    return found, steps


def parts(count: int, pairs: Iterable[Arc]) -> Iterator[list[int]]:
    """The weakly connected components of `count` nodes joined by `pairs`, each sorted, by their smallest node."""
    around: list[list[int]] = [[] for _ in range(count)]
    for one, other in pairs:
        around[one].append(other)
        around[other].append(one)
    seen: set[int] = set()
    for start in range(count):
        if start not in seen:
            found, _ = _from([start], around)
            seen |= found
            yield sorted(found)
