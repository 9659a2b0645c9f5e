"""The checked facts (195 AI terms, 566 relations) as content: golden values are pinned here, so texts can change."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from termgraph.model import (
    Alias,
    Category,
    Content,
    GlossaryInfo,
    Level,
    Profile,
    Relation,
    Requirement,
    Term,
    TermKind,
)
from termgraph.relations import BUILT_IN

FILE = Path(__file__).parent / "fixtures" / "ai-terms.yaml"


@cache
def facts() -> Content:
    """The content of the file of facts, read with a stock YAML loader so that our own reader is not its own judge."""
    data = yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)
    statements = [_statement(row) for row in data["relations"]]
    return Content.of(
        GlossaryInfo(name="AI Glossary", base_url="https://glossary.example/"),
        categories=[Category(row["slug"], row["name"], order=row["order"]) for row in data["categories"]],
        profiles=[Profile(key, tuple(terms)) for key, terms in data["profiles"].items()],
        terms=[_term(row) for row in data["terms"]],
        relations=[BUILT_IN.stored(each) for each in statements if isinstance(each, Relation)],
        requirements=[each for each in statements if isinstance(each, Requirement)],
    )


def _term(row: dict[str, Any]) -> Term:
    def texts(key: str) -> tuple[str, ...]:
        value = row.get(key, [])
        return (value,) if isinstance(value, str) else tuple(value)

    return Term(
        slug=str(row["slug"]),
        name=str(row["name"]),
        acronym=row.get("acronym"),
        title=row.get("title"),
        aliases=tuple(
            Alias(each) if isinstance(each, str) else Alias(each["text"], each["kind"]) for each in row["aliases"]
        ),
        no_autolink=texts("no_autolink"),
        kind=TermKind(row["kind"]),
        categories=texts("category"),
        level=Level(row["level"]),
        minutes=row["minutes"],
        summary=str(row["fact"]),
    )


def _statement(row: dict[str, Any]) -> Relation | Requirement:
    if "any" in row:
        return Requirement(row["s"], tuple(tuple(sorted(option)) for option in row["any"]), why=row["why"])
    return Relation(
        row["s"],
        row["t"],
        row["o"],
        why=row.get("why"),
        for_=row.get("for"),
        source=row.get("source"),
        since=row.get("since"),
        primary=row.get("primary", False),
        keep=row.get("keep", False),
    )
