"""WebSockets on a real server: whatever a client sends, it is told by a close frame, and nobody else is hurt."""

import json
import logging
import random
import struct
import time
from collections.abc import Iterator
from typing import Any

import pytest
from asking import Api, api_of, minutes, publish, serving
from frames import BINARY, CLOSE, PING, TEXT, Raw, frame

from termgraph.settings import Settings
from termgraph.web.patient_sockets import PatientSocket

INIT = {"type": "connection_init"}
ACK = {"type": "connection_ack"}
FOLLOW = "subscription { termChanged { revision } }"
CODES = {1002, 1003, 1007, 1009, 4400, 4401, 4409, 4429}
"""With which a server may close on what a client should not have sent."""


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Api, str]]:
    """An application and its address."""
    api = api_of()
    with serving(api.app) as address:
        yield api, address


def settled(api: Api) -> int:
    """How many connections are open, when those that are about to end have ended."""
    until = time.monotonic() + 10
    while api.app.state.streams.open and time.monotonic() < until:
        time.sleep(0.01)
    return int(api.app.state.streams.open)


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        ((frame(b"nonsense"),), 4400),
        ((frame(b'{"type":"ping"}', BINARY),), 4400),
        ((frame(b"\xff\xfe"),), 1007),
        ((frame(b'{"type":"ping","x":"\xc3', final=False), frame(b"(", 0)), 1007),
        ((frame(b"{}", 0x3),), 1002),  # an opcode that means nothing
        ((frame(b"{}", reserved=4),), 1002),
        ((frame(b"{}", 0),), 1002),  # a continuation of nothing
        ((frame(b"x" * 126, PING),), 1002),
        ((frame(b"", PING, final=False),), 1002),
        ((frame(b"{}", masked=False),), 1002),
        ((frame(b"a", final=False), frame(b"b")), 1002),  # a second message inside the first
        ((frame(b"x", CLOSE),), 1002),
        ((frame(struct.pack("!H", 1006), CLOSE),), 1002),
        ((frame(struct.pack("!H", 4999) + b"\xff", CLOSE),), 1007),
        ((frame(b"x" * 300_000),), 1009),
        ((b"\x81\xff" + struct.pack("!Q", 1 << 40),), 1009),
        ((b"\x81\xff" + struct.pack("!Q", 1 << 63),), 1009),
    ],
)
def test_what_no_client_should_send_is_closed_with_a_code(
    served: tuple[Api, str], frames: tuple[bytes, ...], code: int
) -> None:
    api, address = served
    with Raw.open(address) as client:
        client.say(INIT)
        client.send(*frames, *[frame(b'{"type":"ping"}')] * 50)
        assert client.outcome(None) == code
    assert settled(api) == 0


def test_a_message_in_too_many_parts_is_not_collected(served: tuple[Api, str]) -> None:
    with Raw.open(served[1]) as client:
        client.say(INIT)
        client.send(frame(b"", final=False), *[frame(b"", 0, final=False)] * 2_000)
        assert client.outcome(None) == 1009


def test_a_close_is_answered_in_kind(served: tuple[Api, str]) -> None:
    with Raw.open(served[1]) as client:
        client.send(frame(struct.pack("!H", 1000) + b"bye", CLOSE))
        assert client.outcome(None) == 1000


