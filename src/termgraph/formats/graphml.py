"""The glossary as GraphML, for Gephi, yEd, igraph and whatever else reads graphs.

GraphML holds texts, numbers and truths. A list of texts is written with "; " between them, anything else as JSON.
Written are the bytes that networkx would write, term by term, without its graph of the whole glossary.
"""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from termgraph.graph.labels import shown_title
from termgraph.graph.networkx_graph import edge_facts, term_facts
from termgraph.graph.snapshot import Edge, Snapshot
from termgraph.model import canonical_json

from .scope import WHOLE, Scope

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold (XML 1.0, 2.2)."""

_START = """\
<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_END = """\
  </graph>
</graphml>
"""
_TYPES = {bool: "boolean", int: "long", float: "double"}
"""What GraphML calls a type of values; all others are written as "string"."""

_QUOTED = {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#09;"}

Facts = dict[str, Any]
Keys = dict[tuple[str, str, str], str]
"""The id of each key of values, by what has it ("graph", "node" or "edge"), name and type."""


def write(snapshot: Snapshot, out: BinaryIO, scope: Scope = WHOLE) -> None:
    """Writes terms as nodes and relations as edges with a `type`, always in the same bytes.

    An option of a requirement is an edge with `optional` true, and the whole group in `options`.
    """
    terms = scope.terms(snapshot)
    whole = {"name": snapshot.glossary.name, "revision": snapshot.revision}
    keys: Keys = {}
    # GraphML wants every key before the first value, so that everything is gone through twice.
    for owner, each in _all_facts(snapshot, terms, whole):
        for name, value in each.items():
            key = (owner, name, _TYPES.get(value.__class__, "string"))
            if key not in keys and value is not None:
                keys[key] = f"d{len(keys)}"
    out.write(_START.encode())
    for (owner, name, kind), identity in reversed(keys.items()):
        out.write(f'  <key id="{identity}" for="{owner}" attr.name="{name}" attr.type="{kind}" />\n'.encode())
    out.write(b'  <graph edgedefault="directed">\n')
    for number in terms:
        data = _data(keys, "node", _node(snapshot, number), "      ")
        out.write(f"    <node id={_id(snapshot, number)}>\n{data}    </node>\n".encode())
    for place, edge in zip(count(), _edges(snapshot, terms)):
        ends = f"source={_id(snapshot, edge.subject)} target={_id(snapshot, edge.object)}"
        # The id of an edge must be one word and used once.
        data = _data(keys, "edge", _edge(snapshot, edge), "      ")
        out.write(f'    <edge {ends} id="e{place}">\n{data}    </edge>\n'.encode())
    out.write((_data(keys, "graph", whole, "    ") + _END).encode())


def _all_facts(snapshot: Snapshot, terms: list[int], whole: Facts) -> Iterator[tuple[str, Facts]]:
    """What has values, and those, in the order in which networkx meets them."""
    yield "graph", whole
    for number in terms:
        yield "node", _node(snapshot, number)
    for edge in _edges(snapshot, terms):
        yield "edge", _edge(snapshot, edge)


def _node(snapshot: Snapshot, number: int) -> Facts:
    term = snapshot.terms[number]
    return {"label": shown_title(snapshot.glossary, term)} | term_facts(term)


def _edge(snapshot: Snapshot, edge: Edge) -> Facts:
    return {"type": edge.type} | edge_facts(snapshot, edge)


def _edges(snapshot: Snapshot, terms: list[int]) -> Iterator[Edge]:
    """The edges between these terms: those of one term to another together, as a graph holds them."""
    inside = frozenset(terms)
    for number in terms:
        by_target: dict[int, list[Edge]] = {}
        for place in snapshot.out(number):
            edge = snapshot.edges[place]
            if edge.object in inside:
                by_target.setdefault(edge.object, []).append(edge)
        for edges in by_target.values():
            yield from edges


def _id(snapshot: Snapshot, number: int) -> str:
    return f'"{escape(_text(snapshot.terms[number].slug), _QUOTED)}"'


def _data(keys: Keys, owner: str, facts: Facts, indent: str) -> str:
    return "".join(
        _datum(keys[owner, name, _TYPES.get(value.__class__, "string")], value, indent)
        for name, value in facts.items()
        if value is not None
    )


def _datum(key: str, value: Any, indent: str) -> str:
    text = escape(_spelt(value))
    return f'{indent}<data key="{key}">{text}</data>\n' if text else f'{indent}<data key="{key}" />\n'


def _spelt(value: Any) -> str:
    if isinstance(value, (str, int, float)):
        return _text(str(value))
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return _text("; ".join(value))
    return _text(canonical_json(value))


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
