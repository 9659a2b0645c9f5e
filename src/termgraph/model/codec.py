"""Records to plain JSON values and back, driven by the records' own type hints.

A field at its default is left out, a trailing underscore of a field name is dropped ("for_" is "for").
Used for the change log, digests and `--json`; term files have their own readers, which explain mistakes.
"""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Record = TypeVar("Record")

_PLAIN = frozenset({str, int, bool, float, types.NoneType})
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def encode(value: object) -> Any:
    """The plain JSON value of a record, or of anything records are made of."""
    kind = value.__class__
    if kind in _PLAIN:  # Most values are: a glossary of 100,000 terms has millions, all of which the log keeps.
        return value
    if kind is tuple:
        return [encode(item) for item in cast("tuple[object, ...]", value)]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {
            name: item if item.__class__ in _PLAIN else encode(item)
            for field, name, default in _layout(cast("Any", kind))
            if (item := getattr(value, field)) != default
        }
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    return value


def decode(record: type[Record], value: Mapping[str, Any]) -> Record:
    """The record that `encode` made `value` from; raises KeyError, TypeError or ValueError for anything else."""
    return cast("Record", _decoder(cast("Any", record))(value))


def canonical_json(value: object) -> str:
    """One spelling for equal values: sorted keys, no spaces, no escapes beyond what JSON demands."""
    return _CANONICAL.encode(encode(value))


@cache
def _layout(record: Any) -> tuple[tuple[str, str, object], ...]:
    return tuple((field.name, field.name.rstrip("_"), field.default) for field in fields(record))


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_decoder(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        present = _decoder(inner)
        return lambda value: None if value is None else present(value)
    if origin is tuple:
        item = _decoder(arguments[0])
        return lambda value: tuple(item(entry) for entry in value)
    if origin is Mapping:
        entry = _decoder(arguments[1])
        return lambda value: {key: entry(item) for key, item in value.items()}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _checked(hint)


def _record_decoder(record: type) -> Callable[[Any], Any]:
    hints = get_type_hints(record)
    layout = [(field.name, field.name.rstrip("_"), _decoder(hints[field.name])) for field in fields(record)]
    needed = {field.name.rstrip("_") for field in fields(record) if field.default is MISSING}

    def build(value: Mapping[str, Any]) -> Any:
        if missing := needed - value.keys():
            raise KeyError(f"{record.__name__} needs {', '.join(sorted(missing))}")
        return record(**{field: convert(value[name]) for field, name, convert in layout if name in value})

    return build


def _checked(kind: type) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            raise TypeError(f"expected {kind.__name__}, found {type(value).__name__}")
        return value

    return check
