"""A process learns of what another wrote: SQLite by its data version, PostgreSQL by NOTIFY."""

import threading
import time
from pathlib import Path

import psycopg
import pytest
from databases import postgresql_database
from loading import start, write_term

from termgraph.errors import Code, TermgraphError
from termgraph.model import Change, Term
from termgraph.store import Store
from termgraph.store.watch import FileWatch


def _write(store: Store, slug: str) -> None:
    store.apply((Change("term", slug, None, Term(slug, slug)),))


def test_a_watch_tells_of_another_process_and_of_nothing_else(store: Store, database: str) -> None:
    watch = store.watch()
    assert not watch.wait(0.01)
    process = start(write_term, database, "a")
    process.join()
    assert watch.wait(5)
    assert not watch.wait(0.01)
    store.content()
    store.apply(())
    with pytest.raises(ZeroDivisionError):
        store.apply(lambda _: 1 // 0)  # type: ignore[arg-type, return-value]
    assert not watch.wait(0.01)
    _write(store, "b")
    _write(store, "c")
    assert watch.wait(5)
    watch.close()


def test_postgresql_tells_the_epoch_and_the_revision_at_once(postgresql_server: str) -> None:
    with (
        postgresql_database(postgresql_server) as url,
        Store.open(url) as store,
        psycopg.connect(url, autocommit=True) as listener,
    ):
        listener.execute("LISTEN termgraph")
        _write(store, "a")
        (notification,) = listener.notifies(timeout=5, stop_after=1)
        assert notification.payload == f"{store.head().epoch}:1"


def test_a_waiting_listener_wakes_when_somebody_writes(postgresql_server: str) -> None:
    with postgresql_database(postgresql_server) as url, Store.open(url) as store:
        watch = store.watch()
        writer = threading.Timer(0.2, _write, (store, "a"))
        writer.start()
        started = time.monotonic()
        assert watch.wait(30)
        assert time.monotonic() - started < 20
        writer.join()
        watch.close()


def test_a_listener_whose_connection_ends_says_so(postgresql_server: str) -> None:
    with postgresql_database(postgresql_server) as url, Store.open(url) as store:
        watch = store.watch()
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'termgraph watch'"
            )
        with pytest.raises(TermgraphError) as error:
            watch.wait(5)
        assert error.value.code is Code.STORE_UNAVAILABLE
        watch.close()


def test_a_file_in_the_old_ones_place_is_noticed_by_watch_readers_and_writers(tmp_path: Path) -> None:
    path, other = tmp_path / "glossary.db", tmp_path / "other.db"
    with Store.open(str(path)) as store, Store.open(str(other)) as another:
        _write(store, "old")
        _write(another, "new")
        epoch = another.head().epoch
        watch = FileWatch(path)
        assert not watch.changed()
        another.close()
        other.replace(path)
        assert watch.changed()
        assert store.head().epoch == epoch
        _write(store, "newer")
        assert watch.changed()
        assert sorted(store.content()[1].terms) == ["new", "newer"]
        watch.close()
        store.verify()


def test_a_file_that_goes_away_ends_the_watch(tmp_path: Path) -> None:
    path = tmp_path / "glossary.db"
    with Store.open(str(path)) as store:
        watch = store.watch()
        path.unlink()
        with pytest.raises(TermgraphError) as error:
            watch.wait(0)
        assert error.value.code is Code.STORE_UNAVAILABLE


def test_a_store_in_memory_has_no_other_writers() -> None:
    with Store.open("sqlite://") as store:
        watch = store.watch()
        _write(store, "a")
        assert not watch.wait(0)
        watch.close()
