"""What is said about what surrounds the terms: the glossary, shelves, people, own types, pages outside, paths."""

import re
from collections.abc import Sequence

from termgraph.model import Category, Link, LinkGroup, Path, Person, Profile, RelationType

from .ground import Ground
from .names import PLAIN, Object, expanded, external, is_plain_hierarchy, is_skos, literal, name
from .nodes import Part

SPDX = "https://spdx.org/licenses/"
_LICENCE = re.compile(r"[A-Za-z0-9.+-]+")

_SUPER_PROPERTY = {
    "generic": "isothes:broaderGeneric",
    "partitive": "isothes:broaderPartitive",
    "instantial": "isothes:broaderInstantial",
    None: "skos:semanticRelation",
}
"""What an own type is below at least, by its hierarchical kind."""


def about_glossary(ground: Ground, part: Part, tops: Sequence[int]) -> None:
    """The glossary as a concept scheme and as a data set (VoID, DCAT 3), and who publishes it."""
    glossary, names = ground.snapshot.glossary, ground.names
    scheme = part.node(names.scheme, "skos:ConceptScheme", "void:Dataset", "dcat:Dataset")
    scheme.text("dcterms:title", glossary.name, glossary.language)
    scheme.plain("tg:revision", ground.snapshot.revision)
    for number in tops:
        scheme.add(name("skos:hasTopConcept"), ground.concepts[number])
    for language in glossary.languages:
        scheme.plain("dcterms:language", language)
    scheme.text("dcterms:description", glossary.description, glossary.language)
    scheme.plain("void:uriSpace", names.terms)
    scheme.plain("vann:preferredNamespaceUri", names.terms)
    scheme.plain("vann:preferredNamespacePrefix", "term")
    scheme.plain("tg:titlePattern", glossary.title_pattern)
    scheme.plain("tg:rootSlug", glossary.root.slug)
    scheme.text("tg:rootName", glossary.root.name, glossary.language)
    if glossary.licence:
        licence = licence_iri(glossary.licence)
        if licence:
            scheme.link("dcterms:license", licence)
        else:
            scheme.plain("dcterms:rights", glossary.licence)
    if publisher := glossary.publisher:
        agent = part.node(publisher_iri(ground), "foaf:Agent")
        scheme.link("dcterms:publisher", agent.iri)
        agent.plain("foaf:name", publisher.name)
        if home := publisher.url and external(publisher.url):
            agent.link("foaf:homepage", home)


def licence_iri(licence: str) -> str | None:
    """The IRI of a licence, by its SPDX identifier or its own address; None where it has neither."""
    return external(SPDX + licence if _LICENCE.fullmatch(licence) else licence)


def publisher_iri(ground: Ground) -> str:
    """The IRI of who publishes the glossary."""
    publisher = ground.snapshot.glossary.publisher
    known = external(publisher.url) if publisher and publisher.url else None
    return known if known and known.rstrip("/") + "/" != ground.names.scheme else f"{ground.names.scheme}#publisher"


def about_category(ground: Ground, part: Part, category: Category, inside: Sequence[str]) -> None:
    """A shelf as a collection of its terms and of the shelves that stand in it."""
    snapshot, names = ground.snapshot, ground.names
    node = part.node(names.category(category.slug), "skos:Collection")
    node.link("skos:inScheme", names.scheme)
    node.plain("skos:notation", category.slug)
    node.text("skos:prefLabel", category.name, ground.language)
    node.plain("tg:order", category.order)
    node.text("skos:scopeNote", category.description, ground.language)
    for number in snapshot.members[category.slug]:
        node.add(name("skos:member"), ground.concepts[number])
    for inner in inside:
        node.link("skos:member", names.category(inner))


def about_person(ground: Ground, part: Part, person: Person) -> None:
    """Somebody who edits or reviews."""
    node = part.node(ground.names.person(person.key), "foaf:Person")
    node.plain("foaf:name", person.name)
    node.plain("tg:role", person.role)
    if page := person.url and external(person.url):
        node.link("foaf:page", page)


