"""`termgraph import skos` and `termgraph check vocabulary.ttl`, run as commands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import termgraph

TEA = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://vocab.example/> .
ex:s a skos:ConceptScheme ; skos:prefLabel "Drinks"@en .
ex:tea a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "tea"@en ; skos:editorialNote "Check."@en .
ex:green a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "green tea"@en ; skos:broader ex:tea .
"""


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    path = tmp_path / "tea.ttl"
    path.write_text(TEA, "utf-8")
    return path


def test_into_term_files_and_from_there_into_a_store(tea: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    waiting = termgraph("import", "skos", tea, "--to", folder, "--dry-run", "--exit-code")
    assert waiting.status == 10
    assert "+ term tea  tea" in waiting.out
    assert "+ relation green-tea broader tea" in waiting.out
    assert not folder.exists()
    done = termgraph("import", "skos", tea, "--to", folder, "--yes", "--base", "https://drinks.example/")
    assert (done.status, done.out) == (0, "")
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*")) == [
        "extra.nt", "glossary.yaml", "relation-types.yaml", "terms/green-tea.md", "terms/tea.md",
    ]  # fmt: skip
    assert "source_iri: http://vocab.example/tea" in (folder / "terms" / "tea.md").read_text("utf-8")
    assert "base_url: https://drinks.example/" in (folder / "glossary.yaml").read_text("utf-8")
    assert termgraph("check", folder).status == 0
    loaded = termgraph("load", folder, "--database", tmp_path / "files.db")
    assert loaded.status == 0
    direct = termgraph(
        "import",
        "skos",
        tea,
        "--database",
        tmp_path / "direct.db",
        "--yes",
        "--base",
        "https://drinks.example/",
        "--json",
    )
    report = json.loads(direct.out)
    assert (report["terms"], report["relations"], report["findings"][0]["rule"]) == (2, 1, "TG736")
    exports = [
        termgraph("export", "--database", tmp_path / f"{name}.db", "--format", "n-triples").out.splitlines()
        for name in ("files", "direct")
    ]
    said_of_the_store = ("ns#revision>", "ns#changed>", "dc/terms/modified>")
    same = [[line for line in lines if not any(each in line for each in said_of_the_store)] for lines in exports]
    assert {len(lines) - len(left) for lines, left in zip(exports, same, strict=True)} == {1 + 2 * 2}
    assert same[0] == same[1]
    assert any("editorialNote" in line for line in same[0])


def test_a_second_import_changes_nothing(tea: Path, tmp_path: Path) -> None:
    targets: list[list[str | Path]] = [["--to", tmp_path / "data"], ["--database", tmp_path / "x.db"]]
    for target in targets:
        assert termgraph("import", "skos", tea, *target, "--yes").status == 0
        again = termgraph("import", "skos", tea, *target, "--dry-run", "--exit-code")
        assert again.status == 0
        assert "no changes" in again.err


@pytest.mark.parametrize("suffix", ["ttl", "jsonld"])
def test_an_export_of_a_store_changes_nothing_where_it_is_imported(tea: Path, tmp_path: Path, suffix: str) -> None:
    store, folder, dump = tmp_path / "x.db", tmp_path / "data", tmp_path / f"dump.{suffix}"
    targets: list[list[str | Path]] = [["--database", store], ["--to", folder]]
    for target in targets:
        termgraph("import", "skos", tea, *target, "--base", "https://drinks.example/", "--yes")
    assert termgraph("export", "--database", store, "--output", dump).status == 0
    assert "xsd:dateTime" in dump.read_text("utf-8")
    for target in targets:
        again = termgraph("import", "skos", dump, *target, "--dry-run", "--exit-code")
        assert (again.status, "no changes" in again.err) == (0, True), again.out
    assert "/modified>" not in termgraph("export", "--data", folder, "--format", "n-triples").out


