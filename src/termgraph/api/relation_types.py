"""Relation types as the API shows them."""

import strawberry

from termgraph import model
from termgraph.graph.snapshot import Snapshot, node_id
from termgraph.relations import BUILT_IN

from .connections import Connection, Edge
from .cursors import Key
from .declare import field, object_type, said
from .enums import Hierarchy, RelationEnd, TermKind, Tier
from .nodes import Node


@object_type
class RelationGroup:
    """A heading that relations of several types share on a term page."""

    key: str = said("Names the group.")
    label: str = said("The heading.")
    order: int = said("Groups are shown by ascending order.")


@object_type
class RelationType(Node):
    """What a relation of this type means."""

    row: strawberry.Private[model.RelationType]

    @field
    def id(self) -> strawberry.ID:
        """An opaque id; give it to `node` to get the type again."""
        return strawberry.ID(node_id("relation-type", self.row.key))

    @field
    def key(self) -> str:
        """Names the type, such as "is-algorithm-for"."""
        return self.row.key

    @field
    def label(self) -> str:
        """The words between subject and object: "is an algorithm for"."""
        return self.row.label

    @field
    def inverse_key(self) -> str | None:
        """Names the type as seen from the object, such as "has-algorithm"; null for a symmetric type."""
        return self.row.inverse_key

    @field
    def inverse_label(self) -> str | None:
        """The words as seen from the object: "has algorithm"; null for a symmetric type."""
        return self.row.inverse_label

    @field
    def symmetric(self) -> bool:
        """Whether it reads the same from both ends."""
        return self.row.symmetric

    @field
    def transitive(self) -> bool:
        """Whether it carries over: from A to B and B to C follows A to C."""
        return self.row.transitive

    @field
    def hierarchy(self) -> Hierarchy | None:
        """The kind of hierarchy it builds; null when it builds none."""
        return Hierarchy(self.row.hierarchical) if self.row.hierarchical else None

    @field
    def tier(self) -> Tier | None:
        """How strongly one end comes before the other in learning; null when it orders nothing."""
        return Tier[self.row.tier.name] if self.row.tier else None

    @field
    def learned_first(self) -> RelationEnd | None:
        """The end that comes first in learning; null when the type orders nothing."""
        return RelationEnd(self.row.first) if self.row.first else None

    @field
    def group(self) -> RelationGroup:
        """The heading it stands under on a term page."""
        return RelationGroup(key=self.row.group.key, label=self.row.group.label, order=self.row.group.order)

    @field
    def domain(self) -> list[TermKind]:
        """The kinds its subject may have, at most all of them; empty when any."""
        return [TermKind[kind.name] for kind in self.row.domain]

    @field
    def range(self) -> list[TermKind]:
        """The kinds its object may have, at most all of them; empty when any."""
        return [TermKind[kind.name] for kind in self.row.range]

    @field
    def built_in(self) -> bool:
        """Whether every glossary has it; false for a type of this glossary's own."""
        return self.row.key in BUILT_IN.types


@object_type
class RelationTypeEdge(Edge[RelationType]):
    """A relation type in a list."""


@object_type
class RelationTypeConnection(Connection[RelationType, RelationTypeEdge]):
    """Relation types by the order of their groups, then by key."""


def rows(snapshot: Snapshot) -> list[model.RelationType]:
    """All types of the glossary in the order of `row_key`."""
    return sorted(snapshot.registry.types.values(), key=row_key)


def row_key(row: model.RelationType) -> Key:
    """Group order, group, key."""
    return (row.group.order, row.group.key, row.key)
