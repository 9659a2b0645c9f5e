"""What a server answers with: GraphQL by itself, and for all else the application, made when it is first asked for.

Importing the framework takes as long as reading ten thousand terms and fifteen megabytes, and GraphQL needs none of it.
"""

import asyncio
import gc
import json
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from threading import Lock
from typing import Any

from termgraph.api.codes import status
from termgraph.api.failures import failure
from termgraph.api.http import GraphQL
from termgraph.errors import Code
from termgraph.glossary.view import Current
from termgraph.settings import Settings

from .headers import RAW

LOG = logging.getLogger("termgraph.front")

GRAPHQL, GRAPHIQL = "/graphql", "/graphiql"

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Front:
    """The ASGI application that serves `glossary`, alike in every answer to what `app.create_app` gives.

    `graphql` is the transport, and `prompt` too where our server shall ask it ahead of ASGI (`prompt_answers`);
    `complete` makes the application, once, and may be called in any thread.
    """

    def __init__(self, settings: Settings, glossary: Current) -> None:
        """Makes what an operator's settings may make impossible at once: that has to stop a server from starting."""
        self._settings = settings
        self._glossary = glossary
        self._lock = Lock()
        self._application: Application | None = None
        self.graphql = GraphQL(glossary, self._page, settings, RAW)
        self.prompt = self.graphql if settings.lean_route and settings.prompt_answers else None
        if settings.sparql or settings.site or not settings.lean_route:
            self._application = self._made()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or all that comes over one WebSocket."""
        if scope.get("path") == GRAPHQL and self._settings.lean_route and scope.get("method") != "OPTIONS":
            await self.graphql(scope, receive, send)
        else:
            application = self._application
            if application is None:
                application = await asyncio.to_thread(self.complete)
            await application(scope, receive, send)

    def complete(self) -> Application:
        """The application; where it cannot be made, one that says so."""
        with self._lock:
            if self._application is None:
                try:
                    self._application = self._made()
                except Exception:
                    LOG.exception("Only GraphQL is served: the application cannot be made.")
                    self._application = _broken
                gc.freeze()  # What was imported stays; looking for garbage in it would stop every reader in vain.
            return self._application

    def _made(self) -> Application:
        from .app import create_app

        return create_app(self._settings, self._glossary, self.graphql)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """GraphiQL, for browsers that come to where GraphQL is."""
        await self({**scope, "path": GRAPHIQL, "raw_path": GRAPHIQL.encode()}, receive, send)


async def _broken(scope: Scope, _receive: Receive, send: Send) -> None:
    """The answer of a server that could not make its application; why is in its log."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1011})
        return
    code = Code.INTERNAL_SERVER_ERROR
    body = json.dumps({"errors": [failure(code, "Something went wrong on our side.")]}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *RAW]
    await send({"type": "http.response.start", "status": status(code), "headers": headers})
    await send({"type": "http.response.body", "body": body})
