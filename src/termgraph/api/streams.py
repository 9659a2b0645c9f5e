"""The connections of one server that stay open: how many there may be, and how they end when it stops."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address
from typing import Any

from termgraph.errors import Code, TermgraphError
from termgraph.settings import Settings

NETWORK = 64
"""Bits of an IPv6 address that name a network; whoever has one has all addresses in it (RFC 4291, 2.5.4)."""


class Streams:
    """Counts what is open. `closing` is set when the server stops; whoever is open then says goodbye."""

    def __init__(self, settings: Settings) -> None:
        self.closing = asyncio.Event()
        self._most = settings.max_streams
        self._most_of_one = settings.max_streams_per_address
        self._open: Counter[str] = Counter()
        self._none = asyncio.Event()
        self._none.set()

    @property
    def open(self) -> int:
        """How many are open."""
        return self._open.total()

    @contextmanager
    def entered(self, scope: Any) -> Iterator[None]:
        """Counts the connection of an ASGI scope while it lasts; raises TermgraphError THROTTLED for one too many."""
        address = network_of(scope)
        if self.closing.is_set():
            raise TermgraphError(Code.THROTTLED, "The server is about to stop; try again.")
        if self.open >= self._most or self._open[address] >= self._most_of_one:
            limit = self._most if self.open >= self._most else self._most_of_one
            raise TermgraphError(Code.THROTTLED, f"At most {limit:,} connections may stay open at a time.", limit=limit)
        self._open[address] += 1
        self._none.clear()
        try:
            yield
        finally:
            self._open[address] -= 1
            self._open += Counter()  # drops whoever has none left
            if not self._open:
                self._none.set()

    async def close(self, seconds: float) -> None:
        """Asks all to end, and waits until they have, so long at most."""
        self.closing.set()
        try:
            async with asyncio.timeout(seconds):
                await self._none.wait()
        except TimeoutError:
            pass  # The server ends them then.


def network_of(scope: Any) -> str:
    """Who is at the other end of a connection: an IPv4 address, or the network of an IPv6 address."""
    host = (scope.get("client") or ("",))[0]
    try:
        address = ip_address(host)
    except ValueError:
        return str(host)
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Address(int(address) >> NETWORK << NETWORK))
