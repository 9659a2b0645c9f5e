"""The questions about two terms: how they are related, what keeps them apart, why one comes first. Fields of Query."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import strawberry

from termgraph import model
from termgraph.graph.best_paths import MOST_HOPS
from termgraph.graph.compare import compare
from termgraph.graph.explain import explain
from termgraph.graph.lowest_common import common_ancestors
from termgraph.graph.why import MOST_PATHS, why_prerequisite

from .declare import field, object_type
from .enums import KnownMode, Tier
from .explaining import (
    CommonAncestorsResult,
    Comparison,
    ComparisonResult,
    Explanation,
    ExplanationResult,
    SameTerm,
    common_of,
    same_term,
)
from .learning import Known, Mode, Profile, Weakest, answered, known_of
from .lookup import TermBy
from .named import Named, UnknownTerms
from .reading import Reading, bounded, given
from .terms import Types, known_types
from .why import WhyPrerequisite, WhyResult

Answer = TypeVar("Answer")

A = Annotated[TermBy, strawberry.argument(description="The first term.")]
B = Annotated[TermBy, strawberry.argument(description="The second term.")]
Later = Annotated[TermBy, strawberry.argument(description="The term that comes later.")]
Earlier = Annotated[TermBy, strawberry.argument(description="The term that comes before it.")]
HowManyPaths = Annotated[int, strawberry.argument(description="At most this many ways, 1 to 10.")]
MaxHops = Annotated[int, strawberry.argument(description="Ways of at most this many steps, 1 to 6.")]
Everything = Annotated[bool, strawberry.argument(description="Whether to answer every step of any way as well.")]


@object_type
class RelatingQuestions:
    """Questions about two terms."""

    reading: strawberry.Private[Reading]

    @field
    def why_prerequisite(
        self,
        target: Later,
        prerequisite: Earlier,
        first: HowManyPaths = 1,
        all: Everything = False,  # noqa: A002  # the contract's name and default
        known: Known = strawberry.UNSET,
        profile: Profile = strawberry.UNSET,
        known_mode: Mode = KnownMode.SURMISE,
        tier: Weakest = Tier.REQUIRED,
    ) -> WhyResult:
        """Why one term comes before another: the ways down, how many there are, and what all have in common."""
        count = bounded("first", first, MOST_PATHS)
        named = Named(self.reading)
        later, earlier = named.one(target), named.one(prerequisite)

        def answer(there: frozenset[int]) -> WhyPrerequisite:
            found = why_prerequisite(self.reading.snapshot, later, earlier, count, there, tier=weakest, everything=all)
            return WhyPrerequisite(
                reading=self.reading, found=found, pair=(later, earlier), known=there, weakest=weakest
            )

        weakest = model.Tier[tier.name]
        there = known_of(named, given(known))
        return answered(self.reading, named, there, given(profile), known_mode, answer)

    @field
    def compare(self, a: A, b: B) -> ComparisonResult:
        """Two terms side by side."""
        return self._of_two(
            a, b, lambda one, other: Comparison(reading=self.reading, found=compare(self.reading.snapshot, one, other))
        )

    @field
    def common_ancestors(self, a: A, b: B, types: Types = strawberry.UNSET) -> CommonAncestorsResult:
        """What both terms are, or belong to: the most specific terms above both."""
        snapshot = self.reading.snapshot
        keys = known_types(snapshot.registry, given(types))
        return self._of_two(
            a,
            b,
            lambda one, other: common_of(self.reading, one, other, common_ancestors(snapshot, one, other, keys)),
        )

    @field
    def explain(self, a: A, b: B, first: HowManyPaths = 5, max_hops: MaxHops = 4) -> ExplanationResult:
        """How two terms are related: directly, in learning, by what both are, by what differs, by the ways between."""
        count, hops = bounded("first", first, MOST_PATHS), bounded("maxHops", max_hops, MOST_HOPS)
        return self._of_two(
            a,
            b,
            lambda one, other: Explanation(
                reading=self.reading, found=explain(self.reading.snapshot, one, other, count, hops)
            ),
        )

    def _of_two(self, a: TermBy, b: TermBy, answer: Callable[[int, int], Answer]) -> Answer | SameTerm | UnknownTerms:
        named = Named(self.reading)
        one, other = named.one(a), named.one(b)
        if failure := named.failure():
            return failure
        return same_term(self.reading, one) if one == other else answer(one, other)
