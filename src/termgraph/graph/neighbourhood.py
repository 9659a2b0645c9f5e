"""A term among those that matter most for it: enough for one picture (graph semantics, section 5, Q12)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush

from termgraph.model import TermKind
from termgraph.relations import ALTERNATIVES, REQUIRES

from .acyclic import components
from .adjacency import Adjacency, Around, around_by
from .pagerank import near
from .reduction import redundant
from .snapshot import Snapshot
from .steps import steps_from, target

MOST_NODES, MOST_EDGES = 100, 300

REACH = 50_000
"""Relations of the terms shown, beside the focus, that are looked at for more terms."""


class Role(StrEnum):
    """What a term of the picture is to the focus, first that holds."""

    FOCUS = "focus"
    BROADER = "broader"
    NARROWER = "narrower"
    PREREQUISITE = "prerequisite"
    UNLOCKS = "unlocks"
    ALTERNATIVE = "alternative"
    TOOL = "tool"
    OTHER = "other"


_QUOTAS = ((Role.BROADER, 2), (Role.PREREQUISITE, 4), (Role.ALTERNATIVE, 3), (Role.TOOL, 2))
"""How many neighbours of a role come before all others."""


@dataclass(frozen=True, slots=True)
class Node:
    """A term of the picture.

    `layer` counts requirements from the focus along a longest chain within the picture: below 0 what comes before it,
    above 0 what comes after it, 0 for the rest. `hidden_neighbours` are joined to it and not in the picture.
    """

    term: int
    role: Role
    layer: int
    hidden_neighbours: int


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The focus and the terms chosen, in the order of choice; the numbers of the edges shown, in order.

    `hidden_terms` are joined to the picture and not in it; `hidden_edges` join terms of the picture and are not shown.
    """

    nodes: tuple[Node, ...]
    edges: tuple[int, ...]
    hidden_terms: int
    hidden_edges: int


def neighbourhood(
    snapshot: Snapshot, number: int, nodes: int = 20, edges: int = 40, types: Collection[str] | None = None
) -> Neighbourhood:
    """Up to `nodes` terms (at most MOST_NODES) beside term `number`, and up to `edges` relations (at most MOST_EDGES).

    Scores are those of the walk that starts again at the focus (see `pagerank`), over relations of these `types` only.
    First come up to 2 parents, 4 hard prerequisites, 3 alternatives or variants, 2 tools, each by (score, slug); then
    always the best term that is joined to one chosen before, so the picture is connected. Roles but ALTERNATIVE and
    TOOL hold along chains within the picture.

    Of too many relations those are left out that others imply and that are not marked `keep`, then those of the
    highest explain cost, then by slugs; never one that holds the picture together, so that up to `nodes` edges are
    shown whatever `edges` says.
    """
    wanted = frozenset(snapshot.registry.types if types is None else types) & snapshot.registry.types.keys()
    adjacency = snapshot.once(Adjacency.of)
    around = adjacency.around if types is None else around_by(snapshot, wanted)
    scores = {term: round(score, 6) for term, score in near(adjacency, number, around).items()}
    chosen = _chosen(snapshot, number, min(max(nodes, 0), MOST_NODES), wanted, around, scores)
    inside = frozenset(chosen)
    joining = [
        edge
        for term in chosen
        for edge in snapshot.out(term)
        if snapshot.edges[edge].object in inside and snapshot.edges[edge].type in wanted
    ]
    shown = _shown(snapshot, joining, min(max(edges, 0), MOST_EDGES))
    around_each = {term: {other for other, _ in around(term)} for term in chosen}
    roles, layers = _roles(snapshot, number, joining), _layers(snapshot, number, joining)
    placed = tuple(
        Node(term, _role(term, number, roles, layers), layers.get(term, 0), len(around_each[term] - inside))
        for term in chosen
    )
    return Neighbourhood(placed, shown, len(set().union(*around_each.values()) - inside), len(joining) - len(shown))


def _chosen(
    snapshot: Snapshot, focus: int, most: int, types: Collection[str], around: Around, scores: Mapping[int, float]
) -> list[int]:
    """The focus, then at most `most` terms."""

    def order(term: int) -> tuple[float, int]:
        return -scores.get(term, 0.0), term

    by_role: dict[Role, set[int]] = {}
    for term, role in _direct_roles(snapshot, focus, types):
        by_role.setdefault(role, set()).add(term)
    chosen = {focus: None}
    for role, quota in _QUOTAS:
        first = sorted(by_role.get(role, set()) - chosen.keys(), key=order)[: min(quota, most + 1 - len(chosen))]
        chosen.update(dict.fromkeys(first))
    queue: list[tuple[float, int]] = []
    met = set(chosen)
    left = REACH
    waiting = list(chosen)
    while len(chosen) <= most:
        for term in waiting:
            joined = around(term)
            left -= 0 if term == focus else len(joined)
            if left < 0:
                break
            for other, _ in joined:
                if other not in met:
                    met.add(other)
                    heappush(queue, order(other))
        if not queue:
            break
        _, term = heappop(queue)
        chosen[term] = None
        waiting = [term]
    return list(chosen)


