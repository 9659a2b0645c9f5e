"""How the types of the schema are written: a class is a GraphQL type, its docstring is the published description.

One text serves the reader of the code and the reader of the schema, so neither can lag behind.
"""

import inspect
from collections.abc import Callable
from enum import EnumMeta
from typing import Any, TypeVar, dataclass_transform, overload

import strawberry

T = TypeVar("T", bound=type)
E = TypeVar("E", bound=EnumMeta)


def description(thing: object) -> str:
    """The docstring of a class or function, the lines of each paragraph joined."""
    paragraphs = (inspect.getdoc(thing) or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def object_type(cls: T) -> T:
    """A GraphQL object type."""
    return strawberry.type(cls, description=description(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def interface_type(cls: T) -> T:
    """A GraphQL interface."""
    return strawberry.interface(cls, description=description(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def input_type(cls: T) -> T:
    """A GraphQL input object."""
    return strawberry.input(cls, description=description(cls))


@dataclass_transform(kw_only_default=True, field_specifiers=(strawberry.field,))
def one_of_type(cls: T) -> T:
    """A GraphQL input object of which exactly one field is given (`@oneOf`)."""
    return strawberry.input(cls, one_of=True, description=description(cls))


def enum_type(cls: E) -> E:
    """A GraphQL enum; its members are made with `strawberry.enum_value(value, description=...)`."""
    return strawberry.enum(cls, description=description(cls))


@overload
def field(resolver: Callable[..., Any], /) -> Any: ...
@overload
def field(*, name: str) -> Callable[[Callable[..., Any]], Any]: ...


def field(resolver: Callable[..., Any] | None = None, /, *, name: str | None = None) -> Any:
    """A field computed by a method; `name` where Python does not allow the GraphQL name."""
    if resolver is None:
        return lambda method: strawberry.field(method, name=name, description=description(method))
    return strawberry.field(resolver, description=description(resolver))


def followed(resolver: Callable[..., Any], /) -> Any:
    """A field of Subscription, whose events an asynchronous generator gives."""
    return strawberry.subscription(resolver, description=description(resolver))


def said(text: str) -> Any:
    """A plain field or input field without a default, described by `text`."""
    return strawberry.field(description=text)


def maybe(text: str) -> Any:
    """An input field that may be left out, described by `text`."""
    return strawberry.field(default=strawberry.UNSET, description=text)
