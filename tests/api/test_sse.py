"""Server-sent events: one resolver for both transports, chosen by preference, framed so that every client reads it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asking import Api, api_of, minutes, publish
from streaming import Stream, stream

FOLLOW = 'subscription { termChanged(since: "test.1") { revision changes { nodes { slug kind } } } }'
NAME = '{ term(by: {slug: "ppo"}) { minutes } }'
URQL = (
    "application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed"
)


def read(api: Api, query: str, reading: Callable[[Stream], Awaitable[None]], **headers: str) -> None:
    """Reads a stream of the application; afterwards nothing of it is left."""

    async def run() -> None:
        async with stream(api.app, query, **headers) as opened:
            await reading(opened)

    asyncio.run(run())
    assert api.app.state.streams.open == 0


def test_a_follower_is_told_what_it_missed_and_then_what_comes() -> None:
    api = api_of()
    publish(api.holder, minutes("ppo", 2))

    async def reading(events: Stream) -> None:
        assert events.status == 200
        assert events.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert events.headers["cache-control"] == "no-store"
        assert "content-encoding" not in events.headers
        missed = (await events.event())["data"]["termChanged"]
        assert missed == {"revision": "test.2", "changes": {"nodes": [{"slug": "ppo", "kind": "CHANGED"}]}}
        publish(api.holder, minutes("dpo", 2))
        assert (await events.event())["data"]["termChanged"]["revision"] == "test.3"

    read(api, FOLLOW, reading, **{"accept-encoding": "gzip"})


@pytest.mark.parametrize("query", [NAME, "{ nothing }", 'subscription { termChanged(since: "other.1") { at } }'])
def test_what_has_an_end_says_so(query: str) -> None:
    async def reading(events: Stream) -> None:
        answer = await events.event()
        assert ("errors" in answer) is (query != NAME)
        assert await events.event() is None
        assert await events.block() is None

    read(api_of(), query, reading)


def test_a_sign_of_life_is_sent_where_nothing_else_is() -> None:
    async def reading(events: Stream) -> None:
        assert [await events.block() for _ in range(4)] == [":"] * 4

    read(api_of(heartbeat_ms=10), FOLLOW, reading)


def test_a_server_that_stops_ends_the_stream_without_saying_that_all_was_told() -> None:
    api = api_of()

    async def reading(events: Stream) -> None:
        assert await events.block() == ":"
        await api.app.state.streams.close(5)
        assert await events.block() is None

    read(api, FOLLOW, reading)


def test_one_stream_too_many_is_refused_with_429() -> None:
    api = api_of(max_streams_per_address=1)

    async def run() -> None:
        async with stream(api.app, FOLLOW) as first:
            assert await first.block() == ":"
            async with stream(api.app, FOLLOW) as second:
                assert second.status == 429
        async with stream(api.app, FOLLOW) as third:
            assert third.status == 200

    asyncio.run(run())


@pytest.mark.parametrize(
    ("accept", "query", "media"),
    [
        (URQL, NAME, "application/graphql-response+json"),
        ("application/json, text/event-stream", NAME, "application/json"),
        ("text/event-stream, application/json;q=0.9", NAME, "text/event-stream"),
        ("text/event-stream;q=0.5, */*", NAME, "application/json"),
        ("text/event-stream;q=0, application/json", NAME, "application/json"),
        ("*/*", NAME, "application/json"),
    ],
)
def test_a_query_is_answered_as_the_client_likes_best(accept: str, query: str, media: str) -> None:
    response = api_of().send("POST", json={"query": query}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{media}; charset=utf-8"


def test_a_subscription_is_a_stream_for_whoever_can_read_one() -> None:
    async def reading(events: Stream) -> None:
        assert events.headers["content-type"].startswith("text/event-stream")

    read(api_of(), FOLLOW, reading, accept=URQL)
    refused = api_of().send("POST", json={"query": FOLLOW}, headers={"Accept": "application/json"})
    assert refused.status_code == 406
    assert refused.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


def test_an_event_source_asks_by_get() -> None:
    response = api_of().send("GET", params={"query": NAME}, headers={"Accept": "text/event-stream"})
    lines = response.content.split(b"\n")
    assert b"\r" not in response.content
    assert lines[:3] == [b":", b"", b"event: next"]
    assert lines[3].startswith(b'data: {"data":{"term"')
    assert lines[4:] == [b"", b"event: complete", b"data:", b"", b""]


def test_a_subscription_by_dry_run_says_its_cost_alone() -> None:
    body: dict[str, Any] = {"query": FOLLOW, "extensions": {"termgraph": {"dryRun": True}}}
    response = api_of().send("POST", json=body, headers={"Accept": "text/event-stream"})
    assert b'"data":null' in response.content
    assert b'"cost"' in response.content
