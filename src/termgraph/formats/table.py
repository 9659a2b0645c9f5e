"""The formats a glossary can be written in, one row each; a format's library is loaded when it is used."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from termgraph.errors import Code, TermgraphError
from termgraph.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what it is called, what it loses, and how it is written to a binary file or to a folder.

    `drafts` says that it carries everything editors have, terms that are not published included: our own formats do.
    """

    name: str
    suffix: str
    media_type: str
    loses: str
    write: Callable[[Snapshot, BinaryIO], None] | None = None
    write_folder: Callable[[Snapshot, Path], None] | None = None
    drafts: bool = False


def _markdown(snapshot: Snapshot, path: Path) -> None:
    from .folder import write_folder

    write_folder(snapshot.content, path)


def _yaml(snapshot: Snapshot, out: BinaryIO) -> None:
    from .document import document_yaml

    out.write(document_yaml(snapshot.content).encode())


def _json(snapshot: Snapshot, out: BinaryIO) -> None:
    from .document import document_json

    out.write(document_json(snapshot.content).encode())


def _graphml(snapshot: Snapshot, out: BinaryIO) -> None:
    from .graphml import write

    write(snapshot, out)


def _rdf(syntax: str) -> Callable[[Snapshot, BinaryIO], None]:
    def write_rdf(snapshot: Snapshot, out: BinaryIO) -> None:
        from .rdf import write

        write(snapshot, out, syntax)

    return write_rdf


FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format("markdown", "", "text/markdown", "nothing; a folder of term files", None, _markdown, drafts=True),
        Format("yaml", ".yaml", "application/yaml", "nothing; one file", _yaml, drafts=True),
        Format("json", ".json", "application/json", "nothing; one file", _json, drafts=True),
        Format("turtle", ".ttl", "text/turtle", "drafts, profiles, paths", _rdf("turtle")),
        Format("jsonld", ".jsonld", "application/ld+json", "drafts, profiles, paths", _rdf("json-ld")),
        Format("ntriples", ".nt", "application/n-triples", "drafts, profiles, paths", _rdf("n-triples")),
        Format("graphml", ".graphml", "application/graphml+xml", "drafts, categories' tree, links", _graphml),
    )
}
"""Every format that can be written, by name."""


def find(name: str | None, suffix: str | None) -> Format:
    """The format with this name, else the one whose files have this suffix, else Turtle where neither is given.

    Raises TermgraphError UNKNOWN_FORMAT (details: `formats`).
    """
    if name is None and suffix is None:
        return FORMATS["turtle"]
    for row in FORMATS.values():
        if row.name == name or (name is None and row.suffix == suffix):
            return row
    known = ", ".join(f"{row.name} ({row.suffix})" if row.suffix else row.name for row in FORMATS.values())
    raise TermgraphError(
        Code.UNKNOWN_FORMAT, f"There is no format {name or suffix!r}; the formats are {known}.", formats=list(FORMATS)
    )
