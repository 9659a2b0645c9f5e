"""How a field's resolver is called: strawberry's directly where nothing of its wrapping is needed, others as they are.

strawberry prepares for what a field may want (its Info, extensions, any type of argument). Most want nothing of it.
"""

import inspect
import keyword
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLNonNull,
    GraphQLSchema,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    Undefined,
    VariableNode,
    get_argument_values,
)
from graphql.language import NonNullTypeNode
from graphql.utilities.coerce_input_value import coerce_default_value
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.arguments import StrawberryArgument, convert_arguments
from strawberry.types.field import StrawberryField

from .conversions import conversion
from .inputs import UNCHANGING, Odd, literal
from .run import Run
from .selections import Asked, Uncovered

DEFINITION = "strawberry-definition"


@dataclass(frozen=True, slots=True)
class Attribute:
    """The field is an attribute of its object."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """An argument that is the same in every run."""

    value: object


@dataclass(frozen=True, slots=True)
class Variable:
    """An argument that is a variable's value, or `default` where the variable was left out."""

    name: str
    default: object


@dataclass(frozen=True, slots=True)
class Made:
    """An argument made of the variables by a function, which raises where graphql-core has to look at it."""

    make: Callable[[Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Method:
    """The field is a function, of its object where `bound`, or with the object as an argument of the names `parents`.

    `arguments` are simple ones, or one function that makes all of them. `usual` are the same where none is odd, without
    those at the end that are the function's own defaults; where `in_order` they can be handed over without their names.
    """

    function: Callable[..., Any]
    bound: bool
    parents: tuple[str, ...]
    arguments: Mapping[str, Constant | Variable] | Callable[[Run], Mapping[str, Any]]
    usual: Mapping[str, Constant | Variable | Made]
    in_order: bool


@dataclass(frozen=True, slots=True)
class General:
    """The field is resolved as graphql-core does it: `resolve(source, info, **arguments)`."""


Call = Attribute | Method | General


def call_of(schema: GraphQLSchema, operation: OperationDefinitionNode, asked: Asked) -> Call:
    """How a field is resolved; raises Uncovered for one that is asynchronous."""
    field = asked.definition.extensions.get(DEFINITION)
    if not isinstance(field, StrawberryField):
        resolve = asked.definition.resolve
        if inspect.iscoroutinefunction(resolve) or inspect.isasyncgenfunction(resolve):
            raise Uncovered("an asynchronous field")
        return General()
    if field.is_subscription or field.is_async:
        raise Uncovered("an asynchronous field")
    converter: GraphQLCoreConverter = schema._strawberry_schema.schema_converter  # type: ignore[attr-defined]  # noqa: SLF001  # as strawberry finds it
    handled = converter._exception_handler_specs  # noqa: SLF001  # it has no public name
    if handled or field.extensions or type(field).get_result is not StrawberryField.get_result:
        return General()
    if field.base_resolver is None:
        name = field.python_name
        usual = field.default_resolver is getattr and name.isidentifier() and not keyword.iskeyword(name)
        return Attribute(name) if usual else General()
    try:
        return _method(converter, operation, asked, field) or General()
    except Uncovered:
        return General()


def _method(
    converter: GraphQLCoreConverter, operation: OperationDefinitionNode, asked: Asked, field: StrawberryField
) -> Method | None:
    """The direct call of a resolver, None where strawberry has to make it."""
    resolver = field.base_resolver
    if resolver is None or resolver.info_parameter or not callable(resolver.wrapped_func):
        return None
    named = {converter.config.name_converter.from_argument(each): each for each in field.arguments}
    if named.keys() != asked.definition.args.keys():
        return None
    parents = tuple(each.name for each in (resolver.parent_parameter, resolver.root_parameter) if each)
    sure = {
        each.variable.name.value
        for each in operation.variable_definitions or ()
        if isinstance(each.type, NonNullTypeNode)
    }
    parameters = resolver.signature.parameters
    arguments = [
        _Argument(asked, name, each, parameters[each.python_name].default, converter) for name, each in named.items()
    ]
    simple = {each.name: found for each in arguments if (found := each.simple(sure))}
    every = simple if len(simple) == len(arguments) else _together(converter, asked, field, arguments)
    usual: dict[str, Constant | Variable | Made] = {
        each.name: simple[each.name] if each.name in simple else Made(each.value) for each in arguments
    }
    behind = list(parameters.values())[1 if resolver.self_parameter else 0 :]
    plain = not hasattr(resolver.wrapped_func, "__wrapped__") and all(
        each.kind is each.POSITIONAL_OR_KEYWORD for each in behind
    )
    in_order = plain and [each.name for each in behind] == list(usual)
    while in_order and usual and _is_default(parameters[list(usual)[-1]], list(usual.values())[-1]):
        usual.popitem()
    return Method(resolver.wrapped_func, bool(resolver.self_parameter), parents, every, usual, in_order)


def _is_default(parameter: inspect.Parameter, argument: Constant | Variable | Made) -> bool:
    """Whether a function takes this argument for granted."""
    return isinstance(argument, Constant) and argument.value is parameter.default


class _Argument:
    """One argument where it is given, or is not."""

    def __init__(
        self, asked: Asked, name: str, argument: StrawberryArgument, omitted: object, converter: GraphQLCoreConverter
    ) -> None:
        definition = asked.definition.args[name]
        nodes = {each.name.value: each.value for each in asked.details[0].node.arguments or ()}
        self.name = argument.python_name
        self.required = isinstance(definition.type, GraphQLNonNull)
        self.node = nodes.get(name)
        self.literal = literal(self.node, definition.type) if self.node else None
        self.default = coerce_default_value(definition)
        given = self.literal is not None or self.default is not Undefined
        self.convert = conversion(argument.type, converter) if given else None
        self.omitted = omitted

    def simple(self, sure: set[str]) -> Constant | Variable | None:
        """The argument as something to be written down, None where it has to be made; `sure` variables are not null."""
        if self.literal is None and self.default is Undefined:
            return None if self.omitted is inspect.Parameter.empty else Constant(self.omitted)
        default = self.omitted if self.default is Undefined else self.default
        kept = default is not inspect.Parameter.empty and (self.default is Undefined or isinstance(default, UNCHANGING))
        if self.convert:
            return None
        if isinstance(self.node, VariableNode):
            name = self.node.name.value
            if name in sure:
                return Variable(name, None)
            return Variable(name, default) if kept and not self.required else None
        if self.literal is None:
            return Constant(default) if kept else None
        if isinstance(self.node, ListValueNode | ObjectValueNode):
            return None
        try:
            return Constant(self.literal({}))
        except Odd:
            return None

    def value(self, variables: Mapping[str, Any]) -> Any:
        """The argument as strawberry would hand it over; raises Odd where graphql-core has to look at it."""
        found = Undefined if self.literal is None else self.literal(variables)
        if found is Undefined:
            if self.default is Undefined:
                if self.required or self.omitted is inspect.Parameter.empty:
                    raise Odd
                return self.omitted
            found = self.default
        return self.convert(found) if self.convert else found


def _together(
    converter: GraphQLCoreConverter, asked: Asked, field: StrawberryField, arguments: list[_Argument]
) -> Callable[[Run], Mapping[str, Any]]:
    """One function that makes all arguments, and leaves it to graphql-core and strawberry where one is odd."""
    definition, node = asked.definition, asked.details[0].node

    def made(run: Run) -> Mapping[str, Any]:
        try:
            return {each.name: each.value(run.variables) for each in arguments}
        except Exception:  # noqa: BLE001  # whatever is wrong is said by those whose rules they are
            given = get_argument_values(definition, node, run.core.variable_values)
            return convert_arguments(given, field.arguments, converter.scalar_registry, converter.config)

    return made
