"""At the edge of what somebody knows: what to learn next and what to look at again (graph semantics, section 5, Q5).

A term of a block is ready when the whole block is: its other members are learned in the same step.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain

from termgraph.model import Tier

from .effort import effort
from .known import MissingGroup, check_count, missing_groups
from .learning import before
from .plans import BUDGET, MOST_TARGETS, cheapest_plan
from .precedence import Precedence, afterwards, precedence
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
    there = frozenset(known)
    fringe = _outer(snapshot, there, tier, include_roots)
    aims = [goal for goal in dict.fromkeys(goals) if goal not in there]
    planned: set[int] = set()
    reach: dict[int, AbstractSet[int]] = {}
    for goal in aims:
        plan = cheapest_plan(snapshot, (goal,), there, tier=tier, max_nodes=max_nodes)
        planned.update(plan.terms if plan else ())
        reach[goal] = before(snapshot, (goal,), tier)[0].keys()
    opens = _opened_by(snapshot, fringe, there, tier)

    def rank(term: int) -> tuple[bool, int, int, int, int]:
        goals_served = sum(term in reach[goal] for goal in aims)
        return term not in planned, -goals_served, -len(opens[term]), effort(snapshot, term).minutes, term

    items = []
    for number in nsmallest(max(limit, 0), fringe, rank):
        took = effort(snapshot, number)
        serves = tuple(goal for goal in aims if number in reach[goal])
        items.append(
            NextTerm(number, took.minutes, took.estimated, number in planned, serves, tuple(sorted(opens[number])))
        )
    return WhatNext(tuple(items), len(fringe), missing_groups(snapshot, there, tier))


def what_to_review(snapshot: Snapshot, known: AbstractSet[int], tier: Tier = Tier.REQUIRED) -> WhatToReview:
    """The inner fringe: known terms without which every other known term that is ready now stays ready.

    A known term that is not ready in `known` in the first place (see `missing`) holds nothing back. Time O(V+E) of the
    neighbours of what is known.
    """
    order, there = precedence(snapshot, tier), frozenset(known)
    rested: set[int] = set()
    for number in there:
        if order.met(number, there):
            rested |= _needed(order, number, there) - {number}
    return WhatToReview(tuple(sorted(there - rested)), missing_groups(snapshot, there, tier))


def opened(snapshot: Snapshot, number: int, known: AbstractSet[int], tier: Tier = Tier.REQUIRED) -> tuple[int, ...]:
    """The terms that are not ready in `known` and become so by learning term `number` with its block, in slug order."""
    return tuple(sorted(_opened_by(snapshot, (number,), frozenset(known), tier)[number]))


def _opened_by(
    snapshot: Snapshot, numbers: Sequence[int], known: frozenset[int], tier: Tier
) -> Mapping[int, AbstractSet[int]]:
    """For each of these terms what becomes ready by learning it with its block.

    What can be opened is looked at once for all of them, because what it lacks says who may open it.
    """
    order, after = precedence(snapshot, tier), afterwards(snapshot, tier)
    found: dict[int, set[int]] = {number: set() for number in numbers}
    learners: dict[int, list[int]] = {}
    for number in numbers:
        for each in order.blocks.get(number, (number,)):
            if each not in known:
                learners.setdefault(each, []).append(number)
    dependents = _with_blocks(order, set(chain.from_iterable(map(after.__getitem__, learners)))).difference(known)
    there = set(known)
    for each in dependents:
        openers: Iterable[int]
        if each in order.choices or each in order.blocks:
            openers = _openers(order, each, learners, there)
        else:  # it needs everything, and nobody but those who learn all that it lacks can open it
            first, *rest = [learners.get(lack, ()) for lack in order.before[each] if lack not in known]
            openers = set(first).intersection(*rest) if rest else first
        for number in openers:
            if number != each:
                found[number].add(each)
    return found


def _openers(order: Precedence, number: int, learners: Mapping[int, Sequence[int]], known: set[int]) -> list[int]:
    """Who opens a term with its block, where it is not ready; `learners` has who learns each term."""
    if order.ready(number, known):
        return []
    whole = order.blocks.get(number, (number,))
    may = {learner for mate in whole for each in order.before[mate] for learner in learners.get(each, ())}
    found: list[int] = []
    for each in may.difference(whole):
        fresh = set(order.blocks.get(each, (each,))).difference(known)
        known |= fresh  # and not for longer than this question
        if order.ready(number, known):
            found.append(each)
        known -= fresh
    return found


def _outer(snapshot: Snapshot, known: frozenset[int], tier: Tier, include_roots: bool) -> list[int]:
    """The fringe by slug: without roots only what depends on something known has to be looked at."""
    order, after = precedence(snapshot, tier), afterwards(snapshot, tier)
    near = set(range(len(snapshot.terms)))
    if not include_roots:
        near = _with_blocks(order, set(chain.from_iterable(map(after.__getitem__, known))) - known)
    before, choices, blocks = order.before, order.choices, order.blocks
    return [
        number
        for number in sorted(near - known)
        if (
            known.issuperset(before[number])
            if number not in choices and number not in blocks
            else order.ready(number, known)
        )
    ]


def _with_blocks(order: Precedence, terms: set[int]) -> set[int]:
    return set(chain.from_iterable(order.blocks.get(each, (each,)) for each in terms)) if order.blocks else terms


def _needed(order: Precedence, number: int, known: frozenset[int]) -> AbstractSet[int]:
    """The terms without which a known term that is ready would not be: those in every known option of some group."""
    groups = order.choices.get(number)
    if groups is None:
        return set(order.before[number])
    options = ([set(option) for option in group if known.issuperset(option)] for group in groups)
    return set[int]().union(*(set.intersection(*held) for held in options))
