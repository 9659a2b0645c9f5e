"""Finds links to terms and citations in Markdown source, each with its offsets, without parsing all of Markdown.

One linear pass that knows escapes, code spans and fences; five thousand texts are scanned on every check, and a whole
parse would take most of its time. `prose` renders with a whole parser; a property test holds the two together.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

BAR = "\ufdd0"
"""A noncharacter that stands in for the bar of `[[slug|words]]` where a bare one would end a table cell."""

STAND_IN = "\ufffc"
"""The object replacement character, which stands in a bare text where a link or code was."""

WIKI = rf"\[\[(?P<target>[^\[\]|{BAR}\\\n]{{1,300}})(?:\\?[|{BAR}](?P<words>[^\[\]|{BAR}\n]{{0,300}}))?\]\]"
"""`[[slug]]` or `[[slug|words]]`; `\\|` is accepted because tables need it in other tools."""

CITATION = r"\[@(?P<source>[^\[\]\s@,;]{1,100})\](?![(\[])"
"""`[@id]`, where id names one of the term's sources."""

_ADDRESS = r"[^\s()<>]{1,300}"
_WORDS = r"(?:[^\[\]`\\]|`[^`\n]{0,300}`|\\.){0,300}"
_TITLE = r""">?(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'))?"""
_FENCE = r"(?:(?P<ticks>`{3,})[^`\n]*|(?P<waves>~{3,})[^\n]*)$"

_TOKEN = re.compile(
    rf"""
      \\.
    | ^(?P<fence>[ \t>]*(?:(?:[-*+]|[0-9]{{1,9}}[.)])[ \t]+[ \t>]*)*{_FENCE})
    | (?P<code>`+)
    | <[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*>
    | {WIKI}
    | {CITATION}
    | \[{_WORDS}\]\([ \t]*<?(?P<file>{_ADDRESS}){_TITLE}[ \t]*\)
    | ^[ \t>]*\[[^\[\]\n]{{1,300}}\]:[ \t]*<?(?P<reference>{_ADDRESS}){_TITLE}
    """,
    re.VERBOSE | re.MULTILINE,
)

_MARKED = re.compile(r"[\\`<\[~]")
"""What each alternative of _TOKEN has one of."""

_BEFORE = " \t>-*+.)0123456789"
"""What may stand before a fence or a reference: signs of quotes and lists."""

