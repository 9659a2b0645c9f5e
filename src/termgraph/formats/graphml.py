"""The glossary as GraphML, for Gephi, yEd, igraph and whatever else reads graphs.

GraphML holds texts, numbers and truths. A list of texts is written with "; " between them, anything else as JSON.
"""

import re
from typing import Any, BinaryIO

from termgraph.graph.labels import shown_title
from termgraph.graph.snapshot import Snapshot
from termgraph.model import canonical_json

from .scope import WHOLE, Scope

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold (XML 1.0, 2.2)."""


def write(snapshot: Snapshot, out: BinaryIO, scope: Scope = WHOLE) -> None:
    """Writes terms as nodes and relations as edges with a `type`, always in the same bytes.

    An option of a requirement is an edge with `optional` true, and the whole group in `options`.
    """
    import networkx

    graph = snapshot.to_networkx()
    flat: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    flat.graph.update(_flat(graph.graph))
    shown = [snapshot.terms[number] for number in scope.terms(snapshot)]
    inside = {term.slug for term in shown}
    for term in shown:
        flat.add_node(
            _text(term.slug), **_flat({"label": shown_title(snapshot.glossary, term)} | graph.nodes[term.slug])
        )
    # The key of an edge becomes its XML id, which must be one word and used once.
    joined = (edge for edge in graph.edges(keys=True, data=True) if edge[0] in inside and edge[1] in inside)
    for number, (subject, target, kind, facts) in enumerate(joined):
        flat.add_edge(_text(subject), _text(target), key=f"e{number}", **_flat({"type": kind} | facts))
    # The writer is named because the other one, for which lxml must be installed, writes other bytes.
    networkx.write_graphml_xml(flat, out)


def _flat(facts: dict[str, Any]) -> dict[str, str | int | float | bool]:
    return {key: _scalar(value) for key, value in facts.items() if value is not None}


def _scalar(value: Any) -> str | int | float | bool:
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return _text("; ".join(value))
    return _text(canonical_json(value))


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
