"""docs/linked-data.md says what is so: its commands and programs run, and its tables name every format and file."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from command import termgraph
from node import NODE, shell

from termgraph.formats.table import FORMATS
from termgraph.formats.vocabulary import FILES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "linked-data.md").read_text("utf-8")
OURS = ("Export", "Vocabulary files", "Worked examples")


def section(title: str) -> str:
    return re.split(r"^## ", TEXT, flags=re.MULTILINE)[[*_titles()].index(title) + 1]


def _titles() -> list[str]:
    return re.findall(r"^## (.*)$", TEXT, re.MULTILINE)


def blocks(title: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", section(title), re.MULTILINE | re.DOTALL)


PYTHON = [block for title in OURS for block in blocks(title, "python")]


def test_the_commands_print_what_is_shown(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (block,) = blocks("Export", "console")
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        result = termgraph(*shlex.split(command)[1:], cwd=tmp_path)
        pattern = ".*".join(re.escape(piece) for piece in output.split("…"))
        assert (result.status, result.err) == (0, "")
        assert re.fullmatch(pattern, result.out, re.DOTALL), result
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "glossary.ttl", "ppo.jsonld", "tools.ttl"]


@pytest.mark.parametrize("number", range(len(PYTHON)))
def test_the_python_runs(number: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(PYTHON[number], "linked-data.md", "exec"), {})  # noqa: S102  # our own example, run as a reader would
    printed = capsys.readouterr().out
    assert ["True", "PPO is below Actor-Critic", "rlhf 3"][number] in printed


def test_the_javascript_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert termgraph("export", "--data", ROOT / "data", "--output", tmp_path / "glossary.jsonld").status == 0
    (example,) = blocks("Worked examples", "js")
    (tmp_path / "example.mjs").write_text(example, "utf-8")
    monkeypatch.chdir(tmp_path)
    printed = shell(NODE, "example.mjs")
    assert "alternative: Direct Preference Optimization" in printed
    assert re.search(r"^one of: .*Proximal Policy Optimization.*, .* - Some policy optimizer", printed, re.MULTILINE)


def test_every_format_and_file_is_named() -> None:
    shown = section("Export")
    own = {row.name for row in FORMATS.values() if row.drafts}
    assert [name for name in FORMATS if name not in own and f"`{name}`" not in shown] == []
    assert [row.suffix for row in FORMATS.values() if row.name not in own and row.suffix not in shown] == []
    assert [name for name in FILES if f"`schema/{name}`" not in section("Vocabulary files")] == []
