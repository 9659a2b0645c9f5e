"""The lowest common ancestors: on the facts, by their definition, and in words."""

import pytest
from graph_seed import numbers, seed
from graphs import acyclic, graph, slugs_of
from hypothesis import given

from termgraph.graph.lowest_common import common_ancestors, common_sentence
from termgraph.graph.trails import ancestors


@pytest.mark.parametrize(
    ("one", "other", "lowest"),
    [
        ("dpo", "rlhf", {"preference-tuning"}),
        ("lora", "rlhf", {"fine-tuning"}),
        ("ppo", "q-learning", {"model-free-rl"}),
        ("ppo", "sarsa", {"model-free-rl", "on-policy-learning"}),
        ("rlhf", "rlvr", {"reinforcement-learning"}),
        ("q-learning", "reinforcement-learning", {"reinforcement-learning"}),
    ],
)
def test_the_lowest_common_ancestors_on_the_facts(one: str, other: str, lowest: set[str]) -> None:
    snapshot = seed()
    for types in (None, ("is-a", "instance-of")):
        found = common_ancestors(snapshot, *numbers(one, other), types)
        assert {snapshot.terms[each.term].slug for each in found} == lowest


def test_the_most_specific_common_ancestor_stands_first() -> None:
    found = common_ancestors(seed(), *numbers("ppo", "sarsa"))
    assert slugs_of(seed(), (each.term for each in found)) == ["on-policy-learning", "model-free-rl"]


@given(acyclic(("is-a", "part-of", "instance-of", "uses")))
def test_common_ancestors_are_those_of_the_definition(said: list[str]) -> None:
    snapshot = graph(*said)
    count = len(snapshot.terms)
    for types in (None, ("is-a", "part-of")):
        above = [{each.term for each in ancestors(snapshot, number, types)} for number in range(count)]
        below = [sum(number in above[each] for each in range(count)) for number in range(count)]
        for one in range(count):
            for other in range(count):
                shared = ({one} | above[one]) & ({other} | above[other])
                lowest = shared - {high for each in shared for high in above[each]}
                found = common_ancestors(snapshot, one, other, types)
                assert [each.term for each in found] == sorted(lowest, key=lambda term: (below[term], term))
                assert all((each.of_one is None) == (each.term == one) for each in found)


def test_common_ancestors_in_words() -> None:
    snapshot = graph("a is-a x", "b part-of x", "c is-a x", "d instance-of c")

    def said(one: str, other: str) -> str:
        ends = snapshot.numbers[one], snapshot.numbers[other]
        return common_sentence(snapshot, *ends, common_ancestors(snapshot, *ends)[0])

    assert said("a", "c") == "A and C are each a kind of X."
    assert said("a", "b") == "A is a kind of X, and B is part of X."
    assert said("a", "d") == "A is a kind of X, and D is an instance of X."
    assert said("x", "a") == "A is a kind of X."
