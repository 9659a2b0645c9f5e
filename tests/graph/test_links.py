"""Links to pages outside: which reach a term, in which order, and by which trail."""

from hypothesis import given
from hypothesis import strategies as st

from termgraph.graph.links import link_trail, related_links
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Category, Content, Level, Link, LinkGroup, Term

GROUPS = [
    LinkGroup("zoo", "First shown", 10),
    LinkGroup("guides", "Guides", 20),
    LinkGroup("errors", "Errors", 20),
    LinkGroup("none", "None", 5),
]
TERM = Term("t", "T", acronym="X", categories=("shelf", "board"), level=Level.INTERMEDIATE)


def shown(
    links: list[Link], term: Term = TERM, groups: set[str] | None = None, per_group: int = 5
) -> list[tuple[str, list[str], int]]:
    snapshot = site(links, term)
    answer = related_links(snapshot, snapshot.numbers["t"], groups, per_group)
    return [(each.group.key, [link.id for link in each.links], each.total) for each in answer]


def site(links: list[Link], term: Term = TERM) -> Snapshot:
    return Snapshot.of(
        Content.of(
            categories=[Category("shelf", "Shelf"), Category("board", "Board"), Category("other", "Other")],
            link_groups=GROUPS,
            terms=[term, Term("u", "U", categories=("other",))],
            links=links,
        )
    )


def link(key: str, group: str = "guides", about: tuple[str, ...] = ("t",), title: str = "", **rest: object) -> Link:
    return Link(key, title or key, f"/{key}", group, about=about, **rest)  # type: ignore[arg-type]


def test_a_link_reaches_the_terms_it_is_about_or_teaches_and_the_terms_of_its_categories() -> None:
    links = [
        link("a"),
        link("b", about=(), teaches=("t",)),
        link("c", about=("category:shelf",)),
        link("d", about=("category:board",)),
        link("e", about=("u", "category:other", "shelf", "category:t")),
        link("f", about=(), term="t"),
        link("g", about=(), requires=("t",)),
    ]
    assert shown(links, per_group=9) == [("guides", ["b", "a", "f", "c", "d"], 5)]


def test_groups_stand_by_order_then_key_and_unknown_and_empty_ones_are_left_out() -> None:
    links = [link("a", "guides"), link("b", "errors"), link("c", "zoo"), link("d", "unheard-of")]
    assert [group for group, _, _ in shown(links)] == ["zoo", "errors", "guides"]
    assert [group for group, _, _ in shown(links, groups={"guides", "zoo", "unheard-of"})] == ["zoo", "guides"]
    assert shown(links, groups=set()) == []


def test_total_counts_before_the_cut_and_a_link_stands_once() -> None:
    links = [link(f"l{number}", about=("t", "category:shelf", "category:board"), teaches=("t",)) for number in range(7)]
    assert shown(links) == [("guides", ["l0", "l1", "l2", "l3", "l4"], 7)]
    assert shown(links, per_group=0) == [("guides", [], 7)]


def test_the_order_within_a_group() -> None:
    links = [
        link("i", about=("category:shelf",), level="intermediate", published="2030-01-01"),
        link("h", level=None, published="2030-01-01"),
        link("g", level="advanced", published="2026-01-01"),
        link("f", level="intro", published="2026-01-02"),
        link("e", level="intermediate"),
        link("d2", level="intermediate", published="2025-01-01", title="Same"),
        link("d1", level="intermediate", published="2025-01-01", title="Same"),
        link("c", level="intermediate", published="2025-01-01", title="Another"),
        link("b", about=("category:shelf",), teaches=("category:board",), level="intermediate"),
        link("a", about=(), teaches=("t",)),
    ]
    assert shown(links, per_group=20) == [("guides", ["a", "b", "c", "d1", "d2", "e", "f", "g", "h", "i"], 10)]


@given(st.permutations(range(6)))
def test_the_order_of_loading_does_not_matter(order: list[int]) -> None:
    links = [link(f"l{number}", about=("t",) if number % 2 else ("category:shelf",)) for number in range(6)]
    assert shown([links[number] for number in order]) == shown(links)


def test_a_link_has_a_trail_from_the_root_through_its_group() -> None:
    snapshot = site([link("a", title="How much VRAM")])
    (answer,) = related_links(snapshot, 0)
    crumbs = link_trail(snapshot, 0, answer.group, answer.links[0])
    assert [(crumb.kind, crumb.label) for crumb in crumbs] == [
        ("root", "Glossary"),
        ("category", "Shelf"),
        ("term", "T (X)"),
        ("group", "Guides"),
        ("link", "How much VRAM"),
    ]
