"""Learning paths on the facts: golden values, and brute force on every single target."""

from collections.abc import Callable, Collection
from itertools import product

import pytest
from graph_seed import seed
from graphs import slugs_of
from plan_cases import minutes_of, numbers

from termgraph.errors import Code, TermgraphError
from termgraph.graph.learning import Verdict, necessity, prerequisites, requirements
from termgraph.graph.plans import (
    KnownMode,
    LearningPath,
    NoRoute,
    PathCost,
    PathOrder,
    known_terms,
    learning_path,
    proof_sentences,
)
from termgraph.model import Tier


def path(
    targets: str,
    known: str = "",
    profile: str | None = None,
    mode: KnownMode = KnownMode.SURMISE,
    avoid: str = "",
    prefer: str = "",
) -> LearningPath:
    snapshot = seed()
    knows = known_terms(snapshot, numbers(snapshot, known), profile, mode)
    found = learning_path(
        snapshot,
        numbers(snapshot, targets),
        knows,
        avoid=numbers(snapshot, avoid),
        prefer=numbers(snapshot, prefer),
    )
    assert isinstance(found, LearningPath)
    assert found.optimal
    return found


def size(found: LearningPath) -> tuple[int, int]:
    return found.totals.terms, found.totals.minutes


def option_of(found: LearningPath, slug: str) -> tuple[list[str], dict[str, int | None]]:
    """The option by which a term's group is met, and what the others would cost on top."""
    snapshot = seed()
    (step,) = (step for step in found.steps if snapshot.terms[step.term].slug == slug)
    (chosen,) = step.chosen
    others = {"+".join(slugs_of(snapshot, chosen.group.options[each.option])): each for each in chosen.others}
    return (
        slugs_of(snapshot, chosen.group.options[chosen.option]),
        {name: each.extra_minutes for name, each in others.items()},
    )


def test_the_way_to_rlhf_for_a_newcomer() -> None:
    found = path("rlhf")
    assert size(found) == (38, 695)
    assert len(found.stages) == 10
    assert option_of(found, "rlhf") == (["rloo"], {"grpo": 45, "ppo": 85})
    first = ["human-evaluation", "tokenization", "gradient", "machine-learning", "probability-distribution"]
    assert slugs_of(seed(), found.stages[0].terms) == first
    assert slugs_of(seed(), (step.term for step in found.steps[:5])) == first
    assert (found.lower_bound, found.assumed, found.already_known, found.warnings) == (695, (), (), ())
    assert [step.position for step in found.steps] == list(range(1, 39))
    assert sum(stage.minutes for stage in found.stages) == 695
    assert len(found.totals.longest_chain) == 10
    assert found.totals.longest_chain[-1] == found.steps[-1].term == seed().numbers["rlhf"]
    assert {step.tier for step in found.steps} == {Tier.REQUIRED}
    assert found.nodes <= 6


@pytest.mark.parametrize(
    ("avoid", "expected", "optimizer", "others"),
    [
        ("rloo", (40, 740), "grpo", {"ppo": 40, "rloo": None}),
        ("rloo grpo", (41, 780), "ppo", {"rloo": None, "grpo": None}),
    ],
)
def test_avoiding_an_optimizer_takes_the_next_one(
    avoid: str, expected: tuple[int, int], optimizer: str, others: dict[str, int | None]
) -> None:
    found = path("rlhf", avoid=avoid)
    assert size(found) == expected
    assert option_of(found, "rlhf") == ([optimizer], others)


def test_avoiding_all_optimizers_leaves_no_route_and_says_which_group() -> None:
    snapshot = seed()
    found = learning_path(snapshot, numbers(snapshot, "rlhf"), avoid=numbers(snapshot, "rloo grpo ppo"))
    assert isinstance(found, NoRoute)
    (obstacle,) = found.proof
    assert obstacle.group is not None
    assert obstacle.group.statement.why == "Some policy optimizer is needed; one is enough."
    assert proof_sentences(snapshot, found) == (
        "RLHF requires one of PPO, RLOO or GRPO, but PPO, RLOO and GRPO are to be avoided.",
    )


