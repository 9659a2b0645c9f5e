"""GraphQL over HTTP, byte by byte: what is accepted, what is refused with which code, what an answer is."""

import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from asking import Api, Holder, api_of, serving, view_of
from refused_bodies import NAME, REFUSED, body

from termgraph.api.codes import ErrorCode
from termgraph.glossary.news import News
from termgraph.glossary.view import View
from termgraph.model import Content, GlossaryInfo, Term
from termgraph.settings import Settings
from termgraph.web.app import create_app

NEW = "application/graphql-response+json"
OLD = "application/json"
NAMED = {"glossary": {"name": "AI Glossary"}}


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, OLD),
        ("*/*", OLD),
        ("application/*", OLD),
        (OLD, OLD),
        (NEW, NEW),
        (f"{NEW}, {OLD}", NEW),
        (f"{OLD}, {NEW}", NEW),
        (f"{NEW};q=0.5, {OLD};q=0.9", OLD),
        (f"{NEW};q=0.9, {OLD};q=0.5", NEW),
        (f"{NEW};q=0, */*", OLD),
        (f"{OLD}; charset=utf-8", OLD),
        ("application/json, multipart/mixed", OLD),
        ("TEXT/HTML;q=0.1, APPLICATION/JSON", OLD),
        (f"{NEW};q=nonsense, {OLD}", OLD),
    ],
)
def test_the_media_type_is_negotiated(api: Api, accept: str | None, media: str) -> None:
    headers = {} if accept is None else {"Accept": accept}
    response = api.post(NAME, headers=headers)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{media}; charset=utf-8"
    assert "accept" in response.headers["vary"].lower()
    assert response.json()["data"] == NAMED


def test_a_query_may_come_by_get(api: Api) -> None:
    query = "query A($slug: String!) { term(by: {slug: $slug}) { slug } } query B { glossary { name } }"
    parameters = {"query": query, "variables": '{"slug": "ppo"}', "operationName": "A", "extensions": "{}"}
    assert api.send("GET", params=parameters).json()["data"] == {"term": {"slug": "ppo"}}
    assert api.send("GET", params={"query": NAME, "operationName": "", "variables": ""}).json()["data"] == NAMED


def test_a_body_may_name_its_charset_and_leave_things_null(api: Api) -> None:
    body = json.dumps({"query": NAME, "variables": None, "operationName": None, "extensions": None, "more": 1})
    for media in ("application/json; charset=utf-8", 'Application/JSON; charset="UTF-8"', "application/json"):
        assert api.send("POST", content=body, headers={"Content-Type": media}).json()["data"] == NAMED


@pytest.mark.parametrize(("raw", "code", "status"), REFUSED, ids=[raw[:60].decode("latin-1") for raw, _, _ in REFUSED])
def test_a_request_that_cannot_be_answered_is_refused_with_a_code(api: Api, raw: bytes, code: str, status: int) -> None:
    response = api.send("POST", content=raw, headers={"Content-Type": OLD, "Accept": NEW})
    assert response.status_code == status
    assert response.headers["content-type"] == f"{NEW}; charset=utf-8"
    answer = response.json()
    assert {error["extensions"]["code"] for error in answer["errors"]} == {code}
    assert all(0 < len(error["message"]) <= 600 for error in answer["errors"])
    assert "data" not in answer
    assert "Traceback" not in response.text


IN_FIELDS = [
    ("{ terms(first: 0) { totalCount } }", "BAD_USER_INPUT"),
    ("{ terms(first: 1, last: 1) { totalCount } }", "BAD_USER_INPUT"),
    ('{ terms(after: "nonsense") { totalCount } }', "BAD_USER_INPUT"),
    ('{ terms(filter: {relationTypes: ["no-such"]}) { totalCount } }', "UNKNOWN_TYPE"),
    ('{ term(by: {slug: "ppo"}) { relations(types: ["no-such"]) { totalCount } } }', "UNKNOWN_TYPE"),
    ('{ term(by: {slug: "ppo"}) { ancestors(types: ["no-such"]) { totalCount } } }', "UNKNOWN_TYPE"),
    ('{ term(by: {slug: "ppo"}) { prerequisites(depth: 0) { totalCount } } }', "BAD_USER_INPUT"),
    ('{ term(by: {slug: "ppo"}) { relatedLinks(perGroup: 51) { title } } }', "BAD_USER_INPUT"),
    ('{ suggest(prefix: "a", first: 51) { label } }', "BAD_USER_INPUT"),
    (f'{{ search(text: "{"x" * 201}") {{ totalCount }} }}', "BAD_USER_INPUT"),
    (
        "{ nodes(ids: [" + '"x", ' * 101 + "]) { id } }",
        "TOO_MANY",
    ),
    (f"{{ terms(filter: {{kinds: [{', '.join(['TOOL'] * 101)}]}}) {{ totalCount }} }}", "TOO_MANY"),
]


