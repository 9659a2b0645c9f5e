"""Other terms that the reader of a term may want: its relations by group, then what is near, with the reasons."""

import strawberry

from termgraph.graph.related import MOST_ITEMS, Related, RelatedTerm, because_in_words, related
from termgraph.graph.related import Because as FoundBecause
from termgraph.graph.related import RelatedGroup as FoundGroup

from .categories import Category
from .connections import Connection, Edge, Place, Window, cut
from .cursors import Key
from .declare import field, object_type, said
from .reading import Reading, TermRef
from .relation_types import RelationGroup
from .walks import WalkStep, step_of


@object_type
class SharedNeighbour:
    """A term between two others."""

    term: TermRef = said("The term.")
    near: list[WalkStep] = said("How the first leads to it, most telling first; at most two for each relation type.")
    far: list[WalkStep] = said("How it leads on, most telling first; at most two for each relation type.")


@object_type
class Mention:
    """A text that names a term."""

    text: TermRef = said("The term whose text it is.")
    named: TermRef = said("The term that is named.")
    sentence: str = said("The sentence that names it, as plain text.")


@object_type
class Evidence:
    """Why a term is related, as data."""

    shared: list[SharedNeighbour] = said("What lies between, best evidence first; at most three.")
    mention: Mention | None = said("Where one is mentioned in the text of the other; null when neither is.")
    category: Category | None = said("The first category of both; null when it is not the same.")


@object_type
class RelatedEdge(Edge[TermRef]):
    """A term that a reader may want as well."""

    reading: strawberry.Private[Reading]
    number: strawberry.Private[int]
    found: strawberry.Private[RelatedTerm]

    @field
    def score(self) -> float:
        """How closely it is related, 0 to 1, comparable within one answer."""
        return self.found.score

    @field
    def because(self) -> list[str]:
        """The reasons in words, best evidence first; at most 10."""
        return list(because_in_words(self.reading.snapshot, self.number, self.found))[:10]

    @field
    def evidence(self) -> Evidence:
        """The reasons as data."""
        return _evidence(self.reading, self.found.because)


@object_type
class RelatedGroup:
    """The relations of a term under one heading."""

    group: RelationGroup = said("The heading.")
    items: list[WalkStep] = said("The relations, told from the term; at most 20.")
    total: int = said("How many there are.")
    truncated: bool = said("Whether there are more than those in `items`.")


@object_type
class RelatedConnection(Connection[TermRef, RelatedEdge]):
    """Terms that are not joined to this one by a relation and are near it all the same, best first."""

    reading: strawberry.Private[Reading]
    found: strawberry.Private[Related]

    @field
    def groups(self) -> list[RelatedGroup]:
        """The terms that a relation joins with it, which come first; at most one item for each group of types."""
        return [_group(self.reading, each) for each in self.found.groups]

    @field
    def candidates(self) -> int:
        """How many terms are near it in some way; the best 100 of them make up the list."""
        return self.found.total


def related_of(reading: Reading, number: int, asked: Window) -> RelatedConnection:
    """A page of the terms nearest to a term."""
    terms = reading.snapshot.terms
    answer = related(reading.snapshot, number, MOST_ITEMS)

    def edge(place: Place, found: RelatedTerm) -> RelatedEdge:
        return RelatedEdge(place=place, node=reading.term(found.term), reading=reading, number=number, found=found)

    def key(found: RelatedTerm) -> Key:
        return (-round(found.score * 1_000_000), terms[found.term].slug)

    return RelatedConnection(reading=reading, found=answer, page=cut(answer.terms, key, edge, asked, "related"))


def _evidence(reading: Reading, found: FoundBecause) -> Evidence:
    mention, shelf = found.mention, found.category
    return Evidence(
        shared=[
            SharedNeighbour(
                term=reading.term(each.term),
                near=[step_of(reading, step) for step in each.near],
                far=[step_of(reading, step) for step in each.far],
            )
            for each in found.shared
        ],
        mention=Mention(text=reading.term(mention.text), named=reading.term(mention.named), sentence=mention.sentence)
        if mention
        else None,
        category=Category(reading=reading, record=reading.snapshot.categories[shelf]) if shelf else None,
    )


def _group(reading: Reading, found: FoundGroup) -> RelatedGroup:
    return RelatedGroup(
        group=RelationGroup(key=found.group.key, label=found.group.label, order=found.group.order),
        items=[step_of(reading, step) for step in found.steps],
        total=found.total,
        truncated=found.total > len(found.steps),
    )
