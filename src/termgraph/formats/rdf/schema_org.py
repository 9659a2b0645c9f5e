"""A glossary in the schema.org profile: DefinedTerms in a DefinedTermSet, the pages about them, and their trails.

What is here is what search engines and readers of pages use; the SKOS profile has everything. Properties stand on the
types that schema.org defines them for.
"""

from collections.abc import Iterator

from termgraph.formats.prose import Prose
from termgraph.formats.scope import WHOLE, Scope
from termgraph.graph.breadcrumbs import Trail, trails
from termgraph.graph.labels import shown_title
from termgraph.graph.links import links_by_target
from termgraph.graph.trails import Crumb
from termgraph.model import Term

from .ground import Ground
from .jsonld import LINK, VALUES, Compact
from .names import DATE_TIME, KNOWN_NAMESPACES, Object, external, name
from .nodes import Node, Part
from .surroundings import licence_iri, publisher_iri
from .terms import day, labels

TRAILS = 5
"""How many trails of a term are written."""

VOCABULARY = KNOWN_NAMESPACES["schema"]
CLASSES = ("BreadcrumbList", "DefinedTerm", "DefinedTermSet", "ListItem", "Organization", "Person", "WebPage")
LINKED = (
    "breadcrumb", "hasDefinedTerm", "inDefinedTermSet", "isPartOf", "item", "itemListElement", "license", "mainEntity",
    "mainEntityOfPage", "publisher", "relatedLink", "reviewedBy", "sameAs", "url",
)  # fmt: skip
SAID = (
    "alternateName", "citation", "dateModified", "description", "inLanguage", "jobTitle", "keywords", "lastReviewed",
    "name", "numberOfItems", "position", "termCode", "version",
)  # fmt: skip
"""The properties used: those whose values are IRIs, and the others."""


def compact() -> Compact:
    """Names without prefixes, and addresses in full: as pages and search engines write and read them."""
    shapes = {VOCABULARY + each: shape for shape, names in ((LINK, LINKED), (VALUES, SAID)) for each in names}
    short = {VOCABULARY + each: each for each in (*LINKED, *SAID, *CLASSES)}
    return Compact({}, shapes, short, ("@id", "@type"), VOCABULARY)


def parts(ground: Ground, scope: Scope) -> Iterator[Part]:
    """The set of terms and the people, where all is written, then term by term."""
    if scope == WHOLE:
        yield _surroundings(ground)
    for number in scope.terms(ground.snapshot):
        yield term_part(ground, number)


def term_part(ground: Ground, number: int) -> Part:
    """A term, the page about it, and its trails."""
    part, term = Part(), ground.snapshot.terms[number]
    node = part.node(ground.concepts[number].value, "schema:DefinedTerm")
    page = part.node(ground.names.page(term.slug), "schema:WebPage")
    _term(ground, node, term)
    node.link("schema:mainEntityOfPage", page.iri)
    page.link("schema:mainEntity", node.iri)
    _page(ground, page, term)
    for place, trail in enumerate(trails(ground.snapshot, number, first=TRAILS).trails, 1):
        page.link("schema:breadcrumb", _trail(ground, part, f"{page.iri}#trail-{place}", trail))
    return part


def _term(ground: Ground, node: Node, term: Term) -> None:
    names = ground.names
    node.plain("schema:termCode", term.slug)
    node.link("schema:inDefinedTermSet", names.scheme)
    node.link("schema:url", node.iri)
    for label, predicate in labels(ground, term)[0].items():
        if predicate != "skos:hiddenLabel":
            node.add(name("schema:name" if predicate == "skos:prefLabel" else "schema:alternateName"), label)
    # What a text is rendered to is kept by who renders it, and the next term has another text.
    prose = Prose(ground.snapshot)
    own = (ground.language, term.summary, term.definition)
    for language, summary, definition in (own, *((e.language, e.summary, e.definition) for e in term.translations)):
        node.text("schema:description", summary, language)
        node.text("schema:description", definition and prose.plain(definition), language)
    for mapping in term.mappings:
        iri = external(mapping.iri)
        if iri and mapping.match == "exact-match":
            node.link("schema:sameAs", iri)


def _page(ground: Ground, page: Node, term: Term) -> None:
    snapshot, names = ground.snapshot, ground.names
    glossary = snapshot.glossary
    page.link("schema:url", page.iri)
    page.text("schema:name", shown_title(glossary, term), glossary.language)
    page.link("schema:isPartOf", names.scheme)
    page.plain("schema:inLanguage", glossary.language)
    if licence := glossary.licence and licence_iri(glossary.licence):
        page.link("schema:license", licence)
    if glossary.publisher:
        page.link("schema:publisher", publisher_iri(ground))
    for slug in term.categories:
        if slug in snapshot.categories:
            page.text("schema:keywords", snapshot.categories[slug].name, glossary.language)
    for source in term.sources:
        page.plain("schema:citation", source.ref)
    for link in snapshot.once(links_by_target).get(term.slug, ()):
        if address := ground.address(link):
            page.link("schema:relatedLink", address)
    if term.review:
        page.link("schema:reviewedBy", names.person(term.review.by))
        page.add(name("schema:lastReviewed"), day(term.review.date))
    if changed := ground.changed(term.slug):
        page.add(name("schema:dateModified"), Object(changed, DATE_TIME))


def _trail(ground: Ground, part: Part, iri: str, trail: Trail) -> str:
    """A trail with an item for each crumb, folded or not."""
    node = part.node(iri, "schema:BreadcrumbList")
    node.plain("schema:numberOfItems", len(trail.crumbs))
    for placed in trail.crumbs:
        item = part.node(f"{iri}/{placed.position}", "schema:ListItem")
        node.link("schema:itemListElement", item.iri)
        item.plain("schema:position", placed.position)
        item.text("schema:name", placed.crumb.label, ground.language)
        item.link("schema:item", _place(ground, placed.crumb))
    return iri


def _place(ground: Ground, crumb: Crumb) -> str:
    names = {"term": ground.names.term, "category": ground.names.category}
    return names[crumb.kind](crumb.slug) if crumb.kind in names else ground.names.scheme


def _surroundings(ground: Ground) -> Part:
    glossary, names, part = ground.snapshot.glossary, ground.names, Part()
    node = part.node(names.scheme, "schema:DefinedTermSet")
    node.text("schema:name", glossary.name, glossary.language)
    node.text("schema:description", glossary.description, glossary.language)
    node.link("schema:url", names.scheme)
    node.plain("schema:version", ground.snapshot.revision)
    for language in glossary.languages:
        node.plain("schema:inLanguage", language)
    for concept in ground.concepts:
        node.add(name("schema:hasDefinedTerm"), concept)
    if licence := glossary.licence and licence_iri(glossary.licence):
        node.link("schema:license", licence)
    if publisher := glossary.publisher:
        agent = part.node(publisher_iri(ground), "schema:Organization")
        node.link("schema:publisher", agent.iri)
        agent.plain("schema:name", publisher.name)
        if home := publisher.url and external(publisher.url):
            agent.link("schema:url", home)
    for person in ground.snapshot.content.people.values():
        who = part.node(names.person(person.key), "schema:Person")
        who.plain("schema:name", person.name)
        who.plain("schema:jobTitle", person.role)
        if page := person.url and external(person.url):
            who.link("schema:url", page)
    return part
