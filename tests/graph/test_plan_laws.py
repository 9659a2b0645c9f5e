"""Laws of learning paths (P1 to P6), and plans against trying every set of terms, on random graphs."""

from collections.abc import Collection
from dataclasses import replace
from random import Random

import pytest
from graphs import graph, slugs_of
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_cases import SLUGS, Trial, minutes_of, plannable

from termgraph.graph.known import missing_groups, surmised
from termgraph.graph.plans import LearningPath, NoRoute, PathCost, PathOrder, Step, learning_path, proof_sentences
from termgraph.graph.reading_order import block
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, Relation, Requirement, Term, Tier

SOME = st.frozensets(st.sampled_from(SLUGS), max_size=3)
TARGETS = st.lists(st.sampled_from(SLUGS), min_size=1, max_size=3)


def there(snapshot: Snapshot, slugs: Collection[str]) -> list[int]:
    return [snapshot.numbers[slug] for slug in slugs if slug in snapshot.numbers]


# ── brute force ──


@settings(max_examples=150)
@given(plannable(), TARGETS, SOME, SOME, SOME, st.sampled_from(list(Tier)), st.sampled_from(list(PathCost)))
def test_the_plan_is_the_smallest_of_all_sufficient_sets(
    snapshot: Snapshot,
    targets: list[str],
    known: frozenset[str],
    avoid: frozenset[str],
    prefer: frozenset[str],
    tier: Tier,
    cost: PathCost,
) -> None:
    wanted, knows = there(snapshot, targets), frozenset(there(snapshot, known))
    shuns, likes = frozenset(there(snapshot, avoid)), frozenset(there(snapshot, prefer))
    trial = Trial(snapshot, knows, shuns - knows, likes, tier)
    found = learning_path(snapshot, wanted, knows, tier=tier, avoid=shuns, prefer=likes, cost=cost)
    possible = trial.possible()
    keys = [trial.key(plan, cost is PathCost.COUNT, possible) for plan in trial.every(wanted)]
    if isinstance(found, NoRoute):
        assert not keys
        check_proof(snapshot, found, trial)
        return
    assert min(keys)[4] == sorted(step.term for step in found.steps)
    assert found.optimal
    assert found.lower_bound == min(keys)[1]
    check_other_options(snapshot, found, trial, wanted, cost)


@settings(max_examples=10, deadline=None)
@given(plannable(12, blocks=False), st.lists(st.sampled_from(SLUGS), min_size=1, max_size=2))
def test_the_plan_is_the_smallest_on_graphs_of_twelve_terms(snapshot: Snapshot, targets: list[str]) -> None:
    wanted = there(snapshot, targets)
    trial = Trial(snapshot, frozenset())
    found = learning_path(snapshot, wanted)
    assert isinstance(found, LearningPath)
    everything = frozenset(range(len(snapshot.terms)))
    best = min(trial.key(plan, False, everything) for plan in trial.every(wanted))
    assert best[4] == sorted(step.term for step in found.steps)


def check_other_options(
    snapshot: Snapshot, found: LearningPath, trial: Trial, wanted: list[int], cost: PathCost
) -> None:
    """Extra minutes are those of the cheapest plan that has the term and the whole option."""
    if trial.prefer:
        return
    for step in found.steps:
        for chosen in step.chosen:
            for other in chosen.others:
                forced = [*wanted, step.term, *chosen.group.options[other.option]]
                plans = list(trial.every(forced))
                assert other.possible == bool(plans)
                assert other.proved
                if not plans:
                    assert other.extra_minutes is other.extra_terms is None
                    continue
                count = cost is PathCost.COUNT
                best = min((len(p) if count else sum(minutes_of(snapshot, t) for t in p), len(p)) for p in plans)
                assert other.extra_terms is not None
                assert other.extra_terms + found.totals.terms == best[1]
                if not count:
                    assert other.extra_minutes is not None
                    assert other.extra_minutes + found.totals.minutes == best[0]


def check_proof(snapshot: Snapshot, found: NoRoute, trial: Trial) -> None:
    """Everything the proof says is so, every obstacle is there once, and what it refers to is there."""
    possible = trial.possible()
    shown = [each.term for each in found.proof]
    assert len(set(shown)) == len(shown)
    assert set(found.targets) <= set(shown)
    for obstacle in found.proof:
        assert obstacle.owner in block(snapshot, obstacle.term)
        assert obstacle.term not in possible
        if obstacle.group is None:
            assert obstacle.avoided
            assert obstacle.owner in trial.avoid
            continue
        assert obstacle.group in trial.groups(obstacle.owner)
        assert [each.option for each in obstacle.blocked] == list(range(len(obstacle.group.options)))
        for each in obstacle.blocked:
            assert each.term in obstacle.group.options[each.option]
            assert each.term not in possible
            assert each.term in (trial.avoid if each.avoided else shown)
    assert len(proof_sentences(snapshot, found)) == len(shown)


