"""Queries out of HTTP requests (SPARQL 1.1 Protocol, section 2.1): by GET, as a form, or as the body itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from termgraph.api.requests import headers_of
from termgraph.errors import Code, TermgraphError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

GRAPHS = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
MOST_PARAMETERS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: the text of a query, None where it has none, and the graphs it names."""

    text: str | None
    graphs: tuple[str, ...] = ()


async def asked(request: Request, max_body: int, max_url: int) -> Asked:
    """The query of a request; raises TermgraphError with the code of what is wrong with it.

    URI_TOO_LONG and REQUEST_TOO_LARGE by the caps, UNSUPPORTED_MEDIA_TYPE, SPARQL_REFUSED for an update, and
    BAD_USER_INPUT for text that is not UTF-8 or a query that is there twice.
    """
    raw: bytes = request.scope.get("query_string", b"")
    if len(raw) > max_url:
        raise TermgraphError(Code.URI_TOO_LONG, f"The address may have {max_url} bytes; send the query by POST.")
    if request.method != "POST":
        return _of(_parameters(raw))
    media, charset = _content_type(headers_of(request.scope))
    if media == UPDATE:
        raise TermgraphError(Code.SPARQL_REFUSED, "Nothing can be changed here.")
    if media not in (FORM, QUERY) or charset not in ("", "utf-8"):
        message = f"Send the query as {FORM} or {QUERY}, in UTF-8."
        raise TermgraphError(Code.UNSUPPORTED_MEDIA_TYPE, message)
    body = await _body(request, max_body)
    if media == FORM:
        return _of(_parameters(body))
    parameters = _parameters(raw)
    if any(name == "query" for name, _ in parameters):
        raise TermgraphError(Code.BAD_USER_INPUT, "The query is in the address and in the body; send it once.")
    return Asked(_text(body), _graphs(parameters))


def _of(parameters: list[tuple[str, str]]) -> Asked:
    texts = [value for name, value in parameters if name == "query"]
    if any(name == "update" for name, _ in parameters):
        raise TermgraphError(Code.SPARQL_REFUSED, "Nothing can be changed here.")
    if len(texts) > 1:
        raise TermgraphError(Code.BAD_USER_INPUT, "There are several queries; send one at a time.")
    return Asked(texts[0] if texts else None, _graphs(parameters))


def _graphs(parameters: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(value for name, value in parameters if name in GRAPHS)


def _parameters(raw: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            _text(raw), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=MOST_PARAMETERS
        )
    except UnicodeDecodeError:
        raise TermgraphError(Code.BAD_USER_INPUT, "The parameters are not UTF-8.") from None
    except ValueError:
        raise TermgraphError(Code.BAD_USER_INPUT, f"There are more than {MOST_PARAMETERS} parameters.") from None


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise TermgraphError(Code.BAD_USER_INPUT, "The query is not UTF-8.") from None


def _content_type(headers: Mapping[str, str]) -> tuple[str, str]:
    media, *parameters = (part.strip().lower() for part in headers.get("content-type", "").split(";"))
    named = dict(part.partition("=")[::2] for part in parameters)
    return media, named.get("charset", "").strip('"')


async def _body(request: Request, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most:
                raise TermgraphError(Code.REQUEST_TOO_LARGE, f"A query may have {most} bytes.")
            parts.append(part)
    except ClientDisconnect:
        raise TermgraphError(Code.BAD_USER_INPUT, "The request ended before it was whole.") from None
    return b"".join(parts)
