"""What a graph says it has: concepts, schemes, collections, and whether it is an export of our own."""

from collections import Counter
from dataclasses import dataclass

from termgraph.formats.rdf.names import NAMESPACES, Names, name, segment

from .graph import Graph

TYPE = name("rdf:type")
SKOS_XL = "http://www.w3.org/2008/05/skos-xl#"
CONCEPT, SCHEME, COLLECTION, ORDERED = (
    name(f"skos:{each}") for each in ("Concept", "ConceptScheme", "Collection", "OrderedCollection")
)
IN_SCHEME, TOP_OF, HAS_TOP = (name(f"skos:{each}") for each in ("inScheme", "topConceptOf", "hasTopConcept"))
BROADER, NARROWER, RELATED = (name(f"skos:{each}") for each in ("broader", "narrower", "related"))
MEMBER, MEMBER_LIST = name("skos:member"), name("skos:memberList")
SOURCE_IRI = name("tg:sourceIri")
"""What says under which IRI a term was imported."""

HIERARCHY = {
    "isothes:broaderGeneric": ("is-a", False),
    "isothes:narrowerGeneric": ("is-a", True),
    "isothes:broaderPartitive": ("part-of", False),
    "isothes:narrowerPartitive": ("part-of", True),
    "isothes:broaderInstantial": ("instance-of", False),
    "isothes:narrowerInstantial": ("instance-of", True),
}
"""The kinds of hierarchy that ISO 25964 names: our relation type, and whether the narrower one is the object."""

SEMANTIC = (
    *(name(f"skos:{each}") for each in (
        "broader", "narrower", "related", "broaderTransitive", "narrowerTransitive", "semanticRelation",
    )),
    *(name(each) for each in HIERARCHY),
)  # fmt: skip
"""Predicates whose subject and object are concepts (SKOS Reference, S19 and S20)."""

PREFERRED_OR_LABEL = (name("skos:prefLabel"), name("rdfs:label"), name("skos:altLabel"))
"""What a thing may be named after, best first."""

MAPPINGS = tuple(
    name(f"skos:{each}")
    for each in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "mappingRelation")
)
_RETIRED = (name("owl:deprecated"), name("dcterms:isReplacedBy"))
_SUB_CLASS = name("rdfs:subClassOf")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A graph, and what the things in it are; all in order.

    `scheme` is the one that becomes the glossary: of several the one with most concepts. `own` are the names of the
    glossary that the graph was exported from, None for a graph of others. `aliases` are IRIs under which concepts here
    were imported once; what is said of them is kept as it is.
    """

    graph: Graph
    concepts: tuple[str, ...]
    schemes: tuple[str, ...]
    collections: tuple[str, ...]
    scheme: str | None
    own: Names | None
    aliases: frozenset[str]


def vocabulary(graph: Graph) -> Vocabulary:
    """What the things of a graph are, by their types and by what is said of them; linear in the graph."""
    aliases = frozenset(target for _, target in graph.pairs(SOURCE_IRI))
    schemes = _typed(graph, SCHEME) | _objects(graph, IN_SCHEME, TOP_OF) | _subjects(graph, HAS_TOP)
    collections = _typed(graph, COLLECTION, ORDERED) | _subjects(graph, MEMBER, MEMBER_LIST)
    schemes -= aliases
    collections -= aliases | schemes
    classes = _concept_classes(graph)
    found: list[str] = []
    for subject, said in graph.about.items():
        if subject in schemes or subject in collections or subject in aliases:
            continue
        types = graph.iris(subject, TYPE)
        described = not said.keys().isdisjoint((IN_SCHEME, TOP_OF, *SEMANTIC, *MAPPINGS))
        retired = not types and not said.keys().isdisjoint(_RETIRED)
        if described or retired or any(each in classes for each in types):
            found.append(subject)
    named = {target for predicate in (HAS_TOP, *SEMANTIC) for _, target in graph.pairs(predicate)}
    others = {each for each in named if each in graph.about} - schemes - collections - aliases
    concepts = tuple(sorted(others.union(found)))
    own = _own(graph, concepts)
    sizes = Counter(each for concept in concepts for each in graph.iris(concept, IN_SCHEME))
    main = own.scheme if own else min(schemes, key=lambda each: (-sizes[each], each), default=None)
    return Vocabulary(graph, concepts, tuple(sorted(schemes)), tuple(sorted(collections)), main, own, aliases)


def _typed(graph: Graph, *classes: str) -> set[str]:
    return {
        subject for subject, said in graph.about.items() if any(each.value in classes for each in said.get(TYPE, ()))
    }


def _subjects(graph: Graph, *predicates: str) -> set[str]:
    return {subject for predicate in predicates for subject, _ in graph.pairs(predicate)}


def _objects(graph: Graph, *predicates: str) -> set[str]:
    return {target for predicate in predicates for _, target in graph.pairs(predicate)}


def _concept_classes(graph: Graph) -> set[str]:
    """skos:Concept, and the classes that the graph puts below it."""
    below: dict[str, list[str]] = {}
    for subject, target in graph.pairs(_SUB_CLASS):
        below.setdefault(target, []).append(subject)
    found, waiting = {CONCEPT}, [CONCEPT]
    while waiting:
        fresh = [each for each in below.get(waiting.pop(), ()) if each not in found]
        found.update(fresh)
        waiting += fresh
    return found


def _own(graph: Graph, concepts: tuple[str, ...]) -> Names | None:
    """The names of the glossary that the graph was exported from: a concept of ours says so by its address."""
    for concept in concepts:
        if not graph.objects(concept, name("tg:status")):
            continue
        for scheme in graph.iris(concept, IN_SCHEME):
            for slug in graph.literals(concept, name("skos:notation")):
                if concept == f"{scheme}terms/{segment(slug.value)}":
                    return Names(scheme)
    return None


def is_skos(predicate: str) -> bool:
    """Whether a predicate or class is one of SKOS or SKOS-XL by its address."""
    return predicate.startswith((NAMESPACES["skos"], SKOS_XL))