# ── the laws ──


@settings(max_examples=150)
@given(plannable(9), TARGETS, SOME, st.sampled_from(list(Tier)), st.sampled_from(list(PathOrder)))
def test_a_plan_is_sufficient_lean_and_can_be_followed_from_any_point(
    snapshot: Snapshot, targets: list[str], known: frozenset[str], tier: Tier, order: PathOrder
) -> None:
    wanted, knows = there(snapshot, targets), frozenset(there(snapshot, known))
    trial = Trial(snapshot, knows, tier=tier)
    found = learning_path(snapshot, wanted, knows, tier=tier, order=order)
    assert isinstance(found, LearningPath)
    plan = frozenset(step.term for step in found.steps)
    # P1: it is sufficient.
    assert trial.sufficient(plan, wanted)
    # P2: nothing of it but the targets can be left out, a block at a time.
    for term in plan - set(wanted):
        assert not trial.sufficient(plan - set(block(snapshot, term)), wanted)
    # P3: every beginning is a state one can be in. P4: after each whole step, what is left costs what a new plan costs.
    learned, left = set(knows), found.totals.minutes
    for step in found.steps:
        assert trial.ready(step.term, learned | set(step.together))
        learned.add(step.term)
        left -= step.minutes
        if not learned.issuperset(step.together):
            continue
        again = learning_path(snapshot, wanted, learned, tier=tier)
        assert isinstance(again, LearningPath)
        assert again.totals.minutes == left
    # Stages and slack: a step stands right after the last stage it needs, and can wait as long as it says.
    stage = {step.term: step.stage for step in found.steps}
    latest = {step.term: step.stage + step.slack for step in found.steps}
    for step in found.steps:
        assert all(stage[mate] == step.stage for mate in step.together)
        dependents = [
            r.term for each in steps_with(found, step) for r in each.needed_for if r.term not in step.together
        ]
        dependents = [term for term in dependents if term != step.term]
        assert all(stage[term] > step.stage for term in dependents)
        assert step.stage + step.slack + 1 == min((latest[term] for term in dependents), default=len(found.stages))
    assert [t for each in found.stages for t in each.terms] != [] or not plan
    assert [stage[term] for term in found.totals.longest_chain] == list(range(len(found.stages)))
    if order is PathOrder.STAGED:
        assert [step.stage for step in found.steps] == sorted(stage.values())


def steps_with(found: LearningPath, step: Step) -> list[Step]:
    """The step and those learned together with it."""
    return [each for each in found.steps if each.term == step.term or each.term in step.together]


@given(plannable(9), TARGETS, SOME, SOME)
def test_knowing_more_never_costs_more(
    snapshot: Snapshot, targets: list[str], known: frozenset[str], more: frozenset[str]
) -> None:
    wanted = there(snapshot, targets)
    less = learning_path(snapshot, wanted, frozenset(there(snapshot, known)))
    found = learning_path(snapshot, wanted, frozenset(there(snapshot, known | more)))
    assert isinstance(less, LearningPath)
    assert isinstance(found, LearningPath)
    assert found.totals.minutes <= less.totals.minutes


@given(plannable(8), TARGETS, st.integers(0, 5), st.randoms(use_true_random=False), st.sampled_from(list(Tier)))
def test_an_unrelated_edit_leaves_the_answer_as_it_was(
    snapshot: Snapshot, targets: list[str], added: int, shuffle: Random, tier: Tier
) -> None:
    content = snapshot.content
    new = [Term(f"{letter}-new", letter, minutes=1) for letter in "amz"]
    others = [Requirement("z-new", (("a-new",), ("m-new",))), Relation("m-new", "uses", "a-new")][: added % 3]
    # New terms may rest on old ones: that is nothing to the old ones.
    others += [Relation("z-new", "requires", slug) for slug in sorted(content.terms)][:added]
    relations = [*content.relations.values(), *(each for each in others if isinstance(each, Relation))]
    requirements = [*content.requirements.values(), *(each for each in others if isinstance(each, Requirement))]
    terms = [*content.terms.values(), *new]
    for records in (relations, requirements, terms):
        shuffle.shuffle(records)
    edited = Snapshot.of(Content.of(terms=terms, relations=relations, requirements=requirements))
    before = learning_path(snapshot, there(snapshot, targets), tier=tier)
    after = learning_path(edited, there(edited, targets), tier=tier)
    assert rendered(snapshot, before) == rendered(edited, after)


