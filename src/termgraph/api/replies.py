"""One HTTP response, finished: its headers and bytes are made once, however often it is sent."""

import gzip
from collections.abc import Iterable, MutableMapping
from typing import Any

from .caching import has_tag

Headers = Iterable[tuple[bytes, bytes]]
Messages = tuple[MutableMapping[str, Any], MutableMapping[str, Any]]

SMALLEST = 1024
"""A shorter body, in bytes, is not compressed."""

LEVEL = 5
"""Of gzip, 1 to 9: for everything that is compressed while somebody waits."""

OVERHEAD = 3_000
"""Bytes that a reply takes besides its body, plain and compressed: headers twice, and objects."""

VARY = (b"vary", b"Accept, Accept-Encoding")


class Reply:
    """A status, headers, and a body of one media type, or None with 304. `tag` is the entity tag of what may be kept.

    `unchanged` is the reply to a client that has this one (RFC 9110, 15.4.5).
    """

    __slots__ = ("_body", "_compressed", "_headers", "_plain", "status", "tag", "unchanged")

    def __init__(
        self,
        status: int,
        media: str,
        body: bytes | None,
        headers: Headers,
        *,
        tag: str | None = None,
        unchanged: "Reply | None" = None,
    ) -> None:
        kind = [] if body is None else [(b"content-type", f"{media}; charset=utf-8".encode())]
        self.status = status
        self.tag = tag
        self.unchanged = unchanged
        self._body = body
        self._headers = [VARY, *headers, *kind]
        self._plain: _Sent | None = None
        self._compressed: _Sent | None = None

    @property
    def size(self) -> int:
        """How many bytes keeping it takes at most, compressed or not."""
        return OVERHEAD + 2 * len(self._body or b"")

    def to(self, known: str | None) -> "Reply":
        """Itself, or that nothing changed since the client got it; `known` is the value of If-None-Match."""
        if known is None or self.tag is None or self.unchanged is None or not has_tag(known, self.tag):
            return self
        return self.unchanged

    def messages(self, *, compressed: bool) -> Messages:
        """Both ASGI messages, `compressed` if the body is large enough to be worth it."""
        sent = self._sent(compressed=compressed)
        start = {"type": "http.response.start", "status": self.status, "headers": sent.headers}
        return start, {"type": "http.response.body", "body": sent.body}

    def wire(self, *, compressed: bool) -> tuple[bytes, bytes]:
        """The same as HTTP/1.1 has it: the headers, the empty line after them included, and the body."""
        sent = self._sent(compressed=compressed)
        return sent.head, sent.body

    def _sent(self, *, compressed: bool) -> "_Sent":
        if compressed and self._body is not None and len(self._body) >= SMALLEST:
            if self._compressed is None:
                raw = gzip.compress(self._body, LEVEL, mtime=0)
                self._compressed = _Sent([*self._headers, (b"content-encoding", b"gzip")], raw)
            return self._compressed
        if self._plain is None:
            self._plain = _Sent(self._headers, self._body)
        return self._plain


class _Sent:
    """One form of a body and its headers, as lists for ASGI and as bytes for a socket."""

    __slots__ = ("body", "head", "headers")

    def __init__(self, headers: list[tuple[bytes, bytes]], body: bytes | None) -> None:
        length = [] if body is None else [(b"content-length", b"%d" % len(body))]
        self.headers = [*headers, *length]
        self.head = b"".join([b"%b: %b\r\n" % header for header in self.headers]) + b"\r\n"
        self.body = body or b""
