"""The schema as a subgraph of Apollo Federation 2: objects by their keys, and the text that says which keys.

https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Annotated, Any, NewType

import strawberry
from graphql import ConstDirectiveNode, DocumentNode, ObjectTypeDefinitionNode, TypeDefinitionNode, parse, print_ast
from strawberry.types.scalar import ScalarDefinition

from termgraph.errors import Code, TermgraphError

from .categories import Category
from .declare import field, object_type, said
from .links import Link
from .objects import Object, object_by_id, object_by_key
from .reading import Reading
from .relation_types import RelationType
from .term import Term

LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])'

KEYS: Mapping[str, tuple[str, str | None]] = {
    "Term": ("term", "slug"),
    "Category": ("category", "slug"),
    "RelationType": ("relation-type", "key"),
    "Link": ("link", None),
}
"""By type: what its objects are called inside, and the field that names one, besides `id`."""

OURS = ("_Any", "_Entity", "_Service")
"""Types that every subgraph has, and that a gateway does not want to be told of."""

MOST_REPRESENTATIONS = 1_000

Representation = NewType("Representation", object)

ANY: ScalarDefinition = strawberry.scalar(
    name="_Any",
    description="An object as another subgraph names it: its `__typename`, and its `id` or its other key.",
    specified_by_url="https://specs.apollo.dev/federation/v2.5",
    serialize=lambda value: value,
    parse_value=lambda value: value,
)

Entity = Annotated[
    Term | Category | RelationType | Link,
    strawberry.union(name="_Entity", description="Every type whose objects another subgraph can name."),
]

Representations = Annotated[
    list[Representation],
    strawberry.argument(description="Objects as another subgraph names them, at most 1,000."),
]


@strawberry.type(name="_Service", description="The server as a subgraph.")
class Service:
    """What `_service` answers."""

    sdl: str = said("The schema with the keys of its entities, as Apollo Federation 2 wants it.")


@object_type
class FederationQuestions:
    """What a gateway asks of a subgraph."""

    reading: strawberry.Private[Reading]

    @field(name="_service")
    def service(self) -> Service:
        """The server as a subgraph of Apollo Federation 2."""
        return Service(sdl=subgraph())

    @field(name="_entities")
    def entities(self, representations: Representations) -> list[Entity | None]:
        """Objects that another subgraph names, in its order; at most 1,000.

        Null stands for one that there is not, and null with an error for one that is not named as it must be.
        """
        if len(representations) > MOST_REPRESENTATIONS:
            message = f"`representations` takes at most {MOST_REPRESENTATIONS:,} objects."
            raise TermgraphError(Code.TOO_MANY, message, field="representations", limit=MOST_REPRESENTATIONS)
        # An exception in place of an item is an error of that item alone (GraphQL, "Errors and Non-Null Types").
        return [_named(self.reading, each) for each in representations]  # type: ignore[misc]


def _named(reading: Reading, given: Any) -> Object | TermgraphError | None:
    """The object that a representation names, or what is wrong with it."""
    name = given.get("__typename") if isinstance(given, dict) else None
    kind, other = KEYS.get(str(name), ("", None))
    if not kind:
        return TermgraphError(Code.BAD_USER_INPUT, f"A representation has a `__typename` out of {', '.join(KEYS)}.")
    if isinstance(identity := given.get("id"), str):
        found = object_by_id(reading, identity)
        return found if type(found).__name__ == given["__typename"] else None
    if other and isinstance(key := given.get(other), str):
        return object_by_key(reading, kind, key)
    wanted = " or ".join(f"`{each}`" for each in ("id", other) if each)
    return TermgraphError(Code.BAD_USER_INPUT, f"A {given['__typename']} is named by its {wanted}, a string.")


@cache
def subgraph() -> str:
    """The schema definition with `@key`, and without what every subgraph has."""
    from .schema import sdl

    document = parse(sdl())
    definitions = [_keyed(each) for each in document.definitions if not _is_ours(each)]
    return f"{LINK}\n\n{print_ast(DocumentNode(definitions=tuple(definitions)))}\n"


def _is_ours(node: Any) -> bool:
    return isinstance(node, TypeDefinitionNode) and node.name.value in OURS


def _keyed(node: Any) -> Any:
    """A definition with the keys of its type, and a Query without the two fields above."""
    if not isinstance(node, ObjectTypeDefinitionNode):
        return node
    if node.name.value == "Query":
        return replace(node, fields=tuple(each for each in node.fields or () if not each.name.value.startswith("_")))
    if node.name.value in KEYS:
        named = [each for each in ("id", KEYS[node.name.value][1]) if each]
        return replace(node, directives=tuple(_directive(f'@key(fields: "{each}")') for each in named))
    return node


def _directive(text: str) -> ConstDirectiveNode:
    (definition,) = parse(f"scalar S {text}").definitions
    return definition.directives[0]  # type: ignore[attr-defined, no-any-return]  # a scalar with one directive