def rendered(snapshot: Snapshot, found: LearningPath | NoRoute) -> list[object]:
    """All of an answer with slugs in place of numbers."""
    assert isinstance(found, LearningPath)
    return [
        *(
            (
                replace(step, term=0, needed_for=(), chosen=(), together=()),
                slugs_of(snapshot, [step.term, *step.together]),
                [(snapshot.terms[each.term].slug, each.why, each.group.statement) for each in step.needed_for],
                [(each.group.statement, each.option, each.others) for each in step.chosen],
            )
            for step in found.steps
        ),
        [(each.index, each.minutes, slugs_of(snapshot, each.terms)) for each in found.stages],
        slugs_of(snapshot, found.totals.longest_chain),
        [slugs_of(snapshot, [each.term, *(r.term for r in each.needed_for)]) for each in found.optional],
        (found.optimal, found.lower_bound, found.nodes, found.warnings),
    ]


# ── budgets, size, corners ──


def cover(groups: int, options: int = 3) -> Snapshot:
    """Set Cover as a term: `groups` elements, each of which is in some of the sets."""
    said = [
        f"t any {'|'.join(f's{(7 * group + 11 * each * each) % (groups // 2)}' for each in range(1, options + 1))}"
        for group in range(groups)
    ]
    return graph(*dict.fromkeys(said))


def test_sixty_groups_of_three_options_stop_at_the_budget_and_say_so() -> None:
    snapshot = cover(60)
    found = learning_path(snapshot, [snapshot.numbers["t"]], max_nodes=300)
    assert isinstance(found, LearningPath)
    assert not found.optimal
    assert found.nodes == 300
    assert found.lower_bound < found.totals.minutes
    assert Trial(snapshot, frozenset()).sufficient(
        frozenset(step.term for step in found.steps), [snapshot.numbers["t"]]
    )
    others = [each for step in found.steps for chosen in step.chosen for each in chosen.others]
    assert all(each.possible and not each.proved for each in others)
    assert any(each.extra_minutes is None for each in others)


def test_a_wish_is_met_although_the_plan_holds_another_option_anyway() -> None:
    snapshot = graph("t requires s", "t any s|p|q", "t any x|y")
    number = snapshot.numbers
    found = learning_path(snapshot, [number["t"]], prefer=[number["q"]])
    assert isinstance(found, LearningPath)
    assert slugs_of(snapshot, sorted(step.term for step in found.steps)) == ["q", "s", "t", "x"]


def test_sixty_groups_that_share_nothing_are_decided_one_by_one() -> None:
    said = [f"t any {'|'.join(f'g{group:02}o{option}' for option in range(3))}" for group in range(60)]
    terms = [Term(f"g{group:02}o{option}", "O", minutes=9 - option) for group in range(60) for option in range(3)]
    snapshot = graph(*said, terms=terms)
    found = learning_path(snapshot, [snapshot.numbers["t"]], max_nodes=300)
    assert isinstance(found, LearningPath)
    assert found.optimal
    assert found.nodes <= 3 * 60
    assert {snapshot.terms[step.term].slug for step in found.steps} == {"t", *(f"g{each:02}o2" for each in range(60))}
    others = [each for step in found.steps for chosen in step.chosen for each in chosen.others]
    assert sorted(each.extra_minutes or 0 for each in others) == [1] * 60 + [2] * 60
    assert all(each.proved for each in others)


@pytest.mark.parametrize("budget", [0, 1, 2, 5, 20])
def test_a_bound_holds_whatever_the_budget(budget: int) -> None:
    snapshot = cover(14)
    target = [snapshot.numbers["t"]]
    exact, early = (learning_path(snapshot, target, max_nodes=most) for most in (5_000, budget))
    assert isinstance(exact, LearningPath)
    assert isinstance(early, LearningPath)
    assert exact.optimal
    assert early.lower_bound <= exact.totals.minutes <= early.totals.minutes
    assert early.optimal == (early.lower_bound == early.totals.minutes) or not early.optimal


def test_a_chain_of_twenty_thousand_terms() -> None:
    count = 20_000
    terms = [Term(f"t{number:05}", "T") for number in range(count)]
    relations = [Relation(f"t{number:05}", "requires", f"t{number - 1:05}") for number in range(1, count)]
    snapshot = Snapshot.of(Content.of(terms=terms, relations=relations))
    for order in PathOrder:
        found = learning_path(snapshot, [count - 1], order=order)
        assert isinstance(found, LearningPath)
        assert [step.term for step in found.steps] == list(range(count))
        assert len(found.totals.longest_chain) == count
    none = learning_path(snapshot, [count - 1], avoid=[0])
    assert isinstance(none, NoRoute)
    assert len(none.proof) == count - 1


