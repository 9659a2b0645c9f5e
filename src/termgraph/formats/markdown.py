"""Term files: Markdown with YAML front matter, one term or one translation each; read here, and written."""

import re
from collections.abc import Iterable
from typing import Any

from termgraph.errors import Code, TermgraphError
from termgraph.model import Content, GlossaryInfo, Link, Relation, Requirement, Section, Term, Translation
from termgraph.relations import Registry

from .decoding import decode
from .fields import Fields, read_fields
from .gathering import Gathered
from .reading import START, Reading
from .rows import Row, relation_rows, term_row, translation_row
from .sections import Headings, read_body, split, title_of, without_blank_lines
from .source import Place
from .strict_yaml import Mapped, parse
from .term_records import TERM, TRANSLATION, Setting, read_term
from .yaml_text import yaml_text

OPENING = re.compile(r"---[ \t]*\n")
CLOSING = re.compile(r"^---[ \t]*$", re.MULTILINE)
"""The lines around the front matter, in text whose line ends are line feeds."""


def read_term_file(
    data: bytes,
    slug: str,
    reading: Reading,
    setting: Setting,
    gathered: Gathered,
    translations: tuple[Translation, ...] = (),
) -> None:
    """Add the term of one file to `gathered`; a file that cannot be read at all leaves its slug in `unread`."""
    # A second file with the same slug is read for its findings; its positions must not hide those of the first.
    entity = "duplicate" if slug in gathered.records.get("terms", ()) else "term"
    found = _read(data, reading, TERM, (entity, slug), setting.headings)
    if found is None:
        gathered.unread.add(slug)
        return
    node, values = found
    read_term(reading, node, slug, values, translations, setting, gathered)


def read_translation(data: bytes, slug: str, language: str, reading: Reading, setting: Setting) -> Translation | None:
    """The translation of one file, None when it cannot be read."""
    place = ("term", slug, "translations", language)
    found = _read(data, reading, TRANSLATION, place, setting.headings)
    if found is None:
        return None
    node, values = found
    reading.place(place, node)
    return Translation(language, **{"name": slug, **values})


def _read(
    data: bytes, reading: Reading, fields: Fields, place: Place, headings: Headings
) -> tuple[Mapped, dict[str, Any]] | None:
    """Front matter as a tree, and the fields of the record that front matter and body give."""
    text = decode(data, reading)
    if text is None:
        return None
    opening = OPENING.match(text)
    closing = CLOSING.search(text, opening.end()) if opening else None
    if closing is None:
        message = "the second line `---`, which ends the front matter, is missing"
        reading.report("TG116", START, message if opening else "a term file begins with a line `---`")
        return None
    # The opening line stays, so that lines are counted from the top of the file.
    before = reading.found
    node = parse(text[: closing.start()], reading)
    body = text[closing.end() + 1 :]
    number = text.count("\n", 0, closing.end()) + 2
    definition, sections = read_body(reading, body, number, headings, place)
    if node is None and reading.found > before:
        return None
    if node is None:
        node = Mapped(1, 1, None, {})
    values = read_fields(reading, node, fields, place)
    if definition is not None:
        values["definition"] = definition
    if sections:
        values["sections"] = sections
    return (node if isinstance(node, Mapped) else Mapped(node.line, node.column, None, {})), values


# Writing


def term_text(content: Content, slug: str) -> str:
    """The file of one term, with the relations whose subject it is; raises KeyError for an unknown slug.

    Raises TermgraphError CONTENT_INVALID for prose that the format cannot hold: see `_body`.
    """
    return term_file(
        content.terms[slug],
        content.glossary,
        Registry.of(content.relation_types.values()),
        [each for each in content.relations.values() if each.subject == slug],
        [each for each in content.requirements.values() if each.subject == slug],
        [each for each in content.links.values() if each.term == slug],
    )


def term_file(
    term: Term,
    glossary: GlossaryInfo,
    registry: Registry,
    relations: Iterable[Relation],
    requirements: Iterable[Requirement],
    links: Iterable[Link],
) -> str:
    """The file of a term with the relations, requirements and links that belong to it."""
    row = term_row(term, relation_rows(relations, requirements, registry), links)
    return _file(row, term.definition, term.sections, glossary, glossary.language)


def translation_text(translation: Translation, glossary: GlossaryInfo) -> str:
    """The file of one translation."""
    row = translation_row(translation)
    return _file(row, translation.definition, translation.sections, glossary, translation.language)


def _file(row: Row, definition: str | None, sections: Iterable[Section], glossary: GlossaryInfo, language: str) -> str:
    parts = [f"{yaml_text(row, start=True)}---\n"]
    if definition:
        parts.append(f"\n{_prose(definition)}\n")
    for section in sections:
        title = title_of(section, glossary.sections, language, glossary.language)
        # A title's own final hash would be taken for the end of the heading.
        parts.append(f"\n## {title} #\n" if title.endswith("#") else f"\n## {title}\n".replace(" \n", "\n"))
        if section.text:
            parts.append(f"\n{_prose(section.text)}\n")
    return "".join(parts)


def _prose(text: str) -> str:
    """`text` as it can stand under a heading.

    Readers never give prose with a level-2 heading or an open code block in it, for it would take in what follows.
    """
    parts = split(text)
    if len(parts) > 1 or parts[0].fence:
        message = "Text with a level-2 heading or an open code block cannot be written under a heading."
        raise TermgraphError(Code.CONTENT_INVALID, message, text=text[:200])
    return without_blank_lines(text)
