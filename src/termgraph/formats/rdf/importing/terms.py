"""A concept becomes a term."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from termgraph.formats.caps import ITEMS, MINUTES
from termgraph.formats.rdf.names import Names, Object, name
from termgraph.formats.rdf.terms import MATCHES
from termgraph.formats.values import is_slug
from termgraph.model import Alias, Level, Review, Source, Term, TermKind, TermStatus, Translation
from termgraph.model import Mapping as Match

from .graph import Graph
from .labels import Labels, Languages, labels_of
from .own_values import first, number, text
from .texts import Headings, Texts, texts_of
from .vocabulary import SOURCE_IRI
from .words import label

_MATCHES = {name(predicate): match for match, predicate in MATCHES.items()}
_NAMES_AT_HAND = (name("rdfs:label"), name("dcterms:title"), "http://purl.org/dc/elements/1.1/title")
_DEPRECATED, _REPLACED_BY = name("owl:deprecated"), name("dcterms:isReplacedBy")
_TRUE = ("true", "1")
_LONGEST_IRI = 2_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a concept needs to know of its vocabulary.

    `slugs` are those of the concepts by IRI, `categories` the slugs of those that each concept is in; `own` are the
    names of the glossary that the graph was exported from, and `target` those of the one it becomes part of.
    """

    graph: Graph
    main: str
    languages: Languages
    headings: Headings
    slugs: Mapping[str, str]
    categories: Mapping[str, tuple[str, ...]]
    own: Names | None
    target: Names


@dataclass(frozen=True, slots=True)
class Read:
    """A term, the labels that it has used up though an export says them otherwise, and whether it was named by us."""

    term: Term
    spent: frozenset[Object]
    unnamed: bool


def term_of(setting: Setting, concept: str) -> Read:
    """The term that a concept becomes; without any label it is called what its address ends in."""
    graph, main = setting.graph, setting.main
    labels = labels_of(graph, concept, main, setting.languages)
    texts = texts_of(graph, concept, main, setting.languages, setting.headings, own=setting.own is not None)
    unnamed = main not in labels.names
    called = labels.names.get(main) or _substitute(graph, concept, labels)
    own = texts.get(main, Texts())
    kept_iri = next(iter(graph.iris(concept, SOURCE_IRI)), None)
    slug = setting.slugs[concept]
    if kept_iri is None and concept != setting.target.term(slug):
        kept_iri = concept
    translations = _translations(main, labels, texts)
    others = {each.language for each in translations}
    elsewhere = [
        Alias(each.text, each.kind, language, each.case)
        for language, aliases in labels.aliases.items()
        if language != main and language not in others
        for each in aliases
    ]
    term = Term(
        slug,
        called,
        labels.acronym,
        labels.title,
        (*(each for each in labels.aliases.get(main, ()) if each.text != called), *elsewhere),
        labels.no_autolink,
        _former(graph, concept) if setting.own else (),
        kind=TermKind(_choice(graph, concept, "tg:kind", TermKind) or TermKind.CONCEPT),
        categories=setting.categories.get(concept, ()),
        level=Level(level) if (level := _choice(graph, concept, "tg:level", Level)) else None,
        minutes=_minutes(graph, concept),
        status=_status(graph, concept, setting.own),
        replaced_by=tuple(
            setting.slugs[each]
            for each in graph.iris(concept, _REPLACED_BY)
            if each in setting.slugs and each != concept
        ),
        summary=own.summary,
        definition=own.definition,
        sections=own.sections,
        mappings=_mappings(graph, concept, kept_iri),
        sources=_sources(graph, concept) if setting.own else (),
        review=_review(graph, concept, setting.own) if setting.own else None,
        translations=translations,
        source_iri=kept_iri if kept_iri and len(kept_iri) <= _LONGEST_IRI else None,
    )
    return Read(term, labels.spent, unnamed)


def _substitute(graph: Graph, concept: str, labels: Labels) -> str:
    """What a concept is called that has no name in the glossary's language."""
    if labels.names:
        return labels.names.get("en") or labels.names[min(labels.names)]
    for aliases in labels.aliases.values():
        return aliases[0].text
    for predicate in _NAMES_AT_HAND:
        if found := label(first(graph, concept, predicate) or ""):
            return found
    end = concept.rstrip("/#").replace("#", "/").replace(":", "/").rpartition("/")[2]
    return label(unquote(end)) or "concept"


def _translations(main: str, labels: Labels, texts: Mapping[str, Texts]) -> tuple[Translation, ...]:
    """Languages in which the concept has a name; texts in others have no place."""
    found: list[Translation] = []
    for language, called in sorted(labels.names.items()):
        if language != main:
            said = texts.get(language, Texts())
            aliases = labels.aliases.get(language, ())
            found.append(Translation(language, called, aliases, said.summary, said.definition, said.sections, said.of))
    return tuple(found)


def _choice(graph: Graph, concept: str, predicate: str, kind: type[StrEnum]) -> str | None:
    value = text(graph, concept, predicate)
    return value if value in tuple(kind) else None


def _minutes(graph: Graph, concept: str) -> int | None:
    found = number(graph, concept, "tg:minutes")
    return found if found and 1 <= found <= MINUTES.limit else None


def _status(graph: Graph, concept: str, own: Names | None) -> TermStatus:
    """What our own export says; deprecated is what says so, or is replaced and has no type; all else is published."""
    if own and (said := _choice(graph, concept, "tg:status", TermStatus)):
        return TermStatus(said)
    if any(each.value in _TRUE for each in graph.literals(concept, _DEPRECATED)):
        return TermStatus.DEPRECATED
    retired = graph.objects(concept, _REPLACED_BY) and not graph.objects(concept, name("rdf:type"))
    return TermStatus.DEPRECATED if retired else TermStatus.PUBLISHED


def _former(graph: Graph, concept: str) -> tuple[str, ...]:
    """Former slugs, the first one first; the order of the others is not known."""
    oldest = text(graph, concept, "tg:firstSlug")
    found = [each.value for each in graph.literals(concept, name("tg:formerSlug")) if is_slug(each.value)]
    return tuple(sorted(found, key=lambda slug: (slug != oldest, slug)))


def _mappings(graph: Graph, concept: str, kept_iri: str | None) -> tuple[Match, ...]:
    found = [
        Match(match, iri)
        for predicate, match in _MATCHES.items()
        for iri in graph.iris(concept, predicate)
        if len(iri) <= _LONGEST_IRI and (match, iri) != ("exact-match", kept_iri)
    ]
    return tuple(found[: ITEMS.limit])


def _sources(graph: Graph, concept: str) -> tuple[Source, ...]:
    start = f"{concept}#source/"
    return tuple(
        Source(unquote(iri[len(start) :]), ref, text(graph, iri, "dcterms:title"))
        for iri in graph.iris(concept, name("dcterms:source"))
        if iri.startswith(start) and (ref := text(graph, iri, "dcterms:identifier"))
    )


def _review(graph: Graph, concept: str, own: Names) -> Review | None:
    by = next(iter(graph.iris(concept, name("tg:reviewedBy"))), "")
    date = text(graph, concept, "tg:reviewed")
    if not by.startswith(own.people) or not date:
        return None
    return Review(unquote(by[len(own.people) :]), date, text(graph, concept, "tg:reviewDue"))
