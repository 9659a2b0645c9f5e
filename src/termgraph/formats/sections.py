"""A term's prose cut at its level-2 headings, and headings matched to the sections that the glossary knows.

Knows enough Markdown to see headings and fenced code (CommonMark 0.31, sections 4.2 and 4.5), and no more.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from termgraph.model import GlossaryInfo, Section, SectionHeading

from .caps import DEFINITION, LABEL, SECTION, SECTIONS, Cap
from .decoding import normal
from .fields import nearest, report_size
from .reading import Placed, Reading, Spot, shorten
from .source import Place
from .values import slugified

_MARKED = re.compile(r"^ {0,3}(##(?!#)|`{3,}|~{3,})(.*)$", re.MULTILINE)
"""Lines that begin or end something: the mark, and what follows it."""


@dataclass(frozen=True, slots=True)
class Part:
    """Text under one heading (None before the first); `number` and `first` are the lines of heading and text.

    `fence` is the line that closes a fenced block left open at the end, None when all are closed; `opened` its first
    line's number.
    """

    heading: str | None
    text: str
    number: int
    first: int
    fence: str | None = None
    opened: int = 0


def split(body: str, number: int = 1) -> list[Part]:
    """The parts of a body whose first line has this number; the first part is the text before any heading."""
    cuts: list[tuple[str | None, int, int]] = [(None, 0, 0)]
    fence: str | None = None
    opened = 0
    for match in _MARKED.finditer(body):
        mark, rest = match[1], match[2]
        if fence:
            if mark[0] == fence[0] and len(mark) >= len(fence) and not rest.strip(" \t"):
                fence = None
        elif mark[0] != "#":
            if mark[0] == "~" or "`" not in rest:
                fence, opened = mark, match.start()
        elif not rest or rest[0] in " \t":
            cuts.append((_heading(rest), match.start(), match.end() + 1))
    parts = []
    for index, (heading, start, begin) in enumerate(cuts):
        end = cuts[index + 1][1] if index + 1 < len(cuts) else len(body)
        number += body.count("\n", cuts[index - 1][1] if index else 0, start)
        text = body[begin:end]
        bare = without_blank_lines(text)
        skipped = text.count("\n", 0, len(text) - len(text.lstrip())) if bare else 0
        first = number + (0 if heading is None else 1) + skipped
        parts.append(Part(heading, bare, number, first))
    if fence:
        last = parts[-1]
        line = last.number + body.count("\n", cuts[-1][1], opened)
        parts[-1] = Part(last.heading, last.text, last.number, last.first, fence, line)
    return parts


def without_blank_lines(text: str) -> str:
    """`text` without blank lines before and space after it; the first line keeps its indentation."""
    text = text.rstrip()
    return text[text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1 :]


def _heading(rest: str) -> str:
    """A heading's words, without the hashes that may close it."""
    words = rest.strip()
    bare = words.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else words


@dataclass(frozen=True, slots=True)
class Headings:
    """The sections a glossary knows: their order by key, the key of each folded heading, and headings as written."""

    order: Mapping[str, int] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()

    @classmethod
    def of(cls, glossary: GlossaryInfo) -> Self:
        """The headings of a glossary in every language; a heading in two sections belongs to the first."""
        keys: dict[str, str] = {}
        titles: list[str] = []
        for section in glossary.sections:
            for title in section.titles.values():
                keys.setdefault(title.casefold(), section.key)
                titles.append(title)
        for section in glossary.sections:
            keys.setdefault(section.key, section.key)
        return cls({section.key: index for index, section in enumerate(glossary.sections)}, keys, tuple(titles))

    def section(self, heading: str, text: str) -> Section:
        """The section under `heading`: one the glossary knows, else one with its own title."""
        key = self.keys.get(heading.casefold()) or self.keys.get(slug := slugified(heading))
        return Section(key, text) if key else Section(slug or _fallback(heading), text, heading)

    def sorted(self, sections: Iterable[Section]) -> tuple[Section, ...]:
        """Sections in the glossary's order, then those it does not know in the order given."""
        return tuple(sorted(sections, key=lambda section: self.order.get(section.key, len(self.order))))


def title_of(section: Section, headings: Iterable[SectionHeading], language: str, fallback: str) -> str:
    """The heading to write for a section in `language`, or in the `fallback` language, or its key."""
    if section.title is not None:
        return section.title
    for heading in headings:
        if heading.key == section.key:
            titles = heading.titles
            return titles.get(language) or titles.get(fallback) or next(iter(titles.values()), section.key)
    return section.key


def _fallback(heading: str) -> str:
    """A key for a heading that has no letter or digit a slug can have."""
    return f"section-{hashlib.sha256(heading.encode()).hexdigest()[:8]}"


def read_body(
    reading: Reading, body: str, number: int, headings: Headings, place: Place
) -> tuple[str | None, tuple[Section, ...]]:
    """Definition and sections of a Markdown body that begins on this line; positions are those of their first lines."""
    parts = split(normal(body), number)
    sections: dict[str, Section] = {}
    definition: str | None = None
    for part in parts[: SECTIONS.limit + 1]:
        text = closed(reading, part)
        spot = Spot(part.first)
        if part.heading is None:
            report_long(reading, text, spot, DEFINITION)
            definition = text or None
            if definition:
                reading.place((*place, "definition"), spot)
            continue
        report_long(reading, text, spot, SECTION)
        section = headings.section(part.heading[: LABEL.limit], text)
        at = Spot(part.number)
        check_heading(reading, section, at, part.heading, headings)
        if add_section(reading, sections, section, at):
            reading.place((*place, "sections", section.key), spot)
    if len(parts) > SECTIONS.limit + 1:
        report_size(reading, Spot(parts[SECTIONS.limit + 1].number), SECTIONS, len(parts) - 1)
    return definition, headings.sorted(sections.values())


def add_section(reading: Reading, sections: dict[str, Section], section: Section, spot: Spot) -> bool:
    """Put a section among the others of its term, unless its key is taken, which is reported."""
    if section.key in sections:
        reading.report("TG113", spot, f"the section '{section.key}' is here a second time")
        return False
    sections[section.key] = section
    return True


def check_heading(reading: Reading, section: Section, spot: Spot, heading: str, headings: Headings) -> None:
    """Report a heading that is too long, or that the glossary does not know."""
    if len(heading) > LABEL.limit:
        report_size(reading, spot, LABEL, len(heading))
    elif section.title is not None:
        near = nearest(heading, headings.titles)
        reading.report(
            "TG501",
            spot,
            f"'{shorten(heading)}' is not a heading that glossary.yaml lists under `sections`",
            hint=f"did you mean '{near}'?" if near else None,
            fix=f"## {near}" if near else None,
        )


def closed(reading: Reading, part: Part, spot: Placed | None = None) -> str:
    """The text of a part, with the fenced block that it leaves open closed, which is reported at `spot` or its line."""
    if part.fence is None:
        return part.text
    reading.report("TG120", spot or Spot(part.opened), "this code block is not closed and hides every heading after it")
    return f"{part.text}\n{part.fence}"


def report_long(reading: Reading, text: str, spot: Placed, cap: Cap) -> None:
    """Report a text that is longer than its cap, in bytes of UTF-8."""
    size = len(text) if text.isascii() else len(text.encode())
    if size > cap.limit:
        report_size(reading, spot, cap, size)
