"""`show` and `search`: a term as a reader sees it, asked of the same GraphQL API as any front end."""

from pathlib import Path
from textwrap import fill, indent
from typing import Any

import click

from termgraph.errors import Code, TermgraphError

from .asking import ask
from .options import data_option, from_database_option, json_option
from .output import print_json

SHOW = """\
query Show($slug: String!) {
  lookup(by: {slug: $slug}) {
    __typename
    ... on TermFound {
      redirectedFrom
      term {
        slug url title kind level minutes summary definition(format: PLAIN)
        breadcrumbs { label }
        sections { title text(format: PLAIN) }
        requirements { sentence why }
        relations(first: 100) { totalCount edges { sentence why } }
        relatedLinks { title links { link { title url } inheritedFrom { sentence } } }
        sources { ref title }
      }
    }
    ... on TermNotFound { suggestions { slug } }
  }
}
"""

SEARCH = """\
query Search($text: String!, $first: Int!) {
  search(text: $text, first: $first) {
    totalCount
    edges { tier matchedLabel matchedKind snippet node { slug title summary } }
  }
}
"""

WIDTH = 100


@click.command()
@click.argument("slug")
@data_option
@from_database_option
@json_option
def show(slug: str, data: Path, database: str | None, as_json: bool) -> None:
    """Show the term SLUG: texts, requirements, relations with their reasons, links."""
    found = ask(database or data, SHOW, slug=slug)["lookup"]
    if found["__typename"] != "TermFound":
        near = ", ".join(term["slug"] for term in found.get("suggestions", ()))
        raise TermgraphError(Code.UNKNOWN_TERM, f"There is no term {slug!r}." + (f" Nearest: {near}." if near else ""))
    if as_json:
        print_json(found["term"])
        return
    _page(found["term"])


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--first", type=click.IntRange(1, 100), default=10, show_default=True, help="How many to show.")
@data_option
@from_database_option
@json_option
def search(text: tuple[str, ...], first: int, data: Path, database: str | None, as_json: bool) -> int:
    """Find terms: an exact label first, then near labels, then words of the texts; exit 1 when none is found."""
    answer = ask(database or data, SEARCH, text=" ".join(text), first=first)["search"]
    if as_json:
        print_json(answer)
        return int(not answer["edges"])
    for edge in answer["edges"]:
        term = edge["node"]
        label = edge["matchedLabel"]
        why = f"{edge['tier'].lower()}: {label}" if label else edge["tier"].lower()
        click.echo(f"{click.style(term['slug'], bold=True)}  {term['title']}  ({why})")
        _paragraph(edge["snippet"] or term["summary"])
    more = answer["totalCount"] - len(answer["edges"])
    click.echo(f"{answer['totalCount']} found{f', {more} not shown' if more else ''}", err=True)
    return int(not answer["edges"])


def _page(term: dict[str, Any]) -> None:
    click.echo(" / ".join(crumb["label"] for crumb in term["breadcrumbs"]))
    click.echo(click.style(f"\n{term['title']}", bold=True))
    facts = [term["kind"], term["level"], f"{term['minutes']} minutes" if term["minutes"] else None]
    click.echo(", ".join(str(fact).lower().replace("_", " ") for fact in facts if fact))
    _paragraph(term["summary"])
    _paragraph(term["definition"])
    _list("Requires", [(each["sentence"], each["why"]) for each in term["requirements"]])
    for section in term["sections"]:
        _heading(section["title"])
        _paragraph(section["text"])
    shown = term["relations"]["edges"]
    _list("Relations", [(each["sentence"], each["why"]) for each in shown])
    if (hidden := term["relations"]["totalCount"] - len(shown)) > 0:
        click.echo(f"  and {hidden} more")
    for group in term["relatedLinks"]:
        _list(group["title"], [(each["link"]["title"], _where(each)) for each in group["links"]])
    _list("Sources", [(each["title"] or each["ref"], each["ref"]) for each in term["sources"]])


def _where(page: dict[str, Any]) -> str:
    """The address of a page, and why it is shown here where it belongs to another term."""
    url: str = page["link"]["url"]
    lender = page["inheritedFrom"]
    return f"{url}; {lender['sentence']}" if lender else url


def _heading(title: str) -> None:
    click.echo(click.style(f"\n{title}", bold=True))


def _paragraph(text: str | None) -> None:
    for paragraph in (text or "").split("\n\n"):
        if paragraph:
            click.echo(indent(fill(paragraph, WIDTH), "  "))


def _list(title: str, rows: list[tuple[str, str | None]]) -> None:
    if rows:
        _heading(title)
    for text, detail in rows:
        click.echo(f"  {text}" + (f" ({detail})" if detail and detail != text else ""))
