"""What somebody who knows some terms can do next, look at again, and skip; what a term opens; curated paths."""

from typing import Annotated

import strawberry

from termgraph import model
from termgraph.errors import Code, TermgraphError
from termgraph.graph import curated, fringe, known, learning
from termgraph.graph.unlocks import Unlocks as FoundUnlocks

from .connections import After, Before, Connection, Edge, First, Last, Place, cut, window
from .declare import field, object_type, said
from .detours import Detour, detour_of
from .enums import Verdict
from .named import TermList, UnknownProfile, UnknownTerms, term_list
from .reading import Reading, TermRef
from .requirements import Requirement
from .scalars import Revision

MOST_MISSING = 100


@object_type
class Necessity:
    """Whether a term can be skipped on the way to another."""

    reading: strawberry.Private[Reading]
    pair: strawberry.Private[tuple[int, int]]
    known: strawberry.Private[frozenset[int]]
    weakest: strawberry.Private[model.Tier]
    found: strawberry.Private[learning.Verdict]

    @field
    def target(self) -> TermRef:
        """The term to be learned."""
        return self.reading.term(self.pair[0])

    @field
    def prerequisite(self) -> TermRef:
        """The term that may be skipped."""
        return self.reading.term(self.pair[1])

    @field
    def verdict(self) -> Verdict:
        """Whether it can be."""
        return Verdict[self.found.name]

    @field
    def detour(self) -> Detour | None:
        """What it takes to do without the prerequisite; null unless the verdict is ALTERNATIVE."""
        return detour_of(self.reading, *self.pair, self.known, self.weakest, self.found)

    @field
    def revision(self) -> Revision:
        """The revision of the glossary this answer comes from."""
        return Revision(self.reading.snapshot.revision)


NecessityResult = Annotated[
    Necessity | UnknownTerms | UnknownProfile,
    strawberry.union(name="NecessityResult", description="A verdict, or what is wrong with the question."),
]


@object_type
class MissingRequirement:
    """Something a known term needs, of which nothing is known: "you know RLHF; which of PPO, RLOO or GRPO?"."""

    term: TermRef = said("The known term.")
    requirement: Requirement = said("What it needs.")


@object_type
class NextTerm:
    """A term that can be learned now."""

    term: TermRef = said("The term.")
    minutes: int = said("How long it takes.")
    estimated: bool = said("Whether the minutes are a guess from the level.")
    on_plan: bool = said("Whether it is on the shortest way to some goal.")
    serves: TermList = said("The goals it leads to, or which it is.")
    opens: TermList = said("What can be learned once it is.")


@object_type
class WhatNext:
    """What can be learned next, best first: on the way to a goal, then what serves and opens most."""

    items: list[NextTerm] = said("At most `first` of them.")
    total: int = said("How many there are.")
    truncated: bool = said("Whether there are more than those in `items`.")
    missing: list[MissingRequirement] = said("What is missing among what is known; at most 100.")
    missing_total: int = said("How much is missing.")
    revision: Revision = said("The revision of the glossary this answer comes from.")


WhatNextResult = Annotated[
    WhatNext | UnknownTerms | UnknownProfile,
    strawberry.union(name="WhatNextResult", description="What to learn next, or what is wrong with the question."),
]


@object_type
class WhatToReview:
    """Known terms that nothing else known rests on, by slug: what is forgotten first."""

    terms: TermList = said("The terms.")
    missing: list[MissingRequirement] = said("What is missing among what is known; at most 100.")
    missing_total: int = said("How much is missing.")
    revision: Revision = said("The revision of the glossary this answer comes from.")


WhatToReviewResult = Annotated[
    WhatToReview | UnknownTerms | UnknownProfile,
    strawberry.union(name="WhatToReviewResult", description="What to review, or what is wrong with the question."),
]


@object_type
class UnlockedTerm:
    """A term that comes after another, sooner or later."""

    term: TermRef = said("The term.")
    distance: int = said("Requirements in between.")
    verdict: Verdict = said("Whether there is a way to it that avoids the term asked about.")


@object_type
class ImportantTerm:
    """A term that much comes after."""

    term: TermRef = said("The term.")
    importance: int = said("How many terms it may come before.")


@object_type
class Unlocks:
    """What a term opens."""

    now: TermList = said("What can be learned as soon as it is, by slug.")
    eventually: list[UnlockedTerm] = said("What it may come before, by distance and slug; at most 50.")
    total: int = said("How many terms it may come before.")
    truncated: bool = said("Whether there are more than those in `eventually`.")
    top: list[ImportantTerm] = said("The most important of all of them; at most five.")
    exact: bool = said("False where there are so many that importance counts only the terms right after each.")
    revision: Revision = said("The revision of the glossary this answer comes from.")


@object_type
class Violation:
    """A requirement that the path does not meet in time."""

    requirement: Requirement = said("The requirement.")
    later: bool = said("Whether the path meets it later, so that only the order is wrong.")


