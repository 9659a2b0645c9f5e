"""Who runs an operation, what is left to graphql-core and why, and that nobody can tell by the answer."""

import json
import logging
import re
from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import strawberry
from asking import api_of, view_of
from every_field import documents
from graphql import get_introspection_query, parse
from strawberry.extensions import SchemaExtension
from test_screens import SCREENS, VARIABLES

from termgraph.api.budget import Budget, Exhausted
from termgraph.api.documents import Document
from termgraph.api.execution import Execution, execute
from termgraph.api.executor import choice, compiled, selections
from termgraph.api.executor.choice import Executor
from termgraph.api.executor.compiled import Compiled
from termgraph.api.executor.differences import told
from termgraph.api.limits import Limits
from termgraph.api.query import Query
from termgraph.api.reading import Reading
from termgraph.api.requests import Request
from termgraph.api.schema import core
from termgraph.api.term import term_of
from termgraph.errors import Code
from termgraph.glossary import Glossary
from termgraph.glossary.view import View
from termgraph.settings import Executors, Settings, from_environment

ROOT = Path(__file__).parents[2]
ROOMY = Limits(cost=10**9, nodes=10**9, seconds=600)
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
NAME = "{ glossary { name } }"


@pytest.fixture(scope="module")
def view() -> View:
    with Glossary.open(ROOT / "data") as glossary:
        return glossary.current


def both(view: View, text: str, variables: dict[str, Any] | None = None, by: str = "compiled") -> tuple[bytes, bytes]:
    """The answers of graphql-core and of the compiled executor, which must have run it, and as said."""
    request = Request(text, None, variables or {})
    theirs, ours = Execution(replace(ROOMY, executor=Executors.GRAPHQL_CORE)), Execution(ROOMY)
    answers = [json.dumps(each.answer(view, request, text).body).encode() for each in (theirs, ours, ours)]
    assert ours.executor.runs == {"graphql-core: not asked often enough": 1, by: 1}
    assert not theirs.executor.runs
    assert answers[0] == answers[1]
    return answers[1], answers[2]


@pytest.mark.parametrize(("name", "variables"), [(name, given) for name in SCREENS for given in VARIABLES[name]])
def test_every_document_of_the_package_is_compiled(view: View, name: str, variables: dict[str, Any]) -> None:
    expected, found = both(view, SCREENS[name], variables)
    assert found == expected
    assert b'"errors"' not in found


