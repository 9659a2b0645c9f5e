"""What all rules about a vocabulary look at: its graph, and what follows from it without a reasoner."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from termgraph.errors import Rule
from termgraph.formats.rdf.importing import Graph, Vocabulary
from termgraph.formats.rdf.importing.findings import Found
from termgraph.formats.rdf.importing.labels import LITERAL_FORM
from termgraph.formats.rdf.importing.vocabulary import HIERARCHY, SKOS_XL, TYPE
from termgraph.formats.rdf.names import IRI, Object, name
from termgraph.graph.lineage import Lineage

Pair = tuple[str, str]

SKOS_LABELS = ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel")
NOTES = tuple(
    name(f"skos:{each}")
    for each in ("note", "changeNote", "definition", "editorialNote", "example", "historyNote", "scopeNote")
)


class View:
    """A vocabulary to judge; everything here is made once, in time linear in the graph."""

    def __init__(self, found: Vocabulary) -> None:
        self.found = found
        self.graph: Graph = found.graph

    @cached_property
    def _below(self) -> Mapping[str, list[str]]:
        below: dict[str, list[str]] = {}
        for subject, above in self.graph.pairs(name("rdfs:subPropertyOf")):
            below.setdefault(above, []).append(subject)
        return below

    def predicates(self, *curies: str) -> list[str]:
        """These predicates, and those that the graph puts below them (RDF Schema 1.1, 3.5)."""
        found = dict.fromkeys(map(name, curies))
        waiting = list(found)
        while waiting:
            fresh = [each for each in self._below.get(waiting.pop(), ()) if each not in found]
            found.update(dict.fromkeys(fresh))
            waiting += fresh
        return list(found)

    def pairs(self, *curies: str) -> Iterator[Pair]:
        """Subject and object of all statements with these predicates and those below them."""
        for predicate in self.predicates(*curies):
            yield from self.graph.pairs(predicate)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, tuple[Object, ...]]]:
        """By thing and by SKOS_LABELS its labels, with those that SKOS-XL gives it (S55 to S57); sorted."""
        found: dict[str, dict[str, set[Object]]] = {}
        for curie in SKOS_LABELS:
            for predicate in self.predicates(curie):
                for thing, said in self.graph.about.items():
                    if predicate in said:
                        texts = {each for each in said[predicate] if each.datatype != IRI}
                        found.setdefault(thing, {}).setdefault(curie, set()).update(texts)
            for thing, label in self.graph.pairs(f"{SKOS_XL}{curie.partition(':')[2]}"):
                texts = set(self.graph.literals(label, LITERAL_FORM))
                found.setdefault(thing, {}).setdefault(curie, set()).update(texts)
        return {
            thing: {curie: tuple(sorted(texts)) for curie, texts in by_kind.items() if texts}
            for thing, by_kind in sorted(found.items())
        }

    def label(self, thing: str, curie: str) -> tuple[Object, ...]:
        """The labels of a kind."""
        return self.labels.get(thing, {}).get(curie, ())

    @cached_property
    def upward(self) -> frozenset[Pair]:
        """(narrower, broader) for everything that says so: both directions, kinds of hierarchy, mappings (S22, S41)."""
        kinds = [curie for curie, (_, down) in HIERARCHY.items() if not down]
        down = [curie for curie, (_, down) in HIERARCHY.items() if down]
        up = self.pairs("skos:broader", "skos:broaderTransitive", "skos:broadMatch", *kinds)
        back = self.pairs("skos:narrower", "skos:narrowerTransitive", "skos:narrowMatch", *down)
        return frozenset((*up, *((low, high) for high, low in back)))

    @cached_property
    def related(self) -> list[Pair]:
        """Pairs that are related, from one end, in order (S23, S41)."""
        return sorted({(min(pair), max(pair)) for pair in self.pairs("skos:related", "skos:relatedMatch")})

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """A number for everything that stands in a hierarchy, in order."""
        return {iri: number for number, iri in enumerate(sorted({each for pair in self.upward for each in pair}))}

    @cached_property
    def lineage(self) -> Lineage:
        """Who is above whom, by number."""
        broader: list[list[int]] = [[] for _ in self.numbers]
        for low, high in sorted(self.upward):
            broader[self.numbers[low]].append(self.numbers[high])
        return Lineage(broader)

    def above(self, high: str, low: str) -> bool:
        """Whether a chain leads from one thing up to another one."""
        numbers = self.numbers
        return high in numbers and low in numbers and self.lineage.above(numbers[high], numbers[low])

    @cached_property
    def schemes_of(self) -> Mapping[str, frozenset[str]]:
        """The schemes that each concept is in; a concept that does not say is in none."""
        found: dict[str, set[str]] = {}
        for concept, scheme in self.pairs("skos:inScheme", "skos:topConceptOf"):
            found.setdefault(concept, set()).add(scheme)
        for scheme, concept in self.pairs("skos:hasTopConcept"):
            found.setdefault(concept, set()).add(scheme)
        return {concept: frozenset(schemes) for concept, schemes in found.items()}

    def typed(self, *curies: str) -> set[str]:
        """The things of a class."""
        classes = set(map(name, curies))
        return {
            thing
            for thing, said in self.graph.about.items()
            if any(each.value in classes for each in said.get(TYPE, ()))
        }


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that finds what breaks it, in order."""

    rule: Rule
    find: Callable[[View], Iterator[Found]]


def shown(text: Object) -> str:
    """A label in a message."""
    value = text.value if len(text.value) <= 60 else f"{text.value[:59]}…"
    bare = value if value.isprintable() else ascii(value)[1:-1]
    return f"'{bare}'@{text.language}" if text.language else f"'{bare}'"
