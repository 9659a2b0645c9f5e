"""Servers as processes of their own, pinned to one processor; what they compute and hold, as Linux has it in /proc."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from lean_client import Answer, Connection

PATIENCE = 300.0
"""Seconds in which a server has to answer first."""

TICK = 1 / os.sysconf("SC_CLK_TCK")
"""How finely the system counts CPU time, in seconds."""

LAST_WORDS = 2_000


class Running:
    """A server that has answered its first request; a context manager that ends it.

    `seconds` and `computed` are what starting took until then, on the wall and in CPU time.
    """

    def __init__(
        self, name: str, command: Sequence[str], settings: Mapping[str, str], core: set[int], log: Path
    ) -> None:
        self.name = name
        self.seconds = self.computed = 0.0
        self.port = int(settings["PORT"])
        self._log = log
        kept = {key: value for key, value in os.environ.items() if not key.startswith("TERMGRAPH_")}
        with log.open("wb") as said, pinned(core):
            self._began = time.perf_counter()
            self._process = subprocess.Popen(command, env={**kept, **settings}, stdout=subprocess.DEVNULL, stderr=said)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def first(self, raw: bytes) -> Answer:
        """The first answer, asked for until it comes; raises SystemExit where none does."""
        while time.perf_counter() - self._began < PATIENCE and self._process.poll() is None:
            try:
                with Connection(self.port) as connection:
                    answer = connection.ask(raw)
            except OSError:
                time.sleep(0.005)
            else:
                self.seconds, self.computed = time.perf_counter() - self._began, self.cpu()
                return answer
        raise SystemExit(f"{self.name} did not start: {self._log.read_text('utf-8')[-LAST_WORDS:]}")

    def cpu(self) -> float:
        """Seconds that the process and those it started have computed, see `cpu_of`."""
        return sum(map(cpu_of, self._family()))

    def memory(self, line: str) -> float:
        """Megabytes of a line of /proc/PID/status: VmRSS for now, VmHWM for the most it ever was."""
        kilobytes = 0
        for process in self._family():
            said = Path(f"/proc/{process}/status").read_text("utf-8")
            kilobytes += int(said.partition(f"{line}:")[2].split()[0])
        return kilobytes * 1024 / 1_000_000

    def _family(self) -> Iterator[int]:
        found = [self._process.pid]
        for process in found:
            for task in Path(f"/proc/{process}/task").iterdir():
                found += map(int, (task / "children").read_text("ascii").split())
        yield from found


def cpu_of(process: int) -> float:
    """Seconds that a process has computed on all its threads (utime and stime of proc_pid_stat(5)), in whole TICKs."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * TICK


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def pinned(cores: set[int]) -> Iterator[None]:
    """Meanwhile this process keeps to these processors, and so do for ever those that it starts."""
    mine = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, mine)


@contextmanager
def apart(*, alone: bool) -> Iterator[set[int]]:
    """The processor for servers when they are to be alone: this process keeps to the others meanwhile, if there are.

    Otherwise all processors. Raises SystemExit where the system is not Linux.
    """
    if not hasattr(os, "sched_setaffinity") or not Path("/proc/self/stat").exists():
        raise SystemExit("The board of servers needs Linux: it pins processes and reads /proc.")
    every = os.sched_getaffinity(0)
    core = {min(every)} if alone else every
    with pinned(every - core or every):
        yield core
