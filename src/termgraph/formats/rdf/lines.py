"""Turtle, TriG, N-Triples and N-Quads (W3C 2014), one thing after another.

A text is written as JSON writes it: the escapes of JSON are escapes of all four, and mean the same.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

import orjson

from .names import IRI, STRING, Object, is_bare
from .nodes import TYPE, Node

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
"""What follows a prefix without an escape; Turtle allows more (PN_LOCAL), and readers differ in how much."""

_KEPT = 50_000
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
        self._iri = lru_cache(_KEPT)(self._shortened)

    def node(self, node: Node) -> str:
        """Everything about one thing, a line for each statement."""
        iri = self._iri
        said = []
        for predicate, objects in node.sorted():
            # Most values are IRIs: they are spelt without another call.
            spelt = [iri(each[0]) if each[1] == IRI else self._literal(*each) for each in objects]
            said.append(f"{'a' if predicate is TYPE else iri(predicate)} {_ALSO.join(spelt)}")
        return f"\n{iri(node.iri)} {_NEXT.join(said)} .\n"

    def _literal(self, value: str, datatype: str, language: str) -> str:
        if is_bare(value, datatype):
            return value
        text = orjson.dumps(value).decode()
        if language:
            return f"{text}@{language}"
        return text if datatype == STRING else f"{text}^^{self._iri(datatype)}"

    def _shortened(self, iri: str) -> str:
        end = max(iri.rfind("#"), iri.rfind("/")) + 1
        prefix = self._by_namespace.get(iri[:end])
        return f"{prefix}:{iri[end:]}" if prefix and _LOCAL.fullmatch(iri, end) else f"<{iri}>"


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
