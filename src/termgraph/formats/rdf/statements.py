"""A glossary as triples in the SKOS profile, straight from its records: no RDF library, no blank node.

SKOS Reference (W3C 2009) for concepts, labels and notes, ISO 25964 (isothes) for the kinds of hierarchy, and own
predicates (tg) for what those have no word for.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from termgraph.errors import Code, TermgraphError
from termgraph.formats.prose import Prose
from termgraph.graph.lineage import Lineage
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Category, Person, RelationType
from termgraph.relations import BUILT_IN

from .names import NAMESPACES, Names, Triple, expanded, external, is_skos, link, literal, name, plain
from .relations import relations_of, requirements_of
from .terms import about_term, is_top, notes

SPDX = "https://spdx.org/licenses/"
_LICENCE = re.compile(r"[A-Za-z0-9.+-]+")

_SUPER_PROPERTY = {
    "generic": "isothes:broaderGeneric",
    "partitive": "isothes:broaderPartitive",
    "instantial": "isothes:broaderInstantial",
    None: "skos:semanticRelation",
}
"""What an own type is below at least, by its hierarchical kind."""


def statements(snapshot: Snapshot) -> Iterator[Triple]:
    """Every triple of the glossary: first what surrounds the terms, then term by term, each part sorted.

    Linear in the glossary, and no more than one part is in memory.
    Raises TermgraphError CONTENT_INVALID when the glossary's base address is not an http, https or urn address.
    """
    for part in _parts(snapshot, names_of(snapshot)):
        yield from sorted(set(part))


def _parts(snapshot: Snapshot, names: Names) -> Iterator[Iterator[Triple]]:
    yield _scheme(snapshot, names)
    inside: dict[str | None, list[str]] = {}
    for category in snapshot.categories.values():
        inside.setdefault(category.parent, []).append(category.slug)
    for category in snapshot.categories.values():
        yield _category(snapshot, names, category, inside.get(category.slug, ()))
    for person in snapshot.content.people.values():
        yield _person(names, person)
    for row in snapshot.registry.types.values():
        if row.key not in BUILT_IN.types:
            yield _relation_type(snapshot, names, row)
    yield notes(snapshot, names)
    prose, lineage = Prose(snapshot), Lineage.of(snapshot)
    for number in range(len(snapshot.terms)):
        yield chain(
            about_term(snapshot, names, prose, number),
            relations_of(snapshot, names, lineage, number),
            requirements_of(snapshot, names, number),
        )


def names_of(snapshot: Snapshot) -> Names:
    """The IRIs of a snapshot's things; raises as `statements` does."""
    base = external(snapshot.glossary.base_url)
    if base is None:
        raise TermgraphError(Code.CONTENT_INVALID, f"base_url {snapshot.glossary.base_url!r} is not a web address.")
    return Names(base.rstrip("/") + "/")


def _scheme(snapshot: Snapshot, names: Names) -> Iterator[Triple]:
    glossary, scheme = snapshot.glossary, names.scheme
    yield link(scheme, "rdf:type", name("skos:ConceptScheme"))
    yield scheme, name("dcterms:title"), literal(glossary.name, glossary.language)
    yield plain(scheme, "tg:revision", snapshot.revision)
    for number, term in enumerate(snapshot.terms):
        if is_top(snapshot, number):
            yield link(scheme, "skos:hasTopConcept", names.term(term.slug))
    for language in glossary.languages:
        yield plain(scheme, "dcterms:language", language)
    if glossary.description:
        yield scheme, name("dcterms:description"), literal(glossary.description, glossary.language)
    if glossary.licence:
        licence = external(SPDX + glossary.licence if _LICENCE.fullmatch(glossary.licence) else glossary.licence)
        yield link(scheme, "dcterms:license", licence) if licence else plain(scheme, "dcterms:rights", glossary.licence)
    if publisher := glossary.publisher:
        agent = (external(publisher.url) if publisher.url else None) or f"{scheme}#publisher"
        yield link(scheme, "dcterms:publisher", agent)
        yield link(agent, "rdf:type", name("foaf:Agent"))
        yield plain(agent, "foaf:name", publisher.name)


def _category(snapshot: Snapshot, names: Names, category: Category, inside: Sequence[str]) -> Iterator[Triple]:
    collection, language = names.category(category.slug), snapshot.glossary.language
    yield link(collection, "rdf:type", name("skos:Collection"))
    yield link(collection, "skos:inScheme", names.scheme)
    yield plain(collection, "skos:notation", category.slug)
    yield collection, name("skos:prefLabel"), literal(category.name, language)
    yield plain(collection, "tg:order", category.order)
    if category.description:
        yield collection, name("skos:scopeNote"), literal(category.description, language)
    for number in snapshot.members[category.slug]:
        yield link(collection, "skos:member", names.term(snapshot.terms[number].slug))
    for inner in inside:
        yield link(collection, "skos:member", names.category(inner))


def _person(names: Names, person: Person) -> Iterator[Triple]:
    iri = names.person(person.key)
    yield link(iri, "rdf:type", name("foaf:Person"))
    yield plain(iri, "foaf:name", person.name)
    if person.role:
        yield plain(iri, "tg:role", person.role)
    if page := person.url and external(person.url):
        yield link(iri, "foaf:page", page)


def _relation_type(snapshot: Snapshot, names: Names, row: RelationType) -> Iterator[Triple]:
    """What an own type's predicate means; the built-in ones are explained once for every glossary."""
    predicate, language = names.predicate(row), snapshot.glossary.language
    yield link(predicate, "rdf:type", name("owl:ObjectProperty"))
    yield predicate, name("rdfs:label"), literal(row.label, language)
    # Where SKOS has a place for the type follows from its row alone, so that what is inferred keeps S27 as well.
    yield link(predicate, "rdfs:subPropertyOf", name(_SUPER_PROPERTY[row.hierarchical]))
    for curie in row.sub_property_of:
        above = expanded(curie)
        if above and above != predicate and not is_skos(above):
            yield link(predicate, "rdfs:subPropertyOf", above)
    if row.symmetric:
        yield link(predicate, "rdf:type", NAMESPACES["owl"] + "SymmetricProperty")
    elif row.inverse_key:
        inverse = names.inverse(row.inverse_key)
        yield link(inverse, "rdf:type", name("owl:ObjectProperty"))
        yield link(inverse, "owl:inverseOf", predicate)
        yield inverse, name("rdfs:label"), literal(row.inverse_label or row.inverse_key, language)
