"""Which words of a text name terms: what a page needs that turns them into links by itself."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import eq
from typing import Annotated

import strawberry

from termgraph.errors import Code, TermgraphError
from termgraph.formats.prose_links import bare
from termgraph.graph.annotate import LONGEST, annotate

from .declare import field, object_type, said
from .enums import TextFormat
from .reading import Reading, TermRef

MOST = 500

Text = Annotated[str, strawberry.argument(description="The text, at most 50,000 characters.")]
Format = Annotated[
    TextFormat,
    strawberry.argument(
        description="MARKDOWN: nothing is told in headings, code and links, and a heading begins a new section. "
        "PLAIN: the text is one section. HTML is refused; ask for the text of its paragraphs."
    ),
]

_HEADING = re.compile(r"^ {0,3}#{1,6}(?:[ \t].*)?$|^.+\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)


@object_type
class AnnotatedMention:
    """Words of the text that name a term."""

    start: int = said("Where they begin, in Unicode code points from 0.")
    end: int = said("Where they end: the first position after them.")
    label: str = said("The label of the term that they are, in its own spelling.")
    term: TermRef = said("The term.")


@object_type
class Annotation:
    """What a text names."""

    mentions: list[AnnotatedMention] = said("The first mention of each term in each section, in order; at most 500.")
    total: int = said("How many there are.")
    truncated: bool = said("Whether there are more than are told.")


@object_type
class AnnotatingQuestions:
    """Questions about a text of somebody's own."""

    reading: strawberry.Private[Reading]

    @field
    def annotate(self, text: Text, format: Format = TextFormat.MARKDOWN) -> Annotation:  # noqa: A002  # the contract's name
        """The terms that a text names, and where, so that a page can link to them.

        The longest label at word bounds is met, plural or not, with hyphens or spaces; short acronyms only in capitals;
        labels that a term lists as ordinary words never.
        """
        if format is TextFormat.HTML:
            raise TermgraphError(Code.BAD_USER_INPUT, "`annotate` reads MARKDOWN and PLAIN.", argument="format")
        if len(text) > LONGEST:
            raise TermgraphError(Code.TOO_MANY, f"`text` takes at most {LONGEST:,} characters.", limit=LONGEST)
        found = [
            AnnotatedMention(
                start=begin + each.start, end=begin + each.end, label=each.label, term=self.reading.term(each.term)
            )
            for begin, part in (_sections(text) if format is TextFormat.MARKDOWN else [(0, text)])
            for each in annotate(self.reading.snapshot, part, _closed(part) if format is TextFormat.MARKDOWN else ())
        ]
        return Annotation(mentions=found[:MOST], total=len(found), truncated=len(found) > MOST)


def _sections(text: str) -> list[tuple[int, str]]:
    """Parts of a Markdown text between headings, each with where it begins; the headings belong to none."""
    parts, place = [], 0
    for heading in _HEADING.finditer(bare(text)):
        parts.append((place, text[place : heading.start()]))
        place = heading.end()
    return [*parts, (place, text[place:])]


def _closed(part: str) -> Iterator[tuple[int, int]]:
    """The links and the code of a Markdown text: where its bare words are other characters."""
    place = 0
    for open_, run in groupby(map(eq, part, bare(part))):
        length = sum(1 for _ in run)
        if not open_:
            yield place, place + length
        place += length
