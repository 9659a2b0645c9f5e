"""Records to rows: which tables hold a record, and what it looks like there. `records` is the way back.

Knows the names of tables and columns, and no database.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from termgraph.errors import Code, TermgraphError
from termgraph.model import (
    Alias,
    Category,
    Extra,
    GlossaryInfo,
    Link,
    LinkGroup,
    Path,
    Person,
    Profile,
    Relation,
    RelationType,
    Requirement,
    Section,
    Term,
)

Row = dict[str, Any]

ROLES = ("about", "teaches", "requires")
"""How a link may point at a target: fields of Link, values of `link_target.role`."""

OWN_LANGUAGE = ""
"""What `translation` holds for labels and sections in the glossary's own language."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where records of one entity stand: a row of `table`, and in each table of `parts` any number of rows.

    The first column of every part names the record it belongs to.
    """

    table: str
    row: Callable[[Any], Row]
    parts: dict[str, Callable[[Any], Iterator[Row]]] = field(default_factory=dict)


def requirement_id(record: Requirement) -> str:
    """A short name for a requirement's key, which grows with its options beyond what an index takes."""
    return sha256(record.key.encode()).hexdigest()[:32]


def _glossary(record: GlossaryInfo) -> Row:
    publisher = record.publisher
    return {
        "id": 1,
        "name": record.name,
        "base_url": record.base_url,
        "language": record.language,
        "languages": record.languages,
        "licence": record.licence,
        "publisher_name": publisher.name if publisher else None,
        "publisher_url": publisher.url if publisher else None,
        "description": record.description,
        "title_pattern": record.title_pattern,
        "root_slug": record.root.slug,
        "root_name": record.root.name,
        "sections": record.sections,
        "watch": record.watch,
        "site": record.site,
    }


def _relation_type(record: RelationType) -> Row:
    return {
        "key": record.key,
        "label": record.label,
        "inverse_key": record.inverse_key,
        "inverse_label": record.inverse_label,
        "is_symmetric": record.symmetric,
        "is_transitive": record.transitive,
        "acyclic": record.acyclic,
        "hierarchical": record.hierarchical,
        "tier": record.tier and record.tier.value,
        "first": record.first,
        "block": record.block,
        "same_kind": record.same_kind,
        "domain_kinds": record.domain,
        "range_kinds": record.range,
        "disjoint_with": record.disjoint_with,
        "explain_cost": record.explain_cost,
        "rank_weight": record.rank_weight,
        "group_key": record.group.key,
        "group_label": record.group.label,
        "group_order": record.group.order,
        "why": record.why,
        "predicate": record.predicate,
        "sub_property_of": record.sub_property_of,
    }


def _person(record: Person) -> Row:
    return {"key": record.key, "name": record.name, "role": record.role, "url": record.url}


def _category(record: Category) -> Row:
    return {
        "slug": record.slug,
        "name": record.name,
        "parent": record.parent,
        "sort_order": record.order,
        "description": record.description,
    }


def _link_group(record: LinkGroup) -> Row:
    return {"key": record.key, "title": record.title, "sort_order": record.order}


def _link(record: Link) -> Row:
    return {
        "id": record.id,
        "title": record.title,
        "url": record.url,
        "link_group": record.group,
        "term": record.term,
        "kind": record.kind,
        "level": record.level,
        "minutes": record.minutes,
        "language": record.language,
        "published": record.published,
    }


def _link_targets(record: Link) -> Iterator[Row]:
    for role in ROLES:
        for position, target in enumerate(getattr(record, role)):
            yield {"link": record.id, "role": role, "position": position, "target": target}


def _profile(record: Profile) -> Row:
    return {"key": record.key, "title": record.title}


def _profile_terms(record: Profile) -> Iterator[Row]:
    for position, term in enumerate(record.terms):
        yield {"profile": record.key, "position": position, "term": term}


def _path(record: Path) -> Row:
    return {"key": record.key, "title": record.title, "profile": record.profile, "strict": record.strict}


def _path_terms(record: Path) -> Iterator[Row]:
    for position, term in enumerate(record.terms):
        yield {"path": record.key, "position": position, "term": term}


def _term(record: Term) -> Row:
    review = record.review
    return {
        "slug": record.slug,
        "name": record.name,
        "acronym": record.acronym,
        "title": record.title,
        "kind": record.kind.value,
        "level": record.level and record.level.value,
        "minutes": record.minutes,
        "status": record.status.value,
        "summary": record.summary,
        "definition": record.definition,
        "review_by": review.by if review else None,
        "review_date": review.date if review else None,
        "review_due": review.due if review else None,
        "no_autolink": record.no_autolink,
        "former_slugs": record.former_slugs,
        "replaced_by": record.replaced_by,
        "suppress": record.suppress,
        "source_iri": record.source_iri,
    }


