"""Clients that send slowly, or too much of a head, are dropped on a real server; others beside them are answered."""

import contextlib
import logging
import socket
import time
from collections import OrderedDict
from collections.abc import Iterator
from typing import ClassVar

import httpx
import pytest
from asking import api_of, serving

from termgraph.web.slow_clients import PunctualProtocol

QUERY = b'{"query": "{ glossary { name } }"}'
HEAD = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(QUERY), QUERY)


class Hasty(PunctualProtocol):
    """The protocol with deadlines that a test can wait for."""

    head_seconds = 0.15
    body_seconds = 0.3
    most_waiting = 20
    _waiting: ClassVar[OrderedDict[PunctualProtocol, None]] = OrderedDict()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(api_of().app, Hasty) as address:
        yield address


@contextlib.contextmanager
def client(address: str) -> Iterator[socket.socket]:
    url = httpx.URL(address)
    with socket.create_connection((url.host, url.port or 0), timeout=10) as connection:
        yield connection


def rest(connection: socket.socket) -> bytes:
    """Everything that still comes before the server closes."""
    found = b""
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(65536):
            found += part
    return found


def answered(address: str) -> bool:
    return bool(
        httpx.post(f"{address}/graphql", content=QUERY, headers={"Content-Type": "application/json"}).is_success
    )


@pytest.mark.parametrize("sent", [b"", b"P", HEAD, HEAD + b"Content-Length: 20\r\n\r\n{"])
def test_a_request_that_does_not_come_whole_is_dropped(address: str, sent: bytes) -> None:
    with client(address) as connection:
        connection.sendall(sent)
        started = time.monotonic()
        assert rest(connection) == b""
        assert time.monotonic() - started > 0.1
    assert answered(address)


def test_a_byte_now_and_then_does_not_buy_more_time(address: str) -> None:
    with client(address) as connection, contextlib.suppress(ConnectionError):
        connection.settimeout(0.02)
        for number in range(500):
            connection.sendall(b"POST /graphql HTTP/1.1\r\nX: " if number == 0 else b"x")
            with contextlib.suppress(TimeoutError):
                if connection.recv(1) == b"":
                    break
        assert number < 400


def test_a_second_request_on_a_connection_has_a_deadline_of_its_own(address: str) -> None:
    with client(address) as connection:
        connection.sendall(WHOLE)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.sendall(HEAD)
        assert rest(connection) == b""


def test_the_beginning_of_a_request_right_behind_another_has_a_deadline_too(address: str) -> None:
    with client(address) as connection:
        started = time.monotonic()
        connection.sendall(WHOLE + HEAD)
        assert rest(connection).startswith(b"HTTP/1.1 200")
        assert time.monotonic() - started < 3  # uvicorn closes what is idle after five seconds


def test_many_whole_requests_on_one_connection_are_answered(address: str) -> None:
    with client(address) as connection:
        for _ in range(5):
            connection.sendall(WHOLE[:30])
            connection.sendall(WHOLE[30:])
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
    assert not Hasty._waiting


def test_the_oldest_of_too_many_goes_and_an_honest_client_gets_in(address: str) -> None:
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(client(address)) for _ in range(60)]
        for connection in slow:
            with contextlib.suppress(ConnectionError):
                connection.sendall(b"POST")
        assert answered(address)
        assert len(Hasty._waiting) <= Hasty.most_waiting
    assert answered(address)


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (HEAD + b"X: y\r\n" * 200 + b"\r\n", b"431", b"REQUEST_TOO_LARGE"),
        (HEAD + b"X: " + b"y" * 60_000, b"431", b"REQUEST_TOO_LARGE"),
        (b"GET /" + b"a" * 60_000, b"431", b"REQUEST_TOO_LARGE"),
        (b"\x16\x03\x01\x02\x00 not HTTP\r\n\r\n", b"400", b"BAD_USER_INPUT"),
        (WHOLE.replace(b"Host: a", b"Host: a\r\nX: " + b"y" * 40_000), b"", b""),
    ],
)
def test_a_head_that_is_too_large_or_none_is_refused_with_a_code(
    address: str, sent: bytes, status: bytes, code: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL), client(address) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(sent)
        found = rest(connection)
    # What came in one piece with a whole request may be answered: its bytes were read anyway.
    assert found.startswith(b"HTTP/1.1 " + status) or (not status and found.startswith(b"HTTP/1.1 200"))
    assert code in found
    assert answered(address)
