"""Numbers without units and units that mean something else: prose that is blamed, and good prose that comes close."""

import re
from typing import Any

import pytest
from glossaries import advice, glossary, term

from termgraph.errors import Problem, Severity
from termgraph.integrity import RULES
from termgraph.integrity.units import MISSPELT, SPACED, UNITS
from termgraph.model import Content, GlossaryInfo, Section

LIST = """\
- Weights: 8 x 2 = 16{}
- Optimizer: 8 x 12 = 96{}, two copies
  of everything
- Sum: 16 + 96 = 112{}
"""


def written(text: str, **fields: Any) -> Content:
    return glossary(term("a", definition=text, **fields), "b")


HITS: list[tuple[str, str, str]] = [
    ("TG511", "The weights take about 16.", "16"),
    ("TG511", "The memory is 1,024, which is little.", "1,024"),
    ("TG511", "Its memory of only 24 and its speed are low.", "24"),
    ("TG511", "A model with 8 GB of weights needs 16 of VRAM.", "16"),
    ("TG511", "With 12 of graphics memory, it runs.", "12"),
    ("TG511", "Give it 8 of RAM\n\nand a fast disk.", "8"),
    ("TG511", LIST.format(" GB", " GB", ""), "112"),
    ("TG511", LIST.format(" GB", "", " GB"), "96"),
    ("TG511", f"1. A: 2 x 4 = 8\n{LIST.format(' ms', ' ms', ' ms')}", "8"),
    ("TG511", f"{LIST.format(' GB', ' GB', '')}\nThat is all.\n\n- One\n", "112"),
    ("TG514", "It needs 16 gb.", "16 gb"),
    ("TG514", "It needs 16mb of room.", "16mb"),
    ("TG514", "A 16-gb card.", "16-gb"),
    ("TG514", "It runs at 2.4 Ghz.", "2.4 Ghz"),
    ("TG514", "The page has 64 kib.", "64 kib"),
    ("TG514", "It needs 16 Gb of VRAM.", "16 Gb"),
    ("TG514", "The download has 40 Gb.", "40 Gb"),
    ("TG514", "It needs 16G of VRAM.", "16G"),
    ("TG514", "Take 64 G of system memory.", "64 G"),
    ("TG515", "It needs 16GB.", "16GB"),
    ("TG515", "Between (~1,024MiB) and 2 TB.", "1,024MiB"),
    ("TG515", "An answer after 20ms.", "20ms"),
]

NEAR: list[tuple[str, str]] = [
    ("TG511", "The weights take about 16 GB."),
    ("TG511", "The weights take about 16 [[b|bytes]] or 16 `bytes`."),
    ("TG511", "A frozen one needs 2 GB and the trained one takes 16."),
    ("TG511", "It takes 8 x 2 = 16."),
    ("TG511", "The download was 2019."),
    ("TG511", "It costs $16. It takes 90% of it."),
    ("TG511", "The rank is 16. A batch of 64. Scores rise to 95."),
    ("TG511", "It takes 9."),
    ("TG511", "It needs 16 GB of VRAM, 2 of them for the system, and 3 of the 4 cards."),
    ("TG511", "8 of RAM's banks, 16 of memory-bound kernels, page 3 of memory chips."),
    ("TG511", LIST.format(" GB", " GB", " GB")),
    ("TG511", LIST.format("", "", "")),
    ("TG511", LIST.format(" GB", "", "")),
    ("TG511", LIST.format(" GB", " MB", "")),
    ("TG511", "- a: 2 x 2 = 4 GB\n- b: 3 x 3 = 9\n\n- c: 1 x 1 = 1 GB\n- d: 2 x 1 = 2 GB"),
    ("TG511", LIST.format(" GB", " GB", ", so 112 GB in all")),
    ("TG511", LIST.format(" GB", " GB", " parameters")),
    ("TG511", f"{LIST.format(' GB', ' GB', ' GB')}- The rank: r = 16, and 2 GB for the rest"),
    ("TG514", "16 GB of VRAM at 2.4 GHz, 64 KiB, 16 MB, 5 TB, 82 kB and 82 KB."),
    ("TG514", "The link carries 10 Gb/s, or 10 Gb per second."),
    ("TG514", "The download of the file runs at 10 Gb/s."),
    ("TG514", "It has 16 Gb."),
    ("TG514", "Chips of 16 Gb make a memory module; a stack of 24 Gb dies."),
    ("TG514", "A genome of 3 Gb in a file: 3 Gb of DNA."),
    ("TG514", "A 5G network, 4 T and 7B models, 3 M of them."),
    ("TG514", "Use `16gb`, branch jk/4gb-idx, v1.2mb-rc and [16gb](https://example.org/)."),
    ("TG514", "16 Mbit, 3 gbs, 2 mbar, 5 tbsp"),
    ("TG515", "16 GB, A100-80GB, Q4_16GB, x86 and 2x24GB."),
    ("TG515", "`16GB` and [16GB](https://example.org/) and a 16GB-card."),
    ("TG515", "A 5G network, 4K, 3D, 7B, 20W, 4xGB."),
]


