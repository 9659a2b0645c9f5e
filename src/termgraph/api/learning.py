"""The questions of somebody who learns: paths, what can be skipped, what comes next. Fields of Query."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import strawberry

from termgraph import model
from termgraph.errors import Code, TermgraphError
from termgraph.graph import plans
from termgraph.graph.curated import curated_path
from termgraph.graph.fringe import what_next, what_to_review
from termgraph.graph.known import MOST_KNOWN, known_terms
from termgraph.graph.learning import necessity
from termgraph.graph.unlocks import MOST_SHOWN, unlocks

from .declare import field, object_type
from .enums import KnownMode, PathCost, PathOrder, Tier
from .learning_path import LearningPath, LearningPathResult, learning_path_of
from .lookup import TermBy
from .named import Named, UnknownProfile, UnknownTerms, term_list, unknown_profile
from .no_route import NoRoute
from .progress import (
    CuratedPath,
    Necessity,
    NecessityResult,
    Unlocks,
    WhatNextResult,
    WhatToReview,
    WhatToReviewResult,
    missing_of,
    most_named,
    unlocks_of,
    what_next_of,
)
from .reading import Reading, bounded, given
from .scalars import Revision

MOST_NEXT = 50

Answer = TypeVar("Answer")

Targets = Annotated[list[TermBy], strawberry.argument(description="What to learn; at most 20.")]
Known = Annotated[list[TermBy] | None, strawberry.argument(description="What is known already; at most 500.")]
KnownNow = Annotated[list[TermBy], strawberry.argument(description="What is known already; at most 500.")]
Profile = Annotated[str | None, strawberry.argument(description="A named set of terms that are known as well.")]
Mode = Annotated[KnownMode, strawberry.argument(description="What else the known terms imply.")]
Weakest = Annotated[Tier, strawberry.argument(description="The weakest tier that counts.")]
Avoid = Annotated[list[TermBy] | None, strawberry.argument(description="What not to learn; at most 50.")]
Prefer = Annotated[
    list[TermBy] | None,
    strawberry.argument(description="What to take where there is a choice, whatever it costs; at most 50."),
]
Cost = Annotated[PathCost, strawberry.argument(description="What the plan should have little of.")]
Order = Annotated[PathOrder, strawberry.argument(description="The order of the steps.")]
MaxNodes = Annotated[
    int | None,
    strawberry.argument(description="How long to search, in nodes, 1 to 5,000; the best plan so far is answered then."),
]
One = Annotated[TermBy, strawberry.argument(description="Which term.")]
Goals = Annotated[list[TermBy] | None, strawberry.argument(description="What it should lead to; at most 20.")]
Roots = Annotated[bool, strawberry.argument(description="Whether terms that need nothing at all count as well.")]
HowMany = Annotated[int, strawberry.argument(description="At most this many, 1 to 50.")]
PathName = Annotated[str, strawberry.argument(description="The key of the path.")]


def answered(
    reading: Reading,
    named: Named,
    known: tuple[int, ...],
    profile: str | None,
    mode: KnownMode,
    answer: Callable[[frozenset[int]], Answer],
) -> Answer | UnknownTerms | UnknownProfile:
    """`answer` of what is known, unless the question names a term or a profile that is not there."""
    if failure := named.failure() or unknown_profile(reading, profile):
        return failure
    return answer(known_terms(reading.snapshot, known, profile, plans.KnownMode[mode.name]))


@object_type
class LearningQuestions:
    """Questions about learning."""

    reading: strawberry.Private[Reading]

    @field
    def learning_path(
        self,
        targets: Targets,
        known: Known = strawberry.UNSET,
        profile: Profile = strawberry.UNSET,
        known_mode: Mode = KnownMode.SURMISE,
        tier: Weakest = Tier.REQUIRED,
        avoid: Avoid = strawberry.UNSET,
        prefer: Prefer = strawberry.UNSET,
        cost: Cost = PathCost.MINUTES,
        order: Order = PathOrder.STAGED,
        max_nodes: MaxNodes = strawberry.UNSET,
    ) -> LearningPathResult:
        """The least to learn for some targets, in order and with reasons, choosing among alternatives."""
        lists = {"targets": targets, "avoid": given(avoid), "prefer": given(prefer)}
        most = {"targets": plans.MOST_TARGETS, "avoid": plans.MOST_AVOIDED, "prefer": plans.MOST_PREFERRED}
        if not targets:
            raise TermgraphError(Code.BAD_USER_INPUT, "`targets` names at least one term.", argument="targets")
        for name, terms in lists.items():
            most_named(name, len(terms or ()), most[name])
        budget = given(max_nodes)
        nodes = plans.BUDGET if budget is None else bounded("maxNodes", budget, plans.BUDGET)
        named = Named(self.reading)
        goals, avoided, preferred = (named.many(terms) for terms in lists.values())
        return answered(
            self.reading,
            named,
            known_of(named, given(known)),
            given(profile),
            known_mode,
            lambda there: learning_path_of(
                self.reading,
                plans.learning_path(
                    self.reading.snapshot,
                    goals,
                    there,
                    tier=model.Tier[tier.name],
                    avoid=avoided,
                    prefer=preferred,
                    cost=plans.PathCost[cost.name],
                    order=plans.PathOrder[order.name],
                    max_nodes=nodes,
                ),
            ),
        )

    @field
    def necessity(
        self,
        target: One,
        prerequisite: One,
        known: Known = strawberry.UNSET,
        profile: Profile = strawberry.UNSET,
        known_mode: Mode = KnownMode.SURMISE,
        tier: Weakest = Tier.REQUIRED,
    ) -> NecessityResult:
        """Whether a prerequisite can be skipped on the way to a target."""
        named = Named(self.reading)
        goal, before = named.one(target), named.one(prerequisite)

        def answer(there: frozenset[int]) -> Necessity:
            verdict = necessity(self.reading.snapshot, goal, before, there, weakest)
            return Necessity(reading=self.reading, pair=(goal, before), known=there, weakest=weakest, found=verdict)

        weakest = model.Tier[tier.name]
        there = known_of(named, given(known))
        return answered(self.reading, named, there, given(profile), known_mode, answer)

    @field
    def what_next(
        self,
        known: KnownNow,
        profile: Profile = strawberry.UNSET,
        goals: Goals = strawberry.UNSET,
        include_roots: Roots = False,  # the contract's default
        first: HowMany = 10,
        known_mode: Mode = KnownMode.SURMISE,
        tier: Weakest = Tier.REQUIRED,
    ) -> WhatNextResult:
        """What somebody who knows these terms can learn next."""
        most_named("goals", len(given(goals) or ()), plans.MOST_TARGETS)
        limit = bounded("first", first, MOST_NEXT)
        named = Named(self.reading)
        aims = named.many(given(goals))
        return answered(
            self.reading,
            named,
            known_of(named, known),
            given(profile),
            known_mode,
            lambda there: what_next_of(
                self.reading,
                what_next(
                    self.reading.snapshot,
                    there,
                    aims,
                    tier=model.Tier[tier.name],
                    include_roots=include_roots,
                    limit=limit,
                ),
            ),
        )

    @field
    def what_to_review(
        self,
        known: KnownNow,
        profile: Profile = strawberry.UNSET,
        known_mode: Mode = KnownMode.SURMISE,
        tier: Weakest = Tier.REQUIRED,
    ) -> WhatToReviewResult:
        """What somebody who knows these terms may forget first, and what is missing among what they know."""
        named = Named(self.reading)

        def answer(there: frozenset[int]) -> WhatToReview:
            found = what_to_review(self.reading.snapshot, there, model.Tier[tier.name])
            return WhatToReview(
                terms=term_list(self.reading, found.terms),
                missing=missing_of(self.reading, found.missing),
                missing_total=len(found.missing),
                revision=Revision(self.reading.snapshot.revision),
            )

        return answered(self.reading, named, known_of(named, known), given(profile), known_mode, answer)

    @field
    def curated_path(self, name: PathName) -> CuratedPath | None:
        """An editor's order of reading; null when there is none with this key."""
        found = curated_path(self.reading.snapshot, name)
        return CuratedPath(reading=self.reading, found=found) if found else None