def test_a_long_chain_behind_an_alternative() -> None:
    count = 3_000
    terms = [Term(f"t{number:05}", "T") for number in range(count)]
    relations = [Relation(f"t{number:05}", "requires", f"t{number - 1:05}") for number in range(1, count - 1)]
    group = Requirement(f"t{count - 1:05}", ((f"t{count - 2:05}",), ("t01000",)))
    snapshot = Snapshot.of(Content.of(terms=terms, relations=relations, requirements=[group]))
    found = learning_path(snapshot, [count - 1])
    assert isinstance(found, LearningPath)
    assert found.totals.terms == 1002
    (chosen,) = found.steps[-1].chosen
    assert chosen.others[0].extra_terms == count - 1002


def test_nothing_wanted_and_all_known_are_empty_plans() -> None:
    snapshot = graph("a requires b")
    for targets, known in (([], frozenset[int]()), ([0, 0], frozenset({0}))):
        found = learning_path(snapshot, targets, known)
        assert isinstance(found, LearningPath)
        assert (found.steps, found.stages, found.totals.minutes, found.totals.longest_chain) == ((), (), 0, ())
        assert (found.already_known, found.assumed) == (tuple(sorted(known)), ())
        assert found.optimal


def test_a_known_target_that_another_one_relies_on_is_told_once() -> None:
    snapshot = graph("a requires b", "a requires c")
    found = learning_path(snapshot, [0, 1], frozenset({1, 2}))
    assert isinstance(found, LearningPath)
    assert (found.already_known, found.assumed) == ((1,), (2,))


def test_a_block_is_one_step_in_cost_choice_and_order() -> None:
    terms = [Term("a", "A", minutes=1), Term("b", "B", minutes=50), Term("c", "C", minutes=30), Term("z", "Z")]
    snapshot = graph("t any a|c", "a learn-with b", "c requires z", terms=terms)
    number = snapshot.numbers
    found = learning_path(snapshot, [number["t"]])
    assert isinstance(found, LearningPath)
    assert slugs_of(snapshot, (step.term for step in found.steps)) == ["z", "c", "t"]
    found = learning_path(snapshot, [number["t"]], frozenset({number["b"]}))
    assert isinstance(found, LearningPath)
    assert slugs_of(snapshot, (step.term for step in found.steps)) == ["a", "t"]
    found = learning_path(snapshot, [number["a"]])
    assert isinstance(found, LearningPath)
    assert [(step.stage, step.together) for step in found.steps] == [(0, (number["b"],)), (0, (number["a"],))]
    assert [reason.term for reason in found.steps[1].needed_for] == [number["a"]]
    none = learning_path(snapshot, [number["t"]], avoid=[number["b"], number["z"]])
    assert isinstance(none, NoRoute)
    assert proof_sentences(snapshot, none) == (
        "T requires one of A or C, but A and C cannot be learned.",
        "A is learned with B, and B is to be avoided.",
        "C requires Z, but Z is to be avoided.",
    )


def test_shared_parts_of_a_proof_are_there_once() -> None:
    snapshot = graph("t any a|b", "a requires p", "b requires p", "p requires q")
    number = snapshot.numbers
    found = learning_path(snapshot, [number["t"], number["b"]], avoid=[number["q"]])
    assert isinstance(found, NoRoute)
    assert slugs_of(snapshot, found.targets) == ["t", "b"]
    assert slugs_of(snapshot, (each.term for each in found.proof)) == ["t", "a", "p", "b"]


def test_a_proof_rather_names_what_is_avoided_than_what_has_no_way() -> None:
    snapshot = graph("t any a+b", "a requires c")
    number = snapshot.numbers
    found = learning_path(snapshot, [number["t"]], avoid=[number["b"], number["c"]])
    assert isinstance(found, NoRoute)
    assert proof_sentences(snapshot, found) == ("T requires A and B, but B is to be avoided.",)


def test_a_target_to_be_avoided_has_no_route_unless_it_is_known() -> None:
    snapshot = graph("a requires b")
    found = learning_path(snapshot, [0], avoid=[0])
    assert isinstance(found, NoRoute)
    assert proof_sentences(snapshot, found) == ("A is to be avoided.",)
    assert isinstance(learning_path(snapshot, [0], frozenset({0}), avoid=[0]), LearningPath)


