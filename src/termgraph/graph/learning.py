"""What has to be learned before a term, and what of it can be avoided (graph semantics, section 5, Q1 and Q3).

Terms joined by a block type (`learn-with`) are learned in one step: choosing one brings the others, and the step needs
what any of them needs. So the other members of a term's block belong to what the term needs, at distance 0.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from termgraph.model import Level, Relation, Requirement, Tier
from termgraph.relations import REQUIRES

from .forward_chaining import learnable
from .reading_order import block, hard_types, skipped, soft_types, yields
from .snapshot import Snapshot

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
class TieredGroup:
    """A prerequisite of a term, hard or softer: any one option meets it, and all terms of an option are needed."""

    options: tuple[tuple[int, ...], ...]
    tier: Tier
    statement: Relation | Requirement

    @property
    def members(self) -> tuple[int, ...]:
        """Every term of any option, once, in the order of the options."""
        return tuple(dict.fromkeys(number for option in self.options for number in option))


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
    hard = [TieredGroup(group.options, Tier.REQUIRED, group.statement) for group in snapshot.groups[number]]
    return (*hard, *_softer(snapshot, number, tier))


def dependents(snapshot: Snapshot, number: int, tier: Tier = Tier.REQUIRED) -> tuple[int, ...]:
    """The terms that have term `number` in some option of a group at this tier, in slug order."""
    kinds = soft_types(snapshot)
    found: set[int] = set()
    for each in (*snapshot.into(number), *snapshot.out(number)):
        edge = snapshot.edges[each]
        kind, object_first = (Tier.REQUIRED, True) if edge.type == REQUIRES else kinds.get(edge.type, (None, True))
        dependent, first = (edge.subject, edge.object) if object_first else (edge.object, edge.subject)
        if kind is None or first != number or kind.rank > tier.rank:
            continue
        if edge.type == REQUIRES or not yields(snapshot, each):
            found.add(dependent)
    return tuple(sorted(found))


def prerequisites(
    snapshot: Snapshot, number: int, tier: Tier = Tier.REQUIRED, depth: int | None = None
) -> tuple[Prerequisite, ...]:
    """Everything that may come before term `number`, through any option of any group, by (distance, level, slug).

    With `depth`, what lies at most that many edges away; a term's tier does not depend on it. A term without a level
    stands after those that have one. Time O(V+E) of the answer without depth.
    """
    needs, distances = before(snapshot, (number,), tier)
    tiers = _strongest(snapshot, number, needs)
    shown = [
        term
        for _, _, term in sorted((distance, _level(snapshot, term), term) for term, distance in distances.items())
        if term != number and (depth is None or distances[term] <= depth)
    ]
    via: dict[int, list[tuple[int, TieredGroup]]] = {term: [] for term in shown}
    for dependent in (number, *shown):
        for group in (*needs[dependent], *ties(snapshot, dependent)):
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
    needs, _ = before(snapshot, (target,), tier)
    if prerequisite == target or prerequisite not in needs:
        return Verdict.NOT_A_PREREQUISITE
    options = {term: [group.options for group in groups] for term, groups in needs.items()}
    learned = learnable(options, {term: block(snapshot, term)[0] for term in needs}, known, prerequisite)
    return Verdict.ALTERNATIVE if target in learned else Verdict.NECESSARY


def _softer(snapshot: Snapshot, number: int, tier: Tier) -> list[TieredGroup]:
    """The groups that softer edges give a term: one option of one term each, by (tier, edge)."""
    if tier is Tier.REQUIRED and not hard_types(snapshot):
        return []
    kinds = soft_types(snapshot)
    around: Sequence[int] = snapshot.out(number)
    if not all(object_first for _, object_first in kinds.values()):
        around = (*around, *snapshot.into(number))
    found: list[tuple[int, int, TieredGroup]] = []
    for each in around:
        edge = snapshot.edges[each]
        kind, object_first = kinds.get(edge.type, (None, True))
        dependent, first = (edge.subject, edge.object) if object_first else (edge.object, edge.subject)
        if kind is not None and kind.rank <= tier.rank and dependent == number and not yields(snapshot, each):
            found.append((kind.rank, each, TieredGroup(((first,),), kind, edge.statement)))
    return [group for _, _, group in sorted(found, key=itemgetter(0, 1))]


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
    distances: dict[int, int] = {}
    for number in numbers:
        distances.update((each, 0) for each in block(snapshot, number) if each not in known)
    needs: dict[int, tuple[TieredGroup, ...]] = {}
    queue = deque(distances)
    while queue:
        term = queue.popleft()
        needs[term] = requirements(snapshot, term, tier)
        for group in needs[term]:
            for member in group.members:
                if member not in distances and member not in known:
                    arrived = [each for each in block(snapshot, member) if each not in known]
                    distances.update(dict.fromkeys(arrived, distances[term] + 1))
                    queue.extend(arrived)
    return needs, distances


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


def _level(snapshot: Snapshot, number: int) -> int:
    level = snapshot.terms[number].level
    return len(Level) if level is None else level.rank
