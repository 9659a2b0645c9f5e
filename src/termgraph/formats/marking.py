"""One key written into an editor's file: `of` in the front matter of a translation, every other byte as it is."""

import re
from typing import Any

from termgraph.errors import Code, TermgraphError

from .markdown import CLOSING, OPENING
from .reading import Reading
from .strict_yaml import Listed, Mapped, Node, Scalar, parse
from .yaml_text import yaml_text

KEY = "of"

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_BOM = b"\xef\xbb\xbf"


def marked(data: bytes, state: str) -> bytes:
    """The bytes of a translation's file with `of: state` in its front matter, as its last key where it had none.

    Raises TermgraphError CONTENT_INVALID where the front matter cannot be read, or is laid out so that the key cannot
    be put in without touching more: then a person has to write it.
    """
    # Lines stand at even places and their ends, whichever they are, at odd ones.
    pieces = _LINE_END.split(data.decode("utf-8-sig"))
    front, closing = _front_matter(pieces)
    line = yaml_text({KEY: state}).rstrip("\n")
    if KEY not in front.entries:
        pieces[2 * closing : 2 * closing] = [" " * (front.column - 1) + line, pieces[1]]
    else:
        value = front.entries[KEY][1]
        number, start, end = 2 * (value.line - 1), value.column - 1, _end(value) - 1
        # A key without a value ends with its colon, and a value needs a space after that.
        space = " " if start == end else ""
        pieces[number] = pieces[number][:start] + space + line.removeprefix(f"{KEY}: ") + pieces[number][end:]
    if _plain(_front_matter(pieces)[0]) != {**_plain(front), KEY: state}:
        raise _by_hand(state)
    return (_BOM if data.startswith(_BOM) else b"") + "".join(pieces).encode()


def _front_matter(pieces: list[str]) -> tuple[Mapped, int]:
    """The front matter of a file in pieces, and the number of its closing line, counted from 0."""
    text = "\n".join(pieces[::2])
    opening = OPENING.match(text)
    closing = CLOSING.search(text, opening.end()) if opening else None
    if closing:
        reading = Reading("")
        node = parse(text[: closing.start()], reading)
        if isinstance(node, Mapped) and not reading.found:
            return node, text.count("\n", 0, closing.start())
    raise _by_hand()


def _end(value: Node) -> int:
    """The column after a value on one line, which is its own column where the value is empty."""
    if isinstance(value, Scalar):
        if value.end_column is not None:
            return value.end_column
        if not value.text:
            return value.column
    raise _by_hand()


def _plain(node: Node) -> Any:
    """A tree without positions and styles."""
    if isinstance(node, Mapped):
        return {key: _plain(value) for key, (_, value) in node.entries.items()}
    return [_plain(item) for item in node.items] if isinstance(node, Listed) else node.text


def _by_hand(state: str = "…") -> TermgraphError:
    message = f"The front matter is laid out in a way that only a person should edit: write `{KEY}: {state}` there."
    return TermgraphError(Code.CONTENT_INVALID, message)
