"""The formats of results: tables and truths (SPARQL 1.1 Results), and graphs; by the name that the sandbox knows."""

from dataclasses import dataclass

JSON, XML, CSV, TSV = "json", "xml", "csv", "tsv"
TABLES = {
    JSON: "application/sparql-results+json",
    XML: "application/sparql-results+xml",
    CSV: "text/csv",
    TSV: "text/tab-separated-values",
}
"""The media types of tables; a truth has the first two."""

GRAPHS = {
    "turtle": "text/turtle",
    "n-triples": "application/n-triples",
    "rdf-xml": "application/rdf+xml",
    "json-ld": "application/ld+json",
}
"""The media types of graphs."""


@dataclass(frozen=True, slots=True)
class Result:
    """A result, written in one of the formats."""

    body: bytes
    format: str
