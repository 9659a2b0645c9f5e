"""The transport: GraphQL over HTTP as a plain ASGI application, without a framework's request handling."""

from collections.abc import AsyncGenerator, Iterable, Mapping
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
    refuse_large_body,
    refuse_other_than_json,
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
        headers = few_headers_of(scope["headers"], HEADERS)
        accept = accepted(headers.get("accept"), self._usual)
        if accept.wants_page and scope["method"] == "GET":
            await self._page(scope, receive, send)
            return
        try:
            self._refuse(scope["method"], len(scope["path"]) + len(scope["query_string"]), accept)
            posted = scope["method"] == "POST"
            raw = await body_of(headers, receive, self._settings.max_body) if posted else bytes(scope["query_string"])
            reply = self._reply(scope["method"], headers, accept, raw)
            if reply is None:
                await self._stream(_request(scope["method"], raw), scope, receive, send)
                return
        except (Gone, OSError):
            return
        except TermgraphError as error:
            reply = self._refusal(error, accept.media)
        except Exception as error:  # noqa: BLE001  # the last place before the client
            reply = self._made(500, accept.media, {"errors": [failures.internal(error)]}, NO_STORE)
        for message in reply.messages(compressed=self._compresses(headers)):
            await send(message)

    def at_once(
        self, method: str, path: bytes, query: bytes, headers: Iterable[tuple[bytes, bytes]], body: bytes
    ) -> tuple[Reply, bool] | None:
        """The reply to a whole request for `path`, and whether to send it compressed; never raises.

        None where it is not to be answered by a single reply, or not by this one: being asked by ASGI tells why.
        """
        few = few_headers_of(headers, HEADERS)
        accept = accepted(few.get("accept"), self._usual)
        if accept.wants_stream or (accept.wants_page and method == "GET"):
            return None
        try:
            self._refuse(method, len(path) + len(query), accept)
            if method == "POST":
                refuse_other_than_json(few)
                refuse_large_body(len(body), self._settings.max_body)
            reply = self._reply(method, few, accept, body if method == "POST" else query)
        except Exception:  # noqa: BLE001  # whatever it is, it is raised again where it is answered
            return None
        return None if reply is None else (reply, self._compresses(few))

    def _reply(self, method: str, headers: Mapping[str, str], accept: Accepted, raw: bytes) -> Reply | None:
        """The reply to a request, None where it is to be answered with a stream; raises TermgraphError.

        `raw` is what the client asks, as it sent it: a body, or the query of an address.
        """
        known = headers.get("if-none-match") if self._settings.conditional_get else None
        view = self._glossary.current
        # The very same bytes of a question, about the same snapshot, and to be answered in the same media type.
        key = (method, accept.media, raw)
        reply = None if accept.wants_stream else self.replies.get(view.snapshot, key)
        if reply is not None:
            return reply.to(known)
        request = _request(method, raw)
        if accept.wants_stream:
            return None
        reply, may_be_kept = self._answered(view, request, accept.media or JSON, known)
        if may_be_kept:
            self.replies.keep(view.snapshot, key, reply, reply.size + len(raw))
        return None if reply.status == NOT_ACCEPTABLE and accept.takes_stream else reply

    def _refuse(self, method: str, length: int, accept: Accepted) -> None:
        """Raises TermgraphError where nothing that is asked so can be answered; `length` is that of the address."""
        limit = self._settings.max_url
        if length > limit:
            raise TermgraphError(Code.URI_TOO_LONG, f"The address is longer than {limit:,} bytes.", limit=limit)
        if method not in METHODS:
            raise TermgraphError(Code.METHOD_NOT_ALLOWED, "Use GET or POST.")
        if accept.media is None and not accept.takes_stream:
            raise TermgraphError(Code.NOT_ACCEPTABLE, f"Accept {RESPONSE} or {JSON}.")

    def _compresses(self, headers: Mapping[str, str]) -> bool:
        return self._settings.gzip and takes_gzip(headers.get("accept-encoding"))

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


def _request(method: str, raw: bytes) -> Request:
    return from_address(raw) if method == "GET" else from_body(raw)


NOT_ACCEPTABLE = status(Code.NOT_ACCEPTABLE)

STAGES = {Code.PERSISTED_QUERY_NOT_FOUND: Stage.DOCUMENT}
"""Of what is refused before a document is looked at, what came further than others."""

NO_STORE: Headers = ((b"cache-control", cache_control(0, shared=False).encode()),)
CLOSE: Headers = ((b"connection", b"close"),)
ALLOW: Headers = ((b"allow", b"GET, POST"),)
ALLOW_POST: Headers = ((b"allow", b"POST"),)
