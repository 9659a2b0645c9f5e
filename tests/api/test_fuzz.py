"""Whatever is asked: every error has a code, and none is a fault of ours (schemathesis, and fuzz of our own)."""

import json
from typing import Any

import pytest
import schemathesis
from asking import api_of
from every_field import documents
from facts import facts
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok

from termgraph.api.codes import ErrorCode
from termgraph.api.schema import core

API = api_of()
SCHEMA = schemathesis.graphql.from_asgi("/graphql", API.app)
OPERATIONS = {each.ok().label: each.ok() for each in SCHEMA.get_all_operations() if isinstance(each, Ok)}

for scalar in ("Date", "DateTime", "Revision", "URL", "_Any"):
    schemathesis.graphql.scalar(scalar, st.text(max_size=20).map(schemathesis.graphql.nodes.String))


def sound(status: int, body: Any) -> None:
    """An answer as the contract has it: errors with published codes, data without errors, never a fault of ours."""
    assert status < 500, body
    assert "errors" in body or "data" in body
    codes = {error["extensions"]["code"] for error in body.get("errors", ())}
    assert codes <= set(ErrorCode.__members__) - {"INTERNAL_SERVER_ERROR"}, body


@pytest.mark.parametrize("label", OPERATIONS)
def test_schemathesis_finds_no_uncoded_error(label: str) -> None:
    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(OPERATIONS[label].as_strategy())
    def ask(case: Any) -> None:
        response = case.call()
        sound(response.status_code, response.json())

    ask()


JSON = "application/json"

WORDS = st.one_of(
    st.sampled_from([*facts().terms, *facts().categories, "requires", "llm-user", "", "0", "\0", "\u202e", "é" * 200]),
    st.text(max_size=12),
)
NUMBERS = st.sampled_from([-(2**31), -1, 0, 1, 2, 7, 100, 101, 2**31 - 1])


def values(kind: GraphQLInputType) -> st.SearchStrategy[str]:
    """Literals of a type, valid ones and some that are out of bounds."""
    if isinstance(kind, GraphQLNonNull):
        return values(kind.of_type)
    if isinstance(kind, GraphQLList):
        return st.lists(values(kind.of_type), max_size=4).map(lambda items: f"[{', '.join(items)}]")
    if isinstance(kind, GraphQLEnumType):
        return st.sampled_from(list(kind.values))
    if isinstance(kind, GraphQLInputObjectType):
        return objects(kind)
    if kind.name == "Int":
        return NUMBERS.map(str)
    if kind.name == "Boolean":
        return st.sampled_from(["true", "false"])
    if kind.name == "_Any":
        return st.builds('{{__typename: "Term", slug: {}}}'.format, WORDS.map(json.dumps))
    return WORDS.map(json.dumps)


def objects(kind: GraphQLInputObjectType) -> st.SearchStrategy[str]:
    fields = {name: values(field.type) for name, field in kind.fields.items()}
    if kind.is_one_of or kind.name == "TermBy":
        return st.sampled_from(sorted(fields)).flatmap(
            lambda name: fields[name].map(lambda text: f"{{{name}: {text}}}")
        )
    needed = [name for name, field in kind.fields.items() if is_required_input_field(field)]
    return given_names(fields, needed).map(lambda text: f"{{{text}}}")


def given_names(parts: dict[str, st.SearchStrategy[str]], needed: list[str]) -> st.SearchStrategy[str]:
    chosen = st.fixed_dictionaries(
        {name: parts[name] for name in needed},
        optional={name: part for name, part in parts.items() if name not in needed},
    )
    return chosen.map(lambda found: ", ".join(f"{name}: {text}" for name, text in found.items()))


def arguments(given_: dict[str, GraphQLArgument]) -> st.SearchStrategy[str]:
    if not given_:
        return st.just("")
    needed = [name for name, argument in given_.items() if is_required_argument(argument)]
    parts = {name: values(argument.type) for name, argument in given_.items()}
    return given_names(parts, needed).map(lambda text: f"({text})" if text else "")


def asked(name: str, field: GraphQLField, depth: int) -> st.SearchStrategy[str]:
    """A field with arguments, and two levels of what is below."""
    below = selections(get_named_type(field.type), depth)
    return st.builds("{} {}{}".format, st.just(name), arguments(field.args), below)


def selections(kind: GraphQLNamedType, depth: int) -> st.SearchStrategy[str]:
    if is_leaf_type(kind):
        return st.just("")
    if not isinstance(kind, GraphQLObjectType) or depth == 0:
        return st.just(" { __typename }")
    chosen = st.lists(st.sampled_from(sorted(kind.fields)), max_size=3, unique=True)
    inner = chosen.flatmap(lambda names: st.tuples(*(asked(name, kind.fields[name], depth - 1) for name in names)))
    return inner.map(lambda parts: f" {{ __typename {' '.join(parts)} }}")


FIELDS = {f"Query.{name}": ("{{ {} }}", name, field) for name, field in core.query_type.fields.items()} | {  # type: ignore[union-attr]
    f"Term.{name}": ('{{ term(by: {{slug: "rlhf"}}) {{ {} }} }}', name, field)
    for name, field in core.type_map["Term"].fields.items()  # type: ignore[attr-defined]
}


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(FIELDS)).flatmap(lambda at: asked(*FIELDS[at][1:], 2).map(FIELDS[at][0].format)))
def test_any_field_with_any_arguments_is_answered_or_refused_with_a_code(query: str) -> None:
    response = API.post(query)
    sound(response.status_code, response.json())


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(documents("x", "test.1").items())), st.data())
def test_a_document_cut_or_stirred_is_answered_or_refused_with_a_code(document: tuple[str, str], data: Any) -> None:
    text = document[1]
    at, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 12))
    other = data.draw(st.sampled_from(["", "{", "}", "(", "$", "@", '"', "...", "#", "\0", "é", "on", "9" * 40]))
    response = API.post(text[:at] + other + text[at + length :])
    sound(response.status_code, response.json())


@settings(max_examples=200)
@given(
    st.binary(max_size=60) | st.text(max_size=60).map(str.encode), st.sampled_from(["application/json", "text/x", ""])
)
def test_any_bytes_are_refused_with_a_code(body: bytes, media: str) -> None:
    response = API.send("POST", content=body, headers={"Content-Type": media})
    sound(response.status_code, response.json())


def test_the_fuzz_is_no_fiction() -> None:
    """What it draws is mostly valid: a fuzz that is always refused finds nothing."""
    answered = total = 0

    @settings(max_examples=100, suppress_health_check=list(HealthCheck), database=None)
    @given(st.sampled_from(sorted(FIELDS)).flatmap(lambda at: asked(*FIELDS[at][1:], 2).map(FIELDS[at][0].format)))
    def count(query: str) -> None:
        nonlocal answered, total
        total += 1
        answered += bool(API.post(query).json().get("data"))

    count()
    assert answered > total / 3
