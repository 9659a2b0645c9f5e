"""What is said about terms: their labels, their texts, and what an editor says of them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from termgraph.graph.links import links_by_target
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Alias, Mapping, Review, Source, Term, TermStatus

from .ground import Ground
from .names import DATE, DATE_TIME, STRING, Object, external, literal, name
from .nodes import Node, Part
from .surroundings import about_link, note

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
_BESIDE_EXACT = ("skos:closeMatch", "skos:exactMatch")

Label = tuple[str, str | None, str]
"""A label's kind, text and language."""


def about_term(ground: Ground, part: Part, number: int) -> None:
    """What a term's own record says: facts, labels, texts, sources and pages outside."""
    term = ground.snapshot.terms[number]
    concept = part.node(ground.concepts[number].value, "skos:Concept")
    if is_top(ground.snapshot, number):
        concept.link("skos:topConceptOf", ground.names.scheme)
    _facts(ground, concept, term)
    _life(ground, concept, term)
    _labels(ground, concept, term)
    _texts(ground, concept, term)
    for source in term.sources:
        _source(ground, part, concept, term, source)
    for link in ground.snapshot.once(links_by_target).get(term.slug, ()):
        if address := ground.address(link):
            concept.link("rdfs:seeAlso", address)
        if link.term == term.slug:
            about_link(ground, part, link)


def is_top(snapshot: Snapshot, number: int) -> bool:
    """Whether nothing is broader than the term."""
    types = snapshot.registry.types
    return not any(types[snapshot.edges[edge].type].hierarchical for edge in snapshot.out(number))


def _facts(ground: Ground, concept: Node, term: Term) -> None:
    concept.link("skos:inScheme", ground.names.scheme)
    concept.plain("skos:notation", term.slug)
    concept.plain("tg:kind", term.kind.value)
    concept.plain("tg:level", term.level and term.level.value)
    concept.plain("tg:minutes", term.minutes)
    if term.categories and term.categories[0] in ground.snapshot.categories:
        concept.link("tg:mainCategory", ground.names.category(term.categories[0]))
    for iri, predicate in _mappings(term.mappings):
        concept.link(predicate, iri)
    if term.source_iri and (origin := external(term.source_iri)):
        concept.link("skos:exactMatch", origin)
        concept.link("tg:sourceIri", origin)


def _mappings(mappings: Iterable[Mapping]) -> Iterator[tuple[str, str]]:
    """Each counterpart with a predicate; beside an exact match no other of S46 (SKOS Reference) is made."""
    found = sorted((iri, MATCHES[each.match]) for each in mappings if (iri := external(each.iri)))
    for iri, pairs in groupby(found, key=lambda pair: pair[0]):
        predicates = [predicate for _, predicate in pairs]
        exact = "skos:exactMatch" in predicates
        for each in predicates:
            yield iri, each if not exact or each in _BESIDE_EXACT else "skos:mappingRelation"


def _life(ground: Ground, concept: Node, term: Term) -> None:
    """Where the term stands in its editorial life, and what it was called or is replaced by."""
    concept.plain("tg:status", term.status.value)
    for slug in term.former_slugs:
        concept.plain("tg:formerSlug", slug)
    if term.former_slugs:
        concept.plain("tg:firstSlug", term.first_slug)
    if term.status is TermStatus.DEPRECATED:
        concept.plain("owl:deprecated", value=True)
    for target in ground.targets(term.replaced_by):
        concept.add(name("dcterms:isReplacedBy"), target)
    if changed := ground.changed(term.slug):
        # An imported vocabulary may have a date of its own, which is kept; the second predicate says which is ours.
        for predicate in ("dcterms:modified", "tg:changed"):
            concept.add(name(predicate), Object(changed, DATE_TIME))
    if term.review:
        _review(ground, concept, term.review)


def _review(ground: Ground, concept: Node, review: Review) -> None:
    concept.link("tg:reviewedBy", ground.names.person(review.by))
    concept.add(name("tg:reviewed"), day(review.date))
    if review.due:
        concept.add(name("tg:reviewDue"), day(review.due))


def labels(ground: Ground, term: Term) -> tuple[dict[Object, str], list[tuple[str, Object]]]:
    """Each label with its SKOS predicate, and (own predicate, label) for the kinds that have one ("prefix:local").

    A language has one preferred label, and no text is two kinds of label (SKOS S13, S14). What must give way keeps the
    predicate of its kind, or is a skos:altLabel where its text is free.
    """
    own = ground.language
    found: list[Label] = [("name", term.name, own), ("acronym", term.acronym, own), ("title", term.title, own)]
    found += _aliases(term.aliases, own)
    for translation in term.translations:
        found.append(("name", translation.name, translation.language))
        found += _aliases(translation.aliases, translation.language)
    found.sort(key=lambda label: label[0] != "name")
    taken: dict[Object, str] = {}
    special: list[tuple[str, Object]] = []
    preferred: set[str] = set()
    for kind, text, language in found:
        if not text:
            continue
        label = literal(text, language)
        general, own_predicate = LABELS[kind]
        if kind == "name":
            general = "skos:altLabel" if label.language in preferred else general
            preferred.add(label.language)
        taken.setdefault(label, general)
        if own_predicate:
            special.append((own_predicate, label))
    return taken, special


def _labels(ground: Ground, concept: Node, term: Term) -> None:
    general, special = labels(ground, term)
    for label, predicate in general.items():
        concept.add(name(predicate), label)
    for predicate, label in special:
        concept.add(name(predicate), label)
    own = ground.language
    for language, aliases in ((own, term.aliases), *((each.language, each.aliases) for each in term.translations)):
        for alias in aliases:
            if alias.case:
                concept.text("tg:caseSensitiveLabel", alias.text, alias.language or language)
    for text in term.no_autolink:
        concept.text("tg:notLinked", text, own)


def _aliases(aliases: tuple[Alias, ...], language: str) -> list[Label]:
    return [(alias.kind, alias.text, alias.language or language) for alias in aliases]


def _texts(ground: Ground, concept: Node, term: Term) -> None:
    """Texts as ordinary Markdown: links to terms and citations lead to absolute addresses."""
    own = (ground.language, term.summary, term.definition, term.sections, None)
    translated = [(each.language, each.summary, each.definition, each.sections, each.of) for each in term.translations]
    markdown = ground.prose.markdown
    for language, summary, definition, sections, of in (own, *translated):
        concept.text("skos:scopeNote", summary, language)
        if definition:
            concept.text("skos:definition", markdown(definition, term.sources), language)
        for section in sections:
            text = literal(markdown(section.text, term.sources), language)
            concept.add(name(note(section.key)), text)
            concept.add(ground.names.note(section.key), text)
        concept.text("tg:translatedFrom", of, language)


def _source(ground: Ground, part: Part, concept: Node, term: Term, source: Source) -> None:
    node = part.node(ground.names.source(term.slug, source.id), "dcterms:BibliographicResource")
    concept.link("dcterms:source", node.iri)
    node.plain("dcterms:identifier", source.ref)
    node.plain("dcterms:title", source.title or None)
    if page := external(source.ref):
        node.link("rdfs:seeAlso", page)


def day(text: str) -> Object:
    """A calendar date; a plain string where it is none."""
    try:
        return Object(date.fromisoformat(text).isoformat(), DATE)
    except ValueError:
        return Object(text, STRING)
