"""`plan` shows what a load would change; `load` does exactly that, in one transaction."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termgraph.errors import Code, Severity, TermgraphError
from termgraph.model.garbage import no_cycles_sought

from .check import count, read_and_check, summary
from .options import data_argument, database_option, json_option
from .output import print_json, print_problems, progress

if TYPE_CHECKING:
    from termgraph.changes import Impact, Plan
    from termgraph.errors import Problem
    from termgraph.formats.source import Source
    from termgraph.model import Changes, Content
    from termgraph.store import Head, Reading

CHANGES_WAIT = 10
ATTEMPTS = 5
"""How often a load plans again when another writer was faster."""


def checked(data: Path) -> "Source":
    """What the files say; prints the findings and raises CONTENT_INVALID where one is an error."""
    source, problems = read_and_check(data, least=Severity.WARNING)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        print_problems(errors, "text")
        raise TermgraphError(Code.CONTENT_INVALID, f"{summary(problems)} in {data}; nothing was loaded.")
    if warnings := count(problems, Severity.WARNING):
        click.echo(f"{warnings} warning{'' if warnings == 1 else 's'}; `termgraph check {data}` shows them.", err=True)
    return source


def bring(database: str, reading: "Reading", source: "Source", *, prune: bool, yes: bool) -> "tuple[Plan, Head]":
    """Plans `source` against `reading`, which reads `database`, and applies the plan where it changes anything.

    Plans again when another writer was faster. Raises TermgraphError CONTENT_INVALID when kept terms no longer fit,
    USAGE when many deletions lack a yes.
    """
    for attempt in range(ATTEMPTS):
        head, _, plan = planned(reading, source, prune=prune)
        if not plan.changes:
            return plan, head
        if plan.large and not yes:
            raise TermgraphError(
                Code.USAGE,
                f"{len(plan.deleted)} terms would be deleted, more than a tenth of the store; say --yes as well.",
            )
        try:
            return plan, apply(database, reading, plan.changes, head)
        except TermgraphError as error:
            if error.code is not Code.CONFLICT or attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable: the last attempt returns or raises")


def apply(database: str, reading: "Reading", changes: "Changes", base: "Head") -> "Head":
    """Writes changes that were made from the state `base` of what `reading` reads; raises as `Store.apply` does."""
    from termgraph.store import Store

    if isinstance(reading, Store):
        return reading.apply(changes, base=base)
    with Store.open(database) as store:
        return store.apply(changes, base=base)


def planned(reading: "Reading", source: "Source", *, prune: bool) -> "tuple[Head, Content, Plan]":
    """A store's head and content, and the plan against it; raises CONTENT_INVALID when kept terms do not fit."""
    from termgraph.changes import plan as compare
    from termgraph.formats.source import Source
    from termgraph.integrity import check

    head, before = reading.content()
    plan = compare(before, source.content, prune=prune)
    if plan.kept:
        problems: Sequence[Problem] = check(Source(plan.after, source.positions), least=Severity.ERROR)
        if errors := [problem for problem in problems if problem.severity is Severity.ERROR]:
            print_problems(errors, "text")
            raise TermgraphError(
                Code.CONTENT_INVALID,
                f"Terms that are in the store but not in the files ({_some(plan.kept)}) no longer fit; "
                "restore their files or say --prune.",
            )
    return head, before, plan


def _some(slugs: Sequence[str], most: int = 5) -> str:
    return ", ".join(slugs[:most]) + (f" and {len(slugs) - most} more" if len(slugs) > most else "")


def counted(plan: "Plan") -> dict[str, int]:
    """How many records a plan adds, changes and deletes."""
    from termgraph.changes import sign

    signs = [sign(change) for change in plan.changes]
    return {"added": signs.count("+"), "changed": signs.count("~"), "deleted": signs.count("-")}


