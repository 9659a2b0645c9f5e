"""The hierarchy as a place to come from: every term's parents in canonical order, and all ways up counted.

Only hierarchical relations count. In content that was never checked, steps inside a cycle are left out.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from .acyclic import components
from .letting_go import let_go
from .snapshot import Snapshot
from .trails import CLAIM_OF_KIND, CLAIMS

SATURATED = 10**12
"""Counts of ways stop here: a larger one means "at least so many"."""

Way = tuple[int, ...]
"""Edge numbers from a term up to one that has no parent; empty for a term that has none itself."""


class Polyhierarchy:
    """Parents, depths and counts of ways up; `snapshot.once(Polyhierarchy.of)` keeps it. Building is O(V + E log E)."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._edges = snapshot.edges  # and not the snapshot, which keeps this: neither could go without the collector
        steps = _steps(snapshot)
        part = components([[self._parent(edge) for edge in edges] for edges in steps])
        steps_up = [
            [edge for edge in edges if part[self._parent(edge)] != part[number]] for number, edges in enumerate(steps)
        ]
        # A component's number is larger than those it points at, so this order has parents before children.
        self._order = _by_component(part)
        self._place = part
        let_go(steps)
        depths = self._depths(steps_up)
        self.parents: tuple[tuple[int, ...], ...] = tuple(_canonical(snapshot, edges, depths) for edges in steps_up)
        """For each term the numbers of the edges to its parents, canonical parent first, each parent once."""
        self._totals = [0] * len(part)
        for number in self._order:
            ways = [self._totals[self._parent(edge)] for edge in self.parents[number]]
            self._totals[number] = min(sum(ways), SATURATED) if ways else 1
        let_go(steps_up)

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Polyhierarchy":
        """The polyhierarchy of a snapshot."""
        return cls(snapshot)

    def total(self, number: int, via: int | None = None) -> int:
        """How many ways lead from a term to the top (through `via`), up to SATURATED; 0 if `via` is not above it."""
        if via is None:
            return self._totals[number]
        ways = {number: 1}
        for each in sorted(self._above(number), key=self._place.__getitem__, reverse=True):
            for edge in self.parents[each]:
                parent = self._parent(edge)
                ways[parent] = min(ways.get(parent, 0) + ways[each], SATURATED)
        return min(ways.get(via, 0) * self._totals[via], SATURATED)

    def ways(self, number: int, via: int | None = None) -> Iterator[Way]:
        """The ways from a term to the top (through `via`), canonical first, found as they are asked for.

        Ways are compared from the term upwards by the order of each term's parents. A way costs its length.
        """
        toward = self._leading_to(number, via) if via is not None else frozenset()
        met = 0 if number == via or via is None else None  # how many steps were made when `via` was met
        walk = [iter(self.parents[number])]
        way: list[int] = []
        if not self.parents[number] and met is not None:
            yield ()
        while walk:
            edge = next(walk[-1], None)
            if edge is None:
                walk.pop()
                if way:
                    way.pop()
                if met is not None and met > len(way):
                    met = None
                continue
            parent = self._parent(edge)
            if met is None and parent not in toward:
                continue
            way.append(edge)
            if met is None and parent == via:
                met = len(way)
            if not self.parents[parent]:
                yield tuple(way)
            walk.append(iter(self.parents[parent]))

    def canonical_way(self, number: int) -> Way:
        """The first of the ways."""
        way: list[int] = []
        while self.parents[number]:
            way.append(self.parents[number][0])
            number = self._parent(way[-1])
        return tuple(way)

    def _parent(self, edge: int) -> int:
        return self._edges[edge].object

    def _depths(self, steps_up: Sequence[Sequence[int]]) -> Sequence[int]:
        """For each term the fewest steps to one without parents."""
        depth = [0] * len(self._order)
        for number in self._order:
            above = [depth[self._parent(edge)] for edge in steps_up[number]]
            depth[number] = min(above) + 1 if above else 0
        return depth

    def _above(self, number: int) -> frozenset[int]:
        """The term and everything above it."""
        found, stack = {number}, [number]
        while stack:
            fresh = {self._parent(edge) for edge in self.parents[stack.pop()]} - found
            found |= fresh
            stack += fresh
        return frozenset(found)

    def _leading_to(self, number: int, via: int) -> frozenset[int]:
        """What stands between a term and one above it, both included; empty if it is not above."""
        found: set[int] = {via}
        for each in sorted(self._above(number), key=self._place.__getitem__):
            if any(self._parent(edge) in found for edge in self.parents[each]):
                found.add(each)
        return frozenset(found)


def _by_component(part: Sequence[int]) -> list[int]:
    """All terms by their components' numbers, then by their own."""
    first = [0] * (len(part) + 1)
    for each in part:
        first[each + 1] += 1
    first = list(accumulate(first))
    order = [0] * len(part)
    for number, each in enumerate(part):
        order[first[each]] = number
        first[each] += 1
    return order


def _steps(snapshot: Snapshot) -> list[list[int]]:
    """For each term the edges to what it directly stands under."""
    types = snapshot.registry.types
    found: list[list[int]] = [[] for _ in snapshot.terms]
    for number, edge in enumerate(snapshot.edges):
        if types[edge.type].hierarchical:
            found[edge.subject].append(number)
    return found


def _canonical(snapshot: Snapshot, steps_up: Sequence[int], depths: Sequence[int]) -> tuple[int, ...]:
    """The edges to a term's parents by the five rules of graph semantics, section 6; the best edge to each."""
    types, edges = snapshot.registry.types, snapshot.edges

    def order(edge: int) -> tuple[bool, int, bool, int, int, int]:
        parent, statement = edges[edge].object, edges[edge].statement
        kind = CLAIMS.index(CLAIM_OF_KIND[types[edges[edge].type].hierarchical or ""])
        shelf = _shelf(snapshot, edges[edge].subject)
        apart = shelf is None or _shelf(snapshot, parent) != shelf
        return not getattr(statement, "primary", False), kind, apart, depths[parent], parent, edge

    best: dict[int, int] = {}
    for edge in sorted(steps_up, key=order):
        best.setdefault(edges[edge].object, edge)
    return tuple(best.values())


def _shelf(snapshot: Snapshot, number: int) -> str | None:
    return next(iter(snapshot.terms[number].categories), None)
