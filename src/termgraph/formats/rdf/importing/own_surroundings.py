"""What surrounds the terms in an export of our own: people, pages outside, named sets of terms, orders of reading."""

from collections.abc import Iterator
from typing import Any

from termgraph.formats.rdf.names import name
from termgraph.model import Link, LinkGroup, Path, Person, Profile

from .graph import Graph
from .own_values import Own, ending, flag, number, targets, text
from .vocabulary import TYPE


def records(graph: Graph, own: Own) -> dict[str, list[Any]]:
    """The records by field of Content."""
    scheme = own.names.scheme
    return {
        "people": [
            Person(key, text(graph, iri, "foaf:name") or key, text(graph, iri, "tg:role"), _page(graph, iri))
            for iri, key in _things(graph, "foaf:Person", own.names.people)
        ],
        "link_groups": [
            LinkGroup(key, text(graph, iri, "dcterms:title") or key, _order(graph, iri))
            for iri, key in _things(graph, "tg:LinkGroup", f"{scheme}link-groups/")
        ],
        "links": [
            link for iri, key in _things(graph, "tg:Link", f"{scheme}links/") if (link := _link(graph, own, iri, key))
        ],
        "profiles": [
            Profile(key, targets(graph, iri, "tg:term", own), text(graph, iri, "dcterms:title"))
            for iri, key in _things(graph, "tg:Profile", f"{scheme}profiles/")
        ],
        "paths": [_path(graph, own, iri, key) for iri, key in _things(graph, "tg:Path", f"{scheme}paths/")],
    }


def _things(graph: Graph, kind: str, start: str) -> Iterator[tuple[str, str]]:
    """IRI and key of the things of a type that stand below an address."""
    for iri, said in graph.about.items():
        if iri.startswith(start) and any(each.value == name(kind) for each in said.get(TYPE, ())):
            key = ending(iri, start)
            if key:
                yield iri, key


def _order(graph: Graph, iri: str) -> int:
    found = number(graph, iri, "tg:order")
    return 100 if found is None else found


def _page(graph: Graph, iri: str) -> str | None:
    return next(iter(graph.iris(iri, name("foaf:page"))), None)


def _link(graph: Graph, own: Own, iri: str, key: str) -> Link | None:
    title, url = text(graph, iri, "dcterms:title"), text(graph, iri, "tg:address")
    group = next(
        (ending(each, f"{own.names.scheme}link-groups/") for each in graph.iris(iri, name("tg:linkGroup"))), None
    )
    if not title or not url or not group:
        return None
    return Link(
        key,
        title,
        url,
        group,
        next(iter(targets(graph, iri, "tg:writtenFor", own)), None),
        text(graph, iri, "dcterms:type"),
        targets(graph, iri, "tg:about", own),
        targets(graph, iri, "tg:teaches", own),
        targets(graph, iri, "tg:needs", own),
        text(graph, iri, "tg:level"),
        number(graph, iri, "tg:minutes"),
        text(graph, iri, "dcterms:language"),
        text(graph, iri, "dcterms:issued"),
    )


def _path(graph: Graph, own: Own, iri: str, key: str) -> Path:
    steps = sorted((number(graph, step, "tg:position") or 0, step) for step in graph.iris(iri, name("tg:step")))
    terms = [slug for _, step in steps for slug in targets(graph, step, "tg:term", own)]
    profile = next((ending(each, f"{own.names.scheme}profiles/") for each in graph.iris(iri, name("tg:profile"))), None)
    return Path(
        key, text(graph, iri, "dcterms:title") or key, tuple(terms), profile, strict=flag(graph, iri, "tg:strict")
    )
