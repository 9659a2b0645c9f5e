"""How two terms are related: 40 golden first sentences, common ancestors and best paths against brute force."""

from functools import cache
from itertools import combinations, pairwise
from math import log2

import pytest
from facts import facts
from graphs import acyclic, graph, slugs_of
from hypothesis import given

from termgraph.errors import Code, TermgraphError
from termgraph.graph.adjacency import Adjacency
from termgraph.graph.best_paths import MOST_PATHS, POPS, SCANS, TellingPath, _Search, best_paths
from termgraph.graph.compare import compare, compare_in_words
from termgraph.graph.explain import direct, distance, explain
from termgraph.graph.explanation_words import explain_in_words
from termgraph.graph.learning import Verdict
from termgraph.graph.lowest_common import common_ancestors, common_sentence
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.steps import Step, steps_between, steps_from, target, walk_in_words
from termgraph.graph.trails import ancestors
from termgraph.model import Content, Relation, RelationType, Term


@cache
def seed() -> Snapshot:
    return Snapshot.of(facts(), "test.1")


def numbers(one: str, other: str) -> tuple[int, int]:
    return seed().numbers[one], seed().numbers[other]


FIRST_SENTENCES = [
    ("ppo", "rlhf", "PPO is an algorithm for RLHF."),
    ("q-learning", "ppo", "Q-Learning and PPO are each a kind of Model-Free RL."),
    ("dpo", "rlhf", "DPO is an alternative to RLHF for Preference Tuning."),
    ("dpo", "ppo", "DPO is an alternative to PPO for Preference Tuning."),
    ("lora", "rlhf", "LoRA and RLHF are each a kind of Fine-Tuning."),
    ("ppo", "sarsa", "PPO and SARSA are each a kind of On-Policy Learning."),
    ("rlhf", "rlvr", "RLHF contrasts with RLVR."),
    ("grpo", "ppo", "GRPO is a variant of PPO."),
    ("rlhf", "kl-divergence", "RLHF cannot be learned without KL Divergence."),
    ("rlhf", "neural-network", "RLHF cannot be learned without NN."),
    ("pretraining", "rlhf", "Pretraining comes before RLHF."),
    ("q-learning", "sarsa", "Q-Learning is an alternative to SARSA for Temporal-Difference Learning."),
    ("q-learning", "reinforcement-learning", "Q-Learning is a kind of RL."),
    ("rlhf", "ai-alignment", "RLHF is part of AI Alignment."),
    (
        "rlhf",
        "temporal-difference-learning",
        "Temporal-Difference Learning is on one way to RLHF; another way does without it.",
    ),
    ("rlhf", "human-evaluation", "RLHF uses Human Evaluation."),
    ("lora", "qlora", "LoRA has kind QLoRA."),
    ("lora", "full-fine-tuning", "LoRA is an alternative to Full Fine-Tuning for Fine-Tuning."),
    ("qlora", "quantization", "QLoRA requires Quantization."),
    ("gptq", "awq", "GPTQ is an alternative to AWQ for PTQ."),
    ("nf4", "gguf", "NF4 requires Quantization, which is often confused with GGUF."),
    ("quantization", "vram", "Quantization is related to VRAM."),
    ("gpu", "vram", "GPU is required by VRAM."),
    ("cuda", "rocm", "CUDA is an alternative to ROCm for Local Inference."),
    ("cuda", "metal", "CUDA is used by llama.cpp, which uses Metal."),
    ("vllm", "ollama", "vLLM is an alternative to Ollama for Local Inference."),
    ("vllm", "paged-attention", "vLLM uses PagedAttention."),
    ("llama-cpp", "ollama", "llama.cpp is used by Ollama."),
    (
        "kv-cache",
        "multi-query-attention",
        "KV Cache is required by GQA, which is a variant of MHA, which has variant MQA.",
    ),
    ("transformer", "self-attention", "Transformer cannot be learned without Self-Attention."),
    ("perplexity", "quantization", "PPL evaluates Quantization."),
    ("mmlu", "gsm8k", "MMLU and GSM8K are each an instance of Benchmark."),
    ("reward-model", "reward-function", "RM is often confused with Reward Function."),
    ("reward-hacking", "reward-model-overoptimization", "Reward Hacking has kind Reward Model Over-Optimization."),
    ("full-fine-tuning", "catastrophic-forgetting", "Full Fine-Tuning can cause Catastrophic Forgetting."),
    ("on-policy-learning", "off-policy-learning", "On-Policy Learning contrasts with Off-Policy Learning."),
    ("actor-critic", "policy-gradient", "Actor-Critic is a kind of Policy Gradient."),
    ("supervised-learning", "unsupervised-learning", "Supervised Learning contrasts with Unsupervised Learning."),
    ("gpu", "rlhf", "GPU and RLHF are 5 steps apart."),
    ("pretraining", "supervised-fine-tuning", "Pretraining comes before SFT."),
]


