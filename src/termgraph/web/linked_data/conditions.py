"""Conditional requests and ranges (RFC 9110, sections 13 and 14), pure: from headers to what is to be sent."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from enum import Enum

_TAG = re.compile(r'[ \t]*+(?:(W/)?"([\x21\x23-\x7e\x80-\xff]*+)")?[ \t]*+(?:,|\Z)')
"""Nothing in it is tried again with less, or a header of blanks would take quadratic time."""

_RANGE = re.compile(r"bytes=[ \t]*(?:([0-9]{1,18})-([0-9]{1,18})?|-([0-9]{1,18}))[ \t]*", re.IGNORECASE)


class Verdict(Enum):
    """What the preconditions of a request come to: answer it, say that nothing changed, or refuse it."""

    PROCEED = 200
    NOT_MODIFIED = 304
    FAILED = 412


@dataclass(frozen=True, slots=True)
class Validators:
    """The strong entity tag, quotes included, and when the representation last changed, where that is known."""

    tag: str
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes `start` to before `end`."""

    start: int
    end: int


def verdict(headers: Mapping[str, str], validators: Validators) -> Verdict:
    """Weighs the preconditions of a GET or HEAD in the order of section 13.2.2; dates that cannot be read say nothing.

    The answer without them must be 200: to any other they do not apply (13.2.1).
    """
    if (tags := headers.get("if-match")) is not None:
        if not _matches(tags, validators.tag, weak=False):
            return Verdict.FAILED
    elif _is_later(validators.modified, headers.get("if-unmodified-since")):
        return Verdict.FAILED
    if (tags := headers.get("if-none-match")) is not None:
        return Verdict.NOT_MODIFIED if _matches(tags, validators.tag, weak=True) else Verdict.PROCEED
    since = read_date(headers.get("if-modified-since"))
    unchanged = since is not None and validators.modified is not None and _seconds(validators.modified) <= since
    return Verdict.NOT_MODIFIED if unchanged else Verdict.PROCEED


def wanted_part(headers: Mapping[str, str], validators: Validators, size: int) -> Part | None:
    """The one part of a GET that is wanted; None for all of it. An empty part cannot be satisfied (14.1.2, 15.5.17).

    Several ranges, other units and malformed ranges are passed over, as section 14.2 lets a server do; so is every
    range of a representation that is not the one in If-Range (13.1.5, strong comparison).
    """
    found = _RANGE.fullmatch(headers.get("range", ""))
    if not found or not _is_the_same(headers.get("if-range"), validators):
        return None
    first, last, suffix = (int(text) if text else None for text in found.groups())
    if first is None:
        length = min(suffix or 0, size)
        return Part(size - length, size)
    if last is not None and last < first:
        return None
    return Part(first, min(size, size if last is None else last + 1)) if first < size else Part(size, size)


def http_date(moment: datetime) -> str:
    """A moment as HTTP writes it (5.6.7)."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def read_date(text: str | None) -> datetime | None:
    """The moment that a header names in any of the three forms of 5.6.7, None where it names none."""
    if not text or len(text) > 40:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    # HTTP knows no other zone, and the C library's form names none.
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _matches(header: str, tag: str, *, weak: bool) -> bool:
    """Whether `*` or one of the tags is ours; a header that is not well-formed names no tag after its fault."""
    if header.strip() == "*":
        return True
    position = 0
    while position < len(header) and (found := _TAG.match(header, position)):
        if found[2] is not None and f'"{found[2]}"' == tag and (weak or not found[1]):
            return True
        position = found.end()
    return False


def _is_later(modified: datetime | None, header: str | None) -> bool:
    since = read_date(header)
    return since is not None and modified is not None and _seconds(modified) > since


def _is_the_same(if_range: str | None, validators: Validators) -> bool:
    """Whether If-Range names our tag. A date is weaker than a tag, which we always have, and never strong enough here.

    Two revisions may fall into one second (8.8.2.2).
    """
    return if_range is None or if_range.strip() == validators.tag


def _seconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
