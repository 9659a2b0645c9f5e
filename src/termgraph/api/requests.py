"""GraphQL requests out of HTTP requests (GraphQL over HTTP, "Request"), read no further than the cap allows."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

import orjson

from termgraph.errors import Code, TermgraphError

from .negotiation import JSON

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PARAMETERS: Mapping[str, tuple[type, str]] = {
    "query": (str, "a string"),
    "documentId": (str, "a string"),
    "operationName": (str, "a string"),
    "variables": (dict, "an object"),
    "extensions": (dict, "an object"),
}

MOST_PARAMETERS = 20


class Gone(Exception):  # noqa: N818  # nothing is wrong: nobody waits for an answer any more
    """The client left before its request was whole."""


class NotJsonError(TermgraphError):
    """A request that is not even JSON; what is wrong beyond that some clients want told apart by status."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asks: a document, sent or named, and what belongs to it; `safe` when nothing may change by it."""

    query: str | None
    operation_name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)
    extensions: Mapping[str, Any] = field(default_factory=dict)
    document_id: str | None = None
    safe: bool = False

    @property
    def registers(self) -> bool:
        """Whether it names the document that it sends, so that it may be named alone from now on."""
        return self.query is not None and (self.document_id is not None or "persistedQuery" in self.extensions)


def headers_of(scope: Scope) -> dict[str, str]:
    """The request's headers by lower-case name; of one that is repeated, the values joined by commas."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def few_headers_of(headers: Iterable[tuple[bytes, bytes]], wanted: Mapping[bytes, str]) -> dict[str, str]:
    """Some headers, by the names `wanted` has for them; servers give all names in small letters (ASGI, "HTTP")."""
    found: dict[str, str] = {}
    for name, value in headers:
        if key := wanted.get(name):
            text = value.decode("latin-1")
            found[key] = f"{found[key]}, {text}" if key in found else text
    return found


async def body_of(headers: Mapping[str, str], receive: Receive, max_body: int) -> bytes:
    """The body of a request in JSON; raises TermgraphError, and Gone when the client leaves."""
    refuse_other_than_json(headers)
    return await _body(headers, receive, max_body)


def refuse_other_than_json(headers: Mapping[str, str]) -> None:
    """Raises TermgraphError UNSUPPORTED_MEDIA_TYPE where a body is not said to be JSON in UTF-8."""
    if not _in_json(headers.get("content-type", "")) or headers.get("content-encoding", "identity") != "identity":
        raise TermgraphError(Code.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8, not encoded further.")


def from_body(raw: bytes) -> Request:
    """The request in a JSON body; raises TermgraphError BAD_USER_INPUT."""
    return request_of(_json(raw, "The body"))


def from_address(query_string: bytes) -> Request:
    """The request in the parameters of a GET; raises TermgraphError BAD_USER_INPUT."""
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except ValueError:
        raise TermgraphError(Code.BAD_USER_INPUT, "The parameters of the address cannot be read.") from None
    found: dict[str, Any] = {name: text for name, text in pairs if text}
    for name in ("variables", "extensions"):
        if name in found:
            found[name] = _json(found[name].encode(), f"`{name}`")
    return request_of(found, safe=True)


@lru_cache(64)
def _in_json(content_type: str) -> bool:
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = {part.partition("=")[2].strip('" ') for part in parameters if part.startswith("charset")}
    return media == JSON and charsets <= {"utf-8", "utf8"}


async def _body(headers: Mapping[str, str], receive: Receive, max_body: int) -> bytes:
    announced = headers.get("content-length", "0")
    refuse_large_body(int(announced) if announced.isdecimal() and len(announced) < 16 else max_body + 1, max_body)
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body += message.get("body", b"")
        refuse_large_body(len(body), max_body)
        if not message.get("more_body"):
            return bytes(body)


def refuse_large_body(size: int, limit: int) -> None:
    """Raises TermgraphError REQUEST_TOO_LARGE where a body of `size` bytes is over the limit."""
    if size > limit:
        raise TermgraphError(Code.REQUEST_TOO_LARGE, f"The body is larger than {limit:,} bytes.", limit=limit)


def _json(raw: bytes, what: str) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise NotJsonError(Code.BAD_USER_INPUT, f"{what} is not JSON in UTF-8.") from None


def request_of(found: Any, *, safe: bool = False) -> Request:
    """The request in a JSON value; raises TermgraphError BAD_USER_INPUT. `safe` when it came by GET."""
    if not isinstance(found, dict):
        raise TermgraphError(Code.BAD_USER_INPUT, "The body must be one JSON object.")
    for name, (kind, words) in PARAMETERS.items():
        if found.get(name) is not None and not isinstance(found[name], kind):
            raise TermgraphError(Code.BAD_USER_INPUT, f"`{name}` must be {words} or null.", parameter=name)
    return Request(
        found.get("query") or None,
        found.get("operationName"),
        found.get("variables") or {},
        found.get("extensions") or {},
        found.get("documentId"),
        safe,
    )
