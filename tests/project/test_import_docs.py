"""The sections of docs/linked-data.md on importing and checking: their commands run, their tables name every rule."""

import re
import shlex
from pathlib import Path

from command import termgraph

from termgraph.integrity import RULES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "linked-data.md").read_text("utf-8")
TEA = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://vocab.example/> .
ex:tea a skos:Concept ; skos:prefLabel "tea"@en ; skos:editorialNote "Check."@en .
"""


def section(title: str) -> str:
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def console(title: str) -> list[tuple[list[str], str]]:
    """Each command of a section with what it prints."""
    (block,) = re.findall(r"^```console\n(.*?)^```", section(title), re.MULTILINE | re.DOTALL)
    parts = [part.partition("\n") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(shlex.split(command)[1:], output) for command, _, output in parts]


def test_the_import_runs_as_shown(tmp_path: Path) -> None:
    (tmp_path / "tea.ttl").write_text(TEA, "utf-8")
    for command, output in console("Importing SKOS"):
        result = termgraph(*command, cwd=tmp_path)
        assert (result.status, result.out) == (0, output), result
    assert 'skos:editorialNote "Check."@en' in (tmp_path / "again.ttl").read_text("utf-8")


def test_the_check_prints_what_is_shown(tmp_path: Path) -> None:
    (tmp_path / "tea.ttl").write_text(f'{TEA}ex:tea skos:prefLabel "cha"@en .', "utf-8")
    ((command, output),) = console("Checking a vocabulary")
    result = termgraph(*command, cwd=tmp_path)
    assert (result.status, result.out) == (1, output)


def test_every_rule_about_vocabularies_is_in_a_range_of_the_table() -> None:
    ranges = re.findall(r"\| (TG7\d\d) to (TG7\d\d) \|", section("Checking a vocabulary"))
    assert len(ranges) == 6
    codes = [code for code in RULES if "TG710" <= code <= "TG799"]
    assert [code for code in codes if not any(first <= code <= last for first, last in ranges)] == []
    assert all(first in codes and last in codes for first, last in ranges)
