"""Texts of others made into texts that a glossary can hold: labels on one line, prose that is safe Markdown."""

import re

from termgraph.formats.caps import DEFINITION, LABEL
from termgraph.formats.decoding import normal, refused
from termgraph.formats.prose_links import links
from termgraph.formats.sections import split, without_blank_lines

_HEADING = re.compile(r"^( {0,3})##(?=[ \t]|$)", re.MULTILINE)


def label(text: str, most: int = LABEL.limit) -> str:
    """`text` on one line, without characters that no file may have; empty where it is longer than `most`."""
    clean = " ".join(allowed(text).split())
    return clean if len(clean) <= most else ""


def allowed(text: str) -> str:
    """`text` in NFC and with plain line ends, without characters that are refused."""
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(2):
        bad = {position for position, _ in refused(text)}
        if bad:
            # Of a run of combining marks its beginning is reported; all beyond it go with the next round.
            text = "".join(each for position, each in enumerate(text) if position not in bad)
    return normal(text) if not any(refused(text)) else ""


def prose(text: str, *, own: bool = False) -> str:
    """`text` as Markdown that can stand under a heading; empty where it is too long for one.

    What others write is plain text more often than Markdown: what would be a link to a term or a citation is escaped.
    Headings of level 2 would begin a section, and become ones of level 3.
    """
    clean = without_blank_lines(allowed(text))
    if not own:
        for each in sorted(links(clean), key=lambda each: -each.start):
            # An address has its bracket, or the colon of a definition, before it.
            before = max(clean.rfind("(", 0, each.start), clean.rfind(":", 0, each.start))
            start = before if each.kind == "file" else each.start
            clean = f"{clean[:start]}\\{clean[start:]}"
    parts = split(clean)
    if len(parts) > 1:
        clean = _HEADING.sub(r"\1###", clean)
        parts = split(clean)
    if parts[0].fence:
        clean = f"{clean}\n{parts[0].fence}"
    return clean if len(clean.encode()) <= DEFINITION.limit and len(split(clean)) == 1 else ""