def _direct_roles(snapshot: Snapshot, focus: int, types: Collection[str]) -> Iterator[tuple[int, Role]]:
    """(neighbour, role) for the roles that have a quota; a neighbour may have several."""
    rows = snapshot.registry.types
    for step in steps_from(snapshot, focus):
        key, term = snapshot.edges[step.edge].type, target(snapshot, step)
        if key not in types or term == focus:
            continue
        if rows[key].hierarchical and not step.inverse:
            yield term, Role.BROADER
        if key == REQUIRES and not step.inverse:
            yield term, Role.PREREQUISITE
        if rows[key].group.key == ALTERNATIVES.key:
            yield term, Role.ALTERNATIVE
        if snapshot.terms[term].kind is TermKind.TOOL:
            yield term, Role.TOOL


def _roles(snapshot: Snapshot, focus: int, edges: Iterable[int]) -> Mapping[int, set[Role]]:
    """The roles that terms have along hierarchical chains of these edges, or as neighbours of the focus."""
    rows = snapshot.registry.types
    up: dict[int, list[int]] = {}
    down: dict[int, list[int]] = {}
    found: dict[int, set[Role]] = {}
    for number in edges:
        edge = snapshot.edges[number]
        if rows[edge.type].hierarchical:
            up.setdefault(edge.subject, []).append(edge.object)
            down.setdefault(edge.object, []).append(edge.subject)
        if focus in (edge.subject, edge.object):
            other = edge.object if edge.subject == focus else edge.subject
            if rows[edge.type].group.key == ALTERNATIVES.key:
                found.setdefault(other, set()).add(Role.ALTERNATIVE)
            if snapshot.terms[other].kind is TermKind.TOOL:
                found.setdefault(other, set()).add(Role.TOOL)
    for role, onward in ((Role.BROADER, up), (Role.NARROWER, down)):
        stack, seen = [focus], {focus}
        while stack:
            fresh = [each for each in onward.get(stack.pop(), ()) if each not in seen]
            seen.update(fresh)
            stack += fresh
        for term in seen - {focus}:
            found.setdefault(term, set()).add(role)
    return found


def _role(term: int, focus: int, roles: Mapping[int, set[Role]], layers: Mapping[int, int]) -> Role:
    if term == focus:
        return Role.FOCUS
    held = set(roles.get(term, ()))
    layer = layers.get(term, 0)
    if layer:
        held.add(Role.PREREQUISITE if layer < 0 else Role.UNLOCKS)
    return next((role for role in Role if role in held), Role.OTHER)


def _layers(snapshot: Snapshot, focus: int, edges: Iterable[int]) -> Mapping[int, int]:
    """The signed length of a longest chain of requirements among these edges between the focus and each term."""
    pairs = [(snapshot.edges[each].subject, snapshot.edges[each].object) for each in edges if _requires(snapshot, each)]
    terms = sorted({focus, *(term for pair in pairs for term in pair)})
    place = {term: number for number, term in enumerate(terms)}
    needs: list[list[int]] = [[] for _ in terms]
    for after, first in pairs:
        needs[place[after]].append(place[first])
    part = components(needs)
    order = sorted(range(len(terms)), key=part.__getitem__)
    before, after_it = {place[focus]: 0}, {place[focus]: 0}
    for number in reversed(order):  # those that need come before what they need
        for first in needs[number]:
            if number in before and part[first] != part[number]:
                before[first] = max(before.get(first, 0), before[number] + 1)
    for number in order:
        lengths = [after_it[first] + 1 for first in needs[number] if first in after_it and part[first] != part[number]]
        if lengths:
            after_it[number] = max(lengths)
    found = {terms[number]: -length for number, length in before.items()}
    found.update((terms[number], length) for number, length in after_it.items() if length)
    return found


def _requires(snapshot: Snapshot, edge: int) -> bool:
    return snapshot.edges[edge].type == REQUIRES


def _shown(snapshot: Snapshot, edges: list[int], most: int) -> tuple[int, ...]:
    """The edges without the first in the order of leaving out, but for a tree that holds all together.

    The tree is made of those that would be left out last (Kruskal 1956), so no other edge holds anything together.
    """
    implied = frozenset(redundant(snapshot, edges))
    cost = {key: row.explain_cost for key, row in snapshot.registry.types.items()}

    def leaving(number: int) -> tuple[bool, float, int, int, str]:
        edge = snapshot.edges[number]
        return number not in implied, -cost[edge.type], edge.subject, edge.object, edge.type

    order = sorted(edges, key=leaving)
    leader: dict[int, int] = {}

    def leader_of(term: int) -> int:
        while leader.get(term, term) != term:
            term = leader[term]
        return term

    tree: set[int] = set()
    for number in reversed(order):
        one, other = (leader_of(each) for each in (snapshot.edges[number].subject, snapshot.edges[number].object))
        if one != other:
            leader[max(one, other)] = min(one, other)
            tree.add(number)
    free = [number for number in order if number not in tree]
    dropped = frozenset(free[: max(len(edges) - most, 0)])
    return tuple(sorted(number for number in edges if number not in dropped))
