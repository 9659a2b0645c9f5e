"""Of which type an object is, where its class alone does not say it, and where it does.

strawberry asks each object anew. For a class that stands for one type of the schema the answer is always the same,
unless an object was cast to another type (`strawberry.cast`), which is looked for each time.
"""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import GraphQLAbstractType, GraphQLObjectType
from graphql.execution.executor import default_type_resolver, invalid_return_type_error
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.cast import TYPE_CAST_ATTRIBUTE
from strawberry.types.union import StrawberryUnion

from .completion import absent
from .fields import DEFINITION
from .general import Indices, Informing
from .run import Run
from .selections import Asked

CAST = TYPE_CAST_ATTRIBUTE

Complete = Callable[..., dict[str, Any]]
"""The written function of a type: of an object, the run and the indices of the lists around it."""


def class_of(kind: GraphQLObjectType) -> type | None:
    """The class all of whose instances are of this type, but for those that were cast; None where none is sure."""
    definition = kind.extensions.get(DEFINITION)
    if not isinstance(definition, StrawberryObjectDefinition) or definition.is_type_of or definition.concrete_of:
        return None
    known = not definition.is_graphql_generic and definition.name == kind.name
    return definition.origin if known and not issubclass(definition.origin, Exception) else None


def classes_of(abstract: GraphQLAbstractType, possible: Mapping[str, GraphQLObjectType]) -> dict[type, str]:
    """The names of possible types by the classes that say it."""
    definition = abstract.extensions.get(DEFINITION)
    if isinstance(definition, StrawberryObjectDefinition):
        if definition.resolve_type:
            return {}
        above = definition.origin
    elif isinstance(definition, StrawberryUnion):
        above = object
    else:
        return {}
    found = {name: class_of(kind) for name, kind in possible.items()}
    return {each: name for name, each in found.items() if each is not None and issubclass(each, above)}


def checking(
    kind: GraphQLObjectType, asked: Asked, informing: Informing, *, required: bool
) -> Callable[[Any, Run, Indices], Any]:
    """How an object is looked at that is not plainly of its type; the function answers the object, or None for null."""
    check = kind.is_type_of

    def checked(value: Any, run: Run, indices: Indices) -> Any:
        if absent(value, asked, required=required):
            return None
        if check and not check(value, informing(run, indices)):
            raise invalid_return_type_error(kind, value, asked.details)
        return value

    return checked


def choosing(
    abstract: Any, asked: Asked, informing: Informing, makers: Mapping[str, Complete], *, required: bool
) -> Callable[[Any, Run, Indices], Complete | None]:
    """How it is found out what completes a value of an interface or union; the function answers None for null."""
    resolve_type = abstract.resolve_type or default_type_resolver

    def chosen(value: Any, run: Run, indices: Indices) -> Complete | None:
        if absent(value, asked, required=required):
            return None
        info = informing(run, indices)
        name = resolve_type(value, info, abstract)
        kind = run.core.ensure_valid_runtime_type(name, abstract, asked.details, info, value)
        if kind.is_type_of and not kind.is_type_of(value, info):
            raise invalid_return_type_error(kind, value, asked.details)
        return makers[kind.name]

    return chosen
