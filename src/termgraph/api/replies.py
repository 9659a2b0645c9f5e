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
"""Bytes that a reply takes besides its body, plain and compressed: headers, messages and objects."""

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
        self._plain: Messages | None = None
        self._compressed: Messages | None = None

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
        if compressed and self._body is not None and len(self._body) >= SMALLEST:
            if self._compressed is None:
                raw = gzip.compress(self._body, LEVEL, mtime=0)
                self._compressed = self._messages(raw, [*self._headers, (b"content-encoding", b"gzip")])
            return self._compressed
        if self._plain is None:
            self._plain = self._messages(self._body, self._headers)
        return self._plain

    def _messages(self, body: bytes | None, headers: list[tuple[bytes, bytes]]) -> Messages:
        length = [] if body is None else [(b"content-length", str(len(body)).encode())]
        return (
            {"type": "http.response.start", "status": self.status, "headers": [*headers, *length]},
            {"type": "http.response.body", "body": body or b""},
        )
