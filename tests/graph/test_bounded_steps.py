"""Graphs that break careless algorithms: every question ends within a number of steps, counted and not timed.

A step is a line of our code that is executed, each round of a loop anew. What questions share is made before.
"""

import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from graphs import graph

import termgraph
from termgraph.errors import Code, TermgraphError
from termgraph.graph.breadcrumbs import TrailStyle, breadcrumbs, trails
from termgraph.graph.compare import compare
from termgraph.graph.explain import explain
from termgraph.graph.explanation_words import explain_in_words
from termgraph.graph.fringe import what_next, what_to_review
from termgraph.graph.known import known_terms
from termgraph.graph.learning import necessity, prerequisites
from termgraph.graph.links import related_links
from termgraph.graph.lookup import by_label
from termgraph.graph.lowest_common import common_ancestors
from termgraph.graph.neighbourhood import neighbourhood
from termgraph.graph.no_route import NoRoute, proof_sentences
from termgraph.graph.plans import LearningPath, PathOrder, learning_path
from termgraph.graph.polyhierarchy import Polyhierarchy
from termgraph.graph.preparation import prepare
from termgraph.graph.reduction import reduced
from termgraph.graph.related import related
from termgraph.graph.search import nearest, search, suggest
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.trails import ancestors
from termgraph.graph.unlocks import unlocks
from termgraph.graph.why import detour, why_prerequisite
from termgraph.model import Content, Tier

OURS = (str(Path(__file__).parent), str(Path(termgraph.__file__).parent))

Ask = Callable[[Snapshot, int, int], object]

QUESTIONS: dict[str, Ask] = {
    "prerequisites": lambda snapshot, one, _: prerequisites(snapshot, one),
    "learning_path": lambda snapshot, one, _: learning_path(snapshot, (one,), max_nodes=300),
    "learning_path, just in time": lambda snapshot, one, _: learning_path(
        snapshot, (one,), order=PathOrder.JUST_IN_TIME, max_nodes=300
    ),
    "learning_path, context": lambda snapshot, one, _: learning_path(
        snapshot, (one,), tier=Tier.CONTEXT, max_nodes=300
    ),
    "no route": lambda snapshot, one, other: proved(snapshot, learning_path(snapshot, (one,), avoid=(other,))),
    "necessity": necessity,
    "why": lambda snapshot, one, other: why_prerequisite(snapshot, one, other, 10, everything=True),
    "detour": lambda snapshot, one, other: detour(snapshot, one, other, max_nodes=300),
    "known": lambda snapshot, one, other: known_terms(snapshot, (one, other)),
    "what_next": lambda snapshot, one, other: what_next(snapshot, {other}, (one,), max_nodes=300),
    "what_next, roots": lambda snapshot, _, other: what_next(snapshot, {other}, include_roots=True),
    "what_to_review": lambda snapshot, one, other: what_to_review(snapshot, known_terms(snapshot, (one, other))),
    "unlocks": lambda snapshot, _, other: unlocks(snapshot, other),
    "explain": lambda snapshot, one, other: explain_in_words(snapshot, explain(snapshot, one, other)),
    "common ancestors": common_ancestors,
    "compare": compare,
    "ancestors": lambda snapshot, one, _: ancestors(snapshot, one),
    "trails": lambda snapshot, one, _: trails(snapshot, one, TrailStyle.FULL, first=20),
    "breadcrumbs": lambda snapshot, one, _: breadcrumbs(snapshot, one, TrailStyle.CONCEPT),
    "related": lambda snapshot, one, _: related(snapshot, one),
    "neighbourhood": lambda snapshot, one, _: neighbourhood(snapshot, one, 100, 300),
    "reduction": lambda snapshot, one, _: reduced(snapshot, snapshot.out(one)),
    "links": lambda snapshot, one, _: related_links(snapshot, one, inherit=True),
    "search": lambda snapshot, one, _: search(snapshot, snapshot.terms[one].name),
    "suggest": lambda snapshot, one, _: suggest(snapshot, snapshot.terms[one].name[:3]),
}


def proved(snapshot: Snapshot, found: LearningPath | NoRoute) -> Sequence[str]:
    return proof_sentences(snapshot, found) if isinstance(found, NoRoute) else ()


