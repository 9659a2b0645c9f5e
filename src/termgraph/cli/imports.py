"""`import` reads a vocabulary of others, shows what it would change, and writes it to term files or to a store."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termgraph.errors import Code, Problem, Severity, TermgraphError
from termgraph.model.garbage import no_cycles_sought

from .check import summary
from .load import CHANGES_WAIT, PLAN_STYLES, counted, told
from .options import default_database, json_option
from .output import print_json, print_problems, problem_json, progress

if TYPE_CHECKING:
    from termgraph.changes import Plan
    from termgraph.model import Content

_SHOWN = 40
"""How many lines of a plan are shown before the question; --dry-run shows all of it."""


@click.group("import")
def import_() -> None:
    """Read a vocabulary of others into the glossary."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is imported and how, as the options say it."""

    file: Path
    language: str | None
    base: str | None
    yes: bool
    dry_run: bool
    exit_code: bool
    as_json: bool


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Write term files into this folder.")
@click.option("--database", metavar="URL", help="Write into this store; the usual one without --to.")
@click.option("--language", help="A new glossary's own language; otherwise the one that most names are in.")
@click.option("--base", help="A new glossary's address.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show all of the plan and write nothing.")
@click.option("--exit-code", is_flag=True, help="With --dry-run, exit with 10 when changes wait.")
@json_option
@no_cycles_sought()
def skos(folder: Path | None, database: str | None, **options: Any) -> int:
    """Import the SKOS vocabulary in FILE: Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD.

    Findings and the plan come first; nothing is written before you agree, or say --yes. Nothing is fetched.
    """
    wish = Wish(**options)
    if folder and database:
        raise TermgraphError(Code.USAGE, "Say --to for term files or --database for a store, not both.")
    _check_options(wish)
    return _into_folder(wish, folder) if folder else _into_store(wish, database or default_database())


def _check_options(wish: Wish) -> None:
    from termgraph.formats.rdf.names import external

    if wish.language and not all(part.isascii() and part.isalnum() for part in wish.language.split("-")):
        raise TermgraphError(Code.USAGE, f"{wish.language!r} is not a language tag such as en, nb or pt-BR.")
    if wish.base and (external(wish.base) != wish.base or wish.base.startswith("urn:")):
        raise TermgraphError(Code.USAGE, f"{wish.base!r} is not a web address; a glossary's begins with https://.")


def _into_store(wish: Wish, database: str) -> int:
    from termgraph.store import Store

    store = Store.open(database)
    try:
        head, present = store.content()
        plan, problems = _planned(wish, present)
        if not _agreed(wish, plan):
            return CHANGES_WAIT if wish.exit_code and plan.changes else 0
        with progress("Writing") as step:
            step(0, 1)
            after = store.apply(plan.changes, base=head)
            step(1, 1)
        terms, relations = store.counts()
    finally:
        store.close()
    click.echo(f"The store holds {terms} terms, {relations} relations.", err=True)
    report = {"revision": f"{after.epoch}.{after.revision}", "terms": terms, "relations": relations}
    _report(wish, plan, problems, report)
    return 0


def _into_folder(wish: Wish, folder: Path) -> int:
    """Writes the files that differ from what the folder says; the others, and what else is there, are left alone."""
    from termgraph.formats import read
    from termgraph.formats.folder import GLOSSARY, TERMS, folder_files
    from termgraph.formats.folder_writing import put_all, state_of
    from termgraph.model import Content

    present, seen = Content(), state_of(folder)
    if (folder / GLOSSARY).exists():
        source = read(folder)
        if errors := tuple(each for each in source.problems if each.severity is Severity.ERROR):
            print_problems(errors, "text")
            raise TermgraphError(Code.CONTENT_INVALID, f"{summary(errors)} in {folder}; mend them first.")
        present = source.content
    elif any(name.startswith(f"{TERMS}/") for name in seen):
        raise TermgraphError(Code.USAGE, f"{folder} has term files and no {GLOSSARY}; they might be replaced unread.")
    plan, problems = _planned(wish, present)
    if not _agreed(wish, plan):
        return CHANGES_WAIT if wish.exit_code and plan.changes else 0
    before = folder_files(present) if present.terms else {}
    after = folder_files(plan.after).items()
    changed = {name: text for name, text in after if before.get(name) != text}
    places = _places(folder, changed)
    files = {places[name]: text for name, text in changed.items()}
    with progress("Writing files") as step:
        put_all(folder, files, seen, step)
    click.echo(f"Wrote {len(files)} files into {folder}.", err=True)
    _report(wish, plan, problems, {"terms": len(plan.after.terms), "files": sorted(files)})
    return 0


