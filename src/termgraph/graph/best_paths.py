"""The most telling ways between two terms, over all relations in either direction (graph semantics, Q8, block 5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, nsmallest
from math import inf, log2

from .adjacency import Adjacency
from .snapshot import Snapshot
from .steps import Step, steps_from, target

MOST_PATHS, MOST_HOPS = 10, 6

POPS = 20_000
"""Beginnings of paths that one question looks at."""

SCANS = 200_000
"""Edges that one question looks at, in all: a term with more of them than are left is not passed through."""

HUB = 0.25
"""What a path pays for an inner term for every doubling of its neighbours: what joins everything explains little."""

_UNIT = 1_000_000
"""Costs are whole millionths, so that equal ones are equal on every machine."""


@dataclass(frozen=True, slots=True)
class TellingPath:
    """A simple path: its steps from the first term, the terms they lead through (both ends included), its cost."""

    steps: tuple[Step, ...]
    terms: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class TellingPaths:
    """The paths found, best first; `truncated` says that a budget ended the search, so better ones may exist."""

    paths: tuple[TellingPath, ...]
    truncated: bool


Pattern = tuple[tuple[str, bool], ...]
"""The (type, direction) of each step; a symmetric type has one direction."""


def best_paths(snapshot: Snapshot, one: int, other: int, count: int = 5, max_hops: int = 4) -> TellingPaths:
    """The `count` best simple paths (at most MOST_PATHS) of up to `max_hops` steps (at most MOST_HOPS).

    The cost of a path is the sum of its types' costs and, for each inner term, HUB·log2(1 + neighbours). Of paths with
    one pattern only the best is given. Order: cost, slugs of the terms, pattern. A path of one step is one of them.

    Exact within the budgets: backwards from `other`, what the last half of a path costs at least is laid out for every
    term within reach; forwards from `one`, beginnings are extended best first by what they cost at least in all
    (A*, Hart, Nilsson and Raphael 1968).
    """
    wanted, hops = min(max(count, 0), MOST_PATHS), min(max(max_hops, 0), MOST_HOPS)
    if wanted == 0 or hops == 0 or one == other:
        return TellingPaths((), truncated=False)
    return _Search(snapshot, one, other, hops).best(wanted)


_Beginning = tuple[int, tuple[int, ...], tuple[int, ...], int, tuple[Step, ...]]
"""(least cost in all, terms, edges, cost so far, steps): terms and edges settle every tie."""


class _Search:
    def __init__(self, snapshot: Snapshot, one: int, other: int, hops: int) -> None:
        self._snapshot = snapshot
        self._degree = snapshot.once(Adjacency.of).degree
        self._one, self._other, self._hops = one, other, hops
        self._cost = {key: round(row.explain_cost * _UNIT) for key, row in snapshot.registry.types.items()}
        self._cheapest = min(self._cost.values(), default=0)
        self._scans = SCANS
        self._pops = 0
        self._truncated = False
        self._read: dict[int, list[tuple[int, int, Step]]] = {}
        self._rest = self._backwards()

    def best(self, wanted: int) -> TellingPaths:
        """Extend beginnings until every other could only cost more than the last wanted path."""
        found: dict[Pattern, tuple[int, tuple[int, ...], tuple[Step, ...]]] = {}
        enough: float = inf  # what the last of the wanted paths costs, once there are as many
        queue: list[_Beginning] = []
        least = self._least(self._one, self._hops)
        if least is not None:
            heappush(queue, (least, (self._one,), (), 0, ()))
        while queue:
            least, terms, _, paid, steps = heappop(queue)
            if least > enough:
                break
            if terms[-1] == self._other:
                pattern = self._pattern(steps)
                if pattern not in found or (paid, terms) < found[pattern][:2]:
                    found[pattern] = (paid, terms, steps)
                    costs = nsmallest(wanted, (cost for cost, _, _ in found.values()))
                    enough = costs[-1] if len(costs) == wanted else inf
                continue
            if self._pops >= POPS:
                self._truncated = True
                break
            self._pops += 1
            for ahead in self._extended(terms, paid, steps):
                heappush(queue, ahead)
        order = sorted((cost, terms, pattern, steps) for pattern, (cost, terms, steps) in found.items())
        paths = tuple(TellingPath(steps, terms, round(cost / _UNIT, 6)) for cost, terms, _, steps in order[:wanted])
        return TellingPaths(paths, self._truncated)

    def _extended(self, terms: tuple[int, ...], paid: int, steps: tuple[Step, ...]) -> Iterator[_Beginning]:
        """A beginning made one step longer in every way that can still arrive."""
        left = self._hops - len(steps) - 1
        here = paid + (self._toll(terms[-1]) if steps else 0)
        for other, cost, step in self._steps(terms[-1]):
            least = self._least(other, left)
            if least is not None and other not in terms:
                so_far = (*steps, step)
                edges = tuple(each.edge for each in so_far)
                yield here + cost + least, (*terms, other), edges, here + cost, so_far

    def _least(self, number: int, hops: int) -> int | None:
        """What the rest of a path costs at least from a term, its own toll included; None if it cannot arrive."""
        if number == self._other:
            return 0
        if hops <= 0:
            return None
        toll = self._toll(number) if number != self._one else 0
        reach = len(self._rest) - 1
        near = self._rest[min(hops, reach)].get(number)
        if hops <= reach:
            return None if near is None else toll + near
        far = (reach + 1) * self._cheapest + reach * round(HUB * _UNIT)
        return toll + (far if near is None else min(near, far))

    def _backwards(self) -> Sequence[dict[int, int]]:
        """For 0 to half of all hops: from each term in reach, the least that as many steps to the end cost.

        Half of the edges to look at are for this; a layer that they do not suffice for is left out, not left patchy.
        """
        kept, self._scans = self._scans - self._scans // 2, self._scans // 2
        layers: list[dict[int, int]] = [{self._other: 0}]
        fresh = [self._other]
        while len(layers) <= max(self._hops // 2, 1) and sum(map(self._size, fresh)) <= self._scans:
            before = layers[-1]
            layer = dict(before)
            for number in sorted(fresh):
                onward = before[number] + (self._toll(number) if number != self._other else 0)
                for other, cost, _ in self._steps(number):
                    if onward + cost < layer.get(other, onward + cost + 1):
                        layer[other] = onward + cost
            layers.append(layer)
            fresh = [number for number, cost in layer.items() if before.get(number) != cost]
        self._scans += kept
        return layers

    def _size(self, number: int) -> int:
        return len(self._snapshot.out(number)) + len(self._snapshot.into(number))

    def _steps(self, number: int) -> list[tuple[int, int, Step]]:
        """(term, cost, step) of every step away from a term; none when they are more than may still be looked at."""
        snapshot, size = self._snapshot, self._size(number)
        if size > self._scans:
            self._truncated = True
            return []
        self._scans -= size
        if number not in self._read:
            self._read[number] = [
                (target(snapshot, step), self._cost[snapshot.edges[step.edge].type], step)
                for step in steps_from(snapshot, number)
            ]
        return self._read[number]

    def _toll(self, number: int) -> int:
        return round(HUB * log2(1 + self._degree(number)) * _UNIT)

    def _pattern(self, steps: Sequence[Step]) -> Pattern:
        types, edges = self._snapshot.registry.types, self._snapshot.edges
        keys = [(edges[step.edge].type, step.inverse) for step in steps]
        return tuple((key, inverse and not types[key].symmetric) for key, inverse in keys)
