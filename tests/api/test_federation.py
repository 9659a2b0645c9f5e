"""The schema is a subgraph of Apollo Federation 2: it composes with another one, and answers for its entities."""

import json
from pathlib import Path
from typing import Any

import pytest
from asking import Api, api_of
from graphql import build_schema
from node import npm, run

from termgraph.api.federation import KEYS, subgraph

__all__ = ["npm"]

OTHER = """
extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external", "@requires"])

type Query { newest: [Comment!]! }

type Comment { text: String!  about: Term!  shelf: Category }

type Term @key(fields: "%s") { %s  acronym: String @external  comments: [Comment!]! @requires(fields: "acronym") }

type Category @key(fields: "slug") { slug: String! }
"""

ENTITIES = """query ($given: [_Any!]!) { _entities(representations: $given) {
  __typename ... on Term { slug title } ... on Category { slug } ... on RelationType { key } ... on Link { key } } }"""


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


@pytest.mark.usefixtures("npm")
@pytest.mark.parametrize(("key", "field"), [("slug", "slug: String!"), ("id", "id: ID!")])
def test_it_composes_with_a_second_subgraph(key: str, field: str, tmp_path: Path) -> None:
    ours, other = tmp_path / "glossary.graphql", tmp_path / "comments.graphql"
    ours.write_text(subgraph(), "utf-8")
    other.write_text(OTHER % (key, field), "utf-8")
    composed = json.loads(run("compose.mjs", "glossary", str(ours), "comments", str(other)))
    assert composed["errors"] == []
    assert "comments: [Comment!]! @join__field(graph: COMMENTS" in composed["supergraph"]


def test_its_text_is_the_schema_with_keys_and_without_what_every_subgraph_has(api: Api) -> None:
    text = api.ask("{ _service { sdl } }")["_service"]["sdl"]
    assert text == subgraph()
    assert "_Any" not in text
    assert "_entities" not in text
    bare = build_schema(text, assume_valid_sdl=True)
    for kind, (_, other) in KEYS.items():
        keys = [f'@key(fields: "{each}")' for each in ("id", other) if each]
        assert f"type {kind} implements Node {' '.join(keys)} {{" in text
        assert {"id", *([other] if other else [])} <= set(bare.type_map[kind].fields)  # type: ignore[attr-defined]


def named(api: Api, *given: Any) -> tuple[list[Any], list[list[Any]]]:
    body = api.post(ENTITIES, {"given": list(given)}).json()
    errors = body.get("errors", [])
    assert {error["extensions"]["code"] for error in errors} <= {"BAD_USER_INPUT"}
    return body["data"]["_entities"], [error["path"] for error in errors]


def test_entities_are_found_by_each_of_their_keys(api: Api) -> None:
    term = api.ask('{ term(by: {slug: "ppo"}) { id } }')["term"]["id"]
    found, errors = named(
        api,
        {"__typename": "Term", "slug": "ppo"},
        {"__typename": "Term", "id": term},
        {"__typename": "Category", "slug": "model-adaptation"},
        {"__typename": "RelationType", "key": "requires"},
    )
    assert errors == []
    ppo = {"__typename": "Term", "slug": "ppo", "title": "Proximal Policy Optimization (PPO)"}
    assert found == [
        ppo,
        ppo,
        {"__typename": "Category", "slug": "model-adaptation"},
        {"__typename": "RelationType", "key": "requires"},
    ]


BAD: list[Any] = [
    None, 7, "Term", [], {}, {"slug": "ppo"}, {"__typename": "Query"}, {"__typename": 7}, {"__typename": ["Term"]},
    {"__typename": "Term"}, {"__typename": "Term", "slug": 7}, {"__typename": "Term", "slug": None},
    {"__typename": "Link", "key": "x"}, {"__typename": "Term", "id": {"a": 1}},
]  # fmt: skip


def test_a_bad_representation_is_null_with_an_error_and_leaves_the_others_alone(api: Api) -> None:
    good = {"__typename": "Term", "slug": "ppo"}
    bad = [each for each in BAD if each is not None]
    found, errors = named(api, good, *bad, good)
    assert found[0] == found[-1] == {**good, "title": "Proximal Policy Optimization (PPO)"}
    assert found[1:-1] == [None] * len(bad)
    assert errors == [["_entities", number + 1] for number in range(len(bad))]


def test_what_there_is_not_is_null_without_an_error(api: Api) -> None:
    category = {"__typename": "Category", "id": api.ask('{ term(by: {slug: "ppo"}) { id } }')["term"]["id"]}
    missing = [{"__typename": "Term", "slug": "x"}, {"__typename": "Term", "id": "x"}, {"__typename": "Link", "id": ""}]
    assert named(api, *missing, category) == ([None] * 4, [])


def test_a_batch_is_bounded_and_counted(api: Api) -> None:
    many = [{"__typename": "Term", "slug": "ppo"}] * 1_001
    assert api.errors(ENTITIES, given=many)[0][1] == "TOO_MANY"
    told = api.post(ENTITIES, {"given": many[:400]}).json()
    assert len(told["data"]["_entities"]) == 400
    assert told["extensions"]["termgraph"]["cost"]["requested"] > 400 * 4
