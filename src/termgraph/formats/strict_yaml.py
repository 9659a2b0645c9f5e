"""Strict YAML to a tree with positions, over the events of PyYAML's C parser; JSON goes the same way.

Refused: anchors, aliases, tags, merge keys, directives, second documents, duplicate keys, deep nesting.
Scalars stay text: what a plain `no`, `017` or `12:30` means is decided where a value is read (see `fields`), by the
YAML 1.2 core schema. Events need no recursion in C, so that brackets cannot crash the process.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml
from yaml.cyaml import CBaseLoader
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from .caps import DEPTH, NODES
from .decoding import normal, refused
from .reading import Reading, Spot, shorten
from .yaml_words import explain


class Scalar(NamedTuple):
    """One text with its place; `style` is '' for a plain scalar, else the character that opened it (' " | >)."""

    text: str
    style: str
    line: int
    column: int
    end_column: int | None


@dataclass(slots=True)
class Listed:
    """A list with the place where it begins."""

    line: int
    column: int
    end_column: int | None
    items: "list[Node]"


@dataclass(slots=True)
class Mapped:
    """A mapping with the place where it begins; each key leads to the key's own place and the value."""

    line: int
    column: int
    end_column: int | None
    entries: "dict[str, tuple[Scalar, Node]]"


Node = Scalar | Listed | Mapped

_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")


class _Stop(Exception):  # noqa: N818  # not an error: it ends one reading, and never leaves this module
    """Nothing after this place of the file can be read."""


def parse(text: str, reading: Reading, nodes: int = NODES.limit) -> Node | None:
    """The tree of one document, None when it is empty or cannot be read; `text` comes from `decode`.

    Findings TG102 to TG107 go to `reading`. Duplicate keys, aliases and merge keys are left out of the tree.
    """
    shifts: dict[int, list[int]] = {}
    if "\\u" in text and _SURROGATES.search(text):
        text, shifts = _join_surrogates(text)
    builder = _Builder(reading, nodes, shifts)
    try:
        return builder.build(text)
    except _Stop:
        return None
    except yaml.YAMLError as error:
        spot, message = explain(error, text)
        spot.column = builder.column(spot.line - 1, spot.column)
        spot.end_column = spot.column + 1
        reading.report("TG103", spot, message)
        return None


class _Builder:
    """Builds one tree; `stack` holds the open lists and mappings, each with the key that waits for its value.

    Events are Any: their attributes differ by class, and checking each class again would cost a third of the time.
    """

    __slots__ = ("nodes", "reading", "root", "shifts", "stack")

    def __init__(self, reading: Reading, nodes: int, shifts: dict[int, list[int]]) -> None:
        self.reading = reading
        self.nodes = nodes
        self.shifts = shifts
        self.root: Node | None = None
        self.stack: list[tuple[Listed | Mapped, list[Scalar | None]]] = []

    def column(self, line: int, column: int) -> int:
        """The column in the file, counted from 1, for one counted from 1 in the text that was parsed."""
        if line not in self.shifts:
            return column
        return column + 2 * bisect_left(self.shifts[line], column - 1)

    def build(self, text: str) -> Node | None:
        event: Callable[[], Any] = CBaseLoader(text).get_event
        left = self.nodes
        documents = 0
        while (found := event()) is not None:
            kind = found.__class__
            if kind is ScalarEvent:
                self._add(self._scalar(found))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(found, kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.stack.pop()
                continue
            elif kind is AliasEvent:
                self._refuse(found, "TG104", f"aliases (*{shorten(found.anchor)}) are not allowed; write the value out")
                self._add(None)
            elif kind is DocumentStartEvent:
                documents += 1
                self._document(found, documents)
                continue
            else:
                continue
            left -= 1
            if left < 0:
                self._refuse(found, "TG106", f"this file has more than {self.nodes:,} values")
                raise _Stop
        return self.root

    def _place(self, event: Any) -> tuple[int, int, int | None]:
        """Line, column and end column of an event, as nodes have them."""
        start, end = event.start_mark, event.end_mark
        line = start.line
        last = end.column + 1 if end.line == line and end.column > start.column else None
        if line in self.shifts:
            return line + 1, self.column(line, start.column + 1), last and self.column(line, last)
        return line + 1, start.column + 1, last

    def _refuse(self, event: Any, rule: str, message: str) -> None:
        self.reading.report(rule, Spot(*self._place(event)), message)

    def _document(self, event: Any, count: int) -> None:
        if count > 1:
            self._refuse(event, "TG104", "a second document begins here; a file has one")
            raise _Stop
        if event.version or event.tags:
            self._refuse(event, "TG104", "directives (lines that begin with %) are not allowed")

    def _scalar(self, event: Any) -> Scalar:
        if event.anchor or event.tag:
            self._refuse_markup(event)
        text, style = event.value, event.style
        if not text.isascii() or (style == '"' and not text.isprintable()):
            text = self._cleaned(event)
        return Scalar(text, style, *self._place(event))

    def _cleaned(self, event: Any) -> str:
        """A scalar's text in NFC, empty when an escape brought in what is not allowed.

        Text without escapes was checked when the file was decoded.
        """
        if event.style == '"':
            for _, message in refused(event.value):
                self._refuse(event, "TG102", f"{message}, not as an escape either")
                return ""
        return normal(event.value)

    def _refuse_markup(self, event: Any) -> None:
        if event.anchor:
            self._refuse(event, "TG104", f"anchors (&{shorten(event.anchor)}) are not allowed; write each value out")
        if event.tag:
            self._refuse(event, "TG104", "tags (words that begin with !) are not allowed; put text in quotes")

    def _open(self, event: Any, mapped: bool) -> None:
        if event.anchor or event.tag:
            self._refuse_markup(event)
        if len(self.stack) >= DEPTH.limit:
            self._refuse(event, "TG107", f"lists and mappings are more than {DEPTH.limit} deep here")
            raise _Stop
        node = Mapped(*self._place(event), {}) if mapped else Listed(*self._place(event), [])
        self._add(node)
        self.stack.append((node, [None]))

    def _add(self, node: Node | None) -> None:
        """Put a node where it belongs; None stands for a value that was refused and is left out."""
        if not self.stack:
            self.root = node
            return
        parent, waiting = self.stack[-1]
        if isinstance(parent, Listed):
            if node is not None:
                parent.items.append(node)
            return
        key = waiting[0]
        if key is None:
            waiting[0] = self._key(node)
            return
        waiting[0] = None
        if key.text in parent.entries:
            first = parent.entries[key.text][0]
            message = f"the key '{shorten(key.text)}' is here a second time; the first is on line {first.line}"
            self.reading.report("TG105", key, message)
        elif key.text == "<<" and not key.style:
            self.reading.report("TG104", key, "merge keys (<<) are not allowed; write the values out")
        elif node is not None:
            parent.entries[key.text] = (key, node)

    def _key(self, node: Node | None) -> Scalar:
        if isinstance(node, Scalar):
            return node
        if node is not None:
            self.reading.report("TG104", node, "a key must be a word, not a list or a mapping")
        raise _Stop


def _join_surrogates(text: str) -> tuple[str, dict[int, list[int]]]:
    r"""`text` with each JSON pair `\ud83d\ude00` as YAML's `\U0001F600`, and where lines got two columns shorter.

    The places are those of the second half of each new escape: by line from 0, columns from 0.
    """
    shifts: dict[int, list[int]] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if "\\u" not in line:
            continue
        columns: list[int] = []

        def joined(match: re.Match[str], columns: list[int] = columns) -> str:
            high, low = int(match[2], 16), int(match[3], 16)
            columns.append(match.end(1) - 2 * len(columns) + 9)
            return f"{match[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"

        lines[number] = _SURROGATES.sub(joined, line)
        if columns:
            shifts[number] = columns
    return "\n".join(lines), shifts
