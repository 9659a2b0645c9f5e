"""The transport: GraphQL over HTTP as a plain ASGI application, without a framework's request handling."""

from typing import Any, Protocol

import orjson

from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import View

from . import failures
from .codes import status
from .execution import Execution
from .negotiation import JSON, RESPONSE, answer_type, wants_page
from .requests import Gone, Receive, Scope, Send, from_address, from_body, headers_of

METHODS = "GET, POST"


class Current(Protocol):
    """Whatever has the view that requests are answered from; read once for a request."""

    @property
    def current(self) -> View:
        """The view of the newest revision."""


class GraphQL:
    """An ASGI application that answers GraphQL from `glossary`; `page` answers browsers that ask for HTML."""

    def __init__(self, glossary: Current, page: Any, max_body: int) -> None:
        self._glossary = glossary
        self._page = page
        self._max_body = max_body
        self._execution = Execution()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one HTTP request."""
        headers = headers_of(scope)
        method = scope["method"]
        if method == "GET" and wants_page(headers.get("accept")):
            await self._page(scope, receive, send)
            return
        media = answer_type(headers.get("accept"))
        try:
            _refuse(method, media)
            if method == "POST":
                request = await from_body(headers, receive, self._max_body)
            else:
                request = from_address(scope["query_string"])
        except Gone:
            return
        except TermgraphError as error:
            code, shown = failures.of_request(error)
            await _send(send, status(code), media or JSON, {"errors": [shown]}, closing=code is Code.REQUEST_TOO_LARGE)
            return
        answer = self._execution.answer(self._glossary.current, request)
        refused = 200 if answer.code is None else status(answer.code)
        # Clients of plain JSON expect 200 for whatever is wrong with a well-formed request's document.
        await _send(send, 200 if media == JSON and refused == 400 else refused, media or JSON, answer.body)


def _refuse(method: str, media: str | None) -> None:
    if method not in ("GET", "POST"):
        raise TermgraphError(Code.METHOD_NOT_ALLOWED, "Use GET or POST.")
    if media is None:
        raise TermgraphError(Code.NOT_ACCEPTABLE, f"Accept {RESPONSE} or {JSON}.")


async def _send(send: Send, code: int, media: str, body: dict[str, Any], *, closing: bool = False) -> None:
    raw = orjson.dumps(body)
    headers = [
        (b"content-type", f"{media}; charset=utf-8".encode()),
        (b"content-length", str(len(raw)).encode()),
        (b"vary", b"Accept"),
    ]
    if code == status(Code.METHOD_NOT_ALLOWED):
        headers.append((b"allow", METHODS.encode()))
    if closing:  # The rest of the body was not read, so the connection cannot be used again.
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": code, "headers": headers})
    await send({"type": "http.response.body", "body": raw})
