"""What changed since a revision, asked as a list: in order, in pages, and refused where it is not known."""

import pytest
from asking import Api, api_of, minutes, publish

from termgraph.glossary import history
from termgraph.model import Change, Relation, Term

ALL = """query ($since: Revision!, $first: Int = 100, $after: String) {
  changes(since: $since, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { kind slug revision at term { slug minutes } }
  }
}"""


@pytest.fixture
def api() -> Api:
    """Three revisions after test.1: one term changed, another related to it, one that comes and goes."""
    api = api_of()
    publish(api.holder, minutes("ppo", 61))
    publish(api.holder, minutes("dpo", 62), Change("term", "new", None, Term("new", "New", summary="New.")))
    relation = Relation("ppo", "related-to", "rlhf")
    publish(api.holder, Change("term", "new", None, None), Change("relation", relation.key, None, relation))
    return api


def test_everything_after_a_revision_in_order(api: Api) -> None:
    nodes = api.ask(ALL, since="test.1")["changes"]["nodes"]
    assert [(each["revision"], each["slug"], each["kind"]) for each in nodes] == [
        ("test.2", "ppo", "CHANGED"),
        ("test.3", "dpo", "CHANGED"),
        ("test.3", "new", "ADDED"),
        ("test.4", "new", "REMOVED"),
        ("test.4", "ppo", "CHANGED"),
        ("test.4", "rlhf", "CHANGED"),
    ]
    assert nodes[0]["at"] == "2026-11-21T00:00:02Z"
    assert nodes[0]["term"] == {"slug": "ppo", "minutes": 61}
    assert nodes[2]["term"] is None  # a change tells of a term as it is now, and this one is gone
    assert api.ask(ALL, since="test.4")["changes"] == {
        "totalCount": 0, "pageInfo": {"hasNextPage": False, "endCursor": None}, "nodes": [],
    }  # fmt: skip


def test_pages_meet_and_a_later_revision_does_not_shift_them(api: Api) -> None:
    whole = api.ask(ALL, since="test.1")["changes"]["nodes"]
    found, after = [], None
    while True:
        page = api.ask(ALL, since="test.1", first=2, after=after)["changes"]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        if len(found) == 2:
            publish(api.holder, minutes("mlx", 1))
    assert found[:-1] == whole
    assert found[-1]["slug"] == "mlx"


@pytest.mark.parametrize(
    ("since", "code"),
    [
        ("other.1", "EPOCH_CHANGED"),
        ("test.0", "REVISION_NOT_REACHED"),
        ("test.5", "REVISION_NOT_REACHED"),
        ("", "BAD_USER_INPUT"),
        ("test.1.x", "BAD_USER_INPUT"),
        ("test.\u0661", "BAD_USER_INPUT"),
    ],
)
def test_what_is_not_known_is_refused_with_a_code(api: Api, since: str, code: str) -> None:
    ((_, seen),) = api.errors(ALL, since=since)
    assert seen == code


def test_a_client_that_is_told_so_knows_where_it_can_begin(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_REVISIONS", 2)
    publish(api.holder, minutes("mlx", 2))
    (error,) = api.post(ALL, {"since": "test.1"}).json()["errors"]
    assert error["extensions"]["code"] == "REVISION_NOT_REACHED"
    assert (error["extensions"]["revision"], error["extensions"]["oldest"]) == ("test.5", "test.3")
    assert api.ask(ALL, since="test.3")["changes"]["totalCount"] == 4
