"""Values that clients send, coerced the short way where they are as they should be.

Whatever is not (a wrong type, a missing field, a number for an ID) raises Odd, and graphql-core's own coercion is
asked, which knows all rules and words all errors. What is here accepts less, and agrees where it accepts.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLID,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    GraphQLString,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    Undefined,
    ValueNode,
    VariableNode,
    is_required_input_field,
)
from graphql.execution.get_variable_signature import get_variable_signature
from graphql.utilities.coerce_input_value import coerce_default_value, coerce_input_literal

Coercion = Callable[[Any], Any]
Variables = Mapping[str, Any]

UNCHANGING = (str, int, float, bool, type(None), Enum)
"""What can be handed to every run alike, because no resolver can change it."""

EXACT: Mapping[Any, type] = {GraphQLString: str, GraphQLID: str, GraphQLBoolean: bool}
"""Scalars whose values of exactly one Python type are passed as they are."""

LARGEST = 2**31


class Odd(Exception):  # noqa: N818  # nothing may be wrong: graphql-core decides
    """A value that graphql-core has to look at."""


def odd(_: object) -> Any:
    """A coercion that always leaves it to graphql-core."""
    raise Odd


def coercion(kind: Any, inside: tuple[str, ...] = ()) -> Coercion:
    """How JSON values of an input type are coerced (GraphQL, "Input Coercion"); `inside` names the types around it."""
    if isinstance(kind, GraphQLNonNull):
        inner = coercion(kind.of_type, inside)
        return lambda value: odd(value) if value is None else inner(value)
    if isinstance(kind, GraphQLList):
        return _of_list(coercion(kind.of_type, inside))
    if isinstance(kind, GraphQLInputObjectType):
        return odd if kind.name in inside else _of_object(kind, (*inside, kind.name))
    if isinstance(kind, GraphQLEnumType):
        return _of_enum(kind)
    return _of_scalar(kind)


def _of_list(item: Coercion) -> Coercion:
    def coerced(value: Any) -> Any:
        if type(value) is list:
            return [item(each) for each in value]
        return None if value is None else odd(value)

    return coerced


def _of_object(kind: GraphQLInputObjectType, inside: tuple[str, ...]) -> Coercion:
    fields = {name: coercion(field.type, inside) for name, field in kind.fields.items()}
    make = maker(kind)

    def coerced(value: Any) -> Any:
        if value is None:
            return None
        if type(value) is not dict or not value.keys() <= fields.keys():
            raise Odd
        return make({name: fields[name](each) for name, each in value.items()})

    return coerced


def _of_enum(kind: GraphQLEnumType) -> Coercion:
    names = {name: kind.coerce_input_value(name) for name in kind.values}

    def coerced(value: Any) -> Any:
        if value is None:
            return None
        return names[value] if type(value) is str and value in names else odd(value)

    return coerced


def _of_scalar(kind: Any) -> Coercion:
    exact = EXACT.get(kind)

    def of_exact(value: Any) -> Any:
        return value if value is None or type(value) is exact else odd(value)

    def of_int(value: Any) -> Any:
        return value if value is None or (type(value) is int and -LARGEST <= value < LARGEST) else odd(value)

    def of_custom(value: Any) -> Any:
        if value is None or value is Undefined:
            return None if value is None else odd(value)
        found = kind.coerce_input_value(value)
        return odd(value) if found is Undefined else found

    return of_exact if exact else of_int if kind is GraphQLInt else of_custom


def maker(kind: GraphQLInputObjectType) -> Callable[[dict[str, Any]], Any]:
    """How an input object is made of the coerced values of the fields that are given; the function raises Odd."""
    names = {name: field.out_name or name for name, field in kind.fields.items()}
    needed = {name for name, field in kind.fields.items() if is_required_input_field(field)}
    defaults = {name: coerce_default_value(field) for name, field in kind.fields.items() if name not in needed}
    defaults = {name: default for name, default in defaults.items() if default is not Undefined}
    one_of, out_type = kind.is_one_of, kind.out_type
    plain = all(name == out for name, out in names.items()) and not defaults

    def made(given: dict[str, Any]) -> Any:
        if needed and not needed <= given.keys():
            raise Odd
        if plain:
            found = given if len(given) < 2 else {name: given[name] for name in names if name in given}
        else:
            every = {**defaults, **given}
            found = {out: every[name] for name, out in names.items() if name in every}
        if one_of and (len(given) != 1 or len(found) != 1 or any(each is None for each in found.values())):
            raise Odd
        return out_type(found)

    return made


def literal(node: ValueNode, kind: Any) -> Callable[[Variables], Any]:
    """How a literal is coerced, given the variables in it; Undefined stands for a variable without a value."""
    required = isinstance(kind, GraphQLNonNull)
    if isinstance(node, VariableNode):
        name = node.name.value

        def of_variable(variables: Variables) -> Any:
            value = variables.get(name, Undefined)
            return odd(value) if required and (value is None or value is Undefined) else value

        return of_variable
    kind = kind.of_type if required else kind
    if isinstance(node, NullValueNode):
        return odd if required else lambda _: None
    if isinstance(kind, GraphQLList):
        return _list_literal(node, kind.of_type)
    if isinstance(kind, GraphQLInputObjectType):
        return _object_literal(node, kind) if isinstance(node, ObjectValueNode) else odd
    constant = None if isinstance(node, ListValueNode | ObjectValueNode) else coerce_input_literal(node, kind)
    return (lambda _: constant) if constant is not None and isinstance(constant, UNCHANGING) else odd


def _list_literal(node: ValueNode, kind: Any) -> Callable[[Variables], Any]:
    items = [literal(each, kind) for each in (node.values if isinstance(node, ListValueNode) else [node])]

    def of_list(variables: Variables) -> Any:
        found = [item(variables) for item in items]
        return [None if each is Undefined else each for each in found]

    return of_list


def _object_literal(node: ObjectValueNode, kind: GraphQLInputObjectType) -> Callable[[Variables], Any]:
    given = {each.name.value: each.value for each in node.fields}
    if not given.keys() <= kind.fields.keys() or (kind.is_one_of and len(given) != 1):
        return odd
    parts = [(name, literal(value, kind.fields[name].type)) for name, value in given.items()]
    make = maker(kind)

    def of_object(variables: Variables) -> Any:
        found = {}
        for name, part in parts:
            if (value := part(variables)) is not Undefined:
                found[name] = value
        return make(found)

    return of_object


def variables_of(schema: GraphQLSchema, operation: OperationDefinitionNode) -> Callable[[Variables], dict[str, Any]]:
    """How the variables of an operation are coerced; the function raises Odd where graphql-core has to do it."""
    parts: list[tuple[str, Coercion, bool, Any]] = []
    for node in operation.variable_definitions or ():
        signature: Any = get_variable_signature(schema, node)
        default: Any = Undefined
        if node.default_value:
            default = coerce_default_value(signature)
        omitted = default is Undefined and not isinstance(signature.type, GraphQLNonNull)
        if not (omitted or (default is not Undefined and isinstance(default, UNCHANGING))):
            default = Odd
        parts.append((signature.name, coercion(signature.type), omitted, default))

    def coerced(given: Variables) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, part, omitted, default in parts:
            if name in given:
                found[name] = part(given[name])
            elif default is Odd:
                raise Odd
            elif not omitted:
                found[name] = default
        return found

    return coerced
