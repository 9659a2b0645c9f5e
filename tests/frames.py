"""A WebSocket client that says whatever it is told to, byte by byte (RFC 6455), over a real connection."""

import json
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

TEXT, BINARY, CLOSE, PING = 0x1, 0x2, 0x8, 0x9
PATIENCE = 10
"""Seconds after which a server that says nothing has failed the test."""


def frame(payload: bytes, opcode: int = TEXT, *, final: bool = True, reserved: int = 0, masked: bool = True) -> bytes:
    """A frame as a client sends it; the mask is zero, which leaves the payload readable in a failure."""
    head = bytes([(0x80 if final else 0) | (reserved << 4) | opcode])
    size, bit = len(payload), 0x80 if masked else 0
    if size < 126:
        head += bytes([bit | size])
    elif size < 1 << 16:
        head += bytes([bit | 126]) + struct.pack("!H", size)
    else:
        head += bytes([bit | 127]) + struct.pack("!Q", size)
    return head + (b"\0\0\0\0" if masked else b"") + payload


@dataclass
class Raw:
    """One connection after the handshake."""

    connection: socket.socket
    _seen: bytes = field(default=b"", repr=False)

    @classmethod
    def open(cls, address: str, protocol: str = "graphql-transport-ws") -> "Raw":
        """A connection to the API at an http address."""
        parts = urlsplit(address)
        raw = cls(socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE))
        raw.connection.sendall(
            f"GET /graphql HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Protocol: {protocol}\r\n\r\n".encode()
        )
        head = raw._until(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 101 "), head
        return raw

    def __enter__(self) -> "Raw":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def send(self, *frames: bytes) -> None:
        """Sends bytes; a server that has closed meanwhile is no failure, for it may have said why."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.connection.sendall(b"".join(frames))

    def say(self, message: object) -> None:
        """Sends a message as JSON in a text frame."""
        self.send(frame(json.dumps(message).encode()))

    def hear(self) -> tuple[int, bytes]:
        """The opcode and payload of the next frame; opcode 0 when the connection ended without a close frame."""
        try:
            first, size = self._take(2)
            if size == 126:
                (size,) = struct.unpack("!H", self._take(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self._take(8))
            return first & 0x0F, self._take(size)
        except (EOFError, ConnectionResetError):
            return 0, b""

    def outcome(self, until: Any) -> Any:
        """Reads to the message `until`, which is returned; else the code of the close frame, or 1006 without one."""
        while True:
            opcode, payload = self.hear()
            if opcode == CLOSE:
                return struct.unpack("!H", payload[:2])[0] if payload else 1005
            if opcode == 0:
                return 1006
            if opcode == TEXT and json.loads(payload) == until:
                return until

    def _take(self, count: int) -> bytes:
        while len(self._seen) < count:
            self._more()
        taken, self._seen = self._seen[:count], self._seen[count:]
        return taken

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._seen:
            self._more()
        found, _, self._seen = self._seen.partition(mark)
        return found

    def _more(self) -> None:
        data = self.connection.recv(65_536)
        if not data:
            raise EOFError
        self._seen += data
