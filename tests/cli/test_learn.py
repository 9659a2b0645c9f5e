"""`path`, `why`, `next`, `explain`, `related`, `trails` on the facts: a readable picture, and JSON for programs."""

import json
from pathlib import Path

from command import termgraph

FACTS = Path(__file__).parents[1] / "fixtures" / "ai-terms.yaml"


def test_a_path_is_shown_in_stages_with_reasons_and_choices() -> None:
    result = termgraph("path", "rlhf", "--profile", "llm-engineer", "--data", FACTS)
    lines = result.out.splitlines()
    assert lines[0] == "Stage 1"
    assert "   18  rlhf                                 45 min" in lines
    assert "       taken: rloo; instead: ppo +85 min, grpo +45 min" in lines
    assert lines[-1] == "18 terms, 340 minutes"


def test_a_path_in_json_has_every_step() -> None:
    targets = ["rlhf", "qlora", "vllm", "q-learning"]
    found = json.loads(termgraph("path", *targets, "--data", FACTS, "--json").out)
    assert (len(found["steps"]), found["totals"]["minutes"]) == (57, 1045)


def test_no_way_is_explained_and_told_by_the_exit_status() -> None:
    avoid = [part for slug in ("ppo", "rloo", "grpo") for part in ("--avoid", slug)]
    result = termgraph("path", "rlhf", *avoid, "--data", FACTS)
    assert result.status == 1
    assert result.out.splitlines()[1] == (
        "  RLHF requires one of PPO, RLOO or GRPO, but PPO, RLOO and GRPO are to be avoided."
    )


def test_a_misspelt_term_or_profile_is_one_sentence_with_a_hint() -> None:
    wrong = termgraph("path", "rlfh", "--data", FACTS)
    assert wrong.status == 2
    assert "nearest to 'rlfh': rlhf" in wrong.err
    assert "llm-engineer" in termgraph("path", "rlhf", "--profile", "expert", "--data", FACTS).err
    assert "rlfh" in termgraph("trails", "rlfh", "--data", FACTS).err


def test_why_shows_the_ways_and_their_reasons() -> None:
    result = termgraph("why", "rlhf", "kl-divergence", "--data", FACTS)
    assert result.out.splitlines()[:2] == [
        "kl-divergence is necessary for rlhf: every way runs through it.",
        "rlhf → kl-penalty → kl-divergence",
    ]
    assert termgraph("why", "rlhf", "lora", "--data", FACTS).status == 1


def test_next_puts_what_leads_to_a_goal_first() -> None:
    known = ["--known", "reinforcement-learning", "--known", "policy-gradient"]
    result = termgraph("next", *known, "--goal", "ppo", "--data", FACTS)
    assert "on the way to ppo" in result.out.splitlines()[0]
    assert "19 terms that build on what is known can be learned now" in result.err


def test_explain_related_and_trails_speak_in_sentences() -> None:
    explained = termgraph("explain", "ppo", "q-learning", "--data", FACTS)
    assert explained.out.splitlines()[0] == "PPO and Q-Learning are each a kind of Model-Free RL."
    assert termgraph("explain", "ppo", "ppo", "--data", FACTS).status == 2
    related = termgraph("related", "ppo", "--first", "2", "--data", FACTS)
    assert related.out.startswith("rloo  0.")
    trails = termgraph("trails", "rlhf", "--via", "ai-alignment", "--data", FACTS)
    assert (
        trails.out
        == "Glossary / AI Alignment / Preference Tuning / RLHF (Reinforcement Learning from Human Feedback)\n"
    )


def test_why_and_next_take_what_is_known_literally() -> None:
    def said(*arguments: str) -> str:
        return termgraph(*arguments, "--data", FACTS).out.splitlines()[0]

    pair = ("why", "rlhf", "neural-network", "--known", "reward-model")
    assert said(*pair) == "neural-network is on some ways to rlhf; others do without it."
    assert said(*pair, "--literal") == "neural-network is necessary for rlhf: every way runs through it."
    surmised, literal = (termgraph("next", "--known", "rlhf", *more, "--data", FACTS) for more in ([], ["--literal"]))
    assert "40 terms that build on what is known" in surmised.err
    assert "Known without all that it requires is rlhf: RLHF requires RM.\n" not in surmised.err
    assert "Known without all that it requires is rlhf: RLHF requires RM.\n" in literal.err


def test_next_takes_a_tier() -> None:
    found = termgraph("next", "--known", "ppo", "--tier", "context", "--data", FACTS)
    assert "Known without all that it requires is ppo: PPO uses GAE.\n" in found.err
