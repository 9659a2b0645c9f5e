"""The entries of a data folder: names, links, pipes, strays; the file system's order does not matter."""

import os
import random
import socket
from pathlib import Path

import pytest
from facts import facts
from reading_term import GLOSSARY, at, one, rules, token, write

from termgraph.errors import Problem, Severity
from termgraph.formats import files, read
from termgraph.formats.folder import write_folder

PPO = "---\nname: PPO\n---\n"
A = "---\nname: A\nrelations: {used-by: [{to: ppo, why: b}], contrasts-with: [{to: b, why: one}]}\n---\n"
B = "---\nname: B\nrelations: {contrasts-with: [{to: a, why: two}], uses: [a, a]}\n---\n"


BETTER = {
    "Q_Learning.md": "q-learning",
    "a--b.md": "a-b",
    "-a.md": "a",
    "ü.md": "u",
    "a.b.c.md": "a-b-c",
    "定.md": None,
}


@pytest.mark.parametrize(("name", "better"), BETTER.items())
def test_bad_slugs_are_reported_with_a_better_one(tmp_path: Path, name: str, better: str | None) -> None:
    source = read(write(tmp_path, {f"terms/{name}": PPO}))
    (problem,) = source.problems
    assert (problem.rule, problem.fix) == ("TG112", better)


def test_one_slug_in_two_folders(tmp_path: Path) -> None:
    text = "---\nname: Second\nlevel: expert\nrelations: {uses: [x]}\n---\n"
    source = read(write(tmp_path, {"terms/ppo.md": PPO, "terms/rl/ppo.md": text}))
    assert rules(source) == ["TG113", "TG110"]
    duplicate = source.problems[0]
    assert str(tmp_path / "terms" / "ppo.md") in duplicate.message
    assert source.content.terms["ppo"].name == "PPO"
    assert not source.content.relations
    assert token(source.where("term", "ppo", "name")) == "PPO"


def test_names_that_differ_in_case_collide(tmp_path: Path) -> None:
    write(tmp_path, {"terms/ppo.md": PPO, "terms/PPO.md": PPO})
    if len(list((tmp_path / "terms").iterdir())) == 1:
        pytest.skip("this file system does not tell letter case apart")
    source = read(tmp_path)
    assert rules(source) == ["TG112", "TG114"]


def test_stray_files_are_warned_about_and_hidden_ones_are_not(tmp_path: Path) -> None:
    write(tmp_path, {
        "terms/notes.txt": "x", "terms/ppo.MD": PPO, "terms/.hidden.md": "x", "terms/.obsidian/x.md": "x",
        ".git/config": "x", "README.md": "x", "link.yaml": "x: 1", "other.json": "{}", "image.png": b"\x89",
    })  # fmt: skip
    source = read(tmp_path)
    assert [at(problem.where)[0] for problem in source.problems] == ["link.yaml", "other.json", "notes.txt", "ppo.MD"]
    assert {(problem.rule, problem.severity) for problem in source.problems} == {("TG119", Severity.WARNING)}
    assert source.problems[0].hint == "did you mean 'links.yaml'?"


def _make_link(path: Path, target: Path) -> None:
    try:
        path.symlink_to(target)
    except OSError:
        pytest.skip("this file system has no symbolic links")


def test_links_pipes_and_sockets_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(PPO)
    outside = tmp_path / "outside"
    write(outside, {"x.md": PPO})
    data = write(tmp_path / "data", {"terms/ppo.md": PPO})
    _make_link(data / "terms" / "link.md", secret)
    _make_link(data / "terms" / "folder", outside)
    _make_link(data / "terms" / "circle", data / "terms")
    _make_link(data / "links.yaml", secret)
    os.mkfifo(data / "terms" / "pipe.md")
    # The path of a socket is at most about 100 bytes long.
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("data/terms/socket.md")
        source = read(data)
    assert [(problem.rule, at(problem.where)[0]) for problem in source.problems] == [
        ("TG115", "links.yaml"),
        ("TG115", "circle"),
        ("TG115", "folder"),
        ("TG115", "link.md"),
        ("TG115", "pipe.md"),
        ("TG115", "socket.md"),
    ]
    assert list(source.content.terms) == ["ppo"]