def mutated(chance: random.Random) -> bytes:
    """A message that a client might send, with something wrong about it, as one frame or as several."""
    message: dict[str, Any] = chance.choice(
        [
            {"type": "ping", "payload": {"a": 1}},
            {"type": "pong"},
            {"id": "1", "type": "subscribe", "payload": {"query": FOLLOW}},
            {"id": "2", "type": "subscribe", "payload": {"query": "{ glossary { name } }", "variables": {"a": "é"}}},
            {"id": "1", "type": "complete"},
            INIT,
        ]
    )
    raw = bytearray(json.dumps(message, ensure_ascii=False).encode())
    for _ in range(chance.choice((0, 1, 1, 1, 2, 5))):
        at = chance.randrange(len(raw) + 1)
        match chance.randrange(5):
            case 0:
                raw[at:at] = bytes([chance.randrange(256)])
            case 1:
                del raw[at : at + chance.randrange(1, 9)]
            case 2:
                raw[at:at] = raw[: chance.randrange(len(raw) + 1)]
            case 3 if at < len(raw):
                raw[at] ^= 1 << chance.randrange(8)
            case _:
                raw[at:at] = chance.choice((b"null", b"{", b"]", b'"', b"\\ud800", b"\xed\xa0\x80", b"9" * 400, b"\0"))
    whole = bytes(raw)
    style = chance.random()
    if style < 0.8:
        return frame(whole)
    if style < 0.9:
        half = len(whole) // 2
        return frame(whole[:half], final=False) + frame(b"", PING) + frame(whole[half:], 0)
    broken = bytearray(frame(whole, chance.choice((TEXT, BINARY, 0x3, 0x0, 0xB)), reserved=chance.choice((0, 0, 1, 4))))
    broken[chance.randrange(min(6, len(broken)))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def test_ten_thousand_mutated_messages_kill_nothing(served: tuple[Api, str], caplog: pytest.LogCaptureFixture) -> None:
    api, address = served
    chance, sent, outcomes = random.Random(7), 0, set()  # noqa: S311  # a reproducible order, not a secret
    with Raw.open(address) as bystander, caplog.at_level(logging.WARNING):
        bystander.say(INIT)
        assert bystander.outcome(ACK) == ACK
        bystander.say({"id": "s", "type": "subscribe", "payload": {"query": FOLLOW}})
        while sent < 10_000:
            with Raw.open(address) as client:
                client.say(INIT)
                frames = [mutated(chance) for _ in range(chance.choice((1, 2, 20)))]
                sent += len(frames)
                last = {"type": "pong", "payload": {"last": sent}}
                # A broken length may wait for more than was sent; the bytes of one frame too large end that.
                end = frame(json.dumps({**last, "type": "ping"}).encode()) + frame(b"x" * 70_000)
                client.send(*frames, end)
                outcome = client.outcome(last)
                outcomes.add("alive" if outcome == last else outcome)
        revision = publish(api.holder, minutes("ppo", 1))
        told = {"data": {"termChanged": {"revision": revision}}}
        opcode, payload = bystander.hear()
        while opcode == PING or json.loads(payload)["type"] != "next":
            opcode, payload = bystander.hear()
        assert json.loads(payload)["payload"]["data"] == told["data"]
    assert outcomes - {"alive"} <= CODES
    assert {1002, 4400, "alive"} <= outcomes  # some conversations survived, and some were ended for each reason
    assert settled(api) == 0
    assert [record.getMessage() for record in caplog.records] == []


def taken(client: Raw, said: bytes, most: int) -> int:
    """How often a server takes what is said, while nobody reads what it answers."""
    for count in range(most):
        try:
            client.connection.sendall(said)
        except (TimeoutError, ConnectionError):
            return count
    return most


def test_who_reads_nothing_is_dropped_and_is_not_read_from() -> None:
    class Impatient(PatientSocket):
        stall_seconds = 0.3

    api = api_of()
    with serving(api.app, ws=Impatient) as address, Raw.open(address) as client:
        client.say(INIT)
        ping = frame(json.dumps({"type": "ping", "payload": {"x": "y" * 100_000}}).encode())
        assert taken(client, ping, 5_000) < 500  # of half a gigabyte, which nobody may collect
        assert settled(api) == 0


def test_who_is_silent_is_given_up_and_who_answers_pings_is_kept() -> None:
    api = api_of(heartbeat_ms=200)
    with serving(api.app, settings=Settings(heartbeat_ms=200)) as address:
        with Raw.open(address) as silent:
            silent.say(INIT)
            started = time.monotonic()
            assert silent.outcome(None) in {1011, 4408, 1006}
            assert time.monotonic() - started < 5
        assert settled(api) == 0
        with Raw.open(address) as lively:
            lively.say(INIT)
            until = time.monotonic() + 1
            while time.monotonic() < until:
                opcode, payload = lively.hear()
                assert opcode != CLOSE
                if opcode == PING:
                    lively.send(frame(payload, 0xA))


def test_a_server_that_stops_says_goodbye_to_all() -> None:
    api = api_of()
    with serving(api.app) as address:
        clients = [Raw.open(address) for _ in range(20)]
        for client in clients:
            client.say(INIT)
            assert client.outcome(ACK) == ACK
    assert [client.outcome(None) for client in clients] == [1001] * 20
    for client in clients:
        client.connection.close()
