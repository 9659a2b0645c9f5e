"""What a glossary becomes when a vocabulary is imported into it: pure, as a plan is; nothing is deleted but what moved.

A vocabulary says what its concepts are called, what is written about them and how they are joined, and of those terms
that is taken from it. What an editor added here stays.
"""

from dataclasses import fields, replace
from typing import Any

from termgraph.formats.extra_statements import parsed
from termgraph.model import Content, GlossaryInfo, SectionHeading, Term

_DEFAULTS = {field.name: field.default for field in fields(Term)}


def merged(present: Content, imported: Content) -> Content:
    """The glossary `present` with the terms, categories and statements of `imported`, whose slugs fit into it.

    The first import into an empty glossary makes it what the vocabulary says. Later ones leave what the glossary says
    of itself, add languages and sections that are new, and take a term's fields from the vocabulary where it has them.
    Of the relations and extra statements about imported terms alone, those that the vocabulary no longer makes go.
    """
    if not present.terms:
        return imported
    fresh = imported.terms.keys()
    origins = {term.source_iri for term in imported.terms.values() if term.source_iri}
    types = {each.type for each in imported.relations.values()}
    relations = {
        key: each
        for key, each in present.relations.items()
        if not (each.subject in fresh and each.object in fresh and each.type in types)
    }
    moved = {each.key: each for each in present.relations.values() if each.key in imported.relations}
    extras = {key: each for key, each in present.extras.items() if _subject(key) not in origins}
    terms = {
        slug: _term(present.terms[slug], term) if slug in present.terms else term
        for slug, term in imported.terms.items()
    }
    kinds: dict[str, Any] = {
        "relation_types": {**imported.relation_types, **present.relation_types},
        "people": {**imported.people, **present.people},
        "categories": {**present.categories, **imported.categories},
        "link_groups": {**imported.link_groups, **present.link_groups},
        "profiles": {**imported.profiles, **present.profiles},
        "paths": {**imported.paths, **present.paths},
        "terms": {**present.terms, **terms},
        "relations": {**relations, **imported.relations, **moved},
        "requirements": {**present.requirements, **imported.requirements},
        "links": {**present.links, **imported.links},
        "extras": {**extras, **imported.extras},
    }
    lists = {name: records.values() for name, records in kinds.items()}
    return Content.of(_glossary(present.glossary, imported.glossary), **lists)


def _subject(statement: str) -> str | None:
    found = parsed(statement)
    return found[0] if found else None


def _term(present: Term, imported: Term) -> Term:
    """A term with what the vocabulary says of it, and what only the glossary does."""
    said = {
        name: value for name in _DEFAULTS if (value := getattr(imported, name)) != _DEFAULTS[name] and name != "slug"
    }
    return replace(present, **said)


def _glossary(present: GlossaryInfo, imported: GlossaryInfo) -> GlossaryInfo:
    known = {heading.key for heading in present.sections}
    new: tuple[SectionHeading, ...] = tuple(each for each in imported.sections if each.key not in known)
    languages = tuple(dict.fromkeys((*present.languages, *imported.languages)))
    return replace(present, languages=languages, sections=(*present.sections, *new))
