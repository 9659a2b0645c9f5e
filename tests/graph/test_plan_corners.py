"""Corners of learning paths: blocks, proofs, ties, wishes, softer edges and circles."""

from graphs import graph, slugs_of

from termgraph.graph.plans import LearningPath, NoRoute, learning_path, proof_sentences
from termgraph.model import Term, Tier


def test_a_wish_is_met_although_the_plan_holds_another_option_anyway() -> None:
    snapshot = graph("t requires s", "t any s|p|q", "t any x|y")
    number = snapshot.numbers
    found = learning_path(snapshot, [number["t"]], prefer=[number["q"]])
    assert isinstance(found, LearningPath)
    assert slugs_of(snapshot, sorted(step.term for step in found.steps)) == ["q", "s", "t", "x"]


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
