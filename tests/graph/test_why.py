"""Why a term comes before another: paths, counts and bottlenecks against trying all paths."""

from itertools import pairwise

import pytest
from graph_seed import seed
from graphs import graph, slugs_of
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_cases import plannable

from termgraph.graph.learning import Verdict, necessity, requirements, ties
from termgraph.graph.plans import LearningPath, learning_path
from termgraph.graph.reading_order import block
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.why import COUNTED, Detour, WhyPrerequisite, detour, why_prerequisite
from termgraph.model import Content, Relation, Term, Tier


def why(snapshot: Snapshot, target: str, prerequisite: str, k: int = 1, tier: Tier = Tier.REQUIRED) -> WhyPrerequisite:
    ends = snapshot.numbers[target], snapshot.numbers[prerequisite]
    return why_prerequisite(snapshot, *ends, k, tier=tier, everything=True)


def spelled(snapshot: Snapshot, found: WhyPrerequisite) -> list[str]:
    return [
        " ".join(slugs_of(snapshot, [path.hops[0].dependent, *(hop.term for hop in path.hops)])) for path in found.paths
    ]


# ── on the facts ──


def test_why_rlhf_needs_kl_divergence() -> None:
    snapshot = seed()
    found = why(snapshot, "rlhf", "kl-divergence", 10)
    assert found.verdict is Verdict.NECESSARY
    assert spelled(snapshot, found)[0] == "rlhf kl-penalty kl-divergence"
    assert [hop.why for hop in found.paths[0].hops] == [
        hop.group.statement.why for hop in found.paths[0].hops if hop.group
    ]
    assert found.total == len(found.paths)
    assert not found.more_paths


def test_a_hop_through_an_alternative_shows_the_others() -> None:
    snapshot = seed()
    found = why(snapshot, "rlhf", "ppo")
    (path,) = found.paths
    assert found.verdict is Verdict.ALTERNATIVE
    assert [slugs_of(snapshot, option) for option in path.hops[0].siblings] == [["rloo"], ["grpo"]]


@pytest.mark.parametrize(
    ("prerequisite", "expected", "options"),
    [("rloo", (45, 2), ["grpo"]), ("ppo", (0, 0), ["rloo"]), ("temporal-difference-learning", (0, 0), [])],
)
def test_what_an_alternative_costs(prerequisite: str, expected: tuple[int, int], options: list[str]) -> None:
    snapshot = seed()
    found = detour(snapshot, snapshot.numbers["rlhf"], snapshot.numbers[prerequisite])
    assert isinstance(found, Detour)
    assert (found.extra_minutes, found.extra_terms) == expected
    assert found.proved
    assert [slugs_of(snapshot, each.group.options[each.option])[0] for each in found.options] == options


def test_what_is_necessary_has_no_detour() -> None:
    assert detour(seed(), seed().numbers["rlhf"], seed().numbers["kl-divergence"]) is None


def test_what_comes_nowhere_before_has_no_paths() -> None:
    for pair in ("rlhf", "lora"), ("rlhf", "rlhf"):
        found = why(seed(), *pair)
        assert found.verdict is Verdict.NOT_A_PREREQUISITE
        assert (found.paths, found.total, found.bottlenecks, found.subgraph) == ((), 0, (), ())


# ── brute force ──

Path = tuple[tuple[int, ...], int]


def all_paths(snapshot: Snapshot, target: int, goal: int, tier: Tier) -> list[Path]:
    """Every way down as (terms, rank of its weakest hop), best first."""
    found: list[Path] = []

    def walk(terms: tuple[int, ...], weakest: int, together: bool) -> None:
        here = terms[-1]
        if here == goal:
            found.append((terms, weakest))
            return
        strongest: dict[int, int] = {}
        for group in requirements(snapshot, here, tier):
            for member in group.members:
                strongest.setdefault(member, group.tier.rank)
        for member, rank in strongest.items():
            walk((*terms, member), max(weakest, rank), False)
        for mate in () if together else block(snapshot, here):
            if mate != here:
                walk((*terms, mate), weakest, True)

    walk((target,), 0, False)
    return sorted(found, key=lambda path: (len(path[0]), path[1], path[0]))


