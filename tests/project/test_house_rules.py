"""What the architecture promises about the code itself, and no other tool checks."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
FORBIDDEN = {"utils", "helpers", "common", "misc", "base", "manager", "service"}


def code(path: Path) -> str:
    return path.read_text("utf-8")


def test_there_is_something_to_check() -> None:
    assert len(SOURCES) > 30


def test_no_file_of_tests_is_long() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): code(path).count("\n") for path in (ROOT / "tests").rglob("*.py")}
    assert len(lengths) > 100
    assert not {name: length for name, length in lengths.items() if length > 400 and "node_modules" not in name}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_short_well_named_and_says_what_it_is(path: Path) -> None:
    text = code(path)
    assert text.count("\n") <= 400
    assert path.stem not in FORBIDDEN
    assert path.parent.name not in FORBIDDEN
    assert text.startswith('"""')


def test_the_environment_is_read_in_one_place() -> None:
    readers = [path.name for path in SOURCES if re.search(r"\bos\.(environ|getenv)\b|from os import", code(path))]
    assert readers == ["settings.py"]


def test_generated_files_are_never_read_at_run_time() -> None:
    readers = [path for path in SOURCES if "schema.graphql" in code(path)]
    assert {path.relative_to(ROOT / "src" / "termgraph").as_posix() for path in readers} <= {
        "cli/export.py",
        "cli/serve.py",
        "web/app.py",
        "web/pages/feed.py",
    }


def test_no_committed_file_names_a_package_index() -> None:
    for path in (ROOT / "scripts" / "requirements").glob("*.txt"):
        text = code(path)
        assert "://" not in text
        assert "--index" not in text
        assert "--hash=sha256:" in text


def test_every_requirement_of_the_project_is_pinned_in_both_files() -> None:
    served, tested = (code(ROOT / "scripts" / "requirements" / f"{name}.txt") for name in ("serve", "test"))
    pins = re.compile(r"^([a-z0-9-]+)(?:\[[a-z]+\])?==(\S+)", re.MULTILINE)
    assert set(pins.findall(served)) <= set(pins.findall(tested))
    named = re.findall(
        r'^  "([a-z0-9-]+)',
        code(ROOT / "pyproject.toml").partition("dependencies = [")[2].partition("]\n\n")[0],
        re.MULTILINE,
    )
    assert len(named) > 10
    assert set(named) <= {name for name, _ in pins.findall(served)}


def test_the_top_level_holds_what_the_architecture_names() -> None:
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert names <= {
        ".ci", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md",
        "data", "docs", "pyproject.toml", "schema", "scripts", "src", "tests",
    }  # fmt: skip