def found(text: str, code: str) -> list[Problem]:
    return [problem for problem in advice(written(text), code) if "a" in problem.subjects]


@pytest.mark.parametrize(("code", "text", "words"), HITS)
def test_a_poor_measure_is_blamed_for_its_words(code: str, text: str, words: str) -> None:
    problem = found(text, code)[0]
    assert re.search(rf"(?<![\w.,]){re.escape(words)}(?![\w])", problem.message)
    assert "\n" not in problem.message


@pytest.mark.parametrize(("code", "text"), NEAR)
def test_a_good_measure_that_comes_close_is_not(code: str, text: str) -> None:
    assert found(text, code) == []


def test_every_rule_of_units_has_cases_of_both_kinds() -> None:
    assert {code for code, *_ in HITS} == {code for code, _ in NEAR} == {row.rule.code for row in UNITS}


def test_a_wrong_unit_fails_a_strict_check_and_a_missing_space_does_not() -> None:
    severities = {row.rule.code: row.rule.severity for row in UNITS}
    assert severities == {"TG511": Severity.WARNING, "TG514": Severity.WARNING, "TG515": Severity.INFO}


@pytest.mark.parametrize(("wrong", "right"), MISSPELT.items())
def test_every_unit_of_the_table_is_found_with_its_right_spelling(wrong: str, right: str) -> None:
    (problem,) = found(f"It has 16 {wrong} in all.", "TG514")
    assert problem.fix == f"16 {right}"
    assert wrong.lower() == right.lower()
    assert found(f"It has 16 {right} in all.", "TG514") == []


@pytest.mark.parametrize("unit", SPACED)
def test_every_unit_that_takes_a_space_is_mended(unit: str) -> None:
    (problem,) = found(f"It has 1.5{unit} in all.", "TG515")
    assert problem.fix == f"1.5 {unit}"


def test_what_is_written_in_its_place_is_not_blamed_again() -> None:
    for code, text, words in HITS:
        for problem in found(text, code):
            if problem.fix:
                assert found(text.replace(words, problem.fix), code) == []


def test_a_unit_on_the_next_line_is_told_and_not_mended() -> None:
    (problem,) = found("It needs 16\ngb.", "TG514")
    assert (problem.hint, problem.fix) == ("write '16 GB'", None)


def test_units_are_read_in_sections_and_in_english_only() -> None:
    content = written("", sections=(Section("s", "It needs 16 gb."),))
    assert len(advice(content, "TG514")) == 1
    german = Content.of(GlossaryInfo(language="de", languages=("de",)), terms=content.terms.values())
    assert advice(german, "TG514") == []
    assert "TG514" in RULES
