"""Plans of hard and of large graphs: the budget of the search, its bounds, chains and shared choices."""

import pytest
from graphs import graph
from plan_cases import Trial

from termgraph.graph.plans import LearningPath, NoRoute, PathOrder, learning_path
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, Relation, Requirement, Term


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
