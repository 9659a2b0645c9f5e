"""Boards run where only their own packages are: no test runner is among them."""

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("board", ["hostile", "pages_board", "executor_board", "servers_board", "starting_board"])
def test_a_board_needs_no_test_runner(board: str) -> None:
    without = f"import sys; sys.modules['pytest'] = sys.modules['hypothesis'] = None; import {board}"
    done = subprocess.run(  # our own words
        [sys.executable, "-c", without], cwd=HERE, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