def _places(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """Where each of these files is: a term's may be in a folder below terms/. A new file is where its name says."""
    names = list(names)
    found: dict[str, str] = {}
    for top in {name.rpartition("/")[0] for name in names} - {""}:
        for path in sorted((folder / top).rglob("*")):
            found.setdefault(f"{top}/{path.name}", path.relative_to(folder).as_posix())
    return {name: name if (folder / name).exists() else found.get(name, name) for name in names}


def _planned(wish: Wish, present: "Content") -> "tuple[Plan, tuple[Problem, ...]]":
    """The plan of an import, and the findings, which are shown unless the answer is JSON.

    Raises TermgraphError CONTENT_INVALID where the file is not read, or where what would come of it has errors.
    """
    from termgraph.changes import plan as compare
    from termgraph.changes.imports import merged
    from termgraph.formats.rdf.importing import import_skos
    from termgraph.formats.source import Source
    from termgraph.integrity import check

    into = present if present.terms else None
    language, base = (present.glossary.language, None) if into else (wish.language, wish.base)
    with progress("Reading statements") as step:
        found = import_skos(wish.file, into, base=base, language=language, progress=step)
    if not wish.as_json:
        print_problems([each for each in found.problems if each.severity is not Severity.INFO], "text")
    if found.content is None:
        message = f"{summary(found.problems)} in {wish.file}; nothing was imported."
        if wish.as_json:
            print_json({"findings": [problem_json(each) for each in found.problems]})
        raise TermgraphError(Code.CONTENT_INVALID, message)
    wanted = merged(present, found.content)
    errors = tuple(each for each in check(Source(wanted), least=Severity.ERROR) if each.severity is Severity.ERROR)
    if errors:
        print_problems(errors, "text")
        raise TermgraphError(Code.CONTENT_INVALID, f"{summary(errors)} in what would come of it; nothing was imported.")
    content = found.content
    click.echo(
        f"{found.statements:,} statements: {len(content.terms):,} terms, {len(content.relations):,} relations, "
        f"{len(content.glossary.languages)} languages, {len(content.extras):,} kept as they are.",
        err=True,
    )
    return compare(present, wanted), found.problems


def _agreed(wish: Wish, plan: "Plan") -> bool:
    """Shows the plan; whether it shall be carried out."""
    if wish.dry_run:
        PLAN_STYLES["json" if wish.as_json else "text"](plan, None)
    elif not wish.yes and not wish.as_json:
        _show(plan)
    click.echo(told(plan), err=True)
    if wish.dry_run or not plan.changes:
        return False
    return wish.yes or click.confirm("Write this?", err=True, abort=True)


def _show(plan: "Plan") -> None:
    from termgraph.changes import lines

    shown = list(islice(lines(plan), _SHOWN + 1))
    for line in shown[:_SHOWN]:
        click.echo(click.style(line, fg={"+": "green", "-": "red", "~": "yellow"}.get(line[:1])))
    if len(shown) > _SHOWN:
        click.echo("... (--dry-run shows all of it)")


def _report(wish: Wish, plan: "Plan", problems: tuple[Problem, ...], report: dict[str, Any]) -> None:
    if wish.as_json:
        print_json({**counted(plan), **report, "findings": [problem_json(each) for each in problems]})