def test_only_the_files_that_differ_are_written(tea: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    termgraph("import", "skos", tea, "--to", folder, "--yes")
    moved = folder / "terms" / "hot" / "tea.md"
    moved.parent.mkdir()
    (folder / "terms" / "tea.md").rename(moved)
    green = folder / "terms" / "green-tea.md"
    green.write_text(green.read_text("utf-8").replace("---\n", "---\n# Mine.\n", 1), "utf-8")
    tea.write_text(TEA.replace('"tea"@en', '"Tea"@en'), "utf-8")
    done = termgraph("import", "skos", tea, "--to", folder, "--yes", "--json")
    assert json.loads(done.out)["files"] == ["terms/hot/tea.md"]
    assert "name: Tea" in moved.read_text("utf-8")
    assert "# Mine." in green.read_text("utf-8")
    assert termgraph("check", folder).status == 0


def test_nothing_is_written_without_a_yes(tea: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    for answer, status, there in (("n\n", 130, False), ("", 130, False), ("y\n", 0, True)):
        ran = subprocess.run(
            [sys.executable, "-m", "termgraph", "import", "skos", str(tea), "--to", str(folder)],
            input=answer, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (ran.returncode, folder.exists()) == (status, there), ran.stderr


@pytest.mark.parametrize(("options", "status", "said"), [
    (["--to", "a", "--database", "b"], 2, "not both"),
    (["--base", "javascript:x"], 2, "not a web address"),
    (["--language", "e n"], 2, "not a language tag"),
    (["--nonsense"], 2, "No such option"),
])  # fmt: skip
def test_wrong_options_say_what_is_wrong(tea: Path, options: list[str], status: int, said: str) -> None:
    ran = termgraph("import", "skos", tea, *options, cwd=tea.parent)
    assert ran.status == status
    assert said in ran.err
    assert sorted(tea.parent.iterdir()) == [tea]


def test_a_file_that_cannot_be_read_leaves_everything_as_it_was(tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<javascript:alert(1)> a <http://www.w3.org/2004/02/skos/core#Concept> .", "utf-8")
    for file, rule in ((bad, "TG715"), (tmp_path / "none.ttl", "TG117")):
        ran = termgraph("import", "skos", file, "--to", tmp_path / "data", "--yes")
        assert ran.status == 1
        assert rule in ran.out
        assert "nothing was imported" in ran.err
        assert not (tmp_path / "data").exists()
        ran = termgraph("import", "skos", file, "--to", tmp_path / "data", "--yes", "--json")
        assert ran.status == 1
        assert [each["rule"] for each in json.loads(ran.out)["findings"]] == [rule]


def test_an_import_meets_what_is_wrong_in_the_folder(tea: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    termgraph("import", "skos", tea, "--to", folder, "--yes")
    (folder / "terms" / "tea.md").write_text("no front matter", "utf-8")
    ran = termgraph("import", "skos", tea, "--to", folder, "--yes")
    assert ran.status == 1
    assert "mend them first" in ran.err


def test_a_vocabulary_is_checked(tea: Path) -> None:
    fine = termgraph("check", tea)
    assert (fine.status, fine.out) == (0, "")
    assert "2 concepts, 1 schemes" in fine.err
    advice = termgraph("check", tea, "--severity", "info")
    assert "<http://vocab.example/green>  info  TG753 undocumented-concept" in advice.out
    tea.write_text(f'{TEA}ex:tea skos:prefLabel "cha"@en .', "utf-8")
    broken = termgraph("check", tea, "--json")
    assert broken.status == 1
    (finding,) = json.loads(broken.out)
    assert (finding["rule"], finding["severity"], finding["subjects"]) == (
        "TG742", "error", ["http://vocab.example/tea"]
    )  # fmt: skip
    assert "S14" in termgraph("rule", "TG742").out
    assert termgraph("check", tea, "--fail-on", "never").status == 0
    for style in ("github", "sarif"):
        assert "TG742" in termgraph("check", tea, "--format", style).out
