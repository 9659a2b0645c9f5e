"""Requests as bytes, and what a real server answers to them."""

import contextlib
import json
import re
import socket
import time
from urllib.parse import quote, urlsplit

NAME = "{ glossary { name } }"


def post(query: str = NAME, *headers: str, path: str = "/graphql", **more: object) -> bytes:
    body = json.dumps({"query": query, **more}).encode()
    return raw("POST", path, "Content-Type: application/json", *headers, body=body)


def get(query: str = NAME, *headers: str, method: str = "GET") -> bytes:
    return raw(method, f"/graphql?query={quote(query)}", *headers)


def raw(method: str, target: str, *headers: str, body: bytes | None = None, version: str = "1.1") -> bytes:
    length = [] if body is None else [f"Content-Length: {len(body)}"]
    lines = [f"{method} {target} HTTP/{version}", "Host: glossary.example", *headers, *length]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b"")


def chunked(body: bytes, *headers: str) -> bytes:
    head = raw("POST", "/graphql", "Content-Type: application/json", "Transfer-Encoding: chunked", *headers)
    pieces = [body[start : start + 7] for start in range(0, len(body), 7)]
    return head + b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in [*pieces, b""])


def connected(address: str) -> socket.socket:
    url = urlsplit(address)
    connection = socket.create_connection((url.hostname, url.port or 0), timeout=10)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def said(address: str, *pieces: bytes) -> bytes:
    """All that is answered to a request that comes in pieces, and to a last one behind it; without the time of day."""
    with connected(address) as connection:
        found = b""
        with contextlib.suppress(ConnectionError):
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(0.002 if len(pieces) > 1 else 0)
            connection.sendall(raw("GET", "/livez", "Connection: close"))
        with contextlib.suppress(ConnectionError):
            while part := connection.recv(65536):
                found += part
    return re.sub(rb"date: [^\r]*\r\n", b"", found)
