"""The board of starting: what commands import, how soon a server answers, and what memory it and its workers take."""

import json
import os
import platform
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from child import taken
from realistic import realistic
from synthetic import synthetic

from termgraph.model import Change, Content, difference
from termgraph.store import Store

ROOT = Path(__file__).parents[2]

SIZES = (10_000, 100_000)

WORKERS = (1, 2, 4)

SHARED = 10_000
"""Terms of which the memory of several workers is measured."""

REQUESTS = 1_000

TURNS = 5

QUERY = '{ term(by: {slug: "%s"}) { title summary relations(first: 20) { totalCount } } glossary { revision } }'

HOW = """\
Command: `scripts/bench starting`. Each figure is of processes of their own, with compiled modules on the disk. CPU time
is in seconds, the median of five; the libraries alone are beside what imports them, for nothing of ours can be quicker.
"""

SERVING = """\
`termgraph serve` from the start of the process to its first answer, in seconds, and the memory it has then, in
megabytes (RSS), after 1,000 requests, and when all that questions share was made beside them. Our glossary is also
loaded, which checks it; the others are `realistic(synthetic(n, 4 n))` with texts, in an SQLite file (`--no-load`).
"""

SHARING = """\
`termgraph serve --workers n` on {terms:,} terms: memory of the whole family in megabytes, pages that several processes
share counted once (Pss), after 1,000 requests, and after an edit that each worker has followed.
"""

ENTRIES = (
    ("Python alone", ("-c", "pass")),
    ("`import termgraph`", ("-c", "import termgraph")),
    ("`termgraph --help`", ("-m", "termgraph", "--help")),
    ("`termgraph check data`", ("-m", "termgraph", "check", str(ROOT / "data"))),
    ("a store to read", ("-c", "from termgraph.store import open_to_read; import termgraph.store.reader")),
    ("a store to write", ("-c", "import termgraph.store.sql")),
    ("SQLModel alone", ("-c", "import sqlmodel")),
    ("all that answers GraphQL", ("-c", "import termgraph.glossary, termgraph.web.front, termgraph.web.server")),
    ("strawberry and uvicorn alone", ("-c", "import strawberry.federation, uvicorn")),
    ("all that serves", ("-c", "import termgraph.web.app, termgraph.web.server")),
    ("FastAPI, strawberry and uvicorn alone", ("-c", "import fastapi, strawberry.federation, uvicorn")),
)