def _term_categories(record: Term) -> Iterator[Row]:
    for position, category in enumerate(record.categories):
        yield {"term": record.slug, "position": position, "category": category}


def _translations(record: Term) -> Iterator[Row]:
    for position, translation in enumerate(record.translations):
        if translation.language == OWN_LANGUAGE:
            raise TermgraphError(
                Code.CONTENT_INVALID, f"The term {record.slug!r} has a translation without a language."
            )
        yield {
            "term": record.slug,
            "language": translation.language,
            "position": position,
            "name": translation.name,
            "summary": translation.summary,
            "definition": translation.definition,
            "made_from": translation.of,
        }


def _labels(record: Term) -> Iterator[Row]:
    yield from _labels_in(record.slug, OWN_LANGUAGE, record.aliases)
    for translation in record.translations:
        yield from _labels_in(record.slug, translation.language, translation.aliases)


def _labels_in(term: str, translation: str, aliases: Iterable[Alias]) -> Iterator[Row]:
    for position, alias in enumerate(aliases):
        yield {
            "term": term,
            "translation": translation,
            "position": position,
            "text": alias.text,
            "kind": alias.kind,
            "language": alias.language,
            "case_matters": alias.case,
        }


def _sections(record: Term) -> Iterator[Row]:
    yield from _sections_in(record.slug, OWN_LANGUAGE, record.sections)
    for translation in record.translations:
        yield from _sections_in(record.slug, translation.language, translation.sections)


def _sections_in(term: str, translation: str, sections: Iterable[Section]) -> Iterator[Row]:
    for position, section in enumerate(sections):
        yield {
            "term": term,
            "translation": translation,
            "position": position,
            "key": section.key,
            "title": section.title,
            "text": section.text,
        }


def _sources(record: Term) -> Iterator[Row]:
    for position, source in enumerate(record.sources):
        yield {
            "term": record.slug,
            "position": position,
            "id": source.id,
            "ref": source.ref,
            "title": source.title,
        }


def _mappings(record: Term) -> Iterator[Row]:
    for position, mapping in enumerate(record.mappings):
        yield {"term": record.slug, "position": position, "match_type": mapping.match, "iri": mapping.iri}


def _relation(record: Relation) -> Row:
    return {
        "subject": record.subject,
        "type": record.type,
        "object": record.object,
        "why": record.why,
        "purpose": record.for_,
        "source": record.source,
        "since": record.since,
        "is_primary": record.primary,
        "keep": record.keep,
    }


def _requirement(record: Requirement) -> Row:
    return {
        "id": requirement_id(record),
        "subject": record.subject,
        "why": record.why,
        "source": record.source,
        "keep": record.keep,
    }


def _requirement_options(record: Requirement) -> Iterator[Row]:
    identity = requirement_id(record)
    for number, option in enumerate(record.options):
        if not option:
            raise TermgraphError(Code.CONTENT_INVALID, f"The requirement {record.key!r} has an option without terms.")
        for position, term in enumerate(option):
            yield {"requirement": identity, "option": number, "position": position, "term": term}


def _extra(record: Extra) -> Row:
    identity = sha256(record.statement.encode()).hexdigest()[:32]
    return {"id": identity, "statement": record.statement, "terms": record.terms}


LAYOUTS: dict[str, Layout] = {
    "glossary": Layout("glossary", _glossary),
    "relation-type": Layout("relation_type", _relation_type),
    "person": Layout("person", _person),
    "category": Layout("category", _category),
    "link-group": Layout("link_group", _link_group),
    "profile": Layout("profile", _profile, {"profile_term": _profile_terms}),
    "path": Layout("path", _path, {"path_term": _path_terms}),
    "term": Layout(
        "term",
        _term,
        {
            "term_category": _term_categories,
            "translation": _translations,
            "label": _labels,
            "section": _sections,
            "source": _sources,
            "mapping": _mappings,
        },
    ),
    "relation": Layout("relation", _relation),
    "requirement": Layout("requirement", _requirement, {"requirement_option": _requirement_options}),
    "link": Layout("link", _link, {"link_target": _link_targets}),
    "extra-statement": Layout("extra_statement", _extra),
}
"""How the records of each entity of the change log are kept."""
