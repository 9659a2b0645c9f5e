"""`stats` as an editor uses it: every number counted again from the content, the most wanted first, errors or not."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command import termgraph

from termgraph.errors import Problem, Severity
from termgraph.formats import read
from termgraph.integrity.coverage import Coverage, coverage
from termgraph.model import (
    Content,
    GlossaryInfo,
    Relation,
    Requirement,
    Section,
    SectionHeading,
    Source,
    Term,
    TermStatus,
    Translation,
    originals,
)
from termgraph.model import Path as CuratedPath

DATA = Path(__file__).parents[2] / "data"


def stats(*arguments: str | Path) -> Any:
    result = termgraph("stats", *arguments, "--json")
    assert result.status == 0, result.err
    return json.loads(result.out)


def part(found: Coverage, name: str) -> tuple[int, tuple[str, ...]]:
    (each,) = (each for each in found.parts if each.name == name)
    return each.there, each.missing


def test_our_glossary_is_counted_as_its_content_says() -> None:
    found, content = stats(DATA), read(DATA).content
    assert found["terms"] == len(content.terms)
    assert found["counts"]["kind"] == dict(
        sorted(Counter(term.kind.value for term in content.terms.values()).items(), key=lambda row: (-row[1], row[0]))
    )
    parts = {each["name"]: each for each in found["parts"]}
    for name, each in parts.items():
        assert each["there"] + len(each["missing"]) == found["published"], name
    assert parts["definition"]["missing"] == []
    assert parts["sources"]["there"] == sum(bool(term.sources) for term in content.terms.values())
    assert sum(each["total"] for each in found["statements"]) == len(content.relations) + len(content.requirements)
    assert all(each["sound"] for each in found["paths"])
    (german,) = found["languages"]
    assert german["language"] == "de"
    assert german["translations"] == len(list((DATA / "terms").glob("*.de.md")))


def test_it_reads_well_and_names_what_is_missing() -> None:
    told = termgraph("stats", DATA).out
    assert "Published terms with" in told
    assert "  definition " in told
    assert "\x1b[" not in told
    assert all(len(line) < 220 for line in told.splitlines())


@pytest.fixture
def content() -> Content:
    whole = Term(
        "whole", "Whole", summary="It is there, and is said in one sentence.", definition="One two three.",
        sections=(Section("dive", "Four five."), Section("own", "Six.", "Own")), sources=(Source("s", "arXiv:1"),),
    )  # fmt: skip
    others = (Translation("de", "Alt", of="0" * 12), Translation("nb", "Ny"))
    up_to_date = Translation("de", "Ganz", of=originals.digest(whole))
    return Content.of(
        GlossaryInfo(sections=(SectionHeading("dive", {"en": "Dive"}),), languages=("en", "de", "fr")),
        terms=[
            replace(whole, translations=(up_to_date,)),
            Term("old", "Old", definition="A text.", translations=others),
            Term("wanted", "Wanted"),
            Term("alone", "Alone"),
            Term("draft", "Draft", status=TermStatus.DRAFT),
        ],
        relations=[
            Relation("whole", "requires", "wanted", why="Because."),
            Relation("old", "uses", "wanted"),
            Relation("old", "is-alternative-to", "whole", for_="wanted"),
        ],
        requirements=[Requirement("old", (("alone",), ("wanted",)), why="Either.")],
        paths=[CuratedPath("way", "Way", ("wanted", "whole")), CuratedPath("wrong", "Wrong", ("whole",))],
    )


def test_each_number_is_what_it_says(content: Content) -> None:
    found = coverage(content, ())
    assert (found.terms, found.published) == (5, 4)
    assert found.counts["status"] == {"published": 4, "draft": 1}
    assert found.counts["level"] == {"none": 5}
    assert part(found, "definition") == (2, ("wanted", "alone"))
    assert part(found, "dive") == part(found, "every section") == (1, ("wanted", "alone", "old"))
    assert part(found, "sources") == (1, ("wanted", "alone", "old"))
    assert (found.words, found.median_words) == (3 + 2 + 1 + 2, 1)
    assert {each.type: (each.total, each.reasons, each.purposes) for each in found.statements} == {
        "requires": (2, 2, 0), "uses": (1, 0, 0), "is-alternative-to": (1, 0, 1),
    }  # fmt: skip
    assert found.roots == 2
    assert found.unconnected == ()
    assert {each.key: each.sound for each in found.paths} == {"way": True, "wrong": False}
    assert {each.language: (each.translations, each.stale, each.unmarked) for each in found.languages} == {
        "de": (2, 1, 0), "fr": (0, 0, 0), "nb": (1, 0, 1),
    }  # fmt: skip


def test_with_errors_it_counts_on_and_judges_no_path(content: Content) -> None:
    problems = (Problem("TG201", Severity.ERROR, "Wrong."), Problem("TG505", Severity.WARNING, "Missing."))
    found = coverage(content, problems)
    assert found.findings == {"error": 1, "warning": 1, "info": 0}
    assert [(each.sound, each.minutes) for each in found.paths] == [(None, None)] * 2


def test_a_broken_folder_is_counted_and_its_errors_told(tmp_path: Path) -> None:
    assert termgraph("init", tmp_path / "data").status == 0
    broken = tmp_path / "data" / "terms" / "broken.md"
    broken.write_text("---\nname: Broken\nrelations: {uses: [nothing]}\n---\n\nA text.\n")
    found = stats(tmp_path / "data")
    assert found["findings"]["error"] == 1
    assert "1 error" in termgraph("stats", tmp_path / "data").out


def test_an_empty_glossary_has_nothing_and_fails_nothing() -> None:
    found = coverage(Content(), ())
    assert (found.terms, found.words, found.median_words) == (0, 0, 0)
    assert all(each.there == 0 and each.missing == () for each in found.parts)


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert termgraph("stats", tmp_path / "missing").status == 2
