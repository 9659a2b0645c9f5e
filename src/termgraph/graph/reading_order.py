"""What comes before what at each tier: which way edges point in time, blocks learned together, softer edges that yield.

Blocks are merged before anything is ordered (graph semantics, Q2 and rule E2), so an edge inside a block is a cycle.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from termgraph.model import Tier
from termgraph.relations import REQUIRES

from .acyclic import GrowingOrder, components
from .letting_go import let_go
from .snapshot import Snapshot


def block(snapshot: Snapshot, number: int) -> tuple[int, ...]:
    """The terms learned in one step with term `number`, itself among them, in slug order."""
    return snapshot.once(_blocks).get(number, (number,))


def blocks(snapshot: Snapshot) -> Mapping[int, tuple[int, ...]]:
    """The block of every term that is learned together with another."""
    return snapshot.once(_blocks)


def soft_types(snapshot: Snapshot) -> Mapping[str, tuple[Tier, bool]]:
    """The relation types that say what is learned first, beside `requires`: (tier, whether the object is first)."""
    return snapshot.once(_soft_types)


def hard_types(snapshot: Snapshot) -> frozenset[str]:
    """Those of them that are as hard as `requires`: none of the built-in ones."""
    return snapshot.once(_hard_types)


def skipped(snapshot: Snapshot, tier: Tier = Tier.CONTEXT) -> tuple[int, ...]:
    """Numbers of the softer edges left out at this tier, because each would close a cycle with those before it.

    Edges join by tier, stronger first, then in the order of `snapshot.edges` (graph semantics, "Soft edges and
    order"), so what is left out at one tier is left out at every weaker one. Computed once for a snapshot.
    """
    return snapshot.once(_order).skipped[tier]


def yields(snapshot: Snapshot, edge: int) -> bool:
    """Whether this softer edge is left out of every order it could take part in."""
    return edge in snapshot.once(_order).left_out


def places(snapshot: Snapshot) -> Sequence[int]:
    """For every term a number above those of all terms that come before it at any tier; equal within a block.

    In content that was never checked, terms on a cycle of requirements have one number.
    """
    return snapshot.once(_order).places


@dataclass(frozen=True, slots=True)
class _Order:
    """Which softer edges are left out, at each tier and at all, and the order that the other edges make."""

    skipped: Mapping[Tier, tuple[int, ...]]
    left_out: frozenset[int]
    places: Sequence[int]


def _soft_types(snapshot: Snapshot) -> dict[str, tuple[Tier, bool]]:
    return {
        key: (row.tier, row.first == "object")
        for key, row in snapshot.registry.types.items()
        if row.tier is not None and row.first is not None and key != REQUIRES
    }


def _hard_types(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(key for key, (tier, _) in soft_types(snapshot).items() if tier is Tier.REQUIRED)


def _blocks(snapshot: Snapshot) -> dict[int, tuple[int, ...]]:
    """The block of every term that is learned together with another."""
    together = {key for key, row in snapshot.registry.types.items() if row.block}
    neighbours: dict[int, list[int]] = {}
    for edge in snapshot.edges:
        if edge.type in together:
            neighbours.setdefault(edge.subject, []).append(edge.object)
            neighbours.setdefault(edge.object, []).append(edge.subject)
    found: dict[int, tuple[int, ...]] = {}
    for start in neighbours:
        if start in found:
            continue
        members, stack = {start}, [start]
        while stack:
            for other in neighbours[stack.pop()]:
                if other not in members:
                    members.add(other)
                    stack.append(other)
        whole = tuple(sorted(members))
        found.update(dict.fromkeys(whole, whole))
    return found


def soft_edges(snapshot: Snapshot) -> Iterator[tuple[Tier, int, int, int]]:
    """(tier, edge number, dependent term, term learned first) of every softer edge, in the order of edges."""
    kinds = soft_types(snapshot)
    for number, edge in enumerate(snapshot.edges):
        if edge.type in kinds:
            tier, object_first = kinds[edge.type]
            dependent, first = (edge.subject, edge.object) if object_first else (edge.object, edge.subject)
            yield tier, number, dependent, first


def softer(snapshot: Snapshot) -> Mapping[int, Sequence[int]]:
    """For every term that has any the softer edges that say what comes before it, by (tier, edge); none that yields."""
    return snapshot.once(_softer)


def _softer(snapshot: Snapshot) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for wanted in Tier:
        for tier, edge, dependent, _ in soft_edges(snapshot):
            if tier is wanted and not yields(snapshot, edge):
                found.setdefault(dependent, []).append(edge)
    made = {number: tuple(edges) for number, edges in found.items()}
    let_go(found)
    return made


def dependent_and_first(snapshot: Snapshot, number: int) -> tuple[int, int]:
    """Which term of a softer edge is learned after which."""
    edge = snapshot.edges[number]
    _, object_first = soft_types(snapshot)[edge.type]
    return (edge.subject, edge.object) if object_first else (edge.object, edge.subject)


def _order(snapshot: Snapshot) -> _Order:
    """The order of everything at once where that has no cycle, so that nothing has to yield; else edge by edge."""
    merged = [block(snapshot, number)[0] for number in range(len(snapshot.terms))]
    hard: list[list[int]] = [[] for _ in merged]
    for number, groups in enumerate(snapshot.groups):
        hard[merged[number]] += [merged[each] for group in groups for option in group.options for each in option]
    soft = [(tier.rank, number, merged[after], merged[first]) for tier, number, after, first in soft_edges(snapshot)]
    ahead = [list(targets) for targets in hard]
    for _, _, after, first in soft:
        ahead[after].append(first)
    part = components(ahead)
    if max(part, default=-1) + 1 == len(part) and all(after != first for _, _, after, first in soft):
        let_go(hard, ahead, soft)
        return _Order(dict.fromkeys(Tier, ()), frozenset(), [part[leader] for leader in merged])
    return _growing(merged, hard, sorted(soft))


def _growing(merged: Sequence[int], hard: Sequence[Sequence[int]], soft: Sequence[tuple[int, int, int, int]]) -> _Order:
    """The order where softer edges join one after the other and yield where they would close a cycle.

    Checked content has no cycle of requirements; in other content its terms count as one node, and we still answer.
    """
    node = components(hard)
    place = [node[leader] for leader in merged]
    arcs = [(rank, number, place[after], place[first]) for rank, number, after, first in soft]
    ahead: list[set[int]] = [set() for _ in range(max(node, default=-1) + 1)]
    for number, targets in enumerate(hard):
        ahead[node[number]].update(node[target] for target in targets)
    hard_arcs = [(after, first) for after, targets in enumerate(ahead) for first in targets if first != after]
    kept = [set(targets) for targets in ahead]
    for _, _, after, first in arcs:
        ahead[after].add(first)
    knot = components([tuple(sorted(targets)) for targets in ahead])
    # Only an arc inside a strongly connected component of everything can close a cycle. A component of the hard graph
    # has a smaller number than those that depend on it, so the numbers are an order to start with.
    order = GrowingOrder(len(ahead))
    for after, first in hard_arcs:
        if knot[after] == knot[first]:
            order.add(first, after)
    left_out: list[tuple[int, int]] = []
    for rank, number, after, first in arcs:
        if knot[after] == knot[first] and not order.add(first, after):
            left_out.append((rank, number))
        else:
            kept[after].add(first)
    part = components([tuple(sorted(targets)) for targets in kept])
    skipped_at = {tier: tuple(number for rank, number in left_out if rank <= tier.rank) for tier in Tier}
    return _Order(skipped_at, frozenset(number for _, number in left_out), [part[number] for number in place])
