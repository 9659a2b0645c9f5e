"""The board of the graph: every question beside the libraries that can be asked it, on synthetic terms.

All are asked the same random questions in turns, in one process, until enough was measured; what is kept is CPU time.
"""

import gc
import platform
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph_peers import BUILDERS, Graphs, installed
from graph_questions import ROWS, Draw, Row
from stopwatch import Stopwatch
from synthetic import synthetic

from termgraph.formats.source import Source
from termgraph.graph.preparation import prepare
from termgraph.graph.snapshot import Snapshot
from termgraph.integrity import check
from termgraph.model import Content

SIZES = (200, 2_000, 10_000, 100_000)

CHECKED = 10_000
"""Terms up to which the rules are asked as well; 100,000 take them a minute and a half."""

SEED = 7

OURS = "termgraph"

HOW = """\
Command: `scripts/bench graph`. CPU time in milliseconds, median and 95th percentile of up to {questions} random
questions, all libraries asked the same ones in turns; the ratio is our median to theirs, so that less than 1 is faster
than they are. The terms are `synthetic(n, 4 n)`: four relations a term, 1.7 of them requirements or options. A library
is asked the nearest operation it has, named in the last column: it knows no alternatives, reasons, verdicts or order
of display, so our answers say more, and they are equal as far as both say something (the run fails otherwise).
"""


@dataclass(frozen=True)
class Measured:
    """One row: how each of those who were asked did."""

    row: Row
    watches: dict[str, Stopwatch]


def graph_board(
    sizes: Sequence[int], *, questions: int, seconds: float, say: Callable[[str], None] = lambda _: None
) -> str:
    """The board as Markdown: of every row up to `questions` questions or `seconds` of CPU time for each who is asked.

    Raises AssertionError where an answer and that of a library differ.
    """
    lines = [HOW.format(questions=questions), f"Python {platform.python_version()}, {platform.machine()}."]
    for size in sizes:
        say(f"{size:,} terms ...")
        content = synthetic(size, 4 * size)
        snapshot, graphs, whole = made(content)
        lines += ["", f"### {size:,} terms", "", *whole, ""]
        versions = ", ".join(f"{each.name} {each.version}" for each in graphs)
        lines += [f"Peers: {versions}.", "", *header(graphs)]
        for measured in asked(snapshot, graphs, questions, seconds):
            lines.append(shown(measured, graphs))
            say(lines[-1])
    return "\n".join(lines) + "\n"


def made(content: Content) -> tuple[Snapshot, list[Graphs], list[str]]:
    """The snapshot, prepared, and the libraries' graphs; what making them took, as lines of a table."""
    watches: dict[str, Stopwatch] = {}

    def timed(name: str, call: Callable[..., Any], *arguments: object) -> Any:
        watches[name] = Stopwatch(0)
        return watches[name].time(call, *arguments)

    for name in installed():
        BUILDERS[name](Snapshot.of(Content.of()))  # loads the library
    gc.disable()  # as the server does while it makes a view, which is frozen afterwards
    snapshot: Snapshot = timed("snapshot", Snapshot.of, content)
    timed("preparation, most of it search", prepare, snapshot)
    graphs = [timed(f"graphs in {name}", BUILDERS[name], snapshot) for name in installed()]
    if len(content.terms) <= CHECKED:
        timed("check by all rules", check, Source(content))
    gc.collect()
    gc.freeze()
    gc.enable()
    rows = [f"| {name} | {watch.share(0.5):,.0f} |" for name, watch in watches.items()]
    return snapshot, graphs, ["| once | ms |", "|---|---:|", *rows]


def asked(snapshot: Snapshot, graphs: Sequence[Graphs], questions: int, seconds: float) -> Iterator[Measured]:
    """Every row, measured; the first question of each is not counted."""
    for row in ROWS:
        draw = Draw(snapshot, random.Random(SEED))  # noqa: S311  # the same questions every time
        watches = {
            OURS: Stopwatch(seconds),
            **{each.name: Stopwatch(seconds) for each in graphs if each.name in row.peers},
        }
        for number in range(questions + 1):
            question = row.draw(draw)
            if number == 1:
                for watch in watches.values():
                    watch.taken.clear()
            if not watches[OURS].used_up:
                ours = watches[OURS].time(row.ask, snapshot, *question)
                for each in graphs:
                    if each.name in row.peers and not watches[each.name].used_up:
                        theirs = watches[each.name].time(row.peers[each.name], each, *question)
                        same = row.same is None or row.same(snapshot, ours, theirs, *question)
                        assert same, f"{row.name} {question}: {each.name} has another answer"
        yield Measured(row, watches)


def header(graphs: Sequence[Graphs]) -> list[str]:
    """The first lines of a size's table."""
    names = [f"{each.name} p50 (ratio)" for each in graphs]
    return [
        f"| question | p50 | p95 | {' | '.join(names)} | what they are asked |",
        f"|---|---:|---:|{'---:|' * len(graphs)}---|",
    ]


def shown(measured: Measured, graphs: Sequence[Graphs]) -> str:
    """A row of a size's table."""
    mine = measured.watches[OURS]
    cells = [measured.row.name, figure(mine.share(0.5)), figure(mine.share(0.95))]
    for each in graphs:
        watch = measured.watches.get(each.name)
        cells.append(f"{figure(watch.share(0.5))} ({mine.share(0.5) / watch.share(0.5):.2g})" if watch else "")
    return f"| {' | '.join(cells)} | {measured.row.peer} |"


def figure(milliseconds: float) -> str:
    """Three digits."""
    return f"{milliseconds:.3g}" if milliseconds < 1000 else f"{milliseconds:,.0f}"
