"""What surrounds the terms: the glossary itself, categories, pages outside, profiles, paths, people, and the rest."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the glossary; relative link addresses are resolved against `url`."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Root:
    """The first crumb of every breadcrumb."""

    slug: str = "glossary"
    name: str = "Glossary"


@dataclass(frozen=True, slots=True)
class SectionHeading:
    """A section every term may have: its key, and its heading by language."""

    key: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of pages as `#rrggbb`, for light and for dark surroundings; None for ours."""

    accent: str | None = None
    accent_dark: str | None = None
    paper: str | None = None
    paper_dark: str | None = None
    ink: str | None = None
    ink_dark: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """How a publisher's pages look, and what they say.

    `title` stands at the top in place of the glossary's name; `logo` is a file's name in the folder of the site;
    `footer` is Markdown; `edit` is the address at which a term is edited, with `{slug}` in it.
    """

    title: str | None = None
    logo: str | None = None
    colours: Colours | None = None
    footer: str | None = None
    edit: str | None = None


@dataclass(frozen=True, slots=True)
class GlossaryInfo:
    """What the glossary is as a whole; `title_pattern` shows a name with its acronym, `base_url` ends in a slash."""

    name: str = "Glossary"
    base_url: str = "http://localhost:8000/"
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    licence: str | None = None
    publisher: Publisher | None = None
    description: str | None = None
    title_pattern: str = "{name} ({acronym})"
    root: Root = Root()
    sections: tuple[SectionHeading, ...] = ()
    watch: tuple[str, ...] = ()
    site: Site | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of the glossary; shelves may stand in shelves, and are shown by `order`, then slug."""

    slug: str
    name: str
    parent: str | None = None
    order: int = 100
    description: str | None = None


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """A heading under which links to pages outside are shown."""

    key: str
    title: str
    order: int = 100


@dataclass(frozen=True, slots=True)
class Link:
    """A page outside the glossary; never an edge of the graph.

    `about` and `teaches` name terms, or categories as "category:slug"; `requires` names terms;
    `term` is the slug of the term in whose file the link was written, None for one of links.yaml;
    `url` is absolute or relative to the publisher's site; `published` is an ISO 8601 date.
    """

    id: str
    title: str
    url: str
    group: str
    term: str | None = None
    kind: str | None = None
    about: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    level: str | None = None
    minutes: int | None = None
    language: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A reusable "I already know": a named set of terms."""

    key: str
    terms: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """An editor's order of reading; checked against the graph, never mixed into it."""

    key: str
    title: str
    terms: tuple[str, ...]
    profile: str | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Extra:
    """A statement of an imported vocabulary that no other record has room for, kept so that it can be exported again.

    `statement` is one line of N-Triples without its end, in the one spelling that `formats.extra_statements` gives;
    `terms` are the slugs of the terms that it names, sorted.
    """

    statement: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who edits or reviews."""

    key: str
    name: str
    role: str | None = None
    url: str | None = None
