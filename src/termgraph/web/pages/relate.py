"""Pages that answer a question about terms: what to learn first, what differs, what joins two, what is around one."""

from itertools import groupby
from typing import Any

from .asked import Asked
from .desk import Desk, Shown, by
from .drawing import MOST_NODES, Drawing, draw

ROLES = ("FOCUS", "BROADER", "NARROWER", "PREREQUISITE", "UNLOCKS", "ALTERNATIVE", "TOOL", "OTHER")
MOST_KNOWN = 200
"""Terms that somebody may say to know: whoever marks what was read comes to more than the other fields need."""

TIERS = ("REQUIRED", "RECOMMENDED", "CONTEXT")


def path(desk: Desk, asked: Asked) -> Shown:
    """The way to some terms for somebody who knows others: a form, and the ordered stages with their reasons."""
    named = [asked.parts["slug"]] if "slug" in asked.parts else asked.terms("to")
    to, unknown = desk.named(named)
    know, not_known = desk.named(asked.terms("know", MOST_KNOWN))
    avoid, not_avoided = desk.named(asked.terms("avoid"))
    home = desk.ask("Home")["glossary"]
    profile = asked.choice("profile", ("", *(each["key"] for each in home["profiles"])))
    tier = asked.choice("tier", TIERS)
    facts: dict[str, Any] = {
        "to_terms": to,
        "said_to": _said(to),
        "said_know": _said(know),
        "said_avoid": _said(avoid),
        "profile": profile,
        "tier": tier,
        "tiers": TIERS,
        "glossary": home,
        "unknown_names": unknown + not_known + not_avoided,
        "path": None,
        "fixed": "slug" in asked.parts,
    }
    if "slug" in asked.parts and not to:
        return Shown("missing.html", {"answer": unknown[0]}, 404)
    if "slug" in asked.parts and to[0]["slug"] != asked.parts["slug"]:
        return Shown("", moved=f"paths/to/{to[0]['slug']}.html")
    if to:
        facts["path"] = _plan(desk, targets=by(to), known=by(know), avoid=by(avoid), profile=profile or None, tier=tier)
        if steps := facts["path"].get("steps"):
            facts["stages"] = [list(same) for _, same in groupby(steps["nodes"], lambda step: step["stage"])]
            facts["drawing"] = _of_plan(steps["nodes"])
    return Shown("path.html", facts)


def _said(terms: list[Any]) -> str:
    """What the form says again: slugs, so that the address can be shared."""
    return ", ".join(term["slug"] for term in terms)


def _plan(desk: Desk, **asked: Any) -> Any:
    """The outcome, with all steps of the plan."""
    found = desk.ask("LearningPathPage", **asked, first=100)["learningPath"]
    if found["__typename"] == "LearningPath":
        found = desk.whole("LearningPathPage", "learningPath", "steps", **asked, first=100)[0]["learningPath"]
    return found


def _of_plan(steps: list[Any]) -> Drawing:
    """The last steps of a plan, those nearest to the target, and which is needed for which."""
    kept = steps[-MOST_NODES:]
    return draw(
        [(step["term"]["slug"], step["term"]["title"], "chosen" if step["chosen"] else "step") for step in kept],
        [(step["term"]["slug"], later["term"]["slug"]) for step in kept for later in step["neededFor"]],
        left_out=len(steps) - len(kept),
    )


def curated(desk: Desk, asked: Asked) -> Shown:
    """An editor's own order of terms, and where it departs from what they require."""
    found = desk.whole("CuratedPathPage", "curatedPath", "steps", name=asked.parts["name"], first=100)[0]["curatedPath"]
    return Shown("curated.html", {"path": found}) if found else Shown("missing.html", {"answer": None}, 404)


def compare(desk: Desk, asked: Asked) -> Shown:
    """Two terms side by side."""
    return _pair(desk, asked, "ComparePage", "compare")


def explain(desk: Desk, asked: Asked) -> Shown:
    """How two terms are related."""
    return _pair(desk, asked, "ExplainPage", "explain")


def _pair(desk: Desk, asked: Asked, document: str, question: str) -> Shown:
    pair = [asked.one("a"), asked.one("b")]
    terms, unknown = desk.named(name for name in pair if name)
    facts: dict[str, Any] = {"a": pair[0], "b": pair[1], "unknown": unknown, "answer": None, "same": None}
    if len(terms) == 2:
        facts["answer"] = desk.ask(document, a=by(terms)[0], b=by(terms)[1])[question]
    elif all(pair) and not unknown:
        facts["same"] = terms[0]
    return Shown(f"{question}.html", facts)


def around(desk: Desk, asked: Asked) -> Shown:
    """A term among those that matter most for it."""
    found = desk.ask("AroundPage", slug=asked.parts["slug"])["term"]
    if found is None:
        return Shown("missing.html", {"answer": None}, 404)
    picture = found["neighbourhood"]
    drawing = draw(
        [(node["term"]["slug"], node["term"]["title"], node["role"].lower()) for node in picture["nodes"]],
        [(edge["object"]["slug"], edge["subject"]["slug"]) for edge in picture["edges"] if not edge["redundant"]],
        left_out=picture["hiddenTerms"],
        layers={node["term"]["slug"]: node["layer"] for node in picture["nodes"]},
    )
    ordered = sorted(picture["nodes"], key=lambda node: ROLES.index(node["role"]))
    roles = [(role, list(same)) for role, same in groupby(ordered, lambda node: node["role"])]
    return Shown("around.html", {"term": found, "picture_facts": picture, "roles": roles, "drawing": drawing})
