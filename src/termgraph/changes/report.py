"""Effects as lines for a person, as JSON for a program, and with the plan as a comment for a pull request."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from termgraph.errors import Problem, Severity
from termgraph.model import encode

from .impact import Impact, PlanEffect, Route, TrailMove
from .plan import Plan, lines

Item = TypeVar("Item")

MOST = 20
"""How many things of a kind are told one by one; the others are counted."""

LONGEST = 60_000
"""Characters of a Markdown comment; code hosts refuse a little more than this."""

_MARKS = re.compile(r"([\\`*_\[\]<>&|~#@!])")


def effects_json(impact: Impact) -> dict[str, Any]:
    """The effects as plain JSON values, nothing left out but trails beyond the first (`trailsTotal` counts all)."""
    return {
        "findings": {"new": _problems(impact.new), "fixed": _problems(impact.fixed)},
        "plans": [encode(each) for each in impact.plans],
        "trails": [encode(each) for each in impact.trails],
        "trailsTotal": impact.trails_total,
    }


def _problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {
            "rule": each.rule,
            "severity": each.severity.value,
            "message": each.message,
            "subjects": list(each.subjects),
        }
        for each in problems
    ]


def effect_lines(impact: Impact) -> Iterator[str]:
    """The effects as lines for a person, those on learning paths first; suggestions are only counted."""
    for effect in impact.plans:
        yield f"path to {effect.target}: {_routes(effect)}"
        yield from (f"    {each}" for each in _details(effect))
    yield from _some([_trail(each) for each in impact.trails], impact.trails_total, "more trails move")
    for word, problems in (("new", impact.new), ("fixed", impact.fixed)):
        told = [each for each in problems if each.severity is not Severity.INFO]
        yield from _some([f"{word} {_finding(each)}" for each in told], len(told), f"more findings {word}")
        if len(told) < len(problems):
            yield _suggestions(word, len(problems) - len(told))


def _suggestions(word: str, number: int) -> str:
    return f"{number} {word} suggestion{'' if number == 1 else 's'}"


def _routes(effect: PlanEffect) -> str:
    """How large the plan was and is: "38 → 40 terms, 695 → 740 minutes"."""
    was, now = effect.before, effect.after
    if was is None or now is None:
        return f"there is none any more (it had {_route(was)})" if was else f"new, {_route(now)}"
    if (was.terms, was.minutes) == (now.terms, now.minutes):
        return _route(now)
    return f"{was.terms} → {now.terms} terms, {was.minutes} → {now.minutes} minutes"


def _route(route: Route | None) -> str:
    return f"{route.terms} terms, {route.minutes} minutes" if route else "no plan"


def _details(effect: PlanEffect) -> Iterator[str]:
    """What is different about a plan that was there and still is, in a line for each kind."""
    if effect.before is None or effect.after is None:
        return
    if effect.added:
        yield f"adds {_list(effect.added)}"
    if effect.removed:
        yield f"drops {_list(effect.removed)}"
    if effect.moved:
        yield f"stages: {_list([f'{each.term} {each.before + 1} → {each.after + 1}' for each in effect.moved])}"
    if effect.verdicts:
        verdicts = [f"{each.term} {each.before} → {each.after}" for each in effect.verdicts]
        yield f"verdicts: {_list(verdicts)}"


def _list(items: Sequence[str]) -> str:
    more = f" and {len(items) - MOST} more" if len(items) > MOST else ""
    return ", ".join(items[:MOST]) + more


def _some(told: Sequence[str], total: int, words: str) -> Iterator[str]:
    yield from told[:MOST]
    if total > MOST:
        yield f"... {total - MOST} {words}"


def _trail(move: TrailMove) -> str:
    return f"trail ({move.style}) of {move.term}: {_way(move.before)} → {_way(move.after)}"


def _way(slugs: Sequence[str]) -> str:
    """A trail, a long one by its first two and last three crumbs."""
    shown = [*slugs[:2], f"... ({len(slugs) - 5} more)", *slugs[-3:]] if len(slugs) > 7 else slugs
    return " / ".join(shown)


def _finding(problem: Problem) -> str:
    return f"{problem.severity} {problem.rule}: {problem.message}"


def markdown(plan: Plan, impact: Impact | None = None) -> str:
    """The plan and its effects as a comment for a pull request; what is long is folded away or cut, and says so."""
    parts = ["## What this changes in the glossary", ""]
    if not plan.changes and not impact:
        parts.append("Nothing.")
    for title, section in _sections(impact) if impact else ():
        parts += [f"### {title}", "", *section, ""]
    if plan.changes:
        text = "\n".join(line.replace("```", "'''") for line in lines(plan))
        fence = f"```diff\n{_shortened(text, LONGEST - len(chr(10).join(parts)))}\n```"
        parts += [f"<details><summary>{len(plan.changes)} changed records</summary>", "", fence, "", "</details>"]
    return _shortened("\n".join(parts).rstrip(), LONGEST + 1000) + "\n"


def _sections(impact: Impact) -> Iterator[tuple[str, list[str]]]:
    """(title, lines of Markdown) of each kind of effect that there is."""
    if impact.plans:
        yield "Learning paths", list(_plan_table(impact.plans))
    if impact.trails:
        yield "Trails", _bullets(impact.trails, impact.trails_total, _trail)
    for word, problems in (("New findings", impact.new), ("Fixed findings", impact.fixed)):
        if problems:
            by_weight = sorted(problems, key=lambda each: -each.severity.rank)
            yield word, _bullets(by_weight, len(problems), _finding)


def _plan_table(effects: Iterable[PlanEffect]) -> Iterator[str]:
    yield "| path to | before | after | what is different |"
    yield "|---|---|---|---|"
    for effect in effects:
        cells = [effect.target, _route(effect.before), _route(effect.after), "; ".join(_details(effect))]
        yield f"| {' | '.join(map(_escaped, cells))} |"


def _bullets(items: Iterable[Item], total: int, say: Callable[[Item], str]) -> list[str]:
    told = [f"- {_escaped(say(each))}" for each in islice(items, MOST)]
    return [*told, f"- and {total - MOST} more"] if total > MOST else told


def _escaped(text: str) -> str:
    """`text` as Markdown that shows exactly it, mentions nobody and refers to no issue."""
    return _MARKS.sub(r"\\\1", " ".join(text.split())).replace("\\@", "@\u2060").replace("\\#", "#\u2060")


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: max(most - 20, 0)]}\n... (cut)"
