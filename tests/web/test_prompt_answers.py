"""What is answered ahead of ASGI is answered as it would have been by ASGI, on real servers, byte by byte."""

import asyncio
import contextlib
import itertools
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from asking import Holder, api_of, serving, view_of
from hypothesis import given, settings
from hypothesis import strategies as st
from raw_requests import NAME, chunked, connected, get, post, raw, said
from starlette.types import ASGIApp

from termgraph.api.http import GraphQL
from termgraph.settings import Settings
from termgraph.web.front import Front
from termgraph.web.prompt_answers import Prompt, PromptProtocol
from termgraph.web.server import server_of

LONG = "{ terms(first: 100) { nodes { slug name summary } } }"
SLOW = "{ term(by: {slug: 5}) { slug } }"


BODY = json.dumps({"query": NAME}).encode()
HEADERS: list[tuple[str, ...]] = [
    (),
    ("Accept: application/graphql-response+json",),
    ("Accept: application/json", "Accept-Encoding: gzip"),
    ("Accept: image/png",),
    ("Accept: text/html",),
    ("Accept: text/event-stream",),
    ("Accept: application/json, text/event-stream;q=0.5",),
    ("Origin: https://a.example", "Accept-Encoding: identity"),
    ("Connection: close",),
    ("Accept-Encoding: gzip", "accept-encoding: identity;q=0"),
]
USUAL = [
    post(),
    post(LONG),
    post(SLOW),
    post("{ nothing }"),
    post("{"),
    post("subscription { termChanged { revision } }"),
    get(),
    get(LONG),
    get("{ nothing }"),
    get("mutation { a }"),
    get(method="HEAD"),
    get(method="DELETE"),
    get(method="OPTIONS"),
]
ODD = [
    raw("GET", "/graphql"),
    raw("GET", "/graphql?"),
    raw("GET", "/graphql#a"),
    raw("GET", "/graphql?query=%ff&query={"),
    raw("GET", "/graphqlx"),
    raw("GET", "/graphql/"),
    raw("GET", "/%67raphql?query=" + quote(NAME)),
    raw("GET", "http://other.example/graphql?query=" + quote(NAME)),
    raw("GET", "/graphql?query=" + "a" * 9_000),
    *(raw("GET", f"/graphql?query={quote(NAME)}&a=".ljust(Settings().max_url + more, "a")) for more in (0, 1, 2)),
    raw("GET", "/graphql?query=" + quote(NAME), body=b"a body"),
    raw("GET", "/graphql?query=" + quote(NAME), version="1.0"),
    raw("GET", "/livez"),
    raw("POST", "/graphql", body=BODY),
    raw("POST", "/graphql", "Content-Type: application/json; charset=latin-1", body=BODY),
    raw("POST", "/graphql", "Content-Type: application/json", "Content-Encoding: gzip", body=BODY),
    raw("POST", "/graphql", "Content-Type: application/json"),
    raw("POST", "/graphql", "Content-Type: application/json", body=b""),
    raw("POST", "/graphql", "Content-Type: application/json", body=b"\xff"),
    raw("POST", "/graphql", "Content-Type: application/json", body=b"[]"),
    raw("POST", "/graphql", "Content-Type: application/json", body=BODY, version="1.0"),
    raw("POST", "/graphql", "Content-Type: application/json", "Expect: 100-continue", body=BODY),
    raw("POST", "/graphql?query=" + quote(LONG), "Content-Type: application/json", body=BODY),
    chunked(BODY),
    chunked(BODY, "Accept-Encoding: gzip"),
    post(NAME + " " * 60_000),
    post(NAME + " " * 70_000),
    post(NAME + " " * 300_000),
    post(NAME, documentId=5),
    post(NAME, variables={"ü": "\U0001f600"}),
    post(NAME, extensions={"termgraph": {"dryRun": True}}),
    post() + post(LONG) + get() + raw("GET", "/livez") + get(LONG) + post(),
    post() * 50,
]


@pytest.fixture(scope="module")
def addresses() -> Iterator[list[str]]:
    """Servers that answer so, that do not, that keep no answers, and as the command starts it."""
    ways: list[dict[str, Any]] = [{}, {"prompt_answers": False}, {"response_cache_mb": 0}]
    apps: list[ASGIApp] = [*(api_of(**way).app for way in ways), Front(Settings(), Holder(view_of()))]
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(serving(app)) for app in apps]


@pytest.mark.parametrize("headers", HEADERS, ids=" | ".join)
def test_the_usual_is_answered_as_asgi_does(addresses: list[str], headers: tuple[str, ...]) -> None:
    lines = "".join(f"{line}\r\n" for line in headers).encode()
    endless = any("event-stream" in line for line in headers)
    for request in USUAL:
        if endless and b"subscription" in request:
            continue
        asked = request.replace(b"Host: glossary.example\r\n", b"Host: glossary.example\r\n" + lines)
        first, *others = [said(address, asked) for address in (*addresses, addresses[0])]
        assert first.startswith(b"HTTP/1.1 ")
        assert all(other == first for other in others), (asked, first, others)


