"""An operation written as one function for the usual case: no error, no odd value, and enough fields and time left.

It makes the whole answer without paths and without a try. Where anything is not as usual it raises, and nothing has
happened: the budget is not spent yet, and resolvers only read. The function that `writer` wrote then runs from the
start and says what is to be said. The clock is looked at for every object of which something is called: what is only
read takes no time. What is written for `{ terms { nodes { slug title } } }`, for example:

    def quick(source, variables, budget):
     left, until, clock = budget.left, budget.until, budget.clock
     ...
     v2 = f3(v1)
     if not (type(v2) is list or type(v2) is tuple): raise Odd
     v3 = []
     left -= 1 * len(v2)
     if left < 0: raise Odd
     for v4 in v2:
      if not (type(v4) is t5): raise Odd
      if clock() > until: raise Odd
      v6 = v4.record.slug
      if not (type(v6) is str): raise Odd
      v7 = f8(v4)
      if not (type(v7) is str): raise Odd
      v3.append({'slug': v6, 'title': v7})
"""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from graphql import is_abstract_type, is_list_type, is_non_null_type, is_object_type

from termgraph.api.budget import Budget

from .classes import CAST, class_of, classes_of, may_be_cast, members
from .fields import Attribute, Constant, Made, Method, Variable, call_of
from .inline import inlined
from .inputs import Odd
from .run import Operation
from .selections import Asked, Selection, Uncovered
from .writer import PLAIN

QuickFunction = Callable[[object, Mapping[str, Any], Budget], dict[str, Any]]
"""Of the root, the coerced variables and the budget, the data; raises an Exception where the careful one has to run."""


