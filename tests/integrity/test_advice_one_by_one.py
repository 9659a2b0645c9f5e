"""Every warning and suggestion with a smallest glossary that calls for it, and a smallest change that does not."""

import re
from dataclasses import replace

import pytest
from advice_cases import ABC, ABCD, ADVANCED, CASES, CHAIN, INTRO, MEDIUM, levels, star, texts
from facts import facts
from glossaries import ADVICE, advice, glossary, term

from termgraph.errors import Severity
from termgraph.formats.source import Source
from termgraph.integrity import RULES, check
from termgraph.model import Content, Suppression


@pytest.mark.parametrize(("code", "poor", "better"), CASES, ids=[f"{row[0]}-{n}" for n, row in enumerate(CASES)])
def test_what_could_be_better_is_said_once_and_what_is_good_is_not(code: str, poor: Content, better: Content) -> None:
    assert len(advice(poor, code)) == 1
    assert advice(better, code) == []


def test_every_rule_of_advice_has_a_case() -> None:
    assert {code for code, _, _ in CASES} == ADVICE


def test_every_warning_and_suggestion_of_the_design_is_there_in_its_severity() -> None:
    for letter, severity, count in (("W", Severity.WARNING, 14), ("I", Severity.INFO, 7)):
        found = {rule.design for rule in RULES.values() if rule.severity is severity}
        assert found >= {f"{letter}{number}" for number in range(1, count + 1)}


@pytest.mark.parametrize(("code", "poor", "_"), CASES, ids=[f"{row[0]}-{n}" for n, row in enumerate(CASES)])
def test_a_term_that_it_is_about_silences_it_by_any_of_its_names(code: str, poor: Content, _: Content) -> None:
    (problem,) = advice(poor, code)
    slug = next(each for each in problem.subjects if each in poor.terms)
    for name in (code, RULES[code].name, RULES[code].design or code):
        quiet = replace(poor.terms[slug], suppress=(Suppression(name, "It is meant so."),))
        content = replace(poor, terms={**poor.terms, slug: quiet})
        assert advice(content, code) == []
        assert not advice(content, "TG210")


@pytest.mark.parametrize(("code", "poor", "_"), CASES, ids=[f"{row[0]}-{n}" for n, row in enumerate(CASES)])
def test_it_reads_as_a_sentence(code: str, poor: Content, _: Content) -> None:
    (problem,) = advice(poor, code)
    for text in (problem.message, *(note.message for note in problem.notes)):
        assert 10 < len(text) < 250
        assert not re.search(r"None|\(\)|\[\]|  |<class|Tier\.|Level\.", text), text
        assert text[0].islower() or text[0] in "'0123456789", text
        assert text[-1] not in ".!,;", text


# What the messages say


def said(content: Content, code: str) -> str:
    (problem,) = advice(content, code)
    return problem.message


def test_a_redundant_edge_names_the_way_round() -> None:
    content = glossary(*ABCD, relations=["a requires b", "b requires c", "c requires d", "a requires d"])
    assert said(content, "TG311") == "'a' requires 'd' follows already, by way of 'b'"


def test_a_level_inversion_names_the_hardest_term_of_the_easiest_option() -> None:
    content = levels(INTRO, MEDIUM, ADVANCED, groups=["a requires c | b"])
    assert said(content, "TG317") == (
        "'a' is introductory and requires 'b', the easiest of its options, which is intermediate"
    )


def test_a_long_way_between_a_pair_is_counted_and_its_steps_are_notes() -> None:
    (problem,) = advice(glossary(*ABC, relations=[*CHAIN, "c requires a"]), "TG316")
    assert problem.message == "'c' requires 'a', and there is a way of 2 steps from 'a' to 'c'"
    assert [note.message for note in problem.notes] == ["'a' is a kind of 'b'", "'b' is a kind of 'c'"]


def test_a_bottleneck_counts_what_hangs_on_it() -> None:
    assert said(star(8), "TG324") == (
        "'hub' requires 'core' carries 84 % of all prerequisites: "
        "without it 81 of 97 pairs of a term and what comes before it would be gone"
    )


def test_a_mention_says_by_which_words_unless_they_are_the_slug() -> None:
    assert said(texts("It asks judges."), "TG506") == (
        "the summary of 'a' mentions 'b' as 'judges', and no relation joins the two"
    )
    content = glossary(term("a", summary="An actor critic."), term("actor-critic", name="Actor-Critic"))
    assert said(content, "TG506") == "the summary of 'a' mentions 'actor-critic', and no relation joins the two"


def test_labels_in_scripts_without_spaces_are_found_inside_a_text() -> None:
    content = glossary(term("a", summary="これは強化学習の手法です。"), term("b", name="強化学習"))
    assert len(advice(content, "TG506")) == 1


def test_an_unfinished_term_is_a_finding_for_each_thing_it_lacks() -> None:
    assert [problem.message for problem in advice(glossary("a"), "TG505")] == [
        "'a' has no definition", "'a' has no level", "'a' has no minutes",
    ]  # fmt: skip


# The checked facts


def count(code: str, content: Content) -> int:
    return len(advice(content, code))


def test_the_checked_facts_have_the_suggestions_the_design_measured() -> None:
    content = facts()
    assert count("TG322", content) == 90
    assert count("TG323", content) == 5
    assert count("TG506", content) == 14
    bare = {slug: replace(each, no_autolink=()) for slug, each in content.terms.items()}
    assert count("TG506", replace(content, terms=bare)) == 60


def test_the_checked_facts_have_no_warning_but_short_summaries_and_missing_definitions() -> None:
    warned = {problem.rule for problem in check(Source(facts())) if problem.severity is not Severity.INFO}
    assert warned == {"TG502", "TG505"}
    assert count("TG505", facts()) == 195


def test_without_keep_the_four_redundant_requirements_of_the_facts_show() -> None:
    content = facts()
    bare = {key: replace(each, keep=False) for key, each in content.relations.items()}
    assert count("TG311", replace(content, relations=bare)) == sum(each.keep for each in content.relations.values())


def test_rules_below_the_least_severity_are_not_asked() -> None:
    source = Source(facts())
    whole = check(source)
    for least in Severity:
        assert check(source, least=least) == tuple(each for each in whole if each.severity.rank >= least.rank)
