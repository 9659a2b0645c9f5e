"""A follower publishes what others write, on both databases, and keeps what it has when the store is in trouble."""

import gc
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from databases import postgresql_database, postgresql_server
from facts import facts
from sqlalchemy import create_engine, text

from termgraph.glossary.holder import view_of
from termgraph.glossary.watch import Follower
from termgraph.graph.lineage import Lineage
from termgraph.graph.preparation import prepare
from termgraph.integrity import served
from termgraph.model import Change, Content, Person, difference
from termgraph.store import Head, Store

__all__ = ["postgresql_server"]

SOON = 10.0
"""Seconds after which a test gives up; what it waits for takes a fraction of one."""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        Store.open(str(tmp_path / "glossary.db")).close()
        yield str(tmp_path / "glossary.db")
        return
    with postgresql_database(request.getfixturevalue("postgresql_server")) as url:
        Store.open(url).close()
        yield url


class Reader:
    """A process: its store, its follower, and what it published."""

    def __init__(self, address: str, poll: float = 60.0) -> None:
        self.store = Store.open(address, create=False)
        self.poll = poll
        self.published: list[tuple[Head, Content]] = []
        self.reports: list[str] = []
        self.refuse = 0
        self.follow(*self.store.content())

    def follow(self, head: Head, content: Content) -> None:
        self.follower = Follower(
            self.store, head, content, self.publish, self.reports.append, look=0.01, poll=self.poll
        )
        self.follower.start()

    def publish(self, content: Content, head: Head, _: object) -> None:
        if self.refuse:
            self.refuse -= 1
            raise ValueError("a bad row")
        self.published.append((head, content))

    def sees(self, head: Head) -> bool:
        return bool(self.published) and self.published[-1][0] == head

    def close(self) -> None:
        self.follower.close()
        self.store.close()


@pytest.fixture
def reader(address: str) -> Iterator[Reader]:
    reader = Reader(address)
    try:
        wait_for(lambda: reader.follower.staleness() is not None)
        yield reader
    finally:
        reader.close()


@pytest.fixture
def writer(address: str) -> Iterator[Store]:
    with Store.open(address) as store:
        yield store


def wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + SOON
    while not holds():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.005)


def person(name: str) -> tuple[Change, ...]:
    return (Change("person", name, None, Person(name, name)),)


def execute(address: str, statement: str) -> None:
    url = address if "://" in address else f"sqlite:///{address}"
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_what_another_process_writes_is_published_whole(reader: Reader, writer: Store) -> None:
    writer.apply(difference(Content(), facts()))
    changed = replace(facts().terms["rlhf"], summary="Another summary.")
    head = writer.apply((Change("term", "rlhf", facts().terms["rlhf"], changed),))
    wait_for(lambda: reader.sees(head))
    content = reader.published[-1][1]
    assert content.terms["rlhf"].summary == "Another summary."
    assert content == writer.content()[1]
    assert not reader.reports


def test_every_write_of_a_burst_arrives(reader: Reader, writer: Store) -> None:
    head = [writer.apply(person(f"p{number}")) for number in range(30)][-1]
    wait_for(lambda: reader.sees(head))
    assert sorted(reader.published[-1][1].people) == sorted(f"p{number}" for number in range(30))
    revisions = [head.revision for head, _ in reader.published]
    assert revisions == sorted(set(revisions))


def test_a_write_before_the_follower_listens_is_found(address: str, writer: Store) -> None:
    reader = Reader(address)
    try:
        head = writer.apply(person("early"))
        wait_for(lambda: reader.sees(head))
    finally:
        reader.close()


def test_a_history_put_back_is_read_anew(address: str, reader: Reader, writer: Store) -> None:
    writer.apply(person("a"))
    head = writer.apply(person("b"))
    wait_for(lambda: reader.sees(head))
    execute(address, "DELETE FROM person WHERE key = 'b'")
    execute(address, "UPDATE graph_state SET epoch = 'restored', revision = 1")
    reader.follower.wake()
    wait_for(lambda: reader.published[-1][0].epoch == "restored")
    assert list(reader.published[-1][1].people) == ["a"]


def test_a_log_that_was_edited_is_not_applied(address: str, reader: Reader, writer: Store) -> None:
    published = writer.apply(person("a"))
    wait_for(lambda: reader.sees(published))
    reader.follower.close()
    head = writer.apply(person("b"))
    execute(address, "UPDATE change_log SET key = 'forged' WHERE key = 'b'")
    reader.follow(*reader.published[-1])
    wait_for(lambda: reader.sees(head))
    assert sorted(reader.published[-1][1].people) == ["a", "b"]


