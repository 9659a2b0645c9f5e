"""What a server answers, as frozen values; each is read from the JSON of one document of the server's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A term as it is named within an answer; what the document did not ask for is None."""

    id: str
    slug: str
    url: str
    title: str
    summary: str | None = None
    level: str | None = None
    minutes: int | None = None

    @classmethod
    def read(cls, found: Json) -> Self:
        """From the fields of a Term."""
        names = ("id", "slug", "url", "title", "summary", "level", "minutes")
        return cls(**{name: found[name] for name in names if name in found})


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a term's text, as HTML."""

    key: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement about a term as seen from it: `label` reads from the term to `term`."""

    type: str
    label: str
    term: Reference
    why: str | None = None
    purpose: str | None = None
    is_option: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A term's page: `relations` are the first 60 of `relations_total`, `before` are the first steps of its path.

    `redirected_from` is the slug that was asked for where the term has another one now.
    """

    reference: Reference
    kind: str
    status: str
    acronym: str | None
    definition: str | None
    sections: tuple[Section, ...]
    trail: tuple[str, ...]
    relations: tuple[Relation, ...]
    relations_total: int
    related: tuple[Reference, ...]
    before: tuple[Reference, ...]
    minutes_before: int | None
    redirected_from: str | None
    revision: str

    @classmethod
    def read(cls, found: Json) -> Self:
        """From a TermFound of the document TermPage."""
        term, before = found["term"], found["term"]["before"]
        known = before["__typename"] == "LearningPath"
        return cls(
            reference=Reference.read(term),
            kind=term["kind"],
            status=term["status"],
            acronym=term["acronym"],
            definition=(term["definitionText"] or {}).get("html"),
            sections=tuple(Section(each["key"], each["title"], each["text"]) for each in term["sections"]),
            trail=tuple(each["label"] for each in term["breadcrumbs"]),
            relations=tuple(map(_relation, term["relations"]["edges"])),
            relations_total=term["relations"]["totalCount"],
            related=tuple(Reference.read(each["node"]) for each in term["related"]["edges"]),
            before=tuple(Reference.read(each["term"]) for each in before["steps"]["nodes"]) if known else (),
            minutes_before=before["totals"]["minutes"] if known else None,
            redirected_from=found["redirectedFrom"],
            revision=term["revision"],
        )

    @property
    def slug(self) -> str:
        """The slug of its reference."""
        return self.reference.slug

    @property
    def title(self) -> str:
        """The title of its reference."""
        return self.reference.title

    @property
    def summary(self) -> str | None:
        """The summary of its reference."""
        return self.reference.summary


def _relation(edge: Json) -> Relation:
    return Relation(
        type=edge["type"]["key"],
        label=edge["label"],
        term=Reference.read(edge["node"]),
        why=edge["why"],
        purpose=edge["for"],
        is_option=edge["isOption"],
    )


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result and why it matched; `tier` is EXACT, PREFIX, WORDS, FUZZY or TEXT."""

    term: Reference
    tier: str
    matched: str | None
    snippet: str | None

    @classmethod
    def read(cls, edge: Json) -> Self:
        """From an edge of the document SearchPage."""
        return cls(Reference.read(edge["node"]), edge["tier"], edge["matchedLabel"], edge["snippet"])


@dataclass(frozen=True, slots=True)
class Step:
    """One term to learn: in which stage, for how many minutes, and what it is needed for, with reasons or None.

    `options` are the other ways to meet the requirements for which it, or what stands with it, was chosen.
    """

    term: Reference
    stage: int
    minutes: int
    needed_for: tuple[tuple[Reference, str | None], ...]
    options: tuple[tuple[Reference, ...], ...]

    @classmethod
    def read(cls, found: Json) -> Self:
        """From a step of the document LearningPathPage."""
        others = [other for each in found["chosen"] for other in each["otherOptions"]]
        return cls(
            term=Reference.read(found["term"]),
            stage=found["stage"],
            minutes=found["minutes"],
            needed_for=tuple((Reference.read(each["term"]), each["why"]) for each in found["neededFor"]),
            options=tuple(tuple(map(Reference.read, each["terms"])) for each in others),
        )


@dataclass(frozen=True, slots=True)
class LearningPath:
    """The least to learn before some terms, in order; `optimal` unless the server's search was cut short."""

    steps: tuple[Step, ...]
    minutes: int
    optimal: bool
    warnings: tuple[str, ...]
    revision: str