def steps(call: Callable[[], object]) -> int:
    """How many steps a call takes."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace if frame.f_code.co_filename.startswith(OURS) else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before)
    return count


@cache
def ladder() -> Snapshot:
    """61 terms: each of 20 rungs stands under, and requires, two that both stand under, and require, the next."""
    said = []
    for rung in range(20):
        for side in ("b", "c"):
            for key in ("is-a", "requires"):
                said += [f"a{rung:02} {key} {side}{rung:02}", f"{side}{rung:02} {key} a{rung + 1:02}"]
    return prepared(graph(*said))


@cache
def chain(count: int) -> Snapshot:
    """Terms each of which requires and stands under the next."""
    return prepared(
        graph(*(f"t{number:05} {key} t{number + 1:05}" for number in range(count - 1) for key in ("requires", "is-a")))
    )


@cache
def hub() -> Snapshot:
    """A term that 25,000 require and that 25,000 stand under, which all use another."""
    kinds = {"requires": range(25_000), "is-a": range(25_000, 50_000), "uses": range(50_000)}
    said = [f"n{number:05} {key} {'other' if key == 'uses' else 'hub'}" for key in kinds for number in kinds[key]]
    return prepared(graph(*said))


@cache
def cover() -> Snapshot:
    """A term with 60 groups of three options, which overlap (Set Cover)."""
    said = (f"t any {'|'.join(f's{(7 * group + 11 * each * each) % 30}' for each in (1, 2, 3))}" for group in range(60))
    return prepared(graph(*dict.fromkeys(said)))


def prepared(snapshot: Snapshot) -> Snapshot:
    prepare(snapshot)
    return snapshot


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_ladder_with_1048576_ways_takes_steps_for_its_61_terms_alone(name: str) -> None:
    snapshot = ladder()
    assert len(snapshot.terms) == 61
    assert snapshot.once(Polyhierarchy.of).total(snapshot.numbers["a00"]) == 2**20
    one, other = snapshot.numbers["a00"], snapshot.numbers["a20"]
    assert steps(lambda: QUESTIONS[name](snapshot, one, other)) < 60_000


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_chain_twice_as_long_takes_twice_the_steps_at_most(name: str) -> None:
    short, long = chain(1_000), chain(2_000)
    least = steps(lambda: QUESTIONS[name](short, 0, 999))
    assert steps(lambda: QUESTIONS[name](long, 0, 1_999)) <= 2.1 * least + 100


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_chain_of_20000_needs_no_recursion(name: str) -> None:
    QUESTIONS[name](chain(20_000), 0, 19_999)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_hub_of_50000_neighbours_takes_a_few_steps_for_each_at_most(name: str) -> None:
    snapshot = hub()
    one, other = snapshot.numbers["n00000"], snapshot.numbers["hub"]
    assert steps(lambda: QUESTIONS[name](snapshot, one, other)) < 100 * 50_000


@pytest.mark.parametrize("name", QUESTIONS)
def test_sixty_groups_of_three_options_end_at_the_budget(name: str) -> None:
    snapshot = cover()
    one, other = snapshot.numbers["t"], snapshot.numbers["s1"]
    assert steps(lambda: QUESTIONS[name](snapshot, one, other)) < 3_000_000


def test_an_empty_graph_answers_with_nothing() -> None:
    snapshot = prepared(Snapshot.of(Content.of()))
    path = learning_path(snapshot, ())
    assert isinstance(path, LearningPath)
    assert (path.steps, path.stages, path.totals.longest_chain, path.optimal) == ((), (), (), True)
    assert what_next(snapshot, frozenset(), include_roots=True).items == ()
    assert what_to_review(snapshot, frozenset()).terms == ()
    assert known_terms(snapshot) == frozenset()
    assert (search(snapshot, "a"), suggest(snapshot, "a"), nearest(snapshot, "abc"), by_label(snapshot, "a")) == (
        (), (), (), (),
    )  # fmt: skip  # nothing, four times
    assert reduced(snapshot, ()) == ()
    with pytest.raises(TermgraphError) as raised:
        known_terms(snapshot, profile="newcomer")
    assert raised.value.code is Code.UNKNOWN_PROFILE


def test_steps_are_counted_loop_by_loop() -> None:
    def loop(rounds: int) -> None:
        for _ in range(rounds):
            pass

    assert 1_000 < steps(lambda: loop(1_000)) < 3_000
    assert 1_000 < steps(lambda: [None for _ in range(1_000)]) < 3_000