@dataclass
class Served:
    """A running server."""

    process: "subprocess.Popen[str]"
    address: str
    slug: str

    def ask(self) -> str:
        """The revision of the answer to a small question."""
        body = json.dumps({"query": QUERY % self.slug}).encode()
        request = urllib.request.Request(  # noqa: S310  # an address of our own
            f"{self.address}/graphql", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=600) as response:  # noqa: S310  # likewise
            return str(json.load(response)["data"]["glossary"]["revision"])

    def family(self) -> list[int]:
        """The process and its workers."""
        number = self.process.pid
        children = Path(f"/proc/{number}/task/{number}/children").read_text("ascii").split()
        return [number, *map(int, children)]

    def cpu(self) -> float:
        """Seconds that the process has computed."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """Megabytes of the process."""
        return _kilobytes(Path(f"/proc/{self.process.pid}/status"), "VmRSS") / 1000

    def shared(self) -> float:
        """Megabytes of the family, each page counted once."""
        return sum(_kilobytes(Path(f"/proc/{each}/smaps_rollup"), "Pss") for each in self.family()) / 1000


def _kilobytes(path: Path, name: str) -> int:
    found = re.search(rf"^{name}:\s+(\d+) kB", path.read_text("ascii"), re.MULTILINE)
    assert found
    return int(found[1])


@contextmanager
def serving(*arguments: object) -> Iterator[Served]:
    """A server on a free port, as soon as it has said where it is."""
    command = [sys.executable, "-m", "termgraph", "serve", "--port", "0", *map(str, arguments)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert process.stdout
    said = ""
    while not (example := re.search(r'slug: "([^"]+)"', said)) and (line := process.stdout.readline()):
        said += line
    address = re.search(r"GraphQL +(http://\S+)/graphql", said)
    assert address
    assert example
    try:
        yield Served(process, address[1], example[1])
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()


def imported(arguments: Sequence[str], turns: int) -> tuple[float, float]:
    """CPU seconds of a Python process with these arguments, the median, and the megabytes that it took at most."""
    found = [taken(arguments) for _ in range(turns)]
    return median(each.cpu for each in found), max(each.most for each in found)


def started(name: str, *arguments: object, requests: int, rest: float) -> str:
    """The row of a server that was started so; `rest` is how long it is left alone in the end, in seconds."""
    begin = time.perf_counter()
    with serving(*arguments) as server:
        server.ask()
        wall, cpu, first = time.perf_counter() - begin, server.cpu(), server.resident()
        for _ in range(requests):
            server.ask()
        then = server.resident()
        _quiet(server, rest)
        cells = f"{wall:.2f} | {cpu:.2f} | {first:.0f} | {then:.0f} | {server.resident():.0f}"
        return f"| {name} | {cells} |"


def _quiet(server: Served, seconds: float) -> None:
    """Waits until the process computes no more for so long."""
    before = -1.0
    while server.cpu() > before + 0.05 * seconds:
        before = server.cpu()
        time.sleep(seconds)


def worked(workers: int, content: Content, database: Path, requests: int) -> str:
    """The row of so many workers; the last thing is an edit, taken back afterwards."""
    with serving("--no-load", "--database", database, "--workers", workers) as server:
        for _ in range(requests):
            server.ask()
        before = server.shared()
        term = content.terms[server.slug]
        edited = replace(term, summary="A most unusual wording.")
        for edit in (Change("term", term.slug, term, edited), Change("term", term.slug, edited, term)):
            with Store.open(str(database)) as store:
                head = store.apply((edit,))
            revision = f"{head.epoch}.{head.public_revision}"
            while {server.ask() for _ in range(10 * workers)} != {revision}:
                time.sleep(0.1)
        return f"| {workers} | {before:.0f} | {server.shared():.0f} |"


def starting_board(
    sizes: Sequence[int],
    shared: int = SHARED,
    workers: Sequence[int] = WORKERS,
    requests: int = REQUESTS,
    turns: int = TURNS,
    rest: float = 2.0,
    say: Callable[[str], None] = lambda _: None,
) -> str:
    """The board as Markdown. Needs /proc, which Linux has."""
    entries, servers, families = [], [], []
    for name, arguments in ENTRIES:
        say(f"{name} ...")
        seconds, most = imported(arguments, turns)
        entries.append(f"| {name} | {seconds:.2f} | {most:.0f} |")
    with TemporaryDirectory() as folder:
        ours = Path(folder) / "ours.db"
        for name, more in (("ours, loaded", ()), ("ours", ("--no-load",))):
            say(f"{name} ...")
            row = started(name, "--data", ROOT / "data", "--database", ours, *more, requests=requests, rest=rest)
            servers.append(row)
        for size in dict.fromkeys((*sizes, shared)):
            say(f"{size:,} terms ...")
            database = Path(folder) / f"{size}.db"
            content = realistic(synthetic(size, 4 * size))
            with Store.open(str(database)) as store:
                store.apply(difference(Content(), content))
            if size in sizes:
                servers.append(
                    started(f"{size:,} terms", "--no-load", "--database", database, requests=requests, rest=rest)
                )
            if size == shared:
                families = [worked(count, content, database, requests) for count in workers]
    head = "| | CPU s | MB at most |\n|---|---:|---:|"
    served = (
        "| glossary | wall s | CPU s | MB then | MB after the requests | MB at rest |\n|---|---:|---:|---:|---:|---:|"
    )
    family = "| workers | MB | MB after two edits |\n|---:|---:|---:|"
    parts = [HOW, f"Python {platform.python_version()}, {platform.machine()}.", "", head, *entries, ""]
    parts += [SERVING, served, *servers, "", SHARING.format(terms=shared), family, *families, ""]
    return "\n".join(parts)
