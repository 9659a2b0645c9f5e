"""The glossary as JSON for Cytoscape.js and Cytoscape: `elements` with `nodes` and `edges`, an element on a line."""

from collections.abc import Iterable
from typing import Any, BinaryIO

import orjson

from termgraph.graph.snapshot import Snapshot
from termgraph.model import encode

from .flat import FlatEdge, FlatTerm, flat_edges, flat_terms
from .scope import WHOLE, Scope


def write(snapshot: Snapshot, out: BinaryIO, scope: Scope = WHOLE) -> None:
    """Writes terms as nodes and relations as edges, each with its facts in `data`, always in the same bytes.

    An edge's `source` and `target` are slugs, as Cytoscape has it; what an editor gives as source is `reference`.
    """
    about = {"name": snapshot.glossary.name, "revision": snapshot.revision}
    out.write(b'{"data":' + orjson.dumps(about) + b',\n"elements":{"nodes":[')
    _write(out, (_node(each) for each in flat_terms(snapshot, scope)))
    out.write(b'],\n"edges":[')
    _write(out, (_edge(number, each) for number, each in enumerate(flat_edges(snapshot, scope))))
    out.write(b"]}}\n")


def _write(out: BinaryIO, elements: Iterable[dict[str, Any]]) -> None:
    separator = b"\n"
    for data in elements:
        out.write(separator + orjson.dumps({"data": data}))
        separator = b",\n"


def _node(flat: FlatTerm) -> dict[str, Any]:
    term = flat.term
    facts = {
        "id": term.slug,
        "label": flat.title,
        "name": term.name,
        "kind": term.kind.value,
        "level": term.level and term.level.value,
        "minutes": term.minutes,
        "categories": list(term.categories),
        "summary": term.summary,
        "status": term.status.value,
    }
    return {key: value for key, value in facts.items() if value is not None}


def _edge(number: int, edge: FlatEdge) -> dict[str, Any]:
    statement = edge.statement
    facts = {
        "id": f"edge {number}",
        "source": edge.subject,
        "target": edge.object,
        "type": edge.type,
        "label": edge.label,
        "symmetric": edge.symmetric,
        "optional": edge.optional,
        "options": encode(edge.options) or None,
        "why": statement.why,
        "for": edge.purpose,
        "reference": statement.source,
    }
    return {key: value for key, value in facts.items() if value is not None}
