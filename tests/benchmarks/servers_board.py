"""The board of servers: the same questions to ours in several settings, to other servers of GraphQL, to raw bytes."""

import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from lean_client import Answer, Connection, crowd
from server_peers import ENTRIES, OURS, Entry
from server_processes import TICK, apart
from servers_data import Asked, prepared
from servers_tables import Run, tables

Say = Callable[[str], None]


@dataclass
class Lane:
    """A server and its figures; for each question the bytes, what comes back, and how many make a round."""

    entry: Entry
    bytes_of: dict[str, bytes] = field(default_factory=dict)
    like: dict[str, Answer] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    figures: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def begin(self, folder: Path, core: set[int], stack: ExitStack) -> None:
        """Starts the server."""
        self.running = self.entry.start(folder, core, stack)

    def answers_first(self, asked: Asked) -> None:
        """Waits until the server answers; what that took is noted."""
        self.running.first(self.entry.ask(asked, ""))
        self.figures["start"].append(self.running.seconds)
        self.figures["CPU of start"].append(self.running.computed)

    def medians(self) -> dict[str, float]:
        """The figures, each the median of what was taken."""
        return {what: median(taken) for what, taken in self.figures.items()}

    def round(self, key: str) -> None:
        """One round of a question: CPU time a request."""
        with Connection(self.running.port) as connection:
            connection.ask(self.bytes_of[key])
            before = self.running.cpu()
            connection.repeat(self.bytes_of[key], self.like[key], self.times[key])
            spent = max(self.running.cpu() - before, TICK)
        self.figures[f"CPU of {key}"].append(1_000_000 * spent / self.times[key])

    def at_once(self, key: str, run: Run) -> None:
        """A round in which many connections ask at once: how long an answer takes."""
        times = max(self.times[key], run.fewest)
        taken = sorted(crowd(self.running.port, self.bytes_of[key], self.like[key], run.connections, times))
        for name, part in (("p50", 0.5), ("p99", 0.99)):
            self.figures[f"{name} of {key}"].append(1000 * taken[min(int(part * len(taken)), len(taken) - 1)])


def servers_board(entries: Sequence[Entry], run: Run, say: Say = lambda _: None) -> str:
    """The board as Markdown; raises SystemExit, and says why, where a server does not start or answers otherwise."""
    lanes = [Lane(each) for each in entries]
    with TemporaryDirectory() as named, apart(alone=run.starts > 0) as core, ExitStack() as stack:
        folder = Path(named)
        say(f"{run.terms:,} terms ...")
        questions = prepared(folder, run.terms, run.relations)
        answers = reference(folder, core, questions)
        started(lanes, folder, core, stack, questions[0], run)
        for lane in lanes:
            for asked in questions:
                warm(lane, asked, answers[asked.key], run.seconds)
            say(f"{lane.entry.name}: {lane.times}")
        measured(lanes, questions, run, say)
    sizes = {key: len(body) for key, body in answers.items()}
    return tables(entries, {each.entry.name: each.medians() for each in lanes}, run, sizes)


def reference(folder: Path, core: set[int], questions: Sequence[Asked]) -> dict[str, bytes]:
    """What our server answers, which is what raw ASGI sends and what everybody else has to say."""
    (ours,) = (each for each in ENTRIES if each.name == OURS)
    (folder / "answers").mkdir()
    with ExitStack() as stack:
        running = ours.start(folder, core, stack)
        found = {asked.key: running.first(asked.post()).body for asked in questions}
    for key, body in found.items():
        (folder / "answers" / f"{key}.json").write_bytes(body)
    return found


def started(lanes: Sequence[Lane], folder: Path, core: set[int], stack: ExitStack, asked: Asked, run: Run) -> None:
    """Starts all servers, one after another as often as is measured, those of the last time to stay; or all at once."""
    for number in range(run.starts):
        for lane in lanes:
            with ExitStack() as once:
                lane.begin(folder, core, stack if number == run.starts - 1 else once)
                lane.answers_first(asked)
    if not run.starts:
        for lane in lanes:
            lane.begin(folder, core, stack)
        for lane in lanes:
            lane.answers_first(asked)


def measured(lanes: Sequence[Lane], questions: Sequence[Asked], run: Run, say: Say) -> None:
    """All rounds."""
    for number in range(run.rounds):
        say(f"round {number + 1} of {run.rounds} ...")
        for asked in questions:
            for lane in lanes:
                lane.round(asked.key)
    for asked in questions:
        for lane in lanes:
            lane.at_once(asked.key, run)
    for lane in lanes:
        lane.figures["memory"].append(lane.running.memory("VmRSS"))
        lane.figures["most memory"].append(lane.running.memory("VmHWM"))


def warm(lane: Lane, asked: Asked, wanted: bytes, seconds: float) -> None:
    """Compares the answers, then asks until everything is compiled and kept, and counts what fills so many seconds."""
    with Connection(lane.running.port) as connection:
        first = connection.ask(lane.entry.ask(asked, ""))
        compared(lane.entry.name, asked, first.body, wanted)
        raw = lane.entry.ask(asked, first.headers.get("etag", ""))
        for _ in range(2):
            connection.ask(raw)
        like = connection.ask(raw)
        if like.status != lane.entry.status:
            raise SystemExit(f"{lane.entry.name} answers “{asked.name}” with status {like.status}.")
        if like.status == 200:
            compared(lane.entry.name, asked, like.body, wanted)
        times, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds or times < 3:
            connection.repeat(raw, like, 1)
            times += 1
    lane.bytes_of[asked.key], lane.like[asked.key], lane.times[asked.key] = raw, like, times


def compared(name: str, asked: Asked, body: bytes, wanted: bytes) -> None:
    """Raises SystemExit where two answers' data differ as JSON values; of introspection types' names are compared."""
    found, right = orjson.loads(body), orjson.loads(wanted)
    kind = _types if asked.key == "introspection" else _data
    if "errors" in found or not found.get("data") or kind(found) != kind(right):
        raise SystemExit(f"{name} answers “{asked.name}” otherwise: {body[:500]!r}; termgraph: {wanted[:500]!r}")


def _data(answer: dict[str, Any]) -> Any:
    return answer["data"]


def _types(answer: dict[str, Any]) -> list[str]:
    schema = (answer.get("data") or {}).get("__schema") or {}
    return sorted(each["name"] for each in schema.get("types", ()))
