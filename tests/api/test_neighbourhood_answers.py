"""The picture around a term, over the API: what it holds on the facts, its budgets, its omissions."""

from typing import Any

import pytest
from asking import Api, api_of

from termgraph.api.enums import NeighbourRole
from termgraph.graph.neighbourhood import Role
from termgraph.model import Content, Relation, Requirement, Term

QUERY = """query($slug: String!, $nodes: Int! = 20, $edges: Int! = 40, $types: [String!]) {
  term(by: {slug: $slug}) {
    neighbourhood(nodes: $nodes, edges: $edges, types: $types) {
      hiddenTerms hiddenEdges truncated revision
      nodes { term { slug } role layer hiddenNeighbours }
      edges {
        relationId subject { slug } object { slug } type { key inverseLabel } label sentence why isOption redundant
        requirement { relationId options { terms { slug } } }
      }
    }
  }
}"""


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


def picture(api: Api, slug: str, **given: Any) -> Any:
    return api.ask(QUERY, slug=slug, **given)["term"]["neighbourhood"]


def test_the_picture_of_ppo(api: Api) -> None:
    found = picture(api, "ppo")
    roles = {node["term"]["slug"]: (node["role"], node["layer"]) for node in found["nodes"]}
    assert [node["term"]["slug"] for node in found["nodes"]][:3] == ["ppo", "on-policy-learning", "actor-critic"]
    assert roles["ppo"] == ("FOCUS", 0)
    assert roles["advantage-function"] == ("PREREQUISITE", -1)
    assert roles["grpo"] == ("ALTERNATIVE", 0)
    assert roles["trl"] == ("TOOL", 0)
    assert roles["rlhf"] == ("UNLOCKS", 1)
    assert (len(found["nodes"]), len(found["edges"])) == (21, 40)
    assert (found["hiddenTerms"], found["hiddenEdges"], found["truncated"]) == (48, 25, True)
    assert found["revision"] == "test.1"


def test_the_edges_say_what_they_mean_and_why(api: Api) -> None:
    edges = {
        (edge["subject"]["slug"], edge["type"]["key"], edge["object"]["slug"]): edge
        for edge in picture(api, "ppo", edges=300)["edges"]
    }
    plain = edges["ppo", "is-algorithm-for", "rlhf"]
    assert plain["label"] == "is an algorithm for"
    assert plain["type"]["inverseLabel"] == "has algorithm"
    assert plain["sentence"] == "PPO is an algorithm for RLHF."
    assert plain["requirement"] is None
    assert not plain["isOption"]
    option = edges["rlhf", "requires", "ppo"]
    assert option["isOption"]
    assert option["sentence"] == "RLHF requires one of PPO, RLOO or GRPO."
    assert option["why"]
    assert option["relationId"] == option["requirement"]["relationId"]
    assert [each["terms"][0]["slug"] for each in option["requirement"]["options"]] == ["ppo", "rloo", "grpo"]
    options = {
        edge["relationId"] for key, edge in edges.items() if key[:2] == ("rlhf", "requires") and edge["isOption"]
    }
    assert len(options) == 1


def test_an_edge_that_others_imply_is_marked_and_options_and_kept_ones_are_not() -> None:
    content = Content.of(
        terms=[Term(slug, slug.upper()) for slug in "abcdef"],
        relations=[
            *(Relation(low, "is-a", high) for low, high in ("ab", "bc", "ac")),
            *(Relation(after, "requires", first) for after, first in ("ab", "bc", "cd", "bd")),
            Relation("a", "requires", "c", keep=True),
        ],
        requirements=[Requirement("a", (("d",), ("e",)))],
    )
    edges = picture(api_of(content), "a")["edges"]
    marked = {
        (edge["subject"]["slug"], edge["type"]["key"], edge["object"]["slug"]) for edge in edges if edge["redundant"]
    }
    assert len(edges) == 10
    assert marked == {("a", "is-a", "c"), ("b", "requires", "d")}


def test_only_relations_of_some_types_make_another_picture(api: Api) -> None:
    found = picture(api, "ppo", types=["is-a", "has-kind"])
    assert {edge["type"]["key"] for edge in found["edges"]} == {"is-a"}
    assert picture(api, "ppo", types=["has-kind"]) == found
    assert api.errors(QUERY, slug="ppo", types=["is-not-a"])[0][1] == "UNKNOWN_TYPE"
    alone = picture(api, "ppo", types=[])
    assert ([node["role"] for node in alone["nodes"]], alone["edges"], alone["truncated"]) == (["FOCUS"], [], False)


@pytest.mark.parametrize(
    "given", [{"nodes": 0}, {"nodes": -1}, {"nodes": 101}, {"edges": 0}, {"edges": -5}, {"edges": 2_000_000_000}]
)
def test_a_budget_beyond_its_caps_is_refused(api: Api, given: dict[str, int]) -> None:
    ((message, code),) = api.errors(QUERY, slug="ppo", **given)
    assert code == "BAD_USER_INPUT"
    assert "must be from 1 to" in message


def test_the_largest_and_the_smallest_picture(api: Api) -> None:
    large = picture(api, "reinforcement-learning", nodes=100, edges=300)
    assert (len(large["nodes"]), len(large["edges"])) == (101, 300)
    small = picture(api, "reinforcement-learning", nodes=1, edges=1)
    assert (len(small["nodes"]), len(small["edges"])) == (2, 1)
    tree = picture(api, "reinforcement-learning", nodes=100, edges=1)
    assert len(tree["edges"]) == 100  # one for each term beside the focus holds the picture together


def test_a_term_that_is_not_there_has_no_picture(api: Api) -> None:
    assert api.ask(QUERY, slug="unheard-of")["term"] is None


def test_roles_are_those_of_the_graph() -> None:
    assert [role.name for role in NeighbourRole] == [role.name for role in Role]
