"""`stats`: how far the glossary is written, and what to write next."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termgraph.errors import Code, TermgraphError

from .check import read_and_check, summary
from .options import data_argument, json_option
from .output import print_json

if TYPE_CHECKING:
    from termgraph.errors import Problem
    from termgraph.integrity.coverage import Coverage

SHOWN = 8
"""How many slugs a line of what is missing names; `--json` has all."""


@click.command()
@data_argument
@json_option
def stats(data: Path, as_json: bool) -> None:
    """Count what the terms in DATA have and lack, the most wanted first.

    A term is wanted by every other term that requires it or links to it; equally wanted ones stand by slug. Counts what
    can be counted where files have errors; `check` says what is wrong with them.
    """
    from termgraph.integrity.coverage import coverage
    from termgraph.model import encode

    if not data.exists():
        raise TermgraphError(Code.USAGE, f"There is nothing at {data}.")
    source, problems = read_and_check(data)
    found = coverage(source.content, problems)
    if as_json:
        print_json(encode(found))
        return
    for block in _blocks(found, problems):
        click.echo("\n".join(block) + "\n")


def _blocks(found: "Coverage", problems: "tuple[Problem, ...]") -> Iterator[list[str]]:
    words = f"{found.words:,} words, {found.median_words} in the median term"
    links = f"{found.links} links to pages outside, {found.term_links:,} from term to term"
    yield [f"{found.terms} terms, {found.published} published; {words}; {links}; {summary(problems)}"]
    for field, values in found.counts.items():
        yield [f"By {field}", *(f"  {value:<32} {number:>6}" for value, number in values.items())]
    yield ["Published terms with", *(_part(each.name, each.there, each.missing) for each in found.parts)]
    yield [
        "Statements                         total   with why   for what",
        *(
            f"  {each.type:<30} {each.total:>7} {_share(each.reasons, each.total):>10} {each.purposes or '':>10}"
            for each in found.statements
        ),
        f"  {found.roots} published terms require nothing; {len(found.unconnected)} stand in no statement"
        + (f": {_some(found.unconnected)}" if found.unconnected else ""),
        f"  {found.requiring} terms require something; the longest chain has {len(found.chain)} terms"
        + (f": {_some(found.chain)}" if found.chain else ""),
    ]
    if found.paths:
        yield ["Curated paths", *(_path(each.key, each.terms, each.minutes, each.sound) for each in found.paths)]
    if found.languages:
        yield [
            "Translations",
            *(
                f"  {each.language:<32} {each.translations:>6}   {each.stale} stale, {each.unmarked} unmarked"
                for each in found.languages
            ),
        ]
    if found.rules:
        yield [
            "Findings",
            *(f"  {each.rule} {each.name:<26} {each.total:>6}   {each.severity}" for each in found.rules),
        ]


def _part(name: str, there: int, missing: Sequence[str]) -> str:
    line = f"  {name:<32} {there:>6} {_share(there, there + len(missing)):>7}"
    return f"{line}   missing: {_some(missing)}" if missing else line


def _path(key: str, terms: int, minutes: int | None, sound: bool | None) -> str:
    judged = {True: "holds", False: "does not hold: see `termgraph check`", None: "not judged, there are errors"}[sound]
    return f"  {key:<32} {terms:>6} terms{f', {minutes} minutes' if minutes is not None else ''}; {judged}"


def _share(part: int, whole: int) -> str:
    """Rounded down, so that only all is 100 %."""
    return f"{100 * part // whole} %" if whole else "-"


def _some(slugs: Sequence[str]) -> str:
    more = len(slugs) - SHOWN
    return " ".join(slugs[:SHOWN]) + (f" and {more} more" if more > 0 else "")
