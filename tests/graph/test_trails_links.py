"""Borrowed links: from whom, how many, in which order; and what has to be learned before a page."""

from facts import facts

from termgraph.graph.known import known_terms
from termgraph.graph.links import Missing, missing_for, missing_sentence, related_links
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Category, Content, Level, Link, LinkGroup, Relation, RelationType, Term

OWN = RelationType("species", "is a species of", "has-species", "has", acyclic="yes", hierarchical="generic")
RELATIONS = [
    Relation("t", "is-a", "parent"),
    Relation("parent", "species", "grand"),
    Relation("t", "part-of", "whole"),
    Relation("parent", "part-of", "whole"),
    Relation("t", "uses", "tool"),
    Relation("t", "uses", "parent"),
    Relation("tool", "is-a", "tools"),
    Relation("other", "uses", "t"),
    Relation("kind", "is-a", "t"),
]


def link(key: str, *about: str, group: str = "guides", **rest: object) -> Link:
    return Link(key, key, f"/{key}", group, about=about, **rest)  # type: ignore[arg-type]


def site(*links: Link) -> Snapshot:
    slugs = ["parent", "grand", "whole", "tool", "tools", "other", "kind"]
    return Snapshot.of(
        Content.of(
            relation_types=[OWN],
            categories=[Category("shelf", "Shelf")],
            link_groups=[LinkGroup("guides", "Guides", 1), LinkGroup("papers", "Papers", 2)],
            terms=[
                Term("t", "T", level=Level.INTERMEDIATE),
                *(Term(slug, slug, categories=("shelf",)) for slug in slugs),
            ],
            relations=RELATIONS,
            links=links,
        )
    )


def shown(*links: Link, per_group: int = 5) -> list[tuple[str, list[str], list[tuple[str, str, str]]]]:
    snapshot = site(*links)
    answer = related_links(snapshot, snapshot.numbers["t"], None, per_group, inherit=True)
    return [
        (
            each.group.key,
            [link.id for link in each.links],
            [(more.link.id, snapshot.terms[more.term].slug, more.claim) for more in each.inherited],
        )
        for each in answer
    ]


def test_a_term_borrows_from_what_it_is_a_kind_of_and_uses_and_from_nothing_else() -> None:
    lenders = ["parent", "grand", "whole", "tool", "tools", "other", "kind", "category:shelf"]
    links = [link(f"l{place}", slug) for place, slug in enumerate(lenders)]
    assert shown(*links) == [
        ("guides", [], [("l0", "parent", "is-a"), ("l1", "grand", "is-a"), ("l3", "tool", "uses")])
    ]


def test_nothing_is_borrowed_unless_asked_for() -> None:
    snapshot = site(link("a", "parent"))
    assert related_links(snapshot, snapshot.numbers["t"]) == ()


def test_a_group_borrows_what_it_lacks_from_the_nearest_and_the_groups_do_so_each() -> None:
    links = [link("own1", "t"), link("own2", "t"), link("z", "parent"), link("a", "grand"), link("b", "tool")]
    papers = [link("p", "tool", group="papers")]
    assert shown(*links, *papers, per_group=3) == [
        ("guides", ["own1", "own2"], [("z", "parent", "is-a")]),
        ("papers", [], [("p", "tool", "uses")]),
    ]
    assert shown(*links, per_group=2) == [("guides", ["own1", "own2"], [])]
    assert shown(*links, per_group=1) == [("guides", ["own1"], [])]
    assert shown(*links, *papers, per_group=0) == [("guides", [], [])]


def test_a_link_is_shown_once_and_directly_where_it_can_be() -> None:
    assert shown(link("a", "t", "parent", "grand"), link("b", "grand", "tool")) == [
        ("guides", ["a"], [("b", "grand", "is-a")])
    ]


def test_what_is_borrowed_stands_by_teaching_level_age_and_title_not_by_lender() -> None:
    links = [
        link("e", "parent"),
        link("d", "tool", level="intermediate", published="2024-01-01"),
        link("c", "grand", level="intermediate", published="2025-01-01"),
        link("b", "parent", level="intermediate", published="2025-01-01"),
        link("a", teaches=("tool",)),
    ]
    assert [key for key, _, _ in shown(*links)[0][2]] == ["a", "b", "c", "d", "e"]


def test_what_to_learn_before_a_page() -> None:
    snapshot = Snapshot.of(facts(), "test.1")
    guide = Link("g", "How much VRAM", "/vram", "guides", about=("quantization",), requires=("dpo", "unheard-of"))
    newcomer = missing_for(snapshot, guide, frozenset())
    engineer = missing_for(snapshot, guide, known_terms(snapshot, profile="llm-engineer"))
    assert newcomer is not None
    assert (len(newcomer.terms), newcomer.minutes) == (19, 330)
    assert missing_sentence(newcomer) == "Before this page, learn 19 terms, 330 minutes."
    assert engineer is not None
    assert (len(engineer.terms), engineer.minutes) == (5, 90)
    nothing = missing_for(snapshot, guide, frozenset({snapshot.numbers["dpo"]}))
    assert nothing == Missing((), 0)
    assert missing_sentence(nothing) is None
    assert missing_sentence(Missing((3,), 1)) == "Before this page, learn 1 term, 1 minute."
