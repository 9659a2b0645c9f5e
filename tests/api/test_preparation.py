"""No question makes what all questions share: it is there before the first of them."""

from collections.abc import Iterator
from typing import Any

from asking import view_of
from every_field import documents

from termgraph.api.execution import Execution, execute
from termgraph.api.limits import Limits
from termgraph.api.requests import Request
from termgraph.glossary.view import View
from termgraph.graph.preparation import prepare
from termgraph.graph.snapshot import Snapshot
from termgraph.integrity import served

ROOMY = Limits(cost=10**9, nodes=10**9, seconds=600)


def prepared() -> View:
    view = view_of()
    prepare(view.snapshot)
    served.prepare(view.snapshot)
    return view


def asked_for_every_field(view: View) -> int:
    """Asks, and says how many documents it took."""
    known = execute(view, '{ term(by: {slug: "rlhf"}) { id } }')["data"]["term"]["id"]
    execution, texts = Execution(ROOMY), documents(known, view.snapshot.revision)
    for text in texts.values():
        assert "data" in execution.answer(view, Request(text), text).body
    return len(texts)


def shared(snapshot: Snapshot) -> set[object]:
    """What was made of a snapshot so far, by what made it or the attribute that keeps it."""
    return {*snapshot._made, *vars(snapshot)}


def test_every_field_of_the_schema_finds_what_it_shares() -> None:
    view = prepared()
    before = shared(view.snapshot)
    assert asked_for_every_field(view) > 50
    assert shared(view.snapshot) == before


def test_every_field_of_the_schema_would_make_something_of_a_new_snapshot() -> None:
    view = view_of()
    before = shared(view.snapshot)
    asked_for_every_field(view)
    assert len(shared(view.snapshot) - before) > 10


class Whole(tuple[Any, ...]):  # noqa: SLOT001  # it has to remember
    """A tuple that notes when somebody goes through all of it."""

    def __iter__(self) -> Iterator[Any]:
        self.walked = True
        return super().__iter__()


def test_no_question_goes_through_all_relations_or_all_requirements() -> None:
    view = prepared()
    edges = view.snapshot.edges = Whole(view.snapshot.edges)
    groups = view.snapshot.groups = Whole(view.snapshot.groups)
    asked_for_every_field(view)
    assert not hasattr(edges, "walked")
    assert not hasattr(groups, "walked")
    assert list(edges)
    assert hasattr(edges, "walked")
