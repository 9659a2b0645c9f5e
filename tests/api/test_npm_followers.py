"""Clients that front ends use to follow changes, unchanged: graphql-ws, graphql-sse, urql and Apollo Client."""

import queue
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import PIPE, STDOUT
from urllib.parse import urlsplit

from asking import api_of, minutes, publish, serving
from node import NODE, NPM, npm

__all__ = ["npm"]

CLIENTS = ("apollo", "graphql-sse", "graphql-ws", "urql-sse", "urql-ws")


class Talk:
    """A script that runs beside the test: what it prints, line by line, and what it is told."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._lines: queue.Queue[str] = queue.Queue()
        self._reading = threading.Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.strip())

    def lines(self, count: int) -> list[str]:
        """The next lines, sorted, since clients hear at the same time."""
        return sorted(self._lines.get(timeout=30) for _ in range(count))

    def say(self, line: str) -> None:
        """A line for the script."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def ended(self) -> int:
        """Its exit status, when it has nothing more to read."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        status = self._process.wait(timeout=30)
        self._reading.join(timeout=30)
        return status


@contextmanager
def talking(script: str, *arguments: str) -> Iterator[Talk]:
    """Runs a script of tests/npm beside the test."""
    command: list[str | Path] = [NODE, NPM / script, *arguments]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=STDOUT, text=True) as process:
        try:
            yield Talk(process)
        finally:
            process.kill()


def test_every_client_hears_what_it_missed_and_what_comes_and_asks_beside_it(npm: object) -> None:
    del npm
    api = api_of()
    publish(api.holder, minutes("ppo", 11))
    with serving(api.app) as address, talking("live.mjs", address, "test.1") as script:
        assert script.lines(5) == [f"{name} test.2 ppo" for name in CLIENTS]
        publish(api.holder, minutes("dpo", 12), minutes("ppo", 12))
        assert script.lines(5) == [f"{name} test.3 dpo ppo" for name in CLIENTS]
        script.say("ppo")
        assert script.lines(1) == ["asked ppo:12 ppo:12 ppo:12"]
        for number in range(4, 24):
            publish(api.holder, minutes("mlx", number))
        heard = script.lines(100)
        assert heard == sorted(f"{name} test.{number} mlx" for name in CLIENTS for number in range(4, 24))
        assert script.ended() == 0


def test_who_goes_on_from_the_last_revision_misses_nothing_when_the_server_restarts(npm: object) -> None:
    del npm
    api, again = api_of(), api_of()
    with ExitStack() as stack:
        with serving(api.app) as address:
            script = stack.enter_context(talking("follow.mjs", address, "test.1", "test.5"))
            publish(api.holder, minutes("ppo", 11))
            assert script.lines(1) == ["test.2 CHANGED ppo"]
        again.holder.current = api.holder.current
        publish(again.holder, minutes("dpo", 12))
        with serving(again.app, port=urlsplit(address).port or 0):
            assert script.lines(1) == ["test.3 CHANGED dpo"]
            publish(again.holder, minutes("mlx", 13))
            publish(again.holder, minutes("mlx", 14))
            assert script.lines(2) == ["test.4 CHANGED mlx", "test.5 CHANGED mlx"]
            assert script.ended() == 0


def test_who_has_been_away_for_too_long_is_told_to_read_anew(npm: object) -> None:
    del npm
    with serving(api_of().app) as address, talking("follow.mjs", address, "other.1") as script:
        assert any("EPOCH_CHANGED" in line for line in script.lines(5))
        assert script.ended() == 1