_LINE_END = re.compile(r"[ \t]*$", re.MULTILINE)
_OUTSIDE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_MARK = re.compile(r"[^\n]")
_TICKS = re.compile("`+")
_BLOCK = re.compile(r"\n(?=[ \t>]*(?:$|\#{1,6}[ \t]|[-*+][ \t]|[0-9]{1,9}[.)][ \t]|`{3}|~{3}))", re.MULTILINE)
_CLOSING = re.compile(r"^[ \t>]*(?P<marks>`{3,}|~{3,})[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ProseLink:
    """A link in a text: `kind` is "term" (`[[slug]]`), "file" (`[words](slug.md)`) or "citation" (`[@id]`).

    `target` is the slug or source id, `words` what the writer wants shown, if he says so here;
    text[start:end] is the whole link, or the address alone of a "file" link.
    """

    kind: str
    target: str
    start: int
    end: int
    words: str | None = None


def links(text: str) -> Iterator[ProseLink]:
    """Every link to a term and every citation in Markdown `text`, in order; none inside code spans or fenced code.

    Text indented like a code block counts as prose, because in term files it is a list far more often.
    """
    if "[" not in text:
        return
    for found, _ in _tokens(text.replace(BAR, "\ufffd")):
        if found["target"] is not None:
            yield ProseLink("term", found["target"].strip(), found.start(), found.end(), found["words"])
        elif found["source"] is not None:
            yield ProseLink("citation", found["source"], found.start(), found.end())
        elif (address := found["file"] or found["reference"]) and (slug := file_slug(address)):
            start = found.start("file" if found["file"] else "reference")
            yield ProseLink("file", slug, start, start + len(address))


def addresses(text: str) -> Iterator[tuple[str, int]]:
    """(address, its offset) of every `[words](address)`, and of every line `[id]: address`, in Markdown `text`."""
    if "](" not in text and "]:" not in text:
        return
    for found, end in _tokens(text):
        if found["file"] is not None:
            yield found["file"], found.start("file")
        elif found["reference"] is not None and _LINE_END.match(text, end):
            yield found["reference"], found.start("reference")


def outside(address: str, site: str | None) -> str | None:
    """The absolute address of a page that a text may link to, None for others.

    An address that begins with one slash is on the publisher's `site`; other relative addresses are nowhere.
    """
    if site and address.startswith("/") and not address.startswith("//"):
        address = urljoin(site, address)
    return address if _OUTSIDE.match(address) else None


def bare(text: str) -> str:
    """Markdown `text` with nothing but its own words, every character and line in its place.

    Fenced code and citations become spaces; code spans, links with their words, and addresses become marks (STAND_IN),
    because something is said there that a sentence may need.
    """
    if not _MARKED.search(text):
        return text
    kept: list[str] = []
    position = 0
    for found, end in _tokens(text):
        if found[0].startswith("\\"):
            continue
        silent = found["fence"] is not None or found["source"] is not None
        kept += [text[position : found.start()], _MARK.sub(" " if silent else STAND_IN, text[found.start() : end])]
        position = end
    return "".join([*kept, text[position:]])


def file_slug(address: str) -> str | None:
    """The slug that a relative address of a term file means (`../terms/ppo.nb.md#top` gives "ppo"), None for others."""
    path = address.split("#", 1)[0]
    if not path.endswith(".md") or path.startswith("/") or ":" in path or "?" in path or "\\" in path:
        return None
    return path.rsplit("/", 1)[-1].split(".", 1)[0] or None


def _tokens(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Everything in `text` that is not plain words, in order, with where it ends: code only ends after its content."""
    runs = _code_runs(text)
    position = 0
    while found := _next(text, position):
        position = found.end()
        if found["fence"] is not None:
            position = _after_fence(text, found)
        elif found["code"] is not None:
            position = _after_code(text, found, runs)
        yield found, position


def _next(text: str, position: int) -> re.Match[str] | None:
    """What `_TOKEN.search` finds from there on, without trying every character.

    A token begins with its first mark, or at the start of the line with what may stand before a fence or a reference.
    """
    line = position if text[position - 1 : position] in ("", "\n") else None
    for mark in _MARKED.finditer(text, position):
        at = mark.start()
        if (end := text.rfind("\n", position, at)) >= 0:
            line = end + 1
        if line is not None and line < at and not text[line:at].strip(_BEFORE) and (found := _TOKEN.match(text, line)):
            return found
        if found := _TOKEN.match(text, at):
            return found
        position, line = at, None
    return None


def _code_runs(text: str) -> dict[int, list[int]]:
    """Where runs of backticks start, by their length."""
    runs: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text) if "`" in text else ():
        runs.setdefault(len(run[0]), []).append(run.start())
    return runs


def _after_code(text: str, opening: re.Match[str], runs: dict[int, list[int]]) -> int:
    """One past the code span that `opening` begins; one past `opening` where no run of its length closes it."""
    length = len(opening[0])
    starts = runs.get(length, [])
    following = bisect_left(starts, opening.end())
    if following == len(starts):
        return opening.end()
    block = _BLOCK.search(text, opening.end(), starts[following])
    return starts[following] + length if block is None else opening.end()


def _after_fence(text: str, opening: re.Match[str]) -> int:
    """One past the line that closes a fence: the same mark, at least as often; the end of the text without one."""
    marks = opening["ticks"] or opening["waves"]
    for closing in _CLOSING.finditer(text, opening.end()):
        if closing["marks"].startswith(marks):
            return closing.end()
    return len(text)
