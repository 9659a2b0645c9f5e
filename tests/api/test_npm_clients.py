"""Clients that front ends use, unchanged: urql and Apollo Client with persisted queries, on a real server."""

from collections.abc import Iterator
from typing import Any

import pytest
from asking import api_of, serving
from node import npm, run

__all__ = ["npm"]

Seen = list[tuple[str, int]]


@pytest.fixture
def server(npm: object) -> Iterator[tuple[str, Seen]]:
    """The address of a server, and the method and status of every answer it gives."""
    del npm
    seen: Seen = []
    app = api_of().app

    async def noting(scope: Any, receive: Any, send: Any) -> None:
        async def note(message: Any) -> None:
            if message["type"] == "http.response.start":
                seen.append((scope["method"], message["status"]))
            await send(message)

        await app(scope, receive, note)

    with serving(noting) as address:
        yield address, seen


def test_urql_names_its_documents_and_normalises_its_cache(server: tuple[str, Seen]) -> None:
    address, seen = server
    assert run("urql.mjs", address) == "RLHF (Reinforcement Learning from Human Feedback)\n"
    assert seen == [("GET", 400), ("GET", 200)]  # named, not known, sent along
    seen.clear()
    assert run("urql.mjs", address)
    assert seen == [("GET", 200)]  # now it is known


def test_apollo_client_names_its_documents_and_pages_through_a_connection(server: tuple[str, Seen]) -> None:
    address, seen = server
    assert run("apollo.mjs", address) == "195 of 195\n"
    assert seen == [("GET", 400), ("POST", 200), ("GET", 200), ("GET", 200), ("GET", 200)]
