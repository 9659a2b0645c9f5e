"""`export` writes the glossary in another format; `schema` prints or writes what the code generates."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termgraph.errors import Code, TermgraphError
from termgraph.model.garbage import no_cycles_sought

from .options import data_option, from_database_option
from .output import progress
from .push import FORMAT, check, push

if TYPE_CHECKING:
    from termgraph.formats.scope import Scope
    from termgraph.formats.table import Choice, Format
    from termgraph.graph.snapshot import Snapshot


MANY = 2_000
"""From this many terms on a progress bar is shown, where standard error is a terminal."""


@click.command()
@click.option("--format", "name", help="The format's name; taken from the suffix of --output when not given.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="A file, or a folder for term files.")
@click.option("--profile", type=click.Choice(["skos", "schema"]), help="How linked data says it; skos has everything.")
@click.option("--category", metavar="SLUG", help="Only this category and those in it.")
@click.option("--term", metavar="SLUG", help="Only this term.")
@click.option("--around", metavar="SLUG", help="Only this term and those that matter most for it.")
@click.option("--nodes", type=click.IntRange(1, 100), help="How many terms beside that of --around (20 by default).")
@click.option("--to", metavar="URL", help="Put it into this triple store (SPARQL Graph Store Protocol).")
@click.option("--graph", metavar="IRI", help='The graph of --to, or "default".  [default: the glossary\'s address]')
@click.option("--list", "list_formats", is_flag=True, help="List the formats and what each loses.")
@data_option
@from_database_option
@no_cycles_sought()
def export(
    name: str | None,
    output: Path | None,
    profile: str | None,
    category: str | None,
    term: str | None,
    around: str | None,
    nodes: int | None,
    to: str | None,
    graph: str | None,
    list_formats: bool,
    data: Path,
    database: str | None,
) -> None:
    """Write the glossary, or a part of it, to --output, to a triple store, or to standard output."""
    from termgraph.formats.scope import WHOLE
    from termgraph.formats.table import FORMATS, Choice, find
    from termgraph.glossary import Glossary
    from termgraph.graph.snapshot import Snapshot

    if list_formats:
        for row in FORMATS.values():
            click.echo(f"{row.name:<13} {row.suffix:<9} {row.media_type:<24} loses {row.loses}")
        return
    row = find(name or (FORMAT if to else None), output.suffix if output else None)
    scope = _scope(category, term, around, nodes)
    if to is not None:
        check(row, output, named=graph is not None or scope == WHOLE)
    elif graph is not None:
        raise TermgraphError(Code.USAGE, "--graph says where --to puts the glossary; say to which store.")
    if row.drafts and scope != WHOLE:
        raise TermgraphError(Code.USAGE, f"{row.name} is written as a whole; a part can be had in another format.")
    if profile is not None and not row.linked:
        raise TermgraphError(Code.USAGE, f"{row.name} has no profiles; those are of linked data.")
    with Glossary.open(database or data) as glossary:
        seen = glossary.snapshot
        shown = Snapshot.of(glossary.content, seen.revision) if row.drafts else seen
        scope.terms(shown)  # what is not there is found before a file is made
        with progress("Writing", hidden=len(shown.terms) < MANY) as step:
            choice = Choice(scope, profile or "skos", step, glossary.current.changed.at)
            if to is None:
                _write(row, shown, output, choice)
            else:
                push(row, shown, choice, to, graph)


def _scope(category: str | None, term: str | None, around: str | None, nodes: int | None) -> "Scope":
    """The part that the options name; raises TermgraphError USAGE where they name two."""
    from termgraph.formats.scope import NODES, WHOLE, Scope

    given = {"--category": category, "--term": term, "--around": around}
    named = [option for option, slug in given.items() if slug is not None]
    if len(named) > 1:
        raise TermgraphError(Code.USAGE, f"{' and '.join(named)} name two parts; give one of them.")
    if nodes is not None and around is None:
        raise TermgraphError(Code.USAGE, "--nodes says how many terms are shown --around one; say around which.")
    if category is not None:
        return Scope.category(category)
    if term is not None:
        return Scope.term(term)
    return WHOLE if around is None else Scope.around(around, nodes or NODES)


def _write(row: "Format", snapshot: "Snapshot", output: Path | None, choice: "Choice") -> None:
    if row.write_folder is not None:
        if output is None:
            raise TermgraphError(Code.USAGE, f"{row.name} is a folder of files; say where with --output.")
        row.write_folder(snapshot, output)
    if row.write is None:
        return
    if output is None:
        row.write(snapshot, sys.stdout.buffer, choice)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    with output.open("wb") as file:
        row.write(snapshot, file, choice)


@click.command()
@click.option("--write", is_flag=True, help="Write the files of --folder instead of printing the GraphQL schema.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("schema"), show_default=True)
def schema(write: bool, folder: Path) -> None:
    """Print the GraphQL schema, or write every generated file of schema/."""
    from termgraph.api.schema import sdl
    from termgraph.formats.vocabulary import FILES

    if not write:
        click.echo(sdl(), nl=False)
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in {"schema.graphql": sdl, **FILES}.items():
        path = folder / name
        path.write_text(make(), "utf-8")
        click.echo(str(path))
