"""Readers for single values of a file: text, slugs, closed lists, dates, addresses, numbers, flags.

Text that YAML would type (`name: 4090`, `acronym: 007`, `name: no`) is taken as it is written.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from termgraph.model import originals

from .caps import ADDRESS, LABEL, Cap
from .fields import FLAGS, NUMBER, Reader, is_empty, kind_of, report_size, report_unknown
from .reading import Placed, Reading, shorten
from .source import Place
from .strict_yaml import Node, Scalar

_WHOLE = re.compile(r"[-+]?[0-9]{1,9}")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TYPE_KEY = re.compile(r"[a-z][a-z0-9-]*")
_DIGEST = re.compile(rf"[0-9a-f]{{{originals.DIGITS}}}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_URL = re.compile(r"https?://[^\s/<>\"{}|\\^`]+[^\s<>\"{}|\\^`]*", re.IGNORECASE)
_PATH = re.compile(r"(?!//)(?![^/?#]*:)[^\s<>\"{}|\\^`]+")
_PAGE = re.compile(f"(?:{_URL.pattern})|(?:{_PATH.pattern})", re.IGNORECASE)
_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def words(reading: Reading, node: Node, _place: Place) -> str | None:
    """Any text, with its own line breaks, without space around it."""
    if not isinstance(node, Scalar):
        reading.report("TG109", node, f"text is needed here, not {kind_of(node)}")
        return None
    return None if is_empty(node) else node.text.strip()


def text(cap: Cap) -> Reader:
    """Text with line breaks, of at most `cap` characters."""

    def read(reading: Reading, node: Node, place: Place) -> str | None:
        value = words(reading, node, place)
        if value is not None and len(value) > cap.limit:
            report_size(reading, node, cap, len(value))
            return None
        return value

    return read


def line(cap: Cap) -> Reader:
    """Text on one line: line breaks and tabs become spaces."""
    limited = text(cap)

    def read(reading: Reading, node: Node, place: Place) -> str | None:
        value: str | None = limited(reading, node, place)
        if value is not None and ("\n" in value or "\t" in value):
            return " ".join(value.split())
        return value

    return read


label = line(LABEL)


def is_slug(word: str) -> bool:
    """Whether `word` has the form of a slug (TG112)."""
    return bool(_SLUG.fullmatch(word)) and len(word) <= LABEL.limit


def check_slug(reading: Reading, spot: Placed, word: str, what: str = "slug") -> bool:
    """Whether `word` is a slug; reported when it is not, with the slug it could be."""
    if is_slug(word):
        return True
    better = slugified(word)[:80].rstrip("-")
    message = f"'{shorten(word)}' is not a {what}: use lower-case a to z, digits, and single hyphens between them"
    reading.report("TG112", spot, message, hint=(better and f"for example '{better}'") or None, fix=better or None)
    return False


def slugified(words: str) -> str:
    """The slug nearest to `words`, without accents; empty when they have no letter a to z and no digit."""
    from termgraph.graph.labels import fold

    return re.sub(r"[^a-z0-9]+", "-", fold(words)).strip("-")


def is_type_key(word: str) -> bool:
    """Whether `word` has the form of a relation type's key."""
    return bool(_TYPE_KEY.fullmatch(word)) and len(word) <= LABEL.limit


def own_slug(reading: Reading, node: Node, place: Place) -> str | None:
    """A slug that this file gives out; a bad one is reported, and used, so that references to it find it."""
    value: str | None = label(reading, node, place)
    if value is not None:
        check_slug(reading, node, value)
    return value


slug = label
"""A slug that refers to something; whether it exists is judged later, by `integrity`."""


def choice(values: Iterable[str], convert: Callable[[str], Any] = str) -> Reader:
    """One word of a closed list. For an unknown word the nearest is taken, so that the rest can be judged."""
    known = tuple(values)
    found = {each: convert(each) for each in known}

    def read(reading: Reading, node: Node, place: Place) -> Any:
        value = words(reading, node, place)
        if value is None or value in found:
            return found[value] if value is not None else None
        near = report_unknown(reading, "TG110", node, f"'{shorten(value)}' is not one of the values here", value, known)
        return found[near] if near else None

    return read


def day(reading: Reading, node: Node, place: Place) -> str | None:
    """An ISO 8601 calendar date, as text."""
    value = words(reading, node, place)
    if value is None:
        return None
    try:
        if _DATE.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    reading.report("TG110", node, f"'{shorten(value)}' is not a date; write it as 2026-11-20")
    return None


def state(reading: Reading, node: Node, place: Place) -> str | None:
    """The state of a term that a translation was made from, a digest as `termgraph.model.originals` makes it."""
    value = words(reading, node, place)
    if value is None or _DIGEST.fullmatch(value):
        return value
    message = f"'{shorten(value)}' is not the state of an original, which is {originals.DIGITS} digits 0 to 9 or a to f"
    reading.report("TG110", node, message, hint="`termgraph translated` writes it, once the translation is up to date")
    return None


def spelt(reader: Reader, pattern: re.Pattern[str], rule: str, what: str) -> Reader:
    """A text that `reader` reads and that is all of a pattern; another is a finding of this rule, "… is not `what`"."""

    def read(reading: Reading, node: Node, place: Place) -> str | None:
        value: str | None = reader(reading, node, place)
        if value is None or pattern.fullmatch(value):
            return value
        reading.report(rule, node, f"'{shorten(value)}' is not {what}")
        return None

    return read


_ADDRESS = text(ADDRESS)
url = spelt(_ADDRESS, _URL, "TG122", "an address that begins with https:// or http://")
page = spelt(
    _ADDRESS, _PAGE, "TG122", "an address that begins with https:// or http://, or a path of the publisher's site"
)
iri = spelt(_ADDRESS, _IRI, "TG122", "an identifier that begins with https://, http:// or urn:")


def flag(reading: Reading, node: Node, _place: Place) -> bool | None:
    """True or false."""
    if isinstance(node, Scalar) and not node.style and node.text in FLAGS:
        return FLAGS[node.text]
    if not is_empty(node):
        reading.report("TG109", node, f"true or false is needed here, not {kind_of(node)}")
    return None


def whole(low: int, high: int) -> Reader:
    """A whole number from `low` to `high`."""

    def read(reading: Reading, node: Node, _place: Place) -> int | None:
        if isinstance(node, Scalar) and not node.style and _WHOLE.fullmatch(node.text):
            value = int(node.text)
            if low <= value <= high:
                return value
        _report_number(reading, node, f"a whole number from {low:,} to {high:,}")
        return None

    return read


def number(low: float, high: float) -> Reader:
    """A number from `low` to `high`, as a float."""

    def read(reading: Reading, node: Node, _place: Place) -> float | None:
        if isinstance(node, Scalar) and not node.style and NUMBER.fullmatch(node.text):
            value = float(node.text)
            if low <= value <= high:
                return value
        _report_number(reading, node, f"a number from {low:g} to {high:g}")
        return None

    return read


def _report_number(reading: Reading, node: Node, wanted: str) -> None:
    if is_empty(node):
        return
    found = kind_of(node)
    if found == "a number" or (isinstance(node, Scalar) and node.text.isdecimal()):
        reading.report("TG110", node, f"{wanted} is needed here")
    else:
        reading.report("TG109", node, f"{wanted} is needed here, not {found}")
