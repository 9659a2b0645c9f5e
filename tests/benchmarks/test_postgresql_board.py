"""The short form of the board in PostgreSQL: it runs, recursive queries answer as we do, and what differs is found."""

import sys
from dataclasses import replace

import pytest
from databases import postgresql_database
from postgresql_board import ROWS, filled, measured, postgresql_board
from synthetic import synthetic

from termgraph.graph.snapshot import Snapshot

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the board reads /proc")

DIRECT = "SELECT before FROM needs WHERE term = %s"


def test_every_question_is_answered_alike(postgresql_server: str) -> None:
    with postgresql_database(postgresql_server) as address:
        text = postgresql_board(address, (200, 300), questions=20, seconds=2)
    for row in ROWS:
        assert text.count(f"\n| {row.name} | ") == 2


def test_another_answer_ends_the_run(postgresql_server: str) -> None:
    snapshot = Snapshot.of(synthetic(200, 800, texts=False))
    with postgresql_database(postgresql_server) as address, filled(address, snapshot) as connection:
        for row in ROWS[:2]:
            with pytest.raises(AssertionError, match="PostgreSQL has another answer"):
                measured(replace(row, query=DIRECT), snapshot, connection, 20, 2)
