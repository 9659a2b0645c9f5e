"""Statements that no record has room for, as lines of N-Triples (RDF 1.1 N-Triples): written, read, and tied to terms.

A line has one spelling, so that equal statements are equal text, and Unicode normalisation leaves it alone.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from termgraph.model import Extra, Term

from .caps import EXTRAS
from .decoding import normal, refused
from .gathering import Gathered
from .reading import Reading, Spot, shorten
from .schemes import REFUSED

IRI = "@id"
"""The datatype of an object that is an IRI."""

STRING = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

Value = tuple[str, str, str]
"""An object: text or IRI, datatype, and the language in small letters or ""."""

_SCHEME = rf"(?!(?i:{'|'.join(REFUSED)}):)[A-Za-z][A-Za-z0-9+.-]*:"
_NAME = rf"<({_SCHEME}" + r"[^\x00-\x20<>\"{}|^`\\]*(?:\\[uU][0-9A-Fa-f]{4,8}[^\x00-\x20<>\"{}|^`\\]*)*)>"
_TEXT = r"\"([^\"\\\n\r]*(?:\\.[^\"\\\n\r]*)*)\"(?:@([A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^" + _NAME + ")?"
_LINE = re.compile(rf"[ \t]*{_NAME}[ \t]*{_NAME}[ \t]*(?:{_NAME}|{_TEXT})[ \t]*(?:\.[ \t]*(?:#.*)?)?")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_MARKS = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TOO_LARGE = 0x110000


def spelled(subject: str, predicate: str, value: Value) -> str:
    """The line of a statement whose subject and predicate are IRIs, without the full stop at its end."""
    line = _spelled(subject, predicate, value, ascii_only=False)
    if line.isascii() or (unicodedata.is_normalized("NFC", line) and not any(refused(line))):
        return line
    return _spelled(subject, predicate, value, ascii_only=True)


def _spelled(subject: str, predicate: str, value: Value, *, ascii_only: bool) -> str:
    text, datatype, language = value
    if datatype == IRI:
        shown = _iri(text, ascii_only)
    else:
        shown = '"' + "".join(_MARKS.get(each) or _character(each, ascii_only) for each in text) + '"'
        if language:
            shown += f"@{language}"
        elif datatype != STRING:
            shown += f"^^{_iri(datatype, ascii_only)}"
    return f"{_iri(subject, ascii_only)} {_iri(predicate, ascii_only)} {shown}"


def _iri(iri: str, ascii_only: bool) -> str:
    return f"<{iri if iri.isascii() else ''.join(_character(each, ascii_only) for each in iri)}>"


def _character(each: str, ascii_only: bool) -> str:
    if " " <= each <= "~" or (not ascii_only and each.isprintable()):
        return each
    return f"\\u{ord(each):04X}" if ord(each) < 0x10000 else f"\\U{ord(each):08X}"


def parsed(line: str) -> tuple[str, str, Value] | None:
    """Subject, predicate and object of a line; None where it is not one statement about things that have IRIs."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    subject, predicate, iri, text, language, datatype = found.groups()
    try:
        if iri is not None:
            value = (_unescaped(iri), IRI, "")
        elif language:
            value = (_unescaped(text), LANGUAGE_STRING, language.lower())
        else:
            value = (_unescaped(text), _unescaped(datatype) if datatype else STRING, "")
        return _unescaped(subject), _unescaped(predicate), value
    except ValueError:
        return None


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(found: re.Match[str]) -> str:
    short, long, mark = found.groups()
    if mark is not None:
        if mark not in _PLAIN:
            raise ValueError(mark)
        return _PLAIN[mark]
    code = int(short or long, 16)
    if code >= _TOO_LARGE or 0xD800 <= code < 0xE000:
        raise ValueError(code)
    return chr(code)


def tied(statements: Iterable[str], terms: Iterable[Term], base_url: str) -> list[Extra]:
    """The statements with the terms they name, by an own IRI, by the one they were imported with, or by a part of it.

    Which terms they are decides who may see the statement.
    """
    known: dict[str, list[str]] = {}
    for term in terms:
        for iri in (f"{base_url}terms/{term.slug}", term.source_iri):
            if iri:
                known.setdefault(iri, []).append(term.slug)
    return [Extra(each, _named(each, known)) for each in statements]


def _named(statement: str, known: Mapping[str, list[str]]) -> tuple[str, ...]:
    said = parsed(statement)
    iris = [said[0], said[1], said[2][0] if said[2][1] == IRI else ""] if said else []
    found = {slug for iri in iris for part in (iri, iri.partition("#")[0]) for slug in known.get(part, ())}
    return tuple(sorted(found))


def read_extras(lines: Iterable[tuple[str, Spot]], reading: Reading, gathered: Gathered) -> None:
    """Add the statements of some lines to `gathered`, once its glossary and its terms are there.

    A line that is no statement is reported (TG123), and so is one more than the cap (TG106).
    """
    found: dict[str, Spot] = {}
    for number, (line, spot) in enumerate(lines):
        if number >= EXTRAS.limit:
            reading.report("TG106", spot, f"{EXTRAS.of} are at most {EXTRAS.limit:,} {EXTRAS.unit}")
            break
        statement = parsed(normal(line))
        if statement is None:
            reading.report("TG123", spot, f"'{shorten(line)}' is not a statement as N-Triples writes it")
            continue
        found.setdefault(spelled(*statement), spot)
    terms = gathered.records.get("terms", {}).values()
    for extra in tied(found, terms, gathered.glossary.base_url):
        gathered.add(reading, "extras", "extra-statement", extra.statement, extra, found[extra.statement])


def lines_of(text: str) -> Iterable[tuple[str, Spot]]:
    """The lines of a file that have a statement, with where they stand."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield line, Spot(number)
