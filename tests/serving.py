"""A server as its user starts it: a process of its own on a free port."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30


@dataclass
class Served:
    """A running server: where it listens, what it said, and the process."""

    address: str
    said: str
    process: "subprocess.Popen[str]"

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as response:  # noqa: S310  # our own address
            return str(response.read().decode())

    def ask(self, query: str) -> bytes:
        request = urllib.request.Request(  # noqa: S310  # an address of our own
            f"{self.address}/graphql",
            json.dumps({"query": query}).encode(),
            {"Content-Type": "application/json", "Accept": "application/graphql-response+json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310  # likewise
            return bytes(response.read())


@contextlib.contextmanager
def serving(*arguments: str | Path) -> Iterator[Served]:
    """A server on a free port, stopped by the signal a terminal sends."""
    command = [sys.executable, "-m", "termgraph", "serve", "--port", "0", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert process.stdout
    said = ""
    while "Ask, for example" not in said and (line := process.stdout.readline()):
        said += line
    match = re.search(r"GraphQL +(http://\S+)/graphql", said)
    assert match, said
    try:
        yield Served(match[1], said, process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            assert process.wait(PATIENCE) == 0
        process.stdout.close()
