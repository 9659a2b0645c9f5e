"""Effects in words, as JSON and as Markdown: short, complete in its counts, and safe to show."""

import json
from typing import Any

from termgraph.changes import (
    Impact,
    PlanEffect,
    Route,
    StageMove,
    TrailMove,
    VerdictChange,
    effect_lines,
    effects_json,
    markdown,
    plan,
)
from termgraph.errors import Problem, Severity
from termgraph.graph.breadcrumbs import TrailStyle
from termgraph.graph.learning import Verdict
from termgraph.model import Content, GlossaryInfo, Term

NOTHING = plan(Content(), Content())


def problem(severity: Severity, number: int = 0, message: str = "it is so") -> Problem:
    return Problem("TG311", severity, f"{message} {number}", subjects=("a",))


EFFECTS = Impact(
    new=(problem(Severity.INFO), problem(Severity.WARNING, 1)),
    fixed=(problem(Severity.ERROR, 2), problem(Severity.INFO, 3), problem(Severity.INFO, 4)),
    plans=(
        PlanEffect(
            "rlhf",
            Route(38, 695, True),
            Route(40, 740, True),
            ("grpo", "x"),
            ("rloo",),
            (StageMove("ppo", 0, 1),),
            (VerdictChange("kl", Verdict.NECESSARY, Verdict.ALTERNATIVE),),
        ),
        PlanEffect("new", None, Route(2, 15, True), ("b", "new")),
        PlanEffect("gone", Route(2, 15, True), None, (), ("b", "gone")),
        PlanEffect("same", Route(2, 15, True), Route(2, 15, True), moved=(StageMove("b", 1, 0),)),
    ),
    trails=(TrailMove("b", TrailStyle.CONCEPT, ("g", *"12345678", "b"), ("g", "b")),),
    trails_total=1,
)


def test_lines_say_what_readers_will_notice_first() -> None:
    assert list(effect_lines(EFFECTS)) == [
        "path to rlhf: 38 → 40 terms, 695 → 740 minutes",
        "    adds grpo, x",
        "    drops rloo",
        "    stages: ppo 1 → 2",
        "    verdicts: kl necessary → alternative",
        "path to new: new, 2 terms, 15 minutes",
        "path to gone: there is none any more (it had 2 terms, 15 minutes)",
        "path to same: 2 terms, 15 minutes",
        "    stages: b 2 → 1",
        "trail (concept) of b: g / 1 / ... (5 more) / 7 / 8 / b → g / b",
        "new warning TG311: it is so 1",
        "1 new suggestion",
        "fixed error TG311: it is so 2",
        "2 fixed suggestions",
    ]


def test_no_effect_is_no_line() -> None:
    assert list(effect_lines(Impact())) == []


def test_what_is_not_told_is_counted() -> None:
    many = tuple(problem(Severity.WARNING, number) for number in range(25))
    move = TrailMove("b", TrailStyle.CONCEPT, ("g", "a", "b"), ("g", "b"))
    effects = Impact(new=many, trails=(move,) * 30, trails_total=300)
    lines = list(effect_lines(effects))
    assert "... 280 more trails move" in lines
    assert lines[-1] == "... 5 more findings new"
    text = markdown(NOTHING, effects)
    assert "- and 280 more\n" in text
    assert "- and 5 more\n" in text


def test_json_has_everything_and_survives_a_round_trip() -> None:
    value: dict[str, Any] = effects_json(EFFECTS)
    assert json.loads(json.dumps(value)) == value
    assert [each["message"] for each in value["findings"]["fixed"]] == ["it is so 2", "it is so 3", "it is so 4"]
    assert value["plans"][0]["moved"] == [{"term": "ppo", "before": 0, "after": 1}]
    assert value["plans"][1]["before"] is None
    assert value["trails"][0]["style"] == "concept"
    assert value["trailsTotal"] == 1


def test_markdown_has_a_table_of_paths_and_folds_the_records_away() -> None:
    after = Content.of(GlossaryInfo(), terms=[Term("a", "A")])
    text = markdown(plan(Content(), after), EFFECTS)
    assert "| rlhf | 38 terms, 695 minutes | 40 terms, 740 minutes | adds grpo, x; drops rloo; " in text
    assert "| new | no plan | 2 terms, 15 minutes |  |" in text
    assert text.index("### Fixed findings") < text.index("<details><summary>1 changed records</summary>")
    assert "```diff\n+ term a  A\n```" in text
    assert text.endswith("</details>\n")


def test_markdown_of_nothing_says_so() -> None:
    assert markdown(NOTHING, Impact()) == markdown(NOTHING) == "## What this changes in the glossary\n\nNothing.\n"


def test_markdown_shows_hostile_words_as_they_stand() -> None:
    hostile = problem(Severity.WARNING, 0, "<script> @everyone #1 [x](y) `a` | *b* \n## h")
    after = Content.of(GlossaryInfo(), terms=[Term("a", "A", summary="```\n</details>\n# h")])
    before = Content.of(GlossaryInfo(), terms=[Term("a", "A", summary="x")])
    text = markdown(plan(before, after), Impact(new=(hostile,)))
    (line,) = (each for each in text.splitlines() if each.startswith("- warning"))
    for mark in ("<", "[", "`", "|", "*"):
        assert line.count(mark) == line.count(f"\\{mark}")
    assert "@everyone" not in line
    assert "#1" not in line
    assert text.count("```") == 2


def test_markdown_stays_within_what_code_hosts_take() -> None:
    after = Content.of(GlossaryInfo(), terms=[Term(f"t{number}", "N" * 300) for number in range(1000)])
    text = markdown(plan(Content(), after), EFFECTS)
    assert len(text) < 65_536
    assert "(cut)" in text
    assert text.endswith("```\n\n</details>\n")
