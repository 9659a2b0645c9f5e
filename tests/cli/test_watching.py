"""`check --watch` as an editor runs it: a process that tells what each save brought, until it is interrupted."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from command import termgraph
from serving import PATIENCE

GLOSSARY = "format: 1\nname: Test\nlanguages: [en]\n"
SUMMARY = "A summary of the right length, which says nothing in particular."
TERM = f"---\nname: {{}}\nlevel: intro\nminutes: 5\nsummary: {SUMMARY}\nrelations:\n  uses: [{{}}]\n---\n\nText.\n"


class Watching:
    """A running `check --watch`: its lines of output as they come, and its end."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._lines: Queue[str] = Queue()
        assert process.stdout is not None
        threading.Thread(target=self._collect, args=[process.stdout]).start()

    def _collect(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._lines.put(line)

    def line(self) -> str:
        return self._lines.get(timeout=PATIENCE).rstrip("\n")

    def told(self) -> dict[str, Any]:
        row: dict[str, Any] = json.loads(self.line())
        return row

    def lines(self, last: str) -> list[str]:
        """Lines up to the one that begins so."""
        found = [self.line()]
        while not found[-1].startswith(last):
            found.append(self.line())
        return found

    def interrupt(self) -> int:
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(PATIENCE)


@contextmanager
def watching(folder: Path, *options: str) -> Iterator[Watching]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TERMGRAPH_")}
    command = [sys.executable, "-m", "termgraph", "check", folder.name, "--watch", *options]
    with subprocess.Popen(
        command,
        cwd=folder.parent,
        env={**clean, "PYTHONWARNINGS": "error"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            yield Watching(process)
        finally:
            process.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    data = tmp_path / "data"
    (data / "terms").mkdir(parents=True)
    (data / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    for slug, other in (("alpha", "beta"), ("beta", "gamma"), ("gamma", "")):
        (data / "terms" / f"{slug}.md").write_text(TERM.format(slug.title(), other), "utf-8")
    return data


def test_what_a_person_sees(folder: Path) -> None:
    alpha = folder / "terms" / "alpha.md"
    with watching(folder) as watch:
        first = watch.lines("Watching")
        assert first[-2].startswith("3 terms, 2 relations, 1 language in 0.")
        assert first[-2].endswith(" s: no findings")
        assert first[-1] == "Watching data; Ctrl-C stops."
        alpha.write_text(TERM.format("Alpha", "betta"), "utf-8")
        told = watch.lines("3 terms")
        assert told[:-1] == [
            "",
            "changed: data/terms/alpha.md",
            "data/terms/alpha.md:7:10  error  TG201 unknown-term",
            "  7 |   uses: [betta]",
            "    |          ^^^^^",
            "    = no term has the slug 'betta'; did you mean 'beta'?",
        ]
        assert "1 error" in told[-1]
        assert told[-1].endswith("; 1 new, 0 gone")
        alpha.write_text("\n".join(("---", "", *TERM.format("Alpha", "beta").splitlines()[1:])), "utf-8")
        told = watch.lines("3 terms")
        assert told[1:4] == [
            "changed: data/terms/alpha.md",
            "gone: data/terms/alpha.md:7:10  error  TG201 unknown-term",
            "    = no term has the slug 'betta'",
        ]
        assert told[-1].endswith("; 0 new, 1 gone")
        assert watch.interrupt() == 0
        assert watch.lines("Stopped.") == ["Stopped."]


def test_what_a_program_reads(folder: Path) -> None:
    (folder / "terms" / "alpha.md").write_text(TERM.format("Alpha", "betta"), "utf-8")
    with watching(folder, "--json", "--severity", "info") as watch:
        first = watch.told()
        assert (first["changed"], first["gone"]) == ([], [])
        assert {each["rule"] for each in first["new"]} >= {"TG201"}
        assert first["error"] == 1
        assert watch.line().startswith("Watching")
        new = folder / "terms" / ".new"
        new.write_text(f"\n{TERM.format('Beta', 'gamma')}", "utf-8")
        new.replace(folder / "terms" / "beta.md")
        told = watch.told()
        assert told["changed"] == ["data/terms/beta.md"]
        assert "TG116" in {each["rule"] for each in told["new"]}
        assert told["terms"] == 2
        (folder / "terms" / "sub").mkdir()
        (folder / "terms" / "beta.md").replace(folder / "terms" / "sub" / "delta.md")
        told = watch.told()
        assert told["changed"] == ["data/terms/beta.md", "data/terms/sub/delta.md"]
        assert watch.interrupt() == 1


def test_a_folder_that_goes_and_comes_back(folder: Path) -> None:
    with watching(folder, "--format", "json") as watch:
        watch.told()
        watch.line()
        folder.rename(folder.with_name("away"))
        told = watch.told()
        assert [each["rule"] for each in told["new"]] == ["TG117"]
        assert told["terms"] == 0
        folder.with_name("away").rename(folder)
        told = watch.told()
        assert [each["rule"] for each in told["gone"]] == ["TG117"]
        assert told["terms"] == 3


def test_one_file_is_watched_too(tmp_path: Path) -> None:
    facts = Path(__file__).parents[1] / "fixtures" / "ai-terms.yaml"
    shutil.copy(facts, tmp_path / "one.yaml")
    with watching(tmp_path / "one.yaml", "--json") as watch:
        assert watch.told()["error"] == 0
        watch.line()
        text = facts.read_text("utf-8")
        (tmp_path / "one.yaml").write_text(text.replace("o: machine-learning}", "o: machine-learnin}", 1), "utf-8")
        told = watch.told()
        assert told["changed"] == ["one.yaml"]
        assert [each["rule"] for each in told["new"]] == ["TG201"]


@pytest.mark.parametrize("options", [("--format", "sarif"), ("--format", "github")])
def test_what_cannot_be_watched_is_said(folder: Path, options: tuple[str, ...]) -> None:
    result = termgraph("check", folder, "--watch", *options)
    assert result.status == 2
    assert "--watch is for term files, and writes text or JSON." in result.err
