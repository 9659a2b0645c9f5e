"""`ontology.ttl`: what the names of https://w3id.org/termgraph/ns# mean (OWL 2, RDF Schema), from the tables."""

from termgraph.formats.rdf.lines import TurtleWriter
from termgraph.formats.rdf.names import NAMESPACES, Object, expanded, local_name, name
from termgraph.formats.rdf.nodes import Node, Part
from termgraph.model import RelationType
from termgraph.relations import NAMESPACE, RELATION_TYPES

from .names import CLASSES, PROPERTIES, Property

ONTOLOGY = NAMESPACE.rstrip("#")
VERSION = f"{ONTOLOGY}/v1"
"""The IRI of this version: what is in it keeps its meaning, and names are only added."""

_ABOVE = {
    "generic": "isothes:broaderGeneric",
    "partitive": "isothes:broaderPartitive",
    "instantial": "isothes:broaderInstantial",
    None: "skos:semanticRelation",
}
_LANGUAGE = "en"


def ontology() -> str:
    """The ontology in Turtle, always the same."""
    used = ("dcterms", "foaf", "isothes", "owl", "rdf", "rdfs", "skos", "tg", "vann", "xsd")
    writer = TurtleWriter({prefix: NAMESPACES[prefix] for prefix in used})
    return writer.start + "".join(map(writer.node, ontology_part().sorted()))


def ontology_part() -> Part:
    """What the ontology says, for any syntax."""
    part = Part()
    head = part.node(ONTOLOGY, "owl:Ontology")
    head.text("dcterms:title", "termgraph", _LANGUAGE)
    head.text("dcterms:description", "What a glossary says that SKOS and ISO 25964 have no word for.", _LANGUAGE)
    head.link("owl:versionIRI", VERSION)
    head.plain("vann:preferredNamespacePrefix", "tg")
    head.plain("vann:preferredNamespaceUri", NAMESPACE)
    for row in CLASSES:
        node = part.node(NAMESPACE + row.name, "owl:Class")
        _named(node, row.label, row.says)
    for each in PROPERTIES:
        _property(part, each)
    for kind in RELATION_TYPES:
        _relation_type(part, kind)
    return part


def is_literal(row: Property) -> bool:
    """Whether a property holds literals of one datatype."""
    return row.range is not None and row.range.startswith("xsd:")


def _property(part: Part, row: Property) -> None:
    node = part.node(NAMESPACE + row.name)
    if row.range is None:
        node.type("rdf:Property")
    else:
        node.type("owl:DatatypeProperty" if is_literal(row) else "owl:ObjectProperty")
        node.link("rdfs:range", name(row.range))
    if row.domain:
        node.link("rdfs:domain", name(row.domain))
    for above in row.below:
        node.link("rdfs:subPropertyOf", name(above))
    _named(node, row.label, row.says)


def _relation_type(part: Part, row: RelationType) -> None:
    """A relation type as a property, and its inverse as another."""
    node = part.node(NAMESPACE + local_name(row.key), "owl:ObjectProperty")
    _between_terms(node, row.label, f"One term {row.label} another.")
    node.plain("skos:notation", row.key)
    for curie in (_ABOVE[row.hierarchical], *row.sub_property_of):
        # A kind of hierarchy is below skos:broader by itself (ISO 25964 SKOS extension).
        if curie != "skos:broader" and (above := expanded(curie)):
            node.add(name("rdfs:subPropertyOf"), Object(above))
    if row.transitive:
        node.type("owl:TransitiveProperty")
    if row.symmetric:
        node.type("owl:SymmetricProperty")
    if row.inverse_key:
        inverse = part.node(NAMESPACE + local_name(row.inverse_key), "owl:ObjectProperty")
        _between_terms(inverse, row.inverse_label or row.inverse_key, f"One term {row.inverse_label} another.")
        inverse.plain("skos:notation", row.inverse_key)
        inverse.link("owl:inverseOf", node.iri)


def _between_terms(node: Node, label: str, says: str) -> None:
    node.link("rdfs:domain", name("skos:Concept"))
    node.link("rdfs:range", name("skos:Concept"))
    _named(node, label, says)


def _named(node: Node, label: str, says: str) -> None:
    node.text("rdfs:label", label, _LANGUAGE)
    node.text("rdfs:comment", says, _LANGUAGE)
    node.link("rdfs:isDefinedBy", ONTOLOGY)
