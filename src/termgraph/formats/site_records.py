"""What surrounds the terms: the keys of glossary.yaml and links.yaml, read into a gathering.

The one-file form has the same keys at its top level.
"""

import hashlib
import re
from dataclasses import fields as dataclass_fields
from typing import Any

from termgraph.model import (
    Category,
    Colours,
    GlossaryInfo,
    Level,
    Link,
    LinkGroup,
    Path,
    Person,
    Profile,
    Publisher,
    Root,
    SectionHeading,
    Site,
)

from .caps import ITEMS, LABEL, LISTED, MINUTES, ORDER, REMARK, Cap
from .fields import Field, Fields, Reader, listed, many, mapped, read_fields, record, rows
from .gathering import Gathered
from .reading import Reading
from .source import Place
from .strict_yaml import Mapped, Node, Scalar
from .values import check_slug, choice, day, flag, label, line, own_slug, page, slug, spelt, text, url, whole

FORMAT = 1
"""The version of the format that this program reads and writes."""

language = spelt(
    label, re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"), "TG110", "a language tag such as en, nb or pt-BR"
)
"""A language tag (BCP 47; extensions are not checked)."""
_COLOUR = spelt(label, re.compile(r"#[0-9a-fA-F]{6}"), "TG110", "a colour such as #14546b")
_PICTURE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.(?:svg|png|jpg|jpeg|webp)")
_FILE = spelt(label, _PICTURE, "TG110", "the name of a picture such as logo.svg")
"""The name of a picture in the folder of the site."""
_EDIT = spelt(
    label,
    re.compile(r"https?://[^\s{}]*\{slug\}[^\s{}]*"),
    "TG110",
    "an address that begins with https:// or http://, with {slug} in it once and no other brace",
)
_ORDER: Reader = whole(-ORDER.limit, ORDER.limit)
_SLUGS: Reader = many(slug, LISTED)


def _version(reading: Reading, node: Node, place: Place) -> int | None:
    value: int | None = whole(1, 1_000_000)(reading, node, place)
    if value is not None and value != FORMAT:
        reading.report("TG110", node, f"this program reads format {FORMAT}, not {value}", fix=str(FORMAT))
    return value


def _pattern(reading: Reading, node: Node, place: Place) -> str | None:
    """A pattern with `{name}` and `{acronym}`, and no other brace."""
    value: str | None = label(reading, node, place)
    if value is None:
        return None
    bare = value.replace("{name}", "").replace("{acronym}", "")
    if "{name}" in value and "{" not in bare and "}" not in bare:
        return value
    reading.report("TG110", node, "a pattern has {name} in it, may have {acronym}, and no other braces")
    return None


def _base(reading: Reading, node: Node, place: Place) -> str | None:
    value: str | None = url(reading, node, place)
    return None if value is None else value if value.endswith("/") else f"{value}/"


_SITE: Fields = {
    "title": Field("title", label),
    "logo": Field("logo", _FILE),
    "colours": Field(
        "colours", record({each.name: Field(each.name, _COLOUR) for each in dataclass_fields(Colours)}, Colours)
    ),
    "footer": Field("footer", text(REMARK)),
    "edit": Field("edit", _EDIT),
}
_GLOSSARY: Fields = {
    "name": Field("name", label),
    "base_url": Field("base_url", _base),
    "language": Field("language", language),
    "languages": Field("languages", many(language)),
    "licence": Field("licence", label),
    "publisher": Field(
        "publisher", record({"name": Field("name", label, needed=True), "url": Field("url", url)}, Publisher)
    ),
    "description": Field("description", text(REMARK)),
    "title_pattern": Field("title_pattern", _pattern),
    "root": Field("root", record({"slug": Field("slug", own_slug), "name": Field("name", label)}, Root)),
    "watch": Field("watch", _SLUGS),
    "site": Field("site", record(_SITE, Site)),
    "sections": Field("sections", None),
    "categories": Field("categories", None),
    "profiles": Field("profiles", None),
    "paths": Field("paths", None),
    "people": Field("people", None),
}
GLOSSARY_FILE: Fields = {"format": Field("format", _version, needed=True), **_GLOSSARY}
"""The keys of glossary.yaml."""

LINKS_FILE: Fields = {"groups": Field("groups", None), "links": Field("links", None)}
"""The keys of links.yaml."""

_CATEGORY: Fields = {
    "slug": Field("slug", own_slug, needed=True),
    "name": Field("name", label, needed=True),
    "parent": Field("parent", slug),
    "order": Field("order", _ORDER),
    "description": Field("description", text(REMARK)),
}
_LINK_GROUP: Fields = {
    "key": Field("key", own_slug, needed=True),
    "title": Field("title", label, needed=True),
    "order": Field("order", _ORDER),
}
_LINK: Fields = {
    "id": Field("id", line(LABEL), needed=True),
    "title": Field("title", label, needed=True),
    "url": Field("url", page, needed=True),
    "group": Field("group", label, needed=True),
    "kind": Field("kind", label),
    "about": Field("about", _SLUGS),
    "teaches": Field("teaches", _SLUGS),
    "requires": Field("requires", _SLUGS),
    "level": Field("level", choice(Level, str)),
    "minutes": Field("minutes", whole(1, MINUTES.limit)),
    "lang": Field("language", language),
    "published": Field("published", day),
}
TERM_LINK: Fields = {**_LINK, "id": Field("id", line(LABEL))}
_PROFILE: Fields = {"terms": Field("terms", _SLUGS), "title": Field("title", label)}
_PATH: Fields = {
    "title": Field("title", label, needed=True),
    "terms": Field("terms", _SLUGS),
    "profile": Field("profile", label),
    "strict": Field("strict", flag),
}
_PERSON: Fields = {"name": Field("name", label, needed=True), "role": Field("role", label), "url": Field("url", url)}


