"""The scripts as a person runs them, on a copy of the checkout, with their own environment."""

import os
import re
import shutil
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest
import rdflib

ROOT = Path(__file__).parents[2]
PATIENCE = 300


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What the scripts need of a checkout, and nothing that is already installed."""
    for name in ("scripts", "src", "data"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(root: Path, script: str, *arguments: str | Path, **options: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TERMGRAPH_")}
    return subprocess.run(
        [root / "scripts" / script, *map(str, arguments)],
        env={**environment, **{name: value for name, value in options.items() if name != "input"}},
        input=options.get("input", ""),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_the_scripts_set_themselves_up_and_do_what_they_say(copy: Path) -> None:
    serve = subprocess.Popen([copy / "scripts" / "serve", "--port", "0"], stdout=subprocess.PIPE, text=True)
    assert serve.stdout
    said = ""
    while "Ask, for example" not in said and (line := serve.stdout.readline()):
        said += line
    address = re.search(r"schema +(http://\S+)", said)
    assert address, said
    with urllib.request.urlopen(address[1], timeout=PATIENCE) as response:  # noqa: S310  # our own server
        assert b"type Query" in response.read()
    serve.send_signal(signal.SIGTERM)
    assert serve.wait(PATIENCE) in {0, -signal.SIGTERM, 128 + signal.SIGTERM}
    serve.stdout.close()

    term = copy / "data" / "terms" / "softmax.md"
    term.write_text(term.read_text("utf-8").replace("minutes: ", "minutes: 1"), "utf-8")
    declined = run(copy, "load_terms", input="n\n")
    assert "~ term softmax  Softmax" in declined.stdout
    assert "Nothing was loaded." in declined.stderr
    loaded = run(copy, "load_terms", input="y\n")
    assert "0 added, 1 changed, 0 deleted" in loaded.stderr
    assert "no changes" in run(copy, "load_terms").stderr

    assert run(copy, "export_rdf", copy / "out").returncode == 0
    assert len(rdflib.Graph().parse(copy / "out" / "glossary.ttl")) > 1_000


def test_an_old_python_is_one_clear_sentence(copy: Path, tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("sh", "dirname", "cat", "cmp", "mkdir", "rm"):
        (tools / name).symlink_to(str(shutil.which(name)))
    old = tools / "python3"
    old.write_text('#!/bin/sh\ncase $1 in --version) echo "Python 3.8.10" ;; *) exit 1 ;; esac\n', "utf-8")
    old.chmod(0o755)
    for script in ("serve", "test", "bench"):
        result = run(copy, script, PATH=str(tools))
        assert result.returncode == 2
        assert result.stderr.splitlines()[-1] == "termgraph needs Python 3.11 or newer; found Python 3.8.10."
        assert not (copy / ".termgraph" / f"venv-{script}").exists()
