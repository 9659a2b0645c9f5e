"""Single values of an export of our own, and what its things are called here."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from termgraph.formats.rdf.names import IRI, Names, name

from .graph import Graph


@dataclass(frozen=True, slots=True)
class Own:
    """The names of the glossary that a graph was exported from, the slugs of its terms and the ids of its sources.

    Both are by IRI; `categories` are slugs by IRI as well.
    """

    names: Names
    slugs: Mapping[str, str]
    sources: Mapping[str, str]
    categories: Mapping[str, str]


def first(graph: Graph, thing: str, predicate: str) -> str | None:
    """The first text or number, by code point, that a thing has for a predicate."""
    return next((each.value for each in graph.literals(thing, predicate) if each.value), None)


def text(graph: Graph, thing: str, predicate: str) -> str | None:
    """As `first`, with the predicate as "prefix:local"."""
    return first(graph, thing, name(predicate))


def number(graph: Graph, thing: str, predicate: str) -> int | None:
    """A whole number of at most six digits."""
    found = text(graph, thing, predicate) or ""
    digits = found.removeprefix("-")
    return int(found) if digits.isascii() and digits.isdecimal() and len(digits) <= 6 else None


def flag(graph: Graph, thing: str, predicate: str) -> bool:
    """Whether something is said to be true."""
    return text(graph, thing, predicate) == "true"


def ending(iri: str, start: str) -> str | None:
    """What stands behind `start` in an IRI, as it was before it became part of one; None for other IRIs."""
    return unquote(iri[len(start) :]) if iri.startswith(start) and len(iri) > len(start) else None


def targets(graph: Graph, thing: str, predicate: str, own: Own) -> tuple[str, ...]:
    """Slugs of the terms that a thing points at, in order, and of categories as "category:slug"."""
    found: list[str] = []
    for each in graph.objects(thing, name(predicate)):
        if each.datatype == IRI:
            if each.value in own.slugs:
                found.append(own.slugs[each.value])
            elif each.value in own.categories:
                found.append(f"category:{own.categories[each.value]}")
    return tuple(found)
