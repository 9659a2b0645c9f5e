"""Plan and load, as an editor uses them: exact, repeatable, and nothing deleted by accident."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from command import termgraph

from termgraph.cli.load import bring, checked
from termgraph.model import Change, Content
from termgraph.store import Head, Store
from termgraph.store.reader import Reader

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
    front = "".join(f"{key}: {value}\n" for key, value in {"level": "intro", "minutes": "5", **fields}.items())
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
    assert planned.out.splitlines() == ["~ term a  Term a", "    level: intro → advanced"]
    as_json = json.loads(termgraph("plan", data, "--database", database, "--json").out)
    assert as_json["changes"] == [
        {"sign": "~", "entity": "term", "key": "a", "fields": {"level": {"before": "intro", "after": "advanced"}}}
    ]


def watched(data: Path) -> None:
    """The glossary watches `c`, and the store is to follow."""
    (data / "glossary.yaml").write_text(f"{GLOSSARY}watch: [c]\n", "utf-8")


def test_a_plan_tells_what_readers_will_notice(data: Path, database: Path) -> None:
    watched(data)
    termgraph("load", data, "--database", database)
    write(data, "b", "relations:\n  requires: [{to: a, why: Because of a.}]\n", minutes="20")
    planned = termgraph("plan", data, "--database", database)
    changes, _, effects = planned.out.partition("\nEffects\n")
    assert "+ relation b requires a" in changes
    assert effects.splitlines()[:5] == [
        "path to c: 2 → 3 terms, 10 → 30 minutes",
        "    adds a",
        "    stages: b 1 → 2, c 2 → 3",
        "    verdicts: a not-a-prerequisite → necessary",
        "trail (concept) of b: glossary / a / b → glossary / b",
    ]
    bare = termgraph("plan", data, "--database", database, "--no-effects")
    assert bare.out == changes
    as_json = json.loads(termgraph("plan", data, "--database", database, "--json").out)
    assert as_json["effects"]["plans"][0]["after"] == {"terms": 3, "minutes": 30, "optimal": True}
    assert "effects" not in json.loads(termgraph("plan", data, "--database", database, "--json", "--no-effects").out)
    comment = termgraph("plan", data, "--database", database, "--format", "markdown").out
    assert "| c | 2 terms, 10 minutes | 3 terms, 30 minutes | adds a; " in comment
    assert "```diff\n" in comment


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
    assert "d.md,line=7,col=" in result.out
    sarif = json.loads(termgraph("check", data, "--format", "sarif").out)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "TG201"


def test_suggestions_are_counted_and_shown_only_when_asked_for(data: Path) -> None:
    for style in ("text", "json", "github", "sarif"):
        quiet = termgraph("check", data, "--format", style)
        assert (quiet.status, "TG322" in quiet.out) == (0, False)
        assert quiet.err.endswith(": 2 suggestions (--severity info shows them)\n")
        whole = termgraph("check", data, "--format", style, "--severity", "info")
        assert (whole.status, "TG322" in whole.out) == (0, True)
        assert whole.err.endswith(": 2 suggestions\n")
    failed = termgraph("check", data, "--fail-on", "info")
    assert (failed.status, "TG322" in failed.out) == (1, True)


def test_a_warning_is_shown_unless_only_errors_are_asked_for_by_load(data: Path) -> None:
    write(data, "d")
    assert "TG312 orphan" in termgraph("check", data).out
    assert termgraph("plan", data, "--database", data / "x.db").err.startswith("1 warning; ")


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


def test_a_load_plans_again_when_another_writer_was_faster(data: Path, database: Path) -> None:
    termgraph("load", data, "--database", database)
    write(data, "a", level="advanced")
    rivals = [replace(Reader(database).content()[1].terms["b"], minutes=50)]

    class Overtaken(Reader):
        def content(self) -> tuple[Head, Content]:
            head, content = super().content()
            for rival in rivals:
                with Store.open(str(database)) as store:
                    store.apply((Change("term", "b", content.terms["b"], rival),))
            rivals.clear()
            return head, content

    done, head = bring(str(database), Overtaken(database), checked(data), prune=False, yes=False)
    assert [change.key for change in done.changes] == ["a", "b"]
    assert (head.revision, Reader(database).head()) == (3, head)
    assert Reader(database).content()[1].terms["b"].minutes == 5
