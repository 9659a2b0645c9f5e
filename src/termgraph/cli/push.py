"""`export --to`: sends what is exported to a triple store instead of a file."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from termgraph.errors import Code, TermgraphError

if TYPE_CHECKING:
    from termgraph.formats.table import Choice, Format
    from termgraph.graph.snapshot import Snapshot

FORMAT = "ntriples"
"""What is sent where no format is named: every store reads it, and fast."""

SENT = ("ntriples", "turtle", "rdfxml")
"""The formats that a graph store must take, or that all do (SPARQL 1.1 Graph Store HTTP Protocol, section 5.3)."""

IN_MEMORY = 8 * 1024 * 1024


def check(row: "Format", output: Path | None, *, named: bool) -> None:
    """Raises TermgraphError USAGE where this cannot be sent; `named` is false for a part whose graph has no name.

    What is put takes the place of all that the graph had.
    """
    if not named:
        raise TermgraphError(Code.USAGE, "A part would take the place of the whole; name a graph for it with --graph.")
    if output is not None:
        raise TermgraphError(Code.USAGE, "Give --output or --to, not both.")
    if row.name not in SENT:
        raise TermgraphError(Code.USAGE, f"A store is sent {', '.join(SENT)}, not {row.name}.")


def push(row: "Format", snapshot: "Snapshot", choice: "Choice", url: str, graph: str | None) -> None:
    """Puts the graph into the store at `url`; it is named like the glossary where `graph` names it not."""
    from termgraph.formats.rdf import names_of
    from termgraph.formats.sparql.graph_store import put

    name = graph or names_of(snapshot).scheme
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as spooled:
        file = cast("BinaryIO", spooled)
        if row.write is not None:
            row.write(snapshot, file, choice)
        size = file.tell()
        file.seek(0)
        answered = put(url, name, row.media_type, file, size)
    click.echo(f"{size} bytes are the graph <{name}> now ({answered}).", err=True)
