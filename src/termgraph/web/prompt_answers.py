"""Questions that are answered the moment they are whole: without a task, a queue or a message of ASGI.

uvicorn makes all of that for each request, which costs more than most answers do. Here a GraphQL request that is whole,
and alone on its connection, is answered where its last byte is read. Whatever is unusual about one goes uvicorn's way:
it is told of it by its own callbacks, a little later than it would have been.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from termgraph.api.replies import Reply

from .other_protocols import StayingProtocol

PATH = b"/graphql"

RawHeaders = Sequence[tuple[bytes, bytes]]


class Prompt(Protocol):
    """What answers at once, if it can."""

    def at_once(
        self, method: str, path: bytes, query: bytes, headers: RawHeaders, body: bytes
    ) -> tuple[Reply, bool] | None:
        """The reply to a whole request and whether to send it compressed; None where ASGI is to see to it."""


class PromptProtocol(StayingProtocol):
    """uvicorn's HTTP/1.1 protocol, ahead of which the application's `prompt` answers what is asked of `PATH`.

    One request is answered so for each piece of data that is read: others on the same connection wait for the turn of
    everybody else, as pipelined requests do.
    """

    most_held = 64 * 1024
    """Bytes of a body that are held back; a larger one goes to the application as it comes in."""

    _dated: ClassVar[tuple[Sequence[tuple[bytes, bytes]], bytes]] = ((), b"")
    """The headers of every response, which uvicorn makes once a second, and their bytes."""

    _first = True
    """Whether nothing was answered of the data that is being read."""
    _held: bytes | None = None
    """The body so far of a request that may be answered here."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._prompt: Prompt | None = getattr(self.config.app, "prompt", None)
        if self.root_path or self.config.access_log or self.limit_concurrency:
            self._prompt = None

    def data_received(self, data: bytes) -> None:
        """Some bytes of a request, or of several."""
        self._first = True
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        if self._may_be_prompt():
            self._held = b""
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of the body."""
        if self._held is None:
            super().on_body(body)
            return
        self._held += body
        if len(self._held) > self.most_held:
            self._release()

    def on_message_complete(self) -> None:
        """The request is whole."""
        if self._held is not None:
            if self._prompt is not None and self._answered(self._prompt, self._held):
                return
            self._release()
        super().on_message_complete()

    def shutdown(self) -> None:
        """The server stops; what has begun may come to its end."""
        if self._held is not None:
            self._release()
        super().shutdown()

    def _may_be_prompt(self) -> bool:
        parser = self.parser
        return (
            self._prompt is not None
            and self._first
            and self.url.startswith(PATH)
            and self.url[len(PATH) : len(PATH) + 1] in b"?"
            and getattr(self.cycle, "response_complete", True)  # there is none before the first one
            and parser.should_keep_alive()
            and not parser.should_upgrade()
            and not self.expect_100_continue
            and not self.flow.write_paused
            and parser.get_http_version() == "1.1"
        )

    def _release(self) -> None:
        """Tells uvicorn of the request that was held back."""
        body, self._held = self._held, None
        super().on_headers_complete()
        if body:
            super().on_body(body)

    def _answered(self, prompt: Prompt, body: bytes) -> bool:
        """Whether the request was answered."""
        method = self.parser.get_method().decode("ascii")
        query = httptools.parse_url(self.url).query if len(self.url) > len(PATH) else b""
        answer = prompt.at_once(method, PATH, query or b"", self.headers, body)
        if answer is None:
            return False
        reply, compressed = answer
        head, body = reply.wire(compressed=compressed)
        self._first, self._held = False, None
        self.transport.write(b"".join((STATUS_LINE[reply.status], self._default_headers(), head, body)))
        self.on_response_complete()
        return True

    def _default_headers(self) -> bytes:
        headers = self.server_state.default_headers
        known, raw = PromptProtocol._dated
        if headers is not known:
            raw = b"".join(b"%b: %b\r\n" % header for header in headers)
            PromptProtocol._dated = headers, raw
        return raw
