"""The command behind `scripts/bench`: measures one thing after another and keeps what it found in RESULTS.md."""

import compileall
import sys
import sysconfig
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from executor_board import executor_board
from graph_board import SIZES, graph_board
from loading_board import SIZES as LOADED
from loading_board import loading_board, measure
from results import put
from scale_board import SIZES as SCALED
from scale_board import scale_board
from search_board import SIZES as SEARCHED
from search_board import search_board
from starting_board import SIZES as STARTED
from starting_board import starting_board

RESULTS = Path(__file__).with_name("RESULTS.md")

SOURCE = Path(__file__).parents[2] / "src"


@click.group()
def bench() -> None:
    """Measure, and keep the figures in tests/benchmarks/RESULTS.md."""
    # Where Python may not write compiled modules (PYTHONDONTWRITEBYTECODE), every start would compile a thousand files.
    for folder in (sysconfig.get_path("purelib"), SOURCE):
        compileall.compile_dir(folder, quiet=2)


@bench.command()
@click.option("--terms", "sizes", type=click.IntRange(10), multiple=True, help="Terms; may be given more than once.")
@click.option("--quick", is_flag=True, help="A few questions on 200 terms, not kept: only to see that it runs.")
def graph(sizes: tuple[int, ...], quick: bool) -> None:
    """Every question of the graph beside networkx, rustworkx and igraph."""
    if quick:
        click.echo(graph_board((200,), questions=5, seconds=0.2))
        return
    text = graph_board(sizes or SIZES, questions=200, seconds=2.0, say=lambda each: click.echo(each, err=True))
    put(RESULTS, "Graph", text)
    click.echo(f"Kept in {RESULTS}.")


@bench.command()
def hostile() -> None:
    """What requests cost that want to cost too much."""
    from hostile import hostile_board

    put(RESULTS, "Hostile requests", hostile_board())
    click.echo(f"Kept in {RESULTS}.")


@bench.command()
def pages() -> None:
    """What pages weigh and cost."""
    from pages_board import pages_board

    put(RESULTS, "Pages", pages_board())
    click.echo(f"Kept in {RESULTS}.")


@bench.command()
def executor() -> None:
    """Operations run by graphql-core and by compiled functions."""
    put(RESULTS, "Executor", executor_board(seconds=2.0, say=lambda each: click.echo(each, err=True)))
    click.echo(f"Kept in {RESULTS}.")


@bench.command()
@click.option("--terms", "sizes", type=click.IntRange(10), multiple=True, help="Terms; may be given more than once.")
@click.option("--quick", is_flag=True, help="A few questions on 200 terms, not kept: only to see that it runs.")
def search(sizes: tuple[int, ...], quick: bool) -> None:
    """Search and suggestions beside SQLite's FTS5, rapidfuzz and tantivy."""
    if quick:
        click.echo(search_board((200,), questions=3))
        return
    text = search_board(sizes or SEARCHED, questions=200, say=lambda each: click.echo(each, err=True))
    put(RESULTS, "Search", text)
    click.echo(f"Kept in {RESULTS}.")


@bench.command()
@click.option("--terms", "sizes", type=click.IntRange(10), multiple=True, help="Terms; may be given more than once.")
@click.option("--quick", is_flag=True, help="200 terms, not kept: only to see that it runs.")
def scale(sizes: tuple[int, ...], quick: bool) -> None:
    """Snapshots of 10,000 to 1,000,000 terms, and how long readers wait while the next one is made."""
    if quick:
        click.echo(scale_board((200,)))
        return
    put(RESULTS, "Scale", scale_board(sizes or SCALED, say=lambda each: click.echo(each, err=True)))
    click.echo(f"Kept in {RESULTS}.")


@bench.command()
@click.option("--terms", "sizes", type=click.IntRange(10), multiple=True, help="Terms; may be given more than once.")
@click.option("--quick", is_flag=True, help="200 terms, not kept: only to see that it runs.")
@click.option("--only", metavar="WORD", help="Show the commands with this word in their names, and keep no figures.")
@click.option("--folder", type=click.Path(path_type=Path), help="Of --only: what was made there before is used again.")
def loading(sizes: tuple[int, ...], quick: bool, only: str | None, folder: Path | None) -> None:
    """Every command that reads, checks, loads, exports or imports a whole glossary, and peers that write RDF."""
    if quick:
        click.echo(loading_board((200,)))
        return
    if only is not None:
        for size in sizes or LOADED:
            with TemporaryDirectory() as name:
                place = Path(name) if folder is None else folder / str(size)
                place.mkdir(parents=True, exist_ok=True)
                for row in measure(size, place, only, say=lambda each: click.echo(each, err=True)):
                    click.echo(row)
        return
    put(RESULTS, "Loading", loading_board(sizes or LOADED, say=lambda each: click.echo(each, err=True)))
    click.echo(f"Kept in {RESULTS}.")


@bench.command()
@click.option("--quick", is_flag=True, help="A few requests on 200 terms, not kept: only to see that it runs.")
def servers(quick: bool) -> None:
    """GraphQL over HTTP beside mercurius, Apollo Server, GraphQL Yoga, Ariadne, strawberry and raw ASGI."""
    sys.path.append(str(Path(__file__).parents[1]))
    from node_packages import install
    from server_peers import ENTRIES, NPM, at_hand
    from servers_board import servers_board
    from servers_tables import FULL, QUICK

    if quick:
        click.echo(servers_board(at_hand(), QUICK))
        return
    install(NPM)
    put(RESULTS, "Servers", servers_board(ENTRIES, FULL, say=lambda each: click.echo(each, err=True)))
    click.echo(f"Kept in {RESULTS}.")


@bench.command()
@click.option("--terms", "sizes", type=click.IntRange(10), multiple=True, help="Terms; may be given more than once.")
@click.option("--quick", is_flag=True, help="A few questions on 200 terms, not kept: only to see that it runs.")
def postgresql(sizes: tuple[int, ...], quick: bool) -> None:
    """Questions of the graph beside recursive queries of PostgreSQL."""
    from postgresql_board import SIZES, postgresql_board, running

    with running() as address:
        if quick:
            click.echo(postgresql_board(address, (200,), questions=5, seconds=0.2))
            return
        text = postgresql_board(
            address, sizes or SIZES, questions=200, seconds=10.0, say=lambda each: click.echo(each, err=True)
        )
    put(RESULTS, "Graph in PostgreSQL", text)
    click.echo(f"Kept in {RESULTS}.")


@bench.command()
@click.option("--terms", "sizes", type=click.IntRange(10), multiple=True, help="Terms; may be given more than once.")
def starting(sizes: tuple[int, ...]) -> None:
    """What commands import, how soon a server answers, and the memory of it and its workers."""
    put(RESULTS, "Starting", starting_board(sizes or STARTED, say=lambda each: click.echo(each, err=True)))
    click.echo(f"Kept in {RESULTS}.")


if __name__ == "__main__":
    bench()
