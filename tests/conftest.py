"""Settings of the whole suite, and the two databases every test of the store runs on.

Property tests are reproducible on the build machine and never judged by the clock.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import postgresql_database, postgresql_server
from hypothesis import settings

from termgraph.store import Store

__all__ = ["postgresql_server"]

settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database of the test's own, with nothing in it; the test runs on either kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "glossary.db")
        return
    with postgresql_database(request.getfixturevalue("postgresql_server")) as url:
        yield url


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """An empty store."""
    with Store.open(database) as opened:
        yield opened
