"""How answers and findings look: text for people, JSON for programs, two notations for build machines."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import click

from termgraph import __version__
from termgraph.errors import Note, Problem, Severity, Where

SHOWN = {"\t": "\N{RIGHTWARDS ARROW TO BAR}"}
UNSHOWN = "\N{REPLACEMENT CHARACTER}"
"""How characters that would disturb a terminal are shown: one column each, so that the pointer below stays right."""

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def print_json(value: Any) -> None:
    """One JSON value on standard output, indented, non-ASCII as it is."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


@contextmanager
def progress(label: str, *, hidden: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, told (done, total); nothing where it is `hidden` or no terminal."""
    with click.progressbar(length=1, label=label, file=sys.stderr, hidden=hidden or not sys.stderr.isatty()) as bar:

        def step(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield step


def print_problems(problems: Sequence[Problem], style: str) -> None:
    """The findings on standard output; `style` is a key of STYLES."""
    STYLES[style](problems)


def _text(problems: Sequence[Problem]) -> None:
    lines = _Lines()
    for problem in problems:
        severity = click.style(problem.severity, fg=COLOURS[problem.severity], bold=True)
        click.echo(f"{place_of(problem)}  {severity}  {problem.rule} {rule_name(problem.rule)}")
        width = len(str(problem.where.line)) if problem.where else 1
        if problem.where and (source := lines.at(problem.where)) is not None:
            click.echo(f"  {problem.where.line} | {source}")
            click.echo(f"  {' ' * width} | {_underline(problem.where, source)}")
        click.echo(f"  {' ' * width} = {problem.message}{f'; {problem.hint}' if problem.hint else ''}")
        for note in problem.notes:
            click.echo(f"  {' ' * width} = {_note(note)}")


def place_of(problem: Problem) -> str:
    """Where a finding is: in a file, at a thing that has an address, or somewhere in the store."""
    return str(problem.where or _thing(problem).removesuffix(": ") or "(store)")


def _thing(problem: Problem) -> str:
    """The address of what a finding is about, where that is its place: "<http://…>: "."""
    named = problem.subjects[0] if problem.subjects and problem.where is None else ""
    return f"<{named}>: " if ":" in named else ""


def _note(note: Note) -> str:
    return f"{note.where}: {note.message}" if note.where else note.message


@cache
def rule_name(code: str) -> str:
    """The name of the rule with this code."""
    from termgraph.integrity import rule

    return rule(code).name


def _underline(where: Where, source: str) -> str:
    end = where.end_column if where.end_column and where.end_column > where.column else where.column + 1
    return " " * (where.column - 1) + "^" * max(1, min(end, len(source) + 2) - where.column)


def _shown(mark: str) -> str:
    return SHOWN.get(mark) or (mark if mark.isprintable() else UNSHOWN)


class _Lines:
    """Lines of the files that findings point at, each file read once and only its shown lines kept short."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def at(self, where: Where) -> str | None:
        if where.file not in self._files:
            try:
                text = Path(where.file).read_text("utf-8-sig")
            except (OSError, ValueError):
                text = ""
            self._files[where.file] = text.splitlines()
        lines = self._files[where.file]
        if not 1 <= where.line <= len(lines):
            return None
        line = lines[where.line - 1][:200]
        printable = line if line.isprintable() else "".join(map(_shown, line))
        return printable if where.column <= len(printable) + 1 else None


def problem_json(problem: Problem) -> dict[str, Any]:
    """A finding as plain JSON values."""
    return {
        "rule": problem.rule,
        "name": rule_name(problem.rule),
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        "fix": problem.fix,
        "subjects": list(problem.subjects),
        **_where_json(problem.where),
        "notes": [{"message": note.message, **_where_json(note.where)} for note in problem.notes],
    }


def _where_json(where: Where | None) -> dict[str, Any]:
    if where is None:
        return {"file": None, "line": None, "column": None, "endColumn": None}
    return {"file": where.file, "line": where.line, "column": where.column, "endColumn": where.end_column}


def _json(problems: Sequence[Problem]) -> None:
    print_json([problem_json(problem) for problem in problems])


def _github(problems: Sequence[Problem]) -> None:
    """Workflow commands of GitHub Actions: one annotation a finding."""
    commands = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    for problem in problems:
        title = f"title={problem.rule} {rule_name(problem.rule)}"
        place = f" {title}"
        if where := problem.where:
            end = f",endColumn={where.end_column}" if where.end_column else ""
            place = f" file={_escaped(where.file, property_=True)},line={where.line},col={where.column}{end},{title}"
        text = f"{_thing(problem)}{problem.message}" + (f"; {problem.hint}" if problem.hint else "")
        text += "".join(f"\n{_note(note)}" for note in problem.notes)
        click.echo(f"::{commands[problem.severity]}{place}::{_escaped(text)}")


def _escaped(text: str, *, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text


def _sarif(problems: Sequence[Problem]) -> None:
    """SARIF 2.1.0 (OASIS), one run, for code-scanning services."""
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    print_json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": {"name": "termgraph", "version": __version__, "rules": _sarif_rules(problems)}},
                    "columnKind": "unicodeCodePoints",
                    "results": [
                        {
                            "ruleId": problem.rule,
                            "level": levels[problem.severity],
                            "message": {
                                "text": f"{_thing(problem)}{problem.message}"
                                + (f"; {problem.hint}" if problem.hint else "")
                            },
                            "locations": [_sarif_place(problem.where)] if problem.where else [],
                            "relatedLocations": [
                                {**_sarif_place(note.where), "message": {"text": note.message}}
                                for note in problem.notes
                                if note.where
                            ],
                        }
                        for problem in problems
                    ],
                }
            ],
        }
    )


def _sarif_rules(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [{"id": code, "name": rule_name(code)} for code in sorted({problem.rule for problem in problems})]


def _sarif_place(where: Where) -> dict[str, Any]:
    region: dict[str, int] = {"startLine": where.line, "startColumn": where.column}
    if where.end_column:
        region["endColumn"] = where.end_column
    return {"physicalLocation": {"artifactLocation": {"uri": where.file}, "region": region}}


STYLES: dict[str, Callable[[Sequence[Problem]], None]] = {
    "text": _text,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
"""`check --format`: how findings are written."""
