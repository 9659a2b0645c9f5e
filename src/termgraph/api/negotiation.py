"""Which media type to answer with (RFC 9110, section 12.5.1; GraphQL over HTTP, "Media types")."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
HTML = "text/html"
STREAM = "text/event-stream"


def ranges(accept: str) -> Iterator[tuple[str, float]]:
    """The media ranges of an Accept header with their weights; a weight that cannot be read counts as 0."""
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                weight = _weight(value.strip())
        if media:
            yield media, weight


def quality(accept: str, media: str) -> float:
    """How welcome a media type is, 0 to 1, by the most specific range that fits it."""
    fitting = dict(ranges(accept))
    for name in (media, media.partition("/")[0] + "/*", "*/*"):
        if name in fitting:
            return fitting[name]
    return 0.0


def answer_type(accept: str | None) -> str | None:
    """JSON or RESPONSE for an answer, None when neither will do.

    Clients that name no preference get plain JSON, as they did before the other type existed.
    """
    accept = accept or "*/*"
    new, old = quality(accept, RESPONSE), quality(accept, JSON)
    if max(new, old) <= 0:
        return None
    named = any(media == RESPONSE for media, _ in ranges(accept))
    return RESPONSE if new > old or (new == old and named) else JSON


def takes_stream(accept: str | None) -> bool:
    """Whether server-sent events will do: they are named, as clients do that know them."""
    return any(media == STREAM and weight > 0 for media, weight in ranges(accept or ""))


def wants_stream(accept: str | None) -> bool:
    """Whether server-sent events are more welcome than a single answer, which most clients name beside them."""
    accept = accept or ""
    return takes_stream(accept) and quality(accept, STREAM) > max(quality(accept, JSON), quality(accept, RESPONSE))


def wants_page(accept: str | None) -> bool:
    """Whether a person's browser asks: HTML is named, and at least as welcome as an answer."""
    accept = accept or ""
    named = any(media == HTML and weight > 0 for media, weight in ranges(accept))
    return named and quality(accept, HTML) >= max(quality(accept, JSON), quality(accept, RESPONSE))


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an Accept header decides: the media type of a single answer, None when neither will do, and what else."""

    media: str | None
    takes_stream: bool
    wants_stream: bool
    wants_page: bool


@lru_cache(64)
def accepted(accept: str | None, usual: str) -> Accepted:
    """What a client accepts; `usual` is what one wants that does not say. Most say one of a few things."""
    return Accepted(answer_type(accept or usual), takes_stream(accept), wants_stream(accept), wants_page(accept))


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
