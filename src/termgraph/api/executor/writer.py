"""A selection written as Python: one function for each place where the operation asks something of an object.

A function takes the object, the run and the indices of the lists around it, so that a path is made only for an error.
What is written for a field `name: String!` of the terms in a list, for example:

    try:
        v1 = f3(source)
        if not (type(v1) is str): v1 = c4(v1, run, (i0, ))
    except Exception as error:
        raise located_error(error, n5, ['terms', i0, 'name'])
"""

from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLString,
    is_abstract_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    located_error,
)

from termgraph.api.scalars import text

from .classes import CAST, class_of, classes_of, members
from .fields import Attribute, Constant, General, Method, Variable, call_of
from .general import Place, completing, resolving
from .run import Function, Operation
from .selections import Asked, Selection

DEEPEST_LIST = 6
"""Lists in lists; CPython allows twenty blocks in each other, and a list takes two. graphql-core takes deeper ones."""

PLAIN: dict[Any, str] = {
    text: "type({0}) is str",
    GraphQLString: "type({0}) is str",
    GraphQLID: "type({0}) is str",
    GraphQLBoolean: "type({0}) is bool",
    GraphQLInt: "type({0}) is int and -2147483648 <= {0} <= 2147483647",
    GraphQLFloat: "type({0}) is float and isfinite({0})",
}
"""When a value is already what its serialization would be, by scalar or by what serializes it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value is completed: its variable, the field it is of, and how deep in lists and in the written code."""

    value: str
    asked: Asked
    place: Place
    around: int
    lists: int
    indent: str

    @property
    def indices(self) -> tuple[str, ...]:
        """The variables of the indices of all lists around it."""
        return tuple(f"i{number}" for number in range(self.around + self.lists))

    @property
    def path(self) -> str:
        """The path as the source of a list."""
        numbers = iter(self.indices)
        keys = [next(numbers) if key is None else repr(key) for key, _ in self.place]
        return f"[{', '.join([*keys, *numbers])}]"

    @property
    def own(self) -> tuple[str, ...]:
        """The variables of the indices in the path of the field itself."""
        return self.indices[: self.around]

    @property
    def below(self) -> Place:
        """The place of whatever is inside of an object here."""
        return (*self.place, *[(None, None)] * self.lists)


