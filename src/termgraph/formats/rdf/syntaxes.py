"""The syntaxes of RDF that are written, one row each."""

from dataclasses import dataclass

from termgraph.errors import Code, TermgraphError


@dataclass(frozen=True, slots=True)
class Syntax:
    """One syntax: our name of it, what its files end in, its media type, and what else it is called."""

    name: str
    suffix: str
    media_type: str
    aliases: tuple[str, ...] = ()


SYNTAXES: dict[str, Syntax] = {
    row.name: row
    for row in (
        Syntax("turtle", ".ttl", "text/turtle", ("ttl",)),
        Syntax("n-triples", ".nt", "application/n-triples", ("ntriples", "nt")),
        Syntax("n-quads", ".nq", "application/n-quads", ("nquads", "nq")),
        Syntax("trig", ".trig", "application/trig"),
        Syntax("rdf-xml", ".rdf", "application/rdf+xml", ("rdfxml", "xml", "rdf")),
        Syntax("json-ld", ".jsonld", "application/ld+json", ("jsonld",)),
    )
}
"""Every syntax by its name."""

_BY_ALIAS = {alias: row for row in SYNTAXES.values() for alias in (row.name, *row.aliases)}


def syntax_of(name: str) -> Syntax:
    """The syntax with this name or alias; raises TermgraphError UNKNOWN_FORMAT (details: `formats`)."""
    if name not in _BY_ALIAS:
        message = f"RDF is written as {', '.join(SYNTAXES)}, not as {name!r}."
        raise TermgraphError(Code.UNKNOWN_FORMAT, message, formats=list(SYNTAXES))
    return _BY_ALIAS[name]
