"""`path`, `why` and `next`: what to learn, in which order and what for."""

from pathlib import Path
from typing import Any

import click

from .asking import WRONG, WRONG_PROFILE, answered, ask, by_slugs, known_mode
from .options import data_option, from_database_option, json_option, known_option, literal_option, profile_option
from .output import print_json

PATH = f"""\
query Path($targets: [TermBy!]!, $known: [TermBy!], $profile: String, $avoid: [TermBy!], $prefer: [TermBy!],
           $order: PathOrder!, $cost: PathCost!, $tier: Tier!, $mode: KnownMode!, $after: String) {{
  learningPath(targets: $targets, known: $known, profile: $profile, avoid: $avoid, prefer: $prefer, order: $order,
               cost: $cost, tier: $tier, knownMode: $mode) {{
    __typename
    ... on LearningPath {{
      targets {{ slug title }} alreadyKnown {{ slug }} optimal lowerBound revision
      totals {{ terms minutes estimated longestChain {{ items {{ slug }} }} }}
      steps(first: 50, after: $after) {{
        pageInfo {{ endCursor hasNextPage }}
        nodes {{
          position stage slack minutes estimated level tier term {{ slug title }} together {{ items {{ slug }} }}
          neededFor {{ term {{ slug }} relationId why }}
          chosen {{
            requirement {{ sentence }} terms {{ slug }}
            otherOptions {{ possible proved extraMinutes extraTerms terms {{ slug }} }}
          }}
        }}
      }}
      assumed {{ total items {{ slug }} }} warnings
      optionalTotal optional {{ term {{ slug }} neededFor {{ term {{ slug }} why }} }}
    }}
    ... on NoRoute {{ message targets {{ slug }} proof {{ term {{ slug }} avoided sentence }} truncated }}
    {WRONG}{WRONG_PROFILE}
  }}
}}
"""

WHY = f"""\
query Why($target: TermBy!, $prerequisite: TermBy!, $known: [TermBy!], $profile: String, $mode: KnownMode!,
          $tier: Tier!, $first: Int!) {{
  whyPrerequisite(target: $target, prerequisite: $prerequisite, known: $known, profile: $profile, knownMode: $mode,
                  tier: $tier, first: $first) {{
    __typename
    ... on WhyPrerequisite {{
      verdict totalPaths morePaths bottlenecks {{ items {{ slug }} }}
      detour {{
        sentence extraMinutes extraTerms proved
        replacements {{ term {{ slug }} requirement {{ sentence }} option {{ terms {{ slug }} }} }}
      }}
      paths {{ tier steps {{ dependent {{ slug }} term {{ slug }} why requirement {{ sentence }} }} }}
    }}
    {WRONG}{WRONG_PROFILE}
  }}
}}
"""

NEXT = f"""\
query Next($known: [TermBy!]!, $profile: String, $mode: KnownMode!, $tier: Tier!, $goals: [TermBy!],
           $roots: Boolean!, $first: Int!) {{
  whatNext(known: $known, profile: $profile, knownMode: $mode, tier: $tier, goals: $goals, includeRoots: $roots,
           first: $first) {{
    __typename
    ... on WhatNext {{
      total items {{ term {{ slug title }} minutes onPlan serves {{ items {{ slug }} }} opens {{ total }} }}
      missing {{ term {{ slug }} requirement {{ sentence }} }}
    }}
    {WRONG}{WRONG_PROFILE}
  }}
}}
"""

VERDICTS = {
    "NECESSARY": "{b} is necessary for {a}: every way runs through it.",
    "ALTERNATIVE": "{b} is on some ways to {a}; others do without it.",
    "NOT_A_PREREQUISITE": "{b} does not come before {a}.",
    "ALREADY_KNOWN": "{a} is known already.",
}

tier_option = click.option(
    "--tier",
    type=click.Choice(["required", "recommended", "context"]),
    default="required",
    show_default=True,
    help="The weakest prerequisites that count.",
)


