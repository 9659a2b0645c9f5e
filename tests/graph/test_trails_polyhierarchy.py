"""Trails in a polyhierarchy: golden ones, the five rules, counts against brute force, folding, ladders and chains."""

from collections.abc import Iterator
from itertools import islice, pairwise

import pytest
from graph_seed import seed
from graphs import acyclic, graph, slugs_of
from hypothesis import given
from hypothesis import strategies as st

from termgraph.errors import Code, TermgraphError
from termgraph.graph.breadcrumbs import MOST_TRAILS, Trail, TrailStyle, breadcrumbs, trails
from termgraph.graph.polyhierarchy import SATURATED, Polyhierarchy
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.trails import ancestors
from termgraph.model import Category, Content, Relation, RelationType, Term

CONCEPT, FULL, CATEGORY = TrailStyle.CONCEPT, TrailStyle.FULL, TrailStyle.CATEGORY


def slugs(trail: Trail) -> str:
    return " / ".join(each.crumb.slug for each in trail.crumbs)


def all_trails(slug: str, style: TrailStyle = CONCEPT, via: str | None = None, first: int = 20) -> list[str]:
    snapshot = seed()
    number = None if via is None else snapshot.numbers[via]
    return [slugs(each) for each in trails(snapshot, snapshot.numbers[slug], style, number, first).trails]


# ── on the facts ──


def test_the_concept_trails_of_rlhf_canonical_first() -> None:
    assert all_trails("rlhf") == [
        "glossary / machine-learning / transfer-learning / fine-tuning / preference-tuning / rlhf",
        "glossary / ai-alignment / preference-tuning / rlhf",
        "glossary / machine-learning / reinforcement-learning / rlhf",
    ]


def test_the_concept_trails_of_q_learning_canonical_first() -> None:
    above = "glossary / machine-learning / reinforcement-learning"
    assert all_trails("q-learning") == [
        f"{above} / model-free-rl / temporal-difference-learning / q-learning",
        f"{above} / off-policy-learning / q-learning",
    ]


def test_the_primary_mark_of_ppo_decides() -> None:
    snapshot = seed()
    assert "actor-critic / ppo" in all_trails("ppo")[0]
    unmarked = [
        Relation(each.subject, each.type, each.object, primary=False) for each in snapshot.content.relations.values()
    ]
    bare = Snapshot.of(Content.of(terms=snapshot.terms, relations=unmarked))
    assert "on-policy-learning / ppo" in slugs(breadcrumbs(bare, bare.numbers["ppo"], CONCEPT))


def test_the_styles_of_rlhf() -> None:
    snapshot = seed()
    number = snapshot.numbers["rlhf"]
    said = [[each.crumb.label for each in breadcrumbs(snapshot, number, style).crumbs] for style in (CATEGORY, FULL)]
    assert said == [
        ["Glossary", "Large language models", "RLHF (Reinforcement Learning from Human Feedback)"],
        [
            "Glossary",
            "Machine learning foundations",
            "Machine Learning (ML)",
            "Transfer Learning",
            "Fine-Tuning",
            "Preference Tuning",
            "RLHF (Reinforcement Learning from Human Feedback)",
        ],
    ]
    assert slugs(breadcrumbs(snapshot, number)) == "glossary / large-language-models / rlhf"


def test_each_crumb_says_its_place_its_relation_to_the_next_and_its_claim() -> None:
    snapshot = seed()
    trail = trails(snapshot, snapshot.numbers["rlhf"]).trails[1]
    assert [each.position for each in trail.crumbs] == [1, 2, 3, 4]
    assert [each.claim for each in trail.crumbs] == [None, "part-of", "is-a", None]
    edges = [None if each.relation is None else snapshot.edges[each.relation] for each in trail.crumbs]
    keys = [None if edge is None else getattr(edge.statement, "key", None) for edge in edges]
    assert keys == [None, "preference-tuning part-of ai-alignment", "rlhf is-a preference-tuning", None]


def test_via_keeps_the_trails_through_a_term() -> None:
    assert all_trails("rlhf", via="ai-alignment") == ["glossary / ai-alignment / preference-tuning / rlhf"]
    assert len(all_trails("rlhf", via="machine-learning")) == 2
    assert all_trails("rlhf", via="rlhf") == all_trails("rlhf")
    assert len(all_trails("rlhf", CATEGORY, via="rlhf")) == 1


