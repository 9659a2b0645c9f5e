"""A whole glossary as one value, how two of them differ, and what of one the public may see."""

import hashlib
from bisect import insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from .codec import canonical_json
from .site import Category, Extra, GlossaryInfo, Link, LinkGroup, Path, Person, Profile
from .term import PUBLIC_STATUSES, Relation, RelationType, Requirement, Term


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a folder of term files says, keyed and sorted by key, so that equal content compares equal.

    Build one with `Content.of`; the mappings are never changed afterwards.
    """

    glossary: GlossaryInfo = field(default_factory=GlossaryInfo)
    relation_types: Mapping[str, RelationType] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    categories: Mapping[str, Category] = field(default_factory=dict)
    link_groups: Mapping[str, LinkGroup] = field(default_factory=dict)
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    paths: Mapping[str, Path] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    requirements: Mapping[str, Requirement] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    extras: Mapping[str, Extra] = field(default_factory=dict)

    @classmethod
    def of(cls, glossary: GlossaryInfo | None = None, **records: Iterable[Any]) -> Self:
        """Content from lists of records, in any order; a later record with the same key wins."""
        keyed: dict[str, Any] = {}
        for entity in ENTITIES:
            if entity.field in records:
                keyed[entity.field] = _sorted({entity.key(record): record for record in records[entity.field]})
        return cls(glossary or GlossaryInfo(), **keyed)


@dataclass(frozen=True, slots=True)
class Entity:
    """One kind of record: its name in the change log, its field of Content, its class, and its key."""

    name: str
    field: str
    record: type
    key: Callable[[Any], str]


def _sorted(records: Mapping[str, Any]) -> dict[str, Any]:
    return {key: records[key] for key in sorted(records)}


_FEW = 1000
"""So many new keys are put in their places one by one: sorting all of them would hold up every other thread."""


def _merged(records: dict[str, Any], fresh: int) -> dict[str, Any]:
    """Records of which all but the last `fresh` stand by key, sorted."""
    if fresh == 0:
        return records
    if fresh > _FEW:
        return _sorted(records)
    keys = list(records)
    for key in [keys.pop() for _ in range(fresh)]:
        insort(keys, key)
    return {key: records[key] for key in keys}


GLOSSARY = "glossary"
"""Entity name and key of the one record that is not in a mapping."""

ENTITIES: tuple[Entity, ...] = (
    Entity("relation-type", "relation_types", RelationType, lambda record: str(record.key)),
    Entity("person", "people", Person, lambda record: str(record.key)),
    Entity("category", "categories", Category, lambda record: str(record.slug)),
    Entity("link-group", "link_groups", LinkGroup, lambda record: str(record.key)),
    Entity("profile", "profiles", Profile, lambda record: str(record.key)),
    Entity("path", "paths", Path, lambda record: str(record.key)),
    Entity("term", "terms", Term, lambda record: str(record.slug)),
    Entity("relation", "relations", Relation, lambda record: str(record.key)),
    Entity("requirement", "requirements", Requirement, lambda record: str(record.key)),
    Entity("link", "links", Link, lambda record: str(record.id)),
    Entity("extra-statement", "extras", Extra, lambda record: str(record.statement)),
)
"""Every kind of record but the glossary's own, referred-to kinds before those that refer to them."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after: None before when it is new, None after when it is gone."""

    entity: str
    key: str
    before: Any = None
    after: Any = None


Changes = tuple[Change, ...]
"""What makes one content into another, in the order of ENTITIES, then by key."""


def difference(before: Content, after: Content) -> Changes:
    """The changes that make `before` into `after`; empty when they are equal."""
    changes: list[Change] = []
    if before.glossary != after.glossary:
        changes.append(Change(GLOSSARY, GLOSSARY, before.glossary, after.glossary))
    for entity in ENTITIES:
        old, new = getattr(before, entity.field), getattr(after, entity.field)
        if old is new:
            continue
        changes += [
            Change(entity.name, key, old.get(key), new.get(key))
            for key in sorted(old.keys() | new.keys())
            if old.get(key) != new.get(key)
        ]
    return tuple(changes)


