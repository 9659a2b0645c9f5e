"""Programs for Node.js that the tests run, with the packages of tests/npm.

Installed once, when the first test needs them; skipped aloud where that fails, and a failure on the build machine.
"""

import os
import subprocess
from pathlib import Path

import pytest
from node_packages import NODE as _NODE
from node_packages import install

from termgraph.errors import TermgraphError

NODE = _NODE
NPM = Path(__file__).parent / "npm"
PATIENCE = 240


@pytest.fixture(scope="session")
def npm() -> Path:
    """The folder whose node_modules are installed; import this fixture into the test module that uses it."""
    return installed(NPM)


def installed(folder: Path) -> Path:
    """The folder, with its packages installed."""
    try:
        install(folder)
    except TermgraphError as error:
        pytest.fail(str(error)) if os.environ.get("CI") else pytest.skip(str(error))
    return folder


def run(script: str, *arguments: str) -> str:
    """What a script of tests/npm prints; its failure is the test's."""
    return shell(NODE, NPM / script, *arguments)


def shell(*command: str | Path) -> str:
    """What a command prints; its failure is the test's."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, f"{command[1]} failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout
