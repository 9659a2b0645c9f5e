"""Every rule of style with prose that it blames, and with prose that comes close and is good."""

import random
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from glossaries import MANNERS, SUMMARY, advice, glossary, term
from hypothesis import given
from hypothesis import strategies as st

from termgraph.errors import Problem, Severity
from termgraph.formats import read
from termgraph.formats.prose_links import STAND_IN, bare
from termgraph.formats.source import Source
from termgraph.integrity import RULES, check
from termgraph.integrity.style import EMPHASIS, KNOWN, PRAISE, STYLE
from termgraph.model import Alias, Content, GlossaryInfo, Section, Suppression, Term, Translation

OTHERS = (
    term("reward-model", name="Reward Model", aliases=(Alias("preference model"), Alias("Reward-Models", "plural"))),
    term("ppo", name="Proximal Policy Optimization", acronym="PPO"),
    term("policy", name="Policy"),
    term("lora", name="LoRA"),
    term("language-model", name="Language Model", acronym="LM", no_autolink=("LM",)),
)


def written(definition: str, **fields: Any) -> Content:
    """A glossary of the terms above and one, "a", with this definition."""
    return glossary(term("a", definition=definition, **fields), *OTHERS)


def described(summary: str, name: str = "Gradient Descent", acronym: str | None = None) -> Content:
    return glossary(Term("a", name, acronym, summary=summary))


def defined(definition: str, name: str = "Gradient Descent", acronym: str | None = None) -> Content:
    return glossary(Term("a", name, acronym, summary=SUMMARY, definition=definition))


HITS: list[tuple[str, Content, str]] = [
    ("TG508", described("Gradient descent is a way down."), "Gradient descent"),
    ("TG508", described("A way to do gradient descent."), "gradient descent"),
    ("TG508", described("What gradient-descents do."), "gradient-descents"),
    ("TG508", described("An algorithm. Long used in GD papers.", acronym="GD"), "GD"),
    ("TG508", described("A token is a token.", name="Token"), "token"),
    ("TG508", defined("Gradient descent is what gradient descent does."), "gradient descent"),
    ("TG508", defined("Gradient descent (GD) is the idea of GD.", acronym="GD"), "GD"),
    ("TG508", defined("Gradient descent of a loss by small steps."), "Gradient descent"),
    ("TG508", defined("A method, e.g. Gradient Descent, that walks down."), "Gradient Descent"),
    ("TG509", written("It needs a reward model."), "reward model"),
    ("TG509", written("It needs Reward Models, not rules."), "Reward Models"),
    ("TG509", written("It needs a reward-\nmodel."), "reward- model"),
    ("TG509", written("PPO is one way."), "PPO"),
    ("TG509", written("Some use LoRA; all LoRA is [[ppo]]."), "LoRA"),
    ("TG509", written("A reward model, and `[[reward-model]]`."), "reward model"),
    ("TG509", written("[[policy]]", sections=(Section("s", "It needs a reward model."),)), "reward model"),
    ("TG510", written("Measured in MFU."), "MFU"),
    ("TG510", written("Two MFUs, three MFU."), "MFU"),
    ("TG510", written("An MFU-based count, non-MFU."), "MFU"),
    ("TG510", written("The LRA benchmark; MFU (model FLOPs utilization) is no name."), "LRA"),
    ("TG512", written("A powerful idea."), "powerful"),
    ("TG512", written("It is state-of-the-art."), "state-of-the-art"),
    ("TG512", written("It is the State\nof the art."), "State of the art"),
    ("TG512", written("It is important to note that it fails."), "It is important to note"),
]

