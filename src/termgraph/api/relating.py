"""The questions about two terms: how they are related, what keeps them apart, why one comes first. Fields of Query."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import strawberry

from termgraph.graph.compare import compare
from termgraph.graph.explain import explain
from termgraph.graph.lowest_common import common_ancestors
from termgraph.graph.why import MOST_PATHS, why_prerequisite

from .declare import field, object_type
from .enums import KnownMode
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
from .learning import Known, Profile, answered, known_of
from .lookup import TermBy
from .named import Named, UnknownTerms
from .reading import Reading, bounded, given
from .why import WhyPrerequisite, WhyResult

Answer = TypeVar("Answer")

A = Annotated[TermBy, strawberry.argument(description="The first term.")]
B = Annotated[TermBy, strawberry.argument(description="The second term.")]
Later = Annotated[TermBy, strawberry.argument(description="The term that comes later.")]
Earlier = Annotated[TermBy, strawberry.argument(description="The term that comes before it.")]
HowManyPaths = Annotated[int, strawberry.argument(description="At most this many ways, 1 to 10.")]
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
    ) -> WhyResult:
        """Why one term comes before another: the ways down, how many there are, and what all have in common."""
        count = bounded("first", first, MOST_PATHS)
        named = Named(self.reading)
        later, earlier = named.one(target), named.one(prerequisite)

        def answer(there: frozenset[int]) -> WhyPrerequisite:
            found = why_prerequisite(self.reading.snapshot, later, earlier, count, there, everything=all)
            return WhyPrerequisite(reading=self.reading, found=found)

        there = known_of(named, given(known))
        return answered(self.reading, named, there, given(profile), KnownMode.SURMISE, answer)

    @field
    def compare(self, a: A, b: B) -> ComparisonResult:
        """Two terms side by side."""
        return self._of_two(
            a, b, lambda one, other: Comparison(reading=self.reading, found=compare(self.reading.snapshot, one, other))
        )

    @field
    def common_ancestors(self, a: A, b: B) -> CommonAncestorsResult:
        """What both terms are, or belong to: the most specific terms above both."""
        return self._of_two(
            a,
            b,
            lambda one, other: common_of(self.reading, one, other, common_ancestors(self.reading.snapshot, one, other)),
        )

    @field
    def explain(self, a: A, b: B, first: HowManyPaths = 5) -> ExplanationResult:
        """How two terms are related: directly, in learning, by what both are, by what differs, by the ways between."""
        count = bounded("first", first, MOST_PATHS)
        return self._of_two(
            a,
            b,
            lambda one, other: Explanation(
                reading=self.reading, found=explain(self.reading.snapshot, one, other, count)
            ),
        )

    def _of_two(self, a: TermBy, b: TermBy, answer: Callable[[int, int], Answer]) -> Answer | SameTerm | UnknownTerms:
        named = Named(self.reading)
        one, other = named.one(a), named.one(b)
        if failure := named.failure():
            return failure
        return same_term(self.reading, one) if one == other else answer(one, other)
