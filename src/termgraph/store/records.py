"""Rows to records: everything the tables hold, as content. `rows` is the way there.

A value that no record can have, such as an unknown kind, raises ValueError, TypeError or KeyError.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any

from termgraph.model import (
    Alias,
    Category,
    Content,
    Extra,
    GlossaryInfo,
    Level,
    Link,
    LinkGroup,
    Mapping,
    Path,
    Person,
    Profile,
    Publisher,
    Relation,
    RelationGroup,
    RelationType,
    Requirement,
    Review,
    Root,
    Section,
    SectionHeading,
    Site,
    Source,
    Suppression,
    Term,
    TermKind,
    TermStatus,
    Tier,
    Translation,
    decode,
)

from .rows import OWN_LANGUAGE

_KINDS = {kind.value: kind for kind in TermKind}
_LEVELS = {level.value: level for level in Level} | {None: None}
_STATUSES = {status.value: status for status in TermStatus}

Read = Callable[[str], Iterable[Any]]
"""All rows of the named table, columns as attributes."""


def content_of(read: Read) -> Content:
    """The content whose rows `read` gives, whatever their order."""
    return Content.of(
        _glossary(read),
        relation_types=[_relation_type(row) for row in read("relation_type")],
        people=[Person(row.key, row.name, row.role, row.url) for row in read("person")],
        categories=[
            Category(row.slug, row.name, row.parent, row.sort_order, row.description) for row in read("category")
        ],
        link_groups=[LinkGroup(row.key, row.title, row.sort_order) for row in read("link_group")],
        profiles=_profiles(read),
        paths=_paths(read),
        terms=_terms(read),
        relations=_relations(read),
        requirements=_requirements(read),
        links=_links(read),
        extras=[Extra(row.statement, tuple(row.terms)) for row in read("extra_statement")],
    )


def relation_of(row: Any, one: Callable[[str], str] = str) -> Relation:
    """The relation of one row of its table; `one` gives a single object for all equal names."""
    return Relation(
        one(row.subject), one(row.type), one(row.object),
        row.why, row.purpose, row.source, row.since, row.is_primary, row.keep,
    )  # fmt: skip  # its names, then what is said about it


def _relations(read: Read) -> Iterator[Relation]:
    """All relations. A database gives every row names of its own, which would take as much room as all else."""
    one = _Known().__getitem__
    return (relation_of(row, one) for row in read("relation"))


class _Known(dict[str, str]):
    """For equal texts the one that was seen first."""

    def __missing__(self, text: str) -> str:
        self[text] = text
        return text


def _parts(rows: Iterable[Any], *key: str) -> dict[Any, list[Any]]:
    """Rows by what they belong to, which these columns name, each list in order of position."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    owner, position = attrgetter(*key), attrgetter("position")
    for row in rows:
        found[owner(row)].append(row)
    for group in found.values():
        if len(group) > 1:
            group.sort(key=position)
    return found


def _glossary(read: Read) -> GlossaryInfo:
    (row,) = read("glossary")
    return GlossaryInfo(
        name=row.name,
        base_url=row.base_url,
        language=row.language,
        languages=tuple(row.languages),
        licence=row.licence,
        publisher=None if row.publisher_name is None else Publisher(row.publisher_name, row.publisher_url),
        description=row.description,
        title_pattern=row.title_pattern,
        root=Root(row.root_slug, row.root_name),
        sections=tuple(decode(SectionHeading, value) for value in row.sections),
        watch=tuple(row.watch),
        site=None if row.site is None else decode(Site, row.site),
    )


def _relation_type(row: Any) -> RelationType:
    return RelationType(
        key=row.key,
        label=row.label,
        inverse_key=row.inverse_key,
        inverse_label=row.inverse_label,
        symmetric=row.is_symmetric,
        transitive=row.is_transitive,
        acyclic=row.acyclic,
        hierarchical=row.hierarchical,
        tier=row.tier and Tier(row.tier),
        first=row.first,
        block=row.block,
        same_kind=row.same_kind,
        domain=tuple(map(TermKind, row.domain_kinds)),
        range=tuple(map(TermKind, row.range_kinds)),
        disjoint_with=tuple(row.disjoint_with),
        explain_cost=row.explain_cost,
        rank_weight=row.rank_weight,
        group=RelationGroup(row.group_key, row.group_label, row.group_order),
        why=row.why,
        predicate=row.predicate,
        sub_property_of=tuple(row.sub_property_of),
    )


