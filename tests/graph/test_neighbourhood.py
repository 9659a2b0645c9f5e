"""The picture around a term: who is in it, as what, where, and which relations are shown; and reduction for display."""

from itertools import pairwise

import pytest
from graph_seed import seed
from graphs import acyclic, graph, slugs_of
from hypothesis import given
from hypothesis import strategies as st

from termgraph.graph.adjacency import Adjacency
from termgraph.graph.neighbourhood import MOST_NODES, Neighbourhood, Role, neighbourhood
from termgraph.graph.reduction import reduced, redundant
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, Relation, Requirement, Term, TermKind


def terms(snapshot: Snapshot, found: Neighbourhood) -> list[str]:
    return slugs_of(snapshot, (node.term for node in found.nodes))


def roles(snapshot: Snapshot, found: Neighbourhood) -> dict[str, tuple[str, int]]:
    return {snapshot.terms[node.term].slug: (node.role.value, node.layer) for node in found.nodes}


# ── on the facts ──


def test_the_picture_of_ppo() -> None:
    snapshot = seed()
    found = neighbourhood(snapshot, snapshot.numbers["ppo"])
    assert terms(snapshot, found)[:12] == [
        "ppo",
        *("on-policy-learning", "actor-critic"),
        *("advantage-function", "importance-sampling"),
        *("grpo", "dpo", "trust-region-policy-optimization"),
        *("trl", "stable-baselines3"),
        *("rlhf", "rlvr"),
    ]
    placed = roles(snapshot, found)
    assert placed["actor-critic"] == ("broader", -1)
    assert placed["advantage-function"] == ("prerequisite", -1)
    assert placed["grpo"] == ("alternative", 0)
    assert placed["trl"] == ("tool", 0)
    assert placed["rlhf"] == ("unlocks", 1)
    assert (len(found.nodes), len(found.edges), found.hidden_terms, found.hidden_edges) == (21, 40, 48, 25)


def test_every_picture_of_the_facts_keeps_the_laws() -> None:
    for number in range(0, len(seed().terms), 5):
        check(seed(), number, 20, 40)
        check(seed(), number, 7, 9)


def check(snapshot: Snapshot, number: int, nodes: int, edges: int, types: tuple[str, ...] | None = None) -> None:
    found = neighbourhood(snapshot, number, nodes, edges, types)
    inside = {node.term for node in found.nodes}
    joined = {term: set() for term in range(len(snapshot.terms))}  # type: dict[int, set[int]]
    among = 0
    for edge in snapshot.edges:
        if types is None or edge.type in types:
            joined[edge.subject].add(edge.object)
            joined[edge.object].add(edge.subject)
            among += {edge.subject, edge.object} <= inside
    assert found.nodes[0].term == number
    assert [node.term for node in found.nodes if node.role is Role.FOCUS] == [number]
    assert len(found.nodes) == len(inside) == min(nodes + 1, len(component(joined, number)))
    assert component(among_edges(snapshot, found.edges), number) == inside
    assert len(found.edges) <= max(edges, len(inside) - 1)
    assert found.edges == tuple(sorted(set(found.edges)))
    assert len(found.edges) + found.hidden_edges == among
    assert found.hidden_edges == 0 or len(found.edges) >= edges
    assert found.hidden_terms == len(set().union(*(joined[term] for term in inside)) - inside)
    assert all(node.hidden_neighbours == len(joined[node.term] - inside) for node in found.nodes)
    place = {node.term: node.layer for node in found.nodes}
    for edge in (snapshot.edges[each] for each in found.edges):
        if edge.type == "requires" and number in (edge.subject, edge.object):
            assert place[edge.object] < place[edge.subject]


