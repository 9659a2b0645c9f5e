"""Our schema in Ariadne, with resolvers over dictionaries; it keeps what it parsed and validated, four documents."""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import orjson
from ariadne import ObjectType, QueryType, make_executable_schema
from ariadne.asgi import GraphQL
from graphql import ASTValidationRule, DocumentNode, GraphQLError, GraphQLSchema, TypeInfo, parse, validate
from on_uvicorn import serve

Record = dict[str, Any]

parsed = cache(parse)
judged: dict[int, tuple[DocumentNode, list[GraphQLError]]] = {}


def query_parser(_: object, data: Record) -> DocumentNode:
    """The document, parsed once."""
    return parsed(data["query"])


def query_validator(
    schema: GraphQLSchema,
    document_ast: DocumentNode,
    rules: Collection[type[ASTValidationRule]] | None = None,
    max_errors: int | None = None,
    type_info: TypeInfo | None = None,  # noqa: ARG001  # Ariadne's signature; graphql-core 3.3 makes its own
) -> list[GraphQLError]:
    """The errors in a document, found once."""
    if id(document_ast) not in judged:
        judged[id(document_ast)] = document_ast, validate(schema, document_ast, rules, max_errors)
    return judged[id(document_ast)][1]


def app_of(folder: Path) -> GraphQL:
    """The application."""
    data = orjson.loads((folder / "terms.json").read_bytes())
    terms: list[Record] = data["terms"]
    term_of = {term["slug"]: term for term in terms}
    category_of = {category["slug"]: category for category in data["categories"]}
    query, term, relation = QueryType(), ObjectType("Term"), ObjectType("RelationEdge")
    query.set_field("term", lambda *_, by: term_of.get(by["slug"]))
    query.set_field("terms", lambda *_, first=20, **__: {"nodes": terms[:first]})
    term.set_field("labels", lambda term, _, first=20, **__: {"nodes": term["labels"][:first]})
    term.set_field("categories", lambda term, _: [category_of[slug] for slug in term["categories"]])
    term.set_field(
        "relations",
        lambda term, _, first=20, **__: {"edges": term["relations"][:first], "totalCount": len(term["relations"])},
    )
    relation.set_field("node", lambda edge, _: term_of[edge["slug"]])
    schema = make_executable_schema((folder / "schema.graphql").read_text("utf-8"), query, term, relation)
    return GraphQL(schema, query_parser=query_parser, query_validator=query_validator)


if __name__ == "__main__":
    serve(app_of)
