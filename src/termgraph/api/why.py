"""Why one term comes before another: ways down, what all of them have in common, and what it would cost to avoid it."""

from typing import Annotated

import strawberry

from termgraph import model
from termgraph.graph import why

from .declare import field, object_type, said
from .detours import Detour, detour_of
from .enums import Tier, Verdict
from .named import TermList, UnknownProfile, UnknownTerms, term_list
from .reading import Reading, TermRef
from .requirements import Requirement
from .scalars import Revision

MOST_HOPS = 1_000


@object_type
class WhyStep:
    """One step down from a term to something it needs."""

    dependent: TermRef = said("Who needs it.")
    term: TermRef = said("What is needed.")
    why: str | None = said("The reason; null when the editors gave none.")
    tier: Tier = said("How strongly it is needed.")
    requirement: Requirement | None = said("The whole requirement; null where the two are only learned together.")


@object_type
class WhyPath:
    """A way from the target down to the prerequisite."""

    steps: list[WhyStep] = said("From the target down; at most 1,000.")
    total: int = said("How many steps there are.")
    tier: Tier = said("That of the weakest step.")


@object_type
class WhyPrerequisite:
    """Why a term comes before another, as far as it does."""

    reading: strawberry.Private[Reading]
    found: strawberry.Private[why.WhyPrerequisite]
    pair: strawberry.Private[tuple[int, int]]
    known: strawberry.Private[frozenset[int]]
    weakest: strawberry.Private[model.Tier]

    @field
    def target(self) -> TermRef:
        """The term that comes later."""
        return self.reading.term(self.pair[0])

    @field
    def prerequisite(self) -> TermRef:
        """The term that may come before it."""
        return self.reading.term(self.pair[1])

    @field
    def verdict(self) -> Verdict:
        """Whether it can be skipped."""
        return Verdict[self.found.verdict.name]

    @field
    def paths(self) -> list[WhyPath]:
        """The shortest ways down; at most 10."""
        return [
            WhyPath(
                steps=[hop_of(self.reading, each) for each in path.hops[:MOST_HOPS]],
                total=len(path.hops),
                tier=Tier[path.tier.name],
            )
            for path in self.found.paths
        ]

    @field
    def total_paths(self) -> float:
        """How many ways there are, counted up to 1,000,000,000,000."""
        return float(self.found.total)

    @field
    def more_paths(self) -> bool:
        """Whether there are more ways than those in `paths`."""
        return self.found.more_paths

    @field
    def bottlenecks(self) -> TermList:
        """The terms that every way runs through, from the target down."""
        return term_list(self.reading, self.found.bottlenecks)

    @field
    def all_steps(self) -> list[WhyStep]:
        """Every step of any way when `all` was asked for, else none; at most 1,000."""
        return [hop_of(self.reading, each) for each in (self.found.subgraph or ())[:MOST_HOPS]]

    @field
    def all_steps_total(self) -> int:
        """How many there are; 0 when they were not asked for."""
        return len(self.found.subgraph or ())

    @field
    def detour(self) -> Detour | None:
        """What it takes to do without the prerequisite; null unless the verdict is ALTERNATIVE."""
        return detour_of(self.reading, *self.pair, self.known, self.weakest, self.found.verdict)

    @field
    def revision(self) -> Revision:
        """The revision of the glossary this answer comes from."""
        return Revision(self.reading.snapshot.revision)


WhyResult = Annotated[
    WhyPrerequisite | UnknownTerms | UnknownProfile,
    strawberry.union(
        name="WhyResult", description="Why a term comes before another, or what is wrong with the question."
    ),
]


def hop_of(reading: Reading, hop: why.Hop) -> WhyStep:
    """A step as the schema shows it."""
    return WhyStep(
        dependent=reading.term(hop.dependent),
        term=reading.term(hop.term),
        why=hop.why,
        tier=Tier[hop.tier.name],
        requirement=Requirement(reading=reading, group=hop.group) if hop.group else None,
    )
