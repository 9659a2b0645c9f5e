"""The board of loading: what each command takes that reads, checks, loads, exports or imports a whole glossary."""

import io
import os
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from child import lines_of, taken
from realistic import realistic
from stopwatch import Stopwatch
from synthetic import synthetic

from termgraph.formats.document import document_json
from termgraph.formats.folder import write_folder
from termgraph.formats.rdf import to_rdflib, write
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content

SIZES = (1_000, 5_000)

MANY = 50_000
"""From this many terms on a term has four relations, and five below: the sizes that the goals name."""

PEERED = 20_000
"""Terms up to which rdflib writes the same graph: it takes minutes and gigabytes for more."""

ROUNDS = 3
"""How often each peer writes, in turns; the median counts."""

HOW = """\
Command: `scripts/bench loading`; `--terms 100000` measures the size of the goals, which takes several minutes; with
`--only turtle --folder FOLDER` one command is measured (those whose names hold the word), with what FOLDER has from
before, and shown. Every command is a process of its own: CPU time of all of it, imports included, by the clock, and the
most memory it ever had.
The terms are `realistic(synthetic(n, 5 n))` (`4 n` from 50,000 on) with 190 words each, in term files or in one file.
"""

PEERS = """\
The same statements written by others, in milliseconds of CPU time: ours from a snapshot, theirs from a graph that holds
the statements already (rdflib's in memory; pyoxigraph's store, which gives them in no order). Ours makes the statements
first. What is written is read back, and the same triples (the run fails otherwise).
"""


@dataclass(frozen=True)
class Command:
    """A row of the board: what is measured, the arguments of `termgraph`, and what has to be done before.

    `makes` is the file that it writes anew, `needs` the one that an earlier command made.
    """

    name: str
    arguments: tuple[str, ...]
    before: Callable[[Path], None] = lambda _: None
    makes: str | None = None
    needs: str | None = None


def _one_changed(folder: Path) -> None:
    path = min((folder / "data" / "terms").iterdir())
    path.write_text(path.read_text("utf-8").replace("summary: ", "summary: Now ", 1), "utf-8")


def _export(name: str) -> Command:
    out = f"out.{name}"
    arguments = ("export", "--format", name, "--database", STORE, "-o", out)
    return Command(f"export to {name}", arguments, makes=out, needs=STORE)


STORE = "store.db"
_LOAD = ("load", "data", "--database", STORE)

COMMANDS = (
    Command("check of term files", ("check", "data", "--fail-on", "never")),
    Command("check of one JSON file", ("check", "one.json", "--fail-on", "never")),
    Command("load of term files into an empty store", _LOAD, makes=STORE),
    Command("load that changes nothing", _LOAD, needs=STORE),
    Command("load that changes one term", _LOAD, _one_changed, needs=STORE),
    Command(
        "load of one JSON file into an empty store", ("load", "one.json", "--database", "other.db"), makes="other.db"
    ),
    Command("plan, without its effects", ("plan", "data", "--database", STORE, "--no-effects"), needs=STORE),
    *map(_export, ("turtle", "jsonld", "ntriples", "csv", "graphml", "json", "markdown")),
    Command(
        "import of SKOS into an empty store",
        ("import", "skos", "out.turtle", "--yes", "--database", "third.db"),
        makes="third.db",
        needs="out.turtle",
    ),
)
"""In this order: later ones use what earlier ones made."""


def make(size: int, folder: Path) -> None:
    """Write a glossary as term files and as one file."""
    content = _content(size)
    write_folder(content, folder / "data")
    (folder / "one.json").write_text("".join(document_json(content)), "utf-8")


def _content(size: int) -> Content:
    return realistic(synthetic(size, (4 if size >= MANY else 5) * size))


