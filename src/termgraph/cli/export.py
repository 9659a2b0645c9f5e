"""`export` writes the glossary in another format; `schema` prints or writes what the code generates."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termgraph.errors import Code, TermgraphError

from .options import data_option, from_database_option

if TYPE_CHECKING:
    from termgraph.formats.table import Format
    from termgraph.graph.snapshot import Snapshot


@click.command()
@click.option("--format", "name", help="The format's name; taken from the suffix of --output when not given.")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="A file, or a folder for term files.")
@click.option("--list", "list_formats", is_flag=True, help="List the formats and what each loses.")
@data_option
@from_database_option
def export(name: str | None, output: Path | None, list_formats: bool, data: Path, database: str | None) -> None:
    """Write the glossary to --output, or to standard output."""
    from termgraph.formats.table import FORMATS, find
    from termgraph.glossary import Glossary
    from termgraph.graph.snapshot import Snapshot

    if list_formats:
        for row in FORMATS.values():
            click.echo(f"{row.name:<9} {row.suffix:<9} {row.media_type:<24} loses {row.loses}")
        return
    row = find(name, output.suffix if output else None)
    with Glossary.open(database or data) as glossary:
        seen = glossary.snapshot
        _write(row, Snapshot.of(glossary.content, seen.revision) if row.drafts else seen, output)


def _write(row: "Format", snapshot: "Snapshot", output: Path | None) -> None:
    if row.write_folder is not None:
        if output is None:
            raise TermgraphError(Code.USAGE, f"{row.name} is a folder of files; say where with --output.")
        row.write_folder(snapshot, output)
    if row.write is None:
        return
    if output is None:
        row.write(snapshot, sys.stdout.buffer)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    with output.open("wb") as file:
        row.write(snapshot, file)


@click.command()
@click.option("--write", is_flag=True, help="Write the files of --folder instead of printing the GraphQL schema.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("schema"), show_default=True)
def schema(write: bool, folder: Path) -> None:
    """Print the GraphQL schema, or write every generated file of schema/."""
    from termgraph.api.schema import sdl

    if not write:
        click.echo(sdl(), nl=False)
        return
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "schema.graphql"
    path.write_text(sdl(), "utf-8")
    click.echo(str(path))
