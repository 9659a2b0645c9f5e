"""What is refused before a parser sees it: documents that would fetch, expand or nest without end.

The parsers fetch nothing by themselves. Deep nesting is refused here because a JSON-LD document of 10,000 levels, or
triple terms in one another, overflow the stack of the process, and deep RDF/XML takes time quadratic in its depth.
"""

import re
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

import orjson

from termgraph.formats.caps import NESTING

from .sniffing import JSON, XML

OWN_CONTEXT = "https://w3id.org/termgraph/ns/v1/context.jsonld"
"""The one context that a document may name: we have it with us."""

_DECLARED = ("@context", "@import")
_TERMS = re.compile(
    rb"\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    rb"|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'|<[^<>\"{}|^`\\\x00-\x20]*+>|#[^\r\n]*+|(<<)",
    re.DOTALL,
)


class RefusedError(ValueError):
    """A file that is not read: the rule it breaks, what is wrong, and where."""

    def __init__(self, rule: str, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.rule = rule
        self.line = line
        self.column = column


def guarded(data: bytes, syntax: str) -> bytes:
    """What may be parsed of a file, with contexts that we have put in their place; raises RefusedError."""
    _check_text(data)
    if syntax == XML:
        _check_xml(data)
    elif syntax == JSON:
        return _checked_json(data)
    elif b"<<" in data:
        _check_triple_terms(data)
    return data


def _check_text(data: bytes) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = f"the byte {data[error.start]:02X} is not UTF-8 here ({error.reason}); save the file as UTF-8"
        raise RefusedError("TG101", message, line, column) from None


def _check_xml(data: bytes) -> None:
    """Well-formedness, which the parser of RDF/XML leaves open, and no document type (XML 1.0, 2.8)."""
    parser = expat.ParserCreate()
    depth = 0

    def place() -> tuple[int, int]:
        return parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    def doctype(*_: Any) -> None:
        message = "the file has a document type (<!DOCTYPE), which can fetch files and grow without end"
        raise RefusedError("TG713", f"{message}; delete it, and write its entities out", *place())

    def start(*_: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > NESTING.limit:
            raise RefusedError("TG714", f"elements are more than {NESTING.limit} deep in one another", *place())

    def end(*_: Any) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)  # what pyexpat calls it has no name
    except expat.ExpatError as error:
        raise RefusedError("TG710", f"{expat.ErrorString(error.code)}", error.lineno, error.offset + 1) from None


def _checked_json(data: bytes) -> bytes:
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        if "depth limit" in error.msg:
            raise RefusedError("TG714", f"values are more than {NESTING.limit} deep in one another") from None
        raise RefusedError("TG710", error.msg, error.lineno, error.colno) from None
    replaced = False
    waiting: list[tuple[Any, int]] = [(document, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > NESTING.limit:
            raise RefusedError("TG714", f"values are more than {NESTING.limit} deep in one another")
        if isinstance(value, dict):
            for key in _DECLARED:
                if key in value:
                    value[key], changed = _context(value[key])
                    replaced |= changed
            waiting += [(each, depth + 1) for each in value.values() if isinstance(each, dict | list)]
        elif isinstance(value, list):
            waiting += [(each, depth + 1) for each in value if isinstance(each, dict | list)]
    return orjson.dumps(document) if replaced else data


def _context(value: Any) -> tuple[Any, bool]:
    """A context with the one that we have in the place of its address, and whether there was any."""
    if isinstance(value, list):
        found = [_context(each) for each in value]
        return [each for each, _ in found], any(changed for _, changed in found)
    if not isinstance(value, str):
        return value, False
    if value != OWN_CONTEXT:
        message = f"the context {value[:100]!r} would have to be fetched; write it into the file"
        raise RefusedError("TG713", message)
    return _own_context(), True


def _own_context() -> Mapping[str, Any]:
    from termgraph.formats.rdf.context import shared

    return shared().context()


def _check_triple_terms(data: bytes) -> None:
    for found in _TERMS.finditer(data):
        if found[1]:
            line = data.count(b"\n", 0, found.start()) + 1
            column = found.start() - data.rfind(b"\n", 0, found.start())
            message = "a statement about a statement (RDF 1.2, `<<`) is not read"
            raise RefusedError("TG717", message, line, column)
