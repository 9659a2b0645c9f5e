"""The transport: GraphQL over HTTP as a plain ASGI application, without a framework's request handling."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any

import orjson

from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import Current, View
from termgraph.settings import Settings, Statuses

from . import failures
from .caching import cache_control, etag, has_tag
from .codes import status
from .execution import Answer, Execution, failed
from .header_lists import takes_gzip
from .kept import Kept
from .limits import limits_of
from .negotiation import JSON, RESPONSE, Accepted, accepted
from .persisted import Persisted
from .replies import Headers, Reply
from .requests import (
    Gone,
    NotJsonError,
    Receive,
    Request,
    Scope,
    Send,
    body_of,
    few_headers_of,
    from_address,
    from_body,
)
from .sse import respond
from .statuses import Stage, of_answer, of_failure
from .streams import Streams
from .websockets import Connection

METHODS = ("GET", "POST")

HEADERS: Mapping[bytes, str] = {
    name.encode(): name
    for name in ("accept", "accept-encoding", "content-encoding", "content-length", "content-type", "if-none-match")
}
"""All that is read of a request's head; an answer depends on nothing else of it."""


class GraphQL:
    """An ASGI application that answers GraphQL from `glossary`, over HTTP and over WebSockets.

    `page` answers browsers that ask for HTML; every other response carries `headers`. `streams` counts what stays open,
    and `replies` are those that were sent of the present revision.
    """

    def __init__(self, glossary: Current, page: Any, settings: Settings, headers: Headers = ()) -> None:
        self._glossary = glossary
        self._page = page
        self._settings = settings
        self._headers = tuple(headers)
        self._usual = RESPONSE if settings.statuses is Statuses.DRAFT else "*/*"
        self._execution = Execution(limits_of(settings))
        self._persisted = Persisted(settings.documents, trusted=settings.trusted_documents)
        self.replies: Kept[Reply] = Kept(settings.response_cache_mb * 1_000_000)
        self.streams = Streams(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one HTTP request, or all that is asked over one WebSocket."""
        if scope["type"] == "websocket":
            await Connection(scope, receive, send, self.answers, self.streams, self._settings).run()
            return
        headers = few_headers_of(scope, HEADERS)
        accept = accepted(headers.get("accept"), self._usual)
        if accept.wants_page and scope["method"] == "GET":
            await self._page(scope, receive, send)
            return
        try:
            reply = await self._reply(scope, headers, accept, receive, send)
        except (Gone, OSError):
            return
        except TermgraphError as error:
            reply = self._refusal(error, accept.media)
        except Exception as error:  # noqa: BLE001  # the last place before the client
            reply = self._made(500, accept.media, {"errors": [failures.internal(error)]}, NO_STORE)
        if reply is not None:
            compressed = self._settings.gzip and takes_gzip(headers.get("accept-encoding"))
            start, body = reply.messages(compressed=compressed)
            await send(start)
            await send(body)

    async def _reply(
        self, scope: Scope, headers: Mapping[str, str], accept: Accepted, receive: Receive, send: Send
    ) -> Reply | None:
        """The reply to a request, None where it was answered with a stream; raises TermgraphError, and Gone."""
        raw = await self._raw(scope, headers, receive, accept)
        known = headers.get("if-none-match") if self._settings.conditional_get else None
        view = self._glossary.current
        # The very same bytes of a question, about the same snapshot, and to be answered in the same media type.
        key = (scope["method"], accept.media, raw)
        reply = None if accept.wants_stream else self.replies.get(view.snapshot, key)
        if reply is not None:
            return reply.to(known)
        request = from_address(raw) if scope["method"] == "GET" else from_body(raw)
        if not accept.wants_stream:
            reply, may_be_kept = self._answered(view, request, accept.media or JSON, known)
            if may_be_kept:
                self.replies.keep(view.snapshot, key, reply, reply.size + len(raw))
            if reply.status != NOT_ACCEPTABLE or not accept.takes_stream:
                return reply
        await self._stream(request, scope, receive, send)
        return None

    async def _raw(self, scope: Scope, headers: Mapping[str, str], receive: Receive, accept: Accepted) -> bytes:
        """What the client asks, as it sent it: a body or a query string; raises TermgraphError, and Gone."""
        limit = self._settings.max_url
        if len(scope["path"]) + len(scope["query_string"]) > limit:
            raise TermgraphError(Code.URI_TOO_LONG, f"The address is longer than {limit:,} bytes.", limit=limit)
        if scope["method"] not in METHODS:
            raise TermgraphError(Code.METHOD_NOT_ALLOWED, "Use GET or POST.")
        if accept.media is None and not accept.takes_stream:
            raise TermgraphError(Code.NOT_ACCEPTABLE, f"Accept {RESPONSE} or {JSON}.")
        if scope["method"] == "POST":
            return await body_of(headers, receive, self._settings.max_body)
        return bytes(scope["query_string"])

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
            await respond(self.answers(request), receive, send, heartbeat, self.streams.closing, self._headers)

    def _refusal(self, error: TermgraphError, media: str | None) -> Reply:
        """What is said to what is no request, or names a document that is not known."""
        code, shown = failures.of_request(error)
        stage = Stage.BYTES if isinstance(error, NotJsonError) else STAGES.get(code, Stage.REQUEST)
        status = of_failure(code, stage, media, self._settings.statuses)
        # The rest of a body that is too large was not read, so the connection cannot be used again.
        more = {Code.REQUEST_TOO_LARGE: CLOSE, Code.METHOD_NOT_ALLOWED: ALLOW}.get(code, ())
        return self._made(status, media, {"errors": [shown]}, (*NO_STORE, *more))

    def _answered(self, view: View, request: Request, media: str, known: str | None) -> tuple[Reply, bool]:
        """The answer from a view, or that the client has it; and whether it may be given again to the same question.

        Raises TermgraphError. `known` is the value of If-None-Match, which only a GET can have.
        """
        text = self._persisted.text(request)
        revision = view.snapshot.revision
        own = (b"x-termgraph-revision", revision.encode())
        if not request.safe:
            answer = self._execution.answer(view, request, text)
            return self._shown(answer, media, (own,)), answer.whole and not request.registers
        tag = etag(revision, text, request, media)
        kept = cache_control(self._settings.max_age, shared=True)
        may_keep = (own, (b"etag", tag.encode()), (b"cache-control", kept.encode()))
        unchanged = self._made(304, media, None, may_keep)
        if has_tag(known, tag):
            return unchanged, False
        answer = self._execution.answer(view, request, text)
        if not answer.whole:
            return self._shown(answer, media, (own, *NO_STORE)), False
        return self._shown(answer, media, may_keep, tag, unchanged), not request.registers

    def _shown(
        self, answer: Answer, media: str, headers: Headers, tag: str | None = None, unchanged: Reply | None = None
    ) -> Reply:
        """What running the document gave."""
        profile = self._settings.statuses
        if answer.code is None:
            status = of_answer(media, profile, partial=not answer.whole)
        else:
            status = of_failure(answer.code, Stage.DOCUMENT, media, profile)
        more = ALLOW_POST if answer.code is Code.METHOD_NOT_ALLOWED else ()
        return self._made(status, media, answer.body, (*headers, *more), tag, unchanged)

    def _made(
        self,
        status: int,
        media: str | None,
        body: dict[str, Any] | None,
        headers: Headers,
        tag: str | None = None,
        unchanged: Reply | None = None,
    ) -> Reply:
        raw = None if body is None else orjson.dumps(body)
        return Reply(status, media or JSON, raw, (*headers, *self._headers), tag=tag, unchanged=unchanged)


NOT_ACCEPTABLE = status(Code.NOT_ACCEPTABLE)

STAGES = {Code.PERSISTED_QUERY_NOT_FOUND: Stage.DOCUMENT}
"""Of what is refused before a document is looked at, what came further than others."""

NO_STORE: Headers = ((b"cache-control", cache_control(0, shared=False).encode()),)
CLOSE: Headers = ((b"connection", b"close"),)
ALLOW: Headers = ((b"allow", b"GET, POST"),)
ALLOW_POST: Headers = ((b"allow", b"POST"),)
