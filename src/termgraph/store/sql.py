"""The store: reads a state as content, and writes changes as the next state."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Self

from sqlalchemy import JSON, Boolean, Connection, select, text
from sqlalchemy.exc import DBAPIError

from termgraph.errors import Code, TermgraphError

from .chain import entries, first_break, seal
from .engines import Database, connect, settle
from .failures import reading, translated
from .head import Head
from .history import Ask
from .reading import Reading, check_version
from .schema import prepare
from .tables import TABLES
from .writing import CHUNK, Outcome, Plan, Write, answered, check_base, head_of, lock, transact

if TYPE_CHECKING:
    from .watch import Watch

_DECODED = {
    column.name: column.type
    for table in TABLES.values()
    for column in table.columns
    if isinstance(column.type, JSON | Boolean)
}
"""The types of columns that rows of a text would not have, by name: no column of another kind is called so."""


class Store(Reading):
    """A database of one glossary; open one with `Store.open`, and close it or use it as a context manager.

    Safe to share between threads. Every method raises TermgraphError: STORE_UNAVAILABLE where the database cannot be
    reached or used, STORE_BUSY after five seconds behind another writer, STORE_DAMAGED where it holds something else.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, database: str, *, create: bool = True) -> Self:
        """The store at an SQLAlchemy URL (SQLite or PostgreSQL), in an SQLite file, or in memory ("sqlite://").

        Makes the tables where the database is empty and `create` is true; brings older tables up to date. Raises
        TermgraphError NOT_FOUND where there is nothing and `create` is false, STORE_TOO_NEW for newer tables.
        """
        opened = connect(database)
        try:
            with translated(opened.name):
                prepare(opened, create=create)
        except BaseException:
            opened.close()
            raise
        return cls(opened)

    @property
    def name(self) -> str:
        """See `Reading`."""
        return self._database.name

    @contextmanager
    def asking(self) -> Iterator[Ask]:
        """See `Reading`."""
        with self._reading() as connection:
            yield lambda statement, **values: connection.execute(text(statement).columns(**_DECODED), values)

    def apply(
        self,
        plan: Plan,
        *,
        base: Head | None = None,
        actor: str | None = None,
        kind: str = "load",
        request_id: str | None = None,
        request_body: str | None = None,
    ) -> Head:
        """Writes changes in one transaction and gives the state after them; no changes write nothing at all.

        `plan` is changes that were made from the state `base`: raises TermgraphError CONFLICT when the store has moved
        since. Without `base`, each change's `before` must be what is stored, else CONFLICT (details: `stored`,
        `wanted`). Or `plan` is a function from the present content to changes, called while other writers wait; it must
        not use the store.

        A `request_id` that was seen in the last 24 hours gets its old answer and writes nothing; CONFLICT when it then
        came with another `request_body` (for a plan that is made already: with other changes). Where the connection is
        lost in the commit, the id tells what became of it; without one the error is OUTCOME_UNKNOWN.
        """
        if not callable(plan) and not plan:
            head = self.head()
            if base is not None:
                check_base(head, base)
            return head
        wanted = _write(plan, base, actor, kind, request_id, request_body)
        try:
            return self._commit(wanted).head
        except _ConnectionLostError:
            return self._aftermath(wanted)

    def verify(self) -> Head:
        """The newest state, when the log's hash chain leads to it; raises STORE_DAMAGED where the chain breaks."""
        revision, change = TABLES["revision"], TABLES["change_log"]
        with self._reading() as connection:
            head = head_of(self.name, connection)
            check_version(self.name, head.schema_version)
            seals = {row.revision: row.chain for row in connection.execute(select(revision))}
            start = head.min_log_revision
            kept = select(change).where(change.c.revision > start).order_by(change.c.revision, change.c.seq)
            with connection.execute(kept, execution_options={"yield_per": 1000}) as rows:
                logged = ((row.revision, (row.entity, row.key, row.after)) for row in rows)
                broken = first_break(seals, start, logged)
        if broken is None and seals.get(head.revision) != head.chain:
            broken = head.revision
        if broken is not None:
            raise TermgraphError(
                Code.STORE_DAMAGED,
                f"The history in {self._database.name} was edited: its hash chain breaks at revision {broken}.",
                revision=broken,
            )
        return head

    def watch(self) -> "Watch":
        """What tells when somebody wrote: see `watch.Watch`; close it when it is no longer needed."""
        from .watch import watch

        return watch(self._database)

    def close(self) -> None:
        """Closes the connections; a closed store opens them again when it is used."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        name = self._database.name
        with translated(name), reading(name), self._database.read.begin() as connection:
            yield connection

    def _commit(self, wanted: Write) -> Outcome:
        name = self._database.name
        with translated(name), self._database.write.connect() as connection:
            outcome = transact(name, connection, wanted)
            if outcome.written:
                try:
                    connection.commit()
                except DBAPIError as error:
                    if error.connection_invalidated:
                        raise _ConnectionLostError from error
                    raise
                if self._database.path is not None:
                    settle(connection)
            return outcome  # Closing the connection rolls back what was not committed.

    def _aftermath(self, wanted: Write) -> Head:
        """What became of a commit whose answer was lost; the lock is free once the old connection's fate is sealed."""
        name = self._database.name
        if wanted.request_id is not None:
            try:
                with translated(name), self._database.write.connect() as connection:
                    lock(name, connection)
                    answer = answered(connection, wanted)
            except TermgraphError as error:
                raise _unknown(name) from error
            if answer is not None:
                return answer
            raise TermgraphError(
                Code.STORE_UNAVAILABLE,
                f"{name} went away before the commit; nothing was written, and it is safe to retry.",
            )
        raise _unknown(name)


class _ConnectionLostError(Exception):
    """The connection went away while a commit was under way."""


def _unknown(name: str) -> TermgraphError:
    return TermgraphError(
        Code.OUTCOME_UNKNOWN, f"The connection to {name} was lost during the commit; look whether the change is there."
    )


def _write(
    plan: Plan,
    base: Head | None,
    actor: str | None,
    kind: str,
    request_id: str | None,
    request_body: str | None,
) -> Write:
    """The write with everything encoded that can be, so that the lock is held for a shorter time.

    A large plan is encoded as it is written: all of it at once would take as much memory as the content.
    """
    logged = None if callable(plan) or (len(plan) > CHUNK and request_id is None) else entries(plan)
    body = None
    if request_id is not None:
        body = seal("", logged or ()) if request_body is None else sha256(request_body.encode()).hexdigest()
    return Write(plan, logged, base, actor, kind, request_id, body)
