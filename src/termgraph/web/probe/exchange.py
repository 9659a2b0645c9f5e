"""Requests as they stand, over the standard library: repeated headers, any Host, and nothing followed by itself."""

import http.client
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from termgraph.errors import Code, TermgraphError

PATIENCE = 30
"""Seconds for an answer."""

LARGEST = 64 * 1024 * 1024
"""Bytes of a body that are read."""

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: where from, the status, the headers in order, and the body as it was sent."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header; of one that is repeated, the values joined by commas. None where it is not there."""
        found = [value for each, value in self.headers if each.lower() == name.lower()]
        return ", ".join(found) if found else None

    def tokens(self, name: str) -> list[str]:
        """The elements of a header that lists tokens, in small letters."""
        return [each.strip().lower() for each in (self.header(name) or "").split(",") if each.strip()]

    @property
    def media_type(self) -> str:
        """The media type without parameters, in small letters."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()


class Server:
    """The server under test: its address, and how many requests it got."""

    def __init__(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:  # of a port that is no number, or brackets that are not closed
            known = False
        if not known:
            raise TermgraphError(Code.USAGE, f"{url!r} is not the address of a web server.")
        self.url = url.rstrip("/") + "/"
        self.sent = 0

    def send(self, method: str, address: str, headers: Headers = ()) -> Reply:
        """The reply to one request of an address, absolute or relative to the server's.

        Raises TermgraphError STORE_UNAVAILABLE when no whole answer came.
        """
        self.sent += 1
        url = urljoin(self.url, address)
        try:
            return self._send(method, url, headers)
        except (OSError, ValueError, http.client.HTTPException) as error:
            # A ValueError is that of a name that cannot be one of a host, or of a path that is not ASCII.
            raise TermgraphError(Code.STORE_UNAVAILABLE, f"{method} {url} got no answer: {error!r}.") from None

    def get(self, address: str, *headers: tuple[str, str]) -> Reply:
        """The reply to a GET."""
        return self.send("GET", address, headers)

    def _send(self, method: str, url: str, headers: Headers) -> Reply:
        parts = urlsplit(url)
        host, target = parts.hostname or "", (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection: http.client.HTTPConnection
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection = http.client.HTTPSConnection(host, parts.port, timeout=PATIENCE, context=context)
        else:
            connection = http.client.HTTPConnection(host, parts.port, timeout=PATIENCE)
        try:
            own_host = any(name.lower() == "host" for name, _ in headers)
            connection.putrequest(method, target, skip_host=own_host, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return Reply(url, response.status, tuple(response.getheaders()), response.read(LARGEST))
        finally:
            connection.close()
