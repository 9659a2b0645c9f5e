"""What one run may take, and what a client is told: the cost of a document, the dry run, the end of a long one."""

from itertools import count

import pytest
from asking import Api, api_of, view_of
from test_guard import size

from termgraph.api.budget import Budget, Exhausted
from termgraph.api.execution import Execution
from termgraph.api.limits import Limits, limits_of
from termgraph.api.requests import Request
from termgraph.errors import Code
from termgraph.settings import Settings

NAME = "{ glossary { name } }"
LIST = "{ terms(first: 100) { nodes { slug name } } }"


@pytest.fixture(scope="module")
def api() -> Api:
    return api_of()


def test_every_answer_says_what_it_cost(api: Api) -> None:
    told = api.post(LIST).json()["extensions"]["termgraph"]["cost"]
    assert told == {"requested": size(LIST).cost, "limit": Limits().cost}


def test_a_dry_run_says_the_cost_and_nothing_else(api: Api) -> None:
    dry = {"query": LIST, "extensions": {"termgraph": {"dryRun": True}}}
    answer = api.send("POST", json=dry).json()
    assert answer["data"] is None
    assert "errors" not in answer
    assert answer["extensions"]["termgraph"]["cost"]["requested"] == size(LIST).cost
    assert api.send("POST", json={**dry, "query": "{ nothing }"}).json()["errors"]
    for other in ({"termgraph": {"dryRun": "yes"}}, {"termgraph": 1}, {"dryRun": True}):
        assert api.send("POST", json={"query": NAME, "extensions": other}).json()["data"]


def test_a_run_that_answers_too_many_fields_ends_with_a_code() -> None:
    api = api_of(max_nodes=200)
    assert api.ask(NAME)
    response = api.post(LIST)
    (error,) = response.json()["errors"]
    assert response.json().keys() == {"errors"}
    assert error["extensions"] == {"code": "QUERY_TOO_COMPLEX", "metric": "nodes", "limit": 200}
    assert api_of(max_nodes=203).ask(LIST)  # terms, nodes, and two fields of each of the hundred are 202


def test_a_run_that_takes_too_long_ends_with_a_code() -> None:
    response = api_of(deadline_ms=0).post(NAME)
    assert response.status_code == 503
    assert response.json()["errors"][0]["extensions"] == {"code": "TIMEOUT", "limit": 0}


def test_the_clock_is_looked_at_for_every_object() -> None:
    ticks = count()
    budget = Budget(Limits(seconds=3), clock=lambda: next(ticks))
    for _ in range(3):
        budget.take(1)
    with pytest.raises(Exhausted) as caught:
        budget.take(1)
    assert caught.value.error.code is Code.TIMEOUT


def test_an_answer_that_ran_out_leaves_the_next_one_alone() -> None:
    execution, view = Execution(Limits(nodes=50)), view_of()
    for _ in range(2):
        assert execution.answer(view, Request(LIST), LIST).code is Code.QUERY_TOO_COMPLEX
        assert execution.answer(view, Request(NAME), NAME).code is None


def test_an_operator_sets_the_limits() -> None:
    settings = Settings(
        max_tokens=1,
        max_depth=2,
        max_cost=3,
        max_aliases=4,
        max_directives=5,
        max_repeats=6,
        max_nodes=7,
        deadline_ms=8,
    )
    found = limits_of(settings)
    assert (found.tokens, found.depth, found.cost, found.aliases) == (1, 2, 3, 4)
    assert (found.directives, found.repeats, found.nodes, found.seconds) == (5, 6, 7, 0.008)
    assert limits_of(Settings()) == Limits()
    assert api_of(max_depth=2).errors("{ terms { nodes { slug } } }")[0][1] == "QUERY_TOO_COMPLEX"
    assert api_of(max_tokens=5).errors(LIST)[0][1] == "QUERY_TOO_COMPLEX"
    assert api_of(max_cost=5).errors(LIST)[0][1] == "QUERY_TOO_COMPLEX"


@pytest.mark.parametrize(
    ("metric", "query"),
    [
        ("aliases", "{ " + " ".join(f"a{number}: __typename" for number in range(101)) + " }"),
        (
            "directives",
            "{ " + " ".join(f"a{n}: __typename @skip(if: false) @include(if: true)" for n in range(60)) + " }",
        ),
        ("directives", "query " + "@nothing " * 101 + "{ __typename }"),
        ("selections", "{ " + " ".join(f"f{number}" for number in range(301)) + " }"),
    ],
)
def test_what_is_counted_in_the_whole_document(api: Api, metric: str, query: str) -> None:
    (error,) = api.post(query).json()["errors"]
    assert error["extensions"]["code"] == "QUERY_TOO_COMPLEX"
    assert error["extensions"]["metric"] == metric
