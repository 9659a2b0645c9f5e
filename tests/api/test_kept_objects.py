"""What is made of a view is made once and never serves another view; a view that was replaced goes with all of it."""

import gc
import time
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from asking import view_of
from facts import facts

from termgraph.api.execution import Execution
from termgraph.api.limits import Limits
from termgraph.api.reading import Reading
from termgraph.api.requests import Request
from termgraph.api.term import term_of
from termgraph.glossary import Glossary
from termgraph.glossary.view import View
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Alias, Content, Relation, difference
from termgraph.settings import Executors, Settings
from termgraph.store import Store

PAGE = """{ term(by: {slug: "ppo"}) {
  id slug url name title summary minutes revision labels { nodes { text kind } } categories { id name }
  breadcrumbs { label url } full: breadcrumbs(style: FULL) { label }
  relations(first: 50) { totalCount edges { cursor label direction node { slug title revision } } }
  out: relations(direction: OUT) { nodes { id name } }  some: relations(types: ["is-a"]) { nodes { url } }
} }"""
LIST = "{ terms(first: 100) { nodes { id slug name minutes revision } } }"


def other() -> Content:
    """The facts, but for everything that a page about PPO shows."""
    known = facts()
    ppo = replace(known.terms["ppo"], name="Another", minutes=1, aliases=(Alias("Different"),), categories=())
    terms = {**known.terms, "ppo": ppo, "aaa": replace(ppo, slug="aaa", name="Aaa", aliases=(), former_slugs=())}
    new = Relation("aaa", "is-a", "ppo")
    return replace(
        known,
        glossary=replace(known.glossary, base_url="https://elsewhere.example/"),
        terms=dict(sorted(terms.items())),
        relations=dict(sorted({**known.relations, new.key: new}.items())),
    )


def answered(execution: Execution, view: View, text: str) -> object:
    answer = execution.answer(view, Request(text), text)
    assert answer.whole, answer.body
    return answer.body["data"]


@pytest.fixture
def execution() -> Iterator[Execution]:
    """An execution that has compiled both; nothing is freed but by its last reference, as of what is frozen."""
    made, view = Execution(Limits()), view_of()
    for text in (PAGE, LIST) * 3:
        answered(made, view, text)
    gc.collect()
    gc.disable()
    yield made
    gc.enable()


def test_each_view_is_answered_from_whichever_was_asked_before() -> None:
    views, alike = ([view_of(facts(), "e.1"), view_of(other(), "e.2"), view_of(facts(), "e.3")] for _ in range(2))
    execution = Execution(Limits())
    for text in (PAGE, LIST):
        right = [answered(Execution(Limits(executor=Executors.GRAPHQL_CORE)), view, text) for view in alike]
        assert right[0] != right[1] != right[2]
        for place in (0, 1, 0, 2, 1, 1, 0, 2):
            assert answered(execution, views[place], text) == right[place]


def test_a_term_is_the_same_object_for_every_request_and_another_in_every_view() -> None:
    one, two = (Reading(view_of(), term_of) for _ in range(2))
    assert one.term(3) is Reading(one.view, term_of).term(3) is one.numbered([3, 4])[0]
    assert one.term(3) is not two.term(3)
    assert one.view.kept(term_of) is not replace(one.view, changed_at="later").kept(term_of)


def test_a_replaced_view_goes_with_its_last_reader(execution: Execution) -> None:
    gone = []
    for replaced in (True, False):
        view = view_of()
        gone.append(weakref.ref(view.snapshot))
        answered(execution, view, PAGE)
        if replaced:
            view.replaced()
        answered(execution, view, PAGE)  # Who reads it still is answered, and nothing is kept of that.
        answered(execution, view, LIST)
        del view
    assert gone[0]() is None
    assert gone[1]() is not None, "so that replacing it is what frees it"


def test_the_holder_says_that_a_view_is_replaced(tmp_path: Path, execution: Execution) -> None:
    database = str(tmp_path / "glossary.db")
    with Store.open(database) as store:
        store.apply(difference(Content(), facts()))
    with Glossary.follow(Settings(database=database, poll_ms=10)) as glossary, Store.open(database) as store:
        answered(execution, glossary.current, PAGE)
        old: weakref.ref[Snapshot] = weakref.ref(glossary.snapshot)
        store.apply(difference(facts(), other()))
        until = time.monotonic() + 20
        while old() is not None:
            assert time.monotonic() < until, "it is kept alive"
            time.sleep(0.01)
        assert answered(execution, glossary.current, PAGE)["term"]["name"] == "Another"  # type: ignore[index]


def test_no_more_is_kept_than_is_said() -> None:
    reading = Reading(view_of(), term_of)

    def named(reading: Reading, number: int) -> list[str]:
        return [reading.snapshot.terms[number].name]

    for number in (*range(20), 3, 19):
        assert reading.once(named, number, 5) == named(reading, number)
        assert len(reading.view.kept(named)) <= 5
    assert reading.once(named, 19, 5) is reading.once(named, 19, 5)
