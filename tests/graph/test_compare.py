"""Two terms side by side: every statement stands in one cell, in words the shared ones first."""

from itertools import combinations

from graph_seed import numbers, seed
from graphs import acyclic, graph
from hypothesis import given

from termgraph.graph.compare import compare, compare_in_words


def test_the_comparison_of_dpo_and_rlhf() -> None:
    said = compare_in_words(seed(), compare(seed(), *numbers("dpo", "rlhf")))
    note = "The same comparisons are used, but no reward model is trained and nothing is sampled."
    assert said[:5] == (
        f"DPO is an alternative to RLHF for Preference Tuning. {note}",
        "Each of DPO and RLHF is a kind of Preference Tuning.",
        "Each of DPO and RLHF requires Preference Tuning.",
        "Each of DPO and RLHF is evaluated by Win Rate.",
        "Stated of RLHF alone: it is a kind of RL.",
    )
    assert "Stated of RLHF alone: it can meet a requirement by GRPO, PPO or RLOO." in said


@given(acyclic(("is-a", "requires", "any", "uses", "contrasts-with")))
def test_every_statement_stands_in_one_cell_of_the_comparison_and_turning_it_round_turns_the_cells(
    said: list[str],
) -> None:
    snapshot = graph(*said)
    for one, other in combinations(range(len(snapshot.terms)), 2):
        found, turned = compare(snapshot, one, other), compare(snapshot, other, one)
        cells = {(one, row.type, row.optional, each) for row in found.rows for each in (*row.only_one, *row.both)}
        cells |= {(other, row.type, row.optional, each) for row in found.rows for each in (*row.only_other, *row.both)}
        expected = set()
        for edge in snapshot.edges:
            ends = [(edge.subject, edge.object)]
            if snapshot.registry.types[edge.type].symmetric:
                ends.append((edge.object, edge.subject))
            expected |= {
                (subject, edge.type, edge.optional, each)
                for subject, each in ends
                if subject in (one, other) and each not in (one, other)
            }
        assert cells == expected
        assert [(row.type, row.only_one, row.only_other, row.both) for row in found.rows] == [
            (row.type, row.only_other, row.only_one, row.both) for row in turned.rows
        ]
        assert found.parents == turned.parents


def test_a_long_row_is_cut_in_words_and_whole_as_data() -> None:
    snapshot = graph(*(f"a uses u{number}" for number in range(7)), "b uses u0")
    found = compare(snapshot, 0, 1)
    assert len(found.rows[0].only_one) == 6
    assert compare_in_words(snapshot, found)[1] == "Stated of A alone: it uses U1, U2, U3, U4, U5 and 1 more."
