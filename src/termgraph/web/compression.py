"""Compression of what is not compressed already, with tags that stay true (RFC 9110, sections 8.8.3.3 and 12.5.3)."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipResponder, IdentityResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from termgraph.api.header_lists import takes_gzip
from termgraph.api.replies import LEVEL, SMALLEST
from termgraph.api.requests import headers_of


class Compression:
    """Compresses for whoever takes it, and weakens a strong tag then: the tag was given to other bytes.

    An answer whose Vary names Accept-Encoding was made with a coding in mind, and is passed on as it is.
    """

    def __init__(self, app: ASGIApp, *, on: bool = True) -> None:
        """Where it is not `on`, nothing behind it compresses either: it is not told that anybody takes it."""
        self._app = app
        self._on = on

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if not self._on:
            plain = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
            await self._app({**scope, "headers": plain}, receive, send)
            return

        async def choosing(scope: Scope, receive: Receive, compress: Send) -> None:
            way = compress

            async def send_either_way(message: Message) -> None:
                nonlocal way
                if message["type"] == "http.response.start" and _minds_coding(message):
                    way = send
                await way(message)

            await self._app(scope, receive, send_either_way)

        async def send_weakened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "content-encoding" in headers and headers.get("etag", "").startswith('"'):
                    headers["ETag"] = "W/" + headers["ETag"]
            await send(message)

        if takes_gzip(headers_of(scope).get("accept-encoding")):
            await GZipResponder(choosing, SMALLEST, compresslevel=LEVEL)(scope, receive, send_weakened)
        else:
            await IdentityResponder(choosing, SMALLEST)(scope, receive, send)


def _minds_coding(message: Message) -> bool:
    varying = ",".join(Headers(raw=message.get("headers", [])).getlist("vary"))
    return "accept-encoding" in (each.strip().lower() for each in varying.split(","))
