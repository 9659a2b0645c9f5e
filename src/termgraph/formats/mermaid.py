"""The glossary as a Mermaid flowchart, for Markdown pages that draw it: best for a category or what is around a term.

Texts stand in quotes, and what Mermaid, Markdown or HTML would read in them is written as a character's number
(Mermaid, "Entity codes to escape characters").
"""

import re
from typing import BinaryIO

from termgraph.graph.snapshot import Snapshot

from .flat import FlatEdge, flat_edges, flat_terms
from .scope import WHOLE, Scope

_KEPT = frozenset(" ,.:()'/-+")
_LIST = re.compile(r"\s*(?:\d+[.)]|[-+])")
"""What Markdown would take for an item of a list."""


def write(snapshot: Snapshot, out: BinaryIO, scope: Scope = WHOLE) -> None:
    """Writes terms as boxes and relations as arrows with their label, always in the same bytes.

    An arrow to an option of a requirement is dotted, a line without a head reads alike from both ends.
    """
    out.write(b"flowchart LR\n")
    boxes: dict[str, str] = {}
    for number, flat in enumerate(flat_terms(snapshot, scope)):
        boxes[flat.term.slug] = f"n{number}"
        out.write(f'  n{number}["{_text(flat.title)}"]\n'.encode())
    for edge in flat_edges(snapshot, scope):
        arrow = f'{_arrow(edge)}|"{_text(edge.label)}"|'
        out.write(f"  {boxes[edge.subject]} {arrow} {boxes[edge.object]}\n".encode())


def _arrow(edge: FlatEdge) -> str:
    return "-.->" if edge.optional else "---" if edge.symmetric else "-->"


def _text(text: str) -> str:
    """A text that is never empty, on one line, in which nothing is markup."""
    words = " ".join(text.split()) or " "
    start = found.end() if (found := _LIST.match(words)) else 0
    return "".join(
        each if each.isalnum() or (each in _KEPT and (each == " " or place >= start)) else f"#{ord(each)};"
        for place, each in enumerate(words)
    )