def about_type(ground: Ground, part: Part, row: RelationType) -> None:
    """What an own type's predicate means; the built-in ones are explained once for every glossary."""
    names, language = ground.names, ground.language
    node = part.node(ground.predicates[row.key], "owl:ObjectProperty")
    node.text("rdfs:label", row.label, language)
    # Where SKOS has a place for the type follows from its row alone, so that what is inferred keeps S27 as well.
    node.link("rdfs:subPropertyOf", name(PLAIN if is_plain_hierarchy(row) else _SUPER_PROPERTY[row.hierarchical]))
    for curie in row.sub_property_of:
        above = expanded(curie)
        if above and above != node.iri and not is_skos(above):
            node.add(name("rdfs:subPropertyOf"), Object(above))
    if row.symmetric:
        node.type("owl:SymmetricProperty")
    elif row.inverse_key:
        inverse = part.node(names.inverse(row.inverse_key), "owl:ObjectProperty")
        inverse.link("owl:inverseOf", node.iri)
        inverse.text("rdfs:label", row.inverse_label or row.inverse_key, language)


def note(key: str) -> str:
    """What kind of note SKOS would call a section."""
    return "skos:example" if "example" in key else "skos:note"


def about_notes(ground: Ground, part: Part) -> None:
    """What the predicates of sections mean: how they are headed, and what kind of note SKOS would call them."""
    glossary = ground.snapshot.glossary
    titles: dict[str, set[Object]] = {}
    for term in ground.snapshot.terms:
        own = (glossary.language, term.sections)
        for language, sections in (own, *((each.language, each.sections) for each in term.translations)):
            for section in sections:
                found = titles.setdefault(section.key, set())
                if section.title:
                    found.add(literal(section.title, language))
    for heading in glossary.sections:
        titles.setdefault(heading.key, set()).update(literal(text, each) for each, text in heading.titles.items())
    orders = {heading.key: order for order, heading in enumerate(glossary.sections, 1)}
    for key, labels in titles.items():
        node = part.node(ground.names.note(key), "owl:AnnotationProperty")
        node.link("rdfs:subPropertyOf", name(note(key)))
        node.plain("skos:notation", key)
        node.plain("tg:order", orders.get(key))
        for label in labels:
            node.add(name("rdfs:label"), label)


def about_link_group(ground: Ground, part: Part, group: LinkGroup) -> None:
    """A heading under which pages outside are shown."""
    node = part.node(ground.names.link_group(group.key), "tg:LinkGroup")
    node.text("dcterms:title", group.title, ground.language)
    node.plain("tg:order", group.order)


def about_link(ground: Ground, part: Part, link: Link) -> None:
    """A page outside: where it is, what it is about and teaches, and what to know before it."""
    names = ground.names
    node = part.node(names.link(link.id), "tg:Link")
    node.text("dcterms:title", link.title, link.language or ground.language)
    if address := ground.address(link):
        node.link("foaf:page", address)
    node.plain("tg:address", link.url)
    node.link("tg:linkGroup", names.link_group(link.group))
    places = (
        ("tg:writtenFor", (link.term,) if link.term else ()),
        ("tg:about", link.about),
        ("tg:teaches", link.teaches),
        ("tg:needs", link.requires),
    )
    for predicate, slugs in places:
        for target in ground.targets(slugs):
            node.add(name(predicate), target)
    node.plain("dcterms:type", link.kind)
    node.plain("tg:level", link.level)
    node.plain("tg:minutes", link.minutes)
    node.plain("dcterms:language", link.language)
    node.plain("dcterms:issued", link.published)


def about_profile(ground: Ground, part: Part, profile: Profile) -> None:
    """A named set of terms that a reader may know."""
    node = part.node(ground.names.profile(profile.key), "tg:Profile")
    node.text("dcterms:title", profile.title, ground.language)
    for target in ground.targets(profile.terms):
        node.add(name("tg:term"), target)


def about_path(ground: Ground, part: Part, path: Path) -> None:
    """An editor's order of reading: a node for each step, with its position."""
    node = part.node(ground.names.path(path.key), "tg:Path")
    node.text("dcterms:title", path.title, ground.language)
    if path.profile:
        node.link("tg:profile", ground.names.profile(path.profile))
    if path.strict:
        node.plain("tg:strict", value=True)
    for position, target in enumerate(ground.targets(path.terms), 1):
        step = part.node(f"{node.iri}#{position}", "tg:PathStep")
        node.link("tg:step", step.iri)
        step.plain("tg:position", position)
        step.add(name("tg:term"), target)