@pytest.mark.parametrize(("query", "code"), IN_FIELDS)
def test_a_field_that_cannot_be_answered_fails_with_a_code_and_its_path(api: Api, query: str, code: str) -> None:
    answer = api.post(query).json()
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == code
    assert error["path"]
    assert error["locations"]
    assert "data" in answer
    assert code in ErrorCode.__members__


def test_clients_of_plain_json_get_200_for_what_is_wrong_with_a_document(api: Api) -> None:
    for query in ("{", "{ nothing }", "query A { __typename } query B { __typename }"):
        assert api.post(query, headers={"Accept": OLD}).status_code == 200
        assert api.post(query, headers={"Accept": NEW}).status_code == 400
    assert api.send("POST", content=b"[]", headers={"Content-Type": OLD, "Accept": OLD}).status_code == 400


@pytest.mark.parametrize(
    ("method", "headers", "status", "code"),
    [
        ("POST", {"Content-Type": "text/plain"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"Content-Type": ""}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"Content-Type": "application/graphql"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"Content-Type": "application/json; charset=utf-16"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"Content-Type": OLD, "Content-Encoding": "gzip"}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ("POST", {"Content-Type": OLD, "Accept": "text/plain"}, 406, "NOT_ACCEPTABLE"),
        ("POST", {"Content-Type": OLD, "Accept": "text/html"}, 406, "NOT_ACCEPTABLE"),
        ("POST", {"Content-Type": OLD, "Accept": f"{OLD};q=0"}, 406, "NOT_ACCEPTABLE"),
        ("PUT", {"Content-Type": OLD}, 405, "METHOD_NOT_ALLOWED"),
        ("DELETE", {}, 405, "METHOD_NOT_ALLOWED"),
        ("PATCH", {}, 405, "METHOD_NOT_ALLOWED"),
    ],
)
def test_what_is_not_graphql_over_http_is_refused(
    api: Api, method: str, headers: dict[str, str], status: int, code: str
) -> None:
    response = api.send(method, content=body(query=NAME), headers=headers)
    assert response.status_code == status
    assert response.json()["errors"][0]["extensions"]["code"] == code
    assert (response.headers.get("allow") == "GET, POST") == (status == 405)


@pytest.mark.parametrize(
    "query_string",
    [
        "",
        "query=",
        "variables={}",
        "query=%7B",
        "query=%ff",
        "query={a}&variables=[1]",
        "query={a}&variables=x",
        "a=1&" * 30,
    ],
)
def test_a_get_that_cannot_be_answered_is_refused_with_a_code(api: Api, query_string: str) -> None:
    response = api.send("GET", f"/graphql?{query_string}", headers={"Accept": NEW})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] in ("BAD_USER_INPUT", "GRAPHQL_PARSE_FAILED")


def test_a_body_over_the_cap_is_refused_before_it_is_read(api: Api) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        while True:
            sent += 1
            yield b" " * 65_536

    response = api.send("POST", content=endless(), headers={"Content-Type": OLD})
    assert response.status_code == 413
    assert sent < 10
    assert response.headers["connection"] == "close"
    sent = 0
    announced = api.send("POST", content=endless(), headers={"Content-Type": OLD, "Content-Length": "99999999999"})
    assert announced.status_code == 413
    assert sent == 0


def test_the_cap_is_a_setting() -> None:
    small = api_of(max_body=60)
    exact = body(query=NAME).ljust(60)
    assert small.send("POST", content=exact, headers={"Content-Type": OLD}).status_code == 200
    assert small.send("POST", content=exact + b" ", headers={"Content-Type": OLD}).status_code == 413


class Broken:
    """A view that fails as soon as it is asked."""

    @property
    def snapshot(self) -> Any:
        raise RuntimeError("the password is hunter2")


