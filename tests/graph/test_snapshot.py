"""The snapshot itself: edges from both ends, indifference to the order of loading, size, and the networkx graph."""

import random
from itertools import pairwise

from contents import contents
from facts import facts
from graphs import graph, slugs_of
from hypothesis import given
from hypothesis import strategies as st

from termgraph.graph.learning import Verdict, necessity, prerequisites, requirements, skipped
from termgraph.graph.links import related_links
from termgraph.graph.search import search
from termgraph.graph.snapshot import Edge, Snapshot
from termgraph.graph.trails import ancestors, category_trail
from termgraph.model import ENTITIES, Content, Relation, Requirement, Term, Tier, encode


@given(contents(most=5))
def test_every_statement_is_an_edge_seen_once_from_each_end(content: Content) -> None:
    snapshot = Snapshot.of(content)
    numbers = range(len(snapshot.edges))
    assert sorted(edge for term in range(len(snapshot.terms)) for edge in snapshot.out(term)) == list(numbers)
    assert sorted(edge for term in range(len(snapshot.terms)) for edge in snapshot.into(term)) == list(numbers)
    for term in range(len(snapshot.terms)):
        assert all(snapshot.edges[edge].subject == term for edge in snapshot.out(term))
        assert all(snapshot.edges[edge].object == term for edge in snapshot.into(term))
        assert list(snapshot.into(term)) == sorted(snapshot.into(term))
    keys = [(edge.subject, edge.type, edge.object) for edge in snapshot.edges]
    assert keys == sorted(set(keys))
    assert {(s, t, o) for s, t, o in keys} == {
        (snapshot.numbers[each.subject], each.type, snapshot.numbers[each.object])
        for each in content.relations.values()
    } | {
        (snapshot.numbers[each.subject], "requires", snapshot.numbers[slug])
        for each in content.requirements.values()
        for option in each.options
        for slug in option
    }


def shuffled(content: Content, chance: random.Random) -> Content:
    records = {entity.field: list(getattr(content, entity.field).values()) for entity in ENTITIES}
    for each in records.values():
        chance.shuffle(each)
    return Content.of(content.glossary, **records)


def everything(snapshot: Snapshot) -> list[object]:
    answers: list[object] = [snapshot.edges, snapshot.redirects, snapshot.members, snapshot.nodes, snapshot.labels]
    answers += [skipped(snapshot, tier) for tier in Tier]
    answers += [search(snapshot, text) for text in ("t", "alpha", "beta t1", "navn", "強化", "one two")]
    for number in range(len(snapshot.terms)):
        answers += [requirements(snapshot, number, Tier.CONTEXT), prerequisites(snapshot, number, Tier.CONTEXT)]
        answers += [(each, each.chain) for each in ancestors(snapshot, number)]
        answers += [category_trail(snapshot, number), related_links(snapshot, number)]
    return answers


@given(contents(most=5), st.integers())
def test_the_order_of_loading_does_not_matter(content: Content, seed: int) -> None:
    other = shuffled(content, random.Random(seed))  # noqa: S311  # a reproducible order, not a secret
    assert everything(Snapshot.of(other)) == everything(Snapshot.of(content))


def test_a_term_that_is_required_in_several_ways_is_one_edge_and_the_plain_statement_wins() -> None:
    snapshot = graph("a requires b", "a any b|c", "a any c|d")
    assert [(slugs_of(snapshot, [edge.object]), edge.optional) for edge in snapshot.edges] == [
        (["b"], False),
        (["c"], True),
        (["d"], True),
    ]
    assert len(snapshot.groups[0]) == 3


def test_statements_about_unknown_terms_are_left_out() -> None:
    content = Content.of(
        terms=[Term("a", "A"), Term("b", "B")],
        relations=[Relation("a", "requires", "x"), Relation("x", "uses", "a"), Relation("a", "no-type", "b")],
        requirements=[Requirement("a", (("x", "b"), ("b",))), Requirement("b", (("x",),))],
    )
    snapshot = Snapshot.of(content)
    assert [(edge.subject, edge.object) for edge in snapshot.edges] == [(0, 1)]
    assert [group.options for group in snapshot.groups[0]] == [((1,),)]
    assert snapshot.groups[1] == ()


