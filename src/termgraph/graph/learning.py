"""What has to be learned before a term, and what of it can be avoided (graph semantics, section 5, Q1 and Q3).

Terms joined by a block type (`learn-with`) are learned in one step: choosing one brings the others, and the step needs
what any of them needs. So the other members of a term's block belong to what the term needs, at distance 0.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from termgraph.model import Tier

from .effort import level_rank
from .precedence import afterwards, precedence, reached
from .reading_order import block, dependent_and_first, hard_types, skipped, soft_types, softer
from .snapshot import Snapshot, TieredGroup

__all__ = [
    "Needs",
    "Prerequisite",
    "TieredGroup",
    "Verdict",
    "before",
    "dependents",
    "necessity",
    "prerequisites",
    "requirements",
    "skipped",
    "ties",
]


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A term that may come before another.

    `distance` counts requirement edges on a shortest way (0 within the term's own block); `tier` is that of the weakest
    edge on the strongest way; `via` are the (dependent term, group) pairs by which it is needed, the dependents being
    the term asked about and its prerequisites, in the order of the answer.
    """

    term: int
    distance: int
    tier: Tier
    via: tuple[tuple[int, TieredGroup], ...]


class Verdict(StrEnum):
    """Whether a term can be skipped on the way to another."""

    NECESSARY = "necessary"
    ALTERNATIVE = "alternative"
    NOT_A_PREREQUISITE = "not-a-prerequisite"
    ALREADY_KNOWN = "already-known"


def requirements(snapshot: Snapshot, number: int, tier: Tier = Tier.REQUIRED) -> tuple[TieredGroup, ...]:
    """What term `number` itself needs at this tier, stronger tiers first, then in the order of the statements.

    A softer edge that would close a cycle is left out (see `skipped`); so is `learn-with`, which orders nothing.
    """
    if tier is Tier.REQUIRED and not hard_types(snapshot):
        return snapshot.groups[number]
    return (*snapshot.groups[number], *_softer(snapshot, number, tier))


def dependents(snapshot: Snapshot, number: int, tier: Tier = Tier.REQUIRED) -> tuple[int, ...]:
    """The terms that have term `number` in some option of a group at this tier, in slug order."""
    return afterwards(snapshot, tier)[number]


def prerequisites(
    snapshot: Snapshot, number: int, tier: Tier = Tier.REQUIRED, depth: int | None = None
) -> tuple[Prerequisite, ...]:
    """Everything that may come before term `number`, through any option of any group, by (distance, level, slug).

    With `depth`, what lies at most that many edges away; a term's tier does not depend on it. A term without a level
    stands after those that have one. Time O(V+E) of the answer without depth.
    """
    needs, distances = before(snapshot, (number,), tier)
    tiers = _strongest(snapshot, number, needs) if tier is not Tier.REQUIRED else dict.fromkeys(needs, tier)
    shown = [
        term
        for _, _, term in sorted((far, level_rank(snapshot, term), term) for term, far in distances.items())
        if term != number and (depth is None or distances[term] <= depth)
    ]
    via: dict[int, list[tuple[int, TieredGroup]]] = {term: [] for term in shown}
    for dependent in (number, *shown):
        for group in chain(needs[dependent], ties(snapshot, dependent)):
            for member in group.members:
                if member in via:
                    via[member].append((dependent, group))
    return tuple(Prerequisite(term, distances[term], tiers[term], tuple(via[term])) for term in shown)


def necessity(
    snapshot: Snapshot,
    target: int,
    prerequisite: int,
    known: AbstractSet[int] = frozenset(),
    tier: Tier = Tier.REQUIRED,
) -> Verdict:
    """Whether `target` can be learned without ever learning `prerequisite`, starting from exactly the `known` terms.

    The counterpart of a dominator in a graph of alternatives; time O(V+E) of what comes before the target.
    """
    if target in known:
        return Verdict.ALREADY_KNOWN
    order = precedence(snapshot, tier)
    terms = frozenset(chain.from_iterable(reached(order.before, order.blocks, (target,))))
    if prerequisite == target or prerequisite not in terms:
        return Verdict.NOT_A_PREREQUISITE
    learned = order.learned(terms, known - {prerequisite}, frozenset(block(snapshot, prerequisite)))
    return Verdict.ALTERNATIVE if target in learned else Verdict.NECESSARY


def _softer(snapshot: Snapshot, number: int, tier: Tier) -> Iterator[TieredGroup]:
    """The groups that softer edges give a term: one option of one term each, by (tier, edge)."""
    kinds = soft_types(snapshot)
    for each in softer(snapshot).get(number, ()):
        edge = snapshot.edges[each]
        kind, _ = kinds[edge.type]
        if kind.rank > tier.rank:
            break  # stronger tiers stand first
        yield TieredGroup(((dependent_and_first(snapshot, each)[1],),), kind, edge.statement)


def ties(snapshot: Snapshot, number: int) -> Iterator[TieredGroup]:
    """The statements by which a term brings others of its block along, as groups of one."""
    if len(block(snapshot, number)) == 1:
        return
    types = snapshot.registry.types
    for each in (*snapshot.out(number), *snapshot.into(number)):
        edge = snapshot.edges[each]
        if types[edge.type].block:
            other = edge.object if edge.subject == number else edge.subject
            yield TieredGroup(((other,),), Tier.REQUIRED, edge.statement)


Needs = Mapping[int, tuple[TieredGroup, ...]]
"""What each of some terms itself needs."""


def before(
    snapshot: Snapshot, numbers: Iterable[int], tier: Tier, known: AbstractSet[int] = frozenset()
) -> tuple[Needs, Mapping[int, int]]:
    """These terms and everything that may come before them: what each needs, and how far away it is (breadth first).

    What is `known` is left out, and so is what only a known term needs.
    """
    order = precedence(snapshot, tier)
    found = reached(order.before, order.blocks, numbers, known)
    distances = {term: far for far, layer in enumerate(found) for term in layer}
    if tier is Tier.REQUIRED and not hard_types(snapshot):
        return {term: snapshot.groups[term] for term in distances}, distances
    return {term: requirements(snapshot, term, tier) for term in distances}, distances


def _strongest(snapshot: Snapshot, number: int, needs: Needs) -> Mapping[int, Tier]:
    """For each term the tier of the weakest edge on its strongest way: the first tier at which it is reached at all."""
    found = dict.fromkeys(block(snapshot, number), Tier.REQUIRED)
    for tier in Tier:
        stack = list(found)
        while stack:
            for group in needs[stack.pop()]:
                if group.tier.rank > tier.rank:
                    break  # stronger tiers stand first
                for member in group.members:
                    if member not in found:
                        arrived = block(snapshot, member)
                        found.update(dict.fromkeys(arrived, tier))
                        stack += arrived
    return found
