"""The tables: plain names, natural keys, one row a thing, so that a person with an SQL client can read them.

Nobody outside this package sees them. Parts of a record (labels, sections, targets) point at it with foreign keys.
References from one record to another have none on purpose: whether a relation's object exists is judged by
`integrity`, with file and line, before anything is written. Lists keep their order in `position`, counted from 0.
Short lists that nobody joins on are JSON columns. Dates are ISO 8601 text, as they were written.
"""

from typing import Any

from sqlalchemy import JSON, BigInteger, Index, MetaData, Table
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

METADATA = MetaData()


class Row(SQLModel, registry=registry(metadata=METADATA)):
    """What all tables share: one collection, apart from any other SQLModel tables of the process."""


def _json(*, nullable: bool = False) -> Any:
    return Field(sa_type=JSON, nullable=nullable)


def _counter(*, primary_key: bool = False) -> Any:
    return Field(sa_type=BigInteger, primary_key=primary_key, nullable=False, sa_column_kwargs={"autoincrement": False})


def _part_of(column: str) -> Any:
    return Field(primary_key=True, foreign_key=column)


def _key() -> Any:
    return Field(primary_key=True)


# ── the state of the store ──


class GraphState(Row, table=True):
    """One row: which state of the graph this is. Writers update it first, which puts them in a line."""

    __tablename__ = "graph_state"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    epoch: str
    revision: int = _counter()
    public_revision: int = _counter()
    chain: str
    schema_version: int
    min_log_revision: int = _counter()


class Revision(Row, table=True):
    """One row a write; revision 0 is the creation of the store. `at` is UTC."""

    __tablename__ = "revision"
    revision: int = _counter(primary_key=True)
    at: str
    actor: str | None
    request_id: str | None
    kind: str
    public: bool
    chain: str


class ChangeLog(Row, table=True):
    """One row a changed record: the record after the change, or SQL NULL where it was deleted."""

    __tablename__ = "change_log"
    revision: int = _counter(primary_key=True)
    seq: int = Field(primary_key=True)
    entity: str
    key: str
    after: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True), nullable=True)


class AppliedRequest(Row, table=True):
    """Requests that were carried out, kept for a day, so that a repeated one gets the old answer."""

    __tablename__ = "applied_request"
    key: str = _key()
    body_hash: str
    revision: int = _counter()
    response: dict[str, Any] = _json()
    at: str


# ── the glossary and what surrounds the terms ──


class Glossary(Row, table=True):
    """One row: the glossary as a whole."""

    __tablename__ = "glossary"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    base_url: str
    language: str
    languages: list[str] = _json()
    licence: str | None
    publisher_name: str | None
    publisher_url: str | None
    description: str | None
    title_pattern: str
    root_slug: str
    root_name: str
    sections: list[dict[str, Any]] = _json()
    watch: list[str] = _json()
    site: dict[str, Any] | None = _json(nullable=True)


class RelationType(Row, table=True):
    """A relation type of the glossary's own; the built-in ones are part of the program."""

    __tablename__ = "relation_type"
    key: str = _key()
    label: str
    inverse_key: str | None
    inverse_label: str | None
    is_symmetric: bool
    is_transitive: bool
    acyclic: str
    hierarchical: str | None
    tier: str | None
    first: str | None
    block: bool
    same_kind: bool
    domain_kinds: list[str] = _json()
    range_kinds: list[str] = _json()
    disjoint_with: list[str] = _json()
    explain_cost: float
    rank_weight: float
    group_key: str
    group_label: str
    group_order: int
    why: str
    predicate: str | None
    sub_property_of: list[str] = _json()


class Person(Row, table=True):
    """Somebody who edits or reviews."""

    __tablename__ = "person"
    key: str = _key()
    name: str
    role: str | None
    url: str | None


class Category(Row, table=True):
    """A shelf of the glossary; `parent` is the slug of another."""

    __tablename__ = "category"
    slug: str = _key()
    name: str
    parent: str | None
    sort_order: int
    description: str | None


class LinkGroup(Row, table=True):
    """A heading under which links are shown."""

    __tablename__ = "link_group"
    key: str = _key()
    title: str
    sort_order: int


class Link(Row, table=True):
    """A page outside the glossary; `term` is the term in whose file it was written."""

    __tablename__ = "link"
    id: str = _key()
    title: str
    url: str
    link_group: str
    term: str | None
    kind: str | None
    level: str | None
    minutes: int | None
    language: str | None
    published: str | None


class LinkTarget(Row, table=True):
    """What a link is `about`, `teaches` or `requires`: a term's slug, or "category:slug"."""

    __tablename__ = "link_target"
    __table_args__ = (Index("link_target_by_target", "target"),)
    link: str = _part_of("link.id")
    role: str = _key()
    position: int = _key()
    target: str


