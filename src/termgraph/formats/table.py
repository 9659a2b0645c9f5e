"""The formats a glossary can be written in, one row each; a format's library is loaded when it is used."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol

from termgraph.errors import Code, TermgraphError
from termgraph.graph.snapshot import Snapshot

from .rdf import When, unknown
from .rdf.syntaxes import SYNTAXES
from .scope import WHOLE, Scope


@dataclass(frozen=True, slots=True)
class Choice:
    """What is written: which part, in which profile of linked data, and what that says of when terms were changed.

    `progress` is told (done, total) terms.
    """

    scope: Scope = WHOLE
    profile: str = "skos"
    progress: Callable[[int, int], None] | None = None
    changed: When = unknown


EVERYTHING = Choice()


class Write(Protocol):
    """Writes a snapshot, or what is chosen of it, to a binary file."""

    def __call__(self, snapshot: Snapshot, out: BinaryIO, choice: Choice = EVERYTHING, /) -> None:
        """Raises TermgraphError as `Scope.terms` does, and where the format cannot hold the glossary."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what it is called, what it loses, and how it is written to a binary file or to a folder.

    `drafts` says that it carries everything editors have, terms that are not published included: our own formats do,
    and only as a whole. `linked` says that it has profiles.
    """

    name: str
    suffix: str
    media_type: str
    loses: str
    write: Write | None = None
    write_folder: Callable[[Snapshot, Path], None] | None = None
    drafts: bool = False
    linked: bool = False
    aliases: tuple[str, ...] = ()


def _markdown(snapshot: Snapshot, path: Path) -> None:
    from .folder import write_folder

    write_folder(snapshot.content, path)


def _yaml(snapshot: Snapshot, out: BinaryIO, _: Choice = EVERYTHING) -> None:
    from .document import document_yaml

    out.write(document_yaml(snapshot.content).encode())


def _json(snapshot: Snapshot, out: BinaryIO, _: Choice = EVERYTHING) -> None:
    from .document import document_json

    out.writelines(part.encode() for part in document_json(snapshot.content))


def _module(name: str, function: str = "write") -> Write:
    """A writer that is a function of the module of this name, imported when it is called."""

    def write(snapshot: Snapshot, out: BinaryIO, choice: Choice = EVERYTHING) -> None:
        getattr(import_module(f".{name}", __package__), function)(snapshot, out, choice.scope)

    return write


def _rdf(syntax: str) -> Write:
    def write_rdf(snapshot: Snapshot, out: BinaryIO, choice: Choice = EVERYTHING) -> None:
        from .rdf import write

        write(snapshot, out, syntax, choice.profile, choice.scope, changed=choice.changed, progress=choice.progress)

    return write_rdf


_RDF_LOSES = "drafts, the order of labels, how links in texts are spelt, what only rules read"
_PICTURE_LOSES = "all but names and labels of relations"

FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format("markdown", "", "text/markdown", "nothing; a folder of term files", None, _markdown, drafts=True),
        Format("yaml", ".yaml", "application/yaml", "nothing; one file", _yaml, drafts=True),
        Format("json", ".json", "application/json", "nothing; one file", _json, drafts=True),
        *(
            Format(
                row.name.replace("-", ""),
                row.suffix,
                row.media_type,
                _RDF_LOSES,
                _rdf(row.name),
                linked=True,
                aliases=(row.name, *row.aliases),
            )
            for row in SYNTAXES.values()
        ),
        Format("graphml", ".graphml", "application/graphml+xml", "drafts, categories' tree, links", _module("graphml")),
        Format("csv", ".csv", "text/csv", "all but facts and texts of terms", _module("csv_tables", "write_terms")),
        Format("csv-relations", "", "text/csv", "all but relations", _module("csv_tables", "write_relations")),
        Format("cytoscape", ".cyjs", "application/json", "all but facts and relations of terms", _module("cytoscape")),
        Format("mermaid", ".mmd", "text/vnd.mermaid", _PICTURE_LOSES, _module("mermaid")),
        Format("dot", ".dot", "text/vnd.graphviz", _PICTURE_LOSES, _module("dot")),
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
        if name in (row.name, *row.aliases) or (name is None and row.suffix == suffix):
            return row
    known = ", ".join(f"{row.name} ({row.suffix})" if row.suffix else row.name for row in FORMATS.values())
    raise TermgraphError(
        Code.UNKNOWN_FORMAT, f"There is no format {name or suffix!r}; the formats are {known}.", formats=list(FORMATS)
    )
