"""Documents that ask for too much are refused in little time, and what front ends need passes."""

import random
import time

import pytest
from asking import Api, api_of
from executor_documents import drawn
from executor_fuzz import ours
from graphql import OperationDefinitionNode, get_introspection_query, parse
from hostile_documents import HOSTILE, doubling
from hypothesis import given
from hypothesis import strategies as st

from termgraph.api import guard
from termgraph.api.documents import MOST_SIZES, Document, Documents
from termgraph.api.guard import Size, measure
from termgraph.api.limits import Limits
from termgraph.api.schema import core


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


def size(query: str, **variables: object) -> Size:
    document = parse(query)
    operation = next(node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    return measure(core, document, operation, variables)


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_document_is_refused_soon(api: Api, query: str) -> None:
    started = time.process_time()
    errors = api.errors(query)
    assert {code for _, code in errors} <= {"QUERY_TOO_COMPLEX", "GRAPHQL_VALIDATION_FAILED"}
    assert len(errors) <= 21
    assert time.process_time() - started < 3  # generous: each takes milliseconds, and seconds to hours unguarded


def test_what_is_not_run_is_measured_as_well_because_it_is_validated(api: Api) -> None:
    query = "query A { __typename } query B { " + "glossary { name } " * 480 + "}"
    answer = api.send("POST", json={"query": query, "operationName": "A"}).json()
    assert answer["errors"][0]["extensions"] == {
        "code": "QUERY_TOO_COMPLEX",
        "metric": "repeats",
        "value": 480,
        "limit": 50,
    }


def test_what_a_refusal_says(api: Api) -> None:
    answer = api.post(HOSTILE["fan-out of seven levels"]).json()
    extensions = answer["errors"][0]["extensions"]
    assert extensions["code"] == "QUERY_TOO_COMPLEX"
    assert (extensions["metric"], extensions["limit"]) == ("cost", Limits().cost)
    assert extensions["value"] > Limits().cost


def test_tools_may_read_the_whole_schema(api: Api) -> None:
    query = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
        one_of=True,
    )
    assert len(api.ask(query)["__schema"]["types"]) > 50
    assert size(query).cost < Limits().cost / 2


@pytest.mark.parametrize(
    "query",
    [
        "{ terms(first: 100) { nodes { id slug url name acronym title kind level minutes status summary } } }",
        '{ term(by: {slug: "rlhf"}) { relations(first: 100) { edges { sentence why node { slug title summary } } } } }',
        "{ terms(first: 100) { nodes { slug relations(first: 50) { nodes { slug } } } } }",
        '{ term(by: {slug: "rlhf"}) { prerequisites(first: 100) { edges { verdict node { slug } } } } }',
    ],
)
def test_what_front_ends_need_is_answered(api: Api, query: str) -> None:
    assert api.ask(query)


def test_the_cost_is_an_upper_estimate_of_the_fields_answered() -> None:
    assert size("{ glossary { name } }") == Size(2, 2, 1, 1)
    assert size("{ terms(first: 10) { nodes { slug name } } }") == Size(3, 1 + 10 * 3, 1, 2)
    assert size("{ terms { nodes { slug } } }") == Size(3, 1 + 20 * 2, 1, 1)
    assert size("query ($n: Int) { terms(last: $n) { totalCount } }", n=7).cost == 8
    assert size("query ($n: Int = 9) { terms(first: $n) { totalCount } }").cost == 10
    assert size("query ($n: Int) { terms(first: $n) { totalCount } }", n=10**9).cost == 101
    assert size("query ($i: [ID!]!) { nodes(ids: $i) { id } }", i=["a"] * 30).cost == 31
    assert size("{ __schema { types { name } } }").depth == 0


def test_introspection_beside_data_does_not_hide_its_depth() -> None:
    deep = '{ category(slug: "a") { ' + "parent { " * 20 + "slug" + " }" * 20 + " } __typename }"
    assert size(deep).depth == 22


@given(st.integers(1, 30), st.integers(1, 20))
def test_work_grows_with_the_document_and_not_with_what_it_spreads_to(levels: int, width: int) -> None:
    query = doubling(levels) + f" query Other {{ {'glossary { name } ' * width} }}"
    document = parse(query)
    operation = next(node for node in document.definitions if isinstance(node, OperationDefinitionNode))
    looked_at = 0

    class Counting(guard._Pass):
        def inner(self, *arguments: object) -> guard.Visit | None:
            nonlocal looked_at
            looked_at += 1
            return super().inner(*arguments)  # type: ignore[arg-type]

    original = guard._Pass
    guard._Pass = Counting  # type: ignore[misc]
    try:
        found = measure(core, document, operation, {})
    finally:
        guard._Pass = original  # type: ignore[misc]
    assert found.cost == 2 * 2**levels
    selections = 1 + 2 * levels + 2 + 2 * width
    assert looked_at <= 2 * selections


def test_a_size_that_is_remembered_is_that_of_the_variables() -> None:
    ground, chance, different, kept = ours(), random.Random(4), 0, 0  # noqa: S311  # reproducible, not a secret
    for _ in range(60):
        drawing, document = drawn(chance, core, ground.words, chance.choice(ground.roots), ground.rules)
        if document is None:
            continue
        sizes = set()
        for _ in range(12):
            variables = drawing.given()
            sizes.add(document.size(document.operations[0], variables))
            assert document.size(document.operations[0], variables) == size(source(document), **variables)
        different += len(sizes) > 1
        kept += len(sizes) < 12
    assert different > 5
    assert kept > 20


def source(document: Document) -> str:
    assert document.node.loc is not None
    return document.node.loc.source.body


def test_of_sizes_no_more_than_a_few_are_kept() -> None:
    document = Document(parse("query ($first: Int) { terms(first: $first) { nodes { slug } } }"))
    costs = [document.size(document.operations[0], {"first": first}).cost for first in (*range(1, 101), 7, 200, None)]
    assert costs == [size(source(document), first=first).cost for first in (*range(1, 101), 7, 100, None)]
    assert len(document._sizes[""][1]) <= MOST_SIZES


def test_documents_are_parsed_once_and_bounded() -> None:
    documents = Documents(Limits())
    text = "{ glossary { name } }"
    assert documents.get(text) is documents.get(text)
    filler = "# " + "x" * 10_000
    for number in range(40):
        documents.get(f"{filler}{number}\n{text}")
    assert documents._size <= Limits().documents
    assert documents._size == sum(map(len, documents._kept))
    assert text not in documents._kept
