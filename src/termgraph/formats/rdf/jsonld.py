"""Compact JSON-LD 1.1 with a context of its own: one line a thing, so that two exports can be compared.

It is made from the very nodes that the other syntaxes get, so that nothing is in one and not in the other.
"""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from .names import INTEGER, IRI, STRING, Object, is_bare
from .nodes import TYPE, Node

ONE_TEXT = "one text"
TEXTS = "texts"
LINKS = "links"
LINK = "link"
VALUES = "values"

CONTAINERS: dict[str, dict[str, Any]] = {
    ONE_TEXT: {"@container": "@language"},
    TEXTS: {"@container": ["@language", "@set"]},
    LINKS: {"@type": "@id", "@container": "@set"},
    LINK: {"@type": "@id"},
    VALUES: {},
}
"""How the values of a property are written (JSON-LD 1.1, 4.6): by language, as a list of IRIs, or one by one."""


class _Short(dict[str, str]):
    """IRIs as they are written; those that others are said of and with are kept, parts of a thing are not."""

    def __init__(self, shortened: Callable[[str], str]) -> None:
        super().__init__()
        self._shortened = shortened

    def __missing__(self, iri: str) -> str:
        short = self._shortened(iri)
        if short is not iri and "/" not in short:
            self[iri] = short
        return short


class Compact:
    """Names shortened by prefixes, and values in the shape of their property.

    `shapes` has a key of CONTAINERS for each predicate of the context, `short` what predicates and classes are called
    that need no prefix; `keywords` what "@id" and "@type" are called, and `vocabulary` is what classes are names of
    that have neither prefix nor place in the context.
    """

    def __init__(
        self,
        prefixes: Mapping[str, str],
        shapes: Mapping[str, str],
        short: Mapping[str, str],
        keywords: tuple[str, str] = ("id", "type"),
        vocabulary: str | None = None,
    ) -> None:
        self._prefixes = dict(prefixes)
        self._longest_first = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._shapes = shapes
        self._short = short
        self._id, self._type = keywords
        self._vocabulary = vocabulary
        self.iri = _Short(self._shortened)
        self._keyed: dict[str, tuple[str, str]] = {}

    def context(self) -> dict[str, Any]:
        """The context: prefixes, and how the values of each property are to be read."""
        aliases = {key: f"@{key}" for key in (self._id, self._type) if not key.startswith("@")}
        properties = {
            self.key(predicate): {"@id": self.iri[predicate]} | CONTAINERS[shape]
            for predicate, shape in sorted(self._shapes.items())
        }
        vocabulary = {"@vocab": self._vocabulary} if self._vocabulary else {}
        return {"@version": 1.1, "@protected": True} | vocabulary | aliases | self._prefixes | properties

    def node(self, node: Node) -> dict[str, Any]:
        """Everything about one thing."""
        iri, keyed = self.iri, self._keyed
        made: dict[str, Any] = {self._id: iri[node.iri]}
        for predicate, objects in node.sorted():
            if predicate is TYPE and all(each.datatype == IRI for each in objects):
                made[self._type] = _one_or_all([self.key(each.value) for each in objects])
                continue
            if predicate not in keyed:
                keyed[predicate] = (self.key(predicate), self._shapes.get(predicate, VALUES))
            key, shape = keyed[predicate]
            if shape == LINKS:  # as most values are
                made[key] = links = [iri[value] for value, datatype, _ in objects if datatype == IRI]
                if len(links) == len(objects):
                    continue
                del made[key]
            others = [each for each in objects if not _fits(shape, each)]
            fitting = [each for each in objects if each not in others] if others else objects
            if fitting:
                made[key] = self._values(shape, fitting)
            if others:
                made[self._other_key(predicate)] = self._values(VALUES, others)
        return made

    def key(self, name: str) -> str:
        """What a property or class is called: without its prefix where nobody else can have meant another by it."""
        return self._short.get(name) or self.iri[name]

    def _other_key(self, predicate: str) -> str:
        """A name of a property that the context says nothing of, for values that do not have the property's shape."""
        compacted = self.iri[predicate]
        return predicate if compacted == self.key(predicate) else compacted

    def _shortened(self, iri: str) -> str:
        """An IRI as "prefix:rest" where a prefix fits."""
        for prefix, namespace in self._longest_first:
            if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def _values(self, shape: str, objects: list[Object]) -> Any:
        if shape == LINKS:
            return [self.iri[each.value] for each in objects]
        if shape == LINK:
            return _one_or_all([self.iri[each.value] for each in objects])
        if shape == VALUES:
            return _one_or_all([self._value(each) for each in objects])
        by_language: dict[str, list[str]] = {}
        for each in objects:
            by_language.setdefault(each.language or "@none", []).append(each.value)
        if shape == TEXTS:
            return by_language
        return {tag: _one_or_all(texts) for tag, texts in by_language.items()}

    def _value(self, value: Object) -> Any:
        if value.datatype == IRI:
            return {self._id: self.iri[value.value]}
        if value.datatype == STRING:
            return value.value
        if is_bare(value.value, value.datatype):
            return int(value.value) if value.datatype == INTEGER else value.value == "true"
        return self._explicit(value)

    def _explicit(self, value: Object) -> dict[str, str]:
        """A literal that says itself what it is, for a place where a bare string is something else."""
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype == STRING:
            return {"@value": value.value}
        return {"@value": value.value, self._type: self.iri[value.datatype]}


class JsonLdWriter:
    """A document with a context and a list of things, one on a line."""

    def __init__(self, compact: Compact) -> None:
        self.start = f'{{"@context":{orjson.dumps(compact.context()).decode()},\n"@graph":[\n'
        self.between = ",\n"
        self.end = "\n]}\n"
        self._compact = compact

    def node(self, node: Node) -> str:
        """Everything about one thing."""
        return orjson.dumps(self._compact.node(node)).decode()


def _fits(shape: str, each: Object) -> bool:
    """Whether a value can be written in a shape."""
    if shape in (LINKS, LINK):
        return each.datatype == IRI
    return shape == VALUES or bool(each.language) or each.datatype == STRING


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
