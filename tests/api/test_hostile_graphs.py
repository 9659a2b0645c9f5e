"""Glossaries of an extreme shape: every answer about them is bounded, complete in its numbers, and soon there."""

import time
from typing import Any

import pytest
from asking import Api, api_of

from termgraph.model import Content, Link, LinkGroup, Relation, Term

HUB = 50_000
CHAIN = 3_000


@pytest.fixture(scope="module")
def hub() -> Api:
    """A term to which 50,000 others are joined, a fifth of them by each of five types."""
    keys = ("is-a", "requires", "uses", "part-of", "related-to")
    relations = [Relation(f"t{number:05}", keys[number % 5], "hub") for number in range(HUB)]
    links = [Link(f"l{number}", f"Page {number}", f"/{number}", "guides", about=("hub",)) for number in range(300)]
    return api_of(
        Content.of(
            link_groups=[LinkGroup("guides", "Guides", 1)],
            terms=[Term("hub", "Hub"), *(Term(f"t{number:05}", f"T{number}") for number in range(HUB))],
            relations=[
                Relation("hub", "related-to", each.subject) if each.type == "related-to" else each for each in relations
            ],
            links=links,
        ),
        deadline_ms=60_000,  # the first questions pay for what a server prepares before it answers
    )


def asked(api: Api, query: str) -> Any:
    """The answer, which must not take long; the bound is generous, because machines differ."""
    started = time.process_time()
    answer = api.ask(query)
    assert time.process_time() - started < 5
    return answer


def test_the_picture_of_a_hub_and_of_one_of_its_neighbours(hub: Api) -> None:
    query = """{ term(by: {slug: "%s"}) { neighbourhood(nodes: 100, edges: 300) {
      nodes { hiddenNeighbours role } edges { redundant } hiddenTerms hiddenEdges truncated } } }"""
    for slug in ("hub", "t00000"):
        found = asked(hub, query % slug)["term"]["neighbourhood"]
        assert (len(found["nodes"]), len(found["edges"])) == (101, 100)
        assert (found["hiddenTerms"], found["hiddenEdges"], found["truncated"]) == (HUB - 100, 0, True)
        assert sum(node["hiddenNeighbours"] for node in found["nodes"]) == HUB - 100


