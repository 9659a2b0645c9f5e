"""How two terms are related: what joins them, what both are, and what keeps them apart."""

from typing import Annotated

import strawberry

from termgraph.errors import Code
from termgraph.graph import compare, explain
from termgraph.graph.explanation_words import explain_in_words
from termgraph.graph.lowest_common import CommonAncestor as FoundAncestor
from termgraph.graph.lowest_common import common_sentence

from .codes import ErrorCode
from .declare import field, object_type, said
from .enums import Verdict
from .named import TermList, UnknownTerms, term_list
from .reading import Reading, TermRef
from .relation_types import RelationType
from .requirements import Requirement
from .walks import Walk, WalkStep, step_of, walk_of

MOST_ROWS = 100
MOST_SENTENCES = 1_000


@object_type
class SameTerm:
    """Both keys name one term, so there is nothing to say of the two."""

    message: str = said("What is the matter, in a sentence.")
    code: ErrorCode = said("Always SAME_TERM.")
    term: TermRef = said("The term.")


@object_type
class CommonAncestor:
    """A term above two terms, with none below it that is above both as well."""

    term: TermRef = said("The ancestor.")
    sentence: str = said('What it says of the two: "PPO and Q-Learning are each a kind of Model-Free RL.".')


@object_type
class CommonAncestors:
    """The lowest common ancestors of two terms, the most specific first."""

    items: list[CommonAncestor] = said("At most 100 of them.")
    total: int = said("How many there are.")
    truncated: bool = said("Whether there are more than those in `items`.")


@object_type
class ComparisonRow:
    """What two terms have one relation to."""

    type: RelationType = said("The relation type, told from each of the two.")
    optional: bool = said("Whether these are options of requirements, of which no flat claim follows.")
    only_a: TermList = said("Stated of the first alone; it may follow for the second from other relations.")
    only_b: TermList = said("Stated of the second alone; it may follow for the first from other relations.")
    both: TermList = said("Both.")


@object_type
class Comparison:
    """Two terms side by side."""

    reading: strawberry.Private[Reading]
    found: strawberry.Private[compare.Comparison]

    @field
    def a(self) -> TermRef:
        """The first term."""
        return self.reading.term(self.found.one)

    @field
    def b(self) -> TermRef:
        """The second term."""
        return self.reading.term(self.found.other)

    @field
    def parents(self) -> TermList:
        """The terms right above both."""
        return term_list(self.reading, self.found.parents)

    @field
    def notes(self) -> list[WalkStep]:
        """Relations between the two that speak of alternatives and differences; at most 100."""
        return [step_of(self.reading, step) for step in self.found.notes[:MOST_ROWS]]

    @field
    def notes_total(self) -> int:
        """How many notes there are."""
        return len(self.found.notes)

    @field
    def rows(self) -> list[ComparisonRow]:
        """Relation by relation, in the order of the relation types; at most 100."""
        types = self.reading.snapshot.registry.types
        return [
            ComparisonRow(
                type=RelationType(row=types[each.type]),
                optional=each.optional,
                only_a=term_list(self.reading, each.only_one),
                only_b=term_list(self.reading, each.only_other),
                both=term_list(self.reading, each.both),
            )
            for each in self.found.rows[:MOST_ROWS]
        ]

    @field
    def rows_total(self) -> int:
        """How many rows there are."""
        return len(self.found.rows)

    @field
    def sentences(self) -> list[str]:
        """All of it in words; at most 1,000."""
        return list(compare.compare_in_words(self.reading.snapshot, self.found)[:MOST_SENTENCES])

    @field
    def sentences_total(self) -> int:
        """How many sentences there are."""
        return len(compare.compare_in_words(self.reading.snapshot, self.found))


@object_type
class DirectRelation:
    """A relation between two terms, stored or entailed."""

    type: RelationType = said("The relation type.")
    inverse: bool = said("Whether it is told from the second term.")
    entailed: bool = said("Whether it follows from a chain, instead of being stored.")
    sentence: str = said("The relation in words.")
    walk: Walk = said("What it follows from.")


@object_type
class PrerequisiteStep:
    """One requirement on the way down."""

    term: TermRef = said("The term that meets it, wholly or in part.")
    requirement: Requirement = said("The requirement of the term before.")


@object_type
class PrerequisiteAnswer:
    """One of the two comes before the other."""

    target: TermRef = said("The later one.")
    prerequisite: TermRef = said("The earlier one.")
    verdict: Verdict = said("Whether it can be skipped.")
    path: list[PrerequisiteStep] = said("One way down from the later to the earlier; at most 100.")
    path_total: int = said("How many steps it has.")


