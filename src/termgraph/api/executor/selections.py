"""Which fields an operation asks of which types of objects, found once for all of its runs.

graphql-core's own collection decides; here it is only walked to the end instead of object by object.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
    is_abstract_type,
    is_object_type,
)
from graphql.execution.collect_fields import (
    FieldDetails,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues

MOST_FIELDS = 1_000
"""Fragments that are spread in many places are written out in each; a document that grows larger is not compiled."""


class Uncovered(Exception):  # noqa: N818  # nothing is wrong: graphql-core runs it
    """What the compiled executor leaves to graphql-core, and why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A field where an operation asks for it; `below` is what it asks of each type of object that may be there."""

    key: str
    parent: GraphQLObjectType
    definition: GraphQLField
    details: list[FieldDetails]
    below: Mapping[str, "Selection"]

    @property
    def name(self) -> str:
        """The name of the field, which is not its key where it has an alias."""
        return self.details[0].node.name.value

    @property
    def nodes(self) -> list[FieldNode]:
        """Where the document asks for it: more than once where selections are merged."""
        return [each.node for each in self.details]


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The fields asked of objects of one type, in the order of the answer."""

    kind: GraphQLObjectType
    fields: tuple[Asked, ...]


@dataclass(slots=True)
class Collector:
    """One walk through an operation, with the values that `@skip` and `@include` look at."""

    schema: GraphQLSchema
    fragments: dict[str, FragmentDetails]
    operation: OperationDefinitionNode
    values: VariableValues
    fields: int = 0

    def root(self) -> Selection:
        """What is asked of the root; raises Uncovered, GraphQLError for a condition without a value, RecursionError."""
        kind = self.schema.get_root_type(self.operation.operation)
        if kind is None:
            raise Uncovered("no root type")
        found = collect_fields(self.schema, self.fragments, self.values, kind, self.operation)
        return self._selection(kind, found.grouped_field_set)

    def _selection(self, kind: GraphQLObjectType, grouped: GroupedFieldSet) -> Selection:
        self.fields += len(grouped)
        if self.fields > MOST_FIELDS:
            raise Uncovered("more fields than are worth it")
        return Selection(kind, tuple(self._asked(kind, key, details) for key, details in grouped.items()))

    def _asked(self, kind: GraphQLObjectType, key: str, details: list[FieldDetails]) -> Asked:
        definition = self.schema.get_field(kind, details[0].node.name.value)
        if definition is None:
            raise Uncovered("an unknown field")
        named = get_named_type(definition.type)
        below: dict[str, Selection] = {}
        if is_object_type(named):
            below[named.name] = self._below(named, details)
        elif is_abstract_type(named):
            below = {each.name: self._below(each, details) for each in self.schema.get_possible_types(named)}
        return Asked(key, kind, definition, details, below)

    def _below(self, kind: GraphQLObjectType, details: list[FieldDetails]) -> Selection:
        found = collect_subfields(self.schema, self.fragments, self.values, self.operation, kind, details)
        return self._selection(kind, found.grouped_field_set)
