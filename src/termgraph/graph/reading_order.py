"""What comes before what at each tier: which way edges point in time, blocks learned together, softer edges that yield.

Blocks are merged before anything is ordered (graph semantics, Q2 and rule E2), so an edge inside a block is a cycle.
"""

from collections.abc import Iterator, Mapping

from termgraph.model import Tier
from termgraph.relations import REQUIRES

from .acyclic import GrowingOrder, components
from .snapshot import Snapshot


def block(snapshot: Snapshot, number: int) -> tuple[int, ...]:
    """The terms learned in one step with term `number`, itself among them, in slug order."""
    return snapshot.once(_blocks).get(number, (number,))


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
    return snapshot.once(_skipped)[tier]


def yields(snapshot: Snapshot, edge: int) -> bool:
    """Whether this softer edge is left out of every order it could take part in."""
    return edge in snapshot.once(_all_skipped)


def _all_skipped(snapshot: Snapshot) -> frozenset[int]:
    return frozenset(skipped(snapshot))


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


def _skipped(snapshot: Snapshot) -> dict[Tier, tuple[int, ...]]:
    count = len(snapshot.terms)
    merged = [block(snapshot, number)[0] for number in range(count)]
    hard: list[list[int]] = [[] for _ in range(count)]
    for number, groups in enumerate(snapshot.groups):
        hard[merged[number]] += [merged[each] for group in groups for option in group.options for each in option]
    # Checked content has no cycle of requirements; in other content its terms count as one node, and we still answer.
    node = components(hard)
    place = [node[merged[number]] for number in range(count)]
    soft = sorted(
        (tier.rank, number, place[after], place[first]) for tier, number, after, first in soft_edges(snapshot)
    )
    ahead: list[set[int]] = [set() for _ in range(max(node, default=-1) + 1)]
    for number, targets in enumerate(hard):
        ahead[node[number]].update(node[target] for target in targets)
    hard_arcs = [(after, first) for after, targets in enumerate(ahead) for first in targets if first != after]
    for _, _, after, first in soft:
        ahead[after].add(first)
    knot = components([tuple(sorted(targets)) for targets in ahead])
    # Only an arc inside a strongly connected component of everything can close a cycle. A component of the hard graph
    # has a smaller number than those that depend on it, so the numbers are an order to start with.
    order = GrowingOrder(len(ahead))
    for after, first in hard_arcs:
        if knot[after] == knot[first]:
            order.add(first, after)
    left_out = [
        (rank, number)
        for rank, number, after, first in soft
        if knot[after] == knot[first] and not order.add(first, after)
    ]
    return {tier: tuple(number for rank, number in left_out if rank <= tier.rank) for tier in Tier}