def run(command: Command, folder: Path) -> str:
    """Cells of CPU seconds, seconds by the clock, and megabytes; fails where the command does."""
    if command.needs and not (folder / command.needs).exists():
        run(next(each for each in COMMANDS if each.makes == command.needs), folder)
    if command.makes:
        for path in folder.glob(f"{command.makes}*"):
            if path.is_file():
                path.unlink()
    command.before(folder)
    used = taken(["-m", "termgraph", *command.arguments], folder)
    return f"{used.cpu:.2f} | {used.wall:.2f} | {used.most:,.0f}"


def measure(size: int, folder: Path, only: str = "", say: Callable[[str], None] = lambda _: None) -> Iterator[str]:
    """Rows of the commands whose names have `only` in them; what is in `folder` from an earlier run is used again."""
    if not (folder / "one.json").exists():
        lines_of(__file__, "make", size, folder)
    for command in COMMANDS:
        if only in command.name:
            say(f"{size:,} terms: {command.name} ...")
            yield f"| {size:,} | {command.name} | {run(command, folder)} |"


def peers(size: int) -> Iterator[str]:
    """Rows of what writing the statements takes ours, rdflib and pyoxigraph."""
    import pyoxigraph

    snapshot = Snapshot.of(_content(size))
    lines = _ours(snapshot, "n-triples")
    theirs = to_rdflib(snapshot)
    store = pyoxigraph.Store()
    store.bulk_load(lines, pyoxigraph.RdfFormat.N_TRIPLES)
    formats: Mapping[str, tuple[str, pyoxigraph.RdfFormat]] = {
        "turtle": ("turtle", pyoxigraph.RdfFormat.TURTLE),
        "n-triples": ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
        "rdf-xml": ("xml", pyoxigraph.RdfFormat.RDF_XML),
    }
    default = pyoxigraph.DefaultGraph()
    for name, (called, syntax) in formats.items():
        makers: Sequence[Callable[[], Any]] = (
            partial(_ours, snapshot, name),
            partial(theirs.serialize, format=called, encoding="utf-8"),
            partial(store.dump, format=syntax, from_graph=default),
        )
        watches = [Stopwatch(0) for _ in makers]
        written: list[bytes] = []
        for _ in range(ROUNDS):
            written = [watch.time(maker) for watch, maker in zip(watches, makers, strict=True)]
        assert len({_triples(text, syntax) for text in written}) == 1, f"not the same triples in {name}"
        ours, *others = (watch.share(0.5) for watch in watches)
        ratios = " | ".join(f"{other:,.0f} ({ours / other:.2g})" for other in others)
        yield f"| {size:,} | {name} | {len(written[0]) / 1_000_000:,.1f} | {ours:,.0f} | {ratios} |"


def _ours(snapshot: Snapshot, name: str) -> bytes:
    out = io.BytesIO()
    write(snapshot, out, name)
    return out.getvalue()


def _triples(text: bytes, syntax: object) -> frozenset[object]:
    import pyoxigraph

    assert isinstance(syntax, pyoxigraph.RdfFormat)
    return frozenset(quad.triple for quad in pyoxigraph.parse(text, syntax))


def loading_board(sizes: Sequence[int], say: Callable[[str], None] = lambda _: None) -> str:
    """The board as Markdown."""
    measured: list[str] = []
    compared: list[str] = []
    for size in sizes:
        with TemporaryDirectory() as name:
            measured += measure(size, Path(name), say=say)
        if size <= PEERED:
            say(f"{size:,} terms: others ...")
            compared += lines_of(__file__, "peers", size)
    return "\n".join(
        [
            HOW,
            f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores.",
            "",
            "| terms | command | CPU s | s | MB |",
            "|---:|---|---:|---:|---:|",
            *measured,
            "",
            PEERS,
            "| terms | syntax | MB | ours | rdflib (ratio) | pyoxigraph (ratio) |",
            "|---:|---|---:|---:|---:|---:|",
            *compared,
            "",
        ]
    )


if __name__ == "__main__":
    which, terms, *where = sys.argv[1:]
    if which == "make":
        make(int(terms), Path(where[0]))
    else:
        print("\n".join(peers(int(terms))))  # noqa: T201  # read by the process that started this one
