"""Writers at the same time: none is lost, and who comes second is told so."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from loading import count_up, open_and_close, start

from termgraph.errors import Code, TermgraphError
from termgraph.model import Change, Changes, Content, Term
from termgraph.store import Head, Store

WRITERS, TIMES = 8, 6


def _term(slug: str, summary: str | None = None) -> Changes:
    return (Change("term", slug, None, Term(slug, slug, summary=summary)),)


def _fails(code: Code, call: Callable[[], object]) -> TermgraphError:
    with pytest.raises(TermgraphError) as error:
        call()
    assert error.value.code is code
    return error.value


def _counted(database: str, careful: bool) -> tuple[int, int]:
    """The counter and the revisions that eight processes leave, each of which counts up six times."""
    with Store.open(database) as store:
        store.apply((Change("term", "counter", None, Term("counter", "Counter", minutes=0)),), base=store.head())
        processes = [start(count_up, database, TIMES, careful) for _ in range(WRITERS)]
        for process in processes:
            process.join()
        assert [process.exitcode for process in processes] == [0] * WRITERS
        assert store.verify().revision == store.head().revision
        return store.content()[1].terms["counter"].minutes or 0, store.head().revision - 1


def test_eight_processes_lose_no_update(database: str) -> None:
    assert _counted(database, careful=True) == (WRITERS * TIMES, WRITERS * TIMES)


def test_the_same_race_shows_writers_that_do_not_look_again(database: str) -> None:
    counter, revisions = _counted(database, careful=False)
    assert revisions == WRITERS * TIMES
    assert counter < WRITERS * TIMES


def test_eight_threads_with_one_store_lose_no_update(store: Store) -> None:
    store.apply((Change("term", "counter", None, Term("counter", "Counter", minutes=0)),), base=store.head())

    def more(content: Content) -> Changes:
        term = content.terms["counter"]
        return (Change("term", "counter", term, replace(term, minutes=(term.minutes or 0) + 1)),)

    def write(_: int) -> Head:
        while True:
            try:
                return store.apply(more)
            except TermgraphError as error:  # A slow machine keeps a writer waiting for longer than it is told to.
                if error.code is not Code.STORE_BUSY:
                    raise

    with ThreadPoolExecutor(WRITERS) as threads:
        heads = list(threads.map(write, range(WRITERS * TIMES)))
    assert sorted(head.revision for head in heads) == list(range(2, WRITERS * TIMES + 2))
    assert store.content()[1].terms["counter"].minutes == WRITERS * TIMES


def test_eight_processes_make_one_store(database: str) -> None:
    processes = [start(open_and_close, database) for _ in range(WRITERS)]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * WRITERS
    with Store.open(database, create=False) as store:
        assert store.verify().revision == 0


def test_a_plan_from_an_older_state_is_refused(store: Store) -> None:
    base = store.head()
    store.apply(_term("a"), base=base)
    error = _fails(Code.CONFLICT, lambda: store.apply(_term("b"), base=base))
    assert "moved meanwhile" in error.message
    assert store.head().revision == 1
    _fails(Code.CONFLICT, lambda: store.apply((), base=base))
    _fails(Code.CONFLICT, lambda: store.apply(_term("b"), base=replace(store.head(), epoch="another")))


def test_without_a_base_a_change_is_refused_when_its_record_is_no_longer_as_it_was(store: Store) -> None:
    one, two, three = Term("a", "One"), Term("a", "Two"), Term("a", "Three")
    store.apply((Change("term", "a", None, one),))
    store.apply((Change("term", "a", one, two), *_term("b")))
    error = _fails(Code.CONFLICT, lambda: store.apply((Change("term", "a", one, three),)))
    assert (error.details["stored"], error.details["wanted"]) == (two, three)
    _fails(Code.CONFLICT, lambda: store.apply(_term("b")))
    assert store.head().revision == 2


def test_a_repeated_request_gets_the_old_answer_and_has_one_effect(store: Store) -> None:
    base = store.head()
    first = store.apply(_term("a"), base=base, request_id="r1")
    store.apply(_term("b"), base=first)
    assert store.apply(_term("a"), base=base, request_id="r1") == first
    assert store.head().revision == 2
    _fails(Code.CONFLICT, lambda: store.apply(_term("c"), base=store.head(), request_id="r1"))


def test_a_request_that_plans_inside_is_known_by_its_body(store: Store) -> None:
    def write(body: str) -> Head:
        return store.apply(lambda _: _term(body), request_id="r1", request_body=body)

    assert write("a") == write("a") == store.head()
    _fails(Code.CONFLICT, lambda: write("b"))


def test_answers_are_forgotten_after_a_day(store: Store) -> None:
    from sqlalchemy import select, update

    from termgraph.store.tables import TABLES

    table = TABLES["applied_request"]
    store.apply(_term("a"), request_id="old")
    with store._database.write.begin() as connection:
        connection.execute(update(table).values(at="2020-01-01T00:00:00Z"))
    store.apply(_term("b"), request_id="new")
    with store._database.read.begin() as connection:
        assert list(connection.scalars(select(table.c.key))) == ["new"]


def test_a_plan_that_raises_leaves_nothing_behind(store: Store) -> None:
    def fail(_: Content) -> Changes:
        raise ZeroDivisionError

    head = store.head()
    with pytest.raises(ZeroDivisionError):
        store.apply(fail)
    assert store.head() == head
    assert store.apply(_term("a"), base=head).revision == 1