@click.command()
@click.argument("targets", nargs=-1, required=True)
@known_option
@profile_option
@literal_option
@click.option("--avoid", multiple=True, metavar="SLUG", help="A term not to learn; may be repeated.")
@click.option(
    "--prefer", multiple=True, metavar="SLUG", help="A term to take where there is a choice; may be repeated."
)
@click.option("--just-in-time", is_flag=True, help="Each term close to where it is needed, instead of stage by stage.")
@click.option("--fewest", is_flag=True, help="As few terms as possible, instead of as few minutes.")
@tier_option
@data_option
@from_database_option
@json_option
def path(
    targets: tuple[str, ...],
    known: tuple[str, ...],
    profile: str | None,
    literal: bool,
    avoid: tuple[str, ...],
    prefer: tuple[str, ...],
    just_in_time: bool,
    fewest: bool,
    tier: str,
    data: Path,
    database: str | None,
    as_json: bool,
) -> int:
    """Show the least to learn for TARGETS, in order and with reasons. Exits with 1 when there is no way."""
    found = _whole_path(
        database or data,
        targets=by_slugs(targets),
        known=by_slugs(known),
        profile=profile,
        mode=known_mode(literal),
        avoid=by_slugs(avoid),
        prefer=by_slugs(prefer),
        order="JUST_IN_TIME" if just_in_time else "STAGED",
        cost="COUNT" if fewest else "MINUTES",
        tier=tier.upper(),
    )
    if as_json:
        print_json(found)
    elif found["__typename"] == "NoRoute":
        click.echo(found["message"])
        for each in found["proof"]:
            click.echo(f"  {each['sentence']}")
    else:
        _print_path(found)
    return int(found["__typename"] == "NoRoute")


def _whole_path(place: str | Path, **variables: object) -> dict[str, Any]:
    """A path with all of its steps, however many pages they take."""
    found = answered(ask(place, PATH, **variables)["learningPath"])
    page = found
    while found["__typename"] == "LearningPath" and page["steps"]["pageInfo"]["hasNextPage"]:
        page = ask(place, PATH, after=page["steps"]["pageInfo"]["endCursor"], **variables)["learningPath"]
        found["steps"]["nodes"] += page["steps"]["nodes"]
    if "steps" in found:
        found["steps"] = found["steps"]["nodes"]
    return found


def _print_path(found: dict[str, Any]) -> None:
    stage = None
    for step in found["steps"]:
        if step["stage"] != stage:
            stage = step["stage"]
            click.echo(click.style(f"Stage {stage + 1}", bold=True))
        guess = "~" if step["estimated"] else ""
        click.echo(f"  {step['position']:>3}  {step['term']['slug']:<36} {guess}{step['minutes']} min")
        for reason in step["neededFor"][:1]:
            more = f" (and for {len(step['neededFor']) - 1} more)" if len(step["neededFor"]) > 1 else ""
            click.echo(f"       for {reason['term']['slug']}{more}: {reason['why'] or 'no reason given'}")
        for chosen in step["chosen"]:
            click.echo(f"       taken: {_option(chosen)}{_others(chosen)}")
    if found["alreadyKnown"]:
        click.echo(f"Known already: {_slugs(found['alreadyKnown'])}")
    if found["assumed"]["items"]:
        click.echo(f"Taken as known: {_slugs(found['assumed']['items'])}")
    if found["optional"]:
        click.echo(f"Would help as well: {_slugs([each['term'] for each in found['optional']])}")
    totals = found["totals"]
    click.echo(
        f"{totals['terms']} terms, {'about ' if totals['estimated'] else ''}{totals['minutes']} minutes"
        + ("" if found["optimal"] else f"; perhaps fewer, at least {found['lowerBound']}")
    )
    for warning in found["warnings"]:
        click.echo(warning, err=True)


def _slugs(terms: list[dict[str, Any]]) -> str:
    return ", ".join(term["slug"] for term in terms)


def _option(option: dict[str, Any]) -> str:
    return " and ".join(term["slug"] for term in option["terms"])


