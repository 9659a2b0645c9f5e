"""The terms above a term, with what follows from the chain that leads to them."""

import strawberry

from termgraph import model
from termgraph.graph.sentences import sentence
from termgraph.graph.trails import Ancestor, claim_sentence

from .connections import Connection, Edge
from .cursors import Key
from .declare import field, object_type, said
from .reading import Reading, TermRef
from .relation_types import RelationType

MOST_STEPS = 20


@object_type
class ChainStep:
    """One stored relation on the way up."""

    term: TermRef = said("The upper end of this step.")
    type: RelationType = said("The relation type of this step.")
    sentence: str = said("The step in words.")


@object_type
class Chain:
    """The way from a term up to an ancestor."""

    steps: list[ChainStep] = said("From the term upwards; at most 20.")
    total: int = said("How many steps there are.")
    truncated: bool = said("Whether there are more than those in `steps`.")


@object_type
class AncestorEdge(Edge[TermRef]):
    """A term above the one asked about."""

    reading: strawberry.Private[Reading]
    number: strawberry.Private[int]
    found: strawberry.Private[Ancestor]

    @field
    def distance(self) -> int:
        """Steps from the term up to the ancestor."""
        return self.found.distance

    @field
    def claim(self) -> RelationType | None:
        """What may be said of the two; null when they are connected and no statement follows."""
        claim = self.found.claim
        return RelationType(row=self.reading.snapshot.registry.types[claim]) if claim else None

    @field
    def sentence(self) -> str:
        """The claim in words: "Q-Learning is a kind of Reinforcement Learning."."""
        return claim_sentence(self.reading.snapshot, self.number, self.found) + "."

    @field
    def chain(self) -> Chain:
        """The stored relations it follows from."""
        snapshot, edges = self.reading.snapshot, self.found.chain
        steps = [
            ChainStep(
                term=self.reading.term(edge.object),
                type=RelationType(row=snapshot.registry.types[edge.type]),
                sentence=sentence(snapshot, edge.statement),
            )
            for edge in (snapshot.edges[each] for each in edges[:MOST_STEPS])
        ]
        return Chain(steps=steps, total=len(edges), truncated=len(edges) > len(steps))


@object_type
class AncestorConnection(Connection[TermRef, AncestorEdge]):
    """The terms above a term over all hierarchical relations, nearest first, then by slug."""


def ancestor_key(terms: tuple[model.Term, ...], found: Ancestor) -> Key:
    """Distance, slug: the order of `graph.trails.ancestors`."""
    return (found.distance, terms[found.term].slug)
