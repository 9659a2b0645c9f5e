"""The compiled executor gives the bytes of graphql-core, and a fault in it would be found."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from executor_fuzz import Ground, fuzz, hostile, ours, usual
from graphql import GraphQLFloat, GraphQLInt, GraphQLString, located_error

from termgraph.api.executor import (
    compiled,
    conversions,
    fields,
    inline,
    inputs,
    introspection,
    quick,
    run,
    selections,
    writer,
)

GROUNDS = {"ours": ours, "hostile": hostile, "usual": usual}

CASES = 1_200
"""For each schema, in every run of the tests; `executor_fuzz.py` was run with 100,000."""


@pytest.mark.parametrize("name", GROUNDS)
def test_every_byte_is_that_of_graphql_core(name: str) -> None:
    found = fuzz(GROUNDS[name](), CASES, seed=20)
    assert not found.difference, found.difference
    assert found.cases >= CASES
    assert found.runs["compiled"] + found.runs["compiled, with care"] > CASES / 2, "mostly what is compared is compiled"
    assert found.runs["compiled"] > CASES / (50 if name == "hostile" else 6), "and much of it by quick functions"
    assert found.errors > (CASES / 100 if name == "usual" else CASES / 10)
    assert found.exhausted > CASES / 20
    assert found.invalid < found.cases / 8


Patch = Callable[[pytest.MonkeyPatch], None]


def plain(kind: Any, test: str) -> Patch:
    """Another test for what a plain value of a scalar is."""
    return lambda patch: patch.setitem(writer.PLAIN, kind, test)


def instead(owner: Any, name: str, other: Callable[[Any], Any]) -> Patch:
    """Another function or value in place of one, made from the one that is right."""
    return lambda patch: patch.setattr(owner, name, other(getattr(owner, name)))


def losing(_: object) -> Callable[..., None]:
    return lambda *_: None


def first_error(_: object) -> Callable[..., None]:
    def failed(self: run.Run, error: Exception, nodes: Any, path: Any) -> None:
        self.errors.insert(0, located_error(error, nodes, path))

    return failed


def nullable(right: Callable[..., Any]) -> Callable[..., Any]:
    return lambda self, kind, spot: right(self, getattr(kind, "of_type", kind), spot)


def by_member_name(_: object) -> Callable[[Any], dict[int, str]]:
    return lambda kind: {id(each): each.name for each in getattr(kind, "wrapped_cls", None) or ()}


def half_budget(right: Callable[..., str]) -> Callable[..., str]:
    def written(self: Any, selection: selections.Selection, place: Any, around: int) -> str:
        name = right(self, selection, place, around)
        self._functions = [each.replace("run.take(2)", "run.take(1)") for each in self._functions]
        return name

    return written


def no_default(right: type) -> Callable[[str, object], Any]:
    return lambda name, _: right(name, None)


def any_iterable(right: Callable[..., list[str]]) -> Callable[..., list[str]]:
    def written(*given: Any) -> list[str]:
        first, *others = right(*given)
        return [first.replace("is not tuple", "is str"), *others]

    return written


def apart(_: object) -> property:
    def core(self: run.Run) -> Any:
        kept, self.errors = self.errors, []
        made = right(self)
        self.errors = kept
        return made

    right: Any = run.Run.core.fget  # type: ignore[attr-defined]
    return property(core)


def last_key(spot: writer.Spot) -> str:
    return f"[{spot.place[-1][0]!r}]"


def first_node(asked: selections.Asked) -> list[Any]:
    return [asked.details[0].node]


def identity(value: Any) -> Any:
    return value


def free(_: object) -> Callable[..., Any]:
    def call(self: Any, root: object, run_: Any) -> Any:
        self._data = self._data or self._function(root, run_)
        return self._data

    return call


def without_renaming(right: Callable[..., Any]) -> Callable[..., Any]:
    return lambda asked, place: (
        lambda source, run_, indices: right(replace(asked, key="k"), place[:1])(source, run_, indices[:0])
    )


def paying_once(right: Callable[..., None]) -> Callable[..., None]:
    def written(self: quick.Quick, *given: Any) -> None:
        right(self, *given)
        self._lines = [re.sub(r"left -= (\d+) \* .*", r"left -= \1", each) for each in self._lines]

    return written


def unchecked(right: Callable[..., None]) -> Callable[..., None]:
    return lambda self, pad, *lines: right(self, pad, *(each for each in lines if not each.startswith("if not (")))


def the_first(_: object) -> Callable[..., Any]:
    """Whatever the test says that stands before it."""
    return lambda cases, *_: next(iter(cases), None)


def in_some_order(right: type) -> Callable[..., Any]:
    return lambda *given: right(*given[:4], dict(reversed(given[4].items())), *given[5:])


FAULTS: Mapping[str, tuple[str, Patch]] = {
    "integers are not bounded": ("hostile", plain(GraphQLInt, "type({0}) is int")),
    "what is not a number passes": ("hostile", plain(GraphQLFloat, "type({0}) is float")),
    "anything is a string": ("hostile", plain(GraphQLString, "True")),
    "an error is not kept": ("hostile", instead(run.Run, "failed", losing)),
    "errors stand in the wrong order": ("hostile", instead(run.Run, "failed", first_error)),
    "null stands where it must not": ("hostile", instead(writer.Writer, "_caught", nullable)),
    "paths have no indices": ("hostile", instead(writer.Spot, "path", lambda _: property(last_key))),
    "enums are called as Python calls them": ("hostile", instead(writer, "members", by_member_name)),
    "nobody looks for casts": ("hostile", instead(writer, "CAST", lambda _: "__nothing__")),
    "fields are given away": ("ours", instead(writer.Writer, "_object", half_budget)),
    "a variable that was left out is null": ("hostile", instead(fields, "Variable", no_default)),
    "conditions are decided once": ("ours", instead(compiled, "conditions", lambda _: lambda _: ())),
    "merged fields have one place": ("hostile", instead(selections.Asked, "nodes", lambda _: property(first_node))),
    "any value of a variable passes": ("hostile", instead(inputs, "coercion", lambda _: lambda *_: identity)),
    "nothing in an input is needed": ("hostile", instead(inputs, "is_required_input_field", lambda _: lambda _: False)),
    "input objects stay dictionaries": ("hostile", instead(conversions, "_of_object", lambda _: lambda *_: None)),
    "lists are handed on uncopied": ("hostile", instead(conversions, "_of_list", lambda _: lambda _: None)),
    "what makes its items is gone through like a list": ("hostile", instead(writer.Writer, "_list", any_iterable)),
    "graphql-core keeps its errors to itself": ("hostile", instead(run.Run, "core", apart)),
    "what is remembered costs nothing": ("ours", instead(introspection.Remembered, "__call__", free)),
    "a resolver is told a wrong path": ("hostile", instead(writer, "resolving", without_renaming)),
    "what is quick is given away": ("ours", instead(quick.Quick, "_paid", losing)),
    "lists pay for one item where it is quick": ("ours", instead(quick.Quick, "_list", paying_once)),
    "what is odd is as usual": ("hostile", instead(quick.Quick, "_write", unchecked)),
    "what is written in place decides nothing": ("usual", instead(inline, "_decided", the_first)),
    "arguments are handed over in another order": ("hostile", instead(fields, "Method", in_some_order)),
    "defaults are dropped before others": ("hostile", instead(fields, "_is_default", lambda _: lambda *_: True)),
}  # fmt: skip
"""Faults that someone could make, and the schema whose fuzz has to find them."""


@pytest.fixture(scope="module")
def grounds() -> dict[str, Ground]:
    return {name: make() for name, make in GROUNDS.items()}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_would_be_found(name: str, grounds: dict[str, Ground], monkeypatch: pytest.MonkeyPatch) -> None:
    ground, patch = FAULTS[name]
    patch(monkeypatch)
    assert fuzz(grounds[ground], 8 * CASES, seed=3).difference