def read_glossary(reading: Reading, node: Node, fields: Fields, gathered: Gathered) -> None:
    """Everything glossary.yaml says, into `gathered`; `fields` are the keys of the file it stands in."""
    place = ("glossary", "glossary")
    reading.place(place, node)
    values = {name: value for name, value in read_fields(reading, node, fields, place).items() if name in _GLOSSARY}
    entries = node.entries if isinstance(node, Mapped) else {}
    main = values.setdefault("language", "en")
    languages = tuple(dict.fromkeys(values.get("languages") or (main,)))
    if main not in languages:
        reading.report("TG110", entries["languages"][1], f"`languages` lacks '{main}', the glossary's own language")
        languages = (main, *languages)
    values["languages"] = languages
    if "sections" in entries:
        values["sections"] = _sections(reading, entries["sections"][1], main, languages)
    gathered.glossary = GlossaryInfo(**values)
    if "categories" in entries:
        _read_rows(reading, entries["categories"][1], gathered, "categories", "category", "slug", _CATEGORY, Category)
    for key, kind, entity, build in (
        ("profiles", "profiles", "profile", _profile),
        ("paths", "paths", "path", _path),
        ("people", "people", "person", _person),
    ):
        for name, value in mapped(reading, entries[key][1], LISTED) if key in entries else ():
            if check_slug(reading, name, name.text, "key"):
                gathered.add(reading, kind, entity, name.text, build(reading, name, value), name)


def read_links(reading: Reading, node: Node, gathered: Gathered) -> None:
    """The groups and links of links.yaml, or of a one-file glossary, into `gathered`."""
    entries = node.entries if isinstance(node, Mapped) else {}
    if "groups" in entries:
        _read_rows(reading, entries["groups"][1], gathered, "link_groups", "link-group", "key", _LINK_GROUP, LinkGroup)
    if "links" in entries:
        _read_rows(reading, entries["links"][1], gathered, "links", "link", "id", _LINK, Link)


def read_term_links(reading: Reading, node: Node, term: str, gathered: Gathered, cap: Cap = ITEMS) -> None:
    """The links of a term's own file; each is named by its address unless it gives an id."""
    for item in listed(reading, node, cap):
        key = _text(item, "id") or link_id(term, _text(item, "url"))
        values = read_fields(reading, item, TERM_LINK, ("link", key))
        if {"title", "url", "group"} <= values.keys():
            values["id"] = key = values.get("id") or link_id(term, values["url"])
            gathered.add(reading, "links", "link", key, Link(term=term, **values), item)


def link_id(term: str, address: str) -> str:
    """The id of a link in a term's file: the term, and the first 8 digits of the address's SHA-256."""
    return f"{term}:{hashlib.sha256(address.encode()).hexdigest()[:8]}"


def _text(node: Node, key: str) -> str:
    value = node.entries.get(key) if isinstance(node, Mapped) else None
    return value[1].text.strip() if value and isinstance(value[1], Scalar) else ""


def _read_rows(
    reading: Reading, node: Node, gathered: Gathered, kind: str, entity: str, key: str, fields: Fields, build: Any
) -> None:
    """A list of mappings, each with its own key."""
    needed = {field.name for field in fields.values() if field.needed}
    for item in rows(reading, node, LISTED):
        name = _text(item, key)
        again = name in gathered.records.get(kind, {})
        values = read_fields(reading, item, fields, ("duplicate" if again else entity, name))
        if needed <= values.keys():
            gathered.add(reading, kind, entity, values[key], build(**values), item)


def _sections(reading: Reading, node: Node, main: str, languages: tuple[str, ...]) -> tuple[SectionHeading, ...]:
    """`{key: title}` or `{key: {language: title}}`."""
    found: list[SectionHeading] = []
    taken: dict[str, str] = {}
    for key, value in mapped(reading, node, ITEMS):
        if not check_slug(reading, key, key.text, "key"):
            continue
        place = ("glossary", "glossary", "sections", key.text)
        if isinstance(value, Mapped):
            titles = read_fields(reading, value, {each: Field(each, label) for each in languages}, place)
        else:
            title = label(reading, value, place)
            titles = {main: title} if title else {}
        if not titles:
            reading.report("TG111", key, f"the section '{key.text}' needs a title")
            continue
        for title in titles.values():
            first = taken.setdefault(title.casefold(), key.text)
            if first != key.text:
                reading.report("TG113", value, f"the title '{title}' belongs to the section '{first}' already")
        reading.place(place, key)
        found.append(SectionHeading(key.text, titles))
    return tuple(found)


def _profile(reading: Reading, key: Scalar, node: Node) -> Profile:
    """A list of terms, or a mapping with a title."""
    place = ("profile", key.text)
    if isinstance(node, Mapped):
        return Profile(key.text, **read_fields(reading, node, _PROFILE, place))
    return Profile(key.text, _SLUGS(reading, node, (*place, "terms")) or ())


def _path(reading: Reading, key: Scalar, node: Node) -> Path:
    values = {"title": key.text, "terms": (), **read_fields(reading, node, _PATH, ("path", key.text))}
    return Path(key.text, **values)


def _person(reading: Reading, key: Scalar, node: Node) -> Person:
    return Person(key.text, **{"name": key.text, **read_fields(reading, node, _PERSON, ("person", key.text))})
