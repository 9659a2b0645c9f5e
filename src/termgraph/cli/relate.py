"""`explain`, `related` and `trails`: how terms hang together."""

from pathlib import Path

import click

from .asking import WRONG, WRONG_PAIR, answered, ask, the_term
from .options import data_option, from_database_option, json_option
from .output import print_json

EXPLAIN = f"""\
query Explain($a: TermBy!, $b: TermBy!, $first: Int!, $hops: Int!) {{
  explain(a: $a, b: $b, first: $first, maxHops: $hops) {{
    __typename
    ... on Explanation {{
      sentences componentDistance truncated
      direct {{ sentence entailed }} common {{ items {{ term {{ slug }} sentence }} }}
      commonWholes {{ items {{ term {{ slug }} sentence }} }}
      prerequisite {{ target {{ slug }} prerequisite {{ slug }} verdict }}
      difference {{ sentences }} paths {{ sentence }}
    }}
    {WRONG}{WRONG_PAIR}
  }}
}}
"""

RELATED = """\
query Related($by: TermBy!, $first: Int!) {
  term(by: $by) {
    related(first: $first) {
      totalCount candidates
      groups { group { key label } total items { sentence term { slug } } }
      edges {
        score because node { slug title summary }
        evidence { shared { term { slug } } mention { text { slug } sentence } category { slug } }
      }
    }
  }
}
"""

TRAILS = """\
query Trails($by: TermBy!, $style: TrailStyle!, $via: TermBy, $first: Int!) {
  term(by: $by) {
    trails(style: $style, via: $via, first: $first) {
      total truncated
      items { folded crumbs { claim folded relation { sentence } breadcrumb { position label slug url } } }
    }
  }
}
"""


@click.command()
@click.argument("a")
@click.argument("b")
@click.option(
    "--first", type=click.IntRange(1, 10), default=5, show_default=True, help="How many ways between to show."
)
@click.option(
    "--max-hops", "hops", type=click.IntRange(1, 6), default=4, show_default=True, help="How long a way may be."
)
@data_option
@from_database_option
@json_option
def explain(a: str, b: str, first: int, hops: int, data: Path, database: str | None, as_json: bool) -> None:
    """Explain how the terms A and B are related."""
    found = answered(ask(database or data, EXPLAIN, a={"slug": a}, b={"slug": b}, first=first, hops=hops)["explain"])
    if as_json:
        print_json(found)
        return
    for sentence in found["sentences"]:
        click.echo(sentence)


@click.command()
@click.argument("slug")
@click.option("--first", type=click.IntRange(1, 100), default=12, show_default=True, help="How many to show.")
@data_option
@from_database_option
@json_option
def related(slug: str, first: int, data: Path, database: str | None, as_json: bool) -> None:
    """Show terms near SLUG that no relation joins with it, and why."""
    found = the_term(ask(database or data, RELATED, by={"slug": slug}, first=first), slug)["related"]
    if as_json:
        print_json(found)
        return
    for edge in found["edges"]:
        click.echo(f"{click.style(edge['node']['slug'], bold=True)}  {edge['score']:.3f}")
        for reason in edge["because"]:
            click.echo(f"  {reason}")


@click.command()
@click.argument("slug")
@click.option("--style", type=click.Choice(["category", "concept", "full"]), default="concept", show_default=True)
@click.option("--via", metavar="SLUG", help="Only trails through this term.")
@click.option("--first", type=click.IntRange(1, 20), default=5, show_default=True, help="How many to show.")
@data_option
@from_database_option
@json_option
def trails(slug: str, style: str, via: str | None, first: int, data: Path, database: str | None, as_json: bool) -> None:
    """Show the trails from the glossary to SLUG, the canonical one first."""
    variables = {"by": {"slug": slug}, "style": style.upper(), "via": {"slug": via} if via else None, "first": first}
    found = the_term(ask(database or data, TRAILS, **variables), slug)["trails"]
    if as_json:
        print_json(found)
        return
    for trail in found["items"]:
        shown: list[str] = []
        for crumb in trail["crumbs"]:
            label = f"… {trail['folded']} more …" if crumb["folded"] else crumb["breadcrumb"]["label"]
            if shown[-1:] != [label]:
                shown.append(label)
        click.echo(" / ".join(shown))
    if found["truncated"]:
        click.echo(f"{int(found['total'])} trails in all", err=True)
