"""How two terms are related: 40 golden first sentences, what is entailed, and how far apart they are."""

from itertools import pairwise

import pytest
from graph_seed import numbers, seed
from graphs import acyclic, graph, slugs_of
from hypothesis import given

from termgraph.errors import Code, TermgraphError
from termgraph.graph.adjacency import Adjacency
from termgraph.graph.best_paths import POPS, SCANS, _Search
from termgraph.graph.compare import compare
from termgraph.graph.explain import direct, distance, explain
from termgraph.graph.explanation_words import explain_in_words
from termgraph.graph.learning import Verdict
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.steps import target
from termgraph.model import Content, Relation, RelationType, Term

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


def test_on_the_facts_a_question_takes_few_pops() -> None:
    for one, other, _ in FIRST_SENTENCES:
        search = _Search(seed(), *numbers(one, other), 4)
        assert not search.best(5).truncated
        assert search._pops < POPS / 20


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
