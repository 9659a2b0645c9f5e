"""What a server answers with at first is the application, but for what it imports and when."""

import itertools
import logging
import sys
import threading
from typing import Any

import pytest
from asking import Api, Holder, api_of, serving, view_of
from fastapi import FastAPI
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

import termgraph.web.app
from termgraph.errors import Code, TermgraphError
from termgraph.settings import Settings
from termgraph.web.front import Front

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
QUERY = {"query": '{ term(by: {slug: "ppo"}) { title } }'}

ASKED: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/graphql", {"json": QUERY}),
    ("GET", "/graphql", {"params": QUERY}),
    ("PUT", "/graphql", {}),
    ("OPTIONS", "/graphql", {}),
    ("GET", "/graphiql", {}),
    ("HEAD", "/graphiql", {}),
    ("GET", "/", {}),
    ("GET", "/terms/ppo", {}),
    ("GET", "/terms/ppo.html", {}),
    ("GET", "/terms/ppo.ttl", {}),
    ("GET", "/livez", {}),
    ("GET", "/static/site.js", {}),
    ("GET", "/nothing", {}),
    ("DELETE", "/livez", {}),
]
HEADERS: list[dict[str, str]] = [
    {},
    {"Accept": BROWSER, "Accept-Encoding": "gzip"},
    {"Accept": "text/turtle"},
    {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"},
]


def front_of(**settings: Any) -> Front:
    return Front(Settings(**settings), Holder(view_of()))


def asked_of(front: Front) -> Api:
    return Api(Holder(view_of()), front)  # type: ignore[arg-type]  # it is asked in the same way


def said(api: Api, method: str, path: str, headers: dict[str, str], what: dict[str, Any]) -> tuple[Any, ...]:
    response = api.send(method, path, headers=headers, **what)
    return response.status_code, response.content, sorted(response.headers.items())


@pytest.mark.parametrize("settings", [{}, {"lean_route": False}, {"gzip": False}], ids=str)
def test_it_answers_as_the_application_does(settings: dict[str, Any]) -> None:
    app, front = api_of(**settings), asked_of(front_of(**settings))
    for (method, path, what), headers in itertools.product(ASKED, HEADERS):
        assert said(front, method, path, headers, what) == said(app, method, path, headers, what), (path, headers)


def test_the_application_is_made_once_whoever_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    create = termgraph.web.app.create_app

    def counted(*given: Any) -> FastAPI:
        made.append(given)
        return create(*given)

    monkeypatch.setattr(termgraph.web.app, "create_app", counted)
    front = front_of()
    threads = [threading.Thread(target=front.complete) for _ in range(8)]
    for each in threads:
        each.start()
    assert asked_of(front).send("GET", "/livez").status_code == 200
    for each in threads:
        each.join()
    assert len(made) == 1


def test_where_the_application_cannot_be_made_the_log_says_why_and_graphql_is_served(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise OSError("A file is gone.")

    monkeypatch.setattr(termgraph.web.app, "create_app", broken)
    front = front_of()
    api = asked_of(front)
    with caplog.at_level(logging.ERROR):
        for _ in range(2):
            answer = api.send("GET", "/livez")
            assert answer.status_code == 500
            assert answer.json()["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
            assert "gone" not in answer.text
            assert answer.headers["access-control-allow-origin"] == "*"
    assert [record.message for record in caplog.records] == ["Only GraphQL is served: the application cannot be made."]
    assert "A file is gone." in caplog.text
    assert api.post(QUERY["query"]).status_code == 200
    with serving(front) as address, pytest.raises(InvalidStatus):
        connect(f"{address.replace('http', 'ws')}/nowhere")


def test_what_the_settings_ask_for_in_vain_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(TermgraphError) as caught:
        front_of(sparql=True)
    assert caught.value.code is Code.USAGE
