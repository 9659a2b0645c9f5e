"""A resolver that is one expression, written where it would be called: most of them cost less than their call.

What is written is the resolver's own source, and only where it compiles to the very code that would be called: a file
may have changed since it was imported. Whatever is not as plain as that is called.
"""

import ast
import builtins
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from linecache import getlines
from types import CodeType, FunctionType
from typing import NamedTuple

from .fields import Constant, Method, Variable

Named = Callable[[object], str]
"""Gives something that exists a name in the written code."""

PLAIN = (
    ast.Name, ast.Load, ast.Constant, ast.Attribute, ast.Subscript, ast.Tuple, ast.IfExp, ast.Call, ast.keyword,
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.BinOp, ast.Add,
    ast.Compare, ast.Is, ast.IsNot, ast.Eq, ast.NotEq, ast.In, ast.NotIn,
)  # fmt: skip
"""What an expression may be made of: nothing that has names of its own."""

CODE = ("co_code", "co_names", "co_varnames", "co_argcount", "co_flags")
"""What code does, but for its constants."""

MARK = "\0"
"""Stands around names, and in no source."""


class Inlined(NamedTuple):
    """An expression in the written code, and whether something is called in it."""

    text: str
    calls: bool


@dataclass(frozen=True, slots=True)
class Case:
    """What a function returns if the argument `name` is the global `other`, or whatever they are where they are None.

    Every second of `parts` is a name; without parts it is more than an expression of what is known.
    """

    name: str | None
    other: str | None
    parts: tuple[str, ...]
    calls: bool


def inlined(method: Method, source: str, variables: Mapping[str, str], named: Named) -> Inlined | None:
    """What a resolver returns of the object by the name `source`, None where it has to be called.

    `variables` are the names of the variables that its parameters are given.
    """
    function = method.function
    if not isinstance(function, FunctionType) or not all(
        isinstance(each, Constant | Variable) for each in method.usual.values()
    ):
        return None
    parameters, cases = _written(function)
    if not cases:
        return None
    sources = {**dict.fromkeys(method.parents, source), **variables}
    if method.bound:
        sources[next(iter(parameters))] = source
    constants = {name: default for name, default in parameters.items() if name not in sources}
    constants.update({name: each.value for name, each in method.usual.items() if isinstance(each, Constant)})
    around = function.__globals__
    case = _decided(cases, constants, around)
    known = (constants, around, vars(builtins))
    parts = list(case.parts) if case else []
    for place in range(1, len(parts), 2):
        name = parts[place]
        if name in sources:
            parts[place] = sources[name]
            continue
        where = next((each for each in known if name in each), None)
        if where is None:
            return None
        parts[place] = named(where[name])
    return Inlined("".join(parts), case.calls) if case and parts else None


def _decided(cases: Sequence[Case], constants: Mapping[str, object], around: Mapping[str, object]) -> Case | None:
    """The case that holds for these arguments, None where that is not known beforehand."""
    for case in cases:
        if case.name is None or case.other is None:
            return case
        if case.name not in constants or case.other not in around:
            return None
        if constants[case.name] is around[case.other]:
            return case
    return None


@lru_cache(4096)
def _written(function: FunctionType) -> tuple[Mapping[str, object], Sequence[Case]]:
    """A function's parameters with their defaults, and its cases; none where its source is not that of its code."""
    code = function.__code__
    if code.co_freevars or hasattr(function, "__wrapped__"):
        return {}, ()
    try:
        last = max(end or 0 for _, end, _, _ in code.co_positions())  # inspect.getsource looks at every module first
        text = "".join(getlines(code.co_filename)[code.co_firstlineno - 1 : last])
        (written,) = ast.parse(f"if True:\n{text}" if text[:1].isspace() else text).body
        written = written.body[0] if isinstance(written, ast.If) else written
        if not isinstance(written, ast.FunctionDef):
            return {}, ()
        written.decorator_list = []
        module = compile(ast.Module([written], []), code.co_filename, "exec", dont_inherit=True)
    except Exception:  # noqa: BLE001  # there may be anything by now where the source was
        return {}, ()
    if not any(isinstance(each, CodeType) and _alike(each, code) for each in module.co_consts):
        return {}, ()
    parameters = inspect.signature(function).parameters.values()
    statements = written.body if ast.get_docstring(written, clean=False) is None else written.body[1:]
    return {each.name: each.default for each in parameters}, tuple(_cases(statements))


def _alike(one: object, other: object) -> bool:
    """Whether two constants of code are the same; code is the same that does the same, wherever it stands."""
    if not isinstance(one, CodeType) or not isinstance(other, CodeType):
        return type(one) is type(other) and one == other
    same = all(getattr(one, name) == getattr(other, name) for name in CODE)
    return same and len(one.co_consts) == len(other.co_consts) and all(map(_alike, one.co_consts, other.co_consts))


def _cases(statements: Sequence[ast.stmt]) -> Iterator[Case]:
    """What is returned, up to the first statement that is more than that.

    The one test that is decided is whether an argument is something, usually UNSET: `if language is UNSET: return ...`.
    """
    for statement in statements:
        match statement:
            case ast.Return(value=ast.expr() as value):
                yield _case(None, None, value)
                return
            case ast.If(
                test=ast.Compare(left=ast.Name(id=name), ops=[ast.Is()], comparators=[ast.Name(id=other)]),
                body=[ast.Return(value=ast.expr() as value)],
                orelse=[],
            ):
                yield _case(name, other, value)
            case _:
                return


def _case(name: str | None, other: str | None, value: ast.expr) -> Case:
    nodes = list(ast.walk(value))
    if not all(isinstance(each, PLAIN) for each in nodes):
        return Case(name, other, (), False)
    for node in nodes:
        if isinstance(node, ast.Name):
            node.id = f"{MARK}{node.id}{MARK}"
    return Case(name, other, tuple(ast.unparse(value).split(MARK)), any(isinstance(each, ast.Call) for each in nodes))