def test_changes_that_cannot_be_published_are_answered_by_reading_everything(reader: Reader, writer: Store) -> None:
    reader.refuse = 1
    head = writer.apply(person("a"))
    wait_for(lambda: reader.sees(head))
    assert not reader.reports


def test_an_operator_is_told_once_when_nothing_helps(reader: Reader, writer: Store) -> None:
    reader.refuse = 3
    head = writer.apply(person("a"))
    wait_for(lambda: reader.sees(head))
    assert reader.reports == ["REFRESH_FAILING: a bad row"]


def test_a_schema_ahead_is_reported_and_not_read(address: str, reader: Reader, writer: Store) -> None:
    head = writer.apply(person("a"))
    wait_for(lambda: reader.sees(head))
    execute(address, "UPDATE graph_state SET schema_version = schema_version + 1, revision = revision + 1")
    reader.follower.wake()
    wait_for(lambda: bool(reader.reports))
    assert reader.reports[0].startswith("SCHEMA_AHEAD")
    assert reader.sees(head)


def test_readers_keep_what_they_have_while_an_sqlite_file_is_away_or_replaced(tmp_path: Path) -> None:
    path, away = tmp_path / "glossary.db", tmp_path / "away.db"
    with Store.open(str(path)) as writer, Store.open(str(tmp_path / "other.db")) as other:
        head = writer.apply(person("a"))
        writer.close()
        reader = Reader(str(path))
        try:
            path.rename(away)
            time.sleep(0.2)
            assert not reader.published
            away.rename(path)
            head = writer.apply(person("b"))
            wait_for(lambda: reader.sees(head))
            writer.close()
            head = other.apply(person("c"))
            other.close()
            for suffix in ("-wal", "-shm"):  # An operator who leaves them mixes two stores (sqlite.org/howtocorrupt).
                Path(f"{path}{suffix}").unlink(missing_ok=True)
            (tmp_path / "other.db").replace(path)
            wait_for(lambda: reader.sees(head))
            assert list(reader.published[-1][1].people) == ["c"]
        finally:
            reader.close()


def test_a_listener_that_is_cut_off_listens_again(postgresql_server: str) -> None:
    with postgresql_database(postgresql_server) as url, Store.open(url) as writer:
        reader = Reader(url)
        try:
            wait_for(lambda: reader.follower.staleness() is not None)
            execute(
                url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'termgraph watch'"
            )
            head = writer.apply(person("a"))
            wait_for(lambda: reader.sees(head))
            head = writer.apply(person("b"))
            wait_for(lambda: reader.sees(head))
        finally:
            reader.close()


def test_what_is_not_notified_is_found_by_the_poll(postgresql_server: str) -> None:
    with postgresql_database(postgresql_server) as url, Store.open(url) as writer:
        head = writer.apply(person("a"))
        reader = Reader(url, poll=0.1)
        try:
            execute(url, "UPDATE graph_state SET epoch = 'silent'")
            wait_for(lambda: reader.sees(replace(head, epoch="silent")))
        finally:
            reader.close()


def test_leisure_is_had_once_for_each_content_and_not_again_while_nothing_happens(address: str, writer: Store) -> None:
    had: list[int] = []
    with Store.open(address, create=False) as store:
        follower = Follower(
            store,
            *store.content(),
            lambda *_: None,
            lambda _: None,
            look=0.01,
            poll=0.02,
            leisure=lambda: had.append(1),
        )
        follower.start()
        try:
            wait_for(lambda: len(had) == 1)
            time.sleep(0.1)
            assert len(had) == 1
            writer.apply(person("one"))
            wait_for(lambda: len(had) == 2)
        finally:
            follower.close()


def test_closing_ends_the_thread_and_leaves_nothing_frozen(reader: Reader) -> None:
    reader.follower.close()
    reader.follower.close()
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()


def test_a_view_that_nobody_reads_any_more_goes_without_the_collector() -> None:
    view = view_of(facts(), "e.1")
    snapshot = weakref.ref(view.snapshot)
    prepare(view.snapshot)
    served.prepare(view.snapshot)
    assert view.prose.html("A link to [[rlhf]].")
    assert view.snapshot.once(Lineage.of).joined(0, 0)
    gc.disable()
    try:
        del view
        assert snapshot() is None
    finally:
        gc.enable()