def written() -> list[str]:
    """The documents in the texts for people: whole blocks, and those within examples of code."""
    text = "\n".join(each.read_text("utf-8") for each in DOCS)
    blocks = re.findall(r"^```graphql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [*blocks, *(each for each in re.findall(r"`\s*(query\b[^`]*\{[^`]*)`", text))]


@pytest.mark.parametrize("text", written())
def test_every_document_that_people_read_is_compiled(view: View, text: str) -> None:
    variables = {"slug": "ppo"} if "$slug" in text else {}
    expected, found = both(view, text, variables)
    assert found == expected


def test_there_are_documents_that_people_read() -> None:
    assert len(written()) >= 4


def test_every_field_of_the_schema_is_compiled() -> None:
    facts = view_of()
    known = execute(facts, '{ term(by: {slug: "rlhf"}) { id } }')["data"]["term"]["id"]
    for name, text in documents(known, facts.snapshot.revision).items():
        careful = name == "Query._entities"  # Objects written in a document as a scalar are odd.
        expected, found = both(facts, text, by="compiled, with care" if careful else "compiled")
        assert found == expected


def test_a_budget_runs_out_at_the_same_field(view: View) -> None:
    text, variables = SCREENS["HoverCard"], {"slug": "ppo"}
    text += (
        " query All { terms(first: 9) { nodes { ...Part } } ...Whole } fragment Whole on Query { glossary { name } }"
    )
    text += " fragment Part on Term { slug category { slug } lookup: breadcrumbs { label } labels { nodes { text } } }"
    document = Document(parse(text))
    assert not document.errors
    executors = Executor(core, Executors.GRAPHQL_CORE), Executor(core, after=0)
    outcomes: list[list[str]] = [[], []]
    for operation in document.operations:
        for nodes in range(170):
            for executor, found in zip(executors, outcomes, strict=True):
                budget = Budget(Limits(nodes=nodes, seconds=600))
                root = Query(reading=Reading(view, term_of))
                try:
                    found.append(told(executor.run(document, operation, variables, root, budget)) + str(budget.left))
                except Exhausted as error:
                    found.append(error.error.message)
    assert outcomes[0] == outcomes[1]
    assert 20 < sum(each.startswith("The answer has more") for each in outcomes[1]) < 300


def test_a_deadline_ends_a_compiled_run(view: View) -> None:
    document, executor = Document(parse(NAME)), Executor(core, after=0)
    late = Budget(Limits(seconds=0), clock=iter(range(9)).__next__)
    with pytest.raises(Exhausted) as caught:
        executor.run(document, document.operations[0], {}, Query(reading=Reading(view, term_of)), late)
    assert caught.value.error.code is Code.TIMEOUT
    assert not executor.runs, "it was compiled, and counted only when it ended"


def test_each_operation_of_a_document_is_one_of_its_own(view: View) -> None:
    text = """query A($on: Boolean!) { glossary { name @include(if: $on) __typename } }
    query B($on: [String!], $off: Boolean = true) {
      terms(filter: {categories: $on}, first: 1) { nodes { slug @skip(if: $off) __typename } }
    }"""
    ours, theirs = Execution(ROOMY), Execution(replace(ROOMY, executor=Executors.GRAPHQL_CORE))
    for name, variables in (
        ("A", {"on": True}),
        ("B", {}),
        ("A", {"on": False}),
        ("B", {"on": ["x"], "off": False}),
    ) * 3:
        request = Request(text, name, variables)
        assert ours.answer(view, request, text) == theirs.answer(view, request, text)
    assert ours.executor.runs["compiled"] == 10


def test_introspection_is_made_once_and_spends_the_same_each_time(view: View) -> None:
    document, executor = Document(parse(get_introspection_query())), Executor(core, after=0)
    expected = told(run(Executor(core, Executors.GRAPHQL_CORE), document, view))
    budgets = [Budget(ROOMY) for _ in range(3)]
    assert {told(run(executor, document, view, budget)) for budget in budgets} == {expected}
    assert len({budget.left for budget in budgets}) == 1
    spent = ROOMY.nodes - budgets[0].left
    run(executor, document, view, Budget(Limits(nodes=spent)))
    with pytest.raises(Exhausted):
        run(executor, document, view, Budget(Limits(nodes=spent - 1)))


def run(executor: Executor, document: Document, view: View, budget: Budget | None = None, **variables: Any) -> Any:
    """The result of a document's first operation."""
    root = Query(reading=Reading(view, term_of))
    return executor.run(document, document.operations[0], variables, root, budget or Budget(ROOMY))


@strawberry.type
class Small:
    @strawberry.field
    def name(self, at: int = 1) -> str:
        return f"name {at}"

    @strawberry.field
    async def later(self) -> str:
        return "later"

    @strawberry.field
    def small(self) -> "Small":
        return Small()

    @strawberry.field
    def nothing(self) -> "Small | None":
        return None


@strawberry.type
class Change:
    @strawberry.mutation
    def rename(self) -> str:
        return "renamed"


@strawberry.type
class Events:
    @strawberry.subscription
    async def numbers(self) -> AsyncGenerator[int, None]:
        yield 1


SMALL = strawberry.Schema(query=Small, mutation=Change, subscription=Events)

MANY = " ".join(f"a{number}: name" for number in range(40))
DEEP = "fragment F0 on Small { name } " + " ".join(
    f"fragment F{n + 1} on Small {{ a: small {{ ...F{n} }} b: small {{ ...F{n} }} }}" for n in range(12)
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("mutation { rename }", "a mutation"),
        ("{ nothing { later } }", "an asynchronous field"),
        ("query @unheard { name }", "@unheard"),
        ("{ name @unheard }", "@unheard"),
        (f"{{ ...F12 }} {DEEP}", "more fields than are worth it"),
        ("query ($on: Boolean = true) { name @include(if: $on) }", "GraphQLError when it was compiled"),
    ],
)
def test_what_is_not_compiled_is_left_to_graphql_core_and_counted(
    text: str, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    document, executor = Document(parse(text)), Executor(SMALL._schema, after=0)
    given = {"on": None} if "$on" in text else {}
    caplog.set_level(logging.INFO, "termgraph.api")
    for _ in range(3):
        executor.run(document, document.operations[0], given, Small(), Budget(ROOMY))
    assert executor.runs == {f"graphql-core: {reason}": 3}
    assert [each.getMessage() for each in caplog.records if "not compiled" in each.getMessage()] == [
        f"graphql-core runs what is not compiled: {reason}"
    ]


def test_a_subscription_and_an_extension_of_the_schema_are_not_compiled() -> None:
    document = parse("subscription { numbers }")
    with pytest.raises(selections.Uncovered, match="a subscription"):
        Compiled(SMALL._schema, document, Document(document).operations[0])

    class Loud(SchemaExtension):
        def resolve(self, _next: Any, root: Any, info: Any, *args: Any, **kwargs: Any) -> Any:
            return str(_next(root, info, *args, **kwargs)).upper()

    loud, document = strawberry.Schema(query=Small, extensions=[Loud]), parse("{ name }")
    with pytest.raises(selections.Uncovered, match="an extension"):
        Compiled(loud._schema, document, Document(document).operations[0])


def test_more_conditions_than_are_worth_it_are_left_to_graphql_core() -> None:
    names = "abcde"
    text = f"query ({' '.join(f'${each}: Boolean!' for each in names)}) {{ "
    text += " ".join(f"{each}: name @include(if: ${each})" for each in names) + " }"
    document, executor = Document(parse(text)), Executor(SMALL._schema, after=0)
    for number in range(32):
        given = {each: bool(number >> place & 1) for place, each in enumerate(names)}
        data = executor.run(document, document.operations[0], given, Small(), Budget(ROOMY)).data
        assert data == {each: "name 1" for each in names if given[each]}
    assert executor.runs == {"compiled": compiled.MOST_WAYS, "graphql-core: more conditions than are worth it": 16}


def test_what_was_not_asked_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "MOST_FIELDS", 100)
    executor = Executor(SMALL._schema, after=0)
    first, second, third = (Document(parse(f"{{ {MANY} {each}: name }}")) for each in "xyz")
    for document in (first, second, first, third, first):
        executor.run(document, document.operations[0], {}, Small(), Budget(ROOMY))
    assert executor.runs == {"compiled": 5}
    assert [bool(document.compiled) for document in (first, second, third)] == [True, False, True]
    assert sum(executor._kept.values()) == 82


def test_an_operator_chooses_the_executor(view: View) -> None:
    assert from_environment({"TERMGRAPH_EXECUTOR": "graphql-core"}).executor is Executors.GRAPHQL_CORE
    assert Settings().executor is Executors.COMPILED
    api = api_of(executor=Executors.VERIFY)
    assert api.ask(NAME)
    with pytest.raises(Exception, match="compiled or graphql-core or verify"):
        from_environment({"TERMGRAPH_EXECUTOR": "fast"})
    executor = Executor(core, Executors.GRAPHQL_CORE, after=0)
    run(executor, Document(parse(NAME)), view)
    assert not executor.runs


def test_verifying_compares_a_sample_and_answers_as_graphql_core(
    view: View, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    document, executor = Document(parse(NAME)), Executor(core, Executors.VERIFY, after=0)
    expected = told(run(Executor(core, Executors.GRAPHQL_CORE), document, view))
    for _ in range(2 * choice.SAMPLE):
        assert told(run(executor, document, view)) == expected
    assert executor.runs["compiled"] == 2
    assert not executor.differences

    right = Compiled.run

    def wrong(self: Compiled, *given: Any) -> Any:
        result = right(self, *given)
        assert result is not None
        result.data = {"glossary": {"name": "something else"}}
        return result

    monkeypatch.setattr(Compiled, "run", wrong)
    for _ in range(2 * choice.SAMPLE):
        assert told(run(executor, document, view)) == expected
    assert wrong_ones(executor) == 2
    (first, _) = (each.getMessage() for each in caplog.records if each.levelno == logging.ERROR)
    assert "something else" in first
    assert NAME in first


def test_verifying_answers_even_where_the_other_fails(
    view: View, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*_: Any) -> Any:
        raise KeyError("x")

    monkeypatch.setattr(Compiled, "run", failing)
    document, executor = Document(parse(NAME)), Executor(core, Executors.VERIFY, after=0)
    for _ in range(choice.SAMPLE):
        assert run(executor, document, view).data
    assert executor.differences == 1
    assert "answers KeyError where" in caplog.text


def wrong_ones(executor: Executor) -> int:
    return executor.differences


def test_verifying_runs_out_of_budget_as_both_do(view: View, caplog: pytest.LogCaptureFixture) -> None:
    document, executor = Document(parse(NAME)), Executor(core, Executors.VERIFY, after=0)
    for _ in range(2 * choice.SAMPLE):
        with pytest.raises(Exhausted):
            run(executor, document, view, Budget(Limits(nodes=1)))
    assert not executor.differences
    assert not caplog.records


def test_the_place_where_a_resolver_failed_is_logged(
    view: View, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("termgraph.api.texts.labels", broken)
    execution, text = Execution(ROOMY), '{ term(by: {slug: "ppo"}) { slug labels { nodes { text } } } }'
    bodies = [execution.answer(view, Request(text), text).body for _ in range(3)]
    assert bodies[0] == bodies[1] == bodies[2]
    assert bodies[0]["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    lines = {each.getMessage() for each in caplog.records}
    assert len(lines) == 1
    assert Path(__file__).name in lines.pop()