def test_a_proof_goes_down_to_what_is_avoided() -> None:
    snapshot = seed()
    found = learning_path(snapshot, numbers(snapshot, "rlhf"), avoid=numbers(snapshot, "reinforcement-learning"))
    assert isinstance(found, NoRoute)
    assert proof_sentences(snapshot, found) == (
        "RLHF requires KL Penalty, but KL Penalty cannot be learned.",
        "KL Penalty requires Reward Function, but Reward Function cannot be learned.",
        "Reward Function requires RL, but RL is to be avoided.",
    )


@pytest.mark.parametrize(
    ("targets", "known", "profile", "mode", "expected"),
    [
        ("rlhf", "", "ml-basics", KnownMode.SURMISE, (31, 560)),
        ("rlhf", "", "llm-user", KnownMode.SURMISE, (27, 510)),
        ("rlhf", "", "llm-engineer", KnownMode.SURMISE, (18, 340)),
        ("rlhf", "ppo", None, KnownMode.SURMISE, (23, 430)),
        ("rlhf", "ppo", None, KnownMode.LITERAL, (28, 525)),
        ("rlhf", "dpo", None, KnownMode.SURMISE, (20, 395)),
        ("rlhf", "dpo", None, KnownMode.LITERAL, (38, 695)),
        ("dpo", "", None, KnownMode.SURMISE, (19, 330)),
        ("dpo", "", "llm-engineer", KnownMode.SURMISE, (5, 90)),
        ("rlhf qlora vllm q-learning", "", None, KnownMode.SURMISE, (57, 1045)),
    ],
)
def test_what_is_known_shortens_a_plan(
    targets: str, known: str, profile: str | None, mode: KnownMode, expected: tuple[int, int]
) -> None:
    assert size(path(targets, known, profile, mode)) == expected


def test_the_rest_of_the_way_to_rlhf() -> None:
    found = path("rlhf", "ppo reward-model supervised-fine-tuning")
    assert slugs_of(seed(), (step.term for step in found.steps)) == [
        "preference-tuning",
        "kl-divergence",
        "kl-penalty",
        "rlhf",
    ]
    assert size(found) == (4, 95)
    assert len(found.stages) == 3
    assert set(slugs_of(seed(), found.assumed)) >= {"ppo", "reward-model"}
    assert option_of(found, "rlhf")[0] == ["ppo"]


def test_a_wish_outranks_minutes() -> None:
    found = path("rlhf", prefer="ppo")
    assert size(found) == (41, 780)
    assert option_of(found, "rlhf") == (["ppo"], {"rloo": -85, "grpo": -40})


def test_a_step_says_what_for_and_an_optional_term_why() -> None:
    snapshot = seed()
    found = path("rlhf")
    steps = {snapshot.terms[step.term].slug: step for step in found.steps}
    assert [(snapshot.terms[each.term].slug, each.why) for each in steps["rloo"].needed_for] == [
        ("rlhf", "Some policy optimizer is needed; one is enough.")
    ]
    assert steps["rlhf"].needed_for == ()
    assert [snapshot.terms[each.term].slug for each in found.optional][:2] == ["entropy", "cross-entropy-loss"]
    assert all(each.needed_for for each in found.optional)


def test_both_orders_hold_the_same_steps_each_after_what_it_needs() -> None:
    snapshot = seed()
    targets = numbers(snapshot, "q-learning rlhf")
    by_order = {order: learning_path(snapshot, targets, order=order) for order in PathOrder}
    staged, late = by_order[PathOrder.STAGED], by_order[PathOrder.JUST_IN_TIME]
    assert isinstance(staged, LearningPath)
    assert isinstance(late, LearningPath)
    assert {step.term for step in staged.steps} == {step.term for step in late.steps}
    assert staged.stages == late.stages
    assert staged.totals == late.totals
    place = {step.term: step.position for step in late.steps}
    assert place[targets[0]] < place[targets[1]] == len(late.steps)
    for step in late.steps:
        assert all(place[reason.term] > step.position for reason in step.needed_for)


