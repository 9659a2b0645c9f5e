"""Markdown reduced to the words a reader sees, for finding and for showing what was found; never rendered anywhere."""

import re
from collections.abc import Iterator

from termgraph.model import Term, Translation

from .snapshot import Snapshot

# None of these looks further than the next bracket, so that hostile text costs no more than its length. Each begins
# with what few characters are, so that `re` passes over the others without trying.
_TERM_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_CITATION = re.compile(r"\[@[^\[\]\n]*\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\n]*\)")
_LINE_MARKER = re.compile(r"\n(?:[ \t]*(?:#{1,6}[ \t]|>+|[-*+][ \t]|\d{1,9}[.)][ \t])|[-|:= \t]+(?=\n|\Z))")
_INLINE_MARKER = re.compile(r"[*`|~_\\](?:(?<=[*`|])[*`|]*|(?<=~)~|(?<=_)(?<!\w_)_*|(?<=_)_*(?!\w)|(?<=\\)(?=[^\w\s]))")


def plain(snapshot: Snapshot, markdown: str) -> str:
    """The words of a text on one line: no markers, links reduced to their words, a bare [[slug]] to the term's name."""

    def words(link: re.Match[str]) -> str:
        slug, shown = link.groups()
        term = snapshot.term(slug.strip())
        return str(shown or (term.name if term else slug.replace("-", " ")))

    text = markdown
    if "[" in text:
        text = _LINK.sub(r"\1", _CITATION.sub("", _TERM_LINK.sub(words, text)))
    return " ".join(_INLINE_MARKER.sub("", _LINE_MARKER.sub("\n", f"\n{text}")).split())


def linked(markdown: str) -> Iterator[str]:
    """The slugs of the terms that a text links to, and whose names it may show."""
    return (link[1].strip() for link in _TERM_LINK.finditer(markdown))


def texts(term: Term) -> Iterator[str]:
    """What is written about a term, as Markdown: summary, definition, sections, then the same of its translations."""
    all_written: tuple[Term | Translation, ...] = (term, *term.translations)
    for written in all_written:
        yield from (text for text in (written.summary, written.definition) if text)
        yield from (section.text for section in written.sections if section.text)
