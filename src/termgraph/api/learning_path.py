"""A plan of what to learn, in which order and why; or why there is none."""

from typing import Annotated

import strawberry

from termgraph.graph import plans

from .connections import After, Before, Connection, Edge, First, Last, Place, cut, window
from .declare import field, object_type, said
from .enums import Level, Tier
from .named import TermList, UnknownProfile, UnknownTerms, term_list
from .no_route import NoRoute, no_route_of
from .reading import Reading, TermRef
from .requirements import Requirement, relation_id
from .scalars import Revision

MOST_ITEMS = 100


@object_type
class NeededFor:
    """A reason why a term is on the way."""

    term: TermRef = said("The term of the plan that needs it.")
    relation_id: strawberry.ID = said("Names the statement that says so, the same wherever it is told.")
    why: str | None = said("The reason; null when the editors gave none.")
    requirement: Requirement = said("The whole requirement that it helps to meet.")


@object_type
class OtherOption:
    """A way to meet a requirement that the plan does not take."""

    reading: strawberry.Private[Reading]
    numbers: strawberry.Private[tuple[int, ...]]
    found: strawberry.Private[plans.OtherOption]

    @field
    def terms(self) -> list[TermRef]:
        """All of these would be needed together; at most 100."""
        return [self.reading.term(number) for number in self.numbers]

    @field
    def extra_minutes(self) -> int | None:
        """What the best plan with it takes more; null when it cannot be taken, or was not looked at in time."""
        return self.found.extra_minutes

    @field
    def extra_terms(self) -> int | None:
        """How many terms more that plan has; null where `extraMinutes` is."""
        return self.found.extra_terms

    @field
    def possible(self) -> bool:
        """Whether it can be taken at all."""
        return self.found.possible

    @field
    def proved(self) -> bool:
        """Whether no plan with it takes less."""
        return self.found.proved


@object_type
class ChosenOption:
    """How the plan meets a requirement that has alternatives."""

    reading: strawberry.Private[Reading]
    chosen: strawberry.Private[plans.Chosen]

    @field
    def requirement(self) -> Requirement:
        """The requirement with all of its options."""
        return Requirement(reading=self.reading, group=self.chosen.group)

    @field
    def terms(self) -> list[TermRef]:
        """The option taken: all of these; at most 100."""
        return [self.reading.term(number) for number in self.chosen.group.options[self.chosen.option]]

    @field
    def other_options(self) -> list[OtherOption]:
        """The options not taken, in the editors' order; at most 100."""
        options = self.chosen.group.options
        return [
            OtherOption(reading=self.reading, numbers=options[each.option], found=each) for each in self.chosen.others
        ]


@object_type
class LearningStep:
    """One term to learn."""

    reading: strawberry.Private[Reading]
    step: strawberry.Private[plans.Step]

    @field
    def position(self) -> int:
        """Where it stands in the plan, from 1."""
        return self.step.position

    @field
    def stage(self) -> int:
        """The stage it belongs to, from 0; terms of one stage need nothing of each other."""
        return self.step.stage

    @field
    def slack(self) -> int:
        """How many stages it can be put off."""
        return self.step.slack

    @field
    def term(self) -> TermRef:
        """The term."""
        return self.reading.term(self.step.term)

    @field
    def minutes(self) -> int:
        """How long it takes."""
        return self.step.minutes

    @field
    def estimated(self) -> bool:
        """Whether the minutes are a guess from the level, because the editors gave none."""
        return self.step.estimated

    @field
    def level(self) -> Level | None:
        """Its level; null when the editors gave none."""
        return Level[self.step.level.name] if self.step.level else None

    @field
    def tier(self) -> Tier:
        """How strongly the targets need it."""
        return Tier[self.step.tier.name]

    @field
    def needed_for(self) -> list[NeededFor]:
        """What it is needed for, by terms of this plan; at most 100."""
        return needed_for(self.reading, self.step.needed_for)

    @field
    def needed_for_total(self) -> int:
        """How many reasons there are."""
        return len(self.step.needed_for)

    @field
    def chosen(self) -> list[ChosenOption]:
        """How its own requirements with alternatives are met; at most 100."""
        return [ChosenOption(reading=self.reading, chosen=each) for each in self.step.chosen[:MOST_ITEMS]]

    @field
    def together(self) -> TermList:
        """Other terms of the plan that are learned in the same step."""
        return term_list(self.reading, self.step.together)


@object_type
class LearningStepEdge(Edge[LearningStep]):
    """A step in its plan."""


@object_type
class LearningStepConnection(Connection[LearningStep, LearningStepEdge]):
    """The steps of a plan, in the order asked for."""


@object_type
class LearningStage:
    """Terms that can be learned in any order, once the stages before are done."""

    index: int = said("Its number, from 0.")
    minutes: int = said("How long all of it takes.")
    terms: TermList = said("Its terms, by level, minutes and slug.")


