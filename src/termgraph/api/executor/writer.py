"""A selection written as Python: one function for each place where the operation asks something of an object.

A function takes the object, the run and the indices of the lists around it, so that a path is made only for an error.
What is written for a field `name: String!` of the terms in a list, for example:

    try:
        v1 = f3(source)
        if type(v1) is not str: v1 = c4(v1)
    except Exception as error:
        raise located_error(error, n5, ['terms', i0, 'name'])
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLObjectType,
    GraphQLString,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    located_error,
)

from .completion import items, leaf, members
from .fields import Attribute, Constant, General, Method, Variable, call_of
from .general import Place, information, resolving
from .objects import CAST, Complete, checking, choosing, class_of, classes_of
from .run import Operation, Run
from .selections import Asked, Selection, Uncovered

DEEPEST_LIST = 6
"""Lists in lists; CPython allows twenty blocks in each other, and a list takes two."""

PLAIN = {
    GraphQLString: "type({0}) is not str",
    GraphQLID: "type({0}) is not str",
    GraphQLBoolean: "type({0}) is not bool",
    GraphQLInt: "type({0}) is not int or not -2147483648 <= {0} <= 2147483647",
    GraphQLFloat: "type({0}) is not float or not isfinite({0})",
}
"""When a value of a scalar is not already what its serialization would be."""


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
    """Writes the functions of one operation, with what they refer to by name."""

    def __init__(self, operation: Operation) -> None:
        self._operation = operation
        self._functions: list[str] = []
        self._late: list[tuple[dict[Any, Complete], dict[Any, str]]] = []
        self._names: dict[str, Any] = {"located_error": located_error, "isfinite": isfinite}

    def function(self, root: Selection) -> Callable[[object, Run], dict[str, Any]]:
        """The function that runs the operation from its root; raises Uncovered."""
        name = self._object(root, (), 0)
        names = self._names
        exec(compile("\n".join(self._functions), "<operation>", "exec"), names)  # noqa: S102  # written here, not sent
        for found, functions in self._late:
            found.update({key: names[each] for key, each in functions.items()})
        run: Callable[[object, Run], dict[str, Any]] = names[name]
        return run

    def _named(self, prefix: str, value: object) -> str:
        """A name in the written code for something that exists already."""
        name = f"{prefix}{len(self._names)}"
        self._names[name] = value
        return name

    def _object(self, selection: Selection, place: Place, around: int) -> str:
        """Writes the function for objects of one type at a place, and answers its name."""
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
                resolve = resolving(spot.asked, information(spot.asked, spot.place))
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
        """How the value at a spot becomes what is answered."""
        required = is_non_null_type(kind)
        inner = kind.of_type if required else kind
        if is_leaf_type(inner):
            return self._leaf(inner, spot, required=required)
        if is_list_type(inner):
            return self._list(inner.of_type, spot, required=required)
        if is_abstract_type(inner):
            return self._abstract(inner, spot, required=required)
        return self._plain_object(inner, spot, required=required)

    def _leaf(self, kind: Any, spot: Spot, *, required: bool) -> list[str]:
        value, pad = spot.value, spot.indent
        complete = self._named("c", leaf(kind, spot.asked, required=required))
        if known := members(kind):
            names = self._named("m", known)
            null = "" if required else f" if {value} is not None else None"
            return [f"{pad}{value} = ({names}.get(id({value})) or {complete}({value})){null}"]
        if kind not in PLAIN:
            return [f"{pad}{value} = {complete}({value})"]
        null = "" if required else f"{value} is not None and "
        test = PLAIN[kind].format(value)
        return [f"{pad}if {null}({test}): {value} = {complete}({value})"]

    def _list(self, kind: Any, spot: Spot, *, required: bool) -> list[str]:
        if spot.lists == DEEPEST_LIST:
            raise Uncovered("lists in lists in lists")
        value, pad = spot.value, spot.indent
        lines = [f"{pad}if type({value}) is not list: {value} = "]
        lines[0] += f"{self._named('c', items(spot.asked, required=required))}({value})"
        if not required:
            lines.append(f"{pad}if {value} is not None:")
            pad += " "
        item = replace(spot, value=f"{value}x", lists=spot.lists + 1, indent=f"{pad}  ")
        return [
            *lines,
            f"{pad}{value}d = []",
            f"{pad}for {item.indices[-1]}, {item.value} in enumerate({value}):",
            f"{pad} try:",
            *self._completed(kind, item),
            *self._caught(kind, replace(item, indent=f"{pad} ")),
            f"{pad} {value}d.append({item.value})",
            f"{pad}{value} = {value}d",
        ]

    def _plain_object(self, kind: GraphQLObjectType, spot: Spot, *, required: bool) -> list[str]:
        value, pad = spot.value, spot.indent
        complete = self._object(spot.asked.below[kind.name], spot.below, len(spot.indices))
        check = checking(kind, spot.asked, information(spot.asked, spot.place), required=required)
        looked = f"{value} = {self._named('c', check)}({value}, run, {_tuple(spot.own)})"
        test, known = "", class_of(kind)
        if known is not None:
            test = f"if type({value}) is not {self._named('t', known)}"
            test += f" or getattr({value}, {CAST!r}, None) is not None: " if kind.is_type_of else ": "
        made = f"{complete}({', '.join([value, 'run', *spot.indices])})"
        null = "" if required else f" if {value} is not None else None"
        return [f"{pad}{test}{looked}", f"{pad}{value} = {made}{null}"]

    def _abstract(self, kind: Any, spot: Spot, *, required: bool) -> list[str]:
        value, pad, below = spot.value, spot.indent, spot.asked.below
        functions = {name: self._object(each, spot.below, len(spot.indices)) for name, each in below.items()}
        kinds = classes_of(kind, {name: each.kind for name, each in below.items()})
        makers = self._filled({name: functions[name] for name in below})
        classes = self._named("t", self._filled({each: functions[name] for each, name in kinds.items()}))
        informing = information(spot.asked, spot.place)
        choose = self._named("c", choosing(kind, spot.asked, informing, makers, required=required))
        null = "" if required else f" if {value}m is not None else None"
        return [
            f"{pad}{value}m = {classes}.get(type({value}))",
            f"{pad}if {value}m is None or getattr({value}, {CAST!r}, None) is not None:",
            f"{pad} {value}m = {choose}({value}, run, {_tuple(spot.own)})",
            f"{pad}{value} = {value}m({', '.join([value, 'run', *spot.indices])}){null}",
        ]

    def _filled(self, functions: dict[Any, str]) -> dict[Any, Complete]:
        """What will hold the functions of these names, once they are there."""
        found: dict[Any, Complete] = {}
        self._late.append((found, functions))
        return found


def _tuple(names: tuple[str, ...]) -> str:
    return f"({''.join(f'{name}, ' for name in names)})"
