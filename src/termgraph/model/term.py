"""Terms, what is written about them, and what joins them.

A relation reads subject, type, object; one direction is stored.
A requirement is a group of alternatives: any one option is enough, and an option is a set of terms, all of it needed.
"""

from dataclasses import dataclass
from enum import StrEnum


class TermKind(StrEnum):
    """What sort of thing a term names; relation types refer to kinds in their domain and range."""

    FIELD = "field"
    CONCEPT = "concept"
    TASK = "task"
    ALGORITHM = "algorithm"
    TECHNIQUE = "technique"
    ARCHITECTURE = "architecture"
    MODEL_FAMILY = "model-family"
    METRIC = "metric"
    BENCHMARK = "benchmark"
    DATASET = "dataset"
    TOOL = "tool"
    FORMAT = "format"
    ARTIFACT = "artifact"
    HARDWARE = "hardware"
    PROBLEM = "problem"


class Level(StrEnum):
    """How much a reader needs to know before a term makes sense."""

    INTRO = "intro"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"

    @property
    def rank(self) -> int:
        """0 for intro, 1 for intermediate, 2 for advanced."""
        return ("intro", "intermediate", "advanced").index(self.value)


class TermStatus(StrEnum):
    """Where a term stands in its editorial life; only published and deprecated terms are served."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    DEPRECATED = "deprecated"


PUBLIC_STATUSES = frozenset({TermStatus.PUBLISHED, TermStatus.DEPRECATED})

MATCH_TYPES = ("exact-match", "close-match", "broad-match", "narrow-match", "related-match")
"""How a term may be mapped to an external IRI (SKOS Reference, section 10)."""

ALIAS_KINDS = ("synonym", "spelling", "plural", "narrower-name", "related", "hidden", "deprecated", "forbidden")
"""What another label of a term is; `synonym`, `spelling` and `plural` name the very same thing."""


class Tier(StrEnum):
    """How strongly one term comes before another; a tier includes the stronger ones."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    CONTEXT = "context"

    @property
    def rank(self) -> int:
        """0 for required, 1 for recommended, 2 for context: larger is weaker."""
        return _TIER_RANKS[self]


_TIER_RANKS = {tier: rank for rank, tier in enumerate(Tier)}


@dataclass(frozen=True, slots=True)
class Alias:
    """Another label of a term; `kind` is one of ALIAS_KINDS, `case` says that letter case matters."""

    text: str
    kind: str = "synonym"
    language: str | None = None
    case: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One titled part of a term's text; `title` only where the glossary has no heading for `key`."""

    key: str
    text: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """A term in another language: name, aliases, summary and body.

    `of` is the digest of the texts it was made from (see `originals`), None where nobody said.
    """

    language: str
    name: str
    aliases: tuple[Alias, ...] = ()
    summary: str | None = None
    definition: str | None = None
    sections: tuple[Section, ...] = ()
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from; `ref` is a reference a reader can follow ("arXiv:1707.06347", a DOI, a URL)."""

    id: str
    ref: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Who read the term critically and when; dates are ISO 8601 calendar dates, `due` is when to look again."""

    by: str
    date: str
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """The term's counterpart in another vocabulary; `match` is one of MATCH_TYPES."""

    match: str
    iri: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """An editor's decision that a rule does not apply here, with the reason."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Relation:
    """`subject type object`, in the stored direction, with what an editor says about it.

    `for_` is the purpose under which the statement holds: a slug where a term fits, else a short text.
    `keep` defends a transitively redundant edge; `primary` makes the object the canonical parent.
    """

    subject: str
    type: str
    object: str
    why: str | None = None
    for_: str | None = None
    source: str | None = None
    since: str | None = None
    primary: bool = False
    keep: bool = False

    @property
    def key(self) -> str:
        """`"subject type object"`: two statements with one key are one statement."""
        return f"{self.subject} {self.type} {self.object}"


@dataclass(frozen=True, slots=True)
class Requirement:
    """A hard prerequisite that several options can meet, options in author order, each option sorted."""

    subject: str
    options: tuple[tuple[str, ...], ...]
    why: str | None = None
    source: str | None = None
    keep: bool = False

    @property
    def key(self) -> str:
        """`"subject requires a|b+c"`, options sorted: the author's order is a property, not the identity."""
        return f"{self.subject} requires {'|'.join(sorted('+'.join(option) for option in self.options))}"


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """A heading that relations of several types share on a term page."""

    key: str
    label: str
    order: int = 100


@dataclass(frozen=True, slots=True)
class RelationType:
    """What a relation of this type means: one row of the registry (graph semantics, section 4).

    `acyclic` is "yes" (a cycle is an error), "warn" or "no"; `hierarchical` is generic, partitive, instantial or None;
    `tier` and `first` say whether and which side is learned first ("object" or "subject");
    `block` marks the type whose members are learned in one step; `domain` and `range` are kinds, empty for any;
    `why` is required, expected or optional; `explain_cost` is lower for more telling relations.
    """

    key: str
    label: str
    inverse_key: str | None = None
    inverse_label: str | None = None
    symmetric: bool = False
    transitive: bool = False
    acyclic: str = "no"
    hierarchical: str | None = None
    tier: Tier | None = None
    first: str | None = None
    block: bool = False
    same_kind: bool = False
    domain: tuple[TermKind, ...] = ()
    range: tuple[TermKind, ...] = ()
    disjoint_with: tuple[str, ...] = ()
    explain_cost: float = 2.0
    rank_weight: float = 1.0
    group: RelationGroup = RelationGroup("other", "See also", 100)
    why: str = "optional"
    predicate: str | None = None
    sub_property_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One term with all of its content, in the glossary's language, and its translations.

    `categories` are slugs, the first is canonical; `former_slugs` are oldest first, and the oldest names the node for
    ever; `minutes` is reading and understanding time; `source_iri` is what the vocabulary calls it that the term was
    imported from.
    """

    slug: str
    name: str
    acronym: str | None = None
    title: str | None = None
    aliases: tuple[Alias, ...] = ()
    no_autolink: tuple[str, ...] = ()
    former_slugs: tuple[str, ...] = ()
    kind: TermKind = TermKind.CONCEPT
    categories: tuple[str, ...] = ()
    level: Level | None = None
    minutes: int | None = None
    status: TermStatus = TermStatus.PUBLISHED
    replaced_by: tuple[str, ...] = ()
    summary: str | None = None
    definition: str | None = None
    sections: tuple[Section, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    sources: tuple[Source, ...] = ()
    review: Review | None = None
    suppress: tuple[Suppression, ...] = ()
    translations: tuple[Translation, ...] = ()
    source_iri: str | None = None

    @property
    def first_slug(self) -> str:
        """The slug the term was born with; node ids derive from it."""
        return self.former_slugs[0] if self.former_slugs else self.slug
