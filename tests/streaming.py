"""Talking to the API over a WebSocket or an event stream, in process: plain ASGI, without a server in between."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp

PATIENCE = 20
"""Seconds after which a test gives up; what it waits for takes a fraction of one."""

PROTOCOL = "graphql-transport-ws"


@dataclass
class Wire:
    """Both ends of an ASGI connection: what the application receives, and what it sent."""

    client: str = "192.0.2.1"
    incoming: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    outgoing: "asyncio.Queue[dict[str, Any]]" = field(default_factory=asyncio.Queue)
    flowing: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: Any) -> None:
        """What the application calls; it waits while nothing flows, as with a client that does not read."""
        await self.flowing.wait()
        self.outgoing.put_nowait(message)
        if message["type"] == "websocket.close":
            self.incoming.put_nowait({"type": "websocket.disconnect", "code": message["code"]})

    async def next(self) -> dict[str, Any]:
        """The next message that the application sends."""
        async with asyncio.timeout(PATIENCE):
            return await self.outgoing.get()


@dataclass
class Socket:
    """A client's end of a WebSocket."""

    wire: Wire
    protocol: str | None

    def say(self, message: object) -> None:
        """Sends a message: text as it is, bytes in a binary frame, anything else as JSON."""
        frame: dict[str, Any] = {"type": "websocket.receive"}
        if isinstance(message, bytes):
            frame["bytes"] = message
        else:
            frame["text"] = message if isinstance(message, str) else json.dumps(message)
        self.wire.incoming.put_nowait(frame)

    async def hear(self) -> Any:
        """The next message of the server."""
        message = await self.wire.next()
        assert message["type"] == "websocket.send", message
        return json.loads(message["text"])

    async def closed(self) -> tuple[int, str]:
        """Code and reason with which the server closes; what it says before is passed over."""
        while (message := await self.wire.next())["type"] != "websocket.close":
            pass
        return message["code"], message["reason"]

    async def introduce(self) -> None:
        """Says hello."""
        self.say({"type": "connection_init"})
        assert await self.hear() == {"type": "connection_ack"}

    def subscribe(self, identity: str, query: str, **variables: Any) -> None:
        """Asks for something under an id."""
        self.say({"id": identity, "type": "subscribe", "payload": {"query": query, "variables": variables}})

    def leave(self) -> None:
        """Goes without a word."""
        self.wire.incoming.put_nowait({"type": "websocket.disconnect", "code": 1006})


@asynccontextmanager
async def _running(app: ASGIApp, scope: dict[str, Any], wire: Wire) -> "AsyncIterator[asyncio.Task[None]]":
    """The application on one connection; when it is over, no task of it is left."""
    before = asyncio.all_tasks()
    wire.flowing.set()
    call: Callable[..., Awaitable[None]] = app
    task: asyncio.Task[None] = asyncio.ensure_future(call(scope, wire.incoming.get, wire.send))
    try:
        yield task
    finally:
        wire.flowing.set()
        gone = "websocket.disconnect" if scope["type"] == "websocket" else "http.disconnect"
        wire.incoming.put_nowait({"type": gone, "code": 1001})
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(task, return_exceptions=True)
            await asyncio.sleep(0)
        left = asyncio.all_tasks() - before
        assert not left, left
        if not task.cancelled():
            task.result()


def _scope(kind: str, client: str, headers: dict[str, str], **more: Any) -> dict[str, Any]:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    path = {"path": "/graphql", "raw_path": b"/graphql", "root_path": "", "query_string": b""}
    return {"type": kind, "client": (client, 50_000), "server": ("a", 80), "headers": raw, **path, **more}


@asynccontextmanager
async def socket(app: ASGIApp, client: str = "192.0.2.1", protocols: tuple[str, ...] = (PROTOCOL,)) -> Any:
    """A WebSocket that the server accepted."""
    wire = Wire(client)
    scope = _scope("websocket", client, {}, scheme="ws", subprotocols=list(protocols))
    async with _running(app, scope, wire):
        wire.incoming.put_nowait({"type": "websocket.connect"})
        accepted = await wire.next()
        assert accepted["type"] == "websocket.accept"
        yield Socket(wire, accepted["subprotocol"])


@dataclass
class Stream:
    """A client's end of an HTTP response that is read as it comes."""

    wire: Wire
    status: int
    headers: dict[str, str]
    task: "asyncio.Task[None]"
    _text: str = ""

    async def block(self) -> str | None:
        """The next block of the stream, a comment or an event; None at its end."""
        while "\n\n" not in self._text:
            message = await self.wire.next()
            self._text += message.get("body", b"").decode()
            if not message.get("more_body"):
                return None
        block, _, self._text = self._text.partition("\n\n")
        return block

    async def event(self) -> Any:
        """The data of the next event; None for the event that says there are no more."""
        while (block := await self.block()) == ":":
            pass
        assert block is not None, "the stream has ended"
        name, _, data = block.partition("\n")
        if name == "event: complete":
            assert data == "data:"
            return None
        assert name == "event: next"
        return json.loads(data.removeprefix("data: "))

    def leave(self) -> None:
        """Goes without a word."""
        self.wire.incoming.put_nowait({"type": "http.disconnect"})


@asynccontextmanager
async def stream(app: ASGIApp, query: str, client: str = "192.0.2.1", **headers: str) -> Any:
    """The response to a POST that asks for an event stream."""
    wire = Wire(client)
    sent = {"accept": "text/event-stream", "content-type": "application/json", **headers}
    scope = _scope("http", client, sent, method="POST", scheme="http", http_version="1.1")
    async with _running(app, scope, wire) as task:
        wire.incoming.put_nowait({"type": "http.request", "body": json.dumps({"query": query}).encode()})
        start = await wire.next()
        shown = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        yield Stream(wire, start["status"], shown, task)
