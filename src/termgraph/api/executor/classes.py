"""What can be told from a value's class, or from its identity, so that nobody has to be asked for it in a run.

strawberry asks each object for its type anew. Where a class stands for one type of the schema the answer is always the
same, unless an object was cast to another type (`strawberry.cast`), which is looked for each time.
"""

from collections.abc import Mapping

from graphql import GraphQLAbstractType, GraphQLEnumType, GraphQLObjectType
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.cast import TYPE_CAST_ATTRIBUTE
from strawberry.types.union import StrawberryUnion

from .fields import DEFINITION

CAST = TYPE_CAST_ATTRIBUTE


def class_of(kind: GraphQLObjectType) -> type | None:
    """The class all of whose instances are of this type, but for those that were cast; None where none is sure."""
    definition = kind.extensions.get(DEFINITION)
    if not isinstance(definition, StrawberryObjectDefinition) or definition.is_type_of or definition.concrete_of:
        return None
    sure = not definition.is_graphql_generic and definition.name == kind.name
    return definition.origin if sure and not issubclass(definition.origin, Exception) else None


def may_be_cast(known: type) -> bool:
    """Whether an instance has room for the note that it was cast to another type."""
    return bool(known.__dictoffset__)


def classes_of(abstract: GraphQLAbstractType, possible: Mapping[str, GraphQLObjectType]) -> dict[type, str]:
    """The names of an interface's or union's possible types, by the classes that say it."""
    definition = abstract.extensions.get(DEFINITION)
    above: type = object
    if isinstance(definition, StrawberryObjectDefinition) and not definition.resolve_type:
        above = definition.origin
    elif not isinstance(definition, StrawberryUnion):
        return {}
    found = {name: class_of(kind) for name, kind in possible.items()}
    return {each: name for name, each in found.items() if each is not None and issubclass(each, above)}


def members(kind: object) -> dict[int, str]:
    """The names of an enum's members by the identity of the members, which live as long as the enum."""
    wrapped = getattr(kind, "wrapped_cls", None)
    if not isinstance(kind, GraphQLEnumType) or wrapped is None:
        return {}
    return {id(member): kind.coerce_output_value(member) for member in wrapped}
