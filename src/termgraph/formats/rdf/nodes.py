"""What is said, gathered thing by thing, before a syntax writes it."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from operator import attrgetter

from .names import Object, Triple, iri_object, literal, name, plain_value

TYPE = name("rdf:type")


class Node:
    """One thing: its IRI, and by the IRI of each predicate the objects, in the order in which they were said."""

    __slots__ = ("facts", "iri")

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self.facts: dict[str, list[Object]] = {}

    def add(self, predicate: str, value: Object) -> None:
        """Says `value` of the predicate with this IRI."""
        facts = self.facts
        if predicate in facts:
            facts[predicate].append(value)
        else:
            facts[predicate] = [value]

    def type(self, curie: str) -> None:
        """Says what the thing is; here and below names are "prefix:local"."""
        self.add(TYPE, iri_object(name(curie)))

    def link(self, predicate: str, target: str) -> None:
        """Says an IRI."""
        self.add(name(predicate), iri_object(target))

    def text(self, predicate: str, text: str | None, language: str | None) -> None:
        """Says a text in a language, if there is one."""
        if text:
            self.add(name(predicate), literal(text, language))

    def plain(self, predicate: str, value: str | int | bool | None) -> None:
        """Says a string, a number or a truth, if there is one."""
        if value is not None:
            self.add(name(predicate), plain_value(value))

    def sorted(self) -> list[tuple[str, list[Object]]]:
        """Each predicate with its objects, the type first, else in order and each once."""
        facts = self.facts
        order = _order(tuple(facts)) if len(facts) <= _FEW else _in_order(facts)
        return [
            (predicate, objects if len(objects) == 1 else sorted(set(objects)))
            for predicate in order
            for objects in (facts[predicate],)
        ]


_FEW = 8
"""Things with up to so many predicates have the same ones as many others, such as what is said of a relation."""


def _in_order(predicates: Collection[str]) -> list[str]:
    found = sorted(predicates)
    if TYPE in predicates:
        found.remove(TYPE)
        found.insert(0, TYPE)
    return found


_order = lru_cache(1 << 10)(_in_order)


_iri = attrgetter("iri")


class Part:
    """Some things that are written together: a term and what hangs on it, for instance; the first is the main one."""

    __slots__ = ("nodes",)

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}

    def node(self, iri: str, *types: str) -> Node:
        """The thing with this IRI, made where it is new, of these types ("prefix:local")."""
        node = self.nodes.get(iri)
        if node is None:
            node = self.nodes[iri] = Node(iri)
        for each in types:
            node.type(each)
        return node

    def sorted(self) -> list[Node]:
        """The things of which something is said: the main one, then the others by IRI."""
        main, *others = self.nodes.values() or [Node("")]
        return [node for node in (main, *sorted(others, key=_iri)) if node.facts]


def triples(parts: Iterable[Part]) -> Iterator[Triple]:
    """The triples of parts, in the order in which every syntax writes them."""
    for part in parts:
        for node in part.sorted():
            for predicate, objects in node.sorted():
                for each in objects:
                    yield node.iri, predicate, each
