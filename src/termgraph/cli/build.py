"""`build`: the pages as files, for any static host."""

from dataclasses import replace
from pathlib import Path

import click

from .options import data_option, from_database_option


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@data_option
@from_database_option
@click.option("--base-url", help="The public address of the glossary, where it differs from glossary.yaml's.")
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Your templates and files.")
def build(folder: Path, data: Path, database: str | None, base_url: str | None, site: Path | None) -> None:
    """Write every page of the glossary, its search index and its linked data into FOLDER.

    The pages are those that `serve` shows, but for forms that need a server. FOLDER is replaced when all was written.
    """
    from termgraph.glossary import Glossary
    from termgraph.glossary.holder import view_of
    from termgraph.settings import from_environment
    from termgraph.web.app import STATIC
    from termgraph.web.linked_data.files import files
    from termgraph.web.pages import Pages
    from termgraph.web.pages.site import write

    settings = from_environment()
    with Glossary.open(database or data) as glossary:
        seen = view_of(glossary.content, glossary.snapshot.revision, base_url or settings.base_url)
        view = replace(seen, changed=glossary.current.changed)
        count = write(Pages(replace(settings, site=site or settings.site)), view, folder, STATIC, files(view))
    click.echo(f"{count:,} files in {folder}.")
