"""What an endpoint says of itself (SPARQL 1.1 Service Description), as a part for any syntax."""

from termgraph.formats.rdf import Ground
from termgraph.formats.rdf.names import NAMESPACES, Object
from termgraph.formats.rdf.nodes import Part

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip  # W3C's names of formats


def description_part(ground: Ground, path: str) -> Part:
    """The service at `path` of the glossary's addresses: what it can do, and the one graph it has.

    The graph is named like the glossary, and is the default graph as well.
    """
    part, base = Part(), ground.names.scheme
    endpoint = base + path
    service, dataset = part.node(endpoint), part.node(f"{endpoint}#dataset")
    default, named = part.node(f"{endpoint}#default-graph"), part.node(f"{endpoint}#named-graph")
    types = ((service, "Service"), (dataset, "Dataset"), (default, "Graph"), (named, "NamedGraph"))
    for node, kind in types:
        node.add(NAMESPACES["rdf"] + "type", Object(SD + kind))
    service.add(SD + "endpoint", Object(endpoint))
    service.add(SD + "supportedLanguage", Object(SD + "SPARQL11Query"))
    service.add(SD + "feature", Object(SD + "UnionDefaultGraph"))
    service.add(SD + "defaultDataset", Object(dataset.iri))
    for name in RESULT_FORMATS:
        service.add(SD + "resultFormat", Object(FORMATS + name))
    dataset.add(SD + "defaultGraph", Object(default.iri))
    dataset.add(SD + "namedGraph", Object(named.iri))
    named.add(SD + "name", Object(base))
    named.add(SD + "graph", Object(default.iri))
    return part
