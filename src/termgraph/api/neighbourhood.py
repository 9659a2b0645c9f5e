"""A term among those that matter most for it, as nodes and edges to draw."""

from typing import Annotated

import strawberry

from termgraph.graph import neighbourhood as pictures
from termgraph.graph.reduction import redundant
from termgraph.graph.sentences import sentence
from termgraph.graph.snapshot import Edge as StoredEdge

from .declare import field, object_type, said
from .enums import NeighbourRole
from .reading import Reading, TermRef, bounded
from .relation_types import RelationType
from .requirements import Requirement, of_edge, relation_id
from .scalars import Revision
from .terms import known_types

MostNodes = Annotated[int, strawberry.argument(description="At most this many terms beside the focus, 1 to 100.")]
MostEdges = Annotated[
    int,
    strawberry.argument(
        description="At most this many relations, 1 to 300; more only where they hold the picture together."
    ),
]


@object_type
class NeighbourhoodNode:
    """A term in a picture."""

    term: TermRef = said("The term.")
    role: NeighbourRole = said("What it is to the term in the middle.")
    layer: int = said(
        "Where to draw it: below 0 what comes before the term in the middle, above 0 what comes after it, counted in "
        "requirements along the longest chain in the picture; 0 for all else."
    )
    hidden_neighbours: int = said("How many terms that a relation joins with it are not in the picture.")


@object_type
class NeighbourhoodEdge:
    """A relation between two terms of a picture. When `isOption` is true, read `requirement`."""

    reading: strawberry.Private[Reading]
    edge: strawberry.Private[StoredEdge]

    redundant: bool = said(
        "Whether a longer chain of relations of this type in the picture implies it, so that it need not be drawn."
    )

    @field
    def relation_id(self) -> strawberry.ID:
        """Names the statement, the same wherever it is told; the options of one requirement share it."""
        return relation_id(self.edge.statement)

    @field
    def subject(self) -> TermRef:
        """The term that the relation is told of."""
        return self.reading.term(self.edge.subject)

    @field
    def object(self) -> TermRef:
        """The other term."""
        return self.reading.term(self.edge.object)

    @field
    def type(self) -> RelationType:
        """What the relation means."""
        return RelationType(row=self.reading.snapshot.registry.types[self.edge.type])

    @field
    def label(self) -> str:
        """The words from the subject to the object, to be written along the edge."""
        return self.reading.snapshot.registry.types[self.edge.type].label

    @field
    def sentence(self) -> str:
        """The relation in words; for an option the whole requirement it belongs to."""
        return sentence(self.reading.snapshot, self.edge.statement)

    @field
    def why(self) -> str | None:
        """The reason; null when the editors gave none."""
        return self.edge.statement.why

    @field
    def is_option(self) -> bool:
        """Whether this is only one of several ways to meet a requirement."""
        requirement = of_edge(self.reading, self.edge)
        return requirement is not None and len(requirement.group.options) > 1

    @field
    def requirement(self) -> Requirement | None:
        """The requirement with alternatives that this edge is a part of; null for a plain relation."""
        return of_edge(self.reading, self.edge)


@object_type
class Neighbourhood:
    """A picture of a term among those that matter most for it; all that is shown hangs together."""

    nodes: list[NeighbourhoodNode] = said(
        "The term itself, then its broader terms, prerequisites, alternatives and tools, then what scores best; at "
        "most one more than `nodes`."
    )
    edges: list[NeighbourhoodEdge] = said("The relations among them, by subject, type and object; at most 300.")
    hidden_terms: int = said("How many terms that a relation joins with the picture are not in it.")
    hidden_edges: int = said("How many relations among the terms shown are not shown.")
    truncated: bool = said("Whether anything is hidden.")
    revision: Revision = said("The revision of the glossary this answer comes from.")


def neighbourhood_of(reading: Reading, number: int, nodes: int, edges: int, types: list[str] | None) -> Neighbourhood:
    """The picture of a term; raises TermgraphError UNKNOWN_TYPE, and BAD_USER_INPUT for budgets beyond the caps."""
    snapshot = reading.snapshot
    found = pictures.neighbourhood(
        snapshot,
        number,
        bounded("nodes", nodes, pictures.MOST_NODES),
        bounded("edges", edges, pictures.MOST_EDGES),
        known_types(snapshot.registry, types),
    )
    implied = frozenset(redundant(snapshot, found.edges))
    return Neighbourhood(
        nodes=[
            NeighbourhoodNode(
                term=reading.term(each.term),
                role=NeighbourRole[each.role.name],
                layer=each.layer,
                hidden_neighbours=each.hidden_neighbours,
            )
            for each in found.nodes
        ],
        edges=[
            NeighbourhoodEdge(reading=reading, edge=snapshot.edges[each], redundant=each in implied)
            for each in found.edges
        ],
        hidden_terms=found.hidden_terms,
        hidden_edges=found.hidden_edges,
        truncated=bool(found.hidden_terms or found.hidden_edges),
        revision=Revision(snapshot.revision),
    )
