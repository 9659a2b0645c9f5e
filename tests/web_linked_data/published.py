"""A small glossary with one of each: a deprecated term, a former slug, shelves, a person, an own type."""

from dataclasses import replace
from typing import Any

from asking import Api, Holder, view_of

from termgraph.model import (
    Alias,
    Category,
    Content,
    GlossaryInfo,
    Person,
    Publisher,
    Relation,
    RelationGroup,
    RelationType,
    Requirement,
    Section,
    Term,
    TermStatus,
)
from termgraph.settings import Settings
from termgraph.web.app import create_app

BASE = "https://words.example/g/"

CONTENT = Content.of(
    GlossaryInfo(
        name="Words & <Things>",
        base_url=BASE,
        languages=("en", "nb"),
        licence="CC-BY-4.0",
        publisher=Publisher("Somebody", "https://words.example/"),
        watch=("graph",),
    ),
    relation_types=[
        RelationType("drawn-by", "is drawn by", "draws", "draws", group=RelationGroup("use", "In use", 40)),
    ],
    people=[Person("jd", "J. Doe", "editor", "https://words.example/jd")],
    categories=[Category("shapes", "Shapes", description="What things look like."), Category("flat", "Flat", "shapes")],
    terms=[
        Term(
            "graph",
            "Graph",
            acronym="G",
            aliases=(Alias("network"),),
            former_slugs=("net",),
            categories=("shapes",),
            summary='Points & "lines" <joined>.',
            definition="See [[tree]] and <script>alert(1)</script>.",
            sections=(Section("example", "Roads."),),
        ),
        Term("tree", "Tree", categories=("flat",), summary="A graph without a way around."),
        Term("chart", "Chart", status=TermStatus.DEPRECATED, replaced_by=("graph", "tree")),
        Term("secret", "Secret", status=TermStatus.DRAFT),
        Term("t17", "\u202estrange\u202c 強", summary="a" * 3000),
    ],
    relations=[Relation("tree", "is-a", "graph", why="It is one."), Relation("graph", "drawn-by", "chart")],
    requirements=[Requirement("tree", (("graph",), ("t17",)))],
)


def published(content: Content = CONTENT, **settings: Any) -> Api:
    """The application over `content`, which changed once and lost the term "line"."""
    view = replace(view_of(content), changed_at="2026-11-20T12:00:00Z", gone=frozenset({"line", "stroke", "graph"}))
    holder = Holder(view)
    return Api(holder, create_app(Settings(**settings), holder))
