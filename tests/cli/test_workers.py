"""Several workers are one server: they agree, one that dies is replaced, and all stop together."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path

import pytest
from command import termgraph
from databases import postgresql_database
from serving import PATIENCE, Served, serving

from termgraph.errors import Code, TermgraphError
from termgraph.web.workers import check_workers

FACTS = Path(__file__).parents[1] / "fixtures" / "ai-terms.yaml"
QUERY = '{ term(by: {slug: "rlhf"}) { id summary relations(first: 5) { edges { cursor } } } glossary { revision } }'

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="/proc tells which processes are workers")


def workers(server: Served) -> set[int]:
    number = server.process.pid
    return {int(each) for each in Path(f"/proc/{number}/task/{number}/children").read_text("ascii").split()}


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def answers(server: Served, times: int = 30) -> set[bytes]:
    """Different answers to one question on connections of their own, which the workers share among them."""
    return {server.ask(QUERY) for _ in range(times)}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "glossary.db"
    assert termgraph("load", FACTS, "--database", path).status == 0
    return path


@pytest.fixture
def server(database: Path) -> Iterator[Served]:
    with serving("--no-load", "--database", database, "--workers", "2") as started:
        yield started


def edited(server: Served, database: Path | str, tmp_path: Path, before: bytes) -> bytes:
    """What every worker answers after an edit by another process, in place of `before`."""
    changed = tmp_path / "changed.yaml"
    changed.write_text(FACTS.read_text("utf-8").replace("people's comparisons", "what people prefer"), "utf-8")
    assert termgraph("load", changed, "--database", database).status == 0
    eventually(lambda: before not in answers(server))
    (after,) = answers(server)
    assert b"what people prefer" in after
    return after


def test_workers_agree_and_one_that_dies_is_replaced_by_one_that_knows_what_the_others_know(
    server: Served, database: Path, tmp_path: Path
) -> None:
    eventually(lambda: len(workers(server)) == 2)
    (before,) = answers(server)
    after = edited(server, database, tmp_path, before)
    server.process.send_signal(signal.SIGHUP)
    # The parent still has the old revision; nobody may see it again.
    for _ in range(2):
        old = workers(server)
        os.kill(min(old), signal.SIGKILL)
        assert answers(server) == {after}
        eventually(lambda old=old: workers(server) != old and len(workers(server)) == 2)  # type: ignore[misc]
        assert answers(server) == {after}


def sockets(process: int) -> set[str]:
    """The sockets that a process has, by the numbers that the kernel knows them by."""
    links = []
    for each in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):
            links.append(str(each.readlink()))
    return {link for link in links if link.startswith("socket:")}


def test_workers_follow_postgresql_each_over_connections_of_its_own(postgresql_server: str, tmp_path: Path) -> None:
    with postgresql_database(postgresql_server) as url:
        assert termgraph("load", FACTS, "--database", url).status == 0
        with serving("--no-load", "--database", url, "--workers", "3") as server:
            eventually(lambda: len(workers(server)) == 3)
            (before,) = answers(server)
            inherited = sockets(server.process.pid)
            assert len(inherited) == 1  # the one that listens
            connected = [sockets(worker) - inherited for worker in workers(server)]
            assert all(connected)  # to the database
            assert sum(map(len, connected)) == len(set().union(*connected))
            after = edited(server, url, tmp_path, before)
            old = workers(server)
            os.kill(min(old), signal.SIGKILL)
            eventually(lambda: workers(server) != old and len(workers(server)) == 3)
            assert answers(server) == {after}


def test_all_stop_together_and_nobody_gets_half_an_answer(server: Served) -> None:
    eventually(lambda: len(workers(server)) == 2)
    expected = server.ask(QUERY)
    children, faults, whole = workers(server), [], []

    def ask() -> None:
        while True:
            try:
                answer = server.ask(QUERY)
            except (urllib.error.URLError, ConnectionError, HTTPException) as error:
                faults.append(error)
                return
            whole.append(answer)

    def follow() -> None:
        text = urllib.parse.urlencode({"query": "subscription { termChanged { revision } }"})
        request = urllib.request.Request(  # noqa: S310  # an address of our own
            f"{server.address}/graphql?{text}", headers={"Accept": "text/event-stream"}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as stream:  # noqa: S310  # likewise
            following.set()
            stream.read()  # raises IncompleteRead where it is cut off
        ended.append(True)

    following, ended = threading.Event(), list[bool]()
    threads = [threading.Thread(target=each) for each in (ask, ask, ask, follow)]
    for thread in threads:
        thread.start()
    assert following.wait(PATIENCE)
    time.sleep(0.2)
    assert not ended
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(PATIENCE) == 0
    for thread in threads:
        thread.join(PATIENCE)
    assert set(whole) == {expected}
    assert ended == [True]
    assert len(faults) == 3
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def test_workers_do_not_outlive_who_watches_them(server: Served) -> None:
    eventually(lambda: len(workers(server)) == 2)
    children = workers(server)
    server.process.kill()
    server.process.wait(PATIENCE)
    eventually(lambda: not any(_runs(child) for child in children))


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_workers_that_die_again_and_again_are_given_up() -> None:
    script = (
        "from termgraph.web.workers import run_workers\n"
        "from termgraph.errors import TermgraphError\n"
        "try: run_workers(2, lambda: 1 / 0, lambda: None)\n"
        "except TermgraphError as error: print(error.message)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert done.stdout == "More than 10 workers died within 60 seconds, the last with status 1.\n"
    assert done.stderr.count("ZeroDivisionError") >= 10


def test_where_nothing_can_be_forked_there_is_one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    check_workers(1)
    for count in (0, 2):
        with pytest.raises(TermgraphError) as refused:
            check_workers(count)
        assert refused.value.code is Code.USAGE
