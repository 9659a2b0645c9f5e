"""The probe finds nothing wrong with a real server of ours, and finds each of the faults that are put before it."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from asking import Api, serving
from command import termgraph
from published import published
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from termgraph.errors import Code, TermgraphError
from termgraph.settings import Redirect
from termgraph.web.probe import Report, probe

OTHERS = {"old": "terms/net", "gone": "terms/line", "deprecated": "terms/chart"}


@pytest.mark.parametrize("redirect", list(Redirect))
def test_our_own_server_has_no_fault(redirect: Redirect) -> None:
    with serving(published(redirect=redirect).app) as address:
        report = probe(address, **OTHERS)
    assert [str(each) for each in report.failures] == []
    assert report.requests >= 180
    assert sum(map(len, report.parts.values())) >= 180
    outcomes = [outcome for part in report.parts.values() for outcome in part]
    assert all(outcome.section and outcome.wanted and outcome.came for outcome in outcomes)


Fault = Callable[[Scope, Message], None]


def _headers(change: Callable[[MutableHeaders, Scope], None]) -> Fault:
    def fault(scope: Scope, message: Message) -> None:
        if message["type"] == "http.response.start":
            change(MutableHeaders(scope=message), scope)

    return fault


def _drop(name: str) -> Fault:
    def change(headers: MutableHeaders, _: Scope) -> None:
        del headers[name]

    return _headers(change)


def _set(name: str, value: str, when: Callable[[MutableHeaders], bool] = lambda _: True) -> Fault:
    def change(headers: MutableHeaders, _: Scope) -> None:
        if when(headers):
            headers[name] = value

    return _headers(change)


def _status(old: int, new: int) -> Fault:
    def fault(_: Scope, message: Message) -> None:
        if message.get("status") == old:
            message["status"] = new

    return fault


def _same_tag_when_packed(scope: Scope, message: Message) -> None:
    """Gzip with the tag of the plain bytes: what proxies and middleware do."""
    if message["type"] == "http.response.start" and scope["path"].endswith(".ttl"):
        MutableHeaders(scope=message)["ETag"] = '"1"'


def _believes_host(headers: MutableHeaders, scope: Scope) -> None:
    host = dict(scope["headers"]).get(b"host", b"").decode()
    if "location" in headers:
        headers["location"] = f"http://{host}/terms/{headers['location']}"


def _wrong_range(headers: MutableHeaders, _: Scope) -> None:
    if "content-range" in headers:
        headers["content-range"] = headers["content-range"].replace("bytes ", "bytes 1")


class Faulty:
    """The application with a fault in what it answers, or in what it is asked."""

    def __init__(self, app: ASGIApp, fault: Fault | None = None, ask: Callable[[Scope], None] | None = None) -> None:
        self.app, self.fault, self.ask = app, fault, ask

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.ask:
            self.ask(scope)

        async def send_faulty(message: Message) -> None:
            if self.fault:
                self.fault(scope, message)
            await send(message)

        await self.app(scope, receive, send_faulty)


def _asked(name: bytes, old: bytes, new: bytes) -> Callable[[Scope], None]:
    """A server that misreads a header."""

    def ask(scope: Scope) -> None:
        scope["headers"] = [(key, value.replace(old, new) if key == name else value) for key, value in scope["headers"]]

    return ask


def _without(name: bytes) -> Callable[[Scope], None]:
    """A server that knows nothing of a header."""

    def ask(scope: Scope) -> None:
        scope["headers"] = [(key, value) for key, value in scope["headers"] if key != name]

    return ask


def _head_as_post(scope: Scope) -> None:
    if scope["method"] == "HEAD":
        scope["method"] = "POST"


@pytest.mark.parametrize(
    ("fault", "ask", "section"),
    [
        (_drop("vary"), None, "RFC 9110 12"),
        (_drop("etag"), None, "design, Answers: the headers"),
        (_drop("link"), None, "FAIR Signposting"),
        (_drop("last-modified"), None, "design, Answers: the headers"),
        (_drop("access-control-allow-origin"), None, "design, Answers: the headers"),
        (_drop("content-profile"), None, "connegp 7.2.2"),
        (_drop("accept-ranges"), None, "design, Answers: the whole"),
        (_set("access-control-allow-credentials", "true"), None, "design, Answers: the headers"),
        (_set("link", "<a>; rel=canonical, <b"), None, "FAIR Signposting"),
        (_set("etag", 'W/"1"'), None, "design, Answers: the headers"),
        (_same_tag_when_packed, None, "RFC 9110 8.8.3.3"),
        (_headers(_believes_host), None, "RFC 9110 7.2"),
        (_headers(_wrong_range), None, "RFC 9110 14.1.2"),
        (_status(404, 200), None, "RFC 9110 15.5.5"),
        (_status(410, 404), None, "RFC 9110 15.5.11"),
        (_status(301, 302), None, "RFC 9110 15.4.2"),
        (_status(304, 200), None, "RFC 9110 13.1.2"),
        (_status(406, 200), None, "RFC 9110 15.5.7"),
        (_status(412, 200), None, "RFC 9110 13.1.1"),
        (None, _asked(b"accept", b"q=0,", b"q=1,"), "RFC 9110 12.4.2: q=0"),
        (None, _asked(b"accept", b"*/*;q=0.9", b"text/html;q=0.9"), "RFC 9110 12.5.1: specificity"),
        (None, _asked(b"accept", b'"', b""), "RFC 9110 5.6.4"),
        (None, _without(b"accept-profile"), "connegp 7.2.2"),
        (None, _without(b"if-none-match"), "RFC 9110 13.1.2"),
        (None, _without(b"if-match"), "RFC 9110 13.1.1"),
        (None, _without(b"if-range"), "RFC 9110 13.1.5"),
        (None, _without(b"range"), "RFC 9110 14.1.2"),
        (None, _asked(b"accept-encoding", b"gzip;q=0", b"gzip"), "RFC 9110 12.5.3"),
        (None, _head_as_post, "RFC 9110 9.3.2"),
    ],
)
def test_a_fault_is_found(fault: Fault | None, ask: Callable[[Scope], None] | None, section: str) -> None:
    with serving(Faulty(published().app, fault, ask)) as address:
        report = probe(address, "terms/graph", **OTHERS)
    assert any(each.section.startswith(section) for each in report.failures), [each.section for each in report.failures]


@contextmanager
def another_server() -> Iterator[str]:
    """A server that is not ours, and serves one page whatever it is asked."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<p>Hello")

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense", Code.USAGE),
        ("http://localhost:port/", Code.USAGE),
        ("http://localhost:99999/", Code.USAGE),
        ("http://[", Code.USAGE),
        ("http://a..b/", Code.STORE_UNAVAILABLE),
        ("http://127.0.0.1:1/", Code.STORE_UNAVAILABLE),
    ],
)
def test_what_is_no_address_of_a_server_is_refused(url: str, code: Code) -> None:
    with pytest.raises(TermgraphError) as caught:
        probe(url)
    assert caught.value.code is code


