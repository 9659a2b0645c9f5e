"""The sandbox: right answers, each question ended in time and within its memory, no network, nothing left behind."""

import gc
import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asking import view_of
from facts import facts

from termgraph.errors import Code, TermgraphError
from termgraph.formats.sparql import GRAPHS, TABLES, Form, Limits, Question, Zygote, read

MEGABYTE = 1024 * 1024
COUNT = "SELECT (COUNT(*) AS ?n) { ?term a <http://www.w3.org/2004/02/skos/core#Concept> }"
FOR_EVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    found = Zygote(view_of().snapshot)
    yield found
    found.close()


def ask(zygote: Zygote, text: str, form: str = "json", limits: Limits | None = None) -> bytes:
    return zygote.ask(read(text, zygote.graph), form, limits or Limits()).body


def refused(zygote: Zygote, question: Question, limits: Limits | None = None) -> TermgraphError:
    with pytest.raises(TermgraphError) as caught:
        zygote.ask(question, "json", limits or Limits())
    return caught.value


def counted(body: bytes) -> int:
    return int(json.loads(body)["results"]["bindings"][0]["n"]["value"])


def test_it_answers_from_the_snapshot(zygote: Zygote) -> None:
    assert counted(ask(zygote, COUNT)) == len(facts().terms)
    assert json.loads(ask(zygote, "ASK { ?s ?p ?o }"))["boolean"] is True
    graph = zygote.graph
    assert counted(ask(zygote, COUNT.replace(" {", f" FROM <{graph}> {{", 1))) == len(facts().terms)
    named = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s a <http://www.w3.org/2004/02/skos/core#Concept> }} }}"
    assert counted(ask(zygote, named)) == len(facts().terms)


@pytest.mark.parametrize("form", list(TABLES))
def test_tables_in_every_format(zygote: Zygote, form: str) -> None:
    assert b"Proximal Policy Optimization" in ask(zygote, "SELECT ?o { ?s ?p ?o FILTER(STRLEN(STR(?o)) < 40) }", form)


@pytest.mark.parametrize("form", list(GRAPHS))
def test_graphs_in_every_format(zygote: Zygote, form: str) -> None:
    assert b"Proximal Policy Optimization" in ask(zygote, f"DESCRIBE <{zygote.graph}terms/ppo>", form)


def test_what_never_ends_is_ended_and_nobody_else_is(zygote: Zygote) -> None:
    limits = Limits(seconds=0.6)
    with ThreadPoolExecutor(4) as threads:
        slow = [threads.submit(refused, zygote, read(FOR_EVER, zygote.graph), limits) for _ in range(2)]
        begun = time.monotonic()
        assert counted(ask(zygote, COUNT)) == len(facts().terms)
        assert not any(each.done() for each in slow)
        assert {each.result().code for each in slow} == {Code.TIMEOUT}
        assert 0.3 < time.monotonic() - begun < 5
    assert counted(ask(zygote, COUNT)) == len(facts().terms)


def test_too_much_memory_ends_only_the_question(zygote: Zygote) -> None:
    error = refused(zygote, read(LARGE, zygote.graph), Limits(seconds=30, memory=64 * MEGABYTE))
    assert error.code is Code.QUERY_TOO_COMPLEX
    assert "64 MB" in error.message
    assert counted(ask(zygote, COUNT)) == len(facts().terms)


def test_too_large_a_result_is_refused(zygote: Zygote) -> None:
    error = refused(zygote, read("SELECT * { ?s ?p ?o }", zygote.graph), Limits(result=10_000))
    assert error.code is Code.QUERY_TOO_COMPLEX
    assert "LIMIT" in error.message


@pytest.mark.parametrize("text", ["SELECT", "SELECT * {", "ASK { ?s ?p }", "SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }"])
def test_what_is_no_query_is_told_where(zygote: Zygote, text: str) -> None:
    error = refused(zygote, Question(text, Form.SELECT))
    assert error.code is Code.SPARQL_PARSE_FAILED
    assert error.message.startswith("This is no SPARQL query: ")


@pytest.mark.parametrize("depth", [100, 100_000])
def test_nesting_ends_at_most_the_question(zygote: Zygote, depth: int) -> None:
    text = f"SELECT * {{ {'{' * depth} {'}' * depth} }}"
    try:
        ask(zygote, text)
        code = None
    except TermgraphError as error:
        code = error.code
    assert code in (None, Code.QUERY_TOO_COMPLEX, Code.SPARQL_PARSE_FAILED)
    assert counted(ask(zygote, COUNT)) == len(facts().terms)


def test_no_socket_is_opened_even_for_a_query_that_was_let_through(zygote: Zygote) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        unjudged = Question(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}", Form.SELECT)
        assert refused(zygote, unjudged).code is Code.QUERY_TOO_COMPLEX
        with pytest.raises(TimeoutError):
            listener.accept()
        # The engine would have: without the guard this test could not fail.
        assert engine_connects(url, listener)


def engine_connects(url: str, listener: socket.socket) -> bool:
    import pyoxigraph

    def query() -> None:
        with pytest.raises((OSError, ValueError)):
            list(pyoxigraph.Store().query(f"SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}"))  # type: ignore[arg-type]

    thread = threading.Thread(target=query)
    thread.start()
    with listener.accept()[0] as connection:
        connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    thread.join()
    return True


def test_many_at_once_get_each_their_own_answer(zygote: Zygote) -> None:
    def one(number: int) -> int:
        return counted(ask(zygote, f"SELECT (({number}) AS ?n) {{}}"))

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(one, range(60))) == list(range(60))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_ends_with_whoever_has_it() -> None:
    zygote = Zygote(view_of().snapshot)
    process = zygote._process
    assert alive(process.pid)
    del zygote
    gc.collect()
    assert process.returncode is not None
    assert not alive(process.pid)


def test_one_that_was_killed_says_so(zygote: Zygote) -> None:
    other = Zygote(view_of().snapshot)
    other._process.kill()
    other._process.wait()
    assert refused(other, read(COUNT, other.graph)).code is Code.STORE_UNAVAILABLE
    other.close()
    assert counted(ask(zygote, COUNT)) == len(facts().terms)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="the system does not show a process's environment")
def test_it_gets_nothing_of_our_environment(zygote: Zygote) -> None:
    assert Path(f"/proc/{zygote._process.pid}/environ").read_bytes() == b""
    assert {int(each.name) for each in Path(f"/proc/{zygote._process.pid}/task").iterdir()} == {zygote._process.pid}
