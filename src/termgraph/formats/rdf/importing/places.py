"""Where in a file an IRI stands, found by looking for its bytes: parsers name statements, and no lines."""

import re

from termgraph.formats.reading import Spot

from .sniffing import JSON, XML

_AROUND = {XML: (b'""', b"''"), JSON: (b'""',)}
_ANGLES = (b"<>",)
_ESCAPE = re.compile(rb"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")


def place_of(iri: str, data: bytes, syntax: str) -> Spot | None:
    """Where a file in UTF-8 first has the IRI between the marks of its syntax, None where it is nowhere written so.

    An IRI made of a prefix and a name, or escaped as XML and JSON do, is not found. Time is linear in the file.
    """
    bare = iri.encode()
    marks = _AROUND.get(syntax, _ANGLES)
    found = [at + 1 for mark in marks if (at := data.find(mark[:1] + bare + mark[1:])) >= 0]
    if found:
        at = min(found)
        start = data.rfind(b"\n", 0, at) + 1
        return Spot(data.count(b"\n", 0, at) + 1, len(data[start:at].decode()) + 1)
    if marks is _ANGLES and b"\\" in data:
        for number, line in enumerate(data.split(b"\n"), 1):
            if b"\\" in line and b"<%b>" % bare in _ESCAPE.sub(_meant, line):
                return Spot(number)
    return None


def _meant(found: re.Match[bytes]) -> bytes:
    code = int(found[1] or found[2], 16)
    return chr(code).encode(errors="ignore") if code <= 0x10FFFF else b""
