"""Coerced arguments as strawberry hands them to resolvers: lists copied, input objects made instances of their classes.

`strawberry.types.arguments.convert_argument` says what has to come out; here the types are looked at once for all runs.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING
from typing import Any

from strawberry.relay.types import GlobalID
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import _is_leaf_type, _is_optional_leaf_type
from strawberry.types.base import StrawberryList, StrawberryMaybe, StrawberryOptional, has_object_definition
from strawberry.types.enum import has_enum_definition
from strawberry.types.lazy_type import LazyType
from strawberry.types.unset import UNSET

from .selections import Uncovered

Conversion = Callable[[Any], Any]


def conversion(kind: Any, converter: GraphQLCoreConverter) -> Conversion | None:
    """How values of a strawberry type are converted, None when they stay as they are; raises Uncovered."""
    if isinstance(kind, StrawberryMaybe) or kind is GlobalID:
        raise Uncovered("an argument that strawberry wraps")
    if isinstance(kind, StrawberryOptional):
        return conversion(kind.of_type, converter)
    if isinstance(kind, LazyType):
        return conversion(kind.resolve_type(), converter)
    registry = converter.scalar_registry
    if isinstance(kind, StrawberryList):
        if _is_leaf_type(kind.of_type, registry, (GlobalID,)) or _is_optional_leaf_type(
            kind.of_type, registry, (GlobalID,)
        ):
            return lambda value: value if value is None or value is UNSET else list(value)
        return _of_list(conversion(kind.of_type, converter))
    if _is_leaf_type(kind, registry) or has_enum_definition(kind):
        return None
    if has_object_definition(kind):
        return _of_object(kind, converter)
    raise Uncovered("an argument of an unknown type")


def _of_list(item: Conversion | None) -> Conversion:
    def converted(value: Any) -> Any:
        if value is None or value is UNSET:
            return value
        return list(value) if item is None else [item(each) for each in value]

    return converted


def _of_object(kind: Any, converter: GraphQLCoreConverter) -> Conversion:
    definition = kind.__strawberry_definition__
    if definition.from_input is not None or not definition.is_input:
        raise Uncovered("an input that makes itself")
    implied = {
        field.python_name: None
        for field in definition.fields
        if field.default_value is MISSING and field.default_factory is MISSING
    }
    parts = {
        converter.config.name_converter.from_field(field): (
            field.python_name,
            conversion(field.resolve_type(type_definition=definition), converter),
        )
        for field in definition.fields
    }

    def converted(value: Mapping[str, Any] | None) -> Any:
        if value is None or value is UNSET:
            return value
        given: dict[str, Any] = implied.copy()
        for name, each in value.items():
            python_name, part = parts[name]
            given[python_name] = each if part is None else part(each)
        return kind(**given)

    return converted
