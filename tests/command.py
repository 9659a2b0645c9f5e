"""Running the command as its user does: another process, its exit status and its two outputs."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """What a run of the command left behind."""

    status: int
    out: str
    err: str


def termgraph(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Result:
    """Runs `termgraph` with these arguments, without any setting from the tester's environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TERMGRAPH_")}
    done = subprocess.run(
        [sys.executable, "-m", "termgraph", *map(str, arguments)],
        cwd=cwd,
        env={**clean, "PYTHONWARNINGS": "error", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)