def path_to(
    reading: Reading, number: int, known: list[TermBy] | None, profile: str | None, tier: Tier
) -> LearningPath | NoRoute | UnknownTerms | UnknownProfile:
    """The learning path to one term."""
    named = Named(reading)
    there = known_of(named, known)

    def answer(there: frozenset[int]) -> LearningPath | NoRoute:
        found = plans.learning_path(reading.snapshot, (number,), there, tier=model.Tier[tier.name])
        return learning_path_of(reading, found)

    return answered(reading, named, there, profile, KnownMode.SURMISE, answer)


def unlocked(
    reading: Reading,
    number: int,
    known: list[TermBy] | None,
    profile: str | None,
    mode: KnownMode,
    tier: Tier,
    depth: int | None,
    first: int,
) -> Unlocks:
    """What a term opens; raises TermgraphError UNKNOWN_TERM or UNKNOWN_PROFILE for what is not there."""
    named = Named(reading)
    keys = known_of(named, known)
    named.refuse_unknown()
    there = known_terms(reading.snapshot, keys, profile, plans.KnownMode[mode.name])
    limit = bounded("first", first, MOST_SHOWN)
    deepest = None if depth is None else bounded("depth", depth, 100_000)
    weakest = model.Tier[tier.name]
    return unlocks_of(reading, unlocks(reading.snapshot, number, there, depth=deepest, tier=weakest, limit=limit))


def known_of(named: Named, known: list[TermBy] | None) -> tuple[int, ...]:
    """The terms that somebody names as known; raises TermgraphError TOO_MANY beyond 500."""
    most_named("known", len(known or ()), MOST_KNOWN)
    return named.many(known)
