"""`serve` as its user runs it: a real process on a real port, which notices what other processes load."""

import contextlib
import socket
import time
from pathlib import Path

import pytest
from command import termgraph
from serving import PATIENCE, serving

FACTS = Path(__file__).parents[1] / "fixtures" / "ai-terms.yaml"


def test_it_answers_at_once_and_follows_what_another_process_loads(tmp_path: Path) -> None:
    database = tmp_path / "glossary.db"
    with serving("--data", FACTS, "--database", database) as server:
        assert "195 terms" in server.said
        before = server.ask('{ term(by: {slug: "rlhf"}) { summary } glossary { revision } }')
        changed = tmp_path / "changed.yaml"
        changed.write_text(FACTS.read_text("utf-8").replace("people's comparisons", "what people prefer"), "utf-8")
        assert termgraph("load", changed, "--database", database).status == 0
        deadline = time.monotonic() + PATIENCE
        while (after := server.ask('{ term(by: {slug: "rlhf"}) { summary } glossary { revision } }')) == before:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert b"what people prefer" in after
        assert "ready at revision" in server.get("/readyz")


def test_a_taken_port_is_one_sentence_and_nothing_is_loaded(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = termgraph("serve", "--port", str(port), "--data", FACTS, "--database", tmp_path / "glossary.db")
    assert result.status == 2
    assert result.err == f"Error: Port {port} on 127.0.0.1 is taken; choose another with --port.\n"
    assert not (tmp_path / "glossary.db").exists()


def test_term_files_with_errors_are_not_served(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(FACTS.read_text("utf-8").replace("o: machine-learning}", "o: machine-learnin}", 1), "utf-8")
    result = termgraph("serve", "--port", "0", "--data", broken, "--database", tmp_path / "glossary.db")
    assert result.status == 1
    assert "unknown-term" in result.out
    assert "nothing was loaded" in result.err


PAGE = """{
  terms(first: 10) {
    totalCount
    nodes {
      id slug title summary definition(format: HTML) breadcrumbs { label url }
      relations(first: 100) { edges { sentence why cursor } }
      ancestors { edges { sentence } }
      requirements(tier: CONTEXT) { sentence why }
      relatedLinks { title links { link { title url } } }
    }
  }
}"""


def test_the_same_glossary_gives_the_same_bytes_from_either_database(postgresql_server: str, tmp_path: Path) -> None:
    from databases import postgresql_database

    data = Path(__file__).parents[2] / "data"
    answers = []
    with postgresql_database(postgresql_server) as url:
        for database in (str(tmp_path / "glossary.db"), url):
            with serving("--data", data, "--database", database) as server:
                answers.append(server.ask(PAGE).partition(b',"extensions"')[0])
    assert b'"errors"' not in answers[0]
    assert len(answers[0]) > 10_000
    assert answers[0] == answers[1]


def test_a_store_that_a_newer_program_wrote_is_one_sentence(tmp_path: Path) -> None:
    import sqlite3

    database = tmp_path / "glossary.db"
    termgraph("load", FACTS, "--database", database)
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE graph_state SET schema_version = 999")
    result = termgraph("serve", "--port", "0", "--data", FACTS, "--database", database)
    assert result.status == 2
    assert "newer termgraph" in result.err
    warned, failed = result.err.splitlines()
    assert warned.startswith("198 warnings;")
    assert failed.startswith("Error: ")


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none_is_a_usage_error(port: str) -> None:
    assert termgraph("serve", "--port", port).status == 2
