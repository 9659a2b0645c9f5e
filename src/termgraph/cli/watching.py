"""`check --watch`: checks again whenever a file of the folder changes, and says what is new and what is gone.

Files are looked at by turns, which works on every system and file system, and needs no permission.
"""

import gc
import json
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from termgraph.errors import Problem, Severity
from termgraph.formats import read
from termgraph.formats.rereading import Folder, Reread
from termgraph.formats.signs import SETTLED, Signs, newest, same, signs
from termgraph.formats.source import Source
from termgraph.integrity.again import Judge

from .check import count, extent, summary
from .output import place_of, print_problems, problem_json, progress, rule_name

LOOK = 0.05
"""Seconds between two looks at what is most likely to change."""

LIKELY = 50
"""How many files that is."""

SHARE = 20
"""Everything is looked at as often as takes one part in so many of a processor, at most once a look."""

CALM = 0.02
"""Seconds for which what has changed must stay as it is: an editor may be half done."""

PATIENCE = 1.0
"""Seconds after which a folder that does not get calm is checked all the same."""

NAMED = 5
"""How many changed files are named."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check: what was read, the findings, what of them is new and what is gone, and in what time.

    `files` are those that changed, None at the first check.
    """

    source: Source
    problems: tuple[Problem, ...]
    new: list[Problem]
    gone: list[Problem]
    files: list[str] | None
    seconds: float


def watch_and_check(data: Path, today: date | None, style: str, least: Severity) -> tuple[Problem, ...]:
    """Check `data` until somebody interrupts, and print findings of `least` and above; gives the last ones.

    Other rules are not asked, because an editor waits.
    """
    folder, judge, tell = Folder(data), Judge(today, least=least), WATCHED[style]
    known = signs(data)
    started = time.perf_counter()
    with progress("Reading term files") as step:
        reread = folder.read(known, step) or Reread(read(data, step), None)
    problems = judge.judge(*reread)
    shown = _from(problems, least)
    tell(Outcome(reread.source, shown, list(shown), [], None, time.perf_counter() - started), data)
    gc.freeze()
    gc.enable()
    try:
        click.echo(f"Watching {data}; Ctrl-C stops.", err=True)
        while True:
            before, known = known, _change(data, known)
            started = time.perf_counter()
            last, reread = reread, folder.read(known) or Reread(read(data), None)
            if reread.source is last.source:
                continue
            problems, seen = judge.judge(*reread), shown
            shown, files = _from(problems, least), _files(before, known)
            new, gone = _differences(seen, shown)
            if files or new or gone:
                seconds = time.perf_counter() - started
                tell(Outcome(reread.source, shown, new, gone, files, seconds), data)
    except KeyboardInterrupt:
        click.echo("Stopped.", err=True)
    return problems


def _change(data: Path, known: Signs) -> Signs:
    """The signs of a folder once they differ from those known, or once files that changed right before are settled."""
    likely = newest(known, LIKELY)
    recent = max((sign[4] for sign in known.values() if sign[4] <= time.time_ns()), default=0)
    unsettled = recent + SETTLED > time.time_ns()
    pause = time.monotonic() + LOOK
    while True:
        time.sleep(LOOK)
        if time.monotonic() < pause and same(data, known, likely):
            continue
        begun = time.perf_counter()
        found = signs(data)
        pause = time.monotonic() + SHARE * (time.perf_counter() - begun)
        if found != known:
            return _calm(data, known, found)
        if unsettled and recent + SETTLED < time.time_ns():
            return found


def _calm(data: Path, known: Signs, found: Signs) -> Signs:
    """The signs of a folder when what has changed no longer changes."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        time.sleep(CALM)
        if same(data, found, [name for name in known.keys() | found.keys() if known.get(name) != found.get(name)]):
            break
        found = signs(data)
    return found


def _from(problems: Iterable[Problem], least: Severity) -> tuple[Problem, ...]:
    """Those of this severity and above: readers say all that they find."""
    return tuple(problem for problem in problems if problem.severity.rank >= least.rank)


def _differences(before: Sequence[Problem], after: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    """The findings that are new and those that are gone; one that has only moved in its file is neither."""
    old, now = set(map(id, before)), set(map(id, after))
    come = [each for each in after if id(each) not in old]
    went = [each for each in before if id(each) not in now]
    return _without(come, went), _without(went, come)


def _without(these: Sequence[Problem], others: Iterable[Problem]) -> list[Problem]:
    """The findings that are not among the others, of equal ones as many as there are more."""
    left = Counter(map(_same, others))
    found = []
    for each in these:
        if left[_same(each)]:
            left[_same(each)] -= 1
        else:
            found.append(each)
    return found


def _same(problem: Problem) -> tuple[str, str, str, tuple[str, ...]]:
    """What a finding is, wherever in its file it stands."""
    return problem.rule, problem.where.file if problem.where else "", problem.message, problem.subjects


def _files(before: Signs, after: Signs) -> list[str]:
    """What came, went or changed, but folders, of which only their files matter."""
    names = (name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    kinds = {**after, **before}
    return sorted(name for name in names if not stat.S_ISDIR(kinds[name][0]))


def _text(outcome: Outcome, data: Path) -> None:
    if outcome.files is not None:
        more = f" and {len(outcome.files) - NAMED:,} more" if len(outcome.files) > NAMED else ""
        names = ", ".join(str(data / name) for name in outcome.files[:NAMED])
        click.echo(f"\nchanged: {names}{more}", err=True)
    print_problems(outcome.new, "text")
    for problem in outcome.gone:
        click.echo(f"gone: {place_of(problem)}  {problem.severity}  {problem.rule} {rule_name(problem.rule)}")
        click.echo(f"    = {problem.message}")
    difference = "" if outcome.files is None else f"; {len(outcome.new)} new, {len(outcome.gone)} gone"
    said = f"{extent(outcome.source, outcome.seconds)}: {summary(outcome.problems)}{difference}"
    click.echo(said, err=True)


def _json(outcome: Outcome, data: Path) -> None:
    content = outcome.source.content
    row: Mapping[str, object] = {
        "changed": [str(data / name) for name in outcome.files or ()],
        "new": [problem_json(each) for each in outcome.new],
        "gone": [problem_json(each) for each in outcome.gone],
        **{each.value: count(outcome.problems, each) for each in Severity},
        "terms": len(content.terms),
        "relations": len(content.relations) + len(content.requirements),
        "seconds": round(outcome.seconds, 3),
    }
    click.echo(json.dumps(row, ensure_ascii=False))


WATCHED: Mapping[str, Callable[[Outcome, Path], None]] = {"text": _text, "json": _json}
"""`check --watch --format`: a text to read, or one object a line for a program, the first with all findings."""
