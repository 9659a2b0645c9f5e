"""SPARQL over HTTP: the protocol's three ways to ask, formats, refusals with a code, and the current revision."""

import asyncio
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import quote

import httpx
import pyoxigraph
import pytest
from asking import Api, Holder, api_of, serving, view_of
from facts import facts

from termgraph.model import Content, Term
from termgraph.settings import Settings, from_environment
from termgraph.web.app import create_app

BASE = "https://glossary.example/"
CONCEPT = "http://www.w3.org/2004/02/skos/core#Concept"
COUNT = f"SELECT (COUNT(*) AS ?n) {{ ?s a <{CONCEPT}> }}"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
IN_UTF_8 = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
LATIN = {"Content-Type": "application/sparql-query;charset=latin-1"}
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of(sparql=True, sparql_ms=4_000)


def number(response: httpx.Response) -> int:
    assert response.status_code == 200, response.text
    return int(json.loads(response.content)["results"]["bindings"][0]["n"]["value"])


def code(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json()["errors"][0]["extensions"]["code"]


def test_it_is_off_unless_it_is_turned_on() -> None:
    assert api_of().send("GET", "/sparql").status_code == 404
    assert not Settings().sparql
    assert from_environment({"TERMGRAPH_SPARQL": "true", "TERMGRAPH_SPARQL_MS": "100"}).sparql_ms == 100


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "GET", "path": f"/sparql?query={quote(COUNT)}"},
        {"method": "POST", "content": f"query={quote(COUNT)}", "headers": FORM},
        {"method": "POST", "content": f"query={quote(COUNT)}", "headers": IN_UTF_8},
        {"method": "POST", "content": COUNT, "headers": DIRECT},
        {"method": "POST", "path": f"/sparql?default-graph-uri={quote(BASE)}", "content": COUNT, "headers": DIRECT},
        {"method": "GET", "path": f"/sparql?query={quote(COUNT)}&named-graph-uri={quote(BASE)}"},
    ],
)  # fmt: skip  # a request a line
def test_the_ways_to_ask(api: Api, request_: dict[str, Any]) -> None:
    response = api.send(**{"path": "/sparql", **request_})
    assert number(response) == len(facts().terms)
    assert response.headers["x-termgraph-revision"] == "test.1"
    assert response.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("accept", "query", "wanted"),
    [
        ("*/*", COUNT, "application/sparql-results+json"),
        ("application/json", COUNT, "application/sparql-results+json"),
        ("application/sparql-results+xml", COUNT, "application/sparql-results+xml"),
        ("application/xml", COUNT, "application/sparql-results+xml"),
        ("text/csv", COUNT, "text/csv"),
        ("text/tab-separated-values", COUNT, "text/tab-separated-values"),
        ("text/*", COUNT, "text/csv"),
        ("*/*", "ASK {}", "application/sparql-results+json"),
        ("application/sparql-results+xml", "ASK {}", "application/sparql-results+xml"),
        ("text/csv", "ASK {}", None),
        ("*/*", f"DESCRIBE <{BASE}terms/ppo>", "text/turtle"),
        ("application/ld+json", f"DESCRIBE <{BASE}terms/ppo>", "application/ld+json"),
        ("application/rdf+xml", "CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml"),
        ("application/n-triples", "CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples"),
        ("application/sparql-results+json", "CONSTRUCT WHERE { ?s ?p ?o }", None),
        ("image/png", COUNT, None),
        ("text/csv;q=0.5, application/sparql-results+xml", COUNT, "application/sparql-results+xml"),
    ],
)
def test_the_format_that_suits(api: Api, accept: str, query: str, wanted: str | None) -> None:
    response = api.send("POST", "/sparql", content=query, headers={**DIRECT, "Accept": accept})
    if wanted is None:
        assert code(response) == (406, "NOT_ACCEPTABLE")
    else:
        assert response.status_code == 200
        assert response.headers["content-type"].partition(";")[0] == wanted
        assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [
        ({"content": "SELECT nonsense", "headers": DIRECT}, (400, "SPARQL_PARSE_FAILED")),
        ({"content": "", "headers": DIRECT}, (400, "SPARQL_PARSE_FAILED")),
        ({"content": "x=y", "headers": FORM}, (400, "BAD_USER_INPUT")),
        ({"content": "query=ASK{}&query=ASK{}", "headers": FORM}, (400, "BAD_USER_INPUT")),
        ({"content": b"query=%ff", "headers": FORM}, (400, "BAD_USER_INPUT")),
        ({"content": b"\xff", "headers": DIRECT}, (400, "BAD_USER_INPUT")),
        ({"content": "&".join(["a=b"] * 60), "headers": FORM}, (400, "BAD_USER_INPUT")),
        ({"path": "/sparql?query=ASK{}", "content": "ASK {}", "headers": DIRECT}, (400, "BAD_USER_INPUT")),
        ({"content": "ASK {}", "headers": {"Content-Type": "text/plain"}}, (415, "UNSUPPORTED_MEDIA_TYPE")),
        ({"content": "ASK {}"}, (415, "UNSUPPORTED_MEDIA_TYPE")),
        ({"content": "ASK {}", "headers": LATIN}, (415, "UNSUPPORTED_MEDIA_TYPE")),
        ({"content": "update=CLEAR ALL", "headers": FORM}, (403, "SPARQL_REFUSED")),
        ({"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, (403, "SPARQL_REFUSED")),
        ({"content": "CLEAR ALL", "headers": DIRECT}, (403, "SPARQL_REFUSED")),
        ({"method": "GET", "path": "/sparql?update=CLEAR%20ALL"}, (403, "SPARQL_REFUSED")),
        ({"content": "SELECT * { SERVICE <http://x> {} }", "headers": DIRECT}, (403, "SPARQL_REFUSED")),
        ({"content": "SELECT * FROM <http://x> {}", "headers": DIRECT}, (403, "SPARQL_REFUSED")),
        ({"path": "/sparql?default-graph-uri=x", "content": "ASK {}", "headers": DIRECT}, (403, "SPARQL_REFUSED")),
        ({"content": "#" * 300_000, "headers": DIRECT}, (413, "REQUEST_TOO_LARGE")),
        ({"method": "GET", "path": f"/sparql?query={'x' * 9_000}"}, (414, "URI_TOO_LONG")),
        ({"method": "PUT"}, (405, "METHOD_NOT_ALLOWED")),
        ({"method": "DELETE"}, (405, "METHOD_NOT_ALLOWED")),
    ],
)  # fmt: skip  # a request a line
def test_every_refusal_has_a_code(api: Api, request_: dict[str, Any], wanted: tuple[int, str]) -> None:
    assert code(api.send(**{"method": "POST", "path": "/sparql", **request_})) == wanted


def test_an_endpoint_describes_itself(api: Api) -> None:
    response = api.send("GET", "/sparql")
    assert response.headers["content-type"].startswith("text/turtle")
    store = pyoxigraph.Store()
    store.load(BytesIO(response.content), format=pyoxigraph.RdfFormat.TURTLE)
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    service = f"<{BASE}sparql> a sd:Service ; sd:endpoint <{BASE}sparql> ; sd:supportedLanguage sd:SPARQL11Query"
    dataset = f"sd:defaultDataset [ sd:namedGraph [ sd:name <{BASE}> ] ]"
    assert bool(store.query(f"{sd} ASK {{ {service} ; {dataset} }}"))
    void = api.send("GET", "/.well-known/void", headers={"Accept": "application/n-triples"}).text
    assert f"<http://rdfs.org/ns/void#sparqlEndpoint> <{BASE}sparql>" in void
    assert "sparqlEndpoint" not in api_of().send("GET", "/.well-known/void").text


def test_head_and_conditions(api: Api) -> None:
    path = f"/sparql?query={quote(COUNT)}"
    get, head = api.send("GET", path), api.send("HEAD", path)
    assert dict(head.headers) == dict(get.headers)
    assert not head.content
    assert api.send("GET", path, headers={"If-None-Match": get.headers["etag"]}).status_code == 304
    posted = {**DIRECT, "If-None-Match": get.headers["etag"]}
    assert api.send("POST", "/sparql", content=COUNT, headers=posted).status_code == 200


def test_a_new_revision_is_asked_at_once() -> None:
    holder = Holder(view_of(Content.of(None, terms=[Term("a", "A")])))
    api = Api(holder, create_app(Settings(sparql=True), holder))
    path = f"/sparql?query={quote(COUNT)}"
    assert number(api.send("GET", path)) == 1
    holder.current = view_of(Content.of(None, terms=[Term("a", "A"), Term("b", "B")]), "test.2")
    response = api.send("GET", path)
    assert number(response) == 2
    assert response.headers["x-termgraph-revision"] == "test.2"


def test_a_sandbox_that_died_is_replaced() -> None:
    own = api_of(sparql=True)
    path = f"/sparql?query={quote(COUNT)}"
    assert number(own.send("GET", path)) == len(facts().terms)
    endpoint = next(route for route in own.app.routes if getattr(route, "path", "") == "/sparql").endpoint.__self__  # type: ignore[attr-defined]
    endpoint._sandboxes._zygote._process.kill()
    endpoint._sandboxes._zygote._process.wait()
    assert code(own.send("GET", path)) == (503, "STORE_UNAVAILABLE")
    assert number(own.send("GET", path)) == len(facts().terms)


def test_no_setting_lifts_the_deadline() -> None:
    response = api_of(sparql=True, sparql_ms=0, sparql_queries=0).send("GET", f"/sparql?query={quote(FOR_EVER)}")
    assert code(response) == (503, "TIMEOUT")


FOR_EVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def hasty() -> Iterator[str]:
    with serving(api_of(sparql=True, sparql_ms=700, sparql_queries=1).app) as address:
        httpx.get(f"{address}/sparql", params={"query": "ASK {}"})
        yield address


def test_what_never_ends_is_told_so_and_the_rest_of_the_server_goes_on(hasty: str) -> None:
    async def ask() -> tuple[list[httpx.Response], float]:
        async with httpx.AsyncClient(base_url=hasty, timeout=30) as client:
            slow = [asyncio.ensure_future(client.get("/sparql", params={"query": FOR_EVER})) for _ in range(7)]
            await asyncio.sleep(0.1)
            loop = asyncio.get_running_loop()
            begun = loop.time()
            assert (await client.get("/livez")).status_code == 200
            took = loop.time() - begun
            return list(await asyncio.gather(*slow)), took

    responses, took = asyncio.run(ask())
    assert took < 0.5
    codes = sorted(code(each) for each in responses)
    assert codes == [(429, "THROTTLED")] * 2 + [(503, "TIMEOUT")] * 5
    assert all(each.headers["retry-after"] == "5" for each in responses if each.status_code == 429)
    assert httpx.get(f"{hasty}/sparql", params={"query": "ASK {}"}).status_code == 200
