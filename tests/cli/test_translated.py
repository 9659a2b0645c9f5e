"""`translated`: what it lists, what it writes, and what it refuses to touch."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from command import Result, termgraph

from termgraph.formats import read
from termgraph.model import originals

GLOSSARY = """\
format: 1
name: Test
languages: [en, nb, de]
sections: {deeper-dive: {en: Deeper dive, nb: Dypdykk}}
"""
PPO = "---\nname: PPO\nsummary: A summary.\n---\n\nText.\n\n## Deeper dive\n\nDeep.\n"
OLD = "0123456789ab"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    files = {
        "glossary.yaml": GLOSSARY,
        "terms/ppo.md": PPO,
        "terms/ppo.nb.md": f"---\r\nname: PPO på norsk # navnet\r\nof: {OLD}\r\n---\r\n\r\nTekst e\u0301.\r\n",
        "terms/ppo.de.md": "\ufeff---\nname: PPO\n---\nText ohne Zeilenende",
        "terms/dpo.md": "---\nname: DPO\n---\n",
        "terms/deep/dpo.nb.md": "---\nname: DPO\n---\n",
        "terms/gpu.md": "---\nname: GPU\n---\n",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())
    return folder


def snapshot(data: Path) -> dict[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def state(data: Path, slug: str) -> str:
    return originals.digest(read(data).content.terms[slug])


def run(data: Path, *arguments: str) -> Result:
    return termgraph("translated", *arguments, "--data", data)


def asked(data: Path, *arguments: str) -> list[dict[str, Any]]:
    result = run(data, *arguments, "--json")
    assert result.status == 0, result.err
    found: list[dict[str, Any]] = json.loads(result.out)
    return found


def line(state: str) -> str:
    return f"of: '{state}'" if state[0].isdigit() else f"of: {state}"


def test_without_names_it_lists_and_writes_nothing(data: Path) -> None:
    before = snapshot(data)
    result = run(data)
    assert result.status == 0
    assert [row.split()[0].rsplit("/", 1)[1] for row in result.out.splitlines()] == [
        "dpo.nb.md", "ppo.de.md", "ppo.nb.md",
    ]  # fmt: skip
    assert f"stale (made from {OLD}, the original is at {state(data, 'ppo')})" in result.out
    assert result.out.count("unmarked") == 2
    assert [(row["slug"], row["language"], row["state"], row["written"]) for row in asked(data)] == [
        ("dpo", "nb", "unmarked", False), ("ppo", "de", "unmarked", False), ("ppo", "nb", "stale", False),
    ]  # fmt: skip
    assert [row["slug"] for row in asked(data, "--language", "de")] == ["ppo"]
    assert snapshot(data) == before


def test_a_named_term_is_marked_in_every_language_and_every_other_byte_stays(data: Path) -> None:
    before, now = snapshot(data), state(data, "ppo")
    result = run(data, "ppo")
    assert result.status == 0, result.err
    assert f"(was {OLD})" in result.out
    assert "(was unmarked)" in result.out
    after = snapshot(data)
    changed = {name: text for name, text in after.items() if before.get(name) != text}
    assert changed == {
        "terms/ppo.nb.md": before["terms/ppo.nb.md"].replace(f"of: {OLD}".encode(), line(now).encode()),
        "terms/ppo.de.md": before["terms/ppo.de.md"].replace(b"name: PPO\n", f"name: PPO\n{line(now)}\n".encode()),
    }
    assert after.keys() == before.keys()
    assert termgraph("check", data).status == 0
    assert [row["slug"] for row in asked(data)] == ["dpo"]


def test_one_language_of_a_term(data: Path) -> None:
    (row,) = asked(data, "ppo", "--language", "de")
    now = state(data, "ppo")
    assert row == {
        "slug": "ppo",
        "language": "de",
        "file": (data / "terms" / "ppo.de.md").as_posix(),
        "state": "unmarked",
        "was": None,
        "of": now,
        "written": True,
    }
    assert OLD in (data / "terms" / "ppo.nb.md").read_text("utf-8")


def test_all_marks_what_is_due_and_the_second_time_nothing(data: Path) -> None:
    assert len(asked(data, "--all")) == 3
    marked = snapshot(data)
    times = {path: path.stat().st_mtime_ns for path in data.rglob("*")}
    assert asked(data, "--all") == []
    assert "No translation is stale or unmarked." in run(data, "--all").err
    assert "is marked already" in run(data, "ppo").out
    assert [row["written"] for row in asked(data, "ppo", "ppo")] == [False, False]
    assert snapshot(data) == marked
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == times


def test_an_edit_of_the_original_is_due_again_and_an_edit_of_other_things_is_not(data: Path) -> None:
    run(data, "--all")
    original = data / "terms" / "ppo.md"
    original.write_text(PPO.replace("name: PPO", "name: PPO\nminutes: 4\naliases: [x]"), "utf-8")
    assert asked(data) == []
    original.write_text(PPO.replace("Deep.", "Deeper."), "utf-8")
    assert [(row["slug"], row["state"]) for row in asked(data)] == [("ppo", "stale")] * 2
    original.write_text(PPO, "utf-8")
    assert asked(data) == []


def test_a_file_keeps_its_permissions(data: Path) -> None:
    path = data / "terms" / "ppo.nb.md"
    path.chmod(0o640)
    run(data, "ppo")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(each.name for each in path.parent.iterdir() if each.name.startswith(".")) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["pppo"], "There is no term 'pppo'. Nearest: ppo."),
        (["ppo", "nothing-like-it"], "There is no term 'nothing-like-it'."),
        (["gpu"], "The term 'gpu' has no translation; nothing was written."),
        (["dpo", "--language", "de"], "The term 'dpo' has no translation to 'de'"),
        (["ppo", "--language", "fr"], "it is translated to nb, de"),
        (["ppo", "--language", "en"], "it is translated to nb, de"),
        (["ppo", "--all"], "not both"),
    ],
)
def test_what_it_cannot_do_is_said_and_nothing_is_written(data: Path, arguments: list[str], words: str) -> None:
    before = snapshot(data)
    result = run(data, *arguments)
    assert result.status == 2
    assert words in result.err
    assert not result.out
    assert snapshot(data) == before


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("ppo.md", "---\nname: PPO\nsumary: x\n---\n", "'sumary' is not a key here"),
        ("ppo.nb.md", "---\nname: PPO\nlevel: intro\n---\n", "'level' is not a key here"),
        ("ppo.nb.md", "---\nof: x\n---\n", "the key 'name' is missing"),
        ("ppo.nb.md", "---\n{name: PPO}\n---\n", "only a person should edit"),
    ],
)
@pytest.mark.parametrize("arguments", [["ppo"], ["--all"]])
def test_where_files_are_broken_nothing_is_written(
    data: Path, file: str, text: str, words: str, arguments: list[str]
) -> None:
    (data / "terms" / file).write_text(text, "utf-8")
    before = snapshot(data)
    result = run(data, *arguments)
    assert result.status == 1
    assert words in result.err
    assert "othing was written." in result.err
    assert snapshot(data) == before


def test_errors_elsewhere_are_told_and_keep_nobody_from_marking(data: Path) -> None:
    (data / "terms" / "gpu.md").write_text("---\nname: [\n---\n", "utf-8")
    listed = run(data)
    assert listed.status == 1
    assert "1 error; `termgraph check" in listed.err
    assert run(data, "ppo").status == 0
    assert f"{line(state(data, 'ppo'))}\n" in (data / "terms" / "ppo.de.md").read_text("utf-8")


def test_a_mark_that_is_no_state_is_replaced(data: Path) -> None:
    path = data / "terms" / "ppo.nb.md"
    path.write_text("---\nname: PPO\nof: last summer\n---\n", "utf-8")
    assert run(data, "ppo", "--language", "nb").status == 0
    assert path.read_text("utf-8") == f"---\nname: PPO\n{line(state(data, 'ppo'))}\n---\n"


def test_a_glossary_in_one_file_is_listed_and_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "format: 1\nlanguages: [en, nb]\nterms: [{slug: a, name: A, translations: {nb: {name: B}}}]", "utf-8"
    )
    assert [row["state"] for row in asked(path)] == ["unmarked"]
    before = path.read_bytes()
    result = run(path, "--all")
    assert result.status == 2
    assert "not a folder of term files" in result.err
    assert path.read_bytes() == before


def test_a_glossary_without_translations_says_so(tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    (tmp_path / "glossary.yaml").write_text("format: 1\nname: Test\n", "utf-8")
    assert "There are no translations here." in run(tmp_path).err
    assert run(tmp_path / "nowhere").status == 1


def test_a_file_that_cannot_be_written_stays_whole_and_is_one_sentence(data: Path) -> None:
    in_the_way = data / "terms" / ".ppo.nb.md.new"
    in_the_way.mkdir()
    before = snapshot(data)
    result = run(data, "ppo", "--language", "nb")
    assert result.status == 2
    assert "ppo.nb.md cannot be written: is a directory." in result.err
    assert snapshot(data) == before
