"""Connections that take their time: a request that does not become whole in time, or is one too many, is dropped.

uvicorn waits for ever for the rest of a request, and its cap on connections turns away whoever comes next. Here the
oldest of those that wait goes first, so that an honest client gets in whatever a thousand slow ones do.
"""

import asyncio
from collections import OrderedDict
from typing import ClassVar

import orjson

from termgraph.api.failures import failure
from termgraph.errors import Code

from .prompt_answers import PromptProtocol

HEAD = b"HTTP/1.1 %b\r\ncontent-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%b"


LARGE = "The head of the request is too large."


class HeadTooLarge(Exception):  # noqa: N818  # it only stops the parser
    """There are too many headers, or too many bytes of them."""


class PunctualProtocol(PromptProtocol):
    """uvicorn's HTTP/1.1 protocol with deadlines for what a client sends, and caps on what may be pending.

    `head_seconds` run from the opening of a connection, or from the first byte of a later request; `body_seconds` from
    the end of the head. `most_waiting` connections of one server may have an incomplete request at a time. A client
    must take an answer, or enough of it that the rest can be sent, within `stall_seconds`.
    """

    head_seconds = 5.0
    body_seconds = 15.0
    stall_seconds = 30.0
    most_waiting = 512
    most_head_bytes = 32 * 1024
    most_headers = 100

    _waiting: ClassVar[OrderedDict["PunctualProtocol", None]] = OrderedDict()
    """All connections with an incomplete request, the one that began first in front."""

    _deadline: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None
    _begun = False
    """Whether a part of a request is there, and not all of it."""
    _in_head = True
    _in_body = False
    """Whether a body is waited for."""
    _head_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """A client is there; its first request is due."""
        super().connection_made(transport)
        self._wait(self.head_seconds)
        while len(self._waiting) > self.most_waiting:
            next(iter(self._waiting)).drop()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._rest()
        self._take()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some bytes of a request, or the first of the next one."""
        if self._in_head:
            # A body that came in one piece with its head is counted as well: it is below its own cap then.
            self._head_bytes += len(data)
        super().data_received(data)
        # Most requests come in one piece, and are past waiting for by now.
        if not self._begun or self.transport.is_closing():
            return
        if not self._in_head:
            if not self._in_body:
                self._in_body = True
                self._wait(self.body_seconds)
        elif self._head_bytes > self.most_head_bytes:
            self.send_400_response("")
        elif self._deadline is None:
            self._wait(self.head_seconds)

    def on_message_begin(self) -> None:
        """The first byte of a request is there."""
        self._begun = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole."""
        if len(self.headers) > self.most_headers:
            raise HeadTooLarge  # which the parser reports as a request that it cannot read
        self._in_head = False
        self._head_bytes = 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole; another may follow."""
        self._in_head = True
        self._rest()
        super().on_message_complete()

    def pause_writing(self) -> None:
        """The client takes less than it is sent."""
        super().pause_writing()
        self._stalled = self.loop.call_later(self.stall_seconds, self.drop)

    def resume_writing(self) -> None:
        """The client has taken most of what it was sent."""
        super().resume_writing()
        self._take()

    def handle_websocket_upgrade(self) -> None:
        """The connection becomes somebody else's."""
        self._rest()
        super().handle_websocket_upgrade()

    def _wait(self, seconds: float) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(seconds, self.drop)
        self._waiting[self] = None

    def _rest(self) -> None:
        self._begun = self._in_body = False
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
            self._waiting.pop(self, None)

    def _take(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def drop(self) -> None:
        """Ends the connection at once, without a word: nobody may be there to read it."""
        self._rest()
        self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Refuses what is not HTTP, or has too large a head, with a code as all refusals have."""
        self._rest()
        large = self._head_bytes > self.most_head_bytes or len(self.headers or ()) > self.most_headers
        if large:
            status, code, message = "431 Request Header Fields Too Large", Code.REQUEST_TOO_LARGE, LARGE
        else:
            status, code, message = "400 Bad Request", Code.BAD_USER_INPUT, msg
        body = orjson.dumps({"errors": [failure(code, message)]})
        self.transport.write(HEAD % (status.encode(), len(body), body))
        self.transport.close()
