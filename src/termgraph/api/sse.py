"""Server-sent events: the answers to one request as a stream that stays open (graphql-sse, distinct connections mode).

https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md; lines end in LF alone, which not every parser of
today's clients does without.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import orjson

from .execution import Answer
from .failures import internal
from .negotiation import STREAM
from .replies import Headers
from .requests import Receive, Send
from .tasks import ended

HEADERS = [
    (b"content-type", f"{STREAM}; charset=utf-8".encode()),
    (b"cache-control", b"no-store"),
    (b"vary", b"Accept"),
    (b"x-accel-buffering", b"no"),  # Proxies that collect an answer before they pass it on look for this.
]
HEARTBEAT = b":\n\n"
COMPLETE = b"event: complete\ndata:\n\n"
"""The empty `data` is for EventSource, which tells of no event without any."""

GOODBYE = 1.0
"""Seconds to end an open response when the server stops; a client that reads nothing is not waited for."""


async def respond(
    answers: AsyncGenerator[Answer, None],
    receive: Receive,
    send: Send,
    heartbeat: float,
    closing: asyncio.Event,
    headers: Headers,
) -> None:
    """Sends `answers` as they come, and a comment whenever `heartbeat` seconds pass without one.

    Ends after the last answer, when the client leaves, or when `closing` is set: then without the event that says that
    there is no more, so that the client asks again, elsewhere or later. The response has `headers` besides its own.
    """
    await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, *headers]})
    writing = asyncio.create_task(_write(answers, send, heartbeat))
    leaving = asyncio.create_task(_gone(receive))
    stopping = asyncio.create_task(closing.wait())
    tasks = (writing, leaving, stopping)
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await ended(tasks)
    if not writing.cancelled() and (error := writing.exception()):
        internal(error)  # It is logged; the status is sent, and a stream without an end says enough.
    if not leaving.done() or leaving.cancelled():
        try:
            async with asyncio.timeout(GOODBYE):
                await send({"type": "http.response.body", "body": b""})
        except (TimeoutError, OSError):
            pass  # Nobody reads any more.


def event(answer: Answer) -> bytes:
    """One answer as an event; JSON has no line breaks of its own."""
    return b"event: next\ndata: " + orjson.dumps(answer.body) + b"\n\n"


async def _write(answers: AsyncGenerator[Answer, None], send: Send, heartbeat: float) -> None:
    async def put(body: bytes) -> None:
        await send({"type": "http.response.body", "body": body, "more_body": True})

    await put(HEARTBEAT)  # Some browsers hand on nothing before the first byte of a body.
    async with aclosing(answers):
        while True:
            coming = asyncio.ensure_future(anext(answers))
            try:
                while not (await asyncio.wait([coming], timeout=heartbeat))[0]:
                    await put(HEARTBEAT)
                body = event(coming.result())
            except StopAsyncIteration:
                await put(COMPLETE)
                return
            finally:
                await ended([coming])
            del coming
            await put(body)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
