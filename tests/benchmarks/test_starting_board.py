"""The short form of the board of starting: it runs, and servers with and without workers answer."""

from pathlib import Path

import pytest
from starting_board import starting_board


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is measured where /proc tells it")
def test_imports_servers_and_workers_are_measured() -> None:
    text = starting_board((60,), shared=60, workers=(2,), requests=5, turns=1, rest=0.2)
    for row in ("`termgraph --help`", "ours, loaded", "60 terms", "2"):
        assert f"\n| {row} | " in text