NEAR: list[tuple[str, Content]] = [
    ("TG508", described("An algorithm that walks down a slope by small steps, descending along the gradient.")),
    ("TG508", described("Stochastic-gradient-descent without noise.")),
    ("TG508", described("A gd of its own.", acronym="GD")),
    ("TG508", described("What a tokenizer gives.", name="Token")),
    ("TG508", described("`gradient descent` in code, and in a citation [@gradient descent].")),
    ("TG508", defined("Gradient descent is a way down a slope.")),
    ("TG508", defined("The gradient descent (GD) means small steps.", acronym="GD")),
    ("TG508", defined("A way down. Gradient descent is old.")),
    ("TG508", defined("A way down\n\nGradient descent is old.")),
    ("TG508", defined("A way down of [[stochastic-gradient-descent|stochastic gradient descent]].")),
    ("TG508", glossary(Term("a", "Gradient Descent", summary="Was gradient descent ist.", definition=SUMMARY),
                       glossary=GlossaryInfo(language="de", languages=("de",)))),
    ("TG509", written("It needs a [[reward-model]]. A reward model is trained.")),
    ("TG509", written("A reward model, that is a [[reward-model|scorer]].")),
    ("TG509", written("It needs a [model of rewards](reward-model.md), a reward model.")),
    ("TG509", written("It needs a `reward model`.")),
    ("TG509", written("```text\nreward model\n```")),
    ("TG509", written("It rewards. Model after model. A reward, model or not.")),
    ("TG509", written("A preference model is a synonym.")),
    ("TG509", written("A policy of theirs; a lora.")),
    ("TG509", written("An LM of ours.")),
    ("TG509", written("The Language Model Evaluation Harness and a Big Language Model of theirs.")),
    ("TG509", written("[a reward model](https://example.org/)")),
    ("TG509", glossary(term("a"), term("b", name="Two Words", definition="Two words are two words."))),
    ("TG510", written("Measured in model FLOPs utilization (MFU), and MFU again.")),
    ("TG510", written("Measured in *model FLOPs utilization* (**MFU**).")),
    ("TG510", written("MFU (model FLOPs utilization) is measured.")),
    ("TG510", written("MFU, short for something. LRA stands for something.")),
    ("TG510", written("Measured in MFU.", sections=(Section("s", "Model FLOPs utilization (MFU)."),))),
    ("TG510", written("PPO, LMs and LM-based work.")),
    ("TG510", written("A CPU, two SSDs of NVIDIA, JSON over HTTP, and NOT much; part VII, a HARDWARE.")),
    ("TG510", written("`MFU`, [MFU](https://example.org/), [[ppo|MFU]] [@MFU].\n\n```\nMFU\n```")),
    ("TG510", written("GPT-4, FP16, A100, KL(p, q), MS = 3.")),
    ("TG510", written("The product BA of B and A has rank r; A and B are small.")),
    ("TG512", written("A more powerful idea is the most powerful; power, seams and revolutions.")),
    ("TG512", written('It is not "powerful"; `powerful` is a word in code.')),
    ("TG512", written("The state of the artist. It is worth a note.")),
]  # fmt: skip


def found(content: Content, code: str) -> list[Problem]:
    return [problem for problem in advice(content, code) if "a" in problem.subjects]


@pytest.mark.parametrize(("code", "content", "words"), HITS)
def test_poor_prose_is_blamed_once_for_its_words(code: str, content: Content, words: str) -> None:
    (problem,) = found(content, code)
    assert words in problem.message
    assert 10 < len(problem.message) < 250
    assert "\n" not in problem.message


@pytest.mark.parametrize(("code", "content"), NEAR)
def test_good_prose_that_comes_close_is_not(code: str, content: Content) -> None:
    assert advice(content, code) == []


def test_every_rule_of_style_has_cases_of_both_kinds() -> None:
    assert {code for code, _, _ in HITS} == {code for code, _ in NEAR} == {row.rule.code for row in STYLE}


@pytest.mark.parametrize(("code", "content", "_"), HITS)
def test_a_term_silences_a_rule_by_its_name(code: str, content: Content, _: str) -> None:
    quiet = Suppression(RULES[code].name, "It is meant so.")
    terms = {slug: replace(each, suppress=(quiet,)) for slug, each in content.terms.items()}
    assert advice(Content.of(content.glossary, terms=terms.values()), code) == []


# Where it is said

BODY = """\
---
name: Thing
summary: A summary of the right length, which says nothing in particular.
---

A [[b]] and `code`
with MFU, a reward model. [@x]

## Deeper dive

First.

- It is powerful, and it takes 16.
"""


