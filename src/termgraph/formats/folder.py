"""A data folder: glossary.yaml, relation-types.yaml, links.yaml, extra.nt and term files, read as one; and written."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from termgraph.model import Content, Translation
from termgraph.relations import Registry

from .caps import DOCUMENT, FILE
from .decoding import decode
from .extra_statements import lines_of, read_extras
from .fields import Field, Fields, nearest, read_fields
from .files import Found, collisions, entries, read_bytes, shown, walk
from .folder_writing import put
from .gathering import Gathered
from .markdown import read_term_file, read_translation, term_file, translation_text
from .reading import START, Reading
from .rows import glossary_row, links_row, types_row
from .sections import Headings
from .site_records import GLOSSARY_FILE, LINKS_FILE, read_glossary, read_links
from .source import Source
from .strict_yaml import Mapped, Node, parse
from .term_records import Setting
from .type_records import read_types
from .values import check_slug
from .yaml_text import yaml_text

GLOSSARY, TYPES, LINKS, EXTRA, TERMS = "glossary.yaml", "relation-types.yaml", "links.yaml", "extra.nt", "terms"

TYPES_FILE: Fields = {"relation_types": Field("relation_types", None)}
"""The keys of relation-types.yaml."""

_SETTINGS = re.compile(r".*\.(?:ya?ml|json)", re.IGNORECASE)
_NAME = re.compile(r"(?P<slug>[^.]*)(?:\.(?P<language>[^.]*))?\.md")

Progress = Callable[[int, int], None]
"""Called with how many files are read, and how many there are."""


class TermFile(NamedTuple):
    """A term file by its name: the slug, the language (None for the glossary's own), and where it is."""

    slug: str
    language: str | None
    file: Found


def read_folder(path: Path, progress: Progress | None = None) -> Source:
    """Everything the files of a folder say, and everything that is wrong with them as files.

    The answer does not depend on the order in which the file system lists them.
    """
    gathered = Gathered()
    top = shown(str(path))
    reading = gathered.reading(top)
    if not path.is_dir():
        reading.report("TG117", START, "there is no such folder" if not path.exists() else "this is not a folder")
        return gathered.source()
    setting = read_settings(path, top, gathered)
    files = term_files(path, top, gathered)
    translations: dict[str, list[Translation]] = {}
    terms = {each.slug for each in files if each.language is None}
    for done, each in enumerate(files, 1):
        reading = reading_of(each, top, gathered)
        data = read_bytes(each.file.path, reading, FILE)
        theirs = translations.setdefault(each.slug, [])
        if found := take(each, data, reading, terms, theirs, setting, gathered):
            theirs.append(found)
        if progress:
            progress(done, len(files))
    _read_extra(path, top, gathered)
    return gathered.source()


def reading_of(each: TermFile, top: str, gathered: Gathered) -> Reading:
    """The reading of a term file whose findings and positions go to `gathered`."""
    return gathered.reading(shown(f"{top}/{TERMS}/{each.file.name}"), each.slug)


def take(
    each: TermFile,
    data: bytes | None,
    reading: Reading,
    terms: set[str],
    theirs: Iterable[Translation],
    setting: Setting,
    gathered: Gathered,
) -> Translation | None:
    """Add what a term file says to `gathered`; what the file of a translation says, if it belongs to one of `terms`.

    `data` are its bytes, None where they could not be read; `theirs` are the translations of its term.
    """
    if each.language is not None:
        known = _is_translation(each, terms, reading, setting)
        found = None if data is None else read_translation(data, each.slug, each.language, reading, setting)
        return found if known else None
    if data is None:
        gathered.unread.add(each.slug)
    else:
        read_term_file(data, each.slug, reading, setting, gathered, _one_a_language(theirs, reading))
    return None


def _read_extra(path: Path, top: str, gathered: Gathered) -> None:
    """What an imported vocabulary says beyond terms: last, because each statement is tied to the terms it names."""
    if not (path / EXTRA).exists() and not (path / EXTRA).is_symlink():
        return
    reading = gathered.reading(shown(f"{top}/{EXTRA}"))
    data = read_bytes(str(path / EXTRA), reading, DOCUMENT)
    text = None if data is None else decode(data, reading)
    if text is not None:
        read_extras(lines_of(text), reading, gathered)


def _is_translation(each: TermFile, terms: set[str], reading: Reading, setting: Setting) -> bool:
    known = setting.translates(reading, START, each.language or "")
    if each.slug not in terms:
        message = f"there is no term file '{each.slug}.md' for this translation"
        near = nearest(each.slug, terms)
        reading.report("TG601", START, message, hint=f"did you mean '{near}'?" if near else None)
        return False
    return known


def _one_a_language(found: Iterable[Translation], reading: Reading) -> tuple[Translation, ...]:
    """Translations by language; of two files for one language, the first counts."""
    by_language: dict[str, Translation] = {}
    for each in found:
        if each.language in by_language:
            message = f"there are two translations of '{reading.subjects[0]}' to '{each.language}'"
            reading.report("TG113", START, message)
        by_language.setdefault(each.language, each)
    return tuple(by_language[language] for language in sorted(by_language))


def read_settings(path: Path, top: str, gathered: Gathered) -> Setting:
    """The files beside terms/: relation types first, for everything else depends on them."""
    reading = gathered.reading(top)
    here = {each.name for each in entries(str(path), reading)}
    for name in sorted(here - {GLOSSARY, TYPES, LINKS, TERMS}):
        if _SETTINGS.fullmatch(name):
            near = nearest(name, (GLOSSARY, TYPES, LINKS))
            hint = f"did you mean '{near}'?" if near else None
            gathered.reading(shown(f"{top}/{name}")).report("TG119", START, "this file is not read", hint=hint)
    if GLOSSARY not in here:
        message = "the folder has no glossary.yaml, which says what the glossary is"
        reading.report("TG117", START, message)
    if TYPES in here:
        reading, node = _tree(path, top, TYPES, gathered)
        if node is not None:
            read_fields(reading, node, TYPES_FILE, ())
            own = node.entries.get("relation_types") if isinstance(node, Mapped) else None
            types = read_types(reading, own[1]) if own else []
            gathered.registry = Registry.of(types)
            gathered.records["relation_types"] = {row.key: row for row in types}
    if GLOSSARY in here:
        reading, node = _tree(path, top, GLOSSARY, gathered)
        if node is not None:
            read_glossary(reading, node, GLOSSARY_FILE, gathered)
    if LINKS in here:
        reading, node = _tree(path, top, LINKS, gathered)
        if node is not None:
            read_fields(reading, node, LINKS_FILE, ())
            read_links(reading, node, gathered)
    return Setting(gathered.glossary, gathered.registry, Headings.of(gathered.glossary))


def _tree(path: Path, top: str, name: str, gathered: Gathered) -> tuple[Reading, Node | None]:
    reading = gathered.reading(shown(f"{top}/{name}"))
    data = read_bytes(str(path / name), reading, FILE)
    text = None if data is None else decode(data, reading)
    node = None if text is None else parse(text, reading)
    if node is None and not reading.found:
        node = Mapped(1, 1, None, {})
    return reading, node


def term_files(path: Path, top: str, gathered: Gathered) -> list[TermFile]:
    """The term files below terms/, by path; other files and names that cannot be slugs are reported.

    Translations come first, so that each term is made once, whole.
    """
    folder = path / TERMS
    if not folder.is_symlink() and not folder.exists():
        return []
    name = f"{top}/{TERMS}"
    if folder.is_symlink() or not folder.is_dir():
        gathered.reading(name).report("TG115", START, "terms/ must be a folder, not a link or a file")
        return []
    found = walk(folder, name, gathered)
    for each, other in collisions(found):
        message = f"this name differs from '{shown(other.name)}' only in letter case"
        gathered.reading(shown(f"{name}/{each.name}")).report("TG114", START, message)
    files = [file for each in found if (file := _term_file(each, name, gathered))]
    return sorted(files, key=lambda each: each.language is None)


def _term_file(found: Found, top: str, gathered: Gathered) -> TermFile | None:
    name = found.name.rpartition("/")[2]
    reading = gathered.reading(shown(f"{top}/{found.name}"))
    if not name.endswith(".md"):
        message = "this is not a term file (its name does not end in .md) and is not read"
        reading.report("TG119", START, message)
        return None
    match = _NAME.fullmatch(name)
    slug = match["slug"] if match else name.removesuffix(".md")
    # A file whose slug is wrong is read all the same, for what else is wrong with it.
    check_slug(reading, START, shown(slug))
    return TermFile(slug if match else shown(slug), match["language"] if match else None, found)


# Writing


def write_folder(content: Content, path: Path) -> None:
    """Write a glossary as a data folder; files of the same names are replaced, others are left alone."""
    (path / TERMS).mkdir(parents=True, exist_ok=True)
    for name, text in folder_files(content).items():
        put(path / name, text.encode())


def folder_files(content: Content) -> dict[str, str]:
    """The files of a data folder: text by path, in the order extra statements, glossary, types, links, terms.

    Each file needs those before it at most, so that a folder that was written half is read without error; extra
    statements come first because they say which categories an import has made already.
    """
    files = {EXTRA: "".join(f"{statement} .\n" for statement in content.extras)} if content.extras else {}
    files[GLOSSARY] = yaml_text(glossary_row(content))
    files |= {name: yaml_text(row) for name, row in ((TYPES, types_row(content)), (LINKS, links_row(content))) if row}
    registry = Registry.of(content.relation_types.values())
    relations = _by(content.relations.values(), "subject")
    requirements = _by(content.requirements.values(), "subject")
    links = _by(content.links.values(), "term")
    for slug, term in content.terms.items():
        files[f"{TERMS}/{slug}.md"] = term_file(
            term,
            content.glossary,
            registry,
            relations.get(slug, ()),
            requirements.get(slug, ()),
            links.get(slug, ()),
        )
        for each in term.translations:
            files[f"{TERMS}/{slug}.{each.language}.md"] = translation_text(each, content.glossary)
    return files


def _by(records: Iterable[Any], field: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for record in records:
        found.setdefault(getattr(record, field), []).append(record)
    return found
