"""Documents that are named instead of sent: by digest, by the name of a known one, as Apollo's clients do it."""

import json
from pathlib import Path
from typing import Any

import pytest
from asking import Api, api_of

from termgraph.api.persisted import LEARNED, Persisted, digest
from termgraph.api.requests import Request
from termgraph.errors import TermgraphError

NAME = "{ glossary { name } }"
NAMED = {"glossary": {"name": "AI Glossary"}}
OTHER = "{ glossary { language } }"


@pytest.fixture
def api() -> Api:
    return api_of()


def apollo(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": digest(text)}}


def code(response: Any) -> str:
    (error,) = response.json()["errors"]
    return str(error["extensions"]["code"])


def test_a_client_registers_a_document_and_then_names_it(api: Api) -> None:
    asked = {"extensions": apollo(NAME)}
    unknown = api.send("POST", json=asked)
    assert unknown.status_code == 200  # plain JSON, well-formed
    assert code(unknown) == "PERSISTED_QUERY_NOT_FOUND"
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert api.send("POST", json={**asked, "query": NAME}).json()["data"] == NAMED
    assert api.send("POST", json=asked).json()["data"] == NAMED
    assert api.send("GET", params={"extensions": json.dumps(apollo(NAME))}).json()["data"] == NAMED
    assert api.send("GET", params={"documentId": f"sha256:{digest(NAME)}"}).json()["data"] == NAMED


def test_a_client_registers_by_get_as_well(api: Api) -> None:
    named = {"documentId": f"sha256:{digest(NAME)}"}
    assert api.send("GET", params={**named, "query": NAME}).json()["data"] == NAMED
    assert api.send("GET", params=named).json()["data"] == NAMED


def test_a_document_of_the_package_is_known_by_its_name(api: Api) -> None:
    parameters = {"documentId": "HoverCard", "variables": '{"slug": "ppo"}'}
    found = api.send("GET", params=parameters).json()
    assert found["data"]["term"]["slug"] == "ppo"
    assert api.send("POST", json={"documentId": "HoverCard", "variables": {"slug": "ppo"}}).json() == found


@pytest.mark.parametrize(
    "request_",
    [
        {"documentId": "sha256:abc"},
        {"documentId": "sha256:" + "A" * 64},
        {"documentId": "md5:" + "a" * 64},
        {"documentId": "../../etc/passwd"},
        {"documentId": ""},
        {"documentId": 7},
        {"extensions": {"persistedQuery": 7}},
        {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": "a" * 64}}},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": ["a"]}}},
        {"extensions": {"persistedQuery": {"version": 1}}},
        {"documentId": "sha256:" + "a" * 64, "extensions": apollo(NAME)},
        {"documentId": "sha256:" + "a" * 64, "query": NAME},
        {"documentId": "HoverCard", "query": NAME},
        {"extensions": apollo(OTHER), "query": NAME},
    ],
)
def test_names_that_are_wrong_are_refused(api: Api, request_: dict[str, Any]) -> None:
    response = api.send("POST", json=request_)
    assert response.status_code == 400
    assert code(response) == "BAD_USER_INPUT"


def test_with_trusted_documents_nothing_else_runs(tmp_path: Path) -> None:
    (tmp_path / "Name.graphql").write_text(NAME)
    api = api_of(trusted_documents=True, documents=tmp_path)
    for known in ({"query": NAME}, {"documentId": "Name"}, {"extensions": apollo(NAME)}):
        assert api.send("POST", json=known).json()["data"] == NAMED
    assert api.send("POST", json={"documentId": "HoverCard", "variables": {"slug": "ppo"}}).json()["data"]
    for other in ({"query": OTHER}, {"query": OTHER, "extensions": apollo(OTHER)}):
        response = api.send("POST", json=other)
        assert response.status_code == 403
        assert code(response) == "DOCUMENT_NOT_TRUSTED"
    assert code(api.send("POST", json={"extensions": apollo(OTHER)})) == "PERSISTED_QUERY_NOT_FOUND"


def test_what_clients_register_is_bounded_and_pushes_out_nothing_of_ours() -> None:
    persisted = Persisted()
    large = [f"# {number} {'x' * 100_000}" for number in range(40)]
    for text in large:
        assert persisted.text(Request(text, extensions=apollo(text))) == text
    assert persisted._size <= LEARNED
    assert persisted._size == sum(map(len, persisted._learned.values()))
    assert persisted.text(Request(None, extensions=apollo(large[-1])))
    with pytest.raises(TermgraphError):
        persisted.text(Request(None, extensions=apollo(large[0])))
    assert persisted.text(Request(None, document_id="HoverCard"))


def test_an_operators_folder_is_read_strictly(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="no folder"):
        Persisted(tmp_path / "missing")
    (tmp_path / "not a name.graphql").write_text(NAME)
    with pytest.raises(TermgraphError, match="named"):
        Persisted(tmp_path)
