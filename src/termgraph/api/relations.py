"""The relations of a term as seen from that term."""

from collections.abc import Sequence
from typing import NamedTuple

import strawberry

from termgraph import model
from termgraph.graph.orders import by_type
from termgraph.graph.sentences import purpose, sentence
from termgraph.graph.snapshot import Edge as StoredEdge
from termgraph.graph.snapshot import Snapshot

from .connections import Connection, Edge, Place
from .cursors import Key
from .declare import field, object_type
from .enums import Direction
from .reading import Reading, TermRef
from .relation_types import RelationType
from .requirements import Requirement, of_edge, relation_id
from .terms import known_type


class Seen(NamedTuple):
    """A stored edge as seen from one of its ends; `inverse` when it is seen from the object and reads differently."""

    edge: StoredEdge
    other: int
    inverse: bool


@object_type
class RelationEdge(Edge[TermRef]):
    """A relation of a term with another. When `isOption` is true, read `requirement`: the edge alone says too much."""

    reading: strawberry.Private[Reading]
    seen: strawberry.Private[Seen]

    def __init__(self, place: Place, node: TermRef, reading: Reading, seen: Seen) -> None:
        """A page makes many, and with keywords each would take twice as long."""
        self.place = place
        self.node = node
        self.reading = reading
        self.seen = seen

    @field
    def relation_id(self) -> strawberry.ID:
        """Names the statement, the same wherever it is told."""
        return relation_id(self.seen.edge.statement)

    @field
    def type(self) -> RelationType:
        """What the relation means."""
        return RelationType(row=_row(self.reading.snapshot, self.seen))

    @field
    def direction(self) -> Direction:
        """The side this term stands on: OUT as the subject, IN as the object; OUT for a symmetric relation."""
        return Direction.IN if self.seen.inverse else Direction.OUT

    @field
    def key(self) -> str:
        """The relation type's key as seen from this term: its inverse key where the direction is IN."""
        row = _row(self.reading.snapshot, self.seen)
        return row.inverse_key or row.key if self.seen.inverse else row.key

    @field
    def label(self) -> str:
        """The words between this term and the other: "is an algorithm for", or "has algorithm" from the other end."""
        return self.reading.snapshot.registry.sentence_label(self.seen.edge.type, self.seen.inverse)

    @field
    def sentence(self) -> str:
        """The relation in words, told from this term; for an option the whole requirement it belongs to."""
        told_from_object = self.seen.edge.subject == self.seen.other
        return sentence(self.reading.snapshot, self.seen.edge.statement, inverse=told_from_object)

    @field
    def why(self) -> str | None:
        """The reason; null when the editors gave none."""
        return self.seen.edge.statement.why

    @field(name="for")
    def for_(self) -> str | None:
        """The purpose under which it holds, in words; null when it holds in general."""
        relation = _relation(self.seen)
        return purpose(self.reading.snapshot, relation) if relation else None

    @field
    def for_term(self) -> TermRef | None:
        """The term that names the purpose; null when there is no purpose, or it is not a term."""
        relation = _relation(self.seen)
        number = self.reading.snapshot.numbers.get(relation.for_ or "") if relation else None
        return None if number is None else self.reading.term(number)

    @field
    def source(self) -> str | None:
        """Where the statement comes from; null when not said."""
        return self.seen.edge.statement.source

    @field
    def since(self) -> str | None:
        """Since when it holds; null when not said."""
        relation = _relation(self.seen)
        return relation.since if relation else None

    @field
    def primary(self) -> bool:
        """Whether the editors made the object the subject's canonical parent."""
        relation = _relation(self.seen)
        return bool(relation and relation.primary)

    @field
    def is_option(self) -> bool:
        """Whether this is only one of several ways to meet a requirement."""
        statement = self.seen.edge.statement
        return isinstance(statement, model.Requirement) and len(statement.options) > 1

    @field
    def requirement(self) -> Requirement | None:
        """The requirement with alternatives that this edge is a part of; null for a plain relation."""
        return of_edge(self.reading, self.seen.edge)


@object_type
class RelationConnection(Connection[TermRef, RelationEdge]):
    """The relations of a term, each stored relation once: by group of types, type, direction, and the other's slug."""


def seen_from(
    reading: Reading, number: int, types: Sequence[str] | None = None, direction: Direction = Direction.ANY
) -> Sequence[Seen]:
    """The relations of a term in the order of `relation_key`; raises TermgraphError UNKNOWN_TYPE.

    A type's key means the relation whichever side the term stands on, an inverse key only the object's side.
    """
    every = reading.once(_all_seen, number)
    if direction is Direction.ANY and types is None:
        return every
    registry = reading.snapshot.registry
    wanted = None if types is None else {known_type(registry, key) for key in types}
    return [
        seen
        for seen in every
        if direction is Direction.ANY or (direction is Direction.IN) is seen.inverse
        if wanted is None or not wanted.isdisjoint({(seen.edge.type, False), (seen.edge.type, seen.inverse)})
    ]


def _all_seen(reading: Reading, number: int) -> tuple[Seen, ...]:
    snapshot = reading.snapshot
    edges, order, many = snapshot.edges, snapshot.once(by_type), len(snapshot.terms)
    # As a number each is the sort key of `relation_key`, because terms are numbered by their slugs.
    chosen: dict[int, Seen] = {}
    for place in snapshot.out(number):
        edge = edges[place]
        chosen[order[edge.type][0] * many + edge.object] = Seen(edge, edge.object, inverse=False)
    for place in snapshot.into(number):
        edge = edges[place]
        _, side, inverse = order[edge.type]
        chosen[side * many + edge.subject] = Seen(edge, edge.subject, inverse)
    return tuple([chosen[key] for key in sorted(chosen)])


def relation_key(snapshot: Snapshot, seen: Seen) -> Key:
    """Group order, group, type, direction, the other's slug."""
    row = _row(snapshot, seen)
    return (row.group.order, row.group.key, row.key, int(seen.inverse), snapshot.terms[seen.other].slug)


def _row(snapshot: Snapshot, seen: Seen) -> model.RelationType:
    return snapshot.registry.types[seen.edge.type]


def _relation(seen: Seen) -> model.Relation | None:
    return seen.edge.statement if isinstance(seen.edge.statement, model.Relation) else None
