"""How a mapping of a file becomes the fields of a record: tables of keys, and the readers for their values.

A reader takes a reading, a node and the place it fills, and gives a value, or None where there is none: then the
node was empty, or the reader has reported what is wrong with it. Reading never stops at the first finding.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from .caps import ITEMS, Cap
from .reading import Placed, Reading, shorten
from .source import Place
from .strict_yaml import Listed, Mapped, Node, Scalar

Reader = Callable[[Reading, Node, Place], Any]

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
NUMBER = re.compile(r"[-+]?(?:\.[0-9]{1,15}|[0-9]{1,9}(?:\.[0-9]{0,15})?)")
FLAGS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class Field:
    """A key's row: the field of the record it fills, how its value is read, and whether it must be there.

    A row without a reader is a key that the caller reads itself.
    """

    name: str
    read: Reader | None
    needed: bool = False


Fields = Mapping[str, Field]


def read_fields(reading: Reading, node: Node, fields: Fields, place: Place) -> dict[str, Any]:
    """The values of `node`, by field name, that `fields` asks for.

    Reports unknown keys, missing keys, and through the readers everything that is wrong with a value; positions are
    kept under `place` and the field's name (without an underscore at its end), unless `place` is empty.
    """
    values: dict[str, Any] = {}
    entries: dict[str, tuple[Scalar, Node]] = {}
    if isinstance(node, Mapped):
        entries = node.entries
    elif not is_empty(node):
        reading.report("TG109", node, f"keys and values are needed here, not {kind_of(node)}")
        return values
    meant: set[str | None] = set()
    for key, (spot, value) in entries.items():
        field = fields.get(key)
        if field is None:
            meant.add(report_unknown(reading, "TG108", spot, f"'{shorten(key)}' is not a key here", key, fields))
        elif field.read is not None:
            inner = (*place, field.name.rstrip("_"))
            if place:
                reading.place(inner, value)
            result = field.read(reading, value, inner)
            if result is not None:
                values[field.name] = result
            elif field.needed and is_empty(value):
                reading.report("TG111", spot, f"'{key}' is empty")
    _report_missing(reading, node, entries.keys() | meant, fields)
    return values


def _report_missing(reading: Reading, node: Node, given: Collection[str | None], fields: Fields) -> None:
    """Report needed keys that are neither given nor probably what a mistyped key was meant to be."""
    for key, field in fields.items():
        # A field may have two keys, of which one is enough.
        if field.needed and not any(name in given for name, other in fields.items() if other.name == field.name):
            reading.report("TG111", node, f"the key '{key}' is missing")


def is_empty(node: Node) -> bool:
    """Whether a value is left out: nothing at all, a plain null, or text of space only."""
    return isinstance(node, Scalar) and (not node.text.strip() or (not node.style and node.text in _NULLS))


def kind_of(node: Node) -> str:
    """What a node is, in words, such as "a list", "a number" or "text"."""
    if isinstance(node, Listed):
        return "a list"
    if isinstance(node, Mapped):
        return "a mapping"
    if is_empty(node):
        return "nothing"
    if node.style:
        return "text"
    if node.text in FLAGS:
        return "true or false"
    return "a number" if NUMBER.fullmatch(node.text) else "text"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` was probably meant to be, None when nothing is near."""
    if len(word) > 64:
        return None
    folded = {each.casefold(): each for each in known}
    found = get_close_matches(word.casefold(), folded, 1, 0.6)
    return folded[found[0]] if found else None


def report_unknown(
    reading: Reading, rule: str, spot: Placed, message: str, word: str, known: Iterable[str]
) -> str | None:
    """Report a word that is not in a closed list, with the nearest that is; gives that one."""
    near = nearest(word, known)
    if near is None:
        message = f"{message}; known are: {', '.join(known)}"
    reading.report(rule, spot, message, hint=near and f"did you mean '{near}'?", fix=near)
    return near


def report_size(reading: Reading, spot: Placed, cap: Cap, size: int) -> None:
    """Report something larger than its cap."""
    reading.report("TG106", spot, f"{cap.of} has at most {cap.limit:,} {cap.unit}; here are {size:,}")


def listed(reading: Reading, node: Node, cap: Cap) -> list[Node]:
    """The items of a list; a single value counts as a list of one, nothing as an empty list."""
    return rows(reading, node, cap) if isinstance(node, Listed) or is_empty(node) else [node]


def rows(reading: Reading, node: Node, cap: Cap) -> list[Node]:
    """The items of what must be a list, or nothing."""
    if not isinstance(node, Listed):
        if not is_empty(node):
            reading.report("TG109", node, f"a list is needed here, not {kind_of(node)}")
        return []
    if len(node.items) > cap.limit:
        report_size(reading, node, cap, len(node.items))
        return node.items[: cap.limit]
    return node.items


def many(read: Reader, cap: Cap = ITEMS) -> Reader:
    """A list of what `read` reads, as a tuple; items that are text keep their positions under their text."""

    def read_all(reading: Reading, node: Node, place: Place) -> tuple[Any, ...] | None:
        if is_empty(node):
            return None
        found = []
        for item in listed(reading, node, cap):
            if is_empty(item):
                reading.report("TG109", item, "this item of the list is empty")
                continue
            value = read(reading, item, place)
            if value is None:
                continue
            found.append(value)
            if value.__class__ is str:
                reading.place((*place, value), item)
        return tuple(found)

    return read_all


def record(fields: Fields, build: Callable[..., Any]) -> Reader:
    """A mapping that fills `fields`, made into a record by `build`; None when a needed key is missing."""
    needed = {field.name for field in fields.values() if field.needed}

    def read(reading: Reading, node: Node, place: Place) -> Any:
        if is_empty(node):
            return None
        values = read_fields(reading, node, fields, place)
        return build(**values) if needed <= values.keys() else None

    return read


def mapped(reading: Reading, node: Node, cap: Cap) -> list[tuple[Scalar, Node]]:
    """Each key of a mapping, with its place, and its value."""
    if not isinstance(node, Mapped):
        if not is_empty(node):
            reading.report("TG109", node, f"keys and values are needed here, not {kind_of(node)}")
        return []
    if len(node.entries) > cap.limit:
        report_size(reading, node, cap, len(node.entries))
    return list(node.entries.values())[: cap.limit]
