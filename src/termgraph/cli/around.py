"""`neighbourhood` and `links`: what stands around a term, in the glossary and outside of it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from .asking import WRONG, WRONG_PROFILE, answered, ask, by_slugs, known_mode, the_term
from .options import data_option, from_database_option, json_option, known_option, literal_option, profile_option
from .output import print_json

NEIGHBOURHOOD = """\
query Neighbourhood($by: TermBy!, $nodes: Int!, $edges: Int!, $types: [String!]) {
  term(by: $by) {
    title
    neighbourhood(nodes: $nodes, edges: $edges, types: $types) {
      hiddenTerms hiddenEdges
      nodes { term { slug title } role layer hiddenNeighbours }
      edges {
        relationId subject { slug } object { slug } type { key } label sentence why isOption redundant
      }
    }
    reasons: neighbourhood(nodes: $nodes, edges: 300, types: $types) {
      edges { subject { slug } object { slug } type { key hierarchy group { key } } sentence }
    }
  }
}
"""

LINKS = f"""\
query Links($by: TermBy!, $groups: [String!], $perGroup: Int!, $inherit: Boolean!,
            $known: [TermBy!], $profile: String, $mode: KnownMode!) {{
  term(by: $by) {{
    relatedLinks(groups: $groups, perGroup: $perGroup, inherit: $inherit) {{
      key title total truncated
      links {{
        inheritedFrom {{ term {{ slug }} claim {{ key }} sentence }}
        trail {{ label }}
        link {{
          key title url kind level minutes language published
          missingFor(known: $known, profile: $profile, knownMode: $mode) {{
            __typename
            ... on MissingBefore {{ learnFirst {{ total items {{ slug }} }} minutes sentence }}
            {WRONG}{WRONG_PROFILE}
          }}
        }}
      }}
    }}
  }}
}}
"""

HEADINGS = {
    "FOCUS": "The term",
    "BROADER": "Broader",
    "NARROWER": "Narrower",
    "PREREQUISITE": "Before it",
    "UNLOCKS": "What it opens",
    "ALTERNATIVE": "Instead of it",
    "TOOL": "Tools",
    "OTHER": "Around it",
}
"""What terms of a role are headed by, in the order of the picture."""


@click.command()
@click.argument("slug")
@click.option(
    "--nodes", type=click.IntRange(1, 100), default=20, show_default=True, help="How many terms to show beside it."
)
@click.option("--edges", type=click.IntRange(1, 300), default=40, show_default=True, help="How many relations to show.")
@click.option("--type", "types", multiple=True, metavar="KEY", help="Only relations of this type; may be repeated.")
@data_option
@from_database_option
@json_option
def neighbourhood(
    slug: str, nodes: int, edges: int, types: tuple[str, ...], data: Path, database: str | None, as_json: bool
) -> None:
    """Show SLUG among the terms that matter most for it, with the relations that join them."""
    variables = {"by": {"slug": slug}, "nodes": nodes, "edges": edges, "types": list(types) or None}
    term = the_term(ask(database or data, NEIGHBOURHOOD, **variables), slug)
    if as_json:
        print_json(term["neighbourhood"])
    else:
        _picture(term["title"], term["neighbourhood"], term["reasons"]["edges"])


def _picture(title: str, found: dict[str, Any], edges: list[dict[str, Any]]) -> None:
    """The terms under the heading of their role, each with the relation that gives it the role."""
    nodes = {node["term"]["slug"]: node for node in found["nodes"]}
    focus = next(iter(nodes))
    joined: dict[str, list[dict[str, Any]]] = {slug: [] for slug in nodes}
    for edge in edges:
        joined[edge["subject"]["slug"]].append(edge)
        joined[edge["object"]["slug"]].append(edge)
    click.echo(click.style(title, bold=True))
    for role, heading in HEADINGS.items():
        slugs = [slug for slug, node in nodes.items() if node["role"] == role and slug != focus]
        if slugs:
            click.echo(click.style(f"\n{heading}", bold=True))
        for slug in slugs:
            hidden = nodes[slug]["hiddenNeighbours"]
            said = _reason(slug, joined[slug], nodes)
            click.echo(f"  {slug:<36} {said}{f'  (+{hidden})' if hidden else ''}")
    shown, hidden = len(nodes), found["hiddenTerms"]
    click.echo(
        f"{shown} terms and {len(found['edges'])} relations; {hidden} terms joined to them and "
        f"{found['hiddenEdges']} relations not shown",
        err=True,
    )


def _reason(slug: str, edges: Iterable[dict[str, Any]], nodes: dict[str, dict[str, Any]]) -> str:
    """The relation that gives a term its role, else one with the term that stands first in the picture.

    A role along a chain is given by the step towards the term in the middle.
    """
    place = {each: number for number, each in enumerate(nodes)}
    told: list[tuple[bool, int, str]] = []
    for edge in edges:
        above = edge["object"]["slug"] == slug
        other = edge["subject" if above else "object"]["slug"]
        fits = _gives(nodes[slug], edge["type"], nodes[other], above=above)
        told.append((not fits, place[other], edge["sentence"]))
    return min(told)[2]


def _gives(node: dict[str, Any], kind: dict[str, Any], other: dict[str, Any], *, above: bool) -> bool:
    """Whether a relation of this kind with another term is why the role of a node holds; `above`: it is the object."""
    role, key = node["role"], kind["key"]
    focus: bool = other["role"] == "FOCUS"
    if role in ("BROADER", "NARROWER"):
        return bool(kind["hierarchy"]) and above == (role == "BROADER") and (focus or other["role"] == role)
    if role in ("PREREQUISITE", "UNLOCKS"):
        nearer: bool = 0 < other["layer"] * node["layer"] < node["layer"] ** 2
        return key == "requires" and above == (role == "PREREQUISITE") and (focus or nearer)
    group: str = kind["group"]["key"]
    return focus and (role != "ALTERNATIVE" or group == "alternatives")


@click.command()
@click.argument("slug")
@click.option("--group", "groups", multiple=True, metavar="KEY", help="Only this group; may be repeated.")
@click.option("--per-group", type=click.IntRange(1, 50), default=5, show_default=True, help="How many of each group.")
@click.option("--own", is_flag=True, help="Only the term's own pages, none that are borrowed.")
@known_option
@profile_option
@literal_option
@data_option
@from_database_option
@json_option
def links(
    slug: str,
    groups: tuple[str, ...],
    per_group: int,
    own: bool,
    known: tuple[str, ...],
    profile: str | None,
    literal: bool,
    data: Path,
    database: str | None,
    as_json: bool,
) -> None:
    """Show the pages outside the glossary that belong to SLUG, and what to learn before each of them."""
    reader = {"known": by_slugs(known), "profile": profile, "mode": known_mode(literal)}
    choice = {"groups": list(groups) or None, "perGroup": per_group, "inherit": not own}
    term = the_term(ask(database or data, LINKS, by={"slug": slug}, **choice, **reader), slug)
    pages = [page for group in term["relatedLinks"] for page in group["links"]]
    for page in pages:
        if page["link"]["missingFor"]:
            answered(page["link"]["missingFor"])
    if as_json:
        print_json(term["relatedLinks"])
        return
    for group in term["relatedLinks"]:
        click.echo(click.style(group["title"], bold=True))
        for page in group["links"]:
            _page(page)
        if group["truncated"]:
            click.echo(f"  {group['total']} of its own in all")


def _page(page: dict[str, Any]) -> None:
    link, lender = page["link"], page["inheritedFrom"]
    click.echo(f"  {link['title']}  {link['url']}")
    if lender:
        click.echo(f"    from {lender['term']['slug']}: {lender['sentence']}")
    if link["missingFor"] and link["missingFor"]["sentence"]:
        click.echo(f"    {link['missingFor']['sentence']}")
