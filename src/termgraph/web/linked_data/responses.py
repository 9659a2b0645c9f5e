"""Answers as HTTP sends them: validators, content coding, preconditions, and the headers that all of them carry."""

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

import orjson
from starlette.requests import Request
from starlette.responses import Response

from termgraph.api.failures import failure
from termgraph.api.header_lists import takes_gzip
from termgraph.api.replies import LEVEL, SMALLEST
from termgraph.api.requests import headers_of
from termgraph.errors import Code

from .conditions import Validators, Verdict, http_date, verdict

OPEN: Mapping[str, str] = {"Access-Control-Allow-Origin": "*"}
"""Anybody's page may read this (Fetch, 3.2.3); said always, as a cache keeps one answer for all origins."""

NEGOTIATED = ("Accept", "Accept-Profile")
"""The headers that decide between representations of one address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body with its type, and all that is said about it; `vary` are the headers that decided which body it is.

    `modified` is when it last changed, in ISO 8601, where that is known.
    """

    body: bytes
    content_type: str
    status: int = 200
    vary: tuple[str, ...] = ()
    links: str | None = None
    modified: str | None = None
    cache_control: str = "public, no-cache"
    headers: Mapping[str, str] = field(default_factory=dict)


def respond(request: Request, answer: Answer) -> Response:
    """The answer as this request gets it: compressed where it takes that, or 304 or 412 where it set conditions.

    The tag is a digest of the very bytes that are sent, so that it is strong whatever made them (8.8.1). The conditions
    of a POST mean something else, and are passed over.
    """
    asked = headers_of(request.scope)
    body, coding = _coded(asked, answer)
    validators = Validators(tag_of(body, answer.content_type), moment(answer.modified))
    headers = head_of(answer, validators) | ({"Content-Encoding": coding} if coding else {})
    if answer.status == 200 and request.method != "POST":
        match verdict(asked, validators):
            case Verdict.NOT_MODIFIED:
                return not_modified(headers)
            case Verdict.FAILED:
                return failed_precondition()
    headers |= {"Content-Type": answer.content_type, "Content-Length": str(len(body))}
    return Response(b"" if request.method == "HEAD" else body, answer.status, headers)


def tag_of(body: bytes, content_type: str) -> str:
    """The strong entity tag of some bytes sent as this type."""
    digest = sha256(content_type.encode() + b"\n" + body).hexdigest()
    return f'"{digest[:32]}"'


def moment(text: str | None) -> datetime | None:
    """An ISO 8601 moment (UTC where it names no zone), never one in the future (8.8.2.1)."""
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    return min(found if found.tzinfo else found.replace(tzinfo=UTC), datetime.now(UTC))


def not_modified(headers: Mapping[str, str]) -> Response:
    """304, with what a cache updates (15.4.5) and nothing about a body."""
    kept = {name: value for name, value in headers.items() if name != "Content-Encoding"}
    return Response(status_code=304, headers=kept)


def failed_precondition() -> Response:
    """412: the client's condition on the present state is not met."""
    return refusal(412, Code.BAD_USER_INPUT, "The representation is not the one that the request's condition names.")


def refusal(
    status: int, code: Code, message: str, details: Mapping[str, object] | None = None, **headers: str
) -> Response:
    """An error with a code, as all errors are; caches ask again."""
    body = orjson.dumps({"errors": [failure(code, message, details)]})
    said = {**OPEN, "Cache-Control": "no-cache", **{name.replace("_", "-"): value for name, value in headers.items()}}
    return Response(body, status, said, "application/json")


def all_of(*names: Iterable[str]) -> str:
    """The value of Vary: every header named, once."""
    return ", ".join(dict.fromkeys(name for each in names for name in each))


def _coded(asked: Mapping[str, str], answer: Answer) -> tuple[bytes, str | None]:
    if len(answer.body) < SMALLEST or not takes_gzip(asked.get("accept-encoding")):
        return answer.body, None
    return gzip.compress(answer.body, LEVEL, mtime=0), "gzip"


def head_of(answer: Answer, validators: Validators) -> dict[str, str]:
    """The headers of an answer whatever its body becomes."""
    headers = {
        **OPEN,
        "Cache-Control": answer.cache_control,
        "ETag": validators.tag,
        "Vary": all_of(answer.vary, ("Accept-Encoding",)),
        **answer.headers,
    }
    if answer.links:
        headers["Link"] = answer.links
    if validators.modified:
        headers["Last-Modified"] = http_date(validators.modified)
    return headers
