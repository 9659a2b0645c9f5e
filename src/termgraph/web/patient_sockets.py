"""WebSockets whose ends are clean: a close frame comes before the connection goes, and who takes nothing is dropped.

uvicorn cuts a connection off as soon as a frame cannot be read, so that the client may never see why; it answers pings
and collects fragments without a bound; and it waits for ever for a client that does not read what was sent.
"""

import asyncio
from typing import Any

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

INVALID_DATA, TOO_BIG = 1007, 1009
"""Close codes (RFC 6455, 7.4.1)."""


class PatientSocket(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol with bounds on what a client makes it keep, and with time to say goodbye.

    What comes after a frame that cannot be read is read for `linger_seconds` and forgotten: a connection that is closed
    with unread data is reset, and takes the close frame with it. A client must take what was sent within
    `stall_seconds`. A message may come in `most_fragments` parts.
    """

    linger_seconds = 2.0
    stall_seconds = 30.0
    most_fragments = 1_000

    _stalled: asyncio.TimerHandle | None = None
    _last: asyncio.TimerHandle | None = None

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        for timer in (self._stalled, self._last):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some bytes of a frame."""
        if self.conn.parser_exc is None:
            super().data_received(data)

    def pause_writing(self) -> None:
        """The client takes less than it is sent: nothing more is read either, or pings alone would fill the memory."""
        super().pause_writing()
        self.transport.pause_reading()
        self._stalled = self.loop.call_later(self.stall_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has taken most of what it was sent."""
        super().resume_writing()
        if self._stalled is not None:
            self._stalled.cancel()
        if not self.read_paused:
            self.transport.resume_reading()

    def handle_cont(self, event: Frame) -> None:
        """A part of a message."""
        if len(self.frames) < self.most_fragments:
            super().handle_cont(event)
        elif not self.close_sent:
            self._fail(TOO_BIG, "too many fragments")

    def send_receive_event_to_app(self) -> None:
        """A message is whole."""
        if self.curr_msg_data_type == "text" and not self.close_sent and not _is_utf8(self.frames):
            self._fail(INVALID_DATA, "not UTF-8")
        else:
            super().send_receive_event_to_app()

    async def send(self, message: Any) -> None:
        """The application has something to say; after a close frame that is what it is when the client is gone."""
        if self.close_sent:
            raise ClientDisconnected
        await super().send(message)

    def handle_parser_exception(self) -> None:
        """A frame could not be read, and the close frame that says so is ready to be sent."""
        self.stop_keepalive()
        told = self.conn.close_sent
        if not self.close_sent and told is not None:
            self.queue.put_nowait({"type": "websocket.disconnect", "code": told.code, "reason": told.reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        if self.close_timer is not None:
            self.close_timer.cancel()
        self.close_timer = self.loop.call_later(self.linger_seconds, self.transport.close)

    def on_task_complete(self, task: "asyncio.Task[Any]") -> None:
        """The application has said its last; what the client does not take soon is thrown away."""
        super().on_task_complete(task)
        if not self.disconnected:
            self._last = self.loop.call_later(self.close_timeout + self.linger_seconds, self.transport.abort)

    def _fail(self, code: int, reason: str) -> None:
        self.frames = []
        self.conn.fail(code, reason)
        self.handle_parser_exception()


def _is_utf8(parts: list[bytes]) -> bool:
    try:
        b"".join(parts).decode()
    except UnicodeDecodeError:
        return False
    return True
