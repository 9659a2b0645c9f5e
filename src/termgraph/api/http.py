"""The transport: GraphQL over HTTP as a plain ASGI application, without a framework's request handling."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import orjson

from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import Current, View
from termgraph.settings import Settings, Statuses

from . import failures
from .caching import cache_control, etag, has_tag
from .codes import status
from .execution import Answer, Execution, failed
from .limits import limits_of
from .negotiation import JSON, RESPONSE, answer_type, takes_stream, wants_page, wants_stream
from .persisted import Persisted
from .requests import Gone, NotJsonError, Receive, Request, Scope, Send, from_address, from_body, headers_of
from .sse import respond
from .statuses import Stage, of_answer, of_failure
from .streams import Streams
from .websockets import Connection

METHODS = ("GET", "POST")

Headers = Iterable[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP response; `media` is its type, and a body of None goes with 304."""

    status: int
    media: str
    body: dict[str, Any] | None
    headers: Headers = ()


class GraphQL:
    """An ASGI application that answers GraphQL from `glossary`, over HTTP and over WebSockets.

    `page` answers browsers that ask for HTML; `streams` counts what stays open.
    """

    def __init__(self, glossary: Current, page: Any, settings: Settings) -> None:
        self._glossary = glossary
        self._page = page
        self._settings = settings
        self._usual = RESPONSE if settings.statuses is Statuses.DRAFT else "*/*"
        self._execution = Execution(limits_of(settings))
        self._persisted = Persisted(settings.documents, trusted=settings.trusted_documents)
        self.streams = Streams(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one HTTP request, or all that is asked over one WebSocket."""
        if scope["type"] == "websocket":
            await Connection(scope, receive, send, self.answers, self.streams, self._settings).run()
            return
        headers = headers_of(scope)
        if scope["method"] == "GET" and wants_page(headers.get("accept")):
            await self._page(scope, receive, send)
            return
        accept = headers.get("accept")
        media, reply = answer_type(accept or self._usual), None
        try:
            request = await self._request(scope, headers, receive, media)
            if not wants_stream(accept):
                reply = self._reply(request, media or JSON, headers.get("if-none-match"))
            if reply is None or (reply.status == NOT_ACCEPTABLE and takes_stream(accept)):
                await self._stream(request, scope, receive, send)
                return
        except (Gone, OSError):
            return
        except TermgraphError as error:
            reply = self._refusal(error, media)
        except Exception as error:  # noqa: BLE001  # the last place before the client
            reply = Reply(500, media or JSON, {"errors": [failures.internal(error)]}, NO_STORE)
        await _send(send, reply)

    async def _request(self, scope: Scope, headers: dict[str, str], receive: Receive, media: str | None) -> Request:
        """What the client asks; raises TermgraphError, and Gone."""
        limit = self._settings.max_url
        if len(scope["path"]) + len(scope["query_string"]) > limit:
            raise TermgraphError(Code.URI_TOO_LONG, f"The address is longer than {limit:,} bytes.", limit=limit)
        if scope["method"] not in METHODS:
            raise TermgraphError(Code.METHOD_NOT_ALLOWED, "Use GET or POST.")
        if media is None and not takes_stream(headers.get("accept")):
            raise TermgraphError(Code.NOT_ACCEPTABLE, f"Accept {RESPONSE} or {JSON}.")
        if scope["method"] == "POST":
            return await from_body(headers, receive, self._settings.max_body)
        return from_address(scope["query_string"])

    async def answers(self, request: Request) -> AsyncGenerator[Answer, None]:
        """The answers to a request by whatever stream: one to a query, and more to a subscription; never raises."""
        try:
            text = self._persisted.text(request)
        except TermgraphError as error:
            yield failed(error)
            return
        async with aclosing(self._execution.answers(self._glossary, request, text)) as answers:
            async for answer in answers:
                yield answer

    async def _stream(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers with server-sent events; raises TermgraphError THROTTLED before the first of them."""
        with self.streams.entered(scope):
            heartbeat = self._settings.heartbeat_ms / 1000
            await respond(self.answers(request), receive, send, heartbeat, self.streams.closing)

    def _refusal(self, error: TermgraphError, media: str | None) -> Reply:
        """What is said to what is no request, or names a document that is not known."""
        code, shown = failures.of_request(error)
        stage = Stage.BYTES if isinstance(error, NotJsonError) else STAGES.get(code, Stage.REQUEST)
        status = of_failure(code, stage, media, self._settings.statuses)
        # The rest of a body that is too large was not read, so the connection cannot be used again.
        more = {Code.REQUEST_TOO_LARGE: CLOSE, Code.METHOD_NOT_ALLOWED: ALLOW}.get(code, ())
        return Reply(status, media or JSON, {"errors": [shown]}, (*NO_STORE, *more))

    def _reply(self, request: Request, media: str, known: str | None) -> Reply:
        """The answer from the newest view, or none where the client has it; raises TermgraphError.

        `known` is the value of If-None-Match, which only a GET can have.
        """
        text, view = self._persisted.text(request), self._glossary.current
        revision = view.snapshot.revision
        own = (b"x-termgraph-revision", revision.encode())
        if not request.safe:
            return self._answered(view, request, text, media, (own,))
        tag = etag(revision, text, request, media)
        kept = cache_control(self._settings.max_age, shared=True)
        may_keep = (own, (b"etag", tag.encode()), (b"cache-control", kept.encode()))
        if has_tag(known, tag):
            return Reply(304, media, None, may_keep)
        return self._answered(view, request, text, media, may_keep, (own, *NO_STORE))

    def _answered(
        self, view: View, request: Request, text: str, media: str, headers: Headers, otherwise: Headers | None = None
    ) -> Reply:
        """What running the document gives, with `headers`, or `otherwise` where anything failed."""
        answer = self._execution.answer(view, request, text)
        profile = self._settings.statuses
        if answer.code is None:
            status = of_answer(media, profile, partial=not answer.whole)
        else:
            status = of_failure(answer.code, Stage.DOCUMENT, media, profile)
        shown = headers if answer.whole or otherwise is None else otherwise
        more = ALLOW_POST if answer.code is Code.METHOD_NOT_ALLOWED else ()
        return Reply(status, media, answer.body, (*shown, *more))


NOT_ACCEPTABLE = status(Code.NOT_ACCEPTABLE)

STAGES = {Code.PERSISTED_QUERY_NOT_FOUND: Stage.DOCUMENT}
"""Of what is refused before a document is looked at, what came further than others."""

NO_STORE: Headers = ((b"cache-control", cache_control(0, shared=False).encode()),)
CLOSE: Headers = ((b"connection", b"close"),)
ALLOW: Headers = ((b"allow", b"GET, POST"),)
ALLOW_POST: Headers = ((b"allow", b"POST"),)


async def _send(send: Send, reply: Reply) -> None:
    headers = [(b"vary", b"Accept"), *reply.headers]
    raw = b""
    if reply.body is not None:
        raw = orjson.dumps(reply.body)
        headers.append((b"content-type", f"{reply.media}; charset=utf-8".encode()))
        headers.append((b"content-length", str(len(raw)).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": raw})
