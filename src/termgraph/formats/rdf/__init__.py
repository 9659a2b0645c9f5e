"""The glossary as linked data: Turtle, N-Triples and JSON-LD in the SKOS profile."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from termgraph.errors import Code, TermgraphError
from termgraph.graph.snapshot import Snapshot

from .names import IRI, Names, Object, Triple
from .statements import names_of, statements

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["FORMATS", "Names", "Object", "Triple", "names_of", "statements", "write"]

FORMATS = ("turtle", "json-ld", "n-triples")


def write(snapshot: Snapshot, out: BinaryIO, format: str = "turtle") -> None:  # noqa: A002  # what it is called
    """Writes the glossary in one of FORMATS, always in the same bytes; memory does not grow with the glossary.

    Raises TermgraphError UNKNOWN_FORMAT, and CONTENT_INVALID when the glossary's base address is no web address.
    """
    if format not in FORMATS:
        raise TermgraphError(Code.UNKNOWN_FORMAT, f"RDF is written as {', '.join(FORMATS)}, not as {format!r}.")
    names = names_of(snapshot)
    if format == "json-ld":
        from .jsonld import write as write_json_ld

        rows = snapshot.registry.types.values()
        write_json_ld(statements(snapshot), names.prefixes(), (names.predicate(row) for row in rows), out)
        return
    import pyoxigraph

    syntax = pyoxigraph.RdfFormat.TURTLE if format == "turtle" else pyoxigraph.RdfFormat.N_TRIPLES
    prefixes = names.prefixes() if format == "turtle" else None
    pyoxigraph.serialize(_oxigraph(statements(snapshot)), out, syntax, prefixes=prefixes)


def _oxigraph(triples: Iterator[Triple]) -> "Iterator[pyoxigraph.Triple]":
    from pyoxigraph import Literal, NamedNode
    from pyoxigraph import Triple as OxigraphTriple

    for subject, predicate, each in triples:
        node: NamedNode | Literal
        if each.datatype == IRI:
            node = NamedNode(each.value)
        elif each.language:
            node = Literal(each.value, language=each.language)
        else:
            node = Literal(each.value, datatype=NamedNode(each.datatype))
        yield OxigraphTriple(NamedNode(subject), NamedNode(predicate), node)