def told(plan: "Plan") -> str:
    """What a plan does, in a few words: "3 added, 1 changed, 0 deleted", or "no changes"."""
    numbers = counted(plan)
    return ", ".join(f"{number} {word}" for word, number in numbers.items()) if plan.changes else "no changes"


def _plan_text(waiting: "Plan", effects: "Impact | None") -> None:
    from termgraph.changes import effect_lines, lines

    for line in lines(waiting):
        click.echo(click.style(line, fg={"+": "green", "-": "red", "~": "yellow"}.get(line[:1])))
    if effects:
        click.echo(click.style("\nEffects", bold=True))
        for line in effect_lines(effects):
            click.echo(line)


def _plan_json(waiting: "Plan", effects: "Impact | None") -> None:
    from termgraph.changes import as_json, effects_json

    print_json({**as_json(waiting), **({} if effects is None else {"effects": effects_json(effects)})})


def _plan_markdown(waiting: "Plan", effects: "Impact | None") -> None:
    from termgraph.changes import markdown

    click.echo(markdown(waiting, effects), nl=False)


PLAN_STYLES: "dict[str, Callable[[Plan, Impact | None], None]]" = {
    "text": _plan_text,
    "json": _plan_json,
    "markdown": _plan_markdown,
}
"""`plan --format`: how a plan and its effects are written."""


@click.command()
@data_argument
@database_option
@click.option("--prune", is_flag=True, help="Delete terms that the files no longer have.")
@click.option("--exit-code", is_flag=True, help="Exit with 10 when changes wait.")
@click.option("--format", "style", type=click.Choice(list(PLAN_STYLES)), default="text", show_default=True)
@click.option("--no-effects", is_flag=True, help="Leave out what becomes of findings, learning paths and trails.")
@json_option
@no_cycles_sought()
def plan(data: Path, database: str, prune: bool, exit_code: bool, style: str, no_effects: bool, as_json: bool) -> int:
    """Show what a load of DATA would change in the store: + new, ~ changed, - deleted; and what readers would notice.

    Told are findings, the learning paths of the terms that glossary.yaml lists under `watch`, and trails.
    """
    from termgraph.changes import impact
    from termgraph.store import open_to_read

    source = checked(data)
    reading = open_to_read(database)
    try:
        _, before, waiting = planned(reading, source, prune=prune)
    finally:
        reading.close()
    effects = None if no_effects else impact(before, waiting.after)
    PLAN_STYLES["json" if as_json else style](waiting, effects)
    click.echo(told(waiting), err=True)
    return CHANGES_WAIT if exit_code and waiting.changes else 0


@click.command()
@data_argument
@database_option
@click.option("--prune", is_flag=True, help="Delete terms that the files no longer have.")
@click.option("--yes", is_flag=True, help="Agree to deleting more than a tenth of the terms.")
@json_option
def load(data: Path, database: str, prune: bool, yes: bool, as_json: bool) -> None:
    """Bring the store to what the term files in DATA say, in one transaction."""
    report = run_load(data, database, prune=prune, yes=yes)
    if as_json:
        print_json(report)


@no_cycles_sought()
def run_load(data: Path, database: str, *, prune: bool = False, yes: bool = False) -> dict[str, Any]:
    """Checks, plans and applies; tells on standard error what was done; returns the report, counted from the store."""
    from termgraph.store import open_to_read

    source = checked(data)
    reading = open_to_read(database)  # A store that is up to date already is not opened to be written.
    try:
        with progress("Loading") as step:
            step(0, 1)
            done, head = bring(database, reading, source, prune=prune, yes=yes)
            step(1, 1)
        terms, relations = reading.counts()
    finally:
        reading.close()
    kept = f"; kept {_some(done.kept)}, not in the files (--prune deletes)" if done.kept else ""
    click.echo(f"{told(done)}; the store holds {terms} terms, {relations} relations{kept}.", err=True)
    return {
        "revision": f"{head.epoch}.{head.revision}",
        **counted(done),
        "kept": list(done.kept),
        "terms": terms,
        "relations": relations,
    }
