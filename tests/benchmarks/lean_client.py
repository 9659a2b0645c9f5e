"""An HTTP client that costs little: prepared bytes over kept connections, and answers whose length is known already."""

import selectors
import socket
import time
from dataclasses import dataclass
from typing import Self

PATIENCE = 30.0
"""Seconds after which a server counts as hung."""

END = b"\r\n\r\n"


@dataclass(frozen=True)
class Answer:
    """One response: its status, its headers by lower-case name, its body, and its length in bytes with all of that."""

    status: int
    headers: dict[str, str]
    body: bytes
    length: int


def request(method: str, target: str, body: bytes = b"", **headers: str) -> bytes:
    """The bytes of a request; names of headers are given with underscores."""
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode("ascii") + END + body


class Connection:
    """A connection that is kept; a context manager."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def ask(self, raw: bytes) -> Answer:
        """The response; raises OSError where none comes."""
        self.socket.sendall(raw)
        read = b""
        while True:
            found = _answer(read)
            if found is not None:
                return found
            more = self.socket.recv(1 << 20)
            if not more:
                raise ConnectionError("the server closed the connection")
            read += more

    def repeat(self, raw: bytes, like: Answer, times: int) -> None:
        """Ask again and again; every response must be as long as `like` and have its status."""
        start = b"HTTP/1.1 %d" % like.status
        send, receive, length = self.socket.sendall, self.socket.recv, like.length
        for _ in range(times):
            send(raw)
            read = receive(1 << 20)
            right = read.startswith(start)
            got = len(read)
            while got < length:
                more = len(receive(1 << 20))
                if not more:
                    raise ConnectionError("the server closed the connection")
                got += more
            if not right or got > length:
                raise ConnectionError(f"another answer: {read[:300]!r}")


def crowd(port: int, raw: bytes, like: Answer, connections: int, times: int) -> list[float]:
    """How long each of `times` responses took, in seconds, when so many connections ask at once, each in turn."""
    taken: list[float] = []
    asked: dict[int, float] = {}
    left: dict[int, int] = {}
    every = [Connection(port) for _ in range(connections)]
    with selectors.DefaultSelector() as selector:
        for each in every:
            selector.register(each.socket, selectors.EVENT_READ, each)
            asked[id(each)], left[id(each)] = time.perf_counter(), like.length
            each.socket.sendall(raw)
        while len(taken) < times:
            ready = selector.select(PATIENCE)
            if not ready:
                raise ConnectionError("the server does not answer")
            for key, _ in ready:
                each = key.data
                got = len(each.socket.recv(1 << 20))
                if not got:
                    raise ConnectionError("the server closed the connection")
                left[id(each)] -= got
                if left[id(each)] <= 0:
                    now = time.perf_counter()
                    taken.append(now - asked[id(each)])
                    asked[id(each)], left[id(each)] = now, like.length
                    each.socket.sendall(raw)
    for each in every:
        each.socket.close()
    return taken


def _answer(read: bytes) -> Answer | None:
    """The response that these bytes are; None where some are missing."""
    head, end, rest = read.partition(END)
    if not end:
        return None
    first, *lines = head.decode("latin-1").split("\r\n")
    status = int(first.split()[1])
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    before = len(head) + len(END)
    if status in (204, 304):
        return Answer(status, headers, b"", before)
    if headers.get("transfer-encoding") == "chunked":
        chunks = _chunks(rest)
        return chunks and Answer(status, headers, chunks[0], before + chunks[1])
    length = int(headers["content-length"])
    return Answer(status, headers, rest[:length], before + length) if len(rest) >= length else None


def _chunks(rest: bytes) -> tuple[bytes, int] | None:
    """The body that chunks make (RFC 9112, 7.1), and how many bytes they are; None where some are missing."""
    body, at = b"", 0
    while True:
        end = rest.find(b"\r\n", at)
        if end < 0:
            return None
        size = int(rest[at:end].partition(b";")[0], 16)
        at = end + 2 + size + 2
        if len(rest) < at:
            return None
        if not size:
            return body, at
        body += rest[end + 2 : end + 2 + size]