@object_type
class Explanation:
    """How two terms are related: five answers, each possibly empty."""

    reading: strawberry.Private[Reading]
    found: strawberry.Private[explain.Explanation]

    @field
    def a(self) -> TermRef:
        """The first term."""
        return self.reading.term(self.found.one)

    @field
    def b(self) -> TermRef:
        """The second term."""
        return self.reading.term(self.found.other)

    @field
    def sentences(self) -> list[str]:
        """All answers in words, the most telling first; at most 1,000."""
        return list(explain_in_words(self.reading.snapshot, self.found)[:MOST_SENTENCES])

    @field
    def sentences_total(self) -> int:
        """How many sentences there are."""
        return len(explain_in_words(self.reading.snapshot, self.found))

    @field
    def direct(self) -> list[DirectRelation]:
        """Every relation between the two, stored or entailed; at most 100."""
        types = self.reading.snapshot.registry.types
        return [
            DirectRelation(
                type=RelationType(row=types[each.type]),
                inverse=each.inverse,
                entailed=each.entailed,
                sentence=each.sentence,
                walk=walk_of(self.reading, each.steps),
            )
            for each in self.found.direct[:MOST_ROWS]
        ]

    @field
    def direct_total(self) -> int:
        """How many relations there are between the two."""
        return len(self.found.direct)

    @field
    def prerequisite(self) -> PrerequisiteAnswer | None:
        """Which comes before the other; null when neither does."""
        answer = self.found.prerequisite
        if answer is None:
            return None
        return PrerequisiteAnswer(
            target=self.reading.term(answer.target),
            prerequisite=self.reading.term(answer.prerequisite),
            verdict=Verdict[answer.verdict.name],
            path=[
                PrerequisiteStep(
                    term=self.reading.term(each.term),
                    requirement=Requirement(reading=self.reading, group=each.group),
                )
                for each in answer.path[:MOST_ROWS]
            ],
            path_total=len(answer.path),
        )

    @field
    def common(self) -> CommonAncestors:
        """What both are."""
        return common_of(self.reading, self.found.one, self.found.other, self.found.common)

    @field
    def common_wholes(self) -> CommonAncestors:
        """What both belong to, where parts count as well."""
        return common_of(self.reading, self.found.one, self.found.other, self.found.common_parts)

    @field
    def difference(self) -> Comparison | None:
        """What keeps them apart; null unless the same term stands right above both."""
        found = self.found.difference
        return Comparison(reading=self.reading, found=found) if found else None

    @field
    def paths(self) -> list[Walk]:
        """The most telling ways from one to the other, each of another pattern; at most 10."""
        return [walk_of(self.reading, each.steps) for each in self.found.paths]

    @field
    def truncated(self) -> bool:
        """Whether the search for ways was stopped by its budget."""
        return self.found.truncated

    @field
    def component_distance(self) -> int | None:
        """Relations on a shortest way; null when no way joins the two."""
        return self.found.component_distance


ExplanationResult = Annotated[
    Explanation | SameTerm | UnknownTerms,
    strawberry.union(
        name="ExplanationResult", description="How two terms are related, or what is wrong with the question."
    ),
]
ComparisonResult = Annotated[
    Comparison | SameTerm | UnknownTerms,
    strawberry.union(
        name="ComparisonResult", description="Two terms side by side, or what is wrong with the question."
    ),
]
CommonAncestorsResult = Annotated[
    CommonAncestors | SameTerm | UnknownTerms,
    strawberry.union(name="CommonAncestorsResult", description="What both are, or what is wrong with the question."),
]


def common_of(reading: Reading, one: int, other: int, found: tuple[FoundAncestor, ...]) -> CommonAncestors:
    """Common ancestors as the schema shows them."""
    items = [
        CommonAncestor(term=reading.term(each.term), sentence=common_sentence(reading.snapshot, one, other, each))
        for each in found[:MOST_ROWS]
    ]
    return CommonAncestors(items=items, total=len(found), truncated=len(found) > len(items))


def same_term(reading: Reading, number: int) -> SameTerm:
    """What to answer when a term is asked about together with itself."""
    name = reading.snapshot.terms[number].name
    return SameTerm(message=f"Both keys name {name}.", code=ErrorCode[Code.SAME_TERM.name], term=reading.term(number))
