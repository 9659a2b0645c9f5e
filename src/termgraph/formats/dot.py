"""The glossary in the DOT language of Graphviz.

In a quoted string a quote and a backslash are escaped, and the ampersand too, because Graphviz reads HTML's names of
characters in labels (Graphviz, "The DOT Language" and "escString").
"""

from typing import BinaryIO
from urllib.parse import quote

from termgraph.graph.snapshot import Snapshot

from .flat import FlatEdge, flat_edges, flat_terms
from .scope import WHOLE, Scope

_LABEL = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": "\\n", "\r": " ", "\0": "\ufffd"})
_NAME = str.maketrans({"\\": "\\\\", '"': '\\"', "\0": "\ufffd"})


def write(snapshot: Snapshot, out: BinaryIO, scope: Scope = WHOLE) -> None:
    """Writes terms as nodes and relations as edges with their label, always in the same bytes.

    An edge to an option of a requirement is dashed, one without a head reads alike from both ends.
    """
    out.write(f"digraph {_name(snapshot.glossary.name)} {{\n".encode())
    out.write(b'  graph [rankdir="BT"];\n  node [shape="box", style="rounded"];\n')
    terms = f"{snapshot.glossary.base_url}terms/"
    for flat in flat_terms(snapshot, scope):
        address = _label(terms + quote(flat.term.slug, safe=""))
        out.write(f"  {_name(flat.term.slug)} [label={_label(flat.title)}, URL={address}];\n".encode())
    for edge in flat_edges(snapshot, scope):
        joined = f"{_name(edge.subject)} -> {_name(edge.object)}"
        out.write(f"  {joined} [label={_label(edge.label)}{_look(edge)}];\n".encode())
    out.write(b"}\n")


def _look(edge: FlatEdge) -> str:
    if edge.optional:
        return ', style="dashed"'
    return ', dir="none"' if edge.symmetric else ""


def _name(text: str) -> str:
    return f'"{text.translate(_NAME)}"'


def _label(text: str) -> str:
    return f'"{text.translate(_LABEL)}"'