def test_what_is_made_of_a_snapshot_is_made_once() -> None:
    snapshot = Snapshot.of(Content.of(terms=[Term("a", "A")]))
    calls: list[Snapshot] = []

    def make(given: Snapshot) -> list[int]:
        calls.append(given)
        return [1]

    assert snapshot.once(make) is snapshot.once(make)
    assert calls == [snapshot]


# ── size ──


def test_a_chain_of_20_000_terms_is_answered_without_recursion() -> None:
    count = 20_000
    slugs = [f"t{number:05}" for number in range(count)]
    snapshot = Snapshot.of(
        Content.of(
            terms=[Term(slug, slug) for slug in slugs],
            relations=[
                Relation(*row)
                for low, high in pairwise(slugs)
                for row in ((low, "requires", high), (low, "is-a", high), (high, "uses", low))
            ],
        )
    )
    found = prerequisites(snapshot, 0, Tier.CONTEXT)
    assert [each.distance for each in found] == list(range(1, count))
    assert len(skipped(snapshot)) == count - 1
    assert necessity(snapshot, 0, count - 1, tier=Tier.CONTEXT) is Verdict.NECESSARY
    above = ancestors(snapshot, 0)
    assert (len(above), above[-1].claim, len(above[-1].chain)) == (count - 1, "is-a", count - 1)
    assert repr(above[-1])


def test_a_term_with_50_000_neighbours_is_answered() -> None:
    count = 50_000
    kinds = (("hub", "requires", "{}"), ("{}", "is-a", "hub"), ("hub", "part-of", "{}"), ("{}", "learn-with", "{}"))
    slugs = [f"t{number:05}" for number in range(count)]
    relations = [
        Relation(subject.format(slug), key, target.format(slug if key != "learn-with" else "hub"))
        for number, slug in enumerate(slugs)
        for subject, key, target in [kinds[number % 4]]
    ]
    snapshot = Snapshot.of(
        Content.of(terms=[Term("hub", "Hub"), *(Term(slug, slug) for slug in slugs)], relations=relations)
    )
    assert len(snapshot.out(0)) + len(snapshot.into(0)) == len(snapshot.edges) == count
    assert len(prerequisites(snapshot, 0)) == count // 2  # what it requires, and its block
    assert len(ancestors(snapshot, 0)) == count // 4
    assert necessity(snapshot, 0, 1) is Verdict.NECESSARY
    assert [each.term for each in ancestors(snapshot, 2)][:2] == [0, 3]


# ── networkx ──


def test_the_networkx_graph_has_every_term_and_edge_with_all_that_is_said_of_them() -> None:
    snapshot = Snapshot.of(facts(), "e1.7")
    found = snapshot.to_networkx()
    assert (found.number_of_nodes(), found.number_of_edges()) == (len(snapshot.terms), len(snapshot.edges))
    assert found.graph == {"name": "AI Glossary", "revision": "e1.7"}
    for term in snapshot.terms:
        assert {"slug": term.slug, **found.nodes[term.slug]} == encode(term)
    for edge in snapshot.edges:
        data = found.edges[snapshot.terms[edge.subject].slug, snapshot.terms[edge.object].slug, edge.type]
        said = encode(edge.statement)
        assert said.items() <= {**data, **ends(snapshot, edge)}.items() if not edge.optional else data["optional"]
        assert data["label"] == snapshot.registry.types[edge.type].label


def ends(snapshot: Snapshot, edge: Edge) -> dict[str, str]:
    subject, target = slugs_of(snapshot, (edge.subject, edge.object))
    return {"subject": subject, "type": edge.type, "object": target}


def test_an_optional_edge_carries_its_whole_group() -> None:
    found = graph("a any b|c+d", "a uses b").to_networkx()
    data = found.edges["a", "c", "requires"]
    assert data["optional"] is True
    assert [list(option) for option in data["options"]] == [["b"], ["c", "d"]]
    assert found.edges["a", "b", "uses"]["optional"] is False