def test_there_are_forty_pairs() -> None:
    assert len({frozenset(row[:2]) for row in FIRST_SENTENCES}) == len(FIRST_SENTENCES) == 40


@pytest.mark.parametrize(("one", "other", "first"), FIRST_SENTENCES)
def test_the_first_sentence_says_the_most_telling_thing(one: str, other: str, first: str) -> None:
    assert explain_in_words(seed(), explain(seed(), *numbers(one, other)))[0] == first


# ── the answers on the facts ──


def test_ppo_and_rlhf_in_all_answers() -> None:
    assert explain_in_words(seed(), explain(seed(), *numbers("ppo", "rlhf"))) == (
        "PPO is an algorithm for RLHF.",
        "RLHF requires one of PPO, RLOO or GRPO.",
        "PPO is on one way to RLHF; another way does without it.",
        "PPO and RLHF are each a kind of RL.",
        "PPO has variant GRPO, which is an algorithm for RLHF.",
        "PPO is an alternative to DPO for Preference Tuning. DPO is an alternative to RLHF for Preference Tuning.",
        "PPO is an algorithm for RLVR, which contrasts with RLHF.",
    )


def test_the_prerequisite_answer_has_the_verdict_and_one_way_down() -> None:
    snapshot = seed()
    for pair in (("rlhf", "neural-network"), ("neural-network", "rlhf")):
        found = explain(snapshot, *numbers(*pair)).prerequisite
        assert found is not None
        assert slugs_of(snapshot, (found.target, found.prerequisite)) == ["rlhf", "neural-network"]
        assert found.verdict is Verdict.NECESSARY
        assert slugs_of(snapshot, (link.dependent for link in found.path)) == [
            "rlhf",
            "reward-model",
            "large-language-model",
        ]
        assert slugs_of(snapshot, (link.term for link in found.path))[-1] == "neural-network"
    way = explain(snapshot, *numbers("rlhf", "ppo")).prerequisite
    assert way is not None
    assert way.verdict is Verdict.ALTERNATIVE
    assert explain(snapshot, *numbers("lora", "rlhf")).prerequisite is None


def test_an_entailed_relation_stands_with_its_chain() -> None:
    snapshot = seed()
    (above,) = direct(snapshot, *numbers("q-learning", "reinforcement-learning"))
    assert (above.type, above.entailed, above.inverse) == ("is-a", True, False)
    assert slugs_of(snapshot, (target(snapshot, step) for step in above.steps)) == [
        "off-policy-learning",
        "reinforcement-learning",
    ]
    (below,) = direct(snapshot, *numbers("reinforcement-learning", "q-learning"))
    assert (below.sentence, below.inverse) == (above.sentence, True)
    before = direct(snapshot, *numbers("rlhf", "pretraining"))
    assert [(each.type, each.entailed, each.inverse, each.sentence) for each in before] == [
        ("precedes", True, True, "Pretraining comes before RLHF.")
    ]
    assert len(before[0].steps) == 2


def test_a_transitive_type_of_the_editors_entails_and_one_that_is_not_does_not() -> None:
    types = [
        RelationType("inside", "is inside", "holds", "holds", transitive=True, acyclic="yes"),
        RelationType("likes", "likes", "liked-by", "is liked by"),
    ]
    snapshot = graph("a inside b", "b inside c", "a likes b", "b likes c", "c requires d", "b requires c", own=types)
    said = [(each.sentence, each.entailed) for each in direct(snapshot, 0, 2)]
    assert said == [("A is inside C.", True)]
    assert direct(snapshot, 1, 3) == ()


def test_a_stored_relation_is_not_entailed_again() -> None:
    snapshot = graph("a is-a b", "b is-a c", "a is-a c", "a precedes b", "b precedes c", "a precedes c")
    assert [each.sentence for each in direct(snapshot, 0, 2)] == ["A is a kind of C.", "A comes before C."]


