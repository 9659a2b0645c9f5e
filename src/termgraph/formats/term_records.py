"""The keys of a term, in a term file's front matter or in a one-file glossary, and those of a translation."""

from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, field
from typing import Any

from termgraph.model import (
    MATCH_TYPES,
    Alias,
    GlossaryInfo,
    Level,
    Mapping,
    Review,
    Section,
    Source,
    Suppression,
    Term,
    TermKind,
    TermStatus,
    Translation,
)
from termgraph.model.term import ALIAS_KINDS
from termgraph.relations import BUILT_IN, Registry

from .caps import ALIASES, MINUTES, REMARK, SUMMARY
from .fields import Field, Fields, many, read_fields, record
from .gathering import Gathered
from .reading import Placed, Reading
from .sections import Headings
from .site_records import language, read_term_links
from .source import Place
from .statements import read_relations
from .strict_yaml import Mapped, Node, Scalar
from .values import choice, day, flag, iri, label, line, own_slug, slug, state, text, whole


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a term needs to know of its glossary."""

    glossary: GlossaryInfo = field(default_factory=GlossaryInfo)
    registry: Registry = BUILT_IN
    headings: Headings = field(default_factory=Headings)

    def translates(self, reading: Reading, spot: Placed, code: str) -> bool:
        """Whether the glossary is translated to this language; reported when it is not (TG602)."""
        if code == self.glossary.language:
            reading.report("TG602", spot, f"'{code}' is the glossary's own language; write it in the term's own file")
            return False
        if code in self.glossary.languages:
            return True
        known = ", ".join(self.glossary.languages)
        reading.report("TG602", spot, f"'{code}' is not among the glossary's languages ({known})")
        return False


def _alias(reading: Reading, node: Node, place: Place) -> Alias | None:
    """Text, or a mapping with text, kind, lang and case."""
    if isinstance(node, Scalar):
        value = label(reading, node, place)
        if value is None:
            return None
        alias = Alias(value)
    else:
        found: Alias | None = _ALIAS_RECORD(reading, node, ())
        if found is None:
            return None
        alias = found
    reading.place((*place, alias.text), node)
    return alias


def _mappings(reading: Reading, node: Node, place: Place) -> tuple[Mapping, ...]:
    """IRIs by match type."""
    values = read_fields(reading, node, {each: Field(each, many(iri)) for each in MATCH_TYPES}, place)
    return tuple(Mapping(match, each) for match in MATCH_TYPES for each in values.get(match, ()))


ALIAS: Fields = {
    "text": Field("text", label, needed=True),
    "kind": Field("kind", choice(ALIAS_KINDS)),
    "lang": Field("language", language),
    "case": Field("case", flag),
}
_ALIAS_RECORD = record(ALIAS, Alias)
SOURCE: Fields = {
    "id": Field("id", label, needed=True),
    "ref": Field("ref", line(REMARK), needed=True),
    "title": Field("title", line(REMARK)),
}
REVIEW: Fields = {
    "by": Field("by", label, needed=True),
    "date": Field("date", day, needed=True),
    "due": Field("due", day),
}
SUPPRESSION: Fields = {
    "rule": Field("rule", label, needed=True),
    "why": Field("why", text(REMARK), needed=True),
}

TRANSLATION: Fields = {
    "name": Field("name", label, needed=True),
    "aliases": Field("aliases", many(_alias, ALIASES)),
    "summary": Field("summary", line(SUMMARY)),
    "of": Field("of", state),
}
"""The front matter of a translation, in the order it is written."""

TERM: Fields = {
    "name": Field("name", label, needed=True),
    "acronym": Field("acronym", label),
    "title": Field("title", label),
    "aliases": Field("aliases", many(_alias, ALIASES)),
    "no_autolink": Field("no_autolink", many(label)),
    "former_slugs": Field("former_slugs", many(own_slug)),
    "kind": Field("kind", choice(TermKind, TermKind)),
    "category": Field("categories", many(slug)),
    "level": Field("level", choice(Level, Level)),
    "minutes": Field("minutes", whole(1, MINUTES.limit)),
    "status": Field("status", choice(TermStatus, TermStatus)),
    "replaced_by": Field("replaced_by", many(slug)),
    "summary": Field("summary", line(SUMMARY)),
    "relations": Field("relations", None),
    "mappings": Field("mappings", _mappings),
    "source_iri": Field("source_iri", iri),
    "links": Field("links", None),
    "sources": Field("sources", many(record(SOURCE, Source))),
    "review": Field("review", record(REVIEW, Review)),
    "suppress": Field("suppress", many(record(SUPPRESSION, Suppression))),
}
"""The front matter of a term, in the order it is written."""

Body = tuple[str | None, tuple[Section, ...]]


def read_term(
    reading: Reading,
    node: Node,
    slug: str,
    values: Mapping_[str, Any],
    translations: tuple[Translation, ...],
    setting: Setting,
    gathered: Gathered,
) -> None:
    """Add the term whose fields are `values` to `gathered`, with the relations and links that `node` states.

    A term without a name is kept under its slug, so that references to it are not reported as well.
    """
    full = {"name": slug, **values}
    if not gathered.add(reading, "terms", "term", slug, Term(slug=slug, translations=translations, **full), node):
        return
    entries = node.entries if isinstance(node, Mapped) else {}
    if "relations" in entries:
        gathered.statements += read_relations(reading, entries["relations"][1], slug, setting.registry)
    if "links" in entries:
        read_term_links(reading, entries["links"][1], slug, gathered)
