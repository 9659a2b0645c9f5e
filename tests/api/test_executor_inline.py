"""A resolver is written in place where it is one expression of what is known, and is called in every other case."""

import importlib.util
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from strawberry import UNSET

from termgraph.api.executor.fields import Constant, Made, Method, Variable
from termgraph.api.executor.inline import inlined

WORDS = {"a": "b"}


class Box:
    width = 3

    def read(self) -> int:
        """A docstring is passed over."""
        return self.width

    def looked_up(self) -> str:
        return WORDS["a"] if self.width == 3 and len(WORDS) == 1 else "none" + str(self.width)

    def named(self, language: str | None = UNSET) -> str:
        if language is UNSET:
            return WORDS["a"]
        return "in " + str(language)

    def computed(self) -> int:
        """More
        than a line of it."""
        wide = self.width
        return wide + 1

    def listed(self) -> list[int]:
        return [each + 1 for each in (self.width,)]

    def wide(self) -> bool:
        if self.width is None:
            return False
        return self.width == 3

    def nothing(self) -> None:
        return

    def empty(self) -> None:
        pass

    async def later(self) -> int:
        return self.width

    def unknown(self) -> Any:
        return nowhere  # type: ignore[name-defined]  # noqa: F821

    twice = lambda self: self.width  # noqa: E731  # a function without a statement of its own


def closed(number: int) -> Callable[[Any], int]:
    def resolve(box: Any) -> int:
        return box.width + number  # type: ignore[no-any-return]

    return resolve


@wraps(Box.read)
def wrapping(box: Any) -> int:
    return box.width  # type: ignore[no-any-return]


def of_parent(number: int, box: Any) -> int:
    return box.width + number  # type: ignore[no-any-return]


def written(function: Any, *, parents: tuple[str, ...] = (), **usual: Any) -> tuple[str, bool] | None:
    names: list[object] = []

    def named(value: object) -> str:
        names.append(value)
        return f"n{len(names)}"

    variables = {name: f"x_{name}" for name, each in usual.items() if isinstance(each, Variable)}
    found = inlined(Method(function, not parents, parents, {}, usual, True), "v1", variables, named)
    if found:
        given = {f"x_{name}": "xy" for name in variables}
        told = {name: each.value if isinstance(each, Constant) else "xy" for name, each in usual.items()}
        expected = function(Box(), **told) if not parents else function(box=Box(), **told)
        around = {f"n{number}": each for number, each in enumerate(names, 1)} | given | {"v1": Box()}
        assert eval(found[0], {"__builtins__": {}}, around) == expected  # noqa: S307  # what was written of the above
    return found


def test_what_is_one_expression_is_written_in_place() -> None:
    assert written(Box.read) == ("v1.width", False)
    found = written(Box.looked_up)
    assert found is not None
    assert found[1], "and it is known that something is called"
    assert written(of_parent, parents=("box",), number=Constant(4)) == ("v1.width + n1", False)


def test_an_argument_that_is_known_decides() -> None:
    assert written(Box.named) == ("n1['a']", False)
    assert written(Box.named, language=Constant(UNSET)) == ("n1['a']", False)
    assert written(Box.named, language=Constant("de")) == ("'in ' + n1(n2)", True)
    assert written(Box.named, language=Variable("x", None)) is None


CALLED = [Box.computed, Box.listed, Box.wide, Box.nothing, Box.empty, Box.later, Box.unknown, Box.twice, len, wrapping]


@pytest.mark.parametrize("function", [*CALLED, closed(1), Box().read])
def test_whatever_is_more_than_that_is_called(function: Any) -> None:
    assert written(function) is None


def test_an_argument_that_is_made_is_made_once() -> None:
    assert written(Box.named, language=Made(lambda _: "x")) is None


def test_the_source_must_be_that_of_the_code_that_runs(tmp_path: Path) -> None:
    text = "class Made:\n    one, two = 1, 2\n    def read(self):\n        return self.{}\n"

    def made(name: str, after: str | None) -> Any:
        file = tmp_path / f"{name}.py"
        file.write_text(text.format("one"), "utf-8")
        spec = importlib.util.spec_from_file_location(name, file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        file.unlink() if after is None else file.write_text(after, "utf-8")
        return inlined(Method(module.Made.read, True, (), {}, {}, True), "v1", {}, lambda _: "n")

    assert made("inline_as_it_was", text.format("one")) == ("v1.one", False)
    assert made("inline_changed", text.format("two")) is None
    assert made("inline_broken", "class Made:\n    one, two = 1, 2\n    def read(self:\n") is None
    assert made("inline_shorter", "") is None
    assert made("inline_gone", None) is None