def test_the_text_of_an_exception_never_leaves(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        holder = Holder(cast(View, Broken()))
        response = Api(holder, create_app(Settings(), holder)).post(NAME, headers={"Accept": NEW})
    assert response.status_code == 500
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert "hunter2" not in response.text
    logged = [record.getMessage() for record in caplog.records]
    assert logged
    assert all("RuntimeError" in message and "\n" not in message for message in logged)


def test_a_fault_in_one_field_is_masked_and_leaves_the_others(caplog: pytest.LogCaptureFixture) -> None:
    view = view_of()

    class Prose:
        def html(self, *_: object) -> str:
            raise KeyError("secret")

    content = Content.of(GlossaryInfo(), terms=[Term("a", "A", definition="x")])
    view = view_of(content)
    object.__setattr__(view, "prose", Prose())
    holder = Holder(view)
    api = Api(holder, create_app(Settings(), holder))
    with caplog.at_level(logging.ERROR):
        answer = api.post('{ term(by: {slug: "a"}) { name definition(format: HTML) } }').json()
    assert answer["data"] == {"term": {"name": "A", "definition": None}}
    assert answer["errors"][0]["extensions"] == {"code": "INTERNAL_SERVER_ERROR"}
    assert "secret" not in json.dumps(answer)
    assert "term/definition failed: KeyError" in caplog.text


def test_one_request_sees_one_revision() -> None:
    class Restless:
        def __init__(self) -> None:
            self.views = view_of(revision="a.1"), view_of(revision="a.2")
            self.reads = 0
            self.news = News()

        @property
        def current(self) -> Any:
            self.reads += 1
            return self.views[self.reads % 2]

    restless = Restless()
    answer = (
        Api(Holder(view_of()), create_app(Settings(), restless))
        .post(
            '{ glossary { revision } a: term(by: {slug: "ppo"}) { revision } terms(first: 2) { nodes { revision } } }'
        )
        .json()
    )
    assert restless.reads == 1
    assert set(json.dumps(answer["data"]).split('"')) & {"a.1", "a.2"} == {
        answer["extensions"]["termgraph"]["revision"]
    }


def test_reads_are_open_to_pages_of_other_sites(api: Api) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    assert api.post(NAME, headers=origin).headers["access-control-allow-origin"] == "*"
    preflight = api.send(
        "OPTIONS",
        headers={**origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"},
    )
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in preflight.headers


def test_long_answers_are_compressed_for_those_who_can_read_it(api: Api) -> None:
    query = "{ terms(first: 100) { nodes { slug summary } } }"
    assert api.post(query).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in api.post(query, headers={"Accept-Encoding": "identity"}).headers
    assert "content-encoding" not in api.post(NAME).headers


@pytest.fixture(scope="module")
def address(api: Api) -> Iterator[str]:
    with serving(api.app) as address:
        yield address


def test_a_real_server_answers(address: str) -> None:
    assert httpx.post(f"{address}/graphql", json={"query": NAME}).json()["data"] == NAMED
    assert httpx.get(f"{address}/graphql", params={"query": NAME}).json()["data"] == NAMED
    assert httpx.get(f"{address}/graphql/", params={"query": NAME}).status_code == 404


def test_a_real_server_refuses_a_large_body_and_goes_on(address: str) -> None:
    response = httpx.post(f"{address}/graphql", content=b" " * 300_000, headers={"Content-Type": OLD})
    assert response.status_code == 413
    assert response.headers["connection"] == "close"
    assert httpx.post(f"{address}/graphql", json={"query": NAME}).json()["data"] == NAMED


def test_a_client_that_leaves_half_way_disturbs_nobody(address: str) -> None:
    host, port = httpx.URL(address).host, httpx.URL(address).port
    with socket.create_connection((host, port)) as connection:
        connection.sendall(
            b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
        )
    assert httpx.post(f"{address}/graphql", json={"query": NAME}).json()["data"] == NAMED


PAGE = """query { term(by: {slug: "rlhf"}) { title relations(first: 100) { edges { cursor sentence } }
  prerequisites(tier: CONTEXT, first: 100) { edges { cursor verdict node { slug }
    neededBy { items { term { slug } } } } }
  labels { nodes { text } } ancestors { edges { sentence } } } search(text: "learning") { edges { cursor score } } }"""

SCRIPT = "import sys; from asking import api_of; sys.stdout.buffer.write(api_of().post(sys.argv[1]).content)"


def test_the_same_question_gives_the_same_bytes_whatever_the_hash_seed(api: Api) -> None:
    first = api.post(PAGE).content
    assert api.post(PAGE).content == first
    tests = str(Path(__file__).parents[1])
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": tests}
        command = [sys.executable, "-c", SCRIPT, PAGE]
        assert subprocess.run(command, env=environment, capture_output=True, check=True).stdout == first
