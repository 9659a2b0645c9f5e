"""The files of `schema/` about linked data and term files, made from the registry and the tables of the readers."""

import json
from collections.abc import Callable

from .ontology import ontology, ontology_part
from .shapes import shapes
from .term_schema import term_schema

__all__ = ["FILES", "context", "ontology", "ontology_part", "shapes", "term_schema"]


def context() -> str:
    """The JSON-LD context that every export of linked data shares, always the same."""
    from termgraph.formats.rdf.context import shared

    return json.dumps({"@context": shared().context()}, indent=2, ensure_ascii=False) + "\n"


FILES: dict[str, Callable[[], str]] = {
    "ontology.ttl": ontology,
    "context.jsonld": context,
    "shapes.ttl": shapes,
    "term.schema.json": term_schema,
}
"""Each file's name and what makes it."""
