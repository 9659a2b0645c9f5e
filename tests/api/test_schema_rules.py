"""The schema keeps the contract's conventions: each rule is computed over all of it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from asking import api_of
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    build_client_schema,
    build_schema,
    get_introspection_query,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    is_non_null_type,
    lexicographic_sort_schema,
    print_schema,
    specified_scalar_types,
)

from termgraph import model
from termgraph.api import enums
from termgraph.api.codes import STATUS, ErrorCode
from termgraph.api.schema import core, sdl
from termgraph.errors import Code
from termgraph.graph.labels import RANKS
from termgraph.graph.learning import Verdict
from termgraph.graph.search import SearchTier
from termgraph.model.term import ALIAS_KINDS

OWN = {
    name: kind
    for name, kind in core.type_map.items()
    if not name.startswith("__") and name not in specified_scalar_types
}
Outputs = GraphQLObjectType | GraphQLInterfaceType


def output_fields() -> Iterator[tuple[str, Outputs, GraphQLField]]:
    for kind in OWN.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                yield f"{kind.name}.{name}", kind, field


def described() -> Iterator[tuple[str, str | None]]:
    for kind in OWN.values():
        yield kind.name, kind.description
        if isinstance(kind, GraphQLEnumType):
            yield from ((f"{kind.name}.{name}", value.description) for name, value in kind.values.items())
        if isinstance(kind, GraphQLInputObjectType):
            yield from ((f"{kind.name}.{name}", field.description) for name, field in kind.fields.items())
    for coordinate, _, field in output_fields():
        yield coordinate, field.description
        yield from ((f"{coordinate}({name}:)", argument.description) for name, argument in field.args.items())


def test_everything_is_described() -> None:
    assert [name for name, text in described() if not text or not text.strip()] == []
    assert len(list(described())) > 250


def test_descriptions_are_sentences() -> None:
    assert [name for name, text in described() if text and not text.rstrip().endswith((".", '."', ".)"))] == []


def test_every_field_that_may_be_null_says_what_null_means() -> None:
    silent = [
        coordinate
        for coordinate, _, field in output_fields()
        if not is_non_null_type(field.type) and "null" not in (field.description or "")
    ]
    assert silent == []


def test_connections_are_shaped_like_relay_wants_them() -> None:
    connections = [kind for name, kind in OWN.items() if name.endswith("Connection")]
    assert len(connections) == 13
    for kind in connections:
        assert isinstance(kind, GraphQLObjectType)
        assert {name: str(field.type) for name, field in kind.fields.items() if name in ("pageInfo", "totalCount")} == {
            "pageInfo": "PageInfo!",
            "totalCount": "Int!",
        }
        edge = get_named_type(kind.fields["edges"].type)
        node = get_named_type(kind.fields["nodes"].type)
        assert str(kind.fields["edges"].type) == f"[{edge.name}!]!"
        assert str(kind.fields["nodes"].type) == f"[{node.name}!]!"
        assert edge.name == kind.name.removesuffix("Connection") + "Edge"
        assert isinstance(edge, GraphQLObjectType)
        assert str(edge.fields["node"].type) == f"{node.name}!"
        assert str(edge.fields["cursor"].type) == "String!"


def test_every_connection_takes_the_four_arguments_and_is_never_null() -> None:
    for coordinate, _, field in output_fields():
        if get_named_type(field.type).name.endswith("Connection"):
            arguments = {name: str(argument.type) for name, argument in field.args.items()}
            wanted = {"first": "Int", "after": "String", "last": "Int", "before": "String"}
            assert arguments | wanted == arguments, coordinate
            assert is_non_null_type(field.type), coordinate


def test_every_list_of_objects_has_a_page_or_says_its_bound() -> None:
    unbounded = [
        coordinate
        for coordinate, _, field in output_fields()
        if is_list_type(get_nullable_type(field.type)) and is_composite_type(get_named_type(field.type))
        if "at most" not in (field.description or "").lower()
    ]
    assert unbounded == []


def test_lists_hold_no_null_but_for_nodes_that_are_missing() -> None:
    holes = [
        coordinate
        for coordinate, _, field in output_fields()
        if is_list_type(listed := get_nullable_type(field.type)) and not isinstance(listed.of_type, GraphQLNonNull)
    ]
    assert sorted(holes) == ["Query._entities", "Query.nodes"]


def test_scalars_say_what_specifies_them() -> None:
    scalars = [kind for kind in OWN.values() if isinstance(kind, GraphQLScalarType)]
    assert {kind.name for kind in scalars} == {"Date", "DateTime", "Revision", "URL", "_Any"}
    assert all((kind.specified_by_url or "").startswith("https://") for kind in scalars)


def test_node_is_implemented_by_everything_with_an_id() -> None:
    with_id = {kind.name for kind in OWN.values() if isinstance(kind, GraphQLObjectType) and _is_node(kind)}
    assert (
        {kind.name for kind in core.get_possible_types(_node())}
        == with_id
        == {"Term", "Category", "RelationType", "Link"}
    )


def _node() -> GraphQLInterfaceType:
    node = core.type_map["Node"]
    assert isinstance(node, GraphQLInterfaceType)
    return node


def _is_node(kind: GraphQLObjectType) -> bool:
    return "id" in kind.fields and str(kind.fields["id"].type) == "ID!"


def test_the_sketch_of_the_contract_is_there_by_name() -> None:
    query = {
        "node",
        "nodes",
        "glossary",
        "term",
        "lookup",
        "terms",
        "search",
        "suggest",
        "annotate",
        "categories",
        "changes",
        "category",
        "relationTypes",
        "learningPath",
        "necessity",
        "whatNext",
        "whatToReview",
        "curatedPath",
        "whyPrerequisite",
        "explain",
        "compare",
        "commonAncestors",
    }
    term = {
        "id", "slug", "url", "name", "acronym", "title", "labels", "kind", "level", "minutes", "status", "summary",
        "definition", "sections", "category", "categories", "breadcrumbs", "ancestors", "relations", "requirements",
        "prerequisites", "learningPath", "unlocks", "trails", "related", "relatedLinks", "neighbourhood", "sources",
        "editorialReview", "revision", "replacedBy", "findings",
    }  # fmt: skip
    assert query == {name for name in _object("Query").fields if not name.startswith("_")}
    assert term <= set(_object("Term").fields)
    assert {"type", "why", "for", "source"} <= set(_object("RelationEdge").fields)
    assert {"tier", "matchedLabel", "matchedKind", "snippet"} <= set(_object("SearchEdge").fields)
    assert {"title", "trail", "links"} <= set(_object("LinkGroup").fields)
    assert {kind.name for kind in core.type_map["TermLookup"].types} == {"TermFound", "TermAmbiguous", "TermNotFound"}  # type: ignore[attr-defined]


def _object(name: str) -> GraphQLObjectType:
    kind = core.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    return kind


def test_exactly_one_key_names_a_term() -> None:
    assert "input TermBy @oneOf {" in sdl()


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        (enums.TermKind, [kind.name for kind in model.TermKind]),
        (enums.Level, [level.name for level in model.Level]),
        (enums.TermStatus, [status.name for status in model.TermStatus if status in model.PUBLIC_STATUSES]),
        (enums.Tier, [tier.name for tier in model.Tier]),
        (enums.Verdict, [verdict.name for verdict in Verdict]),
        (enums.SearchTier, [tier.name for tier in SearchTier]),
        (enums.MatchType, [match.replace("-", "_").upper() for match in model.MATCH_TYPES]),
    ],
)
def test_an_enum_has_the_members_of_what_it_shows(shown: type[Enum], names: list[str]) -> None:
    assert [member.name for member in shown] == names


def test_label_kinds_are_those_a_label_may_have() -> None:
    kinds = {*RANKS, "title", *ALIAS_KINDS} - {"alias", "forbidden"}
    assert {str(member.value) for member in enums.LabelKind} == kinds


def test_published_codes_are_codes_of_the_registry() -> None:
    assert {member.name for member in ErrorCode} <= {code.name for code in Code}
    assert {code.name for code in STATUS} <= {member.name for member in ErrorCode}


def test_the_text_of_the_schema_is_what_introspection_says() -> None:
    query = get_introspection_query(specified_by_url=True, one_of=True)
    told = build_client_schema(api_of().ask(query))
    assert print_schema(lexicographic_sort_schema(told)) == print_schema(lexicographic_sort_schema(build_schema(sdl())))


def test_the_text_of_the_schema_does_not_depend_on_the_hash_seed() -> None:
    command = [sys.executable, "-c", "from termgraph.api.schema import sdl; print(sdl(), end='')"]
    texts = {
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert texts == {sdl()}


def test_the_generated_schema_is_up_to_date() -> None:
    path = Path(__file__).parents[2] / "schema" / "schema.graphql"
    assert path.is_file(), "schema/schema.graphql is missing: run `termgraph schema --write`"
    assert path.read_text("utf-8") == sdl(), "schema/schema.graphql is stale: run `termgraph schema --write`"
