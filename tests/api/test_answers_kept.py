"""Answers are kept, compressed once and sent past the framework; whichever of it is turned off, they are the same."""

import gzip
import itertools
import json
from hashlib import sha256
from typing import Any

import pytest
from asking import Api, api_of, minutes, publish
from refused_bodies import REFUSED

from termgraph.api.documents import Documents
from termgraph.api.execution import Execution
from termgraph.api.http import GraphQL
from termgraph.api.replies import SMALLEST
from termgraph.web.app import Application

NEW = "application/graphql-response+json"
NAME = "{ glossary { name } }"
LONG = "{ terms(first: 100) { nodes { slug name } } }"
MINUTES = '{ term(by: {slug: "dpo"}) { minutes } }'

OFF: dict[str, Any] = {
    "response_cache_mb": 0,
    "document_cache_kb": 0,
    "conditional_get": False,
    "gzip": False,
    "lean_route": False,
    "prompt_answers": False,
}


def graphql(api: Api) -> GraphQL:
    assert isinstance(api.app, Application)
    assert isinstance(api.app.lean, GraphQL)
    return api.app.lean


def asked(api: Api, method: str, headers: dict[str, str], **what: Any) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers, but for those that say how the body was sent."""
    response = api.send(method, headers=headers, **what)
    mine = {
        name: value for name, value in response.headers.items() if name not in ("content-encoding", "content-length")
    }
    mine["vary"] = ", ".join(part for part in mine.get("vary", "").split(", ") if part != "Accept-Encoding")
    return response.status_code, response.content, mine


GOOD: list[tuple[str, dict[str, Any]]] = [
    ("POST", {"json": {"query": NAME}}),
    ("POST", {"json": {"query": LONG}}),
    ("POST", {"json": {"query": "{ term(by: {slug: 5}) { slug } }"}}),
    ("POST", {"json": {"query": '{ a: term(by: {slug: "ppo"}) { related(first: 500) { totalCount } } }'}}),
    ("POST", {"json": {"documentId": "HoverCard", "variables": {"slug": "ppo"}}}),
    ("POST", {"json": {"query": "subscription { termChanged { revision } }"}}),
    ("GET", {"params": {"query": NAME}}),
    ("GET", {"params": {"query": LONG}}),
    ("GET", {"params": {"query": "{ nothing }"}}),
    ("GET", {"params": {"documentId": "HoverCard", "variables": '{"slug": "ppo"}'}}),
    ("OPTIONS", {}),
    ("HEAD", {}),
    ("DELETE", {}),
]
PREFLIGHT = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
HEADERS: list[dict[str, str]] = [
    {},
    {"Accept": NEW},
    {"Accept": "application/json", "Accept-Encoding": "gzip"},
    {"Accept": "image/png"},
    {"Accept": "text/html"},
    {"Origin": "https://a.example", "Accept-Encoding": "identity"},
    PREFLIGHT,
]


def test_every_setting_gives_the_same_answers() -> None:
    apis = [api_of(), api_of(**OFF), *(api_of(**{name: value}) for name, value in OFF.items())]
    for (method, what), headers in itertools.product(GOOD, HEADERS):
        first, *others = [asked(api, method, headers, **what) for api in apis for _ in range(2)]
        for number, other in enumerate(others, 1):
            assert other == first, (method, what, headers, [{}, OFF, *OFF][number // 2])


def test_what_is_refused_is_refused_alike() -> None:
    apis = [api_of(), api_of(**OFF)]
    for body, code, _ in REFUSED:
        headers = {"Content-Type": "application/json"}
        first, *others = [asked(api, "POST", headers, content=body) for api in apis for _ in range(2)]
        assert all(other == first for other in others), body
        assert code.encode() in first[1]


def test_the_same_question_is_answered_once_for_each_way_to_ask_it() -> None:
    api = api_of()
    replies = graphql(api).replies
    ways: list[tuple[str, dict[str, str], dict[str, Any]]] = [
        ("POST", {}, {"json": {"query": NAME}}),
        ("POST", {"Accept": NEW}, {"json": {"query": NAME}}),
        ("GET", {}, {"params": {"query": NAME}}),
        ("GET", {"Accept": NEW}, {"params": {"query": NAME}}),
        ("POST", {}, {"json": {"query": NAME, "extensions": {"termgraph": {"dryRun": True}}}}),
    ]
    for number, (method, headers, what) in enumerate(ways):
        one, other = (api.send(method, headers=headers, **what) for _ in range(2))
        assert replies.hits == number + 1
        assert (one.content, one.headers) == (other.content, other.headers)


def test_a_kept_answer_is_sent_without_running_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    api = api_of()
    first = api.send("GET", params={"query": NAME})
    monkeypatch.setattr(Execution, "answer", None)
    monkeypatch.setattr(Documents, "get", None)
    assert api.send("GET", params={"query": NAME}).content == first.content
    again = api.send("GET", params={"query": NAME}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert api.send("GET", params={"query": NAME}, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_new_revision_is_answered_anew() -> None:
    api = api_of()
    before = [api.ask(MINUTES)["term"]["minutes"] for _ in range(2)]
    revision = publish(api.holder, minutes("dpo", 87))
    response = api.post(MINUTES)
    assert before != [87, 87]
    assert response.json()["data"]["term"]["minutes"] == 87
    assert response.headers["x-termgraph-revision"] == revision


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{ nothing }"},
        {"query": "{"},
        {"documentId": "sha256:" + "0" * 64},
        {"query": '{ term(by: {slug: "ppo"}) { definition(language: "") relatedLinks(perGroup: 0) { title } } }'},
        {"query": "subscription { termChanged { revision } }"},
    ],
)
def test_what_failed_is_not_kept(body: dict[str, Any]) -> None:
    api = api_of()
    for _ in range(3):
        api.send("POST", json=body)
    assert graphql(api).replies.hits == 0


def test_a_document_is_registered_whatever_is_kept() -> None:
    api = api_of()
    named = {"persistedQuery": {"version": 1, "sha256Hash": sha256(NAME.encode()).hexdigest()}}
    for _ in range(2):
        assert api.send("POST", json={"query": NAME, "extensions": named}).json()["data"]
    assert graphql(api).replies.hits == 0
    assert api.send("POST", json={"extensions": named}).json()["data"]


def test_large_answers_are_compressed_for_who_takes_it_and_the_same_every_time() -> None:
    api = api_of()
    plain = api.send("POST", json={"query": LONG}, headers={"Accept-Encoding": "identity"})
    assert len(plain.content) > SMALLEST
    assert "content-encoding" not in plain.headers
    for encoding in ("gzip", "br, gzip;q=0.5", "*"):
        sent = api.send("POST", json={"query": LONG}, headers={"Accept-Encoding": encoding})
        assert sent.headers["content-encoding"] == "gzip"
        assert int(sent.headers["content-length"]) < len(plain.content)
        assert sent.content == plain.content  # httpx unpacks it
    for encoding in ("", "br", "gzip;q=0", "gzip;q=0.1, identity"):
        sent = api.send("POST", json={"query": LONG}, headers={"Accept-Encoding": encoding})
        assert "content-encoding" not in sent.headers
    assert "accept-encoding" in plain.headers["vary"].lower()


def test_compressed_bytes_are_those_of_the_body() -> None:
    api = api_of()
    api.post(LONG)
    reply = graphql(api).replies.get(api.holder.current.snapshot, ("POST", "application/json", _body(LONG)))
    assert reply is not None
    (_, plain), (start, packed) = reply.messages(compressed=False), reply.messages(compressed=True)
    assert gzip.decompress(packed["body"]) == plain["body"]
    assert (b"content-length", str(len(packed["body"])).encode()) in start["headers"]
    assert reply.wire(compressed=True)[1] is packed["body"]
    assert reply.size >= len(plain["body"]) + len(packed["body"])


def test_a_browser_may_ask_first_whatever_the_way() -> None:
    for api in (api_of(), api_of(**OFF)):
        response = api.send("OPTIONS", headers=PREFLIGHT)
        assert response.headers["access-control-allow-origin"] == "*"
        assert "POST" in response.headers["access-control-allow-methods"]


def test_answers_kept_stay_within_their_room() -> None:
    api = api_of(response_cache_mb=1)
    replies = graphql(api).replies
    for number in range(400):
        api.ask(f"{{ glossary {{ name }} # {'x' * 6_000}{number}\n}}")
    api.ask(f"{{ glossary {{ name }} # {'x' * 6_000}{399}\n}}")
    assert replies.hits == 1
    api.ask(f"{{ glossary {{ name }} # {'x' * 6_000}{0}\n}}")
    assert replies.hits == 1


def _body(query: str) -> bytes:
    return json.dumps({"query": query, "variables": None}, separators=(",", ":"), ensure_ascii=False).encode()