def _others(chosen: dict[str, Any]) -> str:
    words = [
        f"{_option(each)} {each['extraMinutes']:+} min"
        if each["extraMinutes"] is not None
        else f"{_option(each)} (not open)"
        for each in chosen["otherOptions"]
    ]
    return f"; instead: {', '.join(words)}" if words else ""


@click.command()
@click.argument("target")
@click.argument("prerequisite")
@known_option
@profile_option
@literal_option
@tier_option
@click.option("--first", type=click.IntRange(1, 10), default=3, show_default=True, help="How many ways to show.")
@data_option
@from_database_option
@json_option
def why(
    target: str,
    prerequisite: str,
    known: tuple[str, ...],
    profile: str | None,
    literal: bool,
    tier: str,
    first: int,
    data: Path,
    database: str | None,
    as_json: bool,
) -> int:
    """Show why PREREQUISITE comes before TARGET, or how to do without it. Exits with 1 when it does not."""
    pair = {"target": {"slug": target}, "prerequisite": {"slug": prerequisite}}
    known_now = {"known": by_slugs(known), "profile": profile, "mode": known_mode(literal)}
    found = ask(database or data, WHY, **pair, **known_now, tier=tier.upper(), first=first)["whyPrerequisite"]
    found = answered(found)
    if as_json:
        print_json(found)
    else:
        click.echo(VERDICTS[found["verdict"]].format(a=target, b=prerequisite))
        if found["detour"]:
            click.echo(found["detour"]["sentence"])
        for way in found["paths"]:
            click.echo(click.style(" → ".join([target, *(step["term"]["slug"] for step in way["steps"])]), bold=True))
            for step in way["steps"]:
                said = step["requirement"]["sentence"] if step["requirement"] else "They are learned together."
                click.echo(f"  {said} {step['why'] or ''}".rstrip())
        if found["morePaths"]:
            click.echo(f"{int(found['totalPaths'])} ways in all")
            if found["bottlenecks"]["items"]:
                click.echo(f"Each leads through {_slugs(found['bottlenecks']['items'])}")
    return int(found["verdict"] == "NOT_A_PREREQUISITE")


@click.command("next")
@known_option
@profile_option
@literal_option
@tier_option
@click.option("--goal", "goals", multiple=True, metavar="SLUG", help="What it should lead to; may be repeated.")
@click.option("--include-roots", is_flag=True, help="Also terms that need nothing at all.")
@click.option("--first", type=click.IntRange(1, 50), default=10, show_default=True, help="How many to show.")
@data_option
@from_database_option
@json_option
def next_(
    known: tuple[str, ...],
    profile: str | None,
    literal: bool,
    tier: str,
    goals: tuple[str, ...],
    include_roots: bool,
    first: int,
    data: Path,
    database: str | None,
    as_json: bool,
) -> None:
    """Show what somebody who knows some terms can learn next, best first."""
    known_now = {"known": by_slugs(known), "profile": profile, "mode": known_mode(literal), "tier": tier.upper()}
    variables = {"goals": by_slugs(goals), "roots": include_roots, "first": first}
    found = answered(ask(database or data, NEXT, **known_now, **variables)["whatNext"])
    if as_json:
        print_json(found)
        return
    for item in found["items"]:
        marks = [f"opens {item['opens']['total']}"] if item["opens"]["total"] else []
        marks += [f"on the way to {_slugs(item['serves']['items'])}"] if item["onPlan"] else []
        click.echo(f"{item['term']['slug']:<36} {item['minutes']:>3} min  {'; '.join(marks)}".rstrip())
    for each in found["missing"]:
        term, sentence = each["term"]["slug"], each["requirement"]["sentence"]
        click.echo(f"Known without all that it requires is {term}: {sentence}", err=True)
    more = "" if include_roots else "; --include-roots shows those that require nothing as well"
    click.echo(f"{found['total']} terms that build on what is known can be learned now{more}", err=True)
