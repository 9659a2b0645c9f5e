"""What a glossary is: plain frozen records, standard library only.

The records know no file, no database and no graph algorithm.
Where in a file a record was written is kept in a side table by the readers, never in the record.
"""

from .codec import canonical_json, decode, encode
from .content import ENTITIES, GLOSSARY, Change, Changes, Content, Entity, apply, difference, digest, public
from .site import Category, GlossaryInfo, Link, LinkGroup, Path, Person, Profile, Publisher, Root, SectionHeading
from .term import (
    MATCH_TYPES,
    PUBLIC_STATUSES,
    Alias,
    Level,
    Mapping,
    Relation,
    RelationGroup,
    RelationType,
    Requirement,
    Review,
    Section,
    Source,
    Suppression,
    Term,
    TermKind,
    TermStatus,
    Tier,
    Translation,
)
from .touched import Touch, Touched, touched

__all__ = [
    "ENTITIES",
    "GLOSSARY",
    "MATCH_TYPES",
    "PUBLIC_STATUSES",
    "Alias",
    "Category",
    "Change",
    "Changes",
    "Content",
    "Entity",
    "GlossaryInfo",
    "Level",
    "Link",
    "LinkGroup",
    "Mapping",
    "Path",
    "Person",
    "Profile",
    "Publisher",
    "Relation",
    "RelationGroup",
    "RelationType",
    "Requirement",
    "Review",
    "Root",
    "Section",
    "SectionHeading",
    "Source",
    "Suppression",
    "Term",
    "TermKind",
    "TermStatus",
    "Tier",
    "Touch",
    "Touched",
    "Translation",
    "apply",
    "canonical_json",
    "decode",
    "difference",
    "digest",
    "encode",
    "public",
    "touched",
]
