"""Triples about terms: their labels, their texts, and what an editor says of them."""

from collections.abc import Iterator
from datetime import date

from termgraph.formats.prose import Prose
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Alias, Source, Term, TermStatus

from .names import DATE, STRING, Names, Object, Triple, external, link, literal, name, plain

LABELS: dict[str, tuple[str, str | None]] = {
    "name": ("skos:prefLabel", None),
    "acronym": ("skos:altLabel", "tg:acronym"),
    "title": ("skos:altLabel", "tg:title"),
    "synonym": ("skos:altLabel", None),
    "spelling": ("skos:altLabel", "tg:spellingLabel"),
    "plural": ("skos:altLabel", "tg:pluralLabel"),
    "narrower-name": ("skos:altLabel", "tg:narrowerNameLabel"),
    "related": ("skos:altLabel", "tg:relatedLabel"),
    "hidden": ("skos:hiddenLabel", None),
    "deprecated": ("skos:hiddenLabel", "tg:deprecatedLabel"),
    "forbidden": ("skos:hiddenLabel", "tg:forbiddenLabel"),
}
"""What each kind of label is in SKOS, and the predicate that says which kind it is."""

MATCHES = {
    "exact-match": "skos:exactMatch",
    "close-match": "skos:closeMatch",
    "broad-match": "skos:broadMatch",
    "narrow-match": "skos:narrowMatch",
    "related-match": "skos:relatedMatch",
}


def about_term(snapshot: Snapshot, names: Names, prose: Prose, number: int) -> Iterator[Triple]:
    """What a term's own record says: facts, labels, texts and sources."""
    term = snapshot.terms[number]
    concept = names.term(term.slug)
    if is_top(snapshot, number):
        yield link(concept, "skos:topConceptOf", names.scheme)
    yield from _facts(snapshot, names, term)
    yield from _life(snapshot, names, term)
    yield from _labels(snapshot, concept, term)
    yield from _texts(snapshot, names, prose, term)
    for source in term.sources:
        yield from _source(names, term, source)


def is_top(snapshot: Snapshot, number: int) -> bool:
    """Whether nothing is broader than the term."""
    types = snapshot.registry.types
    return not any(types[snapshot.edges[edge].type].hierarchical for edge in snapshot.out(number))


def notes(snapshot: Snapshot, names: Names) -> Iterator[Triple]:
    """What the predicates of sections mean: how they are headed, and what kind of note SKOS would call them."""
    titles: dict[str, set[Object]] = {}
    for term in snapshot.terms:
        for section in term.sections:
            found = titles.setdefault(section.key, set())
            if section.title:
                found.add(literal(section.title, snapshot.glossary.language))
        for translation in term.translations:
            for section in translation.sections:
                found = titles.setdefault(section.key, set())
                if section.title:
                    found.add(literal(section.title, translation.language))
    for heading in snapshot.glossary.sections:
        titles.setdefault(heading.key, set()).update(literal(text, each) for each, text in heading.titles.items())
    for key, labels in titles.items():
        predicate = names.note(key)
        yield link(predicate, "rdf:type", name("owl:AnnotationProperty"))
        yield link(predicate, "rdfs:subPropertyOf", name(_note(key)))
        for label in labels:
            yield predicate, name("rdfs:label"), label


def _facts(snapshot: Snapshot, names: Names, term: Term) -> Iterator[Triple]:
    concept = names.term(term.slug)
    yield link(concept, "rdf:type", name("skos:Concept"))
    yield link(concept, "skos:inScheme", names.scheme)
    yield plain(concept, "skos:notation", term.slug)
    yield plain(concept, "tg:kind", term.kind.value)
    if term.level is not None:
        yield plain(concept, "tg:level", term.level.value)
    if term.minutes is not None:
        yield plain(concept, "tg:minutes", term.minutes)
    if term.categories and term.categories[0] in snapshot.categories:
        yield link(concept, "tg:mainCategory", names.category(term.categories[0]))
    for mapping in term.mappings:
        if iri := external(mapping.iri):
            yield link(concept, MATCHES[mapping.match], iri)


