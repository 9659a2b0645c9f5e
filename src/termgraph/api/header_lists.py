"""Weighted lists in request headers, read to the letter (RFC 9110, sections 5.6 and 12.4.2).

A header that is not well-formed, or too long, is None: it then says nothing, and nobody gets an error for it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

MOST_BYTES = 2048
MOST_ITEMS = 32

_TCHARS = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_QUOTED = r'"(?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t\x20-\x7e\x80-\xff])*"'
_MEDIA = re.compile(rf"({_TCHARS})/({_TCHARS})")
_CODING = re.compile(_TCHARS)
_PROFILE = re.compile(rf"<([^<>\"\s]*)>|({_TCHARS})")
_PARAMETER = re.compile(rf"[ \t]*;[ \t]*(?:({_TCHARS})=({_QUOTED}|{_TCHARS}))?")
_COMMA = re.compile(r"[ \t]*(?:,|\Z)")
"""`$` would match before a line feed as well, without getting any further: `_mediatype=%0A` has one."""

_SPACE = re.compile(r"[ \t]*")
_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

FULL = 1000
"""The weight of what has none, in thousandths."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One media range: `type` and `subtype` in small letters ("*" for any), parameters without the weight."""

    type: str
    subtype: str
    parameters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ProfileName:
    """A profile by its URI, or by a token that is shorthand for one; `*` is any."""

    uri: str | None
    token: str | None

    @property
    def is_any(self) -> bool:
        """Whether every profile will do."""
        return self.uri is None and (self.token or "") == "*"


Weighted = tuple[tuple[Item, int], ...]
"""Items with their weights in thousandths, in the order they came in."""

Parameters = tuple[tuple[str, str], ...]


def media_ranges(header: str) -> Weighted[MediaRange] | None:
    """The media ranges of Accept (12.5.1)."""

    def made(found: re.Match[str], parameters: Parameters) -> MediaRange:
        return MediaRange(found[1].lower(), found[2].lower(), parameters)

    return _read(header, _MEDIA, made)


def codings(header: str) -> Weighted[str] | None:
    """The content codings of Accept-Encoding (12.5.3), in small letters and without the "x-" of old (8.4.1)."""
    return _read(header, _CODING, lambda found, _: found[0].lower().removeprefix("x-"))


def profile_names(header: str) -> Weighted[ProfileName] | None:
    """The profiles of Accept-Profile (Content Negotiation by Profile, 7.2.2): URIs in angle brackets, or tokens."""
    return _read(header, _PROFILE, lambda found, _: ProfileName(found[1], found[2]))


def weight_of(items: Weighted[str], name: str) -> int | None:
    """The weight of `name`, else that of `*`, None where neither is there."""
    weights = dict(items)
    return weights.get(name, weights.get("*"))


@lru_cache(64)
def takes_gzip(accept_encoding: str | None) -> bool:
    """Whether the body is to be sent compressed (RFC 9110, section 12.5.3): at least as welcome as it stands."""
    items = codings(accept_encoding) if accept_encoding else None
    if not items:
        return False
    weight = weight_of(items, "gzip") or 0
    return weight > 0 and weight >= dict(items).get("identity", 0)


def _read(
    header: str, pattern: re.Pattern[str], made: Callable[[re.Match[str], Parameters], Item]
) -> Weighted[Item] | None:
    if len(header) > MOST_BYTES:
        return None
    items: list[tuple[Item, int]] = []
    for found, parameters in _elements(header, pattern):
        if found is None:
            return None
        weights = [value for name, value in parameters if name == "q"]
        if len(weights) > 1 or not all(map(_WEIGHT.fullmatch, weights)) or len(items) == MOST_ITEMS:
            return None
        rest = tuple((name, _unquoted(value)) for name, value in parameters if name != "q")
        items.append((made(found, rest), round(float(weights[0]) * FULL) if weights else FULL))
    return tuple(items)


def _elements(header: str, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str] | None, Parameters]]:
    """Each element with its parameters, names in small letters; empty elements are passed over (5.6.1.2).

    One without a match stands for the rest of a header that is not well-formed.
    """
    position = 0
    while position < len(header):
        start = _end(_SPACE.match(header, position), position)
        found = pattern.match(header, start)
        if found is None:
            comma = _COMMA.match(header, start)
            if comma is None:
                yield None, ()
                return
            position = comma.end()
            continue
        position, parameters = found.end(), []
        while parameter := _PARAMETER.match(header, position):
            position = parameter.end()
            if parameter[1]:
                parameters.append((parameter[1].lower(), parameter[2]))
        comma = _COMMA.match(header, position)
        if comma is None:
            yield None, ()
            return
        position = comma.end()
        yield found, tuple(parameters)


def _end(found: re.Match[str] | None, otherwise: int) -> int:
    return found.end() if found else otherwise


def _unquoted(value: str) -> str:
    return _ESCAPED.sub(r"\1", value[1:-1]) if value.startswith('"') else value
