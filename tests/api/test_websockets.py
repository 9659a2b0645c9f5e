"""One WebSocket from its opening to its end: what is told, what is refused, and what closes it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asking import Api, api_of, minutes, publish, view_of
from streaming import Socket, socket

from termgraph.api import websockets
from termgraph.api.execution import Execution

FOLLOW = "subscription ($since: Revision) { termChanged(since: $since) { revision changes { nodes { slug } } } }"
NAME = '{ term(by: {slug: "ppo"}) { slug minutes } }'


def talk(api: Api, talking: Callable[[Socket], Awaitable[None]], **options: Any) -> None:
    """Has a conversation with the application; afterwards nothing of it is left."""

    async def run() -> None:
        async with socket(api.app, **options) as client:
            await talking(client)

    asyncio.run(run())
    assert api.app.state.streams.open == 0


def revisions(*heard: Any) -> list[str]:
    return [each["payload"]["data"]["termChanged"]["revision"] for each in heard]


def test_a_query_has_one_answer_and_an_end() -> None:
    async def talking(client: Socket) -> None:
        await client.introduce()
        client.subscribe("q", NAME)
        answer = await client.hear()
        assert (answer["id"], answer["type"]) == ("q", "next")
        assert answer["payload"]["data"] == {"term": {"slug": "ppo", "minutes": 40}}
        assert answer["payload"]["extensions"]["termgraph"]["revision"] == "test.1"
        assert await client.hear() == {"id": "q", "type": "complete"}

    talk(api_of(), talking)


def test_a_follower_is_told_what_it_missed_and_then_what_comes() -> None:
    api = api_of()
    publish(api.holder, minutes("ppo", 2))
    publish(api.holder, minutes("dpo", 3))

    async def talking(client: Socket) -> None:
        await client.introduce()
        client.subscribe("s", FOLLOW, since="test.1")
        client.subscribe("now", FOLLOW)
        missed = [await client.hear(), await client.hear()]
        assert revisions(*missed) == ["test.2", "test.3"]
        await asyncio.sleep(0.01)  # "now" begins at the present one
        publish(api.holder, minutes("mlx", 4))
        both = sorted([await client.hear(), await client.hear()], key=lambda each: str(each["id"]))
        assert [each["id"] for each in both] == ["now", "s"]
        assert revisions(*both) == ["test.4", "test.4"]
        assert both[0]["payload"]["data"]["termChanged"]["changes"]["nodes"] == [{"slug": "mlx"}]

    talk(api, talking)


def test_who_stops_one_hears_no_more_of_it_and_the_others_go_on() -> None:
    api = api_of()

    async def talking(client: Socket) -> None:
        await client.introduce()
        client.subscribe("a", FOLLOW)
        client.subscribe("b", FOLLOW)
        await asyncio.sleep(0.01)
        client.say({"id": "a", "type": "complete"})
        await asyncio.sleep(0.01)
        publish(api.holder, minutes("ppo", 2))
        assert (await client.hear())["id"] == "b"
        client.subscribe("a", FOLLOW, since="test.1")  # its id is free again
        assert (await client.hear())["id"] == "a"

    talk(api, talking)


@pytest.mark.parametrize(
    ("query", "variables", "code"),
    [
        ("{", {}, "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { nothing }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { a: termChanged { at } b: termChanged { at } }", {}, "GRAPHQL_VALIDATION_FAILED"),
        (FOLLOW, {"since": 7}, "BAD_USER_INPUT"),
        (FOLLOW, {"since": "nonsense"}, "BAD_USER_INPUT"),
        (FOLLOW, {"since": "other.1"}, "EPOCH_CHANGED"),
        (FOLLOW, {"since": "test.2"}, "REVISION_NOT_REACHED"),
        ("mutation { x }", {}, "OPERATION_RESOLUTION_FAILURE"),
        (NAME.replace("slug minutes", "related(first: 100) { nodes { " * 5 + "slug" + " } }" * 5), {},
         "QUERY_TOO_COMPLEX"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_an_error_with_a_code_and_the_connection_stays(
    query: str, variables: dict[str, Any], code: str
) -> None:
    async def talking(client: Socket) -> None:
        await client.introduce()
        client.subscribe("x", query, **variables)
        answer = await client.hear()
        assert (answer["id"], answer["type"]) == ("x", "error")
        assert {error["extensions"]["code"] for error in answer["payload"]} == {code}
        client.subscribe("x", NAME)
        assert (await client.hear())["type"] == "next"

    talk(api_of(), talking)


def test_a_history_that_is_replaced_ends_what_was_followed() -> None:
    api = api_of()

    async def talking(client: Socket) -> None:
        await client.introduce()
        client.subscribe("s", FOLLOW)
        await asyncio.sleep(0.01)
        api.holder.current = view_of(revision="restored.2")
        api.holder.news.tell()
        answer = await client.hear()
        assert answer["type"] == "error"
        assert answer["payload"][0]["extensions"]["code"] == "EPOCH_CHANGED"

    talk(api, talking)


def test_each_event_has_a_budget_of_its_own() -> None:
    api = api_of(max_nodes=20)

    async def talking(client: Socket) -> None:
        await client.introduce()
        client.subscribe("s", FOLLOW)
        await asyncio.sleep(0.01)
        for number in range(5):
            publish(api.holder, minutes("ppo", number))
            assert (await client.hear())["type"] == "next"
        publish(api.holder, *(minutes(slug, 1) for slug in list(api.holder.current.snapshot.content.terms)[:50]))
        answer = await client.hear()
        assert answer["type"] == "error"
        assert answer["payload"][0]["extensions"]["code"] == "QUERY_TOO_COMPLEX"

    talk(api, talking)


def test_a_client_that_does_not_read_loses_nothing() -> None:
    api = api_of()

    async def talking(client: Socket) -> None:
        await client.introduce()
        client.subscribe("s", FOLLOW)
        await asyncio.sleep(0.01)
        client.wire.flowing.clear()
        for number in range(40):
            publish(api.holder, minutes("ppo", number))
            await asyncio.sleep(0)
        client.wire.flowing.set()
        heard = [await client.hear() for _ in range(40)]
        assert revisions(*heard) == [f"test.{number}" for number in range(2, 42)]

    talk(api, talking)


def test_a_sign_of_life_is_sent_where_nothing_else_is() -> None:
    async def talking(client: Socket) -> None:
        await client.introduce()
        assert await client.hear() == {"type": "ping"}
        client.say({"type": "pong"})
        assert await client.hear() == {"type": "ping"}

    talk(api_of(heartbeat_ms=10), talking)


def test_another_protocol_closes_with_4406() -> None:
    async def talking(client: Socket) -> None:
        assert client.protocol is None
        assert (await client.closed())[0] == 4406

    talk(api_of(), talking, protocols=("graphql-ws",))


def test_who_does_not_introduce_itself_is_closed_with_4408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websockets, "INIT_SECONDS", 0.02)

    async def talking(client: Socket) -> None:
        client.say({"type": "ping"})
        assert (await client.closed())[0] == 4408

    talk(api_of(), talking)


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([b"{}"], 4400),
        (["nonsense"], 4400),
        ([{"id": "1", "type": "subscribe", "payload": {"query": NAME}}], 4401),
        ([{"type": "connection_init"}, {"type": "connection_init"}], 4429),
        ([{"type": "connection_init"}, *[{"id": "1", "type": "subscribe", "payload": {"query": FOLLOW}}] * 2], 4409),
        (["x" * 300_000], 1009),
    ],
)
def test_what_breaks_the_protocol_closes_with_its_code(messages: list[object], code: int) -> None:
    async def talking(client: Socket) -> None:
        for message in messages:
            client.say(message)
        seen, reason = await client.closed()
        assert (seen, bool(reason)) == (code, True)

    talk(api_of(), talking)


def test_one_operation_too_many_hurts_no_other() -> None:
    api = api_of(max_operations=2)

    async def talking(client: Socket) -> None:
        await client.introduce()
        for identity in ("1", "2", "3"):
            client.subscribe(identity, FOLLOW)
        answer = await client.hear()
        assert (answer["id"], answer["payload"][0]["extensions"]["code"]) == ("3", "THROTTLED")
        publish(api.holder, minutes("ppo", 2))
        assert sorted([(await client.hear())["id"], (await client.hear())["id"]]) == ["1", "2"]

    talk(api, talking)


def test_one_connection_too_many_is_told_to_come_back_later() -> None:
    api = api_of(max_streams=2, max_streams_per_address=1)

    async def run() -> None:
        async with socket(api.app, client="192.0.2.1"):
            async with socket(api.app, client="192.0.2.1") as again:
                assert (await again.closed())[0] == 1013
            async with socket(api.app, client="2001:db8::1") as other:
                await other.introduce()
                async with socket(api.app, client="192.0.2.9") as third:
                    assert (await third.closed())[0] == 1013
        async with socket(api.app, client="192.0.2.1") as later:
            await later.introduce()

    asyncio.run(run())


def test_all_addresses_of_a_network_of_64_bits_count_as_one() -> None:
    api = api_of(max_streams_per_address=1)

    async def run() -> None:
        async with socket(api.app, client="2001:db8::1"):
            async with socket(api.app, client="2001:db8::ffff:1") as neighbour:
                assert (await neighbour.closed())[0] == 1013
            async with socket(api.app, client="2001:db8:0:1::1") as elsewhere:
                await elsewhere.introduce()

    asyncio.run(run())


def test_a_server_that_stops_says_goodbye() -> None:
    api = api_of()

    async def talking(client: Socket) -> None:
        await client.introduce()
        client.subscribe("s", FOLLOW)
        closing = asyncio.ensure_future(api.app.state.streams.close(5))
        assert (await client.closed())[0] == 1001
        await closing
        assert api.app.state.streams.open == 0

    talk(api, talking)


def test_a_fault_of_ours_is_masked_and_ends_one_operation(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Any:
        raise KeyError("secret")

    async def talking(client: Socket) -> None:
        await client.introduce()
        with monkeypatch.context() as patch:
            patch.setattr(Execution, "_first", broken)
            client.subscribe("x", NAME)
            answer = await client.hear()
        assert answer["payload"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
        assert "secret" not in json.dumps(answer)
        client.subscribe("x", NAME)
        assert (await client.hear())["type"] == "next"

    talk(api_of(), talking)
