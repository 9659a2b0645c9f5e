"""Content written by us and read by rdflib, in every syntax."""

from collections.abc import Iterable
from functools import cache
from typing import TypeVar

import rdflib
from facts import facts
from full_glossary import FULL
from rdflib.namespace import RDF, SKOS
from three_readers import RDFLIB, as_written, exported

from termgraph.model import Content, public

TG = rdflib.Namespace("https://w3id.org/termgraph/ns#")
TERM = rdflib.Namespace("https://glossary.example/terms/")
CATEGORY = rdflib.Namespace("https://glossary.example/categories/")
OWN = rdflib.Namespace("https://glossary.example/ns#")
ISOTHES = rdflib.Namespace("http://purl.org/iso25964/skos-thes#")
SCHEME = rdflib.URIRef("https://glossary.example/")

Node = rdflib.term.Node
Triples = set[tuple[Node, Node, Node]]
Thing = TypeVar("Thing")


def read(data: bytes, syntax: str = "turtle") -> rdflib.Graph:
    """What rdflib reads, from memory alone."""
    with as_written():
        if syntax not in ("trig", "n-quads"):
            return rdflib.Graph(bind_namespaces="none").parse(data=data, format=RDFLIB[syntax])
        found = rdflib.Dataset().parse(data=data, format=RDFLIB[syntax])
        graph = rdflib.Graph(bind_namespaces="none")
        for subject, predicate, value, name in found.quads():
            assert (name, RDF.type, SKOS.ConceptScheme) in found.graph(name), "the graph is named like the glossary"
            graph.add((subject, predicate, value))
        return graph


def graph_of(content: Content) -> rdflib.Graph:
    return read(exported(content, "n-triples"), "n-triples")


@cache
def facts_graph() -> rdflib.Graph:
    return graph_of(facts())


def english(text: str) -> rdflib.Literal:
    return rdflib.Literal(text, lang="en")


def camel(key: str) -> str:
    first, *others = key.split("-")
    return first + "".join(word.capitalize() for word in others)


@cache
def full_graph() -> rdflib.Graph:
    return graph_of(public(FULL))


def clashes(triples: Triples) -> set[tuple[Node, Node]]:
    """Pairs that are skos:related and joined by a chain of skos:broader (SKOS S27), by brute force."""
    chained = joined((one, other) for one, predicate, other in triples if predicate == SKOS.broader)
    return chained & {(one, other) for one, predicate, other in triples if predicate == SKOS.related}


def joined(pairs: Iterable[tuple[Thing, Thing]]) -> set[tuple[Thing, Thing]]:
    """Pairs that a chain of these joins, both ways round."""
    above: dict[Thing, set[Thing]] = {}
    for one, other in pairs:
        above.setdefault(one, set()).add(other)
    grown = True
    while grown:
        grown = False
        for things in above.values():
            more = {further for each in things for further in above.get(each, ())} - things
            things.update(more)
            grown = grown or bool(more)
    up = {(one, other) for one, others in above.items() for other in others}
    return up | {(other, one) for one, other in up}