@pytest.mark.parametrize("number", range(len(ODD)))
def test_the_odd_is_answered_as_asgi_does(addresses: list[str], number: int) -> None:
    asked = ODD[number]
    first, *others = [said(address, asked) for address in (*addresses, addresses[0])]
    assert first.startswith(b"HTTP/1.1 ")
    assert all(other == first for other in others), (asked[:200], first, others)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_pieces_make_no_difference(addresses: list[str], data: st.DataObject) -> None:
    asked = b"".join(data.draw(st.lists(st.sampled_from([*USUAL[:10], *ODD[:24]]), min_size=1, max_size=4)))
    cuts = sorted(data.draw(st.lists(st.integers(1, len(asked)), max_size=4)))
    pieces = [asked[start:end] for start, end in itertools.pairwise([0, *cuts, len(asked)])]
    prompt, asgi, *_ = addresses
    # A server that closes may do so before or after it has read what a client sends beyond that, and what it wrote
    # before is then lost: only what both said in full is compared.
    one, other = said(prompt, *pieces), said(asgi, *pieces)
    shorter = min(len(one), len(other))
    assert one[:shorter] == other[:shorter]


@pytest.mark.parametrize("app", [api_of().app, Front(Settings(), Holder(view_of()))], ids=["app", "front"])
def test_it_is_used_for_the_usual(app: ASGIApp, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise AssertionError("asked by ASGI")

    with serving(app) as address:
        monkeypatch.setattr(GraphQL, "__call__", broken)
        for asked in (post(), post(LONG, "Accept-Encoding: gzip"), get(), post("{ nothing }"), chunked(BODY)):
            assert said(address, asked).startswith((b"HTTP/1.1 200", b"HTTP/1.1 400")), asked
        assert said(address, raw("GET", "/graphql?query={a}", "Accept: text/event-stream")).startswith(b"HTTP/1.1 500")


def test_an_unchanged_answer_is_not_sent_again(addresses: list[str]) -> None:
    for address in addresses:
        tag = re.search(rb"etag: ([^\r]+)", said(address, get()))
        assert tag
        again = said(address, get(NAME, f"If-None-Match: {tag[1].decode()}"))
        assert again.startswith(b"HTTP/1.1 304 Not Modified\r\n")
        assert again.count(b"content-length") == 1  # that of the request behind it


def test_what_is_sent_at_once_is_answered_in_turns(addresses: list[str]) -> None:
    """One who sends a thousand questions in one go does not keep another waiting for all of them."""
    many = post(LONG, "Accept-Encoding: identity") * 1_000
    times: list[float] = []
    with connected(addresses[2]) as greedy:
        greedy.settimeout(30)
        sender = threading.Thread(target=lambda: greedy.sendall(many))
        sender.start()
        reader = threading.Thread(target=lambda: _read(greedy, 1_000))
        reader.start()
        with connected(addresses[2]) as polite:
            while reader.is_alive() and len(times) < 200:
                started = time.monotonic()
                polite.sendall(post())
                polite.recv(65536)
                times.append(time.monotonic() - started)
        sender.join()
        reader.join()
    assert len(times) > 20  # Answered one after the other, the polite one would have had its first answer at the end.


def _read(connection: socket.socket, most: int) -> None:
    found = 0
    while found < most and (part := connection.recv(1 << 20)):
        found += part.count(b"HTTP/1.1 200")


def test_half_a_request_is_waited_for_when_the_server_stops() -> None:
    api = api_of()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = server_of(api.app, api.app.state.streams, Settings())
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        with connected(f"http://127.0.0.1:{listener.getsockname()[1]}") as connection:
            request = post(LONG)
            connection.sendall(request[:-20])
            time.sleep(0.3)
            server.should_exit = True
            time.sleep(0.3)
            connection.sendall(request[-20:])
            found = b"".join(iter(lambda: connection.recv(65536), b""))
            assert found.startswith(b"HTTP/1.1 200 ")
            assert found.endswith(b"}")
        thread.join(timeout=20)
        assert not thread.is_alive()


@pytest.mark.parametrize(
    "more",
    [{}, {"root_path": "/below"}, {"limit_concurrency": 1}, {"access_log": True}],
    ids=lambda more: [*more, "on"][0],
)
def test_what_it_leaves_to_uvicorn_turns_it_off(more: dict[str, Any]) -> None:
    async def is_on() -> bool:
        api = api_of()
        server = server_of(api.app, api.app.state.streams, Settings())
        server.config.load()
        for name, value in more.items():
            setattr(server.config, name, value)
        made = PromptProtocol(server.config, server.server_state, {}, asyncio.get_running_loop())
        return made._prompt is not None

    assert asyncio.run(is_on()) == (not more)


def test_the_servers_compared_do_and_do_not_answer_so(addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Else they would be compared with themselves."""
    answered: list[bytes] = []
    whole = PromptProtocol._answered

    def counted(protocol: PromptProtocol, prompt: Prompt, body: bytes) -> bool:
        answered.append(body)
        return whole(protocol, prompt, body)

    monkeypatch.setattr(PromptProtocol, "_answered", counted)
    for address, times in zip(addresses, (1, 0, 1, 1), strict=True):
        answered.clear()
        said(address, post())
        assert len(answered) == times
