"""The server: uvicorn as this application needs it."""

import socket

import uvicorn
from starlette.types import ASGIApp

from termgraph.api.streams import Streams
from termgraph.settings import Settings

from .patient_sockets import PatientSocket
from .slow_clients import PunctualProtocol

GRACE = 15
"""Seconds that requests may take to come to an end when the server stops."""

GOODBYES = 5.0
"""Seconds of them for connections that would stay open, which are asked to go first."""

LARGEST_FRAME = 4
"""A WebSocket message of up to this many times what the API takes is read, so that it can be refused in words."""


class Server(uvicorn.Server):
    """uvicorn's server, which tells whoever stays connected that it stops, and waits for them before it does."""

    def __init__(self, config: uvicorn.Config, streams: Streams) -> None:
        super().__init__(config)
        self._streams = streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends all connections."""
        for server in self.servers:
            server.close()
        await self._streams.close(GOODBYES)
        await super().shutdown(sockets)


def server_of(
    app: ASGIApp,
    streams: Streams,
    settings: Settings,
    http: type[PunctualProtocol] = PunctualProtocol,
    ws: type[PatientSocket] = PatientSocket,
) -> Server:
    """The server of an application and what stays open in it; `run(sockets=[...])` returns when a signal stops it."""
    heartbeat = settings.heartbeat_ms / 1000
    config = uvicorn.Config(
        app,
        http=http,
        ws=ws,
        # Compression takes memory for each connection, and little of what it sends is large.
        ws_per_message_deflate=False,
        ws_max_size=LARGEST_FRAME * settings.max_body,
        ws_ping_interval=heartbeat,
        ws_ping_timeout=heartbeat,
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=GRACE,
    )
    return Server(config, streams)