@object_type
class LearningStages:
    """The stages of a plan."""

    items: list[LearningStage] = said("At most 100 of them, from the first.")
    total: int = said("How many there are.")
    truncated: bool = said("Whether there are more than those in `items`.")


@object_type
class LearningTotals:
    """What a plan amounts to."""

    terms: int = said("How many terms are to be learned.")
    minutes: int = said("How long they take together.")
    estimated: bool = said("Whether some of the minutes are guesses.")
    longest_chain: TermList = said("One term of each stage, each needing the one before.")


@object_type
class RecommendedTerm:
    """A term that would help and is left out."""

    term: TermRef = said("The term.")
    needed_for: list[NeededFor] = said("What it would make easier; at most 100.")
    needed_for_total: int = said("How many reasons there are.")


@object_type
class LearningPath:
    """What to learn before and up to the targets: the least that is enough, in an order in which it can be learned."""

    reading: strawberry.Private[Reading]
    found: strawberry.Private[plans.LearningPath]

    @field
    def targets(self) -> list[TermRef]:
        """What the plan leads to; at most 20."""
        return [self.reading.term(number) for number in self.found.targets]

    @field
    def steps(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> LearningStepConnection:
        """What to learn, in order."""

        def edge(place: Place, step: plans.Step) -> LearningStepEdge:
            return LearningStepEdge(place=place, node=LearningStep(reading=self.reading, step=step))

        pages = window(first, after, last, before)
        return LearningStepConnection(page=cut(self.found.steps, lambda step: (step.position,), edge, pages, "step"))

    @field
    def stages(self) -> LearningStages:
        """The plan in stages."""
        shown = [
            LearningStage(index=each.index, minutes=each.minutes, terms=term_list(self.reading, each.terms))
            for each in self.found.stages[:MOST_ITEMS]
        ]
        total = len(self.found.stages)
        return LearningStages(items=shown, total=total, truncated=total > len(shown))

    @field
    def totals(self) -> LearningTotals:
        """What it amounts to."""
        totals = self.found.totals
        return LearningTotals(
            terms=totals.terms,
            minutes=totals.minutes,
            estimated=totals.estimated,
            longest_chain=term_list(self.reading, totals.longest_chain),
        )

    @field
    def assumed(self) -> TermList:
        """Known terms that the plan relies on, but for targets."""
        return term_list(self.reading, self.found.assumed)

    @field
    def already_known(self) -> list[TermRef]:
        """Targets that need no learning; at most 20."""
        return [self.reading.term(number) for number in self.found.already_known]

    @field
    def optional(self) -> list[RecommendedTerm]:
        """Recommended terms that are left out, in the order of what they would help with; at most 100."""
        return [
            RecommendedTerm(
                term=self.reading.term(each.term),
                needed_for=needed_for(self.reading, each.needed_for),
                needed_for_total=len(each.needed_for),
            )
            for each in self.found.optional[:MOST_ITEMS]
        ]

    @field
    def optional_total(self) -> int:
        """How many recommended terms are left out."""
        return len(self.found.optional)

    @field
    def optimal(self) -> bool:
        """Whether it is proved that no plan costs less; false when the search was stopped by its budget."""
        return self.found.optimal

    @field
    def lower_bound(self) -> int:
        """No plan costs less than this, in minutes or terms as asked for."""
        return self.found.lower_bound

    @field
    def warnings(self) -> list[str]:
        """What was left out of account, such as a softer relation that would close a cycle; at most 100."""
        return list(self.found.warnings[:MOST_ITEMS])

    @field
    def warnings_total(self) -> int:
        """How many warnings there are."""
        return len(self.found.warnings)

    @field
    def revision(self) -> Revision:
        """The revision of the glossary this answer comes from."""
        return Revision(self.reading.snapshot.revision)


LearningPathResult = Annotated[
    LearningPath | NoRoute | UnknownTerms | UnknownProfile,
    strawberry.union(name="LearningPathResult", description="A plan, or why there is none."),
]


def learning_path_of(reading: Reading, found: plans.LearningPath | plans.NoRoute) -> LearningPath | NoRoute:
    """What the graph answers, as the schema shows it."""
    if isinstance(found, plans.LearningPath):
        return LearningPath(reading=reading, found=found)
    return no_route_of(reading, found)


def needed_for(reading: Reading, found: tuple[plans.NeededFor, ...]) -> list[NeededFor]:
    """Reasons, at most MOST_ITEMS of them."""
    return [
        NeededFor(
            term=reading.term(each.term),
            relation_id=relation_id(each.group.statement),
            why=each.why,
            requirement=Requirement(reading=reading, group=each.group),
        )
        for each in found[:MOST_ITEMS]
    ]
