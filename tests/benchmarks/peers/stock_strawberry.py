"""Our schema and snapshot served by FastAPI with strawberry's router, as strawberry's documentation shows it."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from on_uvicorn import serve
from strawberry.fastapi import GraphQLRouter

from termgraph.api.query import Query
from termgraph.api.reading import Reading
from termgraph.api.schema import schema
from termgraph.api.term import term_of
from termgraph.glossary import Glossary


def app_of(folder: Path) -> FastAPI:
    """The application."""
    view = Glossary.open(folder / "glossary.db").current
    app = FastAPI()
    router: Any = GraphQLRouter(schema, root_value_getter=lambda: Query(reading=Reading(view, term_of)))
    app.include_router(router, prefix="/graphql")
    return app


if __name__ == "__main__":
    serve(app_of)
