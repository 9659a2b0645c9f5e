"""`termgraph export --to` against a real triple store: Oxigraph's own server, out of its Python wheel."""

import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pyoxigraph
import pytest
from command import termgraph
from facts import FILE

OXIGRAPH = Path(sysconfig.get_path("scripts")) / "oxigraph"
BASE = "http://localhost:8000/"
PATIENCE = 20


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def oxigraph(command: str, folder: Path) -> Iterator[str]:
    """A running server."""
    port = free_port()
    process = subprocess.Popen(
        [OXIGRAPH, command, "--location", folder, "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + PATIENCE
    try:
        while True:
            try:
                httpx.get(address)
                break
            except httpx.TransportError:
                assert process.poll() is None, "the server did not start"
                assert time.monotonic() < deadline
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph("serve", tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


def graph(address: str, name: str | None) -> set[pyoxigraph.Triple]:
    """What is in a graph of the store."""
    chosen = {"graph": name} if name else {"default": ""}
    response = httpx.get(f"{address}/store", params=chosen, headers={"Accept": "application/n-triples"})
    assert response.status_code in (200, 404)
    if response.status_code == 404:
        return set()
    return {each.triple for each in pyoxigraph.parse(response.content, pyoxigraph.RdfFormat.N_TRIPLES)}


def exported(*options: str) -> set[pyoxigraph.Triple]:
    result = termgraph("export", "--data", FILE, "--format", "ntriples", *options)
    assert result.status == 0, result.err
    return {each.triple for each in pyoxigraph.parse(result.out.encode(), pyoxigraph.RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize("form", [[], ["--format", "turtle"], ["--format", "rdfxml"]])
def test_the_store_has_the_glossary_and_nothing_else(store: str, form: list[str]) -> None:
    whole = exported()
    for _ in range(2):
        result = termgraph("export", "--data", FILE, "--to", f"{store}/store", *form)
        assert result.status == 0, result.err
        assert f"are the graph <{BASE}> now (20" in result.err
        assert result.out == ""
        assert graph(store, BASE) == whole
    # What is put takes the place of what was there.
    part = termgraph("export", "--data", FILE, "--to", f"{store}/store", "--term", "ppo", "--graph", BASE, *form)
    assert part.status == 0
    assert graph(store, BASE) == exported("--term", "ppo") < whole


def test_the_graph_can_be_chosen(store: str) -> None:
    other = "urn:example:a graph/ü?x=y&z#é"
    options = ["--data", str(FILE), "--to", f"{store}/store", "--term", "ppo"]
    assert termgraph("export", *options, "--graph", "default").status == 0
    assert graph(store, None) == exported("--term", "ppo")
    assert termgraph("export", *options, "--graph", "urn:example:other").status == 0
    assert graph(store, "urn:example:other") == exported("--term", "ppo")
    refused = termgraph("export", *options, "--graph", other)
    assert refused.status == 2
    assert "answered 400" in refused.err


def test_a_store_that_refuses_is_one_sentence(tmp_path: Path) -> None:
    with oxigraph("serve", tmp_path):
        pass
    with oxigraph("serve-read-only", tmp_path) as address:
        result = termgraph("export", "--data", FILE, "--to", f"{address}/store")
    assert result.status == 2
    assert result.err.startswith(f"Error: {address}/store?graph=")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--to", "nonsense"], "not the address of a graph store"),
        (["--to", "ftp://127.0.0.1/"], "not the address of a graph store"),
        (["--to", "http://127.0.0.1:port/"], "not the address of a graph store"),
        (["--to", "http://["], "not the address of a graph store"),
        (["--to", "http://127.0.0.1:9/store"], "was not sent"),
        (["--to", "http://127.0.0.1:9/store", "--output", "x.ttl"], "not both"),
        (["--to", "http://127.0.0.1:9/store", "--format", "csv"], "not csv"),
        (["--to", "http://127.0.0.1:9/store", "--format", "markdown"], "not markdown"),
        (["--graph", "default"], "say to which store"),
        (["--to", "http://127.0.0.1:9/store", "--term", "ppo"], "take the place of the whole"),
    ],
)
def test_what_cannot_be_sent_is_one_sentence(options: list[str], said: str, tmp_path: Path) -> None:
    result = termgraph("export", "--data", FILE, *options, cwd=tmp_path)
    assert result.status == 2
    assert said in result.err
    assert result.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_password_is_sent_and_never_shown() -> None:
    """A listener of our own: Oxigraph has no passwords."""
    seen: list[Any] = []

    class Store(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            seen.append((self.path, dict(self.headers), body))
            self.send_response(307 if "elsewhere" in self.path else 403)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Store)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        host = f"127.0.0.1:{server.server_address[1]}"
        for path in ("/store", "/elsewhere?x=y"):
            url = f"http://editor:s%40cret@{host}{path}"
            result = termgraph("export", "--data", FILE, "--to", url)
            assert result.status == 2
            assert "cret" not in result.err
            assert host in result.err
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    (path, headers, body), (other, _, _) = seen
    assert path == "/store?graph=http%3A%2F%2Flocalhost%3A8000%2F"
    assert other == "/elsewhere?x=y&graph=http%3A%2F%2Flocalhost%3A8000%2F"
    assert headers["Authorization"] == "Basic ZWRpdG9yOnNAY3JldA=="
    assert headers["Content-Type"] == "application/n-triples"
    assert int(headers["Content-Length"]) == len(body) > 1000
