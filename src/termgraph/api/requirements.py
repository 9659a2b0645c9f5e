"""What a term needs: groups of alternatives, and everything that may come before it."""

import strawberry

from termgraph import model
from termgraph.graph.learning import Prerequisite, TieredGroup, necessity, prerequisites
from termgraph.graph.sentences import sentence
from termgraph.graph.snapshot import Edge as StoredEdge
from termgraph.graph.snapshot import node_id

from .connections import Connection, Edge, Place, Window, cut
from .cursors import Key
from .declare import field, object_type, said
from .enums import Tier, Verdict
from .reading import Reading, TermRef
from .relation_types import RelationType

MOST_NEEDS = 20


@object_type
class RequirementOption:
    """One way to meet a requirement."""

    reading: strawberry.Private[Reading]
    numbers: strawberry.Private[tuple[int, ...]]

    @field
    def terms(self) -> list[TermRef]:
        """All of these are needed together; at most 100."""
        return [self.reading.term(number) for number in self.numbers]


@object_type
class Requirement:
    """Something a term needs. Any one option is enough, so no single option may be read as needed by itself."""

    reading: strawberry.Private[Reading]
    group: strawberry.Private[TieredGroup]

    @field
    def relation_id(self) -> strawberry.ID:
        """Names the statement, the same wherever it is told."""
        return relation_id(self.group.statement)

    @field
    def why(self) -> str | None:
        """The reason; null when the editors gave none."""
        return self.group.statement.why

    @field
    def tier(self) -> Tier:
        """How strongly it is needed."""
        return Tier[self.group.tier.name]

    @field
    def options(self) -> list[RequirementOption]:
        """The ways to meet it, in the editors' order; at most 100. A plain requirement has one option of one term."""
        return [RequirementOption(reading=self.reading, numbers=option) for option in self.group.options]

    @field
    def type(self) -> RelationType:
        """The relation type it is stated with."""
        statement = self.group.statement
        key = statement.type if isinstance(statement, model.Relation) else "requires"
        return RelationType(row=self.reading.snapshot.registry.types[key])

    @field
    def sentence(self) -> str:
        """The whole requirement in words: "RLHF requires one of PPO, RLOO or GRPO."."""
        return sentence(self.reading.snapshot, self.group.statement)

    @field
    def source(self) -> str | None:
        """Where it comes from; null when not said."""
        return self.group.statement.source

    @field
    def keep(self) -> bool:
        """Whether the editors keep it on purpose although other requirements imply it."""
        return self.group.statement.keep


def relation_id(statement: model.Relation | model.Requirement) -> strawberry.ID:
    """The name of a statement: it depends on its subject, type and objects alone. No object of this API has it."""
    return strawberry.ID(node_id("relation", statement.key))


def of_edge(reading: Reading, edge: StoredEdge) -> Requirement | None:
    """The requirement of which an edge's object is a part; None for a plain relation."""
    if not isinstance(edge.statement, model.Requirement):
        return None
    groups = reading.snapshot.groups[edge.subject]
    group = next(each for each in groups if each.statement is edge.statement)
    return Requirement(reading=reading, group=TieredGroup(group.options, model.Tier.REQUIRED, edge.statement))


@object_type
class Need:
    """One statement by which a prerequisite is needed."""

    term: TermRef = said("Who needs it: the term asked about, or another of its prerequisites.")
    requirement: Requirement = said("What that term needs; the prerequisite is in one of the options.")


@object_type
class Needs:
    """The statements by which a prerequisite is needed, nearest to the term asked about first."""

    items: list[Need] = said("At most 20 of them.")
    total: int = said("How many there are.")
    truncated: bool = said("Whether there are more than those in `items`.")


@object_type
class PrerequisiteEdge(Edge[TermRef]):
    """A term that may come before the one asked about."""

    reading: strawberry.Private[Reading]
    target: strawberry.Private[int]
    asked_tier: strawberry.Private[model.Tier]
    found: strawberry.Private[Prerequisite]

    @field
    def distance(self) -> int:
        """Steps on a shortest way; 0 for a term that is learned in the same step."""
        return self.found.distance

    @field
    def tier(self) -> Tier:
        """The weakest step on the strongest way to it."""
        return Tier[self.found.tier.name]

    @field
    def verdict(self) -> Verdict:
        """Whether it can be skipped, starting from nothing."""
        snapshot = self.reading.snapshot
        return Verdict[necessity(snapshot, self.target, self.found.term, frozenset(), self.asked_tier).name]

    @field
    def needed_by(self) -> Needs:
        """Why it is here."""
        items = [
            Need(term=self.reading.term(number), requirement=Requirement(reading=self.reading, group=group))
            for number, group in self.found.via[:MOST_NEEDS]
        ]
        total = len(self.found.via)
        return Needs(items=items, total=total, truncated=total > len(items))


@object_type
class PrerequisiteConnection(Connection[TermRef, PrerequisiteEdge]):
    """Everything that may come before a term, through any option, by distance, level and slug."""


def prerequisites_of(
    reading: Reading, number: int, tier: model.Tier, deepest: int | None, wanted: Window
) -> PrerequisiteConnection:
    """A window on everything that may come before a term, by steps of a tier or a stronger one."""

    def edge(place: Place, found: Prerequisite) -> PrerequisiteEdge:
        node = reading.term(found.term)
        return PrerequisiteEdge(place=place, node=node, reading=reading, target=number, asked_tier=tier, found=found)

    found = prerequisites(reading.snapshot, number, tier, deepest)
    return PrerequisiteConnection(page=cut(found, lambda each: _key(reading, each), edge, wanted, "prerequisite"))


def _key(reading: Reading, found: Prerequisite) -> Key:
    """Distance, level (unknown last), slug: the order of `graph.learning.prerequisites`."""
    term = reading.snapshot.terms[found.term]
    return (found.distance, len(model.Level) if term.level is None else term.level.rank, term.slug)
