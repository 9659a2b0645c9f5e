"""Records as the plain mappings that files hold, keys in the order they are written: the readers' counterpart."""

from collections.abc import Iterable
from typing import Any

from termgraph.model import (
    Content,
    Link,
    Relation,
    Requirement,
    Section,
    SectionHeading,
    Term,
    TermKind,
    TermStatus,
    Translation,
    encode,
)
from termgraph.relations import REQUIRES, Registry

from .site_records import FORMAT, link_id
from .term_records import TERM, TRANSLATION
from .type_records import type_row

Row = dict[str, Any]


def glossary_row(content: Content) -> Row:
    """The keys of glossary.yaml."""
    glossary = content.glossary
    row: Row = {
        "format": FORMAT,
        "name": glossary.name,
        "base_url": glossary.base_url,
        "language": glossary.language,
        "languages": list(glossary.languages),
    }
    said = _without(encode(glossary), "sections", "watch")
    row |= {key: value for key, value in said.items() if key not in row}
    if glossary.sections:
        row["sections"] = {each.key: _titles(each, glossary.language) for each in glossary.sections}
    if content.categories:
        row["categories"] = [{**encode(each), "order": each.order} for each in content.categories.values()]
    if content.profiles:
        row["profiles"] = {
            key: {"title": each.title, "terms": list(each.terms)} if each.title else list(each.terms)
            for key, each in content.profiles.items()
        }
    if content.paths:
        row["paths"] = {key: _without(encode(each), "key") for key, each in content.paths.items()}
    if content.people:
        row["people"] = {key: _without(encode(each), "key") for key, each in content.people.items()}
    if glossary.watch:
        row["watch"] = list(glossary.watch)
    return row


def types_row(content: Content) -> Row:
    """The keys of relation-types.yaml; empty when the glossary has no types of its own."""
    if not content.relation_types:
        return {}
    return {"relation_types": {key: type_row(each) for key, each in content.relation_types.items()}}


def links_row(content: Content) -> Row:
    """The keys of links.yaml: the groups, and the links that belong to no term's file."""
    row: Row = {}
    if content.link_groups:
        row["groups"] = [{**encode(each), "order": each.order} for each in content.link_groups.values()]
    if links := [_link(each) for each in content.links.values() if each.term is None]:
        row["links"] = links
    return row


def term_row(term: Term, relations: Row, links: Iterable[Link]) -> Row:
    """The front matter of a term, or its row in a one-file glossary, without prose and translations."""
    shown: Row = encode(term)
    shown |= {
        "aliases": aliases(term),
        "category": _one_or_many(term.categories),
        "kind": term.kind.value if term.kind is not TermKind.CONCEPT else None,
        "status": term.status.value if term.status is not TermStatus.PUBLISHED else None,
        "replaced_by": _one_or_many(term.replaced_by),
        "relations": relations,
        "mappings": _grouped((each.match, each.iri) for each in term.mappings),
        "links": [_link(each) for each in links],
    }
    return {key: shown[key] for key in TERM if shown.get(key)}


def translation_row(translation: Translation) -> Row:
    """The front matter of a translation, or the beginning of its row in a one-file glossary, without prose."""
    shown: Row = encode(translation)
    shown["aliases"] = aliases(translation)
    return {key: shown[key] for key in TRANSLATION if shown.get(key)}


def aliases(record: Any) -> list[Any]:
    """The aliases of a term or translation: text where nothing else is said of one."""
    return [each.text if row.keys() == {"text"} else _renamed(row) for each in record.aliases if (row := encode(each))]


def relation_rows(
    relations: Iterable[Relation], requirements: Iterable[Requirement], registry: Registry
) -> dict[str, list[Any]]:
    """What a term's file states under `relations`: by type, in the order of the registry."""
    found: dict[str, list[Any]] = {}
    for relation in relations:
        row = _without(encode(relation), "subject", "type", "object")
        found.setdefault(relation.type, []).append({"to": relation.object, **row} if row else relation.object)
    for requirement in requirements:
        found.setdefault(REQUIRES, []).append(group_row(requirement))
    order = {key: index for index, key in enumerate(registry.types)}
    return {key: found[key] for key in sorted(found, key=lambda key: (order.get(key, len(order)), key))}


def group_row(requirement: Requirement) -> Row:
    """A group of alternatives."""
    row = _without(encode(requirement), "subject", "options")
    return {"any": [list(option) for option in requirement.options], **row}


def statement_row(record: Relation | Requirement) -> Row:
    """One row of `relations` in a one-file glossary."""
    if isinstance(record, Requirement):
        return {"s": record.subject, "t": REQUIRES, **group_row(record)}
    row = _without(encode(record), "subject", "type", "object")
    return {"s": record.subject, "t": record.type, "o": record.object, **row}


def titled(section: Section) -> Any:
    """A section in a one-file glossary: text, with its title where it has its own."""
    return section.text if section.title is None else {"title": section.title, "text": section.text}


def _titles(heading: SectionHeading, language: str) -> Any:
    titles = dict(heading.titles)
    return titles[language] if titles.keys() == {language} else titles


def _link(link: Link) -> Row:
    row = _renamed(_without(encode(link), "term"))
    if link.term is not None and link.id == link_id(link.term, link.url):
        del row["id"]
    return row


def _renamed(row: Row) -> Row:
    return {"lang" if key == "language" else key: value for key, value in row.items()}


def _without(row: Row, *keys: str) -> Row:
    return {key: value for key, value in row.items() if key not in keys}


def _one_or_many(values: tuple[str, ...]) -> Any:
    return values[0] if len(values) == 1 else list(values)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
