"""A glossary in one YAML or JSON file: every key of a data folder's files, under one roof; read here, and written."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from termgraph.model import Content, Section, Translation
from termgraph.relations import Registry

from .caps import (
    DEFINITION,
    DOCUMENT,
    DOCUMENT_FINDINGS,
    DOCUMENT_NODES,
    EXTRAS,
    LISTED,
    SECTION,
    SECTIONS,
    STATED,
    SUMMARY,
    Cap,
)
from .decoding import decode
from .extra_statements import read_extras
from .fields import Field, Fields, Reader, is_empty, kind_of, listed, mapped, read_fields, rows
from .files import read_bytes, shown
from .gathering import Gathered
from .reading import Reading, Spot
from .rows import Row, glossary_row, links_row, statement_row, term_row, titled, translation_row, types_row
from .sections import Headings, add_section, check_heading, closed, report_long, split
from .site_records import GLOSSARY_FILE, LINKS_FILE, read_glossary, read_links
from .source import Place, Source
from .statements import read_rows
from .strict_yaml import Mapped, Node, Scalar, parse
from .term_records import TERM, TRANSLATION, Setting, read_term
from .type_records import read_types
from .values import check_slug, is_slug, label, line, own_slug
from .yaml_text import yaml_text

_FORMAT = GLOSSARY_FILE["format"]

DOCUMENT_KEYS: Fields = {
    **GLOSSARY_FILE,
    "version": _FORMAT,
    **LINKS_FILE,
    "relation_types": Field("relation_types", None),
    "terms": Field("terms", None),
    "relations": Field("relations", None),
    "extra_statements": Field("extra_statements", None),
}
"""The keys at the top; `version` is an older name of `format`."""


def _prose(cap: Cap) -> Reader:
    """Markdown that goes under one heading: whole code blocks, and no heading of level 2 of its own."""

    def read(reading: Reading, node: Node, _place: Place) -> str | None:
        if not isinstance(node, Scalar):
            reading.report("TG109", node, f"text is needed here, not {kind_of(node)}")
            return None
        if is_empty(node):
            return None
        parts = split(node.text)
        if len(parts) > 1:
            message = "a heading of level 2 begins a section; write the section under `sections`, or use level 3"
            reading.report("TG110", node, message)
        report_long(reading, node.text, node, cap)
        return closed(reading, parts[0], node) or None

    return read


_PROSE: Fields = {
    "definition": Field("definition", _prose(DEFINITION)),
    "sections": Field("sections", None),
}
_TERM: Fields = {
    "slug": Field("slug", own_slug, needed=True),
    **TERM,
    "fact": Field("summary", line(SUMMARY)),
    **_PROSE,
    "translations": Field("translations", None),
}
_TRANSLATION: Fields = {**TRANSLATION, **_PROSE}
_SECTION_TEXT = _prose(SECTION)
_SECTION: Fields = {
    "title": Field("title", label),
    "text": Field("text", _SECTION_TEXT),
}


def read_document(path: Path, progress: Callable[[int, int], None] | None = None) -> Source:
    """Everything one file says, and everything that is wrong with it; a missing file is a finding too."""
    gathered = Gathered()
    reading = gathered.reading(shown(str(path)))
    data = read_bytes(str(path), reading, DOCUMENT, follow=True)
    if data is not None:
        read_bytes_of_document(data, reading, gathered, progress)
    return gathered.source()


def read_bytes_of_document(
    data: bytes, reading: Reading, gathered: Gathered, progress: Callable[[int, int], None] | None = None
) -> None:
    """Add everything that the bytes of one file say to `gathered`."""
    reading.most = DOCUMENT_FINDINGS.limit
    text = decode(data, reading)
    node = None if text is None else parse(text, reading, DOCUMENT_NODES.limit)
    if node is None and reading.found:
        return
    root = node or Mapped(1, 1, None, {})
    entries = root.entries if isinstance(root, Mapped) else {}
    if "relation_types" in entries:
        types = read_types(reading, entries["relation_types"][1])
        gathered.registry = Registry.of(types)
        gathered.records["relation_types"] = {row.key: row for row in types}
    read_glossary(reading, root, DOCUMENT_KEYS, gathered)
    read_links(reading, root, gathered)
    setting = Setting(gathered.glossary, gathered.registry, Headings.of(gathered.glossary))
    terms = rows(reading, entries["terms"][1], LISTED) if "terms" in entries else []
    for index, item in enumerate(terms, 1):
        _read_term(reading, item, setting, gathered)
        if progress:
            progress(index, len(terms))
    if "relations" in entries:
        found = rows(reading, entries["relations"][1], STATED)
        gathered.statements += read_rows(reading, found, gathered.registry)
    if "extra_statements" in entries:
        found = listed(reading, entries["extra_statements"][1], EXTRAS)
        lines = [(each.text, Spot(each.line, each.column)) for each in found if isinstance(each, Scalar)]
        read_extras(lines, reading, gathered)


def _read_term(reading: Reading, item: Node, setting: Setting, gathered: Gathered) -> None:
    """One row of `terms`."""
    entries = item.entries if isinstance(item, Mapped) else {}
    named = entries["slug"][1] if "slug" in entries else None
    slug = named.text.strip() if isinstance(named, Scalar) else ""
    reading.subjects = (slug,) if is_slug(slug) else ()
    place = ("duplicate" if slug in gathered.records.get("terms", ()) else "term", slug)
    values = read_fields(reading, item, _TERM, place)
    translations: dict[str, Translation] = {}
    if "sections" in entries:
        values["sections"] = _sections(reading, entries["sections"][1], setting.headings, place)
    if "translations" in entries:
        for code, node in mapped(reading, entries["translations"][1], LISTED):
            found = _translation(reading, code.text, node, setting.headings, (*place, "translations", code.text))
            if setting.translates(reading, code, code.text):
                translations[code.text] = found
    if values.pop("slug", None):
        theirs = tuple(translations[code] for code in sorted(translations))
        read_term(reading, item, slug, values, theirs, setting, gathered)
    reading.subjects = ()


def _translation(reading: Reading, code: str, node: Node, headings: Headings, place: Place) -> Translation:
    reading.place(place, node)
    values: dict[str, Any] = {"name": place[1], **read_fields(reading, node, _TRANSLATION, place)}
    if isinstance(node, Mapped) and "sections" in node.entries:
        values["sections"] = _sections(reading, node.entries["sections"][1], headings, place)
    return Translation(code, **values)


def _sections(reading: Reading, node: Node, headings: Headings, place: Place) -> tuple[Section, ...]:
    """Sections by key or heading: text, or a mapping with text and title."""
    found: dict[str, Section] = {}
    for key, value in mapped(reading, node, SECTIONS):
        inner = (*place, "sections", key.text)
        reading.place(inner, value)
        heading, title = key.text, None
        if isinstance(value, Mapped):
            values = read_fields(reading, value, _SECTION, inner)
            text, title = values.get("text", ""), values.get("title")
        else:
            text = _SECTION_TEXT(reading, value, inner) or ""
        section = headings.section(heading, text)
        if title is not None and check_slug(reading, key, heading, "key"):
            heading, section = title, Section(key.text, text, title)
        spot = Spot(key.line, key.column, key.end_column)
        check_heading(reading, section, spot, heading, headings)
        if add_section(reading, found, section, spot):
            where = reading.positions.get((*inner, "text"))
            reading.positions[(*place, "sections", section.key)] = where or reading.positions[inner]
    return headings.sorted(found.values())


# Writing


def document_row(content: Content) -> Row:
    """A whole glossary as one plain mapping."""
    return {key: list(value) if isinstance(value, Iterator) else value for key, value in _entries(content)}


def _entries(content: Content) -> Iterator[tuple[str, Any]]:
    """The keys at the top with their values; long lists are made row by row."""
    yield from {**glossary_row(content), **types_row(content), **links_row(content)}.items()
    if content.terms:
        yield "terms", _term_rows(content)
    if content.relations or content.requirements:
        yield (
            "relations",
            (statement_row(each) for records in (content.relations, content.requirements) for each in records.values()),
        )
    if content.extras:
        yield "extra_statements", list(content.extras)


def _term_rows(content: Content) -> Iterator[Row]:
    links: dict[str | None, list[Any]] = {}
    for link in content.links.values():
        links.setdefault(link.term, []).append(link)
    for slug, term in content.terms.items():
        yield {"slug": slug, **term_row(term, {}, links.get(slug, ())), **_prose_row(term)} | _translations_row(term)


def document_yaml(content: Content) -> str:
    """A glossary as one YAML file."""
    return yaml_text(document_row(content))


def document_json(content: Content) -> Iterator[str]:
    """A glossary as one JSON file (RFC 8259), in parts."""
    before = "{"
    for key, value in _entries(content):
        yield f"{before}\n {_json(key)}: "
        before = ","
        if not isinstance(value, Iterator):
            yield _json(value, 1)
            continue
        first = "["
        while rows := list(islice(value, _AT_ONCE)):
            yield first + _json(rows, 1)[1 : -len("\n ]")]
            first = ","
        yield "\n ]"
    yield "\n}\n"


_AT_ONCE = 256
"""Rows that are written together: each time the encoder leaves a circle, which only a search for garbage frees."""


def _json(value: Any, depth: int = 0) -> str:
    """A value that stands so deep; no text in it has a line feed that is not escaped."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


def _prose_row(record: Any) -> Row:
    row: Row = {}
    if record.definition:
        row["definition"] = record.definition
    if record.sections:
        row["sections"] = {each.key: titled(each) for each in record.sections}
    return row


def _translations_row(term: Any) -> Row:
    if not term.translations:
        return {}
    return {"translations": {each.language: translation_row(each) | _prose_row(each) for each in term.translations}}
