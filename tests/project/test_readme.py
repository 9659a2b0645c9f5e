"""The README's examples, run as they stand: the query, the commands, the Python."""

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from command import termgraph

from termgraph import Glossary

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)


def same(shown: Any, got: Any) -> bool:
    """Equal, where a shown text that ends in an ellipsis stands for every text that starts like it."""
    if isinstance(shown, dict):
        return isinstance(got, dict) and list(shown) == list(got) and all(same(shown[key], got[key]) for key in shown)
    if isinstance(shown, list):
        return isinstance(got, list) and len(shown) == len(got) and all(map(same, shown, got))
    if isinstance(shown, str) and shown.endswith("…"):
        return isinstance(got, str) and got.startswith(shown[:-1])
    return bool(shown == got)


def test_the_first_query_has_the_answer_shown() -> None:
    from termgraph.api.execution import execute

    (query,), (answer,) = blocks("graphql"), blocks("json")
    with Glossary.open(ROOT / "data") as glossary:
        got = execute(glossary.current, query)
    assert "errors" not in got
    assert same(json.loads(answer), {"data": got["data"]})


def commands() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize("number", range(len(commands())))
def test_the_commands_print_what_is_shown(number: int, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    *before, (command, output) = commands()[: number + 1]
    for earlier, _ in before:
        termgraph(*shlex.split(earlier)[1:], cwd=tmp_path)
    result = termgraph(*shlex.split(command)[1:], cwd=tmp_path)
    pattern = ".*".join(re.escape(part) for part in output.split("…"))
    assert result.status == 0
    assert re.fullmatch(pattern, result.out + result.err, re.DOTALL), result


def test_the_python_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (example,) = blocks("python")
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102  # our own example, run as a reader would
    assert capsys.readouterr().out.splitlines()[-1] == "is an algorithm for"