@pytest.mark.parametrize(("via", "style"), [("lora", CONCEPT), ("ppo", FULL), ("preference-tuning", CATEGORY)])
def test_a_term_that_no_trail_leads_through_is_refused(via: str, style: TrailStyle) -> None:
    with pytest.raises(TermgraphError) as refused:
        all_trails("rlhf", style, via=via)
    assert refused.value.code is Code.NOT_AN_ANCESTOR
    assert refused.value.message == f"No trail to 'rlhf' leads through '{via}'."
    assert dict(refused.value.details) == {"term": "rlhf", "via": via}


# ── the rules ──


def parents(snapshot: Snapshot, slug: str) -> list[str]:
    edges = snapshot.once(Polyhierarchy.of).parents[snapshot.numbers[slug]]
    return slugs_of(snapshot, (snapshot.edges[edge].object for edge in edges))


def test_kind_comes_before_shelf_before_depth_before_slug() -> None:
    assert parents(graph("t part-of a", "t instance-of b", "t is-a c"), "t") == ["c", "b", "a"]
    shelves = [Term(slug, slug, categories=(shelf,)) for slug, shelf in (("a", "x"), ("b", "y"), ("t", "y"))]
    assert parents(graph("t is-a a", "t is-a b", "b is-a c", terms=shelves), "t") == ["b", "a"]
    assert parents(graph("t is-a a", "t is-a b", "a is-a c", "a is-a d", "d is-a e"), "t") == ["b", "a"]
    assert parents(graph("t is-a b", "t is-a a"), "t") == ["a", "b"]


def test_the_primary_mark_comes_before_all_and_a_parent_by_two_relations_stands_once() -> None:
    relations = [Relation("t", "is-a", "a"), Relation("t", "part-of", "b", primary=True), Relation("t", "is-a", "b")]
    snapshot = Snapshot.of(Content.of(terms=[Term(slug, slug) for slug in "abt"], relations=relations))
    assert parents(snapshot, "t") == ["b", "a"]
    edge = snapshot.once(Polyhierarchy.of).parents[snapshot.numbers["t"]][0]
    assert snapshot.edges[edge].type == "part-of"


def test_a_type_of_the_editors_stands_by_its_kind() -> None:
    own = RelationType("species", "is a species of", "has-species", "has", acyclic="yes", hierarchical="generic")
    assert parents(graph("t part-of a", "t species b", own=[own]), "t") == ["b", "a"]


def test_the_shelf_of_the_topmost_stands_below_its_own_shelves_and_a_circle_of_shelves_ends() -> None:
    snapshot = Snapshot.of(
        Content.of(
            categories=[
                Category("x", "X", parent="y"),
                Category("y", "Y"),
                Category("v", "V", "w"),
                Category("w", "W", "v"),
            ],
            terms=[Term("a", "A", categories=("x", "w")), Term("b", "B"), Term("c", "C", categories=("v",))],
            relations=[Relation("b", "is-a", "a")],
        )
    )
    assert [slugs(breadcrumbs(snapshot, number, FULL)) for number in range(3)] == [
        "glossary / y / x / a",
        "glossary / y / x / a / b",
        "glossary / w / v / c",
    ]


# ── laws ──

HIERARCHICAL = ("is-a", "part-of", "instance-of")


def every_path(snapshot: Snapshot, number: int) -> Iterator[tuple[int, ...]]:
    above = sorted({snapshot.edges[edge].object for edge in snapshot.out(number)})
    if not above:
        yield (number,)
    for parent in above:
        yield from ((number, *rest) for rest in every_path(snapshot, parent))


def passed(snapshot: Snapshot, number: int, way: tuple[int, ...]) -> tuple[int, ...]:
    return (number, *(snapshot.edges[edge].object for edge in way))


@given(acyclic(HIERARCHICAL))
def test_all_ways_are_found_once_in_canonical_order_and_counted(said: list[str]) -> None:
    snapshot = graph(*said)
    hierarchy = snapshot.once(Polyhierarchy.of)
    for number in range(len(snapshot.terms)):
        expected = set(every_path(snapshot, number))
        ways = list(hierarchy.ways(number))
        found = [passed(snapshot, number, way) for way in ways]
        assert len(found) == len(expected) == hierarchy.total(number)
        assert set(found) == expected
        assert hierarchy.canonical_way(number) == ways[0]
        places = [
            [hierarchy.parents[term].index(edge) for term, edge in zip(path, way, strict=False)]
            for path, way in zip(found, ways, strict=True)
        ]
        assert places == sorted(places)
        for via in range(len(snapshot.terms)):
            through = [path for path in found if via in path]
            assert [passed(snapshot, number, way) for way in hierarchy.ways(number, via)] == through
            assert hierarchy.total(number, via) == len(through)


