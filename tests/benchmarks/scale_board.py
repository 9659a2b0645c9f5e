"""The board of scale: what snapshots of ever more terms take, and how long readers wait while the next one is made."""

import gc
import pickle
import platform
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from child import lines_of
from memory import resident
from realistic import realistic
from stopwatch import Stopwatch
from synthetic import synthetic

from termgraph.glossary import View
from termgraph.glossary.holder import view_of
from termgraph.glossary.parting import Parting
from termgraph.glossary.watch import TURN
from termgraph.graph.lookup import by_slug
from termgraph.graph.preparation import prepare
from termgraph.graph.search import search
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.text_index import TextIndex
from termgraph.model import Change, Content, Relation, apply

SIZES = (10_000, 100_000, 1_000_000)

WRITTEN = 100_000
"""Terms up to which their texts are made as well, and views are swapped: a million take four gigabytes with texts."""

HOW = """\
Command: `scripts/bench scale`. Each size is measured in a process of its own; seconds are CPU time, and memory is what
the process grew by, in megabytes. The terms are `realistic(synthetic(n, 4 n))` with four relations each, first without
texts. The snapshot is what answers need of the graph, beside the content it is of; preparing it makes everything else
that questions share (labels for search, orders, precedence, nearness). Then the words of texts are indexed, 190 a term.
"""

SWAPS = """\
How long readers wait while the next view is made and swapped in, and what making it takes. A reader asks for a term
every millisecond; a pause is by how much longer than that it took, in milliseconds, counted in CPU time of the process
where that is less, since other programs' turns are no pause of ours.
"""


@dataclass
class Reader:
    """Asks for a term every millisecond in a thread of its own, and notes how late each answer was."""

    view: View
    slug: str
    late: list[float] = field(default_factory=list)
    stopped: bool = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """While it reads."""
        thread = threading.Thread(target=self._read)
        thread.start()
        try:
            yield
        finally:
            self.stopped = True
            thread.join()

    def _read(self) -> None:
        while not self.stopped:
            wall, computed = time.perf_counter(), time.process_time()
            time.sleep(0.001)
            assert by_slug(self.view.snapshot, self.slug)
            late = min(time.perf_counter() - wall - 0.001, time.process_time() - computed)
            self.late.append(max(0.0, 1000 * late))

    def share(self, part: float) -> float:
        """What this part of the answers were late by at most."""
        ordered = sorted(self.late)
        return ordered[min(int(part * len(ordered)), len(ordered) - 1)]


def make(size: int, path: Path) -> None:
    """Write content without texts to a file, so that whoever measures it has no other memory to use again."""
    path.write_bytes(pickle.dumps(realistic(synthetic(size, 4 * size, texts=False))))


def bare(size: int, path: Path) -> str:
    """The first cells of the row of a size: content, snapshot and all that questions share, without texts."""
    gc.disable()
    content, _, held = _measured(partial(_read, path))
    snapshot, built, grown = _measured(partial(Snapshot.of, content))
    _, prepared, prepared_grown = _measured(partial(prepare, snapshot))
    cells = [f"{size:,}", f"{len(snapshot.edges):,}", f"{held:,.0f}", f"{built:.2f}", f"{grown:,.0f}"]
    return f"| {' | '.join([*cells, f'{prepared:.2f}', f'{prepared_grown:,.0f}'])} |"


def written(size: int) -> list[str]:
    """The last cells of the same row, for texts, then the rows of swaps."""
    gc.disable()
    content = realistic(synthetic(size, 4 * size))
    view = view_of(content, "e.1")
    _, made, grown = _measured(partial(view.snapshot.once, TextIndex.of))
    prepare(view.snapshot)
    gc.freeze()
    gc.enable()
    return [f" {made:.2f} | {grown:,.0f} |", *_swaps(size, content, view)]


def _read(path: Path) -> Content:
    content: Content = pickle.loads(path.read_bytes())  # noqa: S301  # our own, see `make`
    return content


def _measured(make: Callable[[], Any]) -> tuple[Any, float, float]:
    """What was made, seconds, and megabytes by which the process grew."""
    before, watch = resident(), Stopwatch(0)
    made = watch.time(make)
    return made, watch.taken[0] / 1000, resident() - before


def _swaps(size: int, content: Content, view: View) -> Iterator[str]:
    slugs = list(content.terms)
    term = content.terms[slugs[-7]]
    relation = Relation(slugs[-9], "uses", slugs[3])
    edits: Mapping[str, Change] = {
        "one text": Change("term", term.slug, term, replace(term, summary="A most unusual wording.")),
        "one name": Change("term", term.slug, term, replace(term, name="A Most Unusual Name")),
        "one relation": Change("relation", relation.key, None, relation),
    }
    for name, edit in edits.items():
        reader, parting = Reader(view, slugs[0]), Parting()
        with reader.reading():
            time.sleep(0.05)
            late, made = len(reader.late), Stopwatch(0)
            after = made.time(partial(_next, content, view, edit, parting))
            reader.view = after
            del after
            time.sleep(0.05)
            parting.let_go()
            reader.late = reader.late[late:]
        yield (
            f"| {size:,} | {name} | {made.taken[0] / 1000:.2f} | {reader.share(0.5):.1f} | {reader.share(0.99):.1f} "
            f"| {max(reader.late):.1f} |"
        )
    assert search(_next(content, view, edits["one text"], Parting()).snapshot, "unusual wording")


def _next(content: Content, view: View, edit: Change, parting: Parting) -> View:
    """The view after an edit, made as the follower of a store makes it."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    gc.disable()
    try:
        after = view_of(apply(content, [edit]), "e.2", None, view.snapshot)
        prepare(after.snapshot)
        parting.replaced(view.snapshot, after.snapshot)
    finally:
        sys.setswitchinterval(usual)
        gc.freeze()
        gc.enable()
    return after


def scale_board(sizes: Sequence[int], say: Callable[[str], None] = lambda _: None) -> str:
    """The board as Markdown."""
    grown: list[str] = []
    swapped: list[str] = []
    for size in sizes:
        say(f"{size:,} terms ...")
        with TemporaryDirectory() as folder:
            path = f"{folder}/content"
            lines_of(__file__, "make", size, path)
            first, *others = lines_of(__file__, "bare", size, path)
        if size <= WRITTEN:
            last, *others = lines_of(__file__, "written", size)
            swapped += others
            first += last
        else:
            first += " | |"
        grown.append(first)
    return "\n".join(
        [
            HOW,
            f"Python {platform.python_version()}, {platform.machine()}.",
            "",
            "| terms | edges | content MB | snapshot s | MB | preparing it s | MB | words of texts s | MB |",
            "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
            *grown,
            "",
            SWAPS,
            "| terms | edit | next view s | pause p50 | p99 | longest |",
            "|---:|---|---:|---:|---:|---:|",
            *swapped,
            "",
        ]
    )


if __name__ == "__main__":
    which, terms, *where = sys.argv[1:]
    if which == "make":
        make(int(terms), Path(where[0]))
    else:
        lines = [bare(int(terms), Path(where[0]))] if which == "bare" else written(int(terms))
        print("\n".join(lines))  # noqa: T201  # read by the process that started this one