def test_a_stored_relation_of_an_editors_type_is_not_said_again_as_a_claim() -> None:
    own = RelationType("species", "is a species of", "has-species", "has", acyclic="yes", hierarchical="generic")
    assert [each.sentence for each in direct(graph("a species b", own=[own]), 0, 1)] == ["A is a species of B."]


def test_no_statement_follows_from_a_chain_without_a_claim() -> None:
    assert direct(graph("a instance-of b", "b part-of c"), 0, 2) == ()


def test_the_difference_is_there_for_terms_with_a_parent_in_common() -> None:
    assert explain(seed(), *numbers("dpo", "rlhf")).difference is not None
    assert explain(seed(), *numbers("q-learning", "ppo")).difference is None


def test_terms_that_are_far_apart_say_how_far_and_terms_that_nothing_joins_have_no_answers() -> None:
    snapshot = graph("a uses b", "c uses d")
    found = explain(snapshot, 0, 2)
    assert (found.direct, found.prerequisite, found.common, found.common_parts, found.paths) == ((), None, (), (), ())
    assert (found.difference, found.component_distance, found.truncated) == (None, None, False)
    assert explain_in_words(snapshot, found) == ("Nothing joins A and C.",)
    assert explain(seed(), *numbers("gpu", "rlhf")).component_distance == 5


def test_a_term_is_not_explained_by_itself() -> None:
    for ask in (explain, compare):
        with pytest.raises(TermgraphError) as refused:
            ask(seed(), 3, 3)
        assert refused.value.code is Code.SAME_TERM


# ── comparison ──


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


# ── common ancestors ──


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


# ── paths ──


def brute(snapshot: Snapshot, one: int, other: int, count: int, hops: int) -> list[TellingPath]:
    """All simple paths of up to `hops` steps, the best of each pattern, by (cost, terms, pattern)."""
    types, degree = snapshot.registry.types, snapshot.once(Adjacency.of).degree
    complete: list[tuple[int, tuple[int, ...], tuple[tuple[str, bool], ...], tuple[Step, ...]]] = []
    stack: list[tuple[tuple[int, ...], tuple[Step, ...]]] = [((one,), ())]
    while stack:
        terms, steps = stack.pop()
        if terms[-1] == other:
            keys = [(snapshot.edges[step.edge].type, step.inverse) for step in steps]
            cost = sum(round(types[key].explain_cost * 1e6) for key, _ in keys)
            cost += sum(round(0.25 * log2(1 + degree(term)) * 1e6) for term in terms[1:-1])
            pattern = tuple((key, inverse and not types[key].symmetric) for key, inverse in keys)
            complete.append((cost, terms, pattern, steps))
        elif len(steps) < hops:
            stack += [
                ((*terms, ahead), (*steps, step))
                for step in steps_from(snapshot, terms[-1])
                if (ahead := target(snapshot, step)) not in terms
            ]
    best: dict[tuple[tuple[str, bool], ...], TellingPath] = {}
    for cost, terms, pattern, steps in sorted(complete, key=lambda path: path[:3]):
        best.setdefault(pattern, TellingPath(steps, terms, round(cost / 1e6, 6)))
    return list(best.values())[:count]


@given(acyclic(("is-a", "requires", "any", "uses", "contrasts-with", "related-to")))
def test_the_best_paths_are_those_of_brute_force(said: list[str]) -> None:
    snapshot = graph(*said)
    for one, other in combinations(range(len(snapshot.terms)), 2):
        for count, hops in ((1, 4), (3, 3), (10, 4), (10, 6), (4, 1), (5, 2)):
            found = best_paths(snapshot, one, other, count, hops)
            assert not found.truncated
            assert list(found.paths) == brute(snapshot, one, other, count, hops)


@pytest.mark.parametrize("pair", [("ppo", "q-learning"), ("lora", "rlhf"), ("gpu", "quantization"), ("mmlu", "dpo")])
def test_the_best_paths_on_the_facts_are_those_of_brute_force(pair: tuple[str, str]) -> None:
    one, other = numbers(*pair)
    assert list(best_paths(seed(), one, other, 10, 4).paths) == brute(seed(), one, other, 10, 4)


def test_on_the_facts_a_question_takes_few_pops() -> None:
    for one, other, _ in FIRST_SENTENCES:
        search = _Search(seed(), *numbers(one, other), 4)
        assert not search.best(5).truncated
        assert search._pops < POPS / 20


