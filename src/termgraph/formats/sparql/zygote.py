"""Our end of the sandbox: starts it with a snapshot, hands it questions, and says why one was not answered."""

import contextlib
import json
import socket
import subprocess
import sys
import time
import weakref
from dataclasses import dataclass
from typing import Any, cast

from termgraph.errors import Code, TermgraphError
from termgraph.formats.rdf import When, names_of, unknown, write
from termgraph.graph.snapshot import Snapshot

from . import sandbox
from .questions import Question
from .results import Result

GRACE = 2.0
"""Seconds over the deadline after which the sandbox itself is given up."""

LOADING = 300.0
"""Seconds in which the graph must be loaded."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take: seconds, bytes of memory, and bytes of its result."""

    seconds: float = 5.0
    memory: int = 512 * 1024 * 1024
    result: int = 16 * 1024 * 1024


class Zygote:
    """A process that has the graph of one snapshot, and forks one for each question; safe to share between threads.

    `changed` says when its terms were last changed. It ends when it is closed, or when nobody has it any more. Raises
    TermgraphError STORE_UNAVAILABLE when the process does not start.
    """

    def __init__(self, snapshot: Snapshot, changed: When = unknown) -> None:
        self.graph = names_of(snapshot).scheme
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  # our own module
                [sys.executable, "-m", sandbox.__name__, str(theirs.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env={},  # Passwords in our environment are nothing to a process that carries out what strangers write.
                start_new_session=True,
            )
        self.close = weakref.finalize(self, _stop, self._process, self._channel)
        self._load(snapshot, changed)

    def ask(self, question: Question, form: str, limits: Limits) -> Result:
        """The result in a format of TABLES or GRAPHS, whichever the question's form has.

        Raises TermgraphError SPARQL_PARSE_FAILED for what the engine cannot parse, TIMEOUT at the deadline,
        QUERY_TOO_COMPLEX for too much memory or too large a result, STORE_UNAVAILABLE when the process is gone.
        """
        ours, theirs = socket.socketpair()
        begun = time.monotonic()
        with ours:
            ours.settimeout(limits.seconds + GRACE)
            with theirs:
                self._hand_over(theirs)
            asked = {
                "text": question.text,
                "graph": self.graph,
                "format": form,
                "seconds": limits.seconds,
                "bytes": limits.memory,
                "largest": limits.result,
            }
            try:
                sandbox.send(ours, json.dumps(asked).encode())
                head, body = json.loads(sandbox.receive(ours)), sandbox.receive(ours)
            except (OSError, EOFError):
                raise self._died(time.monotonic() - begun, limits) from None
        return _judged(head, body, form, limits)

    def _load(self, snapshot: Snapshot, changed: When) -> None:
        stdin = cast("Any", self._process.stdin)
        try:
            with stdin:
                write(snapshot, stdin, "n-quads", changed=changed)
            self._channel.settimeout(LOADING)
            if self._channel.recv(1) == sandbox.READY:
                return
        except OSError:
            pass
        self.close()
        raise TermgraphError(Code.STORE_UNAVAILABLE, "The process that answers SPARQL queries did not start.")

    def _hand_over(self, descriptor: socket.socket) -> None:
        try:
            socket.send_fds(self._channel, [b"q"], [descriptor.fileno()])
        except OSError:
            raise TermgraphError(Code.STORE_UNAVAILABLE, "The process that answers SPARQL queries is gone.") from None

    def _died(self, took: float, limits: Limits) -> TermgraphError:
        """Why a question's process ended without an answer."""
        if took >= limits.seconds:
            if took >= limits.seconds + GRACE:
                self.close()
            return TermgraphError(Code.TIMEOUT, f"The query took more than {limits.seconds:g} seconds.")
        if self._process.poll() is not None:
            return TermgraphError(Code.STORE_UNAVAILABLE, "The process that answers SPARQL queries is gone.")
        megabytes = limits.memory // (1024 * 1024)
        message = f"The query takes too much memory (more than {megabytes} MB), or is nested too deeply."
        return TermgraphError(Code.QUERY_TOO_COMPLEX, message)


def _judged(head: dict[str, str], body: bytes, form: str, limits: Limits) -> Result:
    match head["status"]:
        case sandbox.OK:
            return Result(body, form)
        case sandbox.REFUSED:
            raise TermgraphError(Code.SPARQL_PARSE_FAILED, f"This is no SPARQL query: {head['message'][:300]}")
        case sandbox.TOO_LARGE:
            megabytes = limits.result / (1024 * 1024)
            message = f"The result has more than {megabytes:g} MB; ask for less with LIMIT."
            raise TermgraphError(Code.QUERY_TOO_COMPLEX, message)
    raise TermgraphError(Code.QUERY_TOO_COMPLEX, "The query could not be carried out within its limits.")


def _stop(process: "subprocess.Popen[bytes]", channel: socket.socket) -> None:
    channel.close()
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