def test_fewest_terms_is_another_question() -> None:
    snapshot = seed()
    found = learning_path(snapshot, numbers(snapshot, "rlhf"), cost=PathCost.COUNT)
    assert isinstance(found, LearningPath)
    assert found.lower_bound == found.totals.terms <= 38


def test_every_single_target_agrees_with_trying_every_combination_of_options() -> None:
    snapshot = seed()
    most_nodes = 0
    for target in range(len(snapshot.terms)):
        found = learning_path(snapshot, [target])
        assert isinstance(found, LearningPath)
        assert found.optimal
        most_nodes = max(most_nodes, found.nodes)
        assert sorted(step.term for step in found.steps) == cheapest_by_trying(target)
    assert most_nodes <= 6


def cheapest_by_trying(target: int) -> list[int]:
    """The plan's key over every combination of options of the groups that may matter."""
    snapshot = seed()
    closure = [target, *(each.term for each in prerequisites(snapshot, target))]
    groups = {term: requirements(snapshot, term) for term in closure}
    open_groups = [(term, group) for term in closure for group in groups[term] if len(group.options) > 1]
    best: tuple[int, int, int, list[int]] | None = None
    for picks in product(*(range(len(group.options)) for _, group in open_groups)):
        choice = dict(zip(((term, id(group)) for term, group in open_groups), picks, strict=True))
        plan, stack = {target}, [target]
        while stack:
            term = stack.pop()
            for group in groups[term]:
                for each in group.options[choice.get((term, id(group)), 0)]:
                    if each not in plan:
                        plan.add(each)
                        stack.append(each)
        positions = sum(
            next(place for place, option in enumerate(group.options) if plan.issuperset(option))
            for term in plan
            for group in groups[term]
        )
        key = (sum(minutes_of(snapshot, term) for term in plan), len(plan), positions, sorted(plan))
        best = key if best is None else min(best, key)
    assert best is not None
    return best[3]


def test_what_is_necessary_leaves_no_route_when_it_is_avoided() -> None:
    snapshot = seed()
    for target in numbers(snapshot, "rlhf dpo constitutional-ai vllm"):
        for each in prerequisites(snapshot, target):
            without = learning_path(snapshot, [target], avoid=[each.term])
            assert isinstance(without, NoRoute) == (necessity(snapshot, target, each.term) is Verdict.NECESSARY)


def ask(targets: Collection[int] = (0,), avoid: Collection[int] = (), prefer: Collection[int] = ()) -> object:
    return learning_path(seed(), list(targets), avoid=avoid, prefer=prefer)


def knows(known: Collection[int]) -> object:
    return known_terms(seed(), known)


@pytest.mark.parametrize(
    ("question", "field", "limit"),
    [(ask, "targets", 20), (ask, "avoid", 50), (ask, "prefer", 50), (knows, "known", 500)],
)
def test_a_question_may_name_so_many_terms_and_no_more(question: Callable[..., object], field: str, limit: int) -> None:
    with pytest.raises(TermgraphError) as failure:
        question(**{field: range(1, limit + 2)})
    assert failure.value.code is Code.TOO_MANY
    assert failure.value.details == {"field": field, "limit": limit}
    question(**{field: range(1, min(limit, 194) + 1)})


def test_a_profile_has_to_exist() -> None:
    with pytest.raises(TermgraphError) as failure:
        known_terms(seed(), profile="llm-enginer")
    assert failure.value.code is Code.UNKNOWN_PROFILE
    assert failure.value.details["profile"] == "llm-enginer"