@object_type
class CuratedStep:
    """A term on a curated path."""

    reading: strawberry.Private[Reading]
    item: strawberry.Private[curated.CuratedItem]

    @field
    def position(self) -> int:
        """Where it stands, from 1."""
        return self.item.position

    @field
    def term(self) -> TermRef:
        """The term."""
        return self.reading.term(self.item.term)

    @field
    def minutes(self) -> int:
        """How long it takes."""
        return self.item.minutes

    @field
    def estimated(self) -> bool:
        """Whether the minutes are a guess from the level."""
        return self.item.estimated

    @field
    def violations(self) -> list[Violation]:
        """What it requires that neither the profile nor earlier steps give; at most 100."""
        return [
            Violation(requirement=Requirement(reading=self.reading, group=each.group), later=each.later)
            for each in self.item.violations[:MOST_MISSING]
        ]

    @field
    def violations_total(self) -> int:
        """How many there are."""
        return len(self.item.violations)

    @field
    def gaps(self) -> TermList:
        """What would have to be learned first and is not on the path."""
        return term_list(self.reading, self.item.gaps)


@object_type
class CuratedStepEdge(Edge[CuratedStep]):
    """A step of a curated path."""


@object_type
class CuratedStepConnection(Connection[CuratedStep, CuratedStepEdge]):
    """The steps of a curated path, in the editors' order."""


@object_type
class CuratedPath:
    """An editor's order of reading, checked against what terms require."""

    reading: strawberry.Private[Reading]
    found: strawberry.Private[curated.CuratedPath]

    @field
    def key(self) -> str:
        """Its key."""
        return self.found.path.key

    @field
    def title(self) -> str:
        """Its title."""
        return self.found.path.title

    @field
    def profile(self) -> str | None:
        """The profile of whom it is for; null when it assumes nothing."""
        return self.found.path.profile

    @field
    def minutes(self) -> int:
        """How long its terms take."""
        return self.found.minutes

    @field
    def gap_minutes(self) -> int:
        """How long all gaps together would take."""
        return self.found.gap_minutes

    @field
    def sound(self) -> bool:
        """Whether it can be followed as it stands."""
        return self.found.sound

    @field
    def strict(self) -> bool:
        """Whether a load is refused while a step has violations."""
        return self.found.path.strict

    @field
    def optimal(self) -> bool:
        """Whether the gaps are proved to be the shortest; false when a search was stopped by its budget."""
        return self.found.optimal

    @field
    def revision(self) -> Revision:
        """The revision of the glossary this answer comes from."""
        return Revision(self.reading.snapshot.revision)

    @field
    def steps(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> CuratedStepConnection:
        """Its terms, in the editors' order."""

        def edge(place: Place, item: curated.CuratedItem) -> CuratedStepEdge:
            return CuratedStepEdge(place=place, node=CuratedStep(reading=self.reading, item=item))

        pages = window(first, after, last, before)
        return CuratedStepConnection(page=cut(self.found.items, lambda item: (item.position,), edge, pages, "curated"))


def what_next_of(reading: Reading, found: fringe.WhatNext) -> WhatNext:
    """What the graph answers, as the schema shows it."""
    items = [
        NextTerm(
            term=reading.term(each.term),
            minutes=each.minutes,
            estimated=each.estimated,
            on_plan=each.on_plan,
            serves=term_list(reading, each.serves),
            opens=term_list(reading, each.opens),
        )
        for each in found.items
    ]
    return WhatNext(
        items=items,
        total=found.total,
        truncated=found.total > len(items),
        missing=missing_of(reading, found.missing),
        missing_total=len(found.missing),
        revision=Revision(reading.snapshot.revision),
    )


def missing_of(reading: Reading, found: tuple[known.MissingGroup, ...]) -> list[MissingRequirement]:
    """What is missing, at most MOST_MISSING."""
    return [
        MissingRequirement(term=reading.term(each.term), requirement=Requirement(reading=reading, group=each.group))
        for each in found[:MOST_MISSING]
    ]


def unlocks_of(reading: Reading, found: FoundUnlocks) -> Unlocks:
    """What the graph answers, as the schema shows it."""
    eventually = [
        UnlockedTerm(term=reading.term(each.term), distance=each.distance, verdict=Verdict[each.verdict.name])
        for each in found.eventually
    ]
    return Unlocks(
        now=term_list(reading, found.now),
        eventually=eventually,
        total=found.total,
        truncated=found.total > len(eventually),
        top=[ImportantTerm(term=reading.term(each.term), importance=each.importance) for each in found.top],
        exact=found.exact,
        revision=Revision(reading.snapshot.revision),
    )


def most_named(name: str, given: int, limit: int) -> None:
    """Refuses a list that names more than `limit` terms; raises TermgraphError TOO_MANY."""
    if given > limit:
        raise TermgraphError(Code.TOO_MANY, f"`{name}` takes at most {limit} terms.", field=name, limit=limit)
