"""`check` reads everything and says what is wrong; `rule` says why a rule is there and how to satisfy it."""

import gc
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termgraph.errors import Severity

from .options import data_argument, json_option
from .output import STYLES, print_json, print_problems, progress

LEVELS = [severity.value for severity in Severity]
NEVER = "never"
VOCABULARIES = frozenset({".ttl", ".trig", ".nt", ".nq", ".rdf", ".owl", ".xml", ".skos", ".jsonld"})
"""What the names of files end in that are vocabularies and not glossaries."""

if TYPE_CHECKING:
    from termgraph.errors import Problem
    from termgraph.formats.source import Source


def read_and_check(
    data: Path, today: date | None = None, least: Severity = Severity.INFO
) -> "tuple[Source, tuple[Problem, ...]]":
    """What the files say, and every finding of `least` and above, with a progress bar where there is a terminal."""
    from termgraph.formats import read
    from termgraph.integrity import check as judge

    with progress("Reading term files") as step:
        source = read(data, step)
    return source, judge(source, today, least=least)


def count(problems: "tuple[Problem, ...]", severity: Severity) -> int:
    """How many findings are of this severity."""
    return sum(problem.severity is severity for problem in problems)


def summary(problems: "tuple[Problem, ...]") -> str:
    """What was found, in a few words: "1 error, 2 warnings", or "no findings"."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "suggestion"}
    parts = [
        f"{number} {word}{'' if number == 1 else 's'}"
        for severity, word in words.items()
        if (number := count(problems, severity))
    ]
    return ", ".join(parts) or "no findings"


@click.command()
@data_argument
@click.option("--format", "style", type=click.Choice(list(STYLES)), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, NEVER]),
    default="error",
    show_default=True,
    help="Exit with 1 from here.",
)
@click.option(
    "--severity",
    "least",
    type=click.Choice(LEVELS[1:]),
    default=Severity.WARNING.value,
    show_default=True,
    help="Show findings from here; info shows suggestions too.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Judge dates that pass against this day.")
@click.option("--watch", is_flag=True, help="Check again when files change, and say what is new and what is gone.")
@json_option
def check(data: Path, style: str, fail_on: str, least: str, today: date | None, watch: bool, as_json: bool) -> int:
    """Read the term files in DATA and say exactly what is wrong, all of it in one run.

    DATA may be a vocabulary in SKOS, too: a file named .ttl, .trig, .nt, .nq, .rdf, .owl, .xml, .skos or .jsonld.
    """
    started = time.perf_counter()
    gc.disable()  # What is read here stays until the end, so looking for garbage in it is in vain.
    style = "json" if as_json else style
    day = date.fromisoformat(str(today)[:10]) if today else None
    vocabulary = data.suffix.lower() in VOCABULARIES and not data.is_dir()
    if watch:
        from .watching import WATCHED, watch_and_check

        if vocabulary or style not in WATCHED:
            raise click.UsageError("--watch is for term files, and writes text or JSON.")
        last = watch_and_check(data, day, style, _shown_from(least, fail_on))
        return _status(last, fail_on)
    if vocabulary:
        return _check_vocabulary(data, style, fail_on, least)
    source, problems = read_and_check(data, day)
    shown = [problem for problem in problems if problem.severity.rank >= _shown_from(least, fail_on).rank]
    print_problems(shown, style)
    hint = " (--severity info shows them)" if len(shown) < len(problems) else ""
    click.echo(f"{extent(source, time.perf_counter() - started)}: {summary(problems)}{hint}", err=True)
    return _status(problems, fail_on)


def extent(source: "Source", seconds: float) -> str:
    """What was read, and in what time: "42 terms, 118 relations, 3 languages in 0.21 s"."""
    content, languages = source.content, len(source.content.glossary.languages)
    return (
        f"{len(content.terms)} terms, {len(content.relations) + len(content.requirements)} relations, "
        f"{languages} {'language' if languages == 1 else 'languages'} in {seconds:.2f} s"
    )


def _check_vocabulary(file: Path, style: str, fail_on: str, least: str) -> int:
    """Judges a file of SKOS, whoever made it."""
    from termgraph.integrity.vocabulary import check_vocabulary

    started = time.perf_counter()
    lowest = _shown_from(least, fail_on)
    with progress("Reading statements") as step:
        problems, (concepts, schemes, statements) = check_vocabulary(file, least=lowest, progress=step)
    print_problems(problems, style)
    click.echo(
        f"{concepts:,} concepts, {schemes:,} schemes, {statements:,} statements "
        f"in {time.perf_counter() - started:.2f} s: {summary(problems)}",
        err=True,
    )
    return _status(problems, fail_on)


def _shown_from(least: str, fail_on: str) -> Severity:
    """The severity from which findings are shown: what decides the exit status always is."""
    return min((Severity(each) for each in (least, fail_on) if each != NEVER), key=lambda severity: severity.rank)


def _status(problems: "tuple[Problem, ...]", fail_on: str) -> int:
    return int(fail_on != NEVER and any(each.severity.rank >= Severity(fail_on).rank for each in problems))


@click.command()
@click.argument("code", required=False)
@json_option
def rule(code: str | None, as_json: bool) -> None:
    """Explain the rule CODE (TG201, or a design name such as E4); list all rules without one."""
    from termgraph.integrity import RULES
    from termgraph.integrity import rule as find
    from termgraph.model import encode

    if code is None:
        rows = [row for _, row in sorted(RULES.items())]
        if as_json:
            print_json([encode(row) for row in rows])
            return
        for row in rows:
            click.echo(f"{row.code}  {row.severity:<7}  {row.name:<24}  {row.says}")
        return
    row = find(code)
    if as_json:
        print_json(encode(row))
        return
    click.echo(f"{row.code} {row.name} ({row.severity}{f', {row.design}' if row.design else ''})\n")
    click.echo(f"{row.says}\n\nBecause: {row.because}\n\nExample:\n{row.example}\n\nFix: {row.fix}")
