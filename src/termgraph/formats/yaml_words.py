"""What the YAML parser's complaints mean, in words an editor can act on, and at the place that needs mending."""

import yaml

from .reading import Spot

_OPENED = True
"""The complaint is shown where the thing was opened, not where the parser gave up."""

_WORDS: dict[str, tuple[str, bool]] = {
    "mapping values are not allowed in this context": (
        "a colon is not allowed here; put the text in quotes if the colon belongs to it, or check the indentation",
        False,
    ),
    "could not find expected ':'": ("this line is neither `key: value` nor part of a list", _OPENED),
    "found unexpected end of stream": ("a quotation mark is opened here and never closed", _OPENED),
    "found unexpected document indicator": ("a quotation mark is opened here and never closed", _OPENED),
    "found character that cannot start any token": (
        "a value cannot begin with this character; put the text in quotes",
        False,
    ),
    "did not find expected ',' or ']'": (
        "this list is not closed with ], or a comma is missing in it, or a text in it needs quotes",
        _OPENED,
    ),
    "did not find expected ',' or '}'": (
        "this mapping is not closed with }, or a comma is missing in it, or a text in it needs quotes",
        _OPENED,
    ),
    "did not find expected key": (
        "this does not fit what stands above it; check the indentation and the quotes",
        False,
    ),
    "did not find expected '-' indicator": (
        "this does not fit the list above it; check the indentation and the hyphens",
        False,
    ),
    "did not find expected node content": ("a value is missing here", False),
    "did not find expected <document start>": ("this does not belong to what stands above it", False),
    "block sequence entries are not allowed in this context": ("a list item must begin on a line of its own", False),
    "block mapping values are not allowed in this context": ("a key must begin on a line of its own", False),
    "mapping keys are not allowed in this context": ("a key must begin on a line of its own", False),
    "found unknown escape character": (
        "this escape is not known; use single quotes around text with backslashes",
        False,
    ),
    "did not find expected hexdecimal number": ("an escape needs hexadecimal digits here", False),
    "found invalid Unicode character escape code": (
        "this escape is half of a surrogate pair, or no character at all",
        False,
    ),
}
"""Each complaint of libyaml: what to say, and whether to say it where the construct began."""


def explain(error: yaml.YAMLError, text: str) -> tuple[Spot, str]:
    """Where and how to say what the parser found wrong with `text`."""
    problem = getattr(error, "problem", None)
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    if mark is None:
        # The parser's own check of characters has no place; `decode` refuses the same characters before it.
        return Spot(), f"this is not YAML: {str(error).splitlines()[0]}"
    lines = text.split("\n")
    # Inside brackets, where JSON lives, tabs are ordinary space and never the cause.
    if not text.lstrip().startswith(("{", "[")):
        for each in (mark, opened):
            if each is not None and (spot := _tab(lines, each.line)):
                return spot, "this line is indented with a tab; use spaces"
    message, at_opening = _WORDS.get(problem or "", (f"this is not YAML: {problem}", False))
    beyond = mark.line >= len(lines) or (mark.line == len(lines) - 1 and not lines[mark.line])
    if opened is not None and (beyond or (at_opening and mark.line != opened.line)):
        mark = opened
    line = min(mark.line, len(lines) - 1)
    if lines[line][mark.column : mark.column + 1] == "\t":
        message = "a tab stands where only spaces may; use spaces"
    return Spot(line + 1, mark.column + 1, mark.column + 2), message


def _tab(lines: list[str], number: int) -> Spot | None:
    """The first tab in the indentation of a line, if there is one."""
    if number >= len(lines):
        return None
    line = lines[number]
    column = line.find("\t")
    if column < 0 or line[:column].strip(" "):
        return None
    return Spot(number + 1, column + 1, column + 2)
