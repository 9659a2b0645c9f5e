"""At the edge of what somebody knows: what to learn next and what to look at again (graph semantics, section 5, Q5).

A term of a block is ready when the whole block is: its other members are learned in the same step.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from termgraph.model import Tier

from .effort import effort
from .known import MissingGroup, check_count, missing_groups, ready, unmet
from .learning import TieredGroup, before, dependents, requirements
from .plans import BUDGET, MOST_TARGETS, cheapest_plan
from .reading_order import block
from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class NextTerm:
    """A term that can be learned now.

    `on_plan` says that it is on the cheapest plan to some goal, `serves` are the goals before which it may come (or
    which it is), `opens` are the terms that become ready once it is learned, in slug order.
    """

    term: int
    minutes: int
    estimated: bool
    on_plan: bool
    serves: tuple[int, ...]
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WhatNext:
    """The best `items` of `total`, and what is missing among what is known (see `missing_groups`)."""

    items: tuple[NextTerm, ...]
    total: int
    missing: tuple[MissingGroup, ...]


@dataclass(frozen=True, slots=True)
class WhatToReview:
    """Known terms that nothing else known rests on, in slug order, and what is missing among what is known."""

    terms: tuple[int, ...]
    missing: tuple[MissingGroup, ...]


def what_next(
    snapshot: Snapshot,
    known: AbstractSet[int],
    goals: Sequence[int] = (),
    *,
    tier: Tier = Tier.REQUIRED,
    include_roots: bool = False,
    limit: int = 10,
    max_nodes: int = BUDGET,
) -> WhatNext:
    """The outer fringe: terms not known whose every group is met, best first.

    Terms with no prerequisites are always ready; so unless `include_roots`, a term counts only if a term of one of its
    options (or its block's) is known. Order: on the cheapest plan to a goal, goals it serves, terms it opens (most
    first), minutes, slug. Each goal's plan is searched with `max_nodes` nodes. Raises TOO_MANY beyond 20 goals.
    """
    check_count("goals", goals, MOST_TARGETS)
    fringe = _outer(snapshot, known, tier, include_roots)
    aims = [goal for goal in dict.fromkeys(goals) if goal not in known]
    planned: set[int] = set()
    reach: dict[int, AbstractSet[int]] = {}
    for goal in aims:
        plan = cheapest_plan(snapshot, (goal,), known, tier=tier, max_nodes=max_nodes)
        planned.update(plan.terms if plan else ())
        reach[goal] = before(snapshot, (goal,), tier)[0].keys()
    items = []
    for number in fringe:
        took = effort(snapshot, number)
        serves = tuple(goal for goal in aims if number in reach[goal])
        items.append(
            NextTerm(
                number, took.minutes, took.estimated, number in planned, serves, opened(snapshot, number, known, tier)
            )
        )
    items.sort(key=lambda item: (not item.on_plan, -len(item.serves), -len(item.opens), item.minutes, item.term))
    return WhatNext(tuple(items[: max(limit, 0)]), len(items), missing_groups(snapshot, known, tier))


def what_to_review(snapshot: Snapshot, known: AbstractSet[int], tier: Tier = Tier.REQUIRED) -> WhatToReview:
    """The inner fringe: known terms without which every other known term that is ready now stays ready.

    A known term that is not ready in `known` in the first place (see `missing`) holds nothing back. Time O(V+E) of the
    neighbours of what is known.
    """
    terms = tuple(number for number in sorted(known) if not _rested_on(snapshot, number, known, tier))
    return WhatToReview(terms, missing_groups(snapshot, known, tier))


def opened(snapshot: Snapshot, number: int, known: AbstractSet[int], tier: Tier = Tier.REQUIRED) -> tuple[int, ...]:
    """The terms that are not ready in `known` and become so by learning term `number` with its block, in slug order."""
    learned = block(snapshot, number)
    there = known | set(learned)
    after = {
        mate
        for each in learned
        if each not in known
        for dependent in dependents(snapshot, each, tier)
        for mate in block(snapshot, dependent)
        if mate not in there
    }
    return tuple(
        each for each in sorted(after) if ready(snapshot, each, there, tier) and not ready(snapshot, each, known, tier)
    )


def _outer(snapshot: Snapshot, known: AbstractSet[int], tier: Tier, include_roots: bool) -> list[int]:
    """The fringe by slug: without roots only what depends on something known has to be looked at."""
    if include_roots:
        return [
            number
            for number in range(len(snapshot.terms))
            if number not in known and ready(snapshot, number, known, tier)
        ]
    near = {
        mate
        for number in known
        for dependent in dependents(snapshot, number, tier)
        if dependent not in known
        for mate in block(snapshot, dependent)
        if mate not in known
    }
    return [number for number in sorted(near) if ready(snapshot, number, known, tier)]


def _rested_on(snapshot: Snapshot, number: int, known: AbstractSet[int], tier: Tier) -> bool:
    """Whether some other known term is ready now and would not be without term `number`."""
    return any(
        not unmet(snapshot, each, known, tier) and _needs(requirements(snapshot, each, tier), number, known)
        for each in dependents(snapshot, number, tier)
        if each in known and each != number
    )


def _needs(groups: Iterable[TieredGroup], number: int, known: AbstractSet[int]) -> bool:
    """Whether one of the groups is met by options with term `number` alone."""
    return any(
        all(number in option for option in group.options if all(each in known for each in option)) for group in groups
    )