@settings(max_examples=60)
@given(plannable(10), st.sampled_from(list(Tier)), st.integers(1, 4))
def test_paths_counts_and_bottlenecks_agree_with_trying_all_paths(snapshot: Snapshot, tier: Tier, k: int) -> None:
    for target in range(len(snapshot.terms)):
        for goal in range(len(snapshot.terms)):
            if goal == target:
                continue
            expected = all_paths(snapshot, target, goal, tier)
            found = why_prerequisite(snapshot, target, goal, k, tier=tier, everything=True)
            assert found.verdict is necessity(snapshot, target, goal, frozenset(), tier)
            assert found.total == len(expected)
            assert found.more_paths == (len(expected) > k)
            shown = [(path.hops, path.tier.rank) for path in found.paths]
            terms = [((hops[0].dependent, *(hop.term for hop in hops)), rank) for hops, rank in shown]
            assert terms == expected[:k]
            for hops, _ in shown:
                assert all(one.term == other.dependent for one, other in pairwise(hops))
            inner = [set(path[1:-1]) for path, _ in expected]
            assert set(found.bottlenecks) == (set.intersection(*inner) if inner else set())
            positions = [expected[0][0].index(each) for each in found.bottlenecks]
            assert positions == sorted(positions)
            pairs = {pair for path, _ in expected for pair in pairwise(path)}
            assert [(hop.dependent, hop.term) for hop in found.subgraph or ()] == sorted(pairs)
            check_hops(snapshot, found, tier)


def check_hops(snapshot: Snapshot, found: WhyPrerequisite, tier: Tier) -> None:
    for hop in found.subgraph or ():
        if hop.group is None:
            assert hop.term in block(snapshot, hop.dependent)
        elif hop.term in block(snapshot, hop.dependent):
            assert hop.group in list(ties(snapshot, hop.dependent))
        else:
            assert hop.group in requirements(snapshot, hop.dependent, tier)
            assert hop.term in hop.group.options[hop.option]
            assert len(hop.siblings) == len(hop.group.options) - 1


@given(plannable(8), st.sampled_from(list(Tier)))
def test_a_detour_is_the_difference_of_two_plans(snapshot: Snapshot, tier: Tier) -> None:
    for target in range(len(snapshot.terms)):
        for other in range(len(snapshot.terms)):
            if necessity(snapshot, target, other, frozenset(), tier) is Verdict.ALTERNATIVE:
                plan = learning_path(snapshot, [target], tier=tier)
                without = learning_path(snapshot, [target], tier=tier, avoid=[other])
                found = detour(snapshot, target, other, tier=tier)
                assert isinstance(plan, LearningPath)
                assert isinstance(without, LearningPath)
                assert found is not None
                assert found.extra_minutes == without.totals.minutes - plan.totals.minutes >= 0
                steps = {step.term for step in without.steps}
                assert all(each.term in steps for each in found.options)
                assert all(steps.issuperset(each.group.options[each.option]) for each in found.options)


# ── size ──


def test_a_ladder_has_a_million_paths_and_a_long_one_more_than_are_counted() -> None:
    def ladder(rungs: int) -> Snapshot:
        said = []
        for rung in range(rungs):
            for side in "ab":
                said += [f"t{rung} requires {side}{rung}", f"{side}{rung} requires t{rung + 1}"]
        return graph(*said)

    found = why(ladder(20), "t0", "t20", 10)
    assert found.total == 1 << 20
    assert len(found.paths) == 10
    assert found.more_paths
    assert len(found.bottlenecks) == 19
    snapshot = ladder(60)
    assert why(snapshot, "t0", "t60").total == COUNTED
    assert spelled(snapshot, why(snapshot, "t0", "t2", 3))[1:] == ["t0 a0 t1 b1 t2", "t0 b0 t1 a1 t2"]


def test_a_chain_of_twenty_thousand_terms() -> None:
    count = 20_000
    terms = [Term(f"t{number:05}", "T") for number in range(count)]
    relations = [Relation(f"t{number:05}", "requires", f"t{number - 1:05}") for number in range(1, count)]
    snapshot = Snapshot.of(Content.of(terms=terms, relations=relations))
    found = why_prerequisite(snapshot, count - 1, 0, 10, everything=True)
    assert [hop.term for hop in found.paths[0].hops] == list(range(count - 2, -1, -1))
    assert (found.total, len(found.bottlenecks)) == (1, count - 2)


def test_a_weaker_but_earlier_slug_gives_way_to_a_stronger_way_of_the_same_length() -> None:
    snapshot = graph("t uses a", "a requires p", "t requires b", "b requires p", "t builds-on c", "c requires p")
    assert spelled(snapshot, why(snapshot, "t", "p", 3, Tier.CONTEXT)) == ["t b p", "t c p", "t a p"]
    assert why(snapshot, "t", "p", 3).total == 1


def test_a_way_through_a_block_names_the_statement_that_joins_it() -> None:
    snapshot = graph("t requires a", "a learn-with b", "b learn-with c", "c requires p")
    found = why(snapshot, "t", "p")
    assert spelled(snapshot, found) == ["t a c p"]
    assert [hop.group is None for hop in found.paths[0].hops] == [False, True, False]
    assert spelled(snapshot, why(snapshot, "t", "b")) == ["t a b"]
    assert slugs_of(snapshot, found.bottlenecks) == ["a", "c"]
