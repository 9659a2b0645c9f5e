"""Collections become categories (SKOS Reference, section 9)."""

from collections.abc import Iterator, Mapping

from termgraph.formats.caps import ITEMS
from termgraph.formats.rdf.names import Names, name
from termgraph.formats.values import is_slug
from termgraph.model import Category

from .blank_nodes import FIRST, NIL, REST
from .graph import Graph
from .labels import PREFERRED
from .own_values import ending, first, number
from .slugs import given
from .vocabulary import MEMBER, MEMBER_LIST, Vocabulary
from .words import allowed, label

_MAIN = name("tg:mainCategory")
_DESCRIBED = (name("skos:scopeNote"), name("skos:definition"))
_LONGEST = 2_000


def slugs_of(found: Vocabulary, main: str, taken: Mapping[str, str]) -> dict[str, str]:
    """A slug for each collection; `taken` are the slugs that other things have, by slug."""
    own: dict[str, str] = {}
    if found.own:
        ends = {iri: ending(iri, found.own.categories) or "" for iri in found.collections}
        own = {iri: slug for iri, slug in ends.items() if is_slug(slug)}
    things = [(iri, _called(found.graph, iri, main)) for iri in found.collections if iri not in own]
    return own | given(things, {**taken, **{slug: iri for iri, slug in own.items()}})


def categories(found: Vocabulary, slugs: Mapping[str, str], main: str) -> list[Category]:
    """The collections as categories; of several that one stands in the first by address is its parent."""
    graph, parents = found.graph, _parents(found)
    made: list[Category] = []
    for iri in found.collections:
        order = number(graph, iri, "tg:order")
        described = next((text for predicate in _DESCRIBED if (text := first(graph, iri, predicate))), "")
        made.append(
            Category(
                slugs[iri],
                _called(graph, iri, main) or slugs[iri],
                slugs[parents[iri]] if iri in parents else None,
                100 if order is None else order,
                allowed(described).strip()[:_LONGEST] or None,
            )
        )
    return made


def shelved(found: Vocabulary, slugs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The categories of each concept: the one that is said to be its main one first, the others in order."""
    graph = found.graph
    inside: dict[str, set[str]] = {}
    for collection in found.collections:
        for member in _members(graph, collection):
            inside.setdefault(member, set()).add(collection)
    result: dict[str, tuple[str, ...]] = {}
    for concept in found.concepts:
        main = graph.iris(concept, _MAIN)
        those = sorted(inside.get(concept, ()), key=lambda iri: (iri not in main, slugs[iri]))
        result[concept] = tuple(slugs[iri] for iri in those[: ITEMS.limit])
    return result


def _called(graph: Graph, iri: str, main: str) -> str:
    texts = sorted(graph.literals(iri, PREFERRED), key=lambda each: (each.language != main.lower(), each))
    return next((text for each in texts if (text := label(each.value))), "")


def _members(graph: Graph, collection: str) -> Iterator[str]:
    yield from graph.iris(collection, MEMBER)
    for cell in graph.iris(collection, MEMBER_LIST):
        seen: set[str] = set()
        while cell != NIL and cell not in seen:
            seen.add(cell)
            yield from graph.iris(cell, FIRST)
            cell = next(iter(graph.iris(cell, REST)), NIL)  # noqa: PLW2901  # a walk along the list


def _parents(found: Vocabulary) -> dict[str, str]:
    """The collection that each stands in; none that would stand in itself."""
    known = set(found.collections)
    parents: dict[str, str] = {}
    for collection in found.collections:
        for member in _members(found.graph, collection):
            if member in known and member not in parents and not _above(parents, collection, member):
                parents[member] = collection
    return parents


def _above(parents: Mapping[str, str], start: str, wanted: str) -> bool:
    while start != wanted:
        if start not in parents:
            return False
        start = parents[start]
    return True


def names_in(own: Names, slugs: Mapping[str, str]) -> dict[str, str]:
    """The IRI that each collection has as a category of a glossary."""
    return {iri: own.category(slug) for iri, slug in slugs.items()}
