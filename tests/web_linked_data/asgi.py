"""A request to the application without a client that decodes what comes."""

import asyncio
from typing import Any

from asking import Api


def raw(api: Api, path: str, accept_encoding: str) -> bytes:
    """The very bytes of a body."""
    sent: list[bytes] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message.get("body", b""))

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"accept-encoding", accept_encoding.encode())],
        "server": ("glossary.example", 80),
        "scheme": "http",
    }
    asyncio.run(api.app(scope, receive, send))
    return b"".join(sent)
