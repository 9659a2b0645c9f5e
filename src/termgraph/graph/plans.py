"""The cheapest way to learn some terms, in an order in which it can be learned (graph semantics, section 5, Q2)."""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from termgraph.model import Tier

from .effort import minutes
from .known import KnownMode, check_count, known_terms
from .no_route import Blocked, NoRoute, Obstacle, no_route, proof_sentences
from .plan_chart import Chart, other_options
from .plan_ground import Ground
from .plan_puzzle import Decision
from .plan_records import Chosen, LearningPath, NeededFor, Optional, OtherOption, Stage, Step, Totals
from .snapshot import Snapshot

__all__ = [
    "BUDGET",
    "Blocked",
    "CheapestPlan",
    "Chosen",
    "KnownMode",
    "LearningPath",
    "NeededFor",
    "NoRoute",
    "Obstacle",
    "Optional",
    "OtherOption",
    "PathCost",
    "PathOrder",
    "Stage",
    "Step",
    "Totals",
    "cheapest_plan",
    "known_terms",
    "learning_path",
    "proof_sentences",
    "proved_choices",
]

MOST_TARGETS, MOST_AVOIDED, MOST_PREFERRED = 20, 50, 50
"""Terms that one question may name."""

BUDGET = 5_000
"""Nodes of the search that one question may look at unless it says otherwise."""


class PathCost(StrEnum):
    """What a plan should have little of."""

    MINUTES = "minutes"
    COUNT = "count"


class PathOrder(StrEnum):
    """How to go through a plan: stage by stage, or each thing right before it is used."""

    STAGED = "staged"
    JUST_IN_TIME = "just-in-time"


def learning_path(
    snapshot: Snapshot,
    targets: Sequence[int],
    known: AbstractSet[int] = frozenset(),
    *,
    tier: Tier = Tier.REQUIRED,
    avoid: Collection[int] = (),
    prefer: Collection[int] = (),
    cost: PathCost = PathCost.MINUTES,
    order: PathOrder = PathOrder.STAGED,
    max_nodes: int = BUDGET,
) -> LearningPath | NoRoute:
    """The plan for `targets` that is smallest by (wishes gone against, cost, terms, option positions, slugs).

    A wish is gone against by a group met without a preferred option (one with a term of `prefer`) although one can be
    taken; that is never necessary. A group that what is known meets asks nothing of the plan, so no wish concerns it.
    Terms of a block come, count and are avoided together, unless they are known. `known` is taken as it is (see
    `known_terms`), and what is known is never avoided. Without targets the plan is empty.

    The search stops after `max_nodes` nodes with the best plan so far, `optimal` false; what other options would cost
    is looked up with as many nodes again for all of them together. Raises TOO_MANY.
    """
    check_count("targets", targets, MOST_TARGETS)
    check_count("avoid", avoid, MOST_AVOIDED)
    check_count("prefer", prefer, MOST_PREFERRED)
    wanted = tuple(dict.fromkeys(targets))
    already_known = tuple(target for target in wanted if target in known)
    ground = Ground.of(snapshot, wanted, known, tier, avoid)
    if failure := no_route(ground, already_known):
        return failure
    preferred = frozenset(prefer)
    decision = Decision(ground, preferred, minutes(snapshot), cost is PathCost.COUNT)
    best = decision.best(max_nodes)
    chart = Chart.of(snapshot, ground, decision.terms(best), preferred)
    place = chart.staged if order is PathOrder.STAGED else chart.just_in_time()
    steps = chart.steps(place, other_options(chart, decision, best, max_nodes))
    return LearningPath(
        wanted,
        steps,
        chart.stages(),
        chart.totals(),
        chart.assumed(already_known),
        chart.optional(steps),
        already_known,
        best.optimal,
        best.lower,
        best.nodes,
        chart.warnings(),
    )


@dataclass(frozen=True, slots=True)
class CheapestPlan:
    """The terms of a plan, in slug order, and their minutes; `optimal` as in LearningPath."""

    terms: tuple[int, ...]
    minutes: int
    optimal: bool


def cheapest_plan(
    snapshot: Snapshot,
    targets: Iterable[int],
    known: AbstractSet[int],
    *,
    tier: Tier = Tier.REQUIRED,
    avoid: Collection[int] = (),
    max_nodes: int = BUDGET,
) -> CheapestPlan | None:
    """The terms of the learning path by minutes, without what it says about them; None where there is no route."""
    ground = Ground.of(snapshot, targets, known, tier, avoid)
    if any(goal not in ground.learnable for goal in ground.goals):
        return None
    decision = Decision(ground, frozenset(), minutes(snapshot))
    best = decision.best(max_nodes)
    return CheapestPlan(tuple(sorted(decision.terms(best))), best.minutes, best.optimal)


def proved_choices(snapshot: Snapshot, target: int, max_nodes: int = BUDGET) -> tuple[Chosen, ...] | None:
    """How the learning path of a term, from nothing, meets the term's own groups with alternatives.

    None where there is no route, or where so many nodes do not prove that the path is the cheapest.
    """
    ground = Ground.of(snapshot, (target,), frozenset())
    if any(goal not in ground.learnable for goal in ground.goals):
        return None
    decision = Decision(ground, frozenset(), minutes(snapshot))
    best = decision.best(max_nodes)
    if not best.optimal:
        return None
    chart = Chart.of(snapshot, ground, decision.terms(best), frozenset())
    return tuple(chart.decided(target, other_options(chart, decision, best, max_nodes, target)))
