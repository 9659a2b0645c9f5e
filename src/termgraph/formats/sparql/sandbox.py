"""The other process: it has one graph in memory, and forks a process for every question that it is handed.

Run as `python -m termgraph.formats.sparql.sandbox CHANNEL`: N-Quads come by standard input, then a socket for each
question over the channel, which is the descriptor of a Unix socket. It has one thread, so that forking is safe.
The kernel guards what a question may do: it ends it at the deadline whatever it is busy with, gives it no memory over
its cap, and no new descriptor, so that it can reach neither the network nor a file.
"""

import json
import os
import resource
import signal
import socket
import sys
from typing import Any, BinaryIO

import pyoxigraph

READY = b"r"
PAGE = resource.getpagesize()
HEAD = 8
"""Bytes of a length, which stands before everything that is sent."""

REFUSED, FAILED, TOO_LARGE, OK = "refused", "failed", "too-large", "ok"

GRAPHS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "rdf-xml": pyoxigraph.RdfFormat.RDF_XML,
    "json-ld": pyoxigraph.RdfFormat.JSON_LD,
}
TABLES = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}


class TooLargeError(Exception):
    """A result is larger than it may be."""


class _Bounded:
    """A file that takes so many bytes."""

    def __init__(self, most: int) -> None:
        self.parts: list[bytes] = []
        self._left = most

    def write(self, data: bytes) -> int:
        """Takes a part."""
        self._left -= len(data)
        if self._left < 0:
            raise TooLargeError
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is nothing to wait for."""


def main() -> None:
    """Loads the graph, then answers until the channel is closed."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    store = pyoxigraph.Store()
    store.load(sys.stdin.buffer, format=pyoxigraph.RdfFormat.N_QUADS)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # The system buries processes that have ended.
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # A terminal's signal is for the server, which closes the channel.
    channel.sendall(READY)
    while True:
        message, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
        if not message:
            return
        try:
            if os.fork() == 0:
                channel.close()
                _answer(store, socket.socket(fileno=descriptors[0]))
        except OSError:
            pass  # No process can be had just now: who asked sees the connection closed, and others go on.
        finally:
            os.close(descriptors[0])


def _answer(store: pyoxigraph.Store, connection: socket.socket) -> None:
    """Answers one question and ends the process, in whatever way."""
    try:
        asked = json.loads(receive(connection))
        confine(asked["seconds"], asked["bytes"])
        head, body = _result(store, asked)
        send(connection, json.dumps(head).encode())
        send(connection, body)
    finally:
        os._exit(0)


def confine(seconds: float, memory: int) -> None:
    """From here on the process ends after `seconds`, and has so many bytes more than now, and no new descriptor."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (_size() + memory,) * 2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _size() -> int:
    """Bytes of address space that the process has; nothing where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  # pathlib need not be loaded for it
            return int(file.read().split()[0]) * PAGE
    except OSError:
        return 0


def _result(store: pyoxigraph.Store, asked: dict[str, Any]) -> tuple[dict[str, str], bytes]:
    out = _Bounded(asked["largest"])
    try:
        found = store.query(asked["text"], base_iri=asked["graph"], use_default_graph_as_union=True)
        file: BinaryIO = out  # type: ignore[assignment]  # the engine only writes to it
        if isinstance(found, pyoxigraph.QueryTriples):
            found.serialize(file, format=GRAPHS[asked["format"]])
        else:
            found.serialize(file, format=TABLES[asked["format"]])
    except SyntaxError as error:
        return {"status": REFUSED, "message": str(error)}, b""
    except TooLargeError:
        return {"status": TOO_LARGE, "message": ""}, b""
    except (OSError, ValueError, MemoryError, RuntimeError) as error:
        return {"status": FAILED, "message": str(error)}, b""
    return {"status": OK, "message": ""}, b"".join(out.parts)


def send(connection: socket.socket, data: bytes) -> None:
    """Sends bytes with their length before them."""
    connection.sendall(len(data).to_bytes(HEAD, "big") + data)


def receive(connection: socket.socket) -> bytes:
    """The bytes that `send` sent; raises EOFError when the other end has gone."""
    return _exactly(connection, int.from_bytes(_exactly(connection, HEAD), "big"))


def _exactly(connection: socket.socket, size: int) -> bytes:
    parts = []
    while size:
        part = connection.recv(min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


if __name__ == "__main__":
    main()
