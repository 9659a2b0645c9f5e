"""The most telling ways between two terms against brute force, their budget, and walks in words."""

from itertools import combinations
from math import log2

import pytest
from graph_seed import numbers, seed
from graphs import acyclic, graph
from hypothesis import given

from termgraph.graph.adjacency import Adjacency
from termgraph.graph.best_paths import MOST_PATHS, TellingPath, best_paths
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.steps import Step, steps_between, steps_from, target, walk_in_words


def brute(snapshot: Snapshot, one: int, other: int, count: int, hops: int) -> list[TellingPath]:
    """All simple paths of up to `hops` steps, the best of each pattern, by (cost, terms, pattern)."""
    types, degree = snapshot.registry.types, snapshot.once(Adjacency.of).degree
    complete: list[tuple[int, tuple[int, ...], tuple[tuple[str, bool], ...], tuple[Step, ...]]] = []
    stack: list[tuple[tuple[int, ...], tuple[Step, ...]]] = [((one,), ())]
    while stack:
        terms, steps = stack.pop()
        if terms[-1] == other:
            keys = [(snapshot.edges[step.edge].type, step.inverse) for step in steps]
            cost = sum(round(types[key].explain_cost * 1e6) for key, _ in keys)
            cost += sum(round(0.25 * log2(1 + degree(term)) * 1e6) for term in terms[1:-1])
            pattern = tuple((key, inverse and not types[key].symmetric) for key, inverse in keys)
            complete.append((cost, terms, pattern, steps))
        elif len(steps) < hops:
            stack += [
                ((*terms, ahead), (*steps, step))
                for step in steps_from(snapshot, terms[-1])
                if (ahead := target(snapshot, step)) not in terms
            ]
    best: dict[tuple[tuple[str, bool], ...], TellingPath] = {}
    for cost, terms, pattern, steps in sorted(complete, key=lambda path: path[:3]):
        best.setdefault(pattern, TellingPath(steps, terms, round(cost / 1e6, 6)))
    return list(best.values())[:count]


@given(acyclic(("is-a", "requires", "any", "uses", "contrasts-with", "related-to")))
def test_the_best_paths_are_those_of_brute_force(said: list[str]) -> None:
    snapshot = graph(*said)
    for one, other in combinations(range(len(snapshot.terms)), 2):
        for count, hops in ((1, 4), (3, 3), (10, 4), (10, 6), (4, 1), (5, 2)):
            found = best_paths(snapshot, one, other, count, hops)
            assert not found.truncated
            assert list(found.paths) == brute(snapshot, one, other, count, hops)


@pytest.mark.parametrize("pair", [("ppo", "q-learning"), ("lora", "rlhf"), ("gpu", "quantization"), ("mmlu", "dpo")])
def test_the_best_paths_on_the_facts_are_those_of_brute_force(pair: tuple[str, str]) -> None:
    one, other = numbers(*pair)
    assert list(best_paths(seed(), one, other, 10, 4).paths) == brute(seed(), one, other, 10, 4)


def test_the_number_of_paths_is_bounded_and_none_may_be_asked_for() -> None:
    one, other = numbers("ppo", "rlhf")
    assert len(best_paths(seed(), one, other, 1000).paths) == MOST_PATHS
    for count, hops in ((0, 4), (-1, 4), (5, 0)):
        assert best_paths(seed(), one, other, count, hops).paths == ()
    assert best_paths(seed(), one, one).paths == ()


def test_the_search_that_ends_at_its_pops_keeps_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termgraph.graph.best_paths.POPS", 1)
    found = best_paths(seed(), *numbers("ppo", "rlhf"), 10)
    assert found.truncated
    assert [len(path.steps) for path in found.paths][:2] == [1, 1]


# ── walks in words ──


def test_a_walk_goes_on_with_which_but_not_after_alternatives_or_a_purpose() -> None:
    snapshot = graph("a uses b", "b is-a c", "c any d+e|f", "d uses g")
    path = best_paths(snapshot, 0, snapshot.numbers["g"], 1, 6).paths[0]
    assert walk_in_words(snapshot, path.steps) == (
        "A uses B, which is a kind of C. C requires one of: D and E; or F. D uses G."
    )
    assert walk_in_words(snapshot, [Step(each.edge, not each.inverse) for each in reversed(path.steps)]) == (
        "G is used by D. C requires one of: D and E; or F. C has kind B, which is used by A."
    )
    assert walk_in_words(snapshot, ()) == ""


def test_steps_between_stand_by_cost_then_direction_whichever_end_has_fewer_relations() -> None:
    snapshot = graph("a related-to b", "b uses a", "a is-a b", "a uses c", "a uses d")
    edges = snapshot.edges
    there = steps_between(snapshot, 0, 1)
    assert [(edges[step.edge].type, step.inverse) for step in there] == [
        ("is-a", False),
        ("uses", True),
        ("related-to", False),
    ]
    back = steps_between(snapshot, 1, 0)
    assert {(step.edge, not step.inverse) for step in back} == {(step.edge, step.inverse) for step in there}
