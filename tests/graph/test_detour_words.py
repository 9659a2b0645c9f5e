"""What it takes to do without a prerequisite, in words, on the facts; and against the plans themselves."""

import pytest
from graph_seed import seed

from termgraph.graph.learning import Verdict, necessity, prerequisites
from termgraph.graph.plans import LearningPath, NoRoute, learning_path
from termgraph.graph.why import Detour, detour, detour_sentence


@pytest.mark.parametrize(
    ("target", "prerequisite", "said"),
    [
        ("rlhf", "rloo", "RLHF can be learned without RLOO, with GRPO instead, in 45 minutes more."),
        ("rlhf", "ppo", "RLHF can be learned without PPO, with RLOO instead, in the same time."),
        (
            "rlhf",
            "llm-as-a-judge",
            "RLHF can be learned without LLM-as-a-Judge, with Human Evaluation instead, in the same time.",
        ),
        (
            "rlhf",
            "temporal-difference-learning",
            "RLHF can be learned without Temporal-Difference Learning, in the same time.",
        ),
    ],
)
def test_a_detour_in_words(target: str, prerequisite: str, said: str) -> None:
    snapshot = seed()
    numbers = snapshot.numbers[target], snapshot.numbers[prerequisite]
    found = detour(snapshot, *numbers)
    assert found is not None
    assert detour_sentence(snapshot, *numbers, found) == said


@pytest.mark.parametrize(
    ("found", "end"),
    [
        (Detour(1, 0, (), True), "in 1 minute more."),
        (Detour(1200, 0, (), True), "in 1,200 minutes more."),
        (Detour(-5, 0, (), False), "in 5 minutes less or thereabouts."),
    ],
)
def test_the_difference_is_counted_and_a_guess_is_called_one(found: Detour, end: str) -> None:
    assert detour_sentence(seed(), 0, 1, found).endswith(end)


def test_every_detour_before_rlhf_costs_what_the_two_plans_differ_by() -> None:
    snapshot = seed()
    target = snapshot.numbers["rlhf"]
    plan = learning_path(snapshot, (target,))
    assert isinstance(plan, LearningPath)
    for each in prerequisites(snapshot, target):
        other = learning_path(snapshot, (target,), avoid=(each.term,))
        found = detour(snapshot, target, each.term)
        if necessity(snapshot, target, each.term) is Verdict.ALTERNATIVE:
            assert found is not None
            assert isinstance(other, LearningPath)
            assert found.extra_minutes == other.totals.minutes - plan.totals.minutes
            assert found.proved
        else:
            assert found is None
            assert isinstance(other, NoRoute)
