"""The assembled schema, and its text."""

import strawberry
from graphql import GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from .categories import Category
from .federation import ANY, Representation
from .links import Link
from .query import Query
from .relation_types import RelationType
from .scalars import SCALARS
from .subscription import Subscription
from .term import Term

schema = strawberry.Schema(
    query=Query,
    subscription=Subscription,
    types=[Term, Category, RelationType, Link],
    config=StrawberryConfig(scalar_map={**SCALARS, Representation: ANY}),
)

core: GraphQLSchema = schema._schema  # noqa: SLF001  # strawberry has no public name for what graphql-core executes


def sdl() -> str:
    """The schema in the GraphQL schema definition language, types in alphabetical order; ends in a line feed."""
    return schema.as_str().rstrip("\n") + "\n"
