"""Quick functions: what they answer, and that whatever is not as usual is answered with care, as graphql-core does."""

from functools import wraps
from itertools import count
from typing import Any

import pytest
import strawberry
from graphql import parse

from termgraph.api.budget import Budget, Exhausted
from termgraph.api.documents import Document
from termgraph.api.executor.choice import Executor
from termgraph.api.executor.differences import told
from termgraph.api.limits import Limits
from termgraph.errors import Code
from termgraph.settings import Executors

ROOMY = Limits(nodes=10**9, seconds=600)


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Cat(Named):
    lives: int | None = 9

    @strawberry.field
    def sound(self) -> str:
        return str("meow" * 2)


@strawberry.type
class Dog(Named):
    pass


def twice(resolver: Any) -> Any:
    @wraps(resolver)
    def doubled(*given: Any, **named: Any) -> Any:
        return [*resolver(*given, **named), *resolver(*given, **named)]

    return doubled


@strawberry.type
class Zoo:
    calls: strawberry.Private[list[str]]
    name: str = "Zoo"
    title: str | None = None

    @strawberry.field
    def cats(self, first: int = 2, prefix: str = "cat", lives: int | None = None) -> list[Cat]:
        self.calls.append("cats")
        return [Cat(name=f"{prefix} {number}", lives=lives) for number in range(first)]

    @strawberry.field
    @twice
    def pairs(self, first: int = 1, prefix: str = "cat") -> list[Cat]:
        return [Cat(name=f"{prefix} {number}") for number in range(first)]

    @strawberry.field
    def cast(self) -> Cat | None:
        return strawberry.cast(Dog, Cat(name="a cat that is said to be a dog"))

    @strawberry.field
    def anything(self) -> Named:
        return strawberry.cast(Dog, Cat(name="a cat that is said to be a dog"))

    @strawberry.field
    def broken(self) -> str | None:
        self.calls.append("broken")
        raise ValueError("broken")

    @strawberry.field
    def missing(self) -> str:
        return None  # type: ignore[return-value]

    @strawberry.field
    def number(self) -> strawberry.ID:
        return 7  # type: ignore[return-value]

    @strawberry.field
    def lazy(self) -> list[str]:
        return (each for each in "abc")  # type: ignore[return-value]


SCHEMA = strawberry.Schema(query=Zoo, types=[Cat, Dog])

USUAL = [
    "{ name title cats { name lives __typename } }",
    '{ cats(first: 3, prefix: "x", lives: 4) { name lives } other: cats(lives: 1) { lives } }',
    "{ cats(first: 0) { name } }",
    "query ($first: Int! = 1, $prefix: String!) { cats(first: $first, prefix: $prefix) { name } }",
    "{ pairs { name } three: pairs(first: 3) { name } }",
]
UNUSUAL = [
    "{ cats { name } cast { name } }",
    "{ cats { name } anything { __typename name } }",
    "{ cats { name } broken }",
    "{ cats { name } missing }",
    "{ cats { name } number }",
    "{ cats { name } lazy }",
]


def answers(text: str, limits: Limits = ROOMY) -> tuple[list[str], list[int], Executor, list[str]]:
    """What both executors answer, what they leave of the budget, the compiled one, and the calls made for it."""
    document = Document(parse(text))
    given = {"prefix": "y"} if "$prefix" in text else {}
    ours = Executor(SCHEMA._schema, after=0)
    shown, left, zoo = [], [], Zoo(calls=[])
    for executor in (Executor(SCHEMA._schema, Executors.GRAPHQL_CORE), ours):
        budget, zoo = Budget(limits), Zoo(calls=[])
        try:
            shown.append(told(executor.run(document, document.operations[0], given, zoo, budget)))
        except Exhausted as error:
            shown.append(error.error.message)
        left.append(budget.left)
    return shown, left, ours, zoo.calls


@pytest.mark.parametrize("text", USUAL)
def test_the_usual_is_answered_quickly(text: str) -> None:
    (expected, found), left, ours, _ = answers(text)
    assert found == expected
    assert '"errors"' not in found
    assert left[0] == left[1] < ROOMY.nodes
    assert ours.runs == {"compiled": 1}


@pytest.mark.parametrize("text", UNUSUAL)
def test_the_unusual_is_answered_with_care(text: str) -> None:
    (expected, found), left, ours, calls = answers(text)
    assert found == expected
    assert left[0] == left[1]
    assert ours.runs == {"compiled, with care": 1}
    assert calls.count("cats") == 2, "resolvers are asked again from the start"


@pytest.mark.parametrize("nodes", range(12))
def test_a_budget_that_runs_out_does_so_in_both(nodes: int) -> None:
    (expected, found), *_ = answers(USUAL[0], Limits(nodes=nodes, seconds=600))
    assert found == expected
    assert found.startswith("The answer has more") is (nodes < 9)


def test_a_deadline_is_looked_at_for_every_object_of_which_something_is_called() -> None:
    document, executor = Document(parse("{ cats(first: 50) { name sound } }")), Executor(SCHEMA._schema, after=0)
    for seconds in (10, 60):
        budget = Budget(Limits(seconds=seconds), clock=count().__next__)
        if seconds < 50:
            with pytest.raises(Exhausted) as caught:
                executor.run(document, document.operations[0], {}, Zoo(calls=[]), budget)
            assert caught.value.error.code is Code.TIMEOUT
        else:
            executor.run(document, document.operations[0], {}, Zoo(calls=[]), budget)
            assert 50 < budget.clock() < 60
    assert executor.runs == {"compiled": 1}


def test_reading_what_is_there_takes_no_time() -> None:
    document, executor = Document(parse("{ cats(first: 50) { name lives } }")), Executor(SCHEMA._schema, after=0)
    budget = Budget(Limits(seconds=10), clock=count().__next__)
    executor.run(document, document.operations[0], {}, Zoo(calls=[]), budget)
    assert budget.clock() < 10
    assert executor.runs == {"compiled": 1}
