"""Asking the API in tests: a view of some content, the real application over it, in process or on a real port."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
from facts import facts
from fastapi import FastAPI
from starlette.types import ASGIApp

from termgraph.api.streams import Streams
from termgraph.formats.prose import Prose
from termgraph.glossary.history import History
from termgraph.glossary.news import News
from termgraph.glossary.view import View
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Change, Content, apply, public
from termgraph.settings import Settings
from termgraph.store import LoggedRevision
from termgraph.web.app import create_app
from termgraph.web.patient_sockets import PatientSocket
from termgraph.web.server import server_of
from termgraph.web.slow_clients import PunctualProtocol


@dataclass
class Holder:
    """Something whose `current` is a view, as the application wants it; a test may swap the view."""

    current: View
    news: News = field(default_factory=News)


def view_of(content: Content | None = None, revision: str = "test.1") -> View:
    """The public view of a content, by default of the facts."""
    snapshot = Snapshot.of(public(content or facts()), revision)
    return View(snapshot, Prose(snapshot), History.beginning(revision))


def publish(holder: Holder, *changes: Change) -> str:
    """Makes a further revision of changes in `holder` what readers see, as a follower does; returns the revision."""
    old = holder.current
    number = old.history.newest + 1
    write = LoggedRevision(number, "", True, f"2026-11-21T00:00:{number % 60:02d}Z", None, "load", changes)
    view = view_of(apply(old.snapshot.content, changes), old.history.name(number))
    holder.current = replace(view, history=old.history.continued(old.snapshot.content, [write]))
    holder.news.tell()
    return view.snapshot.revision


def minutes(slug: str, number: int) -> Change:
    """The change of a term of the facts that gives it so many minutes."""
    return Change("term", slug, None, replace(facts().terms[slug], minutes=number))


@dataclass
class Api:
    """The application over one holder, asked in process through the whole HTTP stack."""

    holder: Holder
    app: FastAPI

    def send(self, method: str, path: str = "/graphql", **options: Any) -> httpx.Response:
        """The response to one HTTP request."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://glossary.example") as client:
                return await client.request(method, path, **options)

        return asyncio.run(send())

    def post(self, query: str, variables: Mapping[str, Any] | None = None, **options: Any) -> httpx.Response:
        """The response to a query sent by POST."""
        return self.send("POST", json={"query": query, "variables": variables}, **options)

    def ask(self, query: str, **variables: Any) -> Any:
        """The data of an answer that must have no errors."""
        body = self.post(query, variables).json()
        assert "errors" not in body, body["errors"]
        return body["data"]

    def errors(self, query: str, **variables: Any) -> list[Any]:
        """The errors of an answer that must have some, each with its message and code."""
        body = self.post(query, variables).json()
        assert body.get("errors"), body
        return [(error["message"], error["extensions"]["code"]) for error in body["errors"]]


def api_of(content: Content | None = None, **settings: Any) -> Api:
    """The application over a content, by default over the facts."""
    holder = Holder(view_of(content))
    return Api(holder, create_app(Settings(**settings), holder))


@contextlib.contextmanager
def serving(
    app: ASGIApp,
    http: type[PunctualProtocol] = PunctualProtocol,
    ws: type[PatientSocket] = PatientSocket,
    settings: Settings | None = None,
    port: int = 0,
) -> Iterator[str]:
    """The address of a real server of `app`, on a free port of this machine or on `port`."""
    settings = settings or Settings()
    streams = app.state.streams if isinstance(app, FastAPI) else Streams(settings)
    with socket.create_server(("127.0.0.1", port)) as listener:
        server = server_of(app, streams, settings, http, ws)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)
