"""A load that is killed leaves the old set or the new one, never a mixture; one in batches is caught."""

import random
import signal
import time
from collections.abc import Callable, Iterator

import pytest
from loading import load, load_and_die, load_in_batches, new, old, start

from termgraph.model import Content, difference
from termgraph.store import Store

Loader = Callable[[Store], None]


def _state(store: Store) -> str:
    """What a reader sees: old, new or partial."""
    content = store.content()[1]
    return "old" if content == old() else "new" if content == new() else "partial"


def _after_kill(
    database: str, loader: Loader, *, statement: int | None = None, seconds: float | None = None
) -> tuple[str, bool]:
    """What a fresh reader sees of a load onto the old set, and whether the loader was killed on the way.

    It dies before a statement of its own, or is killed after some seconds. The old set is brought back afterwards.
    """
    process = start(load_and_die, database, loader, statement)
    if seconds is not None:
        time.sleep(seconds)
        process.kill()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    with Store.open(database, create=False) as store:
        state = _state(store)
        if state != "old":
            store.apply(lambda content: difference(content, old()))
    return state, process.exitcode != 0


@pytest.fixture
def loaded(store: Store, database: str) -> Iterator[str]:
    """The address of a store with the old set; its history must be whole at the end, whatever was killed."""
    store.apply(difference(Content(), old()), base=store.head())
    yield database
    store.verify()


def test_a_load_killed_at_any_statement_changes_nothing(loaded: str) -> None:
    kills = 0
    while (outcome := _after_kill(loaded, load, statement=kills)) == ("old", True):
        kills += 1
    assert outcome == ("new", False)
    assert kills >= 12


def test_a_load_killed_at_any_moment_is_whole(loaded: str) -> None:
    moments = random.Random(1)  # noqa: S311  # a choice of moments, no secret
    started = time.monotonic()
    assert _after_kill(loaded, load) == ("new", False)
    duration = time.monotonic() - started
    states = {_after_kill(loaded, load, seconds=moments.uniform(0, duration))[0] for _ in range(8)}
    assert states <= {"old", "new"}


def test_the_same_kills_show_a_loader_that_commits_in_batches(loaded: str) -> None:
    assert {_after_kill(loaded, load_in_batches, statement=number) for number in (20, 40, 60)} == {("partial", True)}


def test_a_store_whose_making_was_interrupted_can_be_made(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from termgraph.store import schema

    def fail() -> Content:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(schema, "GlossaryInfo", fail)
        with pytest.raises(KeyboardInterrupt):
            Store.open(database)
    with Store.open(database) as store:
        assert store.content()[1] == Content()
