"""Triples as a graph of rdflib, for those who work with it."""

from collections.abc import Iterable

import rdflib

from .names import IRI, STRING, Triple


def rdflib_graph(found: Iterable[Triple]) -> rdflib.Graph:
    """A graph of these triples with no namespace bound; literals keep their spelling."""
    graph = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, each in found:
        value: rdflib.URIRef | rdflib.Literal
        if each.datatype == IRI:
            value = rdflib.URIRef(each.value)
        elif each.language:
            value = rdflib.Literal(each.value, lang=each.language)
        elif each.datatype == STRING:
            value = rdflib.Literal(each.value)
        else:
            value = rdflib.Literal(each.value, datatype=rdflib.URIRef(each.datatype), normalize=False)
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), value))
    return graph
