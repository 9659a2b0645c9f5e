"""What three independent programs read of an export: rdflib, pyoxigraph and PyLD, as the same plain triples."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import orjson
import pyoxigraph
import rdflib
from pyld import jsonld  # type: ignore[import-untyped]

from termgraph.formats.rdf import WHOLE, Object, Scope, Triple, statements, write
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content

IRI = "@id"
STRING = "http://www.w3.org/2001/XMLSchema#string"
LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"

RDFLIB = {
    "turtle": "turtle",
    "trig": "trig",
    "n-triples": "nt",
    "n-quads": "nquads",
    "rdf-xml": "xml",
    "json-ld": "json-ld",
}
PYOXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "n-quads": pyoxigraph.RdfFormat.N_QUADS,
    "rdf-xml": pyoxigraph.RdfFormat.RDF_XML,
    "json-ld": pyoxigraph.RdfFormat.JSON_LD,
}
"""Our names of the syntaxes, and theirs."""


def exported(content: Content, syntax: str = "turtle", profile: str = "skos", scope: Scope = WHOLE) -> bytes:
    """An export of a content."""
    out = io.BytesIO()
    write(Snapshot.of(content, "e.1"), out, syntax, profile, scope)
    return out.getvalue()


def said(content: Content, profile: str = "skos") -> set[Triple]:
    """What is to be read, before any syntax."""
    return set(statements(Snapshot.of(content, "e.1"), profile))


@contextmanager
def as_written() -> Iterator[None]:
    """rdflib keeps literals as they are written; its reader of JSON-LD uses what it has itself declared deprecated."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def by_rdflib(data: bytes, syntax: str) -> set[Triple]:
    """What rdflib reads."""
    with as_written():
        if syntax in ("trig", "n-quads"):
            quads = rdflib.Dataset().parse(data=data, format=RDFLIB[syntax]).quads()
            found = [(subject, predicate, value) for subject, predicate, value, _ in quads]
        else:
            found = list(rdflib.Graph(bind_namespaces="none").parse(data=data, format=RDFLIB[syntax]))
    return {(str(subject), str(predicate), _of_rdflib(value)) for subject, predicate, value in found}


def _of_rdflib(value: rdflib.term.Node) -> Object:
    if not isinstance(value, rdflib.Literal):
        assert isinstance(value, rdflib.URIRef), "there are no blank nodes"
        return Object(str(value))
    if value.language:
        return Object(str(value), LANGUAGE_STRING, value.language.lower())
    return Object(str(value), str(value.datatype) if value.datatype else STRING)


def by_pyoxigraph(data: bytes, syntax: str) -> set[Triple]:
    """What pyoxigraph reads."""
    found = set()
    for quad in pyoxigraph.parse(data, PYOXIGRAPH[syntax]):
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        found.add((quad.subject.value, quad.predicate.value, _of_pyoxigraph(quad.object)))
    return found


def _of_pyoxigraph(value: Any) -> Object:
    if isinstance(value, pyoxigraph.NamedNode):
        return Object(value.value)
    assert isinstance(value, pyoxigraph.Literal), "there are no blank nodes"
    return Object(value.value, value.datatype.value, (value.language or "").lower())


def by_pyld(data: bytes) -> set[Triple]:
    """What PyLD reads of JSON-LD, without fetching anything."""
    dataset = jsonld.to_rdf(orjson.loads(data), {"documentLoader": _refuse})
    assert set(dataset) <= {"@default"}
    return {
        (each["subject"]["value"], each["predicate"]["value"], _of_pyld(each["object"]))
        for each in dataset.get("@default", ())
    }


def _of_pyld(value: dict[str, str]) -> Object:
    if value["type"] == "IRI":
        return Object(value["value"])
    assert value["type"] == "literal", "there are no blank nodes"
    return Object(value["value"], value["datatype"], value.get("language", "").lower())


def _refuse(url: str, options: object) -> Any:
    raise AssertionError(f"nothing is fetched, and not {url} with {options}")
