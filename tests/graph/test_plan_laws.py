"""Laws of learning paths (P1 to P6), and plans against trying every set of terms, on random graphs."""

from collections.abc import Collection
from dataclasses import replace
from random import Random

from graphs import slugs_of
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_cases import SLUGS, Trial, minutes_of, plannable

from termgraph.graph.known import missing_groups, surmised
from termgraph.graph.plans import (
    LearningPath,
    NoRoute,
    PathCost,
    PathOrder,
    Step,
    learning_path,
    proof_sentences,
    proved_choices,
)
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


@given(plannable(), st.sampled_from([0, 1, 3, 200]))
def test_the_choices_of_a_term_alone_are_those_of_its_path(snapshot: Snapshot, most: int) -> None:
    for number in range(len(snapshot.terms)):
        path = learning_path(snapshot, (number,), max_nodes=most)
        expected = None
        if isinstance(path, LearningPath) and path.optimal:
            expected = next(step.chosen for step in path.steps if step.term == number)
        assert proved_choices(snapshot, number, most) == expected
