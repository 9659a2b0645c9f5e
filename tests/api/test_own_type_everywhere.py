"""Relation types that only a glossary's data knows join in with every answer, as the built-in ones do."""

import pytest
from asking import Api, api_of

from termgraph.model import Content, Relation, RelationGroup, RelationType, Requirement, Term, TermKind, Tier

OWN = (
    RelationType(
        "runs-on", "runs on", "runs", "runs",
        acyclic="yes", tier=Tier.RECOMMENDED, first="object", explain_cost=0.5, rank_weight=1.5,
        group=RelationGroup("practice", "In practice", 15),
    ),
    RelationType(
        "species", "is a species of", "has-species", "has species",
        transitive=True, acyclic="yes", hierarchical="generic", explain_cost=1.0,
        group=RelationGroup("kinds", "Kinds", 10),
    ),
    RelationType("rivals", "rivals", symmetric=True, group=RelationGroup("practice", "In practice", 15)),
)  # fmt: skip

RELATIONS = (
    Relation("engine", "runs-on", "chip", why="It is written for it."),
    Relation("other-engine", "runs-on", "chip"),
    Relation("engine", "rivals", "other-engine", for_="speed"),
    Relation("chip", "species", "device"),
    Relation("device", "species", "thing"),
    Relation("engine", "species", "program"),
    Relation("other-engine", "species", "program"),
)


@pytest.fixture(scope="module")
def api() -> Api:
    slugs = ["engine", "other-engine", "device", "thing", "program", "far"]
    terms = [Term(slug, slug.capitalize()) for slug in slugs]
    return api_of(
        Content.of(
            relation_types=OWN,
            terms=[*terms, Term("chip", "Chip", kind=TermKind.HARDWARE)],
            relations=[*RELATIONS, Relation("far", "uses", "chip")],
            requirements=[Requirement("engine", (("program",), ("thing",)))],
        )
    )


def test_on_both_ends_with_its_words_its_group_and_its_inverse(api: Api) -> None:
    query = """query($slug: String!, $types: [String!]) { term(by: {slug: $slug}) { relations(types: $types) { edges {
      key label sentence why direction node { slug } type { key builtIn tier learnedFirst group { label order } }
    } } } }"""
    (out,) = api.ask(query, slug="engine", types=["runs-on"])["term"]["relations"]["edges"]
    assert (out["key"], out["sentence"], out["why"]) == ("runs-on", "Engine runs on Chip.", "It is written for it.")
    assert out["type"] == {
        "key": "runs-on",
        "builtIn": False,
        "tier": "RECOMMENDED",
        "learnedFirst": "OBJECT",
        "group": {"label": "In practice", "order": 15},
    }
    back = api.ask(query, slug="chip", types=["runs"])["term"]["relations"]["edges"]
    assert [(each["key"], each["sentence"]) for each in back] == [
        ("runs", "Chip runs Engine."),
        ("runs", "Chip runs Other-engine."),
    ]
    (rival,) = api.ask(query, slug="other-engine", types=["rivals"])["term"]["relations"]["edges"]
    assert rival["sentence"] == "Other-engine rivals Engine for speed."


def test_in_groups_pictures_trails_and_ancestors(api: Api) -> None:
    query = """{
      engine: term(by: {slug: "engine"}) {
        related { groups { group { key } items { sentence } } edges { node { slug } because } }
        neighbourhood(types: ["runs-on", "species"]) { nodes { role term { slug } } edges { label why type { key } } }
      }
      chip: term(by: {slug: "chip"}) {
        trails { items { crumbs { claim relation { sentence } breadcrumb { slug } } } }
        ancestors { edges { sentence claim { key } node { slug } } }
      } }"""
    found = api.ask(query)
    groups = {group["group"]["key"]: group["items"] for group in found["engine"]["related"]["groups"]}
    assert list(groups) == ["kinds", "practice", "learning"]
    assert [each["sentence"] for each in groups["practice"]] == [
        "Engine rivals Other-engine for speed.",
        "Engine runs on Chip.",
    ]
    assert "Engine runs on Chip, which is used by Far." in [
        reason
        for edge in found["engine"]["related"]["edges"]
        if edge["node"]["slug"] == "far"
        for reason in edge["because"]
    ]
    roles = {node["term"]["slug"]: node["role"] for node in found["engine"]["neighbourhood"]["nodes"]}
    assert (roles["program"], roles["chip"]) == ("BROADER", "OTHER")
    assert ("runs on", "It is written for it.") in {
        (edge["label"], edge["why"]) for edge in found["engine"]["neighbourhood"]["edges"]
    }
    (trail,) = found["chip"]["trails"]["items"]
    assert [(crumb["breadcrumb"]["slug"], crumb["claim"]) for crumb in trail["crumbs"][1:]] == [
        ("thing", "is-a"),
        ("device", "is-a"),
        ("chip", None),
    ]
    assert trail["crumbs"][1]["relation"]["sentence"] == "Device is a species of Thing."
    assert [each["sentence"] for each in found["chip"]["ancestors"]["edges"]] == [
        "Chip is a species of Device.",
        "Chip is a species of Thing.",
    ]


def test_in_plans_explanations_and_comparisons(api: Api) -> None:
    query = """{
      learningPath(targets: [{slug: "engine"}], tier: RECOMMENDED) { ... on LearningPath { steps { nodes {
        term { slug } tier neededFor { why requirement { sentence type { key } } } } } } }
      whyPrerequisite(target: {slug: "engine"}, prerequisite: {slug: "chip"}, tier: RECOMMENDED) {
        ... on WhyPrerequisite { verdict paths { steps { why tier } } } }
      explain(a: {slug: "chip"}, b: {slug: "engine"}) { ... on Explanation { sentences } }
      compare(a: {slug: "engine"}, b: {slug: "other-engine"}) { ... on Comparison {
        rows { type { key } both { items { slug } } } parents { items { slug } } } }
      commonAncestors(a: {slug: "engine"}, b: {slug: "other-engine"}) { ... on CommonAncestors { items { sentence } } }
    }"""
    found = api.ask(query)
    steps = {step["term"]["slug"]: step for step in found["learningPath"]["steps"]["nodes"]}
    assert steps["chip"]["tier"] == "RECOMMENDED"
    assert steps["chip"]["neededFor"][0]["requirement"]["sentence"] == "Engine runs on Chip."
    assert found["whyPrerequisite"]["verdict"] == "NECESSARY"
    assert found["whyPrerequisite"]["paths"][0]["steps"] == [{"why": "It is written for it.", "tier": "RECOMMENDED"}]
    assert found["explain"]["sentences"][0] == "Chip runs Engine."
    rows = {row["type"]["key"]: [each["slug"] for each in row["both"]["items"]] for row in found["compare"]["rows"]}
    assert rows["runs-on"] == ["chip"]
    assert found["compare"]["parents"]["items"] == [{"slug": "program"}]
    assert found["commonAncestors"]["items"][0]["sentence"] == (
        "Engine and Other-engine are each a species of Program."
    )