def test_the_number_of_paths_is_bounded_and_none_may_be_asked_for() -> None:
    one, other = numbers("ppo", "rlhf")
    assert len(best_paths(seed(), one, other, 1000).paths) == MOST_PATHS
    for count, hops in ((0, 4), (-1, 4), (5, 0)):
        assert best_paths(seed(), one, other, count, hops).paths == ()
    assert best_paths(seed(), one, one).paths == ()


def test_a_hub_of_50000_neighbours_ends_within_the_budget_and_says_so() -> None:
    slugs = [f"n{number:05}" for number in range(50_000)]
    terms = [Term(slug, slug) for slug in (*slugs, "hub", "hub2")]
    relations = [Relation(slug, "uses", "hub") for slug in slugs]
    relations += [Relation(slug, "uses", "hub2") for slug in slugs]
    snapshot = Snapshot.of(Content.of(terms=terms, relations=relations))
    hub, hub2 = snapshot.numbers["hub"], snapshot.numbers["hub2"]
    search = _Search(snapshot, hub, hub2, 4)
    found = search.best(5)
    assert found.paths[0].terms == (hub, snapshot.numbers["n00000"], hub2)
    assert (found.truncated, search._scans >= 0, search._pops <= POPS) == (True, True, True)
    assert SCANS >= 4 * 50_000
    assert explain(snapshot, 0, 1).component_distance == 2


def test_the_search_that_ends_at_its_pops_keeps_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termgraph.graph.best_paths.POPS", 1)
    found = best_paths(seed(), *numbers("ppo", "rlhf"), 10)
    assert found.truncated
    assert [len(path.steps) for path in found.paths][:2] == [1, 1]


@given(acyclic(("is-a", "requires", "any", "uses", "contrasts-with")))
def test_the_distance_is_that_of_breadth_first_search(said: list[str]) -> None:
    snapshot = graph(*said, "y uses z")
    adjacency = snapshot.once(Adjacency.of)
    count = len(snapshot.terms)
    for one in range(count):
        lengths, queue = {one: 0}, [one]
        for term in queue:
            for neighbour in adjacency.others(term):
                if neighbour not in lengths:
                    lengths[neighbour] = lengths[term] + 1
                    queue.append(neighbour)
        assert [distance(snapshot, one, other) for other in range(count)] == [
            lengths.get(each) for each in range(count)
        ]


def test_a_chain_of_20000_terms_needs_no_recursion() -> None:
    slugs = [f"t{number:05}" for number in range(20_000)]
    relations = [
        Relation(after, key, first) for first, after in pairwise(slugs) for key in ("is-a", "requires", "precedes")
    ]
    snapshot = Snapshot.of(Content.of(terms=[Term(slug, slug) for slug in slugs], relations=relations))
    found = explain(snapshot, 0, 19_999)
    assert found.component_distance == 19_999
    assert found.prerequisite is not None
    assert len(found.prerequisite.path) == 19_999
    assert [(each.type, len(each.steps)) for each in found.direct] == [("is-a", 19_999), ("precedes", 19_999)]


# ── walks in words ──


def test_a_walk_goes_on_with_which_but_not_after_alternatives_or_a_purpose() -> None:
    snapshot = graph("a uses b", "b is-a c", "c any d+e|f", "d uses g")
    path = best_paths(snapshot, 0, snapshot.numbers["g"], 1, 6).paths[0]
    assert walk_in_words(snapshot, path.steps) == (
        "A uses B, which is a kind of C. C requires one of: D and E; or F. D uses G."
    )
    assert walk_in_words(snapshot, [Step(each.edge, not each.inverse) for each in reversed(path.steps)]) == (
        "G is used by D. C requires one of: D and E; or F. C has kind B, which is used by A."
    )
    assert walk_in_words(snapshot, ()) == ""


def test_steps_between_stand_by_cost_then_direction_whichever_end_has_fewer_relations() -> None:
    snapshot = graph("a related-to b", "b uses a", "a is-a b", "a uses c", "a uses d")
    edges = snapshot.edges
    there = steps_between(snapshot, 0, 1)
    assert [(edges[step.edge].type, step.inverse) for step in there] == [
        ("is-a", False),
        ("uses", True),
        ("related-to", False),
    ]
    back = steps_between(snapshot, 1, 0)
    assert {(step.edge, not step.inverse) for step in back} == {(step.edge, step.inverse) for step in there}
