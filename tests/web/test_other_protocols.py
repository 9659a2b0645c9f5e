"""A client that offers another protocol, as Java's does, is answered in the one that it asked in."""

import itertools
from collections.abc import Iterator

import pytest
from asking import api_of, serving
from raw_requests import NAME, chunked, get, post, raw, said

OFFER = (
    "Upgrade: h2c",
    "Connection: Upgrade, HTTP2-Settings",
    "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
)
LONG = NAME + " " * 100_000
BODY = b'{"query": "{ glossary { name } }"}'


@pytest.fixture(scope="module", params=[True, False], ids=["prompt", "asgi"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    with serving(api_of(prompt_answers=request.param).app) as address:
        yield address


def offering(asked: bytes, *lines: str) -> bytes:
    """The request with further headers."""
    head, _, body = asked.partition(b"\r\n\r\n")
    return b"\r\n".join((head, *(line.encode() for line in lines))) + b"\r\n\r\n" + body


ASKED = [
    post(),
    post(LONG),
    post("{ nothing }"),
    get(),
    chunked(BODY),
    raw("GET", "/livez"),
    raw("DELETE", "/graphql"),
    raw("POST", "/graphql", "Content-Type: application/json", body=BODY, version="1.0"),
]


@pytest.mark.parametrize("asked", ASKED, ids=range(len(ASKED)))
def test_an_offer_changes_no_answer(address: str, asked: bytes) -> None:
    usual = said(address, asked)
    assert usual.startswith(b"HTTP/1.1 ")
    assert said(address, offering(asked, *OFFER)) == usual
    assert said(address, offering(asked, "Upgrade: websocket, h2c", "Connection: upgrade")) == usual
    assert said(address, offering(asked, "Upgrade: TLS/1.0", "Connection: keep-alive, Upgrade")) == usual


def test_an_offer_may_come_in_pieces(address: str) -> None:
    asked = offering(post(), *OFFER)
    usual = said(address, post())
    for cuts in itertools.combinations(range(20, len(asked), 37), 2):
        pieces = [asked[start:end] for start, end in itertools.pairwise([0, *cuts, len(asked)])]
        assert said(address, *pieces) == usual, cuts


def test_what_is_behind_an_offer_is_answered(address: str) -> None:
    asked = [post(), get(), chunked(BODY), raw("GET", "/livez")]
    assert said(address, *(offering(each, *OFFER) for each in asked)) == said(address, b"".join(asked))
    assert said(address, b"".join(offering(each, *OFFER) for each in asked)) == said(address, b"".join(asked))


def test_a_connection_is_closed_where_that_is_asked_beside(address: str) -> None:
    found = said(address, offering(post(), "Upgrade: h2c", "Connection: upgrade, close"))
    assert found.count(b"HTTP/1.1 ") == 1
    assert b"connection: close" in found


def test_a_method_of_another_protocol_is_no_offer(address: str) -> None:
    """The parser stops behind CONNECT as well, with or without one."""
    for lines in ((), OFFER):
        assert said(address, offering(raw("CONNECT", "glossary.example:443"), *lines)).startswith(b"HTTP/1.1 4")