def _life(snapshot: Snapshot, names: Names, term: Term) -> Iterator[Triple]:
    """Where the term stands in its editorial life, and what it was called or is replaced by."""
    concept = names.term(term.slug)
    yield plain(concept, "tg:status", term.status.value)
    for slug in term.former_slugs:
        yield plain(concept, "tg:formerSlug", slug)
    if term.status is TermStatus.DEPRECATED:
        yield plain(concept, "owl:deprecated", True)
    for slug in term.replaced_by:
        if slug in snapshot.numbers:
            yield link(concept, "dcterms:isReplacedBy", names.term(slug))
    if review := term.review:
        yield link(concept, "tg:reviewedBy", names.person(review.by))
        yield concept, name("tg:reviewed"), _day(review.date)
        if review.due:
            yield concept, name("tg:reviewDue"), _day(review.due)


def _labels(snapshot: Snapshot, concept: str, term: Term) -> Iterator[Triple]:
    """Labels such that a language has one preferred one, and no text is two kinds of label (SKOS S13, S14).

    What must give way keeps the predicate of its kind, or is written as skos:altLabel where its text is free.
    """
    own = snapshot.glossary.language
    found: list[tuple[str, str | None, str]] = [
        ("name", term.name, own),
        ("acronym", term.acronym, own),
        ("title", term.title, own),
    ]
    found += _aliases(term.aliases, own)
    for translation in term.translations:
        found.append(("name", translation.name, translation.language))
        found += _aliases(translation.aliases, translation.language)
    taken: dict[Object, str] = {}
    preferred: set[str] = set()
    for kind, text, language in sorted(found, key=lambda label: LABELS[label[0]][0] != "skos:prefLabel"):
        if not text:
            continue
        label = literal(text, language)
        general, special = LABELS[kind]
        if general == "skos:prefLabel":
            general = "skos:altLabel" if label.language in preferred else general
            preferred.add(label.language)
        taken.setdefault(label, general)
        if special:
            yield concept, name(special), label
    for label, general in taken.items():
        yield concept, name(general), label


def _aliases(aliases: tuple[Alias, ...], language: str) -> list[tuple[str, str | None, str]]:
    return [(alias.kind, alias.text, alias.language or language) for alias in aliases]


def _texts(snapshot: Snapshot, names: Names, prose: Prose, term: Term) -> Iterator[Triple]:
    """Texts as ordinary Markdown: links to terms and citations lead to absolute addresses."""
    glossary = snapshot.glossary
    own = (glossary.language, term.summary, term.definition, term.sections)
    translated = [(each.language, each.summary, each.definition, each.sections) for each in term.translations]
    concept = names.term(term.slug)
    for language, summary, definition, sections in (own, *translated):
        if summary:
            yield concept, name("skos:scopeNote"), literal(summary, language)
        if definition:
            yield concept, name("skos:definition"), literal(prose.markdown(definition, term.sources), language)
        for section in sections:
            text = literal(prose.markdown(section.text, term.sources), language)
            yield concept, name(_note(section.key)), text
            yield concept, names.note(section.key), text


def _note(key: str) -> str:
    return "skos:example" if "example" in key else "skos:note"


def _source(names: Names, term: Term, source: Source) -> Iterator[Triple]:
    iri = names.source(term.slug, source.id)
    yield link(names.term(term.slug), "dcterms:source", iri)
    yield link(iri, "rdf:type", name("dcterms:BibliographicResource"))
    yield plain(iri, "dcterms:identifier", source.ref)
    if source.title:
        yield plain(iri, "dcterms:title", source.title)
    if page := external(source.ref):
        yield link(iri, "rdfs:seeAlso", page)


def _day(text: str) -> Object:
    try:
        return Object(date.fromisoformat(text).isoformat(), DATE)
    except ValueError:
        return Object(text, STRING)
