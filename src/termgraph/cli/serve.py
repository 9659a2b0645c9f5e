"""`serve`: loads what changed in the term files, then answers GraphQL until it is stopped."""

import errno
import gc
import socket
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termgraph.errors import Code, TermgraphError
from termgraph.settings import Settings, from_environment
from termgraph.web.workers import check_workers

from .load import run_load
from .options import data_option, database_option

if TYPE_CHECKING:
    from termgraph.glossary import Glossary

PLACES = (("pages", ""), ("GraphQL", "graphql"), ("GraphiQL", "graphiql"), ("schema", "schema.graphql"))

CATCH_UP = 10.0
"""Seconds that a new worker waits until it sees what the others see; without the store it then serves what it has."""

ALONE = 0.2
"""Seconds that a new server only answers, before it prepares: two things at once would hold each other up."""

EXAMPLE = '{{ term(by: {{slug: "{slug}"}}) {{ title summary breadcrumbs {{ label }} requirements {{ why }} }} }}'


@click.command()
@data_option
@database_option
@click.option("--host", help="The address to listen on.  [default: 127.0.0.1]")
@click.option(
    "--port", type=click.IntRange(0, 65535), help="The port to listen on, 0 for any free one.  [default: 8000]"
)
@click.option("--base-url", help="The public address of the glossary, where it differs from glossary.yaml's.")
@click.option("--workers", type=click.IntRange(1, 256), help="How many processes share the work.  [default: 1]")
@click.option("--no-load", is_flag=True, help="Serve the store as it is, without looking at the term files.")
def serve(
    data: Path,
    database: str,
    host: str | None,
    port: int | None,
    base_url: str | None,
    workers: int | None,
    no_load: bool,
) -> None:
    """Load the term files and serve the GraphQL API; later loads by other processes are noticed."""
    given = from_environment()
    settings = replace(
        given,
        data=data,
        database=database,
        host=given.host if host is None else host,
        port=given.port if port is None else port,
        base_url=given.base_url if base_url is None else base_url,
        workers=given.workers if workers is None else workers,
    )
    check_workers(settings.workers)
    with listen(settings) as listener:
        if not no_load:
            run_load(settings.data, settings.database)
        run(settings, listener)


def listen(settings: Settings) -> socket.socket:
    """The listening socket; raises TermgraphError PORT_TAKEN or USAGE when it cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2048)
    except (OSError, UnicodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            raise TermgraphError(
                Code.PORT_TAKEN, f"Port {settings.port} on {settings.host} is taken; choose another with --port."
            ) from None
        raise TermgraphError(Code.USAGE, f"Cannot listen on {settings.host}:{settings.port}: {error}.") from None


def run(settings: Settings, listener: socket.socket) -> None:
    """Serves until a signal stops it; prints the addresses first."""
    gc.disable()  # What is imported and read here stays, so looking for garbage in it is in vain.
    from termgraph.glossary import Glossary
    from termgraph.web.front import Front
    from termgraph.web.server import server_of
    from termgraph.web.workers import run_workers

    def answer() -> None:
        """Answers in this process."""
        gc.freeze()
        gc.enable()
        front = Front(settings, glossary)
        if settings.workers == 1:
            glossary.start(settings, rest=ALONE)
        else:
            front.complete()
            glossary.start(settings)
            glossary.catch_up(CATCH_UP)
        try:
            server_of(front, front.graphql.streams, settings).run(sockets=[listener])
        except KeyboardInterrupt:
            if settings.workers == 1:
                click.echo("Stopped.", err=True)
        finally:
            glossary.close()

    glossary = Glossary.read(settings)
    if settings.workers == 1:
        announce(settings, listener, glossary)
        answer()
    else:
        import termgraph.web.app  # noqa: F401  # what is imported before a fork is in memory once

        glossary.prepare()
        announce(settings, listener, glossary)
        run_workers(settings.workers, answer, listener.close)
        click.echo("Stopped.", err=True)


def announce(settings: Settings, listener: socket.socket, glossary: "Glossary") -> None:
    """Tells a person where to look and what to ask."""
    snapshot = glossary.snapshot
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{listener.getsockname()[1]}"
    slug = next(
        (slug for slug in ("rlhf", *snapshot.glossary.watch, *snapshot.numbers) if slug in snapshot.numbers), ""
    )
    click.echo(f"{snapshot.glossary.name}: {len(snapshot.terms)} terms, revision {snapshot.revision}")
    for name, path in PLACES:
        click.echo(f"  {name:<9} {address}/{path}")
    if settings.sparql:
        click.echo(f"  SPARQL    {address}/sparql")
    click.echo(f"Ask, for example:\n  {EXAMPLE.format(slug=slug)}")