@given(acyclic(HIERARCHICAL))
def test_no_claim_of_a_crumb_is_better_than_the_best_claim_of_the_ancestor(said: list[str]) -> None:
    snapshot = graph(*said)
    order = ("is-a", "instance-of", "part-of", None)
    for number in range(len(snapshot.terms)):
        best = {snapshot.terms[each.term].slug: order.index(each.claim) for each in ancestors(snapshot, number)}
        for trail in trails(snapshot, number, first=20).trails:
            for each in trail.crumbs[1:-1]:
                assert order.index(each.claim) >= best[each.crumb.slug]


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=12))
def test_content_with_cycles_still_ends(pairs: list[tuple[str, str]]) -> None:
    snapshot = graph(*(f"{low} is-a {high}" for low, high in pairs), terms=[Term("a", "A")])
    hierarchy = snapshot.once(Polyhierarchy.of)
    for number in range(len(snapshot.terms)):
        assert len(list(hierarchy.ways(number))) == hierarchy.total(number)


# ── folding and size ──


def chain(length: int) -> Snapshot:
    names = [f"t{number:05}" for number in range(length)]
    relations = [Relation(low, "is-a", high) for high, low in pairwise(names)]
    return Snapshot.of(Content.of(terms=[Term(slug, slug.upper()) for slug in names], relations=relations))


@pytest.mark.parametrize(("terms", "folded"), [(1, 0), (5, 0), (6, 2), (9, 5)])
def test_a_trail_of_more_than_six_crumbs_shows_the_root_the_first_and_the_last_three(terms: int, folded: int) -> None:
    snapshot = chain(terms)
    trail = breadcrumbs(snapshot, terms - 1, CONCEPT)
    assert len(trail.crumbs) == terms + 1
    assert trail.folded == folded
    if folded:
        shown = [each.crumb.slug for each in trail.shown]
        assert shown == ["glossary", "t00000", *(f"t{number:05}" for number in range(terms - 3, terms))]
        assert [each.position for each in trail.shown] == [1, 2, terms - 1, terms, terms + 1]


def test_a_chain_of_20000_terms_needs_no_recursion() -> None:
    snapshot = chain(20_000)
    trail = breadcrumbs(snapshot, 19_999, CONCEPT)
    assert len(trail.crumbs) == 20_001
    assert trail.folded == 20_001 - 5
    assert trails(snapshot, 19_999, via=7).total == 1


def ladder(rungs: int) -> Snapshot:
    """Two ways from each landing to the next: 3·rungs + 1 terms with 2 to the power of `rungs` trails."""
    said = []
    for rung in range(rungs):
        low, high = f"a{rung:03}", f"a{rung + 1:03}"
        said += [
            f"{low} is-a b{rung:03}",
            f"{low} is-a c{rung:03}",
            f"b{rung:03} is-a {high}",
            f"c{rung:03} is-a {high}",
        ]
    return graph(*said)


def test_a_ladder_of_61_terms_has_1048576_trails_and_answers_with_the_first() -> None:
    snapshot = ladder(20)
    assert len(snapshot.terms) == 61
    found = trails(snapshot, snapshot.numbers["a000"], first=1000)
    assert found.total == 1_048_576
    assert (len(found.trails), found.truncated, found.saturated) == (MOST_TRAILS, True, False)
    assert trails(snapshot, snapshot.numbers["a000"], via=snapshot.numbers["b010"]).total == 1_048_576 // 2
    assert trails(snapshot, snapshot.numbers["a000"], first=0).truncated


def test_a_count_beyond_a_million_millions_saturates() -> None:
    snapshot = ladder(60)
    found = trails(snapshot, snapshot.numbers["a000"], via=snapshot.numbers["c030"])
    assert (found.total, found.saturated) == (SATURATED, True)
    ways = snapshot.once(Polyhierarchy.of).ways(snapshot.numbers["a000"])
    assert len({*islice(ways, 50)}) == 50