def test_the_other_answers_about_a_hub_say_how_much_they_leave_out(hub: Api) -> None:
    query = """{ term(by: {slug: "hub"}) {
      related(first: 5) { totalCount candidates groups { total truncated items { sentence } } }
      relations(first: 100) { totalCount nodes { slug } }
      unlocks { total truncated exact now { total truncated items { slug } } eventually { distance } }
      relatedLinks(perGroup: 50) { total truncated links { link { key } } }
    } }"""
    term = asked(hub, query)["term"]
    assert sum(group["total"] for group in term["related"]["groups"]) == term["relations"]["totalCount"] == HUB
    assert all(len(group["items"]) == 20 and group["truncated"] for group in term["related"]["groups"])
    assert (term["unlocks"]["total"], len(term["unlocks"]["eventually"])) == (HUB // 5, 50)
    assert len(term["unlocks"]["now"]["items"]) == 100
    assert term["unlocks"]["now"]["truncated"]
    (group,) = term["relatedLinks"]
    assert (group["total"], group["truncated"], len(group["links"])) == (300, True, 50)


def test_what_borrows_from_a_hub_borrows_no_more_than_it_may(hub: Api) -> None:
    query = '{ term(by: {slug: "t00000"}) { relatedLinks { total links { inheritedFrom { term { slug } } } } } }'
    (group,) = asked(hub, query)["term"]["relatedLinks"]
    assert group["total"] == 0
    assert [each["inheritedFrom"]["term"]["slug"] for each in group["links"]] == ["hub"] * 5


def test_terms_on_the_far_side_of_a_hub_are_explained(hub: Api) -> None:
    query = """{ explain(a: {slug: "t00000"}, b: {slug: "t00005"}) { ... on Explanation {
      sentences componentDistance common { items { term { slug } } } } } }"""
    found = asked(hub, query)["explain"]
    assert found["sentences"][0] == "T0 and T5 are each a kind of Hub."
    assert found["componentDistance"] == 2


def test_what_comes_next_after_a_hub_is_counted(hub: Api) -> None:
    query = (
        """{ whatNext(known: [{slug: "hub"}], first: 50) { ... on WhatNext { total truncated items { minutes } } } }"""
    )
    found = asked(hub, query)["whatNext"]
    assert (found["total"], found["truncated"], len(found["items"])) == (HUB // 5, True, 50)


@pytest.fixture(scope="module")
def chain() -> Api:
    """Terms each of which is a kind of the one before and requires it."""
    slugs = [f"t{number:04}" for number in range(CHAIN)]
    pairs = list(zip(slugs[1:], slugs, strict=False))
    return api_of(
        Content.of(
            terms=[Term(slug, slug.upper()) for slug in slugs],
            relations=[Relation(low, key, high) for low, high in pairs for key in ("is-a", "requires")],
        )
    )


LAST = f"t{CHAIN - 1:04}"


def test_a_long_trail_keeps_both_ends_and_says_what_is_missing(chain: Api) -> None:
    query = f"""{{ term(by: {{slug: "{LAST}"}}) {{
      breadcrumbs(style: CONCEPT) {{ position slug }}
      trails {{ total items {{ total folded crumbs {{ folded breadcrumb {{ position slug }} }} }} }} }} }}"""
    term = asked(chain, query)["term"]
    (trail,) = term["trails"]["items"]
    assert (trail["total"], trail["folded"], len(trail["crumbs"])) == (CHAIN + 1, CHAIN + 1 - 5, 1_000)
    assert [crumb["breadcrumb"] for crumb in trail["crumbs"]] == term["breadcrumbs"]
    positions = [crumb["position"] for crumb in term["breadcrumbs"]]
    assert positions == [1, 2, *range(CHAIN + 1 - 997, CHAIN + 2)]
    assert [term["breadcrumbs"][place]["slug"] for place in (1, -1)] == ["t0000", LAST]


def test_a_long_way_is_cut_in_words_and_steps_and_counted(chain: Api) -> None:
    query = f"""{{
      explain(a: {{slug: "{LAST}"}}, b: {{slug: "t0000"}}) {{ ... on Explanation {{
        sentences sentencesTotal direct {{ sentence walk {{ sentence total truncated steps {{ inverse }} }} }}
        prerequisite {{ verdict pathTotal path {{ term {{ slug }} }} }} }} }}
      whyPrerequisite(target: {{slug: "{LAST}"}}, prerequisite: {{slug: "t0000"}}, all: true) {{
        ... on WhyPrerequisite {{
          allStepsTotal allSteps {{ tier }} paths {{ total steps {{ tier }} }} bottlenecks {{ total truncated }} }} }}
    }}"""
    answer = asked(chain, query)
    (direct,) = answer["explain"]["direct"]
    assert direct["sentence"] == f"{LAST.upper()} is a kind of T0000."
    assert (direct["walk"]["total"], direct["walk"]["truncated"], len(direct["walk"]["steps"])) == (CHAIN - 1, True, 20)
    assert len(direct["walk"]["sentence"]) < 1_000
    assert (answer["explain"]["prerequisite"]["pathTotal"], len(answer["explain"]["prerequisite"]["path"])) == (
        CHAIN - 1,
        100,
    )
    assert len(answer["explain"]["sentences"]) == 1_000 < answer["explain"]["sentencesTotal"]
    why = answer["whyPrerequisite"]
    assert (why["allStepsTotal"], len(why["allSteps"])) == (CHAIN - 1, 1_000)
    assert (why["paths"][0]["total"], len(why["paths"][0]["steps"])) == (CHAIN - 1, 1_000)
    assert why["bottlenecks"] == {"total": CHAIN - 2, "truncated": True}


def test_a_proof_of_a_long_chain_is_cut_and_counted(chain: Api) -> None:
    query = f"""{{ learningPath(targets: [{{slug: "{LAST}"}}], avoid: [{{slug: "t0000"}}]) {{ ... on NoRoute {{
      total truncated proof {{ sentence blocked {{ term {{ slug }} }} }} }} }} }}"""
    found = asked(chain, query)["learningPath"]
    assert (found["total"], found["truncated"], len(found["proof"])) == (CHAIN - 1, True, 100)