class Profile(Row, table=True):
    """A reusable "I already know"."""

    __tablename__ = "profile"
    key: str = _key()
    title: str | None


class ProfileTerm(Row, table=True):
    """A term of a profile."""

    __tablename__ = "profile_term"
    profile: str = _part_of("profile.key")
    position: int = _key()
    term: str


class Path(Row, table=True):
    """An editor's order of reading."""

    __tablename__ = "path"
    key: str = _key()
    title: str
    profile: str | None
    strict: bool


class PathTerm(Row, table=True):
    """A term of a path."""

    __tablename__ = "path_term"
    path: str = _part_of("path.key")
    position: int = _key()
    term: str


class ExtraStatement(Row, table=True):
    """A statement of an imported vocabulary that nothing else holds; `id` is a hash of it, for it can be long."""

    __tablename__ = "extra_statement"
    id: str = _key()
    statement: str
    terms: list[str] = _json()


# ── terms and what is written about them ──


class Term(Row, table=True):
    """One term in the glossary's own language; `row_version` counts its changes, for optimistic locks of editors."""

    __tablename__ = "term"
    __table_args__ = (Index("term_by_status", "status", "slug"),)
    slug: str = _key()
    name: str
    acronym: str | None
    title: str | None
    kind: str
    level: str | None
    minutes: int | None
    status: str
    summary: str | None
    definition: str | None
    review_by: str | None
    review_date: str | None
    review_due: str | None
    no_autolink: list[str] = _json()
    former_slugs: list[str] = _json()
    replaced_by: list[str] = _json()
    suppress: list[dict[str, Any]] = _json()
    source_iri: str | None
    row_version: int = Field(default=1)


class TermCategory(Row, table=True):
    """A category of a term; position 0 is the canonical one."""

    __tablename__ = "term_category"
    __table_args__ = (Index("term_category_by_category", "category"),)
    term: str = _part_of("term.slug")
    position: int = _key()
    category: str


class Translation(Row, table=True):
    """A term in another language; its labels and sections carry that language in `translation`.

    `made_from` is the digest of the term's texts that it was made from, where somebody said.
    """

    __tablename__ = "translation"
    term: str = _part_of("term.slug")
    language: str = _key()
    position: int
    name: str
    summary: str | None
    definition: str | None
    made_from: str | None


class Label(Row, table=True):
    """An alias of a term; `translation` is "" for the glossary's own language, else the translation it belongs to."""

    __tablename__ = "label"
    term: str = _part_of("term.slug")
    translation: str = _key()
    position: int = _key()
    text: str
    kind: str
    language: str | None
    case_matters: bool


class Section(Row, table=True):
    """A titled part of a term's text; `translation` as in `label`."""

    __tablename__ = "section"
    term: str = _part_of("term.slug")
    translation: str = _key()
    position: int = _key()
    key: str
    title: str | None
    text: str


class Source(Row, table=True):
    """Where a statement about a term comes from; `id` is its name inside the term."""

    __tablename__ = "source"
    term: str = _part_of("term.slug")
    position: int = _key()
    id: str
    ref: str
    title: str | None


class Mapping(Row, table=True):
    """A term's counterpart in another vocabulary."""

    __tablename__ = "mapping"
    term: str = _part_of("term.slug")
    position: int = _key()
    match_type: str
    iri: str


# ── what joins terms ──


class Relation(Row, table=True):
    """`subject type object`, in the one direction that is stored; `purpose` is what files call `for`."""

    __tablename__ = "relation"
    __table_args__ = (Index("relation_by_object", "object", "type"),)
    subject: str = _key()
    type: str = _key()
    object: str = _key()
    why: str | None
    purpose: str | None
    source: str | None
    since: str | None
    is_primary: bool
    keep: bool


class Requirement(Row, table=True):
    """A hard prerequisite that any one of several options meets; `id` is a hash of subject and options."""

    __tablename__ = "requirement"
    __table_args__ = (Index("requirement_by_subject", "subject"),)
    id: str = _key()
    subject: str
    why: str | None
    source: str | None
    keep: bool


class RequirementOption(Row, table=True):
    """A term of an option; all terms with one requirement and one option are needed together."""

    __tablename__ = "requirement_option"
    __table_args__ = (Index("requirement_option_by_term", "term"),)
    requirement: str = _part_of("requirement.id")
    option: int = _key()
    position: int = _key()
    term: str


TABLES: dict[str, Table] = dict(METADATA.tables)
"""The tables by name, for statements of SQLAlchemy Core: objects a row would cost too much."""
