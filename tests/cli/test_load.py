"""Plan and load, as an editor uses them: exact, repeatable, and nothing deleted by accident."""

import json
import sqlite3
from pathlib import Path

import pytest
from command import termgraph

GLOSSARY = """\
format: 1
name: Small
base_url: https://glossary.example/
language: en
languages: [en]
categories:
  - {slug: basics, name: Basics}
"""


def write(data: Path, slug: str, relations: str = "", **fields: str) -> None:
    front = "".join(f"{key}: {value}\n" for key, value in fields.items())
    path = data / "terms" / f"{slug}.md"
    path.write_text(
        f"---\nname: Term {slug}\nsummary: A plain sentence about {slug} that is long enough to show.\n"
        f"{front}{relations}---\n\nThe definition of {slug}.\n",
        "utf-8",
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "terms").mkdir(parents=True)
    (folder / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    write(folder, "a")
    write(folder, "b", "relations:\n  is-a: [a]\n")
    write(folder, "c", "relations:\n  requires: [{to: b, why: Because of b.}]\n")
    return folder


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "glossary.db"


def test_plan_shows_load_does_and_a_second_load_finds_nothing(data: Path, database: Path) -> None:
    planned = termgraph("plan", data, "--database", database, "--exit-code")
    assert planned.status == 10
    assert "+ term a  Term a" in planned.out
    assert "+ relation b is-a a" in planned.out
    loaded = termgraph("load", data, "--database", database)
    assert loaded.status == 0
    assert "the store holds 3 terms, 2 relations" in loaded.err
    again = termgraph("plan", data, "--database", database, "--exit-code")
    assert (again.status, again.out, again.err) == (0, "", "no changes\n")


def test_a_load_without_changes_leaves_the_store_byte_for_byte(data: Path, database: Path) -> None:
    termgraph("load", data, "--database", database)
    before = dump(database)
    result = termgraph("load", data, "--database", database)
    assert "no changes" in result.err
    assert dump(database) == before


def dump(database: Path) -> str:
    with sqlite3.connect(database) as connection:
        return "\n".join(connection.iterdump())


def test_a_changed_field_is_shown_before_and_after(data: Path, database: Path) -> None:
    termgraph("load", data, "--database", database)
    write(data, "a", level="advanced")
    planned = termgraph("plan", data, "--database", database)
    assert planned.out.splitlines() == ["~ term a  Term a", "    level: (none) → advanced"]
    as_json = json.loads(termgraph("plan", data, "--database", database, "--json").out)
    assert as_json["changes"] == [
        {"sign": "~", "entity": "term", "key": "a", "fields": {"level": {"before": None, "after": "advanced"}}}
    ]


def test_a_term_gone_from_the_files_is_kept_until_prune_and_many_need_a_yes(data: Path, database: Path) -> None:
    termgraph("load", data, "--database", database)
    (data / "terms" / "c.md").unlink()
    kept = termgraph("load", data, "--database", database)
    assert kept.status == 0
    assert "kept c, not in the files" in kept.err
    assert "the store holds 3 terms, 2 relations" in kept.err
    planned = termgraph("plan", data, "--database", database, "--prune")
    assert "- term c" in planned.out
    assert "- relation c requires b" in planned.out
    refused = termgraph("load", data, "--database", database, "--prune")
    assert refused.status == 2
    assert "say --yes as well" in refused.err
    pruned = termgraph("load", data, "--database", database, "--prune", "--yes")
    assert "the store holds 2 terms, 1 relations" in pruned.err


def test_a_kept_term_that_no_longer_fits_is_explained(data: Path, database: Path) -> None:
    write(data, "d", category="basics")
    termgraph("load", data, "--database", database)
    (data / "terms" / "d.md").unlink()
    (data / "glossary.yaml").write_text(GLOSSARY.replace("basics", "others"), "utf-8")
    result = termgraph("load", data, "--database", database)
    assert result.status == 1
    assert "no longer fit" in result.err


def test_the_report_of_a_load_is_counted_from_the_store(data: Path, database: Path) -> None:
    report = json.loads(termgraph("load", data, "--database", database, "--json").out)
    assert {key: report[key] for key in ("added", "changed", "deleted", "terms", "relations")} == {
        "added": 6,
        "changed": 1,
        "deleted": 0,
        "terms": 3,
        "relations": 2,
    }


def test_findings_for_github_are_annotations(data: Path) -> None:
    write(data, "d", "relations:\n  is-a: [aa]\n")
    result = termgraph("check", data, "--format", "github")
    assert result.status == 1
    assert result.out.startswith("::error file=")
    assert "d.md,line=5,col=" in result.out
    sarif = json.loads(termgraph("check", data, "--format", "sarif").out)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "TG201"


def test_fail_on_decides_the_exit_status(data: Path) -> None:
    write(data, "d", aliases="[Term a]")
    assert termgraph("check", data).status == 0
    assert termgraph("check", data, "--fail-on", "warning").status == 1
    write(data, "e", level="expert")
    assert termgraph("check", data).status == 1
    assert termgraph("check", data, "--fail-on", "never").status == 0


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    result = termgraph("check", tmp_path / "nothing")
    assert result.status in {1, 2}
    assert "nothing" in result.out + result.err
    assert "Traceback" not in result.err


def test_a_store_that_is_none_is_one_sentence(data: Path, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("This is no database at all, but a text of some length.\n" * 50, "utf-8")
    result = termgraph("load", data, "--database", tmp_path / "text.db")
    assert result.status == 2
    assert result.err.startswith("Error: ")
    assert "Traceback" not in result.err
