"""What to learn next, what to review, what a term opens, and curated paths: values on the facts, and brute force."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace

import pytest
from graph_seed import seed
from graphs import graph, slugs_of
from hypothesis import given
from hypothesis import strategies as st
from plan_cases import SLUGS, Trial, numbers, plannable

from termgraph.errors import Code, TermgraphError
from termgraph.graph.curated import CuratedPath, curated_path
from termgraph.graph.fringe import what_next, what_to_review
from termgraph.graph.known import known_terms
from termgraph.graph.learning import Verdict, necessity, prerequisites, requirements
from termgraph.graph.plans import cheapest_plan
from termgraph.graph.reading_order import block
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.unlocks import unlocks
from termgraph.model import Path, Profile, Tier

SOME = st.frozensets(st.sampled_from(SLUGS), max_size=5)
TIERS = st.sampled_from(list(Tier))


def there(snapshot: Snapshot, slugs: Collection[str]) -> frozenset[int]:
    return frozenset(snapshot.numbers[slug] for slug in slugs if slug in snapshot.numbers)


# ── on the facts ──


def test_the_fringe_of_somebody_who_knows_policy_gradients() -> None:
    snapshot = seed()
    known = known_terms(snapshot, numbers(snapshot, "reinforcement-learning policy-gradient"))
    raw = what_next(snapshot, known, include_roots=True, limit=1000)
    near = what_next(snapshot, known, limit=1000)
    assert raw.missing == near.missing == ()
    assert (raw.total, near.total) == (29, 19)
    assert {item.term for item in near.items} < {item.term for item in raw.items}
    assert {"gpu", "benchmark"} <= set(slugs_of(snapshot, (item.term for item in raw.items)))
    assert not {"gpu", "benchmark"} & set(slugs_of(snapshot, (item.term for item in near.items)))


def test_a_goal_puts_what_is_on_its_plan_first() -> None:
    snapshot = seed()
    known = known_terms(snapshot, profile="llm-engineer")
    goal = snapshot.numbers["rlhf"]
    found = what_next(snapshot, known, [goal], limit=200)
    plan = cheapest_plan(snapshot, [goal], known)
    assert plan is not None
    flags = [item.on_plan for item in found.items]
    assert flags == sorted(flags, reverse=True)
    assert any(flags)
    assert {item.term for item in found.items if item.on_plan} <= set(plan.terms)
    assert all(item.serves == (goal,) for item in found.items if item.on_plan)
    assert what_next(snapshot, known, [goal], limit=3).items == found.items[:3]
    assert what_next(snapshot, known, [goal], limit=3).total == len(found.items)


def test_what_one_claims_to_know_may_lack_an_option() -> None:
    snapshot = seed()
    known = known_terms(snapshot, numbers(snapshot, "rlhf"))
    found = what_to_review(snapshot, known)
    lacks = {snapshot.terms[each.term].slug: each.group for each in found.missing}
    assert [slugs_of(snapshot, option) for option in lacks["rlhf"].options] == [["ppo"], ["rloo"], ["grpo"]]
    assert snapshot.numbers["rlhf"] in found.terms


def test_what_kl_divergence_opens() -> None:
    snapshot = seed()
    number = snapshot.numbers["kl-divergence"]
    found = unlocks(snapshot, number)
    by_verdict = {each.verdict for each in found.eventually}
    assert by_verdict <= {Verdict.NECESSARY, Verdict.ALTERNATIVE}
    assert found.total == len(found.eventually)
    assert snapshot.numbers["rlhf"] in {each.term for each in found.eventually}
    assert found.exact
    assert [each.importance for each in found.top] == sorted((each.importance for each in found.top), reverse=True)


def test_too_many_goals_are_refused() -> None:
    with pytest.raises(TermgraphError) as failure:
        what_next(seed(), frozenset(), range(21))
    assert failure.value.code is Code.TOO_MANY


# ── brute force ──


@given(plannable(9), SOME, SOME, TIERS, st.booleans())
def test_what_next_is_everything_ready_in_the_order_of_its_use(
    snapshot: Snapshot, known: frozenset[str], goals: frozenset[str], tier: Tier, roots: bool
) -> None:
    knows, aims = there(snapshot, known), sorted(there(snapshot, goals))
    trial = Trial(snapshot, knows, tier=tier)
    found = what_next(snapshot, knows, aims, tier=tier, include_roots=roots, limit=100)
    expected = ready_terms(trial, knows)
    if not roots:
        expected = {each for each in expected if any(rests(trial, mate, knows) for mate in fresh(trial, each, knows))}
    assert {item.term for item in found.items} == expected
    plans = [cheapest_plan(snapshot, [goal], knows, tier=tier) for goal in aims if goal not in knows]
    planned = {term for plan in plans if plan for term in plan.terms}
    keys = []
    for item in found.items:
        serves = [
            goal
            for goal in aims
            if goal not in knows and item.term in {goal, *(each.term for each in prerequisites(snapshot, goal, tier))}
        ]
        after = knows | set(block(snapshot, item.term))
        opens = sorted(ready_terms(trial, after) - ready_terms(trial, knows) - after)
        assert list(item.serves) == serves
        assert list(item.opens) == opens
        assert item.on_plan == (item.term in planned)
        keys.append((item.term not in planned, -len(serves), -len(opens), item.minutes, item.term))
    assert keys == sorted(keys)
    check_missing(trial, knows, [(each.term, each.group.options) for each in found.missing])


@given(plannable(9), SOME, TIERS)
def test_what_to_review_holds_nothing_else_up(snapshot: Snapshot, known: frozenset[str], tier: Tier) -> None:
    knows = there(snapshot, known)
    trial = Trial(snapshot, knows, tier=tier)
    held = {each for each in knows if trial.ready(each, knows)}
    expected = [each for each in sorted(knows) if all(trial.ready(other, knows - {each}) for other in held - {each})]
    found = what_to_review(snapshot, knows, tier)
    assert list(found.terms) == expected
    check_missing(trial, knows, [(each.term, each.group.options) for each in found.missing])


@given(plannable(9), st.sampled_from(SLUGS), SOME, TIERS, st.sampled_from([None, 0, 1, 2]))
def test_what_a_term_opens(snapshot: Snapshot, slug: str, known: frozenset[str], tier: Tier, depth: int | None) -> None:
    number = snapshot.numbers.get(slug, 0)
    knows = there(snapshot, known)
    trial = Trial(snapshot, knows, tier=tier)
    found = unlocks(snapshot, number, knows, tier=tier, depth=depth)
    after = knows | set(block(snapshot, number))
    opens = ready_terms(trial, after) - ready_terms(trial, knows) - after if number not in knows else set()
    assert list(found.now) == sorted(opens)
    everything = {term: distance for term, distance in below(snapshot, number, tier).items() if distance}
    shown = {term: far for term, far in everything.items() if depth is None or far <= depth}
    assert [(each.distance, each.term) for each in found.eventually] == sorted((f, t) for t, f in shown.items())
    assert found.total == len(shown)
    for each in found.eventually:
        assert each.verdict is necessity(snapshot, each.term, number, knows, tier)
    sizes = {term: sum(far > 0 for far in below(snapshot, term, tier).values()) for term in everything}
    best = sorted(sizes, key=lambda term: (-sizes[term], term))[:5]
    assert [(each.term, each.importance) for each in found.top] == [(term, sizes[term]) for term in best]


def fresh(trial: Trial, term: int, known: AbstractSet[int]) -> list[int]:
    return [mate for mate in block(trial.snapshot, term) if mate not in known]


def rests(trial: Trial, term: int, known: AbstractSet[int]) -> bool:
    return any(not known.isdisjoint(group.members) for group in trial.groups(term))


def ready_terms(trial: Trial, known: AbstractSet[int]) -> set[int]:
    return {
        term
        for term in range(len(trial.snapshot.terms))
        if term not in known
        and all(trial.ready(mate, known | set(block(trial.snapshot, term))) for mate in fresh(trial, term, known))
    }


def below(snapshot: Snapshot, number: int, tier: Tier) -> dict[int, int]:
    """How far every term is that has `number` among its prerequisites, the term itself and its block at 0."""
    found = dict.fromkeys(block(snapshot, number), 0)
    for term in range(len(snapshot.terms)):
        distances = {each.term: each.distance for each in prerequisites(snapshot, term, tier)}
        if number in distances and term not in found:
            found[term] = distances[number]
    return found


def check_missing(trial: Trial, known: AbstractSet[int], found: list[tuple[int, object]]) -> None:
    expected = [
        (term, group.options)
        for term in sorted(known)
        for group in requirements(trial.snapshot, term, trial.tier)
        if not any(known >= set(option) for option in group.options)
    ]
    assert found == expected


# ── curated paths ──


def curated(snapshot: Snapshot, terms: str, profile: str = "") -> CuratedPath:
    content = snapshot.content
    path = Path("p", "A path", tuple(terms.split()), "some" if profile else None)
    profiles = {**content.profiles, "some": Profile("some", tuple(profile.split()))}
    found = curated_path(Snapshot.of(replace(content, profiles=profiles, paths={"p": path})), "p")
    assert found is not None
    return found


def test_a_curated_path_is_told_what_comes_too_late_and_what_is_missing() -> None:
    snapshot = graph("a requires b", "b any c|d", "d requires e", "x requires y")
    found = curated(snapshot, "a b d gone", "")
    assert [item.position for item in found.items] == [1, 2, 3]
    faults = [[(slugs_of(snapshot, v.group.members), v.later) for v in item.violations] for item in found.items]
    assert faults == [[(["b"], True)], [(["c", "d"], True)], [(["e"], False)]]
    assert [slugs_of(snapshot, item.gaps) for item in found.items] == [["c"], [], ["e"]]
    assert (found.minutes, found.gap_minutes, found.sound, found.optimal) == (60, 40, False, True)


def test_a_profile_counts_with_all_that_it_implies() -> None:
    snapshot = graph("a requires b", "b requires c")
    assert curated(snapshot, "a", "b").sound
    assert not curated(snapshot, "a", "c").sound
    assert curated(snapshot, "c b a").sound
    assert curated(snapshot, "").items == ()


def test_a_good_order_of_the_facts_is_sound_and_a_shuffled_one_is_not() -> None:
    snapshot = seed()
    content = snapshot.content
    plan = "preference-tuning kl-divergence kl-penalty rlhf"
    knows = "ppo reward-model supervised-fine-tuning"
    assert content.profiles
    assert curated(snapshot, plan, knows).sound
    found = curated(snapshot, "rlhf preference-tuning kl-divergence kl-penalty", knows)
    assert [len(item.violations) > 0 for item in found.items] == [True, False, False, False]
    assert found.gap_minutes == 0


def test_there_may_be_no_such_path() -> None:
    assert curated_path(seed(), "nowhere") is None
