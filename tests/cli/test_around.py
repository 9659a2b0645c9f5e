"""`neighbourhood` and `links`, and what `path`, `why`, `next`, `related` and `trails` say beside the first answer."""

import json
import re
from pathlib import Path

import pytest
from command import termgraph
from links_of_facts import with_links

from termgraph.formats.table import FORMATS
from termgraph.graph.snapshot import Snapshot

FACTS = Path(__file__).parents[1] / "fixtures" / "ai-terms.yaml"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The facts with pages outside the glossary, as one YAML file."""
    path = tmp_path_factory.mktemp("site") / "glossary.yaml"
    write = FORMATS["yaml"].write
    assert write is not None
    with path.open("wb") as file:
        write(Snapshot.of(with_links(), "test.1"), file)
    return path


def test_the_neighbourhood_is_shown_by_role_with_a_relation_for_each_term() -> None:
    result = termgraph("neighbourhood", "ppo", "--data", FACTS)
    lines = result.out.splitlines()
    assert result.status == 0
    assert lines[0] == "Proximal Policy Optimization (PPO)"
    assert [line for line in lines if line and not line.startswith(" ")][1:] == [
        "Broader",
        "Before it",
        "What it opens",
        "Instead of it",
        "Tools",
        "Around it",
    ]
    assert "  actor-critic                         PPO is a kind of Actor-Critic.  (+2)" in lines
    assert "  rlhf                                 RLHF requires one of PPO, RLOO or GRPO.  (+8)" in lines
    assert len([line for line in lines if line.startswith("  ")]) == 20
    assert result.err == "21 terms and 40 relations; 48 terms joined to them and 25 relations not shown\n"


@pytest.mark.parametrize("slug", ["ppo", "rlhf"])
def test_the_reason_of_a_role_is_the_relation_that_gives_it(slug: str) -> None:
    blocks = termgraph("neighbourhood", slug, "--edges", "1", "--data", FACTS).out.split("\n\n")
    said = {lines[0]: [line[39:] for line in lines[1:]] for lines in map(str.splitlines, blocks[1:])}
    words = {
        "Broader": r" (is a kind of|is part of|is an instance of) ",
        "Narrower": r" (is a kind of|is part of|is an instance of) ",
        "Before it": " requires ",
        "What it opens": " requires ",
        "Instead of it": " (is an alternative to|is a variant of|replaces in practice) ",
    }
    assert len(said.keys() & words.keys()) > 2
    for heading, sentences in said.items():
        assert all(re.search(words.get(heading, " "), sentence) for sentence in sentences), (heading, sentences)


def test_what_comes_before_a_term_further_down_is_told_by_the_step_towards_it() -> None:
    lines = termgraph("neighbourhood", "ppo", "--data", FACTS).out.splitlines()
    assert "  importance-sampling                  PPO requires Importance Sampling." in lines
    options = "Actor-Critic requires one of Temporal-Difference Learning or Monte Carlo Estimation."
    assert f"  monte-carlo-estimation               {options}  (+2)" in lines


def test_the_neighbourhood_in_json_is_the_whole_answer() -> None:
    budgets = ["--nodes", "3", "--edges", "2", "--type", "is-a"]
    found = json.loads(termgraph("neighbourhood", "ppo", *budgets, "--data", FACTS, "--json").out)
    assert [node["term"]["slug"] for node in found["nodes"]][:3] == ["ppo", "on-policy-learning", "actor-critic"]
    assert (len(found["nodes"]), len(found["edges"])) == (4, 3)
    assert {edge["type"]["key"] for edge in found["edges"]} == {"is-a"}
    assert found["hiddenTerms"] > 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["neighbourhood", "pppo"], "There is no term 'pppo'"),
        (["neighbourhood", "ppo", "--edges", "301"], "301 is not in the range"),
        (["neighbourhood", "ppo", "--type", "is-not-a"], "No relation type has this key"),
        (["links", "vram", "--known", "gpuu"], "nearest to 'gpuu': "),
        (["links", "vram", "--profile", "nobody"], "There is no profile 'nobody'."),
        (["links", "vram", "--per-group", "51"], "51 is not in the range"),
    ],
)
def test_a_wrong_question_is_one_sentence_and_status_2(arguments: list[str], said: str, site: Path) -> None:
    result = termgraph(*arguments, "--data", site)
    assert (result.status, result.out) == (2, "")
    assert said in result.err


def test_links_are_shown_by_group_with_lenders_and_what_to_learn_first(site: Path) -> None:
    lines = termgraph("links", "qlora", "--data", site).out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        "Learn",
        "Compare",
        "When it does not work",
        "Papers",
    ]
    place = lines.index("  What is fine tuning  https://glossary.example/pages/what-is-fine-tuning")
    assert lines[place + 1] == "    from fine-tuning: QLoRA is a kind of Fine-Tuning."
    assert lines[place + 2].startswith("    Before this page, learn ")
    own = termgraph("links", "qlora", "--own", "--data", site).out
    assert "from " not in own


def test_links_know_what_the_reader_knows_and_can_be_cut(site: Path) -> None:
    unread = termgraph("links", "vram", "--group", "buyer-guides", "--data", site)
    assert unread.out.count("Before this page, learn 2 terms, 20 minutes.") == 2
    read = termgraph("links", "vram", "--group", "buyer-guides", "--known", "vram", "--data", site)
    assert "Before this page" not in read.out
    implied = ["links", "vram", "--group", "buyer-guides", "--known", "cpu-offloading"]
    assert "Before this page" not in termgraph(*implied, "--data", site).out
    assert termgraph(*implied, "--literal", "--data", site).out == unread.out
    cut = termgraph("links", "vram", "--group", "buyer-guides", "--per-group", "1", "--data", site)
    assert cut.out.splitlines()[-1] == "  3 of its own in all"


def test_links_in_json(site: Path) -> None:
    groups = json.loads(termgraph("links", "ppo", "--profile", "llm-engineer", "--data", site, "--json").out)
    papers = next(group for group in groups if group["key"] == "papers")
    assert [each["link"]["key"] for each in papers["links"]] == ["ppo-paper", "gae-paper"]
    assert papers["links"][1]["inheritedFrom"]["claim"] == {"key": "uses"}
    (compare,) = (group for group in groups if group["key"] == "compare")
    missing = compare["links"][0]["link"]["missingFor"]
    assert missing["learnFirst"]["total"] > 0
    assert missing["sentence"].startswith("Before this page, learn ")


def test_show_says_why_a_borrowed_page_is_there(site: Path) -> None:
    assert "/pages/gae-paper; PPO uses GAE.)" in termgraph("show", "ppo", "--data", site).out


def test_a_path_says_what_it_takes_as_known_and_what_would_help() -> None:
    lines = termgraph("path", "dpo", "--profile", "llm-engineer", "--data", FACTS).out.splitlines()
    assert lines[-3].startswith("Taken as known: conditional-probability, ")
    assert lines[-2] == "Would help as well: rlhf"
    assert lines[-1] == "5 terms, 90 minutes"


def test_a_path_takes_a_tier_a_mode_and_a_cost() -> None:
    def totals(*arguments: str) -> tuple[int, int]:
        found = json.loads(termgraph("path", "rlhf", *arguments, "--data", FACTS, "--json").out)
        return found["totals"]["terms"], found["totals"]["minutes"]

    assert totals() == (38, 695)
    assert totals("--tier", "context") > totals()
    assert totals("--known", "ppo") == (23, 430)
    assert totals("--known", "ppo", "--literal") == (28, 525)
    assert totals("--fewest")[0] <= 38


def test_a_path_of_more_than_a_page_is_whole() -> None:
    targets = ["rlhf", "qlora", "vllm", "q-learning"]
    steps = json.loads(termgraph("path", *targets, "--data", FACTS, "--json").out)["steps"]
    assert [step["position"] for step in steps] == list(range(1, 58))


def test_why_says_how_to_do_without_and_what_every_way_runs_through() -> None:
    without = termgraph("why", "rlhf", "rloo", "--data", FACTS)
    assert without.out.splitlines()[:2] == [
        "rloo is on some ways to rlhf; others do without it.",
        "RLHF can be learned without RLOO, with GRPO instead, in 45 minutes more.",
    ]
    many = termgraph("why", "rlhf", "machine-learning", "--first", "1", "--data", FACTS).out.splitlines()
    assert many[-1].endswith(" ways in all")
    narrow = termgraph("why", "constitutional-ai", "machine-learning", "--first", "1", "--data", FACTS).out
    assert "Each leads through " in narrow
    known = termgraph("why", "rlhf", "rloo", "--known", "rlhf", "--data", FACTS)
    assert known.out.startswith("rlhf is known already.")


def test_next_can_start_from_a_profile_alone() -> None:
    result = termgraph("next", "--profile", "llm-engineer", "--first", "2", "--data", FACTS)
    assert (result.status, len(result.out.splitlines())) == (0, 2)


def test_related_and_trails_in_json_have_groups_evidence_and_relations() -> None:
    related = json.loads(termgraph("related", "ppo", "--first", "3", "--data", FACTS, "--json").out)
    assert related["groups"][0]["group"]["key"] == "kinds"
    assert related["edges"][0]["evidence"]["shared"]
    trails = json.loads(termgraph("trails", "rlhf", "--data", FACTS, "--json").out)
    crumb = trails["items"][1]["crumbs"][1]
    assert crumb["relation"]["sentence"] == "Preference Tuning is part of AI Alignment."
    assert crumb["breadcrumb"]["url"].endswith("/terms/ai-alignment")


def test_explain_takes_the_length_of_its_ways() -> None:
    short = json.loads(termgraph("explain", "ppo", "q-learning", "--max-hops", "2", "--data", FACTS, "--json").out)
    assert short["paths"] == []


def test_a_long_trail_says_how_many_of_its_terms_are_folded() -> None:
    told = termgraph("trails", "dpo", "--style", "full", "--data", FACTS)
    assert told.status == 0
    folded = [line for line in told.out.splitlines() if "…" in line]
    assert folded
    assert all(re.search(r" / … [1-9]\d* more … / ", line) for line in folded)
