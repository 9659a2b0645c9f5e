"""Turtle, TriG, N-Triples and N-Quads (W3C 2014), one thing after another.

A text is written as JSON writes it: the escapes of JSON are escapes of all four, and mean the same.
"""

import re
from collections.abc import Callable, Mapping

import orjson

from .names import IRI, STRING, Object, is_bare
from .nodes import TYPE, Node

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
"""What follows a prefix without an escape; Turtle allows more (PN_LOCAL), and readers differ in how much."""

_NEXT = " ;\n    "
_ALSO = ",\n        "


class TurtleWriter:
    """Turtle, or TriG with everything in one named graph."""

    def __init__(self, prefixes: Mapping[str, str], graph: str | None = None) -> None:
        lines = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())
        self.start = lines if graph is None else f"{lines}\n<{graph}> {{\n"
        self.between = ""
        self.end = "" if graph is None else "}\n"
        self._by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._names = _Spelt(self._shortened)

    def node(self, node: Node) -> str:
        """Everything about one thing, a line for each statement."""
        names = self._names
        said = []
        for predicate, objects in node.sorted():
            # Most values are IRIs, and most predicates have one: they are spelt without another call.
            if len(objects) == 1:
                ((value, datatype, language),) = objects
                spelt = names[value] if datatype == IRI else self._literal(value, datatype, language)
            else:
                spelt = _ALSO.join([names[each[0]] if each[1] == IRI else self._literal(*each) for each in objects])
            said.append(f"{'a' if predicate is TYPE else names[predicate]} {spelt}")
        return f"\n{names[node.iri]} {_NEXT.join(said)} .\n"

    def _literal(self, value: str, datatype: str, language: str) -> str:
        if language:
            return f"{orjson.dumps(value).decode()}@{language}"
        if datatype == STRING:
            return orjson.dumps(value).decode()
        return value if is_bare(value, datatype) else f"{orjson.dumps(value).decode()}^^{self._names[datatype]}"

    def _shortened(self, iri: str) -> str | None:
        end = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._by_namespace.get(iri[:end])
        return f"{prefix}:{iri[end:]}" if prefix and _LOCAL.fullmatch(iri, end) else None


class _Spelt(dict[str, str]):
    """IRIs as Turtle spells them; those with a prefix are kept, for they are what others are said of and with."""

    def __init__(self, shortened: Callable[[str], str | None]) -> None:
        super().__init__()
        self._shortened = shortened

    def __missing__(self, iri: str) -> str:
        if short := self._shortened(iri):
            self[iri] = short
            return short
        return f"<{iri}>"


class LinesWriter:
    """N-Triples, or N-Quads with everything in one named graph."""

    def __init__(self, graph: str | None = None) -> None:
        self.start = self.between = self.end = ""
        self._end = " .\n" if graph is None else f" <{graph}> .\n"

    def node(self, node: Node) -> str:
        """Everything about one thing, a line for each statement."""
        end = self._end
        return "".join([
            f"<{node.iri}> <{predicate}> {_object(each)}{end}"
            for predicate, objects in node.sorted()
            for each in objects
        ])  # fmt: skip


def _object(each: Object) -> str:
    value, datatype, language = each
    if datatype == IRI:
        return f"<{value}>"
    text = orjson.dumps(value).decode()
    if language:
        return f"{text}@{language}"
    return text if datatype == STRING else f"{text}^^<{datatype}>"
