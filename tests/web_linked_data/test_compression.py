"""Compression by the application keeps tags true, whoever made the answer."""

import pytest
from asking import Api
from published import published

STATIC = "/static/graphiql/graphiql.min.js"


@pytest.fixture(scope="module")
def api() -> Api:
    return published()


def test_a_strong_tag_of_other_bytes_becomes_weak(api: Api) -> None:
    plain = api.send("GET", STATIC, headers={"Accept-Encoding": "identity"})
    packed = api.send("GET", STATIC, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert packed.headers["etag"] == f"W/{plain.headers['etag']}"
    again = api.send("GET", STATIC, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("coding", ["gzip;q=0", "gzip;q=0, *;q=0.5", "br", ""])
def test_nobody_gets_a_coding_that_is_not_welcome(api: Api, coding: str) -> None:
    for path in (STATIC, "/terms/graph.ttl", "/schema.graphql"):
        response = api.send("GET", path, headers={"Accept-Encoding": coding})
        assert "content-encoding" not in response.headers
        assert "accept-encoding" in response.headers["vary"].lower()


def test_graphql_is_compressed_as_before(api: Api) -> None:
    query = "{ __schema { types { name description } } }"
    response = api.send("POST", json={"query": query}, headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert response.json()["data"]


def test_vary_names_each_header_once_and_never_the_origin(api: Api) -> None:
    for path in (STATIC, "/terms/graph", "/terms/graph.ttl", "/export.ttl", "/graphiql", "/livez"):
        response = api.send("GET", path, headers={"Origin": "https://elsewhere.example"})
        named = [each.strip().lower() for each in response.headers.get("vary", "").split(",") if each]
        assert len(named) == len(set(named))
        assert "origin" not in named
        assert response.headers["access-control-allow-origin"] == "*"
