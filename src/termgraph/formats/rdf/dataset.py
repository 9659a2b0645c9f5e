"""What a server says of its glossary and of its addresses: VoID, DCAT 3, and lists of representations, as parts."""

from collections.abc import Iterable
from dataclasses import dataclass

from termgraph.formats.scope import shelves
from termgraph.model import GlossaryInfo
from termgraph.relations import BUILT_IN

from .ground import Ground
from .names import NAMESPACES, Object, plain_value
from .nodes import Part
from .surroundings import about_category, about_glossary, about_notes, about_person, about_type, licence_iri

VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
ALTR = "http://www.w3.org/ns/dx/connegp/altr#"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Download:
    """A document that has all of the glossary: the last part of its address, its media type, and W3C's name of it."""

    name: str
    media_type: str
    feature: str | None = None


def dataset_part(
    ground: Ground, downloads: Iterable[Download], modified: str | None = None, sparql: str | None = None
) -> Part:
    """The glossary as a data set (VoID, sections 2 and 3; DCAT 3, section 6) and where it can be had.

    `modified` is when it last changed (ISO 8601), `sparql` the last part of the address of an endpoint.
    """
    snapshot, names, part = ground.snapshot, ground.names, Part()
    about_glossary(ground, part, ())
    base = names.scheme
    dataset = part.node(base)
    licence = licence_of(snapshot.glossary)
    document = part.node(f"{base}.well-known/void")
    document.add(NAMESPACES["rdf"] + "type", Object(VOID + "DatasetDescription"))
    document.link("foaf:primaryTopic", base)
    dataset.add(VOID + "entities", plain_value(len(snapshot.terms)))
    dataset.add(VOID + "openSearchDescription", Object(f"{base}opensearch.xml"))
    dataset.add(DCAT + "landingPage", Object(base))
    for slug in (*snapshot.glossary.watch, *snapshot.numbers):
        if slug in snapshot.numbers:
            dataset.add(VOID + "exampleResource", Object(names.term(slug)))
            break
    for prefix in ("skos", "isothes", "dcterms", "tg"):
        dataset.add(VOID + "vocabulary", Object(NAMESPACES[prefix]))
    if modified:
        dataset.add(NAMESPACES["dcterms"] + "modified", Object(modified, NAMESPACES["xsd"] + "dateTime"))
    if sparql:
        dataset.add(VOID + "sparqlEndpoint", Object(base + sparql))
    for each in downloads:
        file = part.node(base + each.name)
        file.add(NAMESPACES["rdf"] + "type", Object(DCAT + "Distribution"))
        file.add(DCAT + "downloadURL", Object(file.iri))
        file.add(DCAT + "accessURL", Object(file.iri))
        file.add(DCAT + "mediaType", Object(MEDIA_TYPES + each.media_type))
        if licence:
            file.link("dcterms:license", licence)
        dataset.add(DCAT + "distribution", Object(file.iri))
        dataset.add(VOID + "dataDump", Object(file.iri))
        if each.feature:
            dataset.add(VOID + "feature", Object(each.feature))
    return part


def licence_of(glossary: GlossaryInfo) -> str | None:
    """The IRI of the glossary's licence."""
    return licence_iri(glossary.licence) if glossary.licence else None


def single_part(ground: Ground, folder: str, key: str) -> Part:
    """One thing that is no term: of "categories" by its slug, of "people" by its key."""
    snapshot, part = ground.snapshot, Part()
    if folder == "categories":
        about_category(ground, part, snapshot.categories[key], shelves(snapshot).get(key, ()))
    else:
        about_person(ground, part, snapshot.content.people[key])
    return part


def about_own_vocabulary(ground: Ground, part: Part) -> None:
    """What the glossary's own predicates mean: its relation types, and the sections of its terms."""
    for row in ground.snapshot.registry.types.values():
        if row.key not in BUILT_IN.types:
            about_type(ground, part, row)
    about_notes(ground, part)


def alternates_part(iri: str, rows: Iterable[tuple[str, str, str | None]]) -> Part:
    """How a thing can be had (W3C connegp, appendix "Alternate Representations Data Model"), the default one first.

    A row is the end of an address, a media type, and the IRI of the profile that the representation conforms to.
    """
    part = Part()
    thing = part.node(iri)
    for number, (suffix, media_type, profile) in enumerate(rows):
        document = part.node(iri + suffix)
        document.add(NAMESPACES["rdf"] + "type", Object(ALTR + "Representation"))
        document.add(NAMESPACES["dcterms"] + "format", plain_value(media_type))
        if profile:
            document.link("dcterms:conformsTo", profile)
        thing.add(ALTR + "hasRepresentation", Object(document.iri))
        if number == 0:
            thing.add(ALTR + "hasDefaultRepresentation", Object(document.iri))
    return part
