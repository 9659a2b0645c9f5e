"""Several processes that serve one socket: forked from one that has read everything, and watched by it.

What was read before a fork is shared memory as long as nobody writes to it. A thread or a connection is not carried
over by a fork, so neither may be there yet: each worker begins to follow the store by itself.
"""

import gc
import logging
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from termgraph.errors import Code, TermgraphError

LOG = logging.getLogger("termgraph.workers")

MOST_DEATHS = 10
DEATHS_WITHIN = 60.0
"""When more workers than that have died within so many seconds, another one would die too: all are stopped."""

PATIENCE = 20
"""Seconds that workers have to stop, a little more than their requests get; those that go on are killed."""

STOPPING = (signal.SIGTERM, signal.SIGINT)

_HEARD = {signal.SIGCHLD, signal.SIGALRM, *STOPPING}


def check_workers(count: int) -> None:
    """Raises TermgraphError USAGE where there cannot be so many workers."""
    if count < 1:
        raise TermgraphError(Code.USAGE, "There must be at least one worker.")
    if count > 1 and not hasattr(os, "fork"):
        raise TermgraphError(Code.USAGE, "Only one worker can serve here: this system cannot fork a process.")


def run_workers(count: int, work: Callable[[], None], stopping: Callable[[], None]) -> None:
    """Runs `work` in that many processes until SIGTERM or SIGINT, which they are sent on as SIGTERM.

    `work` returns when a SIGTERM has stopped it; `stopping` is called here first. A worker that ends otherwise is
    replaced by another. SIGHUP is ignored. Raises TermgraphError USAGE when workers die again and again.
    """
    if threading.active_count() > 1:
        raise RuntimeError("A thread would not be in the workers.")
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: None)  # where nobody handles it, some systems drop it while it is blocked
    signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
    try:
        _watch(count, work, stopping)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEARD)


def _watch(count: int, work: Callable[[], None], stopping: Callable[[], None]) -> None:
    # Workers read from a pipe into which nobody writes: it ends when this process does, however that comes about.
    lifeline = os.pipe()
    gc.collect()
    gc.freeze()
    workers = {_fork(work, lifeline) for _ in range(count)}
    deaths: deque[float] = deque(maxlen=MOST_DEATHS)
    ending = False
    while workers:
        heard = signal.sigwait(_HEARD)
        if heard in STOPPING and not ending:
            ending = True
            stopping()
            _tell(workers, signal.SIGTERM)
            signal.alarm(PATIENCE)
        elif heard == signal.SIGALRM:
            _tell(workers, signal.SIGKILL)
        for ended, why in _ended():
            workers.discard(ended)
            if ending:
                continue
            if len(deaths) == MOST_DEATHS and time.monotonic() - deaths[0] < DEATHS_WITHIN:
                _tell(workers, signal.SIGKILL)
                raise TermgraphError(
                    Code.USAGE,
                    f"More than {MOST_DEATHS} workers died within {DEATHS_WITHIN:.0f} seconds, the last with {why}.",
                )
            deaths.append(time.monotonic())
            LOG.warning("The worker %d ended with %s; another takes its place.", ended, why)
            workers.add(_fork(work, lifeline))
    signal.alarm(0)


def _fork(work: Callable[[], None], lifeline: tuple[int, int]) -> int:
    """The number of a new process that does `work`."""
    sys.stdout.flush()
    sys.stderr.flush()
    worker = os.fork()
    if worker:
        return worker
    status = 1
    try:
        os.close(lifeline[1])
        for each in (signal.SIGCHLD, *STOPPING):
            signal.signal(each, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEARD)
        threading.Thread(target=_stop_with, args=(lifeline[0],), name="termgraph-lifeline", daemon=True).start()
        work()
        status = 0
    except Exception:
        LOG.exception("A worker failed.")
    finally:
        sys.stderr.flush()
        os._exit(status)  # what the parent has to tidy up is not the worker's


def _stop_with(lifeline: int) -> None:
    """Stops this process when the one that watches it has gone."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _tell(workers: set[int], what: signal.Signals) -> None:
    for worker in workers:
        with suppress(ProcessLookupError):
            os.kill(worker, what)


def _ended() -> list[tuple[int, str]]:
    """Processes that have ended since the last look, each with its reason."""
    found = []
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            code = os.waitstatus_to_exitcode(ended[1])
            found.append((ended[0], signal.Signals(-code).name if code < 0 else f"status {code}"))
    return found
