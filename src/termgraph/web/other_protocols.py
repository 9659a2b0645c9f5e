"""Requests that offer to go on in another protocol, which we do not speak, are answered in this one (RFC 9110, 7.8).

Java's HttpClient offers HTTP/2 so ("Upgrade: h2c") with its first request. The parser takes what follows such a head
for the other protocol, so that uvicorn loses the body of a POST, and requests behind it.
"""

import sys

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HOP_BY_HOP = frozenset({b"upgrade", b"connection", b"http2-settings"})
"""Headers of an offer, which end here (RFC 9110, 7.6.1)."""


class StayingProtocol(HttpToolsProtocol):
    """uvicorn's HTTP/1.1 protocol, by which a request with such an offer is read again without it."""

    _offers = False
    """Whether the request that was just read has an offer that is not taken."""
    _data = b""

    def data_received(self, data: bytes) -> None:
        """Some bytes of a request, or of several."""
        self._data = data
        super().data_received(data)

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._offers = self.parser.should_upgrade() and self._get_upgrade() not in (None, b"websocket")
        if not self._offers:
            super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is whole, or the parser thinks so."""
        if not self._offers:
            super().on_message_complete()

    def _unsupported_upgrade_warning(self) -> None:
        """The parser stopped behind the head; uvicorn is handling its exception."""
        stopped = sys.exception()
        if not self._offers or not isinstance(stopped, httptools.HttpParserUpgrade):
            super()._unsupported_upgrade_warning()
            return
        request = self._without_offer() + self._data[stopped.args[0] :]
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn does
        self.data_received(request)

    def _without_offer(self) -> bytes:
        """The head that was read, as a client would have sent it that offers nothing."""
        kept = [header for header in self.headers if header[0] not in HOP_BY_HOP]
        if not self.parser.should_keep_alive():
            kept.append((b"connection", b"close"))
        lines = [b"%b %b HTTP/%b" % (self.parser.get_method(), self.url, self.parser.get_http_version().encode())]
        lines += [b"%b: %b" % header for header in kept]
        return b"\r\n".join(lines) + b"\r\n\r\n"
