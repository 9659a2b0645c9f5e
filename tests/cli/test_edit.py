"""`init` and `new`: what they write passes `check`, and nothing is ever overwritten."""

from pathlib import Path

from command import termgraph


def test_a_new_glossary_passes_check_and_takes_new_terms(tmp_path: Path) -> None:
    data = tmp_path / "mine"
    assert termgraph("init", data, "--name", "Mine: a glossary").status == 0
    made = termgraph("new", "q-learning", "--data", data, "--kind", "algorithm", "--category", "basics")
    assert made.out.strip() == str(data / "terms" / "q-learning.md")
    result = termgraph("check", data, "--fail-on", "warning")
    assert result.status == 0, result.out
    assert "2 terms" in result.err


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    data = tmp_path / "mine"
    termgraph("init", data)
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert termgraph("init", data).status == 2
    assert termgraph("new", "first-term", "--data", data).status == 2
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before


def test_a_bad_slug_kind_or_folder_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "mine"
    termgraph("init", data)
    assert "not a slug" in termgraph("new", "Bad_Slug", "--data", data).err
    assert "not a kind" in termgraph("new", "good", "--data", data, "--kind", "thing").err
    assert "termgraph init" in termgraph("new", "good", "--data", tmp_path / "elsewhere").err