def test_a_server_that_is_not_ours_is_told_what_it_lacks() -> None:
    with another_server() as address:
        with pytest.raises(TermgraphError, match="--term") as caught:
            probe(address)
        assert caught.value.code is Code.USAGE
        report = probe(address, "terms/graph")
    assert len(report.failures) > 100


@pytest.mark.parametrize(("url", "status"), [("ftp://x", 2), ("nonsense", 2), ("http://127.0.0.1:9", 2)])
def test_what_cannot_be_probed_is_one_sentence(url: str, status: int) -> None:
    result = termgraph("ldcheck", url, "--term", "terms/graph")
    assert result.status == status
    assert result.err.startswith("Error: ")
    assert result.err.count("\n") == 1


def test_the_command_ends_with_a_status() -> None:
    with serving(published().app) as address:
        fine = termgraph("ldcheck", address, "--old", "terms/net", "--gone", "terms/line", "--all")
        assert fine.status == 0, fine.out
        assert fine.err.endswith(" 0 wrong.\n")
        assert "RFC 9110 15.5.11" in fine.out
    with serving(Faulty(published().app, _drop("etag"))) as address:
        wrong = termgraph("ldcheck", address, "--json")
    assert wrong.status == 1
    report = json.loads(wrong.out)
    assert report["wrong"] == sum(not each["passed"] for part in report["parts"].values() for each in part) > 0


def test_a_report_counts_what_is_wrong() -> None:
    api: Api = published()
    with serving(api.app) as address:
        report: Report = probe(address, "terms/graph")
    assert report.subject.iri == "https://words.example/g/terms/graph"
