"""A clock for stores of which every reading is a second later: import it, and every test of the module has it."""

from itertools import count

import pytest

from termgraph.store import writing


@pytest.fixture(autouse=True)
def ticking(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = count()

    def now() -> str:
        number = next(seconds)
        return f"2026-11-20T{number // 3600:02d}:{number // 60 % 60:02d}:{number % 60:02d}Z"

    monkeypatch.setattr(writing, "now", now)