def test_a_softer_edge_that_yields_is_told_and_not_followed() -> None:
    snapshot = graph("a requires b", "b builds-on a", "z builds-on y", "y requires z")
    found = learning_path(snapshot, [snapshot.numbers["a"]], tier=Tier.RECOMMENDED)
    assert isinstance(found, LearningPath)
    assert found.warnings == ("Left out, because it would close a circle: B is easier after A.",)


def test_a_step_has_the_tier_of_the_weakest_edge_on_its_strongest_way() -> None:
    snapshot = graph("t uses p", "t requires a", "a requires p", "t builds-on c", "c requires d", "d uses e")
    found = learning_path(snapshot, [snapshot.numbers["t"]], tier=Tier.CONTEXT)
    assert isinstance(found, LearningPath)
    tiers = {snapshot.terms[step.term].slug: step.tier for step in found.steps}
    assert {slug: str(tier) for slug, tier in tiers.items()} == {
        "t": "required", "a": "required", "p": "required", "c": "recommended", "d": "recommended", "e": "context",
    }  # fmt: skip


def test_circular_content_has_no_route_and_an_end() -> None:
    snapshot = graph("a requires b", "b requires a", "c any a|d")
    found = learning_path(snapshot, [snapshot.numbers["a"]])
    assert isinstance(found, NoRoute)
    assert slugs_of(snapshot, (each.term for each in found.proof)) == ["a", "b"]
    assert isinstance(learning_path(snapshot, [snapshot.numbers["c"]]), LearningPath)


@given(plannable(8), SOME)
def test_the_surmise_closure_is_the_smallest_set_that_single_options_close(
    snapshot: Snapshot, known: frozenset[str]
) -> None:
    start = set(there(snapshot, known))
    closed = surmised(snapshot, start)
    expected = set(start)
    for _ in snapshot.terms:
        expected |= {m for n in expected for g in snapshot.groups[n] if len(g.options) == 1 for m in g.options[0]}
    assert closed == expected
    for missing in missing_groups(snapshot, closed):
        assert len(missing.group.options) > 1


def test_ties_go_to_earlier_options_then_to_smaller_slugs() -> None:
    for statements, expected in [
        (["t any b|a"], ["b", "t"]),
        # Position 0 of t and 1 of b, against 1 of t: equal, so that the slugs decide.
        (["t any b|a", "b any x|c", "a requires c"], ["a", "c", "t"]),
        (["t any b|a", "b any c|x", "a requires c"], ["b", "c", "t"]),
    ]:
        snapshot = graph(*statements)
        number = snapshot.numbers
        found = learning_path(snapshot, [number["t"]], avoid=[number["x"]] if "x" in number else [])
        assert isinstance(found, LearningPath)
        assert sorted(slugs_of(snapshot, (step.term for step in found.steps))) == expected


def test_an_option_that_goes_against_a_wish_is_weighed_without_it_and_with_all_others() -> None:
    terms = [Term(slug, slug, minutes=minutes) for slug, minutes in zip("abcdt", (1, 10, 2, 20, 1), strict=True)]
    more = [Term("m", "M", minutes=1), Term("n", "N", minutes=500)]
    snapshot = graph("t any m|n", "m any a|b", "t any c|d", terms=[*terms, *more])
    number = snapshot.numbers
    found = learning_path(snapshot, [number["t"]], prefer=[number["b"], number["d"]])
    assert isinstance(found, LearningPath)
    assert found.totals.minutes == 32
    extra = [each.extra_minutes for step in found.steps for chosen in step.chosen for each in chosen.others]
    assert extra == [-9, -18, 489]
    # What is known meets the group, so that there is nothing to wish for.
    found = learning_path(snapshot, [number["t"]], frozenset({number["c"]}), prefer=[number["d"]])
    assert isinstance(found, LearningPath)
    assert found.totals.minutes == 3


def test_a_requirement_inside_a_block_is_met_by_the_step_itself() -> None:
    said = ("t any a|z", "a learn-with b", "a requires b", "z requires y", "b requires c")
    snapshot = graph(*said, terms=[Term("y", "Y", minutes=500)])
    found = learning_path(snapshot, [snapshot.numbers["t"]])
    assert isinstance(found, LearningPath)
    assert slugs_of(snapshot, (step.term for step in found.steps)) == ["c", "a", "b", "t"]


def test_estimates_are_told() -> None:
    snapshot = graph("a requires b", terms=[Term("b", "B", minutes=7)])
    found = learning_path(snapshot, [0])
    assert isinstance(found, LearningPath)
    assert [(step.minutes, step.estimated) for step in found.steps] == [(7, False), (20, True)]
    assert found.totals.estimated
