"""Work that tests give to processes of their own, so that it can be killed or raced.

A process is forked from a server that has the libraries loaded already, which makes hundreds of them affordable.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.context import ForkServerProcess
from typing import Any

from sqlalchemy import event

from termgraph.errors import Code, TermgraphError
from termgraph.model import Alias, Change, Changes, Content, Relation, Term, difference
from termgraph.store import Store

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["termgraph.store.sql", "psycopg", "loading"])


def start(work: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """A running process that does `work`."""
    process = CONTEXT.Process(target=work, args=arguments)
    process.start()
    return process


def old() -> Content:
    """The set before a load: 50 terms."""
    return _content(50, "old")


def new() -> Content:
    """The set after a load: 500 terms, in which the old ones differ."""
    return _content(500, "new")


def load(store: Store) -> None:
    """The loader of the program: one transaction."""
    head, content = store.content()
    store.apply(difference(content, new()), base=head)


def load_in_batches(store: Store) -> None:
    """A loader with a known bug: it commits after every hundred changes."""
    changes = difference(store.content()[1], new())
    for first in range(0, len(changes), 100):
        store.apply(changes[first : first + 100], base=store.head())


def load_and_die(database: str, loader: Callable[[Store], None], statement: int | None) -> None:
    """Loads, and dies by its own hand just before the given statement (counted from 0, commits count) is sent."""
    with Store.open(database) as store:
        if statement is not None:
            _die_before(store, statement)
        loader(store)


def count_up(database: str, times: int, careful: bool) -> None:
    """Adds 1 to the minutes of the term `counter`, again where another writer was faster.

    The careless way has a known bug: it writes what it made from a state that may be gone by then.
    """
    with Store.open(database) as store:
        for _ in range(times):
            while not _count_once(store, careful):
                time.sleep(0.001)


def write_term(database: str, slug: str) -> None:
    """Writes one term."""
    with Store.open(database) as store:
        store.apply(lambda _: (Change("term", slug, None, Term(slug, slug)),))


def open_and_close(database: str) -> None:
    """Opens a store that may not be there yet."""
    Store.open(database).close()


def _count_once(store: Store, careful: bool) -> bool:
    head, content = store.content()
    term = content.terms["counter"]
    changes: Changes = (Change("term", "counter", term, replace(term, minutes=(term.minutes or 0) + 1)),)
    try:
        if careful:
            store.apply(changes, base=head)
        else:
            time.sleep(0.002)
            store.apply(lambda _: changes)
    except TermgraphError as error:
        if error.code in {Code.CONFLICT, Code.STORE_BUSY}:
            return False
        raise
    return True


def _die_before(store: Store, statement: int) -> None:
    left = statement

    def die(*_: Any) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    event.listen(store._database.write, "before_cursor_execute", die)
    event.listen(store._database.write, "commit", die)


def _content(count: int, word: str) -> Content:
    terms = [
        Term(f"t{number}", f"Term {number}", aliases=(Alias(f"{word} {number}"),), definition=f"{word} " * 50)
        for number in range(count)
    ]
    relations = [Relation(f"t{number}", "uses", f"t{number - 1}", why=word) for number in range(1, count)]
    return Content.of(terms=terms, relations=relations)
