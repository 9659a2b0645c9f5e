"""Bytes to text that is safe to store and show: strict UTF-8, plain line ends, nothing invisible, Unicode NFC."""

import re
import unicodedata
from collections.abc import Iterator

from .caps import COMBINING
from .reading import START, Reading, Spot

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Control characters but tab and line feed, line separators, bidirectional overrides, marks of byte order, surrogates.

NEL, U+2028 and U+2029 would count as line ends in YAML 1.1 and not in editors, so that positions would be wrong."""

_UNUSUAL = re.compile(rf"[^\w\s\x00-\x7f]{{{COMBINING.limit + 1},}}")
"""Where a run of combining marks can be: none of them is a word character."""

_NAMES = {"\r": "carriage return", "\ufeff": "byte order mark", "\x00": "NUL", "\x85": "next line"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, reading: Reading) -> str | None:
    """The text of a file with line ends as single line feeds, or None with findings TG101 or TG102.

    It is not in NFC yet, so that columns are those an editor counts; `normal` is for each part taken from it.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _report_undecodable(data, error, reading)
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = False
    for position, message in refused(text):
        bad = True
        spot = _spot(text, position)
        reading.report("TG102", spot, message)
        if reading.found > reading.most:
            break
    return None if bad else text


def refused(text: str) -> Iterator[tuple[int, str]]:
    """Where `text` has a character that is not allowed, and which: pairs of position and message."""
    for match in _FORBIDDEN.finditer(text):
        yield match.start(), f"the character {_name(match[0])} is not allowed"
    if not text.isascii():
        for match in _UNUSUAL.finditer(text):
            yield from _long_runs(match[0], match.start())


def normal(text: str) -> str:
    """`text` in Unicode NFC. Linear only because `decode` refuses long runs of combining marks."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _long_runs(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Runs of characters of category M, which covers those that decompose into marks only, such as U+0F73."""
    run = 0
    for offset, character in enumerate(text):
        run = run + 1 if unicodedata.category(character)[0] == "M" else 0
        if run == COMBINING.limit + 1:
            message = f"more than {COMBINING.limit} combining marks in a row are not allowed"
            yield start + offset - COMBINING.limit, message


def _name(character: str) -> str:
    name = _NAMES.get(character) or unicodedata.name(character, "a control character").lower()
    return f"U+{ord(character):04X} ({name})"


def _spot(text: str, position: int) -> Spot:
    column = position - text.rfind("\n", 0, position)
    return Spot(text.count("\n", 0, position) + 1, column, column + 1)


def _report_undecodable(data: bytes, error: UnicodeDecodeError, reading: Reading) -> None:
    if data.startswith(_UTF_16):
        reading.report("TG101", START, "this file is UTF-16; save it as UTF-8")
        return
    # The text before the first bad byte is good, so its characters can be counted.
    before = data[: error.start].decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    column = len(before) - before.rfind("\n")
    message = f"the byte {data[error.start]:02X} is not UTF-8 here ({error.reason}); save the file as UTF-8"
    reading.report("TG101", Spot(before.count("\n") + 1, column, column + 1), message)