@pytest.mark.parametrize("name", ["glossary.yaml", "terms"])
def test_the_parts_themselves_may_not_be_links_but_the_folder_may(tmp_path: Path, name: str) -> None:
    data = write(tmp_path / "data", {"terms/ppo.md": PPO})
    (data / name).rename(tmp_path / name)
    _make_link(tmp_path / "alias", data)
    _make_link(data / name, tmp_path / name)
    source = read(tmp_path / "alias")
    assert rules(source) == ["TG115"]
    (data / name).unlink()
    (tmp_path / name).rename(data / name)
    assert rules(read(tmp_path / "alias")) == []


def test_a_file_that_becomes_a_pipe_meanwhile_is_not_waited_for(tmp_path: Path) -> None:
    from termgraph.formats.caps import FILE
    from termgraph.formats.reading import Reading

    os.mkfifo(tmp_path / "pipe")
    reading = Reading("pipe")
    assert files.read_bytes(str(tmp_path / "pipe"), reading, FILE) is None
    assert [problem.rule for problem in reading.problems] == ["TG115"]


def test_what_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    assert rules(read(tmp_path / "nowhere")) == ["TG117"]
    (tmp_path / "file").write_text("x")
    assert rules(read(tmp_path / "file")) == ["TG117"]
    (tmp_path / "empty").mkdir()
    assert rules(read(tmp_path / "empty")) == ["TG117"]
    assert rules(read(tmp_path / "nothing.yaml")) == ["TG117"]
    if os.geteuid():
        data = write(tmp_path / "data", {"terms/ppo.md": PPO})
        (data / "terms" / "ppo.md").chmod(0)
        assert rules(read(data)) == ["TG117"]


def test_names_that_are_no_text_can_be_shown(tmp_path: Path) -> None:
    data = write(tmp_path, {"terms/ppo.md": PPO})
    try:
        Path(os.fsdecode(os.fsencode(str(data)) + b"/terms/a\xffb\n.md")).write_text(PPO)
    except OSError:
        pytest.skip("this file system wants names to be text")
    (problem,) = read(data).problems
    assert problem.rule == "TG112"
    assert problem.where is not None
    assert problem.where.file.isprintable()
    assert f"{problem.message}{problem.where}".encode().isascii()


def test_settings_files_may_be_empty(tmp_path: Path) -> None:
    source = read(write(tmp_path, {"links.yaml": "", "relation-types.yaml": "# none yet\n", "glossary.yaml": GLOSSARY}))
    assert source.problems == ()


# Laws


def test_the_order_of_the_file_system_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(facts(), tmp_path)
    extra = {
        "terms/x/ppo.md": PPO, "terms/x/ppo.nb.md": PPO, "terms/zz.nb.md": PPO, "terms/bad.md": "x", "terms/Y.md": PPO,
        "terms/a.md": A, "terms/b.md": B,
    }  # fmt: skip
    for name, text in extra.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    expected = read(tmp_path)
    assert len(expected.problems) > 5
    real, order = os.scandir, random.Random(7)  # noqa: S311  # an order, not a secret

    class Shuffled:
        def __init__(self, path: str) -> None:
            with real(path) as found:
                self.entries = list(found)
            order.shuffle(self.entries)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.entries

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Shuffled)
    for _ in range(5):
        assert read(tmp_path) == expected


def test_progress_counts_every_file(tmp_path: Path) -> None:
    write(tmp_path, {"terms/ppo.md": PPO, "terms/ppo.nb.md": PPO, "terms/dpo.md": PPO})
    seen: list[tuple[int, int]] = []
    read(tmp_path, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_findings_stand_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    source = one(tmp_path, "name: X\nb: 1\na: 1\nrelations: {uses: [x, x]}", "## Q\n")
    keys = [problem.sort_key for problem in source.problems]
    assert keys == sorted(keys)
    assert [type(problem) for problem in source.problems] == [Problem] * 4
