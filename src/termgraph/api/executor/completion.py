"""What becomes of a resolver's value that is not plainly what it should be (GraphQL, "Value Completion").

The written code tests for the usual case in place and calls these functions for any other: null, an exception that was
returned, a value to be serialized, a list of another type.
"""

from collections.abc import Callable, Iterable
from typing import Any

from graphql import GraphQLEnumType, GraphQLError, Undefined
from graphql.execution import Executor
from graphql.pyutils import is_iterable

from .selections import Asked


def absent(value: object, asked: Asked, *, required: bool) -> bool:
    """Whether a value is null; raises it when it is an exception, and TypeError when null is not allowed."""
    if isinstance(value, Exception):
        raise value
    if value is not None and value is not Undefined:
        return False
    if required:
        message = f"Cannot return null for non-nullable field {asked.parent}.{asked.name}."
        raise TypeError(message)
    return True


def leaf(kind: Any, asked: Asked, *, required: bool) -> Callable[[Any], Any]:
    """How a value of a scalar or an enum is completed."""

    def completed(value: Any) -> Any:
        return None if absent(value, asked, required=required) else Executor.complete_leaf_value(kind, value)

    return completed


def members(kind: Any) -> dict[int, str]:
    """The names of an enum's members by the identity of the members, which live as long as the enum."""
    wrapped = getattr(kind, "wrapped_cls", None)
    if not isinstance(kind, GraphQLEnumType) or wrapped is None:
        return {}
    return {id(member): kind.coerce_output_value(member) for member in wrapped}


def items(asked: Asked, *, required: bool) -> Callable[[Any], Iterable[Any] | None]:
    """How a value that should be a list is made one to go through."""

    def iterated(value: Any) -> Iterable[Any] | None:
        if absent(value, asked, required=required):
            return None
        if not is_iterable(value):
            raise GraphQLError(f"Expected Iterable, but did not find one for field '{asked.parent}.{asked.name}'.")
        return value

    return iterated
