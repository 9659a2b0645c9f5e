"""Our schema and snapshot served by strawberry's ASGI application, with all that strawberry has to make it faster.

That is caches of parsed and of validated documents, orjson, and a context that is no FastAPI dependency.
"""

from pathlib import Path
from typing import Any

import orjson
import strawberry
from on_uvicorn import serve
from strawberry.asgi import GraphQL
from strawberry.extensions import ParserCache, ValidationCache

from termgraph.api.categories import Category
from termgraph.api.links import Link
from termgraph.api.query import Query
from termgraph.api.reading import Reading
from termgraph.api.relation_types import RelationType
from termgraph.api.schema import schema
from termgraph.api.term import Term, term_of
from termgraph.glossary import Glossary
from termgraph.glossary.view import View


class Tuned(GraphQL[Any, Any]):
    """The application over one view."""

    def __init__(self, made: strawberry.Schema, view: View) -> None:
        super().__init__(made)
        self._view = view

    async def get_root_value(self, _: Any) -> Query:
        """Where every operation begins."""
        return Query(reading=Reading(self._view, term_of))

    def encode_json(self, data: object) -> bytes:
        """JSON by orjson."""
        return orjson.dumps(data)


def app_of(folder: Path) -> Tuned:
    """The application."""
    made = strawberry.Schema(
        query=schema.query,
        subscription=schema.subscription,
        types=[Term, Category, RelationType, Link],
        config=schema.config,
        extensions=[ParserCache, ValidationCache],
    )
    return Tuned(made, Glossary.open(folder / "glossary.db").current)


if __name__ == "__main__":
    serve(app_of)
