"""Pages for reading: the first one, terms, shelves of terms, relation types, search results, and what this is."""

from itertools import groupby
from typing import Any

from .asked import Asked
from .desk import Desk, Shown

LEVELS = ("", "INTRO", "INTERMEDIATE", "ADVANCED")
BY_NAME = {"field": "NAME", "direction": "ASC"}
DIFFERENT = ("alternatives", "differences")
"""Groups of relation types whose reasons say how two terms differ."""


def home(desk: Desk, _: Asked) -> Shown:
    """What this is, and where to begin."""
    return Shown("home.html", desk.ask("Home"))


def missing(_: Desk, __: Asked) -> Shown:
    """An address where nothing is."""
    return Shown("missing.html", {"answer": None}, 404)


def term(desk: Desk, asked: Asked) -> Shown:
    """A term, in its own language or in another one."""
    slug, language = asked.parts["slug"], asked.parts.get("language")
    answer = desk.ask("TermPage", slug=slug, language=language)["lookup"]
    if "term" not in answer:
        return Shown("missing.html", {"answer": answer}, 404)
    found = answer["term"]
    suffix = f".{language}" if language else ""
    if answer["redirectedFrom"]:
        return Shown("", moved=f"terms/{found['slug']}{suffix}.html")
    known = {each["language"] for each in found["translations"]}
    if language and language not in known:
        return Shown("", moved=f"terms/{found['slug']}.html")
    groups = _grouped(found["relations"]["edges"])
    return Shown(
        "term.html",
        {
            "term": found,
            "language": language,
            "differs": [edge for group in groups if group["key"] in DIFFERENT for edge in group["edges"]],
            "groups": [group for group in groups if group["key"] not in DIFFERENT],
        },
    )


def _grouped(edges: list[Any]) -> list[dict[str, Any]]:
    """Relations under the headings of their groups, and in each under the words of their type."""
    ordered = sorted(edges, key=lambda edge: (edge["type"]["group"]["order"], edge["type"]["group"]["key"]))
    return [
        {
            **group,
            "edges": members,
            "rows": [
                {"label": label, "type": kind, "edges": list(same)}
                for (label, kind), same in groupby(members, lambda edge: (edge["label"], edge["type"]["key"]))
            ],
        }
        for group, members in (
            (dict(key), list(found))
            for key, found in groupby(ordered, lambda edge: tuple(sorted(edge["type"]["group"].items())))
        )
    ]


def category(desk: Desk, asked: Asked) -> Shown:
    """A shelf: what stands on it, and the shelves inside."""
    after = asked.one("after") or None
    facts, more = desk.whole(
        "CategoryPage", "category", "terms", slug=asked.parts["slug"], first=100, after=after, orderBy=BY_NAME
    )
    if facts["category"] is None:
        return Shown("missing.html", {"answer": None}, 404)
    return Shown("category.html", {"category": facts["category"], "more_after": more})


def all_terms(desk: Desk, asked: Asked) -> Shown:
    """A to Z."""
    facts, more = desk.whole("AllTerms", "terms", after=asked.one("after") or None)
    found = facts["terms"]
    letters = [(letter, list(same)) for letter, same in groupby(found["nodes"], lambda each: _letter(each["title"]))]
    return Shown("all_terms.html", {"letters": letters, "total": found["totalCount"], "more_after": more})


def _letter(title: str) -> str:
    first = title[:1].upper()
    return first if first.isalpha() else "#"


def search(desk: Desk, asked: Asked) -> Shown:
    """What was found, and why; without a question, the form alone."""
    text, level = asked.one("q"), asked.choice("level", LEVELS)
    facts: dict[str, Any] = {"text": text, "level": level, "levels": LEVELS[1:], "search": None}
    if text:
        chosen = {"levels": [level]} if level else None
        after = asked.one("after") or None
        facts["search"] = desk.ask("SearchPage", text=text, filter=chosen, after=after)["search"]
        for edge in facts["search"]["edges"]:
            edge["pieces"] = _pieces(edge["snippet"] or "", edge["snippetMatches"])
    return Shown("search.html", facts)


def _pieces(text: str, matches: list[Any]) -> list[tuple[str, bool]]:
    """A text in pieces, with whether each is a match."""
    pieces, place = [], 0
    for match in matches:
        pieces += [(text[place : match["start"]], False), (text[match["start"] : match["end"]], True)]
        place = match["end"]
    return [(piece, marked) for piece, marked in (*pieces, (text[place:], False)) if piece]


def relation_type(desk: Desk, asked: Asked) -> Shown:
    """A relation type, and the relations that are stated with it."""
    key = asked.parts["key"]
    facts, more = desk.whole("RelationTypePage", "terms", types=[key], after=asked.one("after") or None)
    kinds = facts["relationTypes"]["nodes"]
    kind = next((each for each in kinds if key in (each["key"], each["inverseKey"])), None)
    if kind is None:
        return Shown("missing.html", {"answer": None}, 404)
    if kind["key"] != key:
        return Shown("", moved=f"relation-types/{kind['key']}.html")
    rows = [each for each in facts["terms"]["nodes"] if each["relations"]["edges"]]
    return Shown("relation_type.html", {"kind": kind, "rows": rows, "more_after": more})


def about(desk: Desk, _: Asked) -> Shown:
    """What the data is, and how to get it."""
    return Shown("about.html", desk.ask("AboutPage"))
