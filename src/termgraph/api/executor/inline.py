"""A resolver that is one expression, written where it would be called: most of them cost less than their call.

What is written is the resolver's own source, and only where it compiles to the very code that would be called: a file
may have changed since it was imported. Whatever is not as plain as that is called.
"""

import ast
import builtins
import inspect
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from types import CodeType, FunctionType

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


def inlined(method: Method, source: str, variables: Mapping[str, str], named: Named) -> tuple[str, bool] | None:
    """What a resolver returns of the object by that name, and whether something is called for it; None: call it.

    `variables` are the names of the variables that its parameters are given.
    """
    function = method.function
    if not isinstance(function, FunctionType) or not all(
        isinstance(each, Constant | Variable) for each in method.usual.values()
    ):
        return None
    statements = _statements(function)
    parameters = list(inspect.signature(function).parameters.values())
    constants: dict[str, object] = {each.name: each.default for each in parameters}
    constants.update({name: each.value for name, each in method.usual.items() if isinstance(each, Constant)})
    sources = {**dict.fromkeys(method.parents, source), **variables}
    if method.bound:
        sources[parameters[0].name] = source
    for name in sources:
        del constants[name]
    found = _returned(statements, constants, function.__globals__)
    if found is None or not all(isinstance(each, PLAIN) for each in ast.walk(found)):
        return None
    try:
        written = _Renamed(sources, constants, function.__globals__, named).visit(deepcopy(found))
    except LookupError:
        return None
    return ast.unparse(written), any(isinstance(each, ast.Call) for each in ast.walk(found))


@lru_cache(4096)
def _statements(function: FunctionType) -> Sequence[ast.stmt]:
    """What a function does after its docstring; nothing where its source is not at hand, or not that of its code."""
    code = function.__code__
    if code.co_freevars or hasattr(function, "__wrapped__"):
        return ()
    try:
        text = inspect.getsource(code)
        (written,) = ast.parse(f"if True:\n{text}" if text[:1].isspace() else text).body
        written = written.body[0] if isinstance(written, ast.If) else written
        if not isinstance(written, ast.FunctionDef):
            return ()
        written.decorator_list = []
        module = compile(ast.Module([written], []), code.co_filename, "exec", dont_inherit=True)
    except Exception:  # noqa: BLE001  # there may be anything by now where the source was
        return ()
    if not any(isinstance(each, CodeType) and _alike(each, code) for each in module.co_consts):
        return ()
    return written.body if ast.get_docstring(written, clean=False) is None else written.body[1:]


def _alike(one: object, other: object) -> bool:
    """Whether two constants of code are the same; code is the same that does the same, wherever it stands."""
    if not isinstance(one, CodeType) or not isinstance(other, CodeType):
        return type(one) is type(other) and one == other
    same = all(getattr(one, name) == getattr(other, name) for name in CODE)
    return same and len(one.co_consts) == len(other.co_consts) and all(map(_alike, one.co_consts, other.co_consts))


def _returned(
    statements: Sequence[ast.stmt], constants: Mapping[str, object], around: Mapping[str, object]
) -> ast.expr | None:
    """The expression that is returned for these arguments, None where that is not known beforehand.

    The one test that is decided is whether an argument is something, usually UNSET: `if language is UNSET: return ...`.
    """
    for statement in statements:
        match statement:
            case ast.Return(value=ast.expr() as value):
                return value
            case ast.If(
                test=ast.Compare(left=ast.Name(id=name), ops=[ast.Is()], comparators=[ast.Name(id=other)]),
                body=[ast.Return(value=ast.expr() as value)],
                orelse=[],
            ) if name in constants and other in around:
                if constants[name] is around[other]:
                    return value
            case _:
                return None
    return None


class _Renamed(ast.NodeTransformer):
    """Puts names of the written code in the place of a resolver's own; raises LookupError for one that is unknown."""

    def __init__(
        self,
        sources: Mapping[str, str],
        constants: Mapping[str, object],
        around: Mapping[str, object],
        named: Named,
    ) -> None:
        self._sources = sources
        self._known = (constants, around, vars(builtins))
        self._named = named

    def visit_Name(self, node: ast.Name) -> ast.Name:
        """The name in the written code."""
        if node.id in self._sources:
            return ast.Name(self._sources[node.id])
        known = next((each for each in self._known if node.id in each), {})
        return ast.Name(self._named(known[node.id]))