def apply(content: Content, changes: Iterable[Change]) -> Content:
    """The content after `changes`; untouched mappings are shared with `content`."""
    touched: dict[str, dict[str, Any]] = {}
    fresh: dict[str, set[str]] = {}
    glossary = content.glossary
    by_name = {entity.name: entity for entity in ENTITIES}
    for change in changes:
        if change.entity == GLOSSARY:
            glossary = change.after
            continue
        entity = by_name[change.entity]
        if entity.field not in touched:
            touched[entity.field] = dict(getattr(content, entity.field))
            fresh[entity.field] = set()
        records = touched[entity.field]
        if change.after is None:
            records.pop(change.key, None)
            fresh[entity.field].discard(change.key)
        else:
            if change.key not in records:  # it is behind all others then, whatever its place
                fresh[entity.field].add(change.key)
            records[change.key] = change.after
    merged: dict[str, Any] = {name: _merged(records, len(fresh[name])) for name, records in touched.items()}
    return replace(content, glossary=glossary, **merged)


def digest(content: Content) -> str:
    """SHA-256 in hexadecimal of the content's canonical JSON: equal for two stores exactly when they hold the same."""
    total = hashlib.sha256(canonical_json(content.glossary).encode())
    for entity in ENTITIES:
        for key, record in getattr(content, entity.field).items():
            total.update(f"\n{entity.name} {key} {canonical_json(record)}".encode())
    return total.hexdigest()


def public(content: Content) -> Content:
    """What anybody may see: `content` without terms that are not published, and without any trace of them.

    An answer from this is byte for byte the answer of a glossary that never had those terms.
    """
    hidden = {slug for slug, term in content.terms.items() if term.status not in PUBLIC_STATUSES}
    if not hidden:
        return content

    def shown(slugs: Iterable[str]) -> tuple[str, ...]:
        return tuple(slug for slug in slugs if slug not in hidden)

    def link(record: Link) -> Link | None:
        targets = record.about + record.teaches
        if record.term in hidden or (targets and not shown(targets)):
            return None
        return replace(
            record, about=shown(record.about), teaches=shown(record.teaches), requires=shown(record.requires)
        )

    def requirement(record: Requirement) -> Requirement | None:
        options = tuple(option for option in record.options if not hidden.intersection(option))
        return replace(record, options=options) if options and record.subject not in hidden else None

    def relation(record: Relation) -> Relation | None:
        if record.subject in hidden or record.object in hidden:
            return None
        return replace(record, for_=None) if record.for_ in hidden else record

    def kept(records: Iterable[Any], show: Callable[[Any], Any]) -> list[Any]:
        return [seen for record in records if (seen := show(record)) is not None]

    filtered = Content.of(
        terms=[
            replace(term, replaced_by=shown(term.replaced_by)) if hidden.intersection(term.replaced_by) else term
            for slug, term in content.terms.items()
            if slug not in hidden
        ],
        relations=kept(content.relations.values(), relation),
        requirements=kept(content.requirements.values(), requirement),
        links=kept(content.links.values(), link),
        extras=[record for record in content.extras.values() if not hidden.intersection(record.terms)],
        profiles=[replace(record, terms=shown(record.terms)) for record in content.profiles.values()],
        paths=[replace(record, terms=shown(record.terms)) for record in content.paths.values()],
    )
    return replace(
        content,
        glossary=replace(content.glossary, watch=shown(content.glossary.watch)),
        terms=filtered.terms,
        relations=filtered.relations,
        requirements=filtered.requirements,
        links=filtered.links,
        extras=filtered.extras,
        profiles=filtered.profiles,
        paths=filtered.paths,
    )