def _profiles(read: Read) -> list[Profile]:
    terms = _parts(read("profile_term"), "profile")
    return [Profile(row.key, tuple(part.term for part in terms.get(row.key, ())), row.title) for row in read("profile")]


def _paths(read: Read) -> list[Path]:
    terms = _parts(read("path_term"), "path")
    return [
        Path(row.key, row.title, tuple(part.term for part in terms.get(row.key, ())), row.profile, row.strict)
        for row in read("path")
    ]


def _links(read: Read) -> list[Link]:
    targets = _parts(read("link_target"), "link", "role")

    def slugs(link: str, role: str) -> tuple[str, ...]:
        return tuple(part.target for part in targets.get((link, role), ()))

    return [
        Link(
            row.id, row.title, row.url, row.link_group, row.term, row.kind,
            slugs(row.id, "about"), slugs(row.id, "teaches"), slugs(row.id, "requires"),
            row.level, row.minutes, row.language, row.published,
        )
        for row in read("link")
    ]  # fmt: skip  # the order of the record's fields, three lines in place of thirteen


def _requirements(read: Read) -> list[Requirement]:
    members = _parts(read("requirement_option"), "requirement")

    def options(requirement: str) -> tuple[tuple[str, ...], ...]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        for row in members.get(requirement, ()):
            found[row.option].append(row.term)
        return tuple(tuple(found[number]) for number in sorted(found))

    return [Requirement(row.subject, options(row.id), row.why, row.source, row.keep) for row in read("requirement")]


def _terms(read: Read) -> list[Term]:
    by_term = {table: _parts(read(table), "term") for table in ("term_category", "translation", "source", "mapping")}
    by_text = {table: _parts(read(table), "term", "translation") for table in ("label", "section")}
    one = _Known().__getitem__

    def aliases(term: str, translation: str) -> tuple[Alias, ...]:
        parts = by_text["label"].get((term, translation), ())
        return tuple(Alias(row.text, one(row.kind), row.language, row.case_matters) for row in parts)

    def sections(term: str, translation: str) -> tuple[Section, ...]:
        parts = by_text["section"].get((term, translation), ())
        return tuple(Section(one(row.key), row.text, row.title) for row in parts)

    def translation(row: Any) -> Translation:
        language = row.language
        return Translation(
            one(language),
            row.name,
            aliases(row.term, language),
            row.summary,
            row.definition,
            sections(row.term, language),
            row.made_from,
        )

    def term(row: Any) -> Term:
        slug = row.slug
        return Term(
            slug=slug,
            name=row.name,
            acronym=row.acronym,
            title=row.title,
            aliases=aliases(slug, OWN_LANGUAGE),
            no_autolink=tuple(row.no_autolink),
            former_slugs=tuple(row.former_slugs),
            kind=_KINDS[row.kind],
            categories=tuple(one(part.category) for part in by_term["term_category"].get(slug, ())),
            level=_LEVELS[row.level],
            minutes=row.minutes,
            status=_STATUSES[row.status],
            replaced_by=tuple(row.replaced_by),
            summary=row.summary,
            definition=row.definition,
            sections=sections(slug, OWN_LANGUAGE),
            mappings=tuple(Mapping(part.match_type, part.iri) for part in by_term["mapping"].get(slug, ())),
            sources=tuple(Source(part.id, part.ref, part.title) for part in by_term["source"].get(slug, ())),
            review=None if row.review_by is None else Review(row.review_by, row.review_date, row.review_due),
            suppress=tuple(decode(Suppression, value) for value in row.suppress),
            translations=tuple(translation(part) for part in by_term["translation"].get(slug, ())),
            source_iri=row.source_iri,
        )

    return [term(row) for row in read("term")]
