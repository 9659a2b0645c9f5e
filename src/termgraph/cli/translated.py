"""`translated` marks translations as made from the present state of their originals, or lists those that are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termgraph.errors import Code, Severity, TermgraphError

from .options import data_option, json_option
from .output import print_json, progress

if TYPE_CHECKING:
    from termgraph.formats.source import Source


@dataclass(frozen=True, slots=True)
class Standing:
    """A translation: what it says it was made from, and the state its original is in now, both as digests."""

    slug: str
    language: str
    file: str
    was: str | None
    now: str

    @property
    def state(self) -> str:
        """Whether it is "current", "stale", or "unmarked" because it does not say."""
        return "current" if self.was == self.now else "stale" if self.was else "unmarked"


@click.command()
@click.argument("slugs", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Mark every translation that is stale or unmarked.")
@click.option("--language", help="Only translations to this language.")
@data_option
@json_option
def translated(slugs: tuple[str, ...], everything: bool, language: str | None, data: Path, as_json: bool) -> int:
    """Say that the translations of SLUGS are up to date: write the state of the original into their front matter.

    Without SLUGS and --all, list the translations that are stale, or do not say what they were made from.
    """
    from termgraph.formats import read

    if slugs and everything:
        raise TermgraphError(Code.USAGE, "Name terms or say --all, not both.")
    with progress("Reading term files") as step:
        source = read(data, step)
    found = _standings(source, language)
    chosen = _named(source, found, slugs, language) if slugs else [each for each in found if each.state != "current"]
    writing = bool(slugs or everything)
    if writing:
        _write(source, data, [each for each in chosen if each.state != "current"])
    if as_json:
        print_json([_as_json(each, writing) for each in chosen])
    else:
        for each in chosen:
            click.echo(_written(each) if writing else _waiting(each))
    if errors := sum(problem.severity is Severity.ERROR for problem in source.problems):
        click.echo(f"{errors} error{'' if errors == 1 else 's'}; `termgraph check {data}` shows them.", err=True)
    elif not chosen:
        click.echo("No translation is stale or unmarked." if found else "There are no translations here.", err=True)
    # What could not be read is missing from the list.
    return int(bool(errors) and not writing)


def _standings(source: "Source", language: str | None) -> list[Standing]:
    """Every translation to `language`, or to any; raises USAGE for a language the glossary is not translated to."""
    from termgraph.model import originals

    glossary = source.content.glossary
    others = [each for each in glossary.languages if each != glossary.language]
    if language is not None and language not in others:
        known = f"it is translated to {', '.join(others)}" if others else "it has only its own language"
        raise TermgraphError(Code.USAGE, f"The glossary has no translations to {language!r}: {known}.")
    return [
        Standing(
            slug, each.language, _file(source, slug, "translations", each.language), each.of, originals.digest(term)
        )
        for slug, term in source.content.terms.items()
        for each in term.translations
        if language in (None, each.language)
    ]


def _file(source: "Source", *place: str) -> str:
    """The file in which a part of a term was written."""
    where = source.where("term", *place)
    return where.file if where else ""


def _named(source: "Source", found: Iterable[Standing], slugs: Iterable[str], language: str | None) -> list[Standing]:
    """The translations of these terms; raises UNKNOWN_TERM, and NOT_FOUND for a term that has none."""
    from termgraph.formats.fields import nearest

    terms = source.content.terms
    by_slug: dict[str, list[Standing]] = {}
    for each in found:
        by_slug.setdefault(each.slug, []).append(each)
    for slug in slugs:
        if slug not in terms:
            near = nearest(slug, terms)
            raise TermgraphError(
                Code.UNKNOWN_TERM, f"There is no term {slug!r}." + (f" Nearest: {near}." if near else "")
            )
        if slug not in by_slug:
            to = f" to {language!r}" if language else ""
            raise TermgraphError(Code.NOT_FOUND, f"The term {slug!r} has no translation{to}; nothing was written.")
    return [each for slug in dict.fromkeys(slugs) for each in by_slug[slug]]


def _write(source: "Source", data: Path, chosen: Sequence[Standing]) -> None:
    """Writes the marks, all of them or, where one cannot be made, none."""
    from termgraph.formats.marking import marked

    if chosen and not data.is_dir():
        raise TermgraphError(Code.USAGE, f"{data} is not a folder of term files: write `of` there by hand.")
    texts: list[tuple[Path, bytes]] = []
    for each in chosen:
        _refuse_broken(source, each)
        path = Path(each.file)
        try:
            texts.append((path, marked(path.read_bytes(), each.now)))
        except OSError as error:
            message = f"{each.file} cannot be read ({error.strerror}); nothing was written."
            raise TermgraphError(Code.NOT_FOUND, message) from error
        except TermgraphError as error:
            raise TermgraphError(error.code, f"{each.file}: {error.message} Nothing was written.") from error
    for path, text in texts:
        _replace(path, text)


def _refuse_broken(source: "Source", standing: Standing) -> None:
    """Raises CONTENT_INVALID where original or translation have errors: then it is not certain what they say."""
    slug, language = standing.slug, standing.language
    files = {standing.file, _file(source, slug)}
    mark = source.positions.get(("term", slug, "translations", language, "of"))
    for problem in source.problems:
        where = problem.where
        if problem.severity is Severity.ERROR and where and where.file in files and where != mark:
            message = f"{where}: {problem.message}. Mend this first; nothing was written."
            raise TermgraphError(Code.CONTENT_INVALID, message)


def _replace(path: Path, text: bytes) -> None:
    """Puts `text` in place of the file's at once: a full disk or a kill leaves the old text."""
    from termgraph.formats.folder_writing import put

    try:
        put(path, text)
    except OSError as error:
        message = f"{path} cannot be written: {(error.strerror or str(error)).lower()}."
        raise TermgraphError(Code.USAGE, message) from error


def _written(each: Standing) -> str:
    if each.state == "current":
        return f"{each.file}  is marked already, of: {each.now}"
    return f"{each.file}  of: {each.now} ({f'was {each.was}' if each.was else 'was unmarked'})"


def _waiting(each: Standing) -> str:
    made = f"made from {each.was}, " if each.was else ""
    return f"{each.file}  {each.state} ({made}the original is at {each.now})"


def _as_json(each: Standing, writing: bool) -> dict[str, Any]:
    return {
        "slug": each.slug,
        "language": each.language,
        "file": each.file,
        "state": each.state,
        "was": each.was,
        "of": each.now,
        "written": writing and each.state != "current",
    }