class Quick:
    """Writes the quick function of one operation; `fields` counts what is written."""

    def __init__(self, operation: Operation) -> None:
        self.fields = 0
        self._operation = operation
        self._numbers = self._calls = 0
        self._names: dict[str, Any] = {"Odd": Odd, "isfinite": isfinite}
        self._variables: dict[str, str] = {}
        self._lines: list[str] = []

    def function(self, root: Selection) -> QuickFunction:
        """The function; raises Uncovered where graphql-core has a part in every run, SyntaxError for lists too deep."""
        self._paid(len(root.fields), " ")
        self._object(root, "source", " ", "data")
        lines = [
            "def quick(source, variables, budget):",
            " left, until, clock = budget.left, budget.until, budget.clock",
            *(f" {name} = {value}" for value, name in self._variables.items()),
            *self._lines,
            " budget.left = left",
            " return data",
        ]
        exec(compile("\n".join(lines), "<operation>", "exec"), self._names)  # noqa: S102  # written here, not sent
        function: QuickFunction = self._names["quick"]
        return function

    def _new(self, prefix: str) -> str:
        self._numbers += 1
        return f"{prefix}{self._numbers}"

    def _named(self, prefix: str, value: object) -> str:
        """A name in the written code for something that exists already."""
        name = self._new(prefix)
        self._names[name] = value
        return name

    def _write(self, pad: str, *lines: str) -> None:
        self._lines += [pad + line for line in lines]

    def _paid(self, fields: int, pad: str) -> None:
        """An object pays for its fields, and the clock is looked at."""
        self._write(pad, f"left -= {fields}", "if left < 0 or clock() > until: raise Odd")

    def _object(self, selection: Selection, source: str, pad: str, into: str) -> None:
        """Writes how an object that has paid becomes its answer."""
        self.fields += len(selection.fields)
        entries = []
        for asked in selection.fields:
            if asked.name == "__typename":
                entries.append(f"{asked.key!r}: {selection.kind.name!r}")
                continue
            value = self._new("v")
            self._write(pad, f"{value} = {self._call(asked, source)}")
            self._completed(asked.definition.type, asked, value, pad)
            entries.append(f"{asked.key!r}: {value}")
        self._write(pad, f"{into} = {{{', '.join(entries)}}}")

    def _call(self, asked: Asked, source: str) -> str:
        """The expression of what a field's resolver answers."""
        call = call_of(self._operation.schema, self._operation.node, asked)
        if isinstance(call, Attribute):
            return f"{source}.{call.name}"
        if not isinstance(call, Method):
            raise Uncovered("a field that graphql-core resolves")
        variables = {name: self._argument(each) for name, each in call.usual.items() if isinstance(each, Variable)}
        if written := inlined(call, source, variables, lambda value: self._named("g", value)):
            self._calls += written.calls
            return written.text
        self._calls += 1
        given = [source] if call.bound else []
        given += [f"{name}={source}" for name in call.parents]
        for name, each in call.usual.items():
            given.append(self._argument(each) if call.in_order else f"{name}={self._argument(each)}")
        return f"{self._named('f', call.function)}({', '.join(given)})"

    def _argument(self, argument: Constant | Variable | Made) -> str:
        match argument:
            case Constant():
                return self._named("k", argument.value)
            case Made():
                return f"{self._named('a', argument.make)}(variables)"
        if argument.default is None or isinstance(argument.default, str | int):
            value = f"variables.get({argument.name!r}, {argument.default!r})"
        else:
            value = f"variables.get({argument.name!r}, {self._named('k', argument.default)})"
        return self._variables.setdefault(value, f"x{len(self._variables)}")

    def _completed(self, kind: Any, asked: Asked, value: str, pad: str) -> None:
        """Writes how a value becomes what is answered."""
        if is_non_null_type(kind):
            self._present(kind.of_type, asked, value, pad)
        elif plain := _plain(kind):
            self._write(pad, f"if not ({plain.format(value)} or {value} is None): raise Odd")
        else:
            self._write(pad, f"if {value} is not None:")
            self._present(kind, asked, value, f"{pad} ")

    def _present(self, kind: Any, asked: Asked, value: str, pad: str) -> None:
        """Writes how a value that must not be None becomes what is answered."""
        if is_list_type(kind):
            self._list(kind.of_type, asked, value, pad)
        elif plain := _plain(kind):
            self._write(pad, f"if not ({plain.format(value)}): raise Odd")
        elif known := members(kind):
            self._write(pad, f"{value} = {self._named('m', known)}[id({value})]")
        elif is_abstract_type(kind):
            self._abstract(kind, asked, value, pad)
        elif is_object_type(kind):
            self._sure(kind, value, pad)
            below = asked.below[kind.name]
            self._paid(len(below.fields), pad)
            self._object(below, value, pad, value)
        else:
            raise Uncovered("a value that graphql-core completes")

    def _sure(self, kind: Any, value: str, pad: str) -> None:
        """Writes the test that an object is of a type."""
        known = class_of(kind)
        if known is None:
            raise Uncovered("a type that only strawberry can tell")
        self._write(pad, f"if type({value}) is not {self._named('t', known)}: raise Odd")
        if kind.is_type_of and may_be_cast(known):
            self._write(pad, f"if getattr({value}, {CAST!r}, None) is not None: raise Odd")

    def _list(self, kind: Any, asked: Asked, value: str, pad: str) -> None:
        item, into, inner = self._new("v"), self._new("v"), f"{pad} "
        self._write(pad, f"if not (type({value}) is list or type({value}) is tuple): raise Odd", f"{into} = []")
        found = kind.of_type if is_non_null_type(kind) else None
        if is_object_type(found):  # All of them pay at once.
            below = asked.below[found.name]
            self._write(pad, f"left -= {len(below.fields)} * len({value})", "if left < 0: raise Odd")
            self._write(pad, f"for {item} in {value}:")
            self._sure(found, item, inner)
            calls, place = self._calls, len(self._lines)
            self._object(below, item, inner, item)
            if self._calls > calls:
                self._lines.insert(place, f"{inner}if clock() > until: raise Odd")
        else:
            self._write(pad, f"for {item} in {value}:")
            self._completed(kind, asked, item, inner)
        self._write(inner, f"{into}.append({item})")
        self._write(pad, f"{value} = {into}")

    def _abstract(self, kind: Any, asked: Asked, value: str, pad: str) -> None:
        names = classes_of(kind, {name: each.kind for name, each in asked.below.items()})
        if not names:
            raise Uncovered("a type that only strawberry can tell")
        self._write(pad, f"if getattr({value}, {CAST!r}, None) is not None: raise Odd")
        word, classes = "if", self._new("b")
        self._write(pad, f"{classes} = type({value})")
        for each, name in names.items():
            below = asked.below[name]
            self._write(pad, f"{word} {classes} is {self._named('t', each)}:")
            self._paid(len(below.fields), f"{pad} ")
            self._object(below, value, f"{pad} ", value)
            word = "elif"
        self._write(pad, "else: raise Odd")


def _plain(kind: Any) -> str | None:
    """The test that a value of a scalar is answered as it is, None where there is none."""
    return PLAIN.get(kind) or PLAIN.get(getattr(kind, "serialize", None))