def among_edges(snapshot: Snapshot, edges: tuple[int, ...]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for edge in (snapshot.edges[each] for each in edges):
        found.setdefault(edge.subject, set()).add(edge.object)
        found.setdefault(edge.object, set()).add(edge.subject)
    return found


def component(joined: dict[int, set[int]], start: int) -> set[int]:
    found, stack = {start}, [start]
    while stack:
        fresh = joined.get(stack.pop(), set()) - found
        found |= fresh
        stack += fresh
    return found


TYPES = ("is-a", "requires", "any", "uses", "is-alternative-to", "part-of")


@given(acyclic(TYPES), st.integers(0, 8), st.integers(0, 12))
def test_the_picture_is_connected_and_within_its_budgets_and_counts_what_it_leaves_out(
    said: list[str], nodes: int, edges: int
) -> None:
    snapshot = graph(*said)
    for number in range(len(snapshot.terms)):
        check(snapshot, number, nodes, edges)
        check(snapshot, number, nodes, edges, ("is-a", "requires"))


# ── choice ──


def test_quotas_come_before_scores() -> None:
    said = [f"f uses u{number}" for number in range(5)]
    said += [f"f is-a p{number}" for number in range(4)] + [f"f requires r{number}" for number in range(6)]
    said += [f"a{number} is-variant-of f" for number in range(5)] + [f"t{number} implements f" for number in range(4)]
    tools = [Term(f"t{number}", "T", kind=TermKind.TOOL) for number in range(4)]
    snapshot = graph(*said, terms=tools)
    found = terms(snapshot, neighbourhood(snapshot, snapshot.numbers["f"], 14))
    assert found[:12] == ["f", "p0", "p1", "r0", "r1", "r2", "r3", "a0", "a1", "a2", "t0", "t1"]
    scored = ["a3", "a4", "p2"]  # alternatives weigh most, then parents among the rest
    assert found[12:] == scored
    assert terms(snapshot, neighbourhood(snapshot, snapshot.numbers["f"], 4)) == ["f", "p0", "p1", "r0", "r1"]
    assert terms(snapshot, neighbourhood(snapshot, snapshot.numbers["f"], 0)) == ["f"]


def test_no_more_than_a_hundred_terms_are_shown() -> None:
    snapshot = graph(*(f"f uses u{number:03}" for number in range(150)))
    found = neighbourhood(snapshot, 0, 1000, 1000)
    assert (len(found.nodes), found.hidden_terms, found.nodes[0].hidden_neighbours) == (MOST_NODES + 1, 50, 50)


def test_roles_hold_along_chains() -> None:
    snapshot = graph(
        *("f is-a b", "b part-of c", "k is-a f", "l is-a k", "f requires r", "r requires s", "f requires s"),
        *("u requires f", "v any u+r|w", "f uses x", "f is-alternative-to y"),
    )
    assert roles(snapshot, neighbourhood(snapshot, snapshot.numbers["f"])) == {
        "f": ("focus", 0),
        "b": ("broader", 0),
        "c": ("broader", 0),
        "k": ("narrower", 0),
        "l": ("narrower", 0),
        "r": ("prerequisite", -1),
        "s": ("prerequisite", -2),
        "u": ("unlocks", 1),
        "v": ("unlocks", 2),
        "w": ("other", 0),
        "x": ("other", 0),
        "y": ("alternative", 0),
    }


def test_redundant_relations_are_left_out_first_then_the_least_telling_then_by_slugs() -> None:
    said = ["f requires g", "f requires h", "g requires h", "f related-to g", "g uses h", "f uses h"]
    snapshot = graph(*said)
    shown = []
    for edges in range(7):
        found = neighbourhood(snapshot, snapshot.numbers["f"], 5, edges)
        keys = {getattr(snapshot.edges[each].statement, "key", "") for each in found.edges}
        shown.append(keys)
    assert shown[0] == shown[1] == shown[2] == {"f uses h", "g uses h"}
    gone = [min(more - fewer) for fewer, more in pairwise(shown[2:])]
    assert gone == ["g requires h", "f requires g", "f related-to g", "f requires h"]


def test_a_hub_of_many_neighbours_is_drawn() -> None:
    relations = [Relation(f"n{number:05}", "uses", "hub") for number in range(20_000)]
    slugs = [*(f"n{number:05}" for number in range(20_000)), "hub"]
    snapshot = Snapshot.of(Content.of(terms=[Term(slug, slug) for slug in slugs], relations=relations))
    for focus in ("hub", "n00000"):
        found = neighbourhood(snapshot, snapshot.numbers[focus])
        assert (len(found.nodes), found.hidden_terms) == (21, 20_001 - 21)


# ── reduction ──


@given(acyclic(("is-a", "requires", "part-of", "uses", "any")))
def test_what_is_redundant_is_what_a_longer_chain_of_the_same_type_implies(said: list[str]) -> None:
    snapshot = graph(*said)
    numbers = range(len(snapshot.edges))
    expected = []
    for number in numbers:
        edge = snapshot.edges[number]
        if edge.type in ("is-a", "requires", "part-of") and not edge.optional:
            others = [
                each for each in snapshot.edges if each.type == edge.type and not each.optional and each is not edge
            ]
            reached, stack = {edge.subject}, [edge.subject]
            while stack:
                here = stack.pop()
                fresh = {each.object for each in others if each.subject == here} - reached
                reached |= fresh
                stack += fresh
            if edge.object in reached:
                expected.append(number)
    assert list(redundant(snapshot, numbers)) == expected
    assert set(reduced(snapshot, numbers)) == set(numbers) - set(expected)
    assert list(redundant(snapshot, numbers, ("is-a",))) == [
        number for number in expected if snapshot.edges[number].type == "is-a"
    ]


def content(*relations: Relation | Requirement) -> Snapshot:
    return Snapshot.of(
        Content.of(
            terms=[Term(slug, slug) for slug in "abcd"],
            relations=[each for each in relations if isinstance(each, Relation)],
            requirements=[each for each in relations if isinstance(each, Requirement)],
        )
    )


def test_what_is_marked_keep_stays_and_still_implies_and_options_do_neither() -> None:
    chain = [Relation("a", "requires", "b"), Relation("b", "requires", "c")]
    kept = content(*chain, Relation("a", "requires", "c", keep=True))
    assert redundant(kept, range(3)) == ()
    over = content(Relation("a", "is-a", "b", keep=True), Relation("b", "is-a", "c"), Relation("a", "is-a", "c"))
    assert [over.edges[each].object for each in redundant(over, range(3))] == [over.numbers["c"]]
    optional = content(*chain, Requirement("a", (("c",), ("d",))))
    assert redundant(optional, range(4)) == ()
    through = content(
        Relation("a", "requires", "c"), Relation("b", "requires", "c"), Requirement("a", (("b",), ("d",)))
    )
    assert redundant(through, range(4)) == ()


def test_only_the_given_edges_count() -> None:
    snapshot = graph("a is-a b", "b is-a c", "a is-a c", "c is-a d")
    assert redundant(snapshot, range(4)) == (1,)
    assert redundant(snapshot, (1, 2)) == ()
    assert reduced(snapshot, (3, 1, 0, 2, 1)) == (3, 0, 2)


@pytest.mark.parametrize("said", [["a is-a b", "b is-a a"], ["a is-a b", "b is-a a", "b is-a c", "a is-a c"]])
def test_edges_inside_a_cycle_are_passed_over(said: list[str]) -> None:
    snapshot = graph(*said)
    assert redundant(snapshot, range(len(snapshot.edges))) == ()


def test_the_redundant_requirements_of_the_facts_are_those_kept_on_purpose() -> None:
    snapshot = seed()
    assert redundant(snapshot, range(len(snapshot.edges))) == ()
    bare = [Relation(each.subject, each.type, each.object) for each in snapshot.content.relations.values()]
    loose = Snapshot.of(Content.of(terms=snapshot.terms, relations=bare))
    kept = sorted(each.key for each in snapshot.content.relations.values() if each.keep)
    hidden = [getattr(loose.edges[each].statement, "key", "") for each in redundant(loose, range(len(loose.edges)))]
    assert sorted(hidden) == kept
    assert snapshot.once(Adjacency.of).pairs == 457
