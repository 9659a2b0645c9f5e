"""The command as a whole: help is light, mistakes are one sentence, statuses are the published ones."""

import subprocess
import sys
from pathlib import Path

import pytest
from command import termgraph

from termgraph.cli import COMMANDS

HEAVY = [
    *("fastapi", "starlette", "uvicorn", "strawberry", "graphql", "rdflib", "pyoxigraph", "sqlalchemy", "sqlmodel"),
    *("alembic", "networkx", "pydantic", "yaml", "rapidfuzz", "markdown_it"),
]


def test_help_imports_no_web_rdf_sql_or_graph_library() -> None:
    script = (
        "import sys; sys.argv = ['termgraph', '--help']\n"
        "from termgraph.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_starts_with_its_line_in_the_table(name: str) -> None:
    result = termgraph(name, "--help")
    assert result.status == 0
    assert result.out.startswith(f"Usage: termgraph {name}")


def test_the_package_itself_is_light_and_offers_glossary() -> None:
    script = "import sys, termgraph; print([m for m in sys.modules if m.startswith('termgraph.')]); termgraph.Glossary"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_an_unknown_command_or_option_is_a_usage_error() -> None:
    for arguments in (["frobnicate"], ["check", "--frobnicate"]):
        result = termgraph(*arguments)
        assert result.status == 2
        assert "No such" in result.err
        assert not result.out


def test_an_unknown_setting_in_the_environment_is_named() -> None:
    result = termgraph("plan", TERMGRAPH_DATABSE="x")
    assert result.status == 2
    assert "TERMGRAPH_DATABSE is not a setting" in result.err


def test_rules_are_explained_by_either_name(tmp_path: Path) -> None:
    by_code, by_design = termgraph("rule", "TG201"), termgraph("rule", "E4")
    assert by_code.out.startswith("TG201 unknown-term (error, E4)")
    assert "Because:" in by_code.out
    assert by_design.out.startswith("TG201") or "E4" in by_design.out
    assert termgraph("rule", "TG999", cwd=tmp_path).status == 2
    assert len(termgraph("rule").out.splitlines()) > 30
