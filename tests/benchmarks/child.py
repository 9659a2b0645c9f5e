"""What a process takes, told by one that has no other child: a system counts what its parent was before, too."""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PARENT = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
passed = time.perf_counter() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, done.stderr[-2000:], used.ru_utime + used.ru_stime, passed, used.ru_maxrss]))
"""

_UNITS = 1_000_000 if sys.platform == "darwin" else 1_000
"""Of `ru_maxrss` in a megabyte: bytes there, kilobytes elsewhere."""


def lines_of(board: str, *arguments: object) -> list[str]:
    """The lines that a board's own file prints when a process of its own runs it with these arguments."""
    command = [sys.executable, board, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


@dataclass(frozen=True)
class Taken:
    """CPU seconds, seconds by the clock, and the most megabytes that it had."""

    cpu: float
    wall: float
    most: float


def taken(arguments: Sequence[str], folder: Path | None = None) -> Taken:
    """What Python with these arguments takes, run in `folder`; fails with its words where it fails."""
    command = [sys.executable, "-S", "-c", _PARENT, sys.executable, *arguments]
    told = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    status, said, cpu, wall, most = json.loads(told)
    assert status == 0, said
    return Taken(cpu, wall, most / _UNITS)
