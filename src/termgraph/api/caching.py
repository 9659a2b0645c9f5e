"""What caches may do with an answer: entity tags, and the headers that go with them (RFC 9110, 8.8.3; RFC 9111).

The tag is known before anything runs, from all that an answer depends on: the revision, the schema, the document, the
operation, the variables, the media type. It is weak, because the same answer may be sent compressed or not.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256

import orjson

from .requests import Request
from .schema import sdl


@cache
def _schema() -> bytes:
    """Another program may answer the same question about the same revision differently."""
    return sha256(sdl().encode()).digest()


def etag(revision: str, text: str, request: Request, media: str) -> str:
    """The entity tag of the answer to a request whose document is `text`."""
    parts = (revision, text, request.operation_name, request.variables, request.extensions, media)
    raw = orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)
    return f'W/"{sha256(_schema() + raw).hexdigest()[:32]}"'


def has_tag(if_none_match: str | None, tag: str) -> bool:
    """Whether a client says that it has the answer with this tag (RFC 9110, 13.1.2: weak comparison).

    `*` is not taken for a match: whether the answer would be an error is known only when it is made.
    """
    return if_none_match is not None and any(_opaque(each) == _opaque(tag) for each in _tags(if_none_match))


def cache_control(max_age: int, *, shared: bool) -> str:
    """The header's value for an answer that may be kept, or that may not (`shared` is false)."""
    if not shared:
        return "no-store"
    return f"public, max-age={max_age}" if max_age else "public, no-cache"


def _tags(header: str) -> Iterator[str]:
    return (each.strip() for each in header.split(","))


def _opaque(tag: str) -> str:
    return tag.removeprefix("W/")