class Writer:
    """Writes the functions of one operation, with what they refer to by name; `fields` counts what is written."""

    def __init__(self, operation: Operation) -> None:
        self.fields = 0
        self._operation = operation
        self._functions: list[str] = []
        self._late: list[tuple[dict[Any, Any], dict[Any, str]]] = []
        self._names: dict[str, Any] = {"located_error": located_error, "isfinite": isfinite}

    def function(self, root: Selection) -> Function:
        """The function that runs the operation from its root; raises Uncovered."""
        name = self._object(root, (), 0)
        names = self._names
        exec(compile("\n".join(self._functions), "<operation>", "exec"), names)  # noqa: S102  # written here, not sent
        for found, functions in self._late:
            found.update({key: names[each] for key, each in functions.items()})
        function: Function = names[name]
        return function

    def _named(self, prefix: str, value: object) -> str:
        """A name in the written code for something that exists already."""
        name = f"{prefix}{len(self._names)}"
        self._names[name] = value
        return name

    def _object(self, selection: Selection, place: Place, around: int) -> str:
        """Writes the function for objects of one type at a place, and answers its name."""
        self.fields += len(selection.fields)
        lines: list[str] = [f" run.take({len(selection.fields)})"]
        entries = []
        for number, asked in enumerate(selection.fields):
            if asked.name == "__typename":
                entries.append(f"{asked.key!r}: {selection.kind.name!r}")
                continue
            spot = Spot(f"v{number}", asked, (*place, (asked.key, selection.kind.name)), around, 0, "  ")
            lines += [" try:", f"  {spot.value} = {self._call(spot)}", *self._completed(asked.definition.type, spot)]
            lines += self._caught(asked.definition.type, replace(spot, indent=" "))
            entries.append(f"{asked.key!r}: {spot.value}")
        name = self._named("o", None)
        indices = "".join(f", i{number}" for number in range(around))
        self._functions += [f"def {name}(source, run{indices}):", *lines, f" return {{{', '.join(entries)}}}"]
        return name

    def _call(self, spot: Spot) -> str:
        """The expression of what a field's resolver answers."""
        call = call_of(self._operation.schema, self._operation.node, spot.asked)
        match call:
            case Attribute():
                return f"source.{call.name}"
            case Method():
                given = ["source"] if call.bound else []
                given += [f"{name}=source" for name in call.parents]
                if callable(call.arguments):
                    given.append(f"**{self._named('a', call.arguments)}(run)")
                else:
                    given += [f"{name}={self._argument(each)}" for name, each in call.arguments.items()]
                return f"{self._named('f', call.function)}({', '.join(given)})"
            case General():
                resolve = resolving(spot.asked, spot.place)
                return f"{self._named('f', resolve)}(source, run, {_tuple(spot.own)})"

    def _argument(self, argument: Constant | Variable) -> str:
        if isinstance(argument, Constant):
            return self._named("k", argument.value)
        return f"run.variables.get({argument.name!r}, {self._named('k', argument.default)})"

    def _caught(self, kind: Any, spot: Spot) -> list[str]:
        """What is done with an error: it is passed on where null is not allowed, kept elsewhere."""
        nodes = self._named("n", spot.asked.nodes)
        head = f"{spot.indent}except Exception as error:"
        if is_non_null_type(kind):
            return [head, f"{spot.indent} raise located_error(error, {nodes}, {spot.path})"]
        return [head, f"{spot.indent} {spot.value} = run.failed(error, {nodes}, {spot.path})"]

    def _completed(self, kind: Any, spot: Spot) -> list[str]:
        """How the value at a spot becomes what is answered; of anything unusual graphql-core makes it."""
        required = is_non_null_type(kind)
        inner = kind.of_type if required else kind
        by_core = completing(spot.asked, spot.place, kind, spot.around)
        otherwise = f"{self._named('c', by_core)}({spot.value}, run, {_tuple(spot.indices)})"
        if required:
            return self._present(inner, spot, otherwise)
        nested = replace(spot, indent=f"{spot.indent} ")
        return [f"{spot.indent}if {spot.value} is not None:", *self._present(inner, nested, otherwise)]

    def _present(self, kind: Any, spot: Spot, otherwise: str) -> list[str]:
        value, pad = spot.value, spot.indent
        if is_list_type(kind) and spot.lists < DEEPEST_LIST:
            return self._list(kind.of_type, spot, otherwise)
        plain = PLAIN.get(kind) or PLAIN.get(getattr(kind, "serialize", None))
        if plain:
            return [f"{pad}if not ({plain.format(value)}): {value} = {otherwise}"]
        if known := members(kind):
            return [f"{pad}{value} = {self._named('m', known)}.get(id({value})) or {otherwise}"]
        if is_object_type(kind) and (known_class := class_of(kind)):
            complete = self._object(spot.asked.below[kind.name], spot.below, len(spot.indices))
            test = f"type({value}) is {self._named('t', known_class)}"
            test += f" and getattr({value}, {CAST!r}, None) is None" if kind.is_type_of else ""
            return [f"{pad}{value} = {self._applied(complete, spot)} if {test} else {otherwise}"]
        if is_abstract_type(kind):
            return self._abstract(kind, spot, otherwise)
        return [f"{pad}{value} = {otherwise}"]

    def _list(self, kind: Any, spot: Spot, otherwise: str) -> list[str]:
        value, pad = spot.value, spot.indent
        item = replace(spot, value=f"{value}x", lists=spot.lists + 1, indent=f"{pad}   ")
        return [
            f"{pad}if type({value}) is not list and type({value}) is not tuple: {value} = {otherwise}",
            f"{pad}else:",
            f"{pad} {value}d = []",
            f"{pad} for {item.indices[-1]}, {item.value} in enumerate({value}):",
            f"{pad}  try:",
            *self._completed(kind, item),
            *self._caught(kind, replace(item, indent=f"{pad}  ")),
            f"{pad}  {value}d.append({item.value})",
            f"{pad} {value} = {value}d",
        ]

    def _abstract(self, kind: Any, spot: Spot, otherwise: str) -> list[str]:
        value, pad, below = spot.value, spot.indent, spot.asked.below
        names = classes_of(kind, {name: each.kind for name, each in below.items()})
        found: dict[type, Any] = {}
        around = len(spot.indices)
        self._late.append(
            (found, {each: self._object(below[name], spot.below, around) for each, name in names.items()})
        )
        test = f"{value}m is not None and getattr({value}, {CAST!r}, None) is None"
        return [
            f"{pad}{value}m = {self._named('t', found)}.get(type({value}))",
            f"{pad}{value} = {self._applied(f'{value}m', spot)} if {test} else {otherwise}",
        ]

    def _applied(self, complete: str, spot: Spot) -> str:
        return f"{complete}({', '.join([spot.value, 'run', *spot.indices])})"


def _tuple(names: tuple[str, ...]) -> str:
    return f"({''.join(f'{name}, ' for name in names)})"
