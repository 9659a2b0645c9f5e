"""Twelve broken files: all of them found in one run, each on its line, and nothing loaded."""

import json
from pathlib import Path

import pytest
from command import termgraph

GLOSSARY = """\
format: 1
name: Broken
base_url: https://glossary.example/
language: en
languages: [en]
sections: {deeper-dive: Deeper dive}
categories:
  - {slug: basics, name: Basics}
"""

HEAD = "summary: A plain sentence that is long enough for a hover card to show.\n"


def term(front: str = "", body: str = "A definition.\n", name: str = "Name") -> bytes:
    return f"---\nname: {name}\n{HEAD}{front}---\n\n{body}".encode()


FILES = {
    "Bad_Slug.md": term(name="Bad slug"),
    "unknown-type.md": term("relations:\n  is-algoritm-for: [good]\n", name="Unknown type"),
    "cycle-a.md": term("relations:\n  is-a: [cycle-b]\n", name="Cycle A"),
    "cycle-b.md": term("relations:\n  is-a: [cycle-c]\n", name="Cycle B"),
    "cycle-c.md": term("relations:\n  is-a: [cycle-a]\n", name="Cycle C"),
    "duplicate-key.md": term("level: intro\nlevel: advanced\n", name="Duplicate key"),
    "tab.md": term("relations:\n\tis-a: [good]\n", name="Tab"),
    "bad-utf8.md": b"---\nname: Caf\xe9\n---\n",
    "no-key.md": term("no: way\n", name="No key"),
    "alias-one.md": term("aliases: [shared name]\n", name="Alias one"),
    "alias-two.md": term("aliases: [Shared Name]\n", name="Alias two"),
    "dangling.md": term(body="See [[nowhere]] for more.\n", name="Dangling"),
    "heading.md": term(body="Text.\n\n## Deeper divv\n\nMore.\n", name="Heading"),
    "wrong-level.md": term("level: expert\n", name="Wrong level"),
    "brackets.md": b"---\nname: " + b"[" * 100_000 + b"\n---\n",
    "good.md": term(name="Good"),
}

EXPECTED = {
    ("Bad_Slug.md", 1, "TG112"),
    ("unknown-type.md", 5, "TG202"),
    ("cycle-a.md", 5, "TG301"),
    ("duplicate-key.md", 5, "TG105"),
    ("tab.md", 5, "TG103"),
    ("bad-utf8.md", 2, "TG101"),
    ("no-key.md", 4, "TG108"),
    ("alias-two.md", 4, "TG404"),
    ("dangling.md", 6, "TG503"),
    ("heading.md", 8, "TG501"),
    ("wrong-level.md", 4, "TG110"),
    ("brackets.md", 2, "TG107"),
}


UNFINISHED = {"TG312", "TG505"}
"""These files are short: they have no relations, minutes or levels either."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    (data / "terms").mkdir(parents=True)
    (data / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    for name, content in FILES.items():
        (data / "terms" / name).write_bytes(content)
    return data


def test_every_broken_file_is_found_in_one_run_on_its_line(folder: Path) -> None:
    result = termgraph("check", folder, "--json")
    found = {(Path(each["file"]).name, each["line"], each["rule"]) for each in json.loads(result.out)}
    assert result.status == 1
    assert {rule for _, _, rule in found} >= UNFINISHED
    found = {row for row in found if row[2] not in UNFINISHED}
    assert found == EXPECTED


def test_a_cycle_is_shown_as_a_cycle_with_the_place_of_each_edge(folder: Path) -> None:
    result = termgraph("check", folder, "--json")
    (cycle,) = [each for each in json.loads(result.out) if each["rule"] == "TG301"]
    assert "cycle-a → cycle-b → cycle-c → cycle-a" in cycle["message"]
    places = {(Path(note["file"]).name, note["line"]) for note in cycle["notes"]}
    assert places == {("cycle-a.md", 5), ("cycle-b.md", 5), ("cycle-c.md", 5)}


def test_nothing_is_loaded_from_a_broken_folder(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "glossary.db"
    result = termgraph("load", folder, "--database", database)
    assert result.status == 1
    assert "nothing was loaded" in result.err
    assert not database.exists()


def test_the_text_shows_the_line_and_points_at_the_fault(folder: Path) -> None:
    result = termgraph("check", folder)
    assert (
        "unknown-type.md:5:3  error  TG202 unknown-relation-type\n"
        "  5 |   is-algoritm-for: [good]\n"
        "    |   ^^^^^^^^^^^^^^^"
    ) in result.out
    assert "is-algorithm-for" in result.out
