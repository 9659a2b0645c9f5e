"""Triples as compact JSON-LD 1.1 with a context of its own: one line a thing, so that two exports can be compared.

It is made from the very triples that the other syntaxes get, so that nothing is in one and not in the other.
"""

from collections.abc import Iterable, Set
from itertools import groupby
from operator import itemgetter
from typing import Any, BinaryIO

import orjson

from termgraph.relations import BUILT_IN

from .names import BOOLEAN, INTEGER, IRI, NAMESPACES, STRING, Object, Triple, local_name, name

TYPE = NAMESPACES["rdf"] + "type"

ONE_TEXT = "one text"
TEXTS = "texts"
LINKS = "links"
VALUES = "values"

CONTAINERS: dict[str, dict[str, Any]] = {
    ONE_TEXT: {"@container": "@language"},
    TEXTS: {"@container": ["@language", "@set"]},
    LINKS: {"@type": "@id", "@container": "@set"},
    VALUES: {},
}
"""How the values of a property are written (JSON-LD 1.1, 4.6): by language, as a list of IRIs, or one by one."""

SHAPES: dict[str, tuple[str, ...]] = {
    ONE_TEXT: ("skos:prefLabel",),
    TEXTS: ("skos:altLabel", "skos:hiddenLabel", "skos:definition", "skos:scopeNote", "skos:example", "skos:note"),
    LINKS: (
        "skos:inScheme", "skos:topConceptOf", "skos:hasTopConcept", "skos:member",
        "skos:broader", "skos:narrower", "skos:related",
        "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch",
        "dcterms:isReplacedBy", "tg:mainCategory", "tg:relation", "tg:requirement", "tg:option", "tg:reviewedBy",
    ),
    VALUES: (
        "skos:notation", "owl:deprecated", "tg:acronym", "tg:formerSlug", "tg:kind", "tg:level", "tg:minutes",
        "tg:order", "tg:status", "tg:for", "tg:keep", "tg:position", "tg:primary", "tg:since", "tg:why",
    ),
}  # fmt: skip  # a table reads better than a name a line
"""The properties that have a short name in the context, by shape; the others are written "prefix:local"."""


def write(triples: Iterable[Triple], prefixes: dict[str, str], links: Iterable[str], out: BinaryIO) -> None:
    """Writes sorted `triples`; `links` are predicates of the glossary's own whose objects are all IRIs."""
    shapes = {name(key): shape for shape, keys in SHAPES.items() for key in keys}
    short = shapes.keys() | {NAMESPACES["tg"] + local_name(key) for key in BUILT_IN.types}
    shapes |= dict.fromkeys(links, LINKS)
    compact = _Compact(prefixes, shapes, short)
    out.write(b'{"@context":' + orjson.dumps(compact.context()) + b',\n"@graph":[')
    separator = b"\n"
    for subject, about in groupby(triples, key=itemgetter(0)):
        out.write(separator + orjson.dumps(compact.node(subject, about)))
        separator = b",\n"
    out.write(b"\n]}\n")


class _Compact:
    """Names shortened by prefixes, and values in the shape of their property."""

    def __init__(self, prefixes: dict[str, str], shapes: dict[str, str], short: Set[str]) -> None:
        self._prefixes = prefixes
        self._longest_first = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._shapes = shapes
        self._short = short
        self._keys: dict[str, str] = {}

    def context(self) -> dict[str, Any]:
        """The context: prefixes, and how the values of each property are to be read."""
        properties = {
            self.key(predicate): {"@id": self.iri(predicate)} | CONTAINERS[shape]
            for predicate, shape in sorted(self._shapes.items())
        }
        return {"@version": 1.1, "id": "@id", "type": "@type"} | self._prefixes | properties

    def node(self, subject: str, about: Iterable[Triple]) -> dict[str, Any]:
        """Everything about one thing."""
        made: dict[str, Any] = {"id": self.iri(subject), "type": []}
        for predicate, group in groupby(about, key=itemgetter(1)):
            objects = [triple[2] for triple in group]
            if predicate == TYPE:
                made["type"] = _one_or_all([self.iri(each.value) for each in objects])
            else:
                made[self.key(predicate)] = self._values(self._shapes.get(predicate, VALUES), objects)
        if not made["type"]:
            del made["type"]
        return made

    def key(self, predicate: str) -> str:
        """The name of a property: without its prefix where nobody else can have meant another by it."""
        if predicate not in self._keys:
            compacted = self.iri(predicate)
            self._keys[predicate] = compacted.split(":", 1)[1] if predicate in self._short else compacted
        return self._keys[predicate]

    def iri(self, iri: str) -> str:
        """An IRI as "prefix:rest" where a prefix fits."""
        for prefix, namespace in self._longest_first:
            if iri.startswith(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def _values(self, shape: str, objects: list[Object]) -> Any:
        if shape == LINKS:
            return [self.iri(each.value) if each.datatype == IRI else self._explicit(each) for each in objects]
        if shape == VALUES:
            return _one_or_all([self._value(each) for each in objects])
        by_language: dict[str, list[str]] = {}
        for each in objects:
            by_language.setdefault(each.language or "@none", []).append(each.value)
        return {tag: _one_or_all(texts) if shape == ONE_TEXT else texts for tag, texts in by_language.items()}

    def _value(self, value: Object) -> Any:
        if value.datatype == IRI:
            return {"id": self.iri(value.value)}
        if value.datatype == STRING:
            return value.value
        if value.datatype == INTEGER:
            return int(value.value)
        if value.datatype == BOOLEAN:
            return value.value == "true"
        return self._explicit(value)

    def _explicit(self, value: Object) -> dict[str, str]:
        """A literal that says itself what it is, for a place where a bare string is something else."""
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype == STRING:
            return {"@value": value.value}
        return {"@value": value.value, "@type": self.iri(value.datatype)}


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