def test_a_finding_stands_at_the_very_words(tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    heading = "sections: {deeper-dive: Deeper dive}\n"
    (tmp_path / "glossary.yaml").write_text(f"format: 1\nname: Test\n{heading}", "utf-8")
    (tmp_path / "terms" / "a.md").write_text(BODY, "utf-8")
    (tmp_path / "terms" / "reward-model.md").write_text("---\nname: Reward Model\n---\n", "utf-8")
    lines = BODY.splitlines()
    said = {}
    for problem in check(read(tmp_path)):
        if problem.rule in MANNERS and (where := problem.where):
            assert where.end_column is not None
            said[problem.rule] = (where.line, lines[where.line - 1][where.column - 1 : where.end_column - 1])
    assert said == {
        "TG509": (7, "reward model"),
        "TG510": (7, "MFU"),
        "TG511": (13, "16"),
        "TG512": (13, "powerful"),
    }


def test_every_rule_of_style_is_a_warning() -> None:
    assert {row.rule.severity for row in STYLE} == {Severity.WARNING}
    (problem,) = found(written("It needs a reward model."), "TG509")
    assert problem.severity is Severity.WARNING


def test_a_missing_link_comes_with_the_text_that_mends_it() -> None:
    (problem,) = found(written("It needs Reward Models, not rules."), "TG509")
    assert problem.fix == "[[reward-model|Reward Models]]"
    (problem,) = found(written("It needs a reward\nmodel."), "TG509")
    assert problem.fix is None, "a link does not go over the end of a line"


def test_a_translation_into_english_is_read_and_one_into_another_language_is_not() -> None:
    info = GlossaryInfo(language="nb", languages=("nb", "en-GB", "de"))
    translations = tuple(Translation(code, "Thing", definition="A powerful thing.") for code in ("de", "en-GB"))
    content = glossary(term("a", definition="A powerful thing.", translations=translations), glossary=info)
    assert len(advice(content, "TG512")) == 1


def test_the_tables_are_in_the_form_in_which_they_are_compared() -> None:
    assert all(re.fullmatch(r"[A-Z]{2,6}", word) for word in KNOWN | EMPHASIS)
    assert all(words == " ".join(words.lower().split()) and "-" not in words for words in PRAISE)


@pytest.mark.parametrize("words", PRAISE)
def test_every_phrase_of_the_table_is_found(words: str) -> None:
    (problem,) = advice(written(f"So {words} {words.upper()}er."), "TG512")
    assert problem.hint == PRAISE[words]


# What is left of a text


@given(st.text(alphabet="a \n`[]()@|\\~<>:.x/-", max_size=80))
def test_bare_words_keep_every_place(text: str) -> None:
    words = bare(text)
    assert len(words) == len(text)
    for before, after in zip(text, words, strict=True):
        assert after in (before, " ", STAND_IN)
        assert (before == "\n") == (after == "\n")


def test_links_and_code_leave_a_mark_and_citations_and_fences_nothing() -> None:
    assert bare("a [[b|c]] [@d].").replace(STAND_IN, "*") == "a *******     ."
    assert bare("`a` [b](c) \\[[d]").replace(STAND_IN, "*") == "*** ****** \\[[d]"
    assert bare("a\n```\nb\n```\nc") == "a\n   \n \n   \nc"


# Time

HOSTILE = {
    "sentences": "e.g. E",
    "acronyms": "ABC ",
    "spelled": "(ABC ABC (",
    "quantities": "takes 16 ",
    "numbers": "takes 1,",
    "praise": "state  -of - ",
    "labels": "name of name ",
    "quotes": ".\"')",
    "units": "16 Gb of 1,2.",
    "spaces": "16    ",
    "results": "\n- = 16",
    "addresses": "[a](b",
    "brackets": "[[a|",
    "ticks": "` `` ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_long_hostile_text_takes_time_by_its_length(piece: str) -> None:
    text = (piece * 50_000)[:200_000]
    content = glossary(term("a", summary=text, definition=text), "b")
    started = time.process_time()
    check(Source(content))
    assert time.process_time() - started < 10, "seconds, where a square of the length would be minutes"


def test_the_style_of_five_thousand_terms_is_judged_in_a_second_or_so() -> None:
    chance = random.Random(7)  # noqa: S311 - the same glossary every time, no secret
    names = [f"Model {number} of Rewards" for number in range(5_000)]
    text = "A paragraph with MFU (model FLOPs utilization), {} and {}, which takes 16 GB, with `code` and [a](/b). " * 4
    texts = (text.format(*chance.choices(names, k=8)) for _ in names)
    terms = [
        term(f"t{number}", name=name, definition=text)
        for number, (name, text) in enumerate(zip(names, texts, strict=True))
    ]
    content = glossary(*terms)
    started = time.process_time()
    problems = check(Source(content))
    took = time.process_time() - started
    assert sum(problem.rule == "TG509" for problem in problems) > 30_000
    assert took < 12, "a generous multiple of what it takes on a small machine"
