"""The board of search: every kind of typing, of us and of the engines beside us, asked the same in turns."""

import gc
import platform
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from graph_board import figure
from memory import resident
from realistic import Typing, realistic
from search_peers import BUILDERS, FIRST, Engine, engines
from stopwatch import Stopwatch
from synthetic import synthetic

from termgraph.graph.label_index import LabelIndex
from termgraph.graph.labels import fold
from termgraph.graph.search import Hit, SearchTier, search, suggest
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.text_index import TextIndex

SIZES = (10_000, 100_000)

HOW = """\
Command: `scripts/bench search`. CPU time in milliseconds, median and 95th percentile of {questions} questions of each
kind, everybody asked the same ones in turns: for the first {first} terms, and of us for their number as well. The terms
are `realistic(synthetic(n, 4 n))`: names of one to four words with shared beginnings and ends, acronyms, aliases, other
scripts, and some 190 words of text each, common and rare as in a language. An engine is asked the nearest it has (see
`search_peers.py`); none keeps the contract, in which an exact label is always first (the run fails otherwise). The
ratio is our median to theirs, so that less than 1 is faster than they are.
"""


def search_board(sizes: Sequence[int], *, questions: int, say: Callable[[str], None] = lambda _: None) -> str:
    """The board as Markdown; raises AssertionError where an answer breaks the contract or misses what another finds."""
    lines = [HOW.format(questions=questions, first=FIRST), f"Python {platform.python_version()}, {platform.machine()}."]
    for size in sizes:
        say(f"{size:,} terms ...")
        content = realistic(synthetic(size, 4))
        snapshot = Snapshot.of(content)
        _ = snapshot.labels
        made: list[str] = []
        index: dict[str, Callable[[Snapshot], Any]] = {"ours, labels": LabelIndex.of, "ours, texts": TextIndex.of}
        for name, make in index.items():
            made.append(_made(name, partial(snapshot.once, make))[1])
        peers: list[Engine] = []
        for name in engines():
            engine, row = _made(name, partial(BUILDERS[name], snapshot))
            peers.append(engine)
            made.append(row)
        gc.collect()
        gc.freeze()
        versions = ", ".join(f"{each.name} {each.version}" for each in peers)
        lines += ["", f"### {size:,} terms, {len(snapshot.once(LabelIndex.of).texts):,} labels and slugs", ""]
        lines += ["| index | s | MB |", "|---|---:|---:|", *made, "", f"Beside us: {versions}.", ""]
        names = "".join(f" {each.name} p50 (ratio) |" for each in peers)
        lines.append(f"| what is typed | search p50 | p95 | suggest p50 | p95 | found |{names}")
        lines.append(f"|---|---:|---:|---:|---:|---:|{'---:|' * len(peers)}")
        typing = Typing(content)
        for kind in typing.kinds:
            lines.append(_row(snapshot, kind, list(typing.questions(kind, questions)), peers))
            say(lines[-1])
        gc.unfreeze()
    return "\n".join(lines) + "\n"


def _made(name: str, make: Callable[[], Any]) -> tuple[Any, str]:
    """What was made, and a row that says how long it took and by how much the process grew."""
    gc.collect()
    before, watch = resident(), Stopwatch(0)
    made = watch.time(make)
    grown = resident() - before
    return made, f"| {name} | {watch.taken[0] / 1000:.2f} | {grown:,.0f} |"


def _page(snapshot: Snapshot, text: str) -> Sequence[Hit]:
    """Everything that is found, the first page of it made."""
    hits = search(snapshot, text)
    _ = hits[:FIRST]
    return hits


def _row(snapshot: Snapshot, kind: str, asked: Sequence[str], peers: Sequence[Engine]) -> str:
    searches, suggestions = Stopwatch(0), Stopwatch(0)
    theirs = {each.name: Stopwatch(0) for each in peers}
    typos, found = "typo" in kind, 0
    for text in asked:
        hits = searches.time(_page, snapshot, text)
        suggestions.time(suggest, snapshot, text)
        found += len(hits)
        if "whole label" in kind:
            assert hits[0].tier is SearchTier.EXACT, f"{text}: no exact label is first"
        for each in peers:
            if each.forgives if typos else not each.only_typos:
                answer = theirs[each.name].time(each.ask, text)
                if each.only_typos and hits and hits[0].tier is SearchTier.FUZZY and fold(text):
                    assert set(answer) <= {hit.term for hit in hits}, f"{text}: {each.name} finds more"
    cells = [kind, figure(searches.share(0.5)), figure(searches.share(0.95))]
    cells += [figure(suggestions.share(0.5)), figure(suggestions.share(0.95)), f"{found / len(asked):,.0f}"]
    for each in peers:
        watch = theirs[each.name]
        ratio = searches.share(0.5) / watch.share(0.5) if watch.taken else 0
        cells.append(f"{figure(watch.share(0.5))} ({ratio:.2g})" if watch.taken else "")
    return f"| {' | '.join(cells)} |"
