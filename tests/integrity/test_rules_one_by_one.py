"""Every rule with a smallest glossary that breaks it, alone, and a smallest that does not."""

import datetime
import re

import pytest
from glossaries import ADVICE, MANNERS, codes, faults, glossary, term
from rule_cases import CASES, PEOPLE

from termgraph.errors import Severity
from termgraph.formats.rules import FILE_RULES
from termgraph.formats.source import Source
from termgraph.integrity import CHECKS, RULES
from termgraph.integrity.vocabulary import VOCABULARY
from termgraph.model import Content, Review


@pytest.mark.parametrize(("code", "broken", "sound"), CASES, ids=[f"{row[0]}-{n}" for n, row in enumerate(CASES)])
def test_breaking_a_rule_is_one_finding_and_keeping_it_is_none(code: str, broken: Content, sound: Content) -> None:
    assert codes(broken) == [code]
    assert codes(sound) == []


def test_a_review_is_overdue_only_on_a_day_after_its_own() -> None:
    content = glossary(term("a", review=Review("jd", "2026-01-01", "2026-06-01")), people=PEOPLE)
    assert faults(Source(content)) == ()
    assert faults(Source(content), datetime.date(2026, 6, 1)) == ()
    (problem,) = faults(Source(content), datetime.date(2026, 6, 2))
    assert (problem.rule, problem.severity) == ("TG702", Severity.WARNING)


OURS = RULES.keys() - {row.rule.code for row in VOCABULARY}
"""The rules about a glossary; those about a vocabulary have tests of their own."""


def test_every_rule_about_what_is_wrong_has_a_case() -> None:
    assert {code for code, _, _ in CASES} | {"TG702"} == OURS - FILE_RULES.keys() - ADVICE - MANNERS


def test_every_row_of_the_table_is_complete_and_no_code_is_given_twice() -> None:
    assert len(RULES) == len(FILE_RULES) + len(CHECKS) + len(VOCABULARY) + 1
    for rule in (row.rule for row in CHECKS):
        assert re.fullmatch(r"TG[2-7]\d\d", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
        for text in (rule.says, rule.because, rule.fix):
            assert text[0].isupper(), text
            assert text.endswith("."), text
        assert rule.example


def test_all_error_rules_of_the_design_are_there() -> None:
    errors = {rule.design for rule in RULES.values() if rule.severity is Severity.ERROR}
    assert errors >= {f"E{number}" for number in range(1, 13)}


@pytest.mark.parametrize("broken", [row[1] for row in CASES], ids=[f"{row[0]}-{n}" for n, row in enumerate(CASES)])
def test_messages_read_as_sentences(broken: Content) -> None:
    for problem in faults(Source(broken)):
        for text in (problem.message, *(note.message for note in problem.notes)):
            assert 10 < len(text) < 250
            assert not re.search(r"None|\(\)|\[\]|  |<class|Tier\.|TermKind", text), text
            assert text[0].islower() or text[0] == "'", text
            assert text[-1] not in ".!,;", text
        assert problem.subjects
