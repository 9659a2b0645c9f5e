"""Plain values to readable YAML that every YAML reader, 1.1 or 1.2, takes for the same thing."""

import re
from typing import Any

import yaml

WIDTH = 120
"""Columns after which text is folded."""

_FLOW = 100
"""A list or mapping that fits in this many characters, and has no mappings in it, stands on one line."""

_FOLDED = 88
"""Longer text is written as a folded block."""

_NOT_TEXT = re.compile(r"[-+]?(?:\.[0-9]|[0-9])|0[ox]|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
"""What may be read as a number, date or time by one version of YAML or the other, by how it begins."""

_TAG = "tag:yaml.org,2002:"


def yaml_text(value: dict[str, Any], *, start: bool = False) -> str:
    """The YAML of a mapping of text, numbers, flags, lists and mappings, in the order given.

    `start` begins it with a line `---`.
    """
    text: str = yaml.serialize(
        _mapping(value, flow=False),
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        width=WIDTH,
        explicit_start=start,
        indent=2,
    )
    return text


def _node(value: Any) -> yaml.Node:
    if isinstance(value, dict):
        return _mapping(value, flow=_length(value) <= _FLOW)
    if isinstance(value, list | tuple):
        return yaml.SequenceNode(f"{_TAG}seq", [_node(each) for each in value], flow_style=_length(value) <= _FLOW)
    if isinstance(value, bool):
        return yaml.ScalarNode(f"{_TAG}bool", "true" if value else "false")
    if isinstance(value, int | float):
        return yaml.ScalarNode(f"{_TAG}{'int' if isinstance(value, int) else 'float'}", repr(value))
    return _text(str(value))


def _mapping(value: dict[str, Any], *, flow: bool) -> yaml.MappingNode:
    return yaml.MappingNode(f"{_TAG}map", [(_text(key), _node(each)) for key, each in value.items()], flow_style=flow)


def _text(value: str) -> yaml.ScalarNode:
    style = None
    if "\n" in value:
        style = "|"
    elif len(value) > _FOLDED and "  " not in value and "\t" not in value:
        style = ">"
    elif _NOT_TEXT.match(value):
        style = "'"
    return yaml.ScalarNode(f"{_TAG}str", value, style=style)


def _length(value: Any) -> int:
    """About how many characters a value takes on one line; more than _FLOW where it must not stand on one."""
    if isinstance(value, dict):
        return sum(len(key) + 4 + _length(each) for key, each in value.items())
    if isinstance(value, list | tuple):
        if any(isinstance(each, dict) for each in value):
            return _FLOW + 1
        return sum(2 + _length(each) for each in value)
    if isinstance(value, str):
        return _FLOW + 1 if "\n" in value else len(value)
    return 6
