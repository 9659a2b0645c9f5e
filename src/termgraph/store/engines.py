"""Connections: one engine that writes and one that reads, with the settings of each database.

SQLite's driver opens transactions late unless it is told to keep out of it, and a transaction that reads first and
writes later loses updates. So writers say BEGIN IMMEDIATE, readers BEGIN, and both say it themselves.
"""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError

from termgraph.errors import Code, TermgraphError
from termgraph.model import canonical_json

from .chain import Image
from .sqlite_file import PRAGMAS, READ_PRAGMAS, WAIT, connected, file_identity, file_uri

READERS = 4
"""Connections that read at once; with the writer's, five a process."""

WRITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "cache_size=-65536")
"""The cache may hold 64 MB of pages: a large load comes back to those of its indices again and again."""

LIMITS = "SELECT set_config('lock_timeout', '5s', true), set_config('statement_timeout', '60s', true), "
BEGIN_WRITE = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": LIMITS + "set_config('idle_in_transaction_session_timeout', '30s', true), "
    "set_config('synchronous_commit', 'on', true)",
}
BEGIN_READ = {
    "sqlite": "BEGIN",
    "postgresql": LIMITS + "set_config('idle_in_transaction_session_timeout', '30s', true)",
}
"""What opens a transaction; the settings of PostgreSQL hold until its end and need no right on the role."""


@dataclass(frozen=True, slots=True)
class Database:
    """A database by its engines; `name` says which without a password, `path` is an SQLite file or None."""

    name: str
    url: URL
    path: Path | None
    write: Engine
    read: Engine

    def close(self) -> None:
        """Closes all connections that no transaction uses."""
        self.read.dispose()
        self.write.dispose()


def connect(database: str) -> Database:
    """The engines for an SQLAlchemy URL or the path of an SQLite file; connects to nothing yet.

    Raises TermgraphError USAGE for another kind of database, STORE_UNAVAILABLE where PostgreSQL's driver is missing.
    """
    url = _url(database) if "://" in database else URL.create("sqlite", database=database)
    kind = url.get_backend_name()
    if kind == "postgresql":
        return _postgresql(url.set(drivername="postgresql+psycopg"))
    if kind != "sqlite" or url.query or not database:
        raise TermgraphError(
            Code.USAGE,
            f"{_shown(url)} is no store: name an SQLite file, sqlite:///FILE, or postgresql://HOST/DATABASE.",
        )
    if url.database in (None, "", ":memory:"):
        return _memory()
    return _sqlite(Path(str(url.database)))


def settle(connection: Connection) -> None:
    """Moves what was committed from SQLite's write-ahead log into the file, as far as no reader needs the log.

    With an empty log a copy of the file is whole, and a file that is put in its place is not mixed with the old log.
    The commit stands whatever becomes of this, and it waits for nobody.
    """
    driver: Any = connection.connection.driver_connection
    with suppress(sqlite3.Error):
        for pragma in ("busy_timeout=0", "wal_checkpoint(TRUNCATE)", PRAGMAS[0]):
            driver.execute(f"PRAGMA {pragma}").close()


def _url(database: str) -> URL:
    try:
        return make_url(database.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError) as error:
        raise TermgraphError(Code.USAGE, "The database's address is not a URL that can be read.") from error


def _shown(url: URL) -> str:
    """The address for messages: a password may stand before the host or among the parameters."""
    return url.set(query={}).render_as_string(hide_password=True)


def _postgresql(url: URL) -> Database:
    def engine(size: int, isolation: str, begin: str) -> Engine:
        try:
            made = create_engine(
                url,
                pool_size=size,
                max_overflow=0,
                pool_timeout=WAIT,
                pool_pre_ping=True,
                isolation_level=isolation,
                json_serializer=_dumps,
                connect_args={"connect_timeout": 2, "application_name": "termgraph"},
            )
        except ModuleNotFoundError as error:
            raise TermgraphError(
                Code.STORE_UNAVAILABLE,
                "PostgreSQL needs its driver: install termgraph-glossary[postgresql].",
            ) from error
        return _beginning(made, begin)

    read = engine(READERS, "REPEATABLE READ", BEGIN_READ["postgresql"])
    return Database(
        _shown(url.set(drivername="postgresql")),
        url,
        None,
        write=engine(1, "READ COMMITTED", BEGIN_WRITE["postgresql"]),
        read=read.execution_options(postgresql_readonly=True),
    )


def _sqlite(path: Path) -> Database:
    def engine(size: int, pragmas: tuple[str, ...], begin: str) -> Engine:
        made = _sqlite_engine(file_uri(path), size, PRAGMAS + pragmas, begin)
        _follow(made, path)
        return made

    return Database(
        str(path),
        URL.create("sqlite", database=str(path)),
        path,
        write=engine(1, WRITE_PRAGMAS, BEGIN_WRITE["sqlite"]),
        read=engine(READERS, READ_PRAGMAS, BEGIN_READ["sqlite"]),
    )


def _memory() -> Database:
    # A database in memory is its connection, so there is exactly one, and transactions take turns.
    engine = _sqlite_engine(":memory:", 1, PRAGMAS, BEGIN_WRITE["sqlite"])
    return Database("the store in memory", URL.create("sqlite"), None, write=engine, read=engine)


def _sqlite_engine(uri: str, size: int, pragmas: tuple[str, ...], begin: str) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: connected(uri, pragmas),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=WAIT,
        json_serializer=_dumps,
    )
    return _beginning(engine, begin)


def _beginning(engine: Engine, statement: str) -> Engine:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return engine


def _follow(engine: Engine, path: Path) -> None:
    """Drops a pooled connection whose file is no longer the one at `path`: what it wrote would be lost."""

    @event.listens_for(engine, "connect")
    def note(_connection: Any, record: Any) -> None:
        record.info["file"] = file_identity(path)

    @event.listens_for(engine, "checkout")
    def checkout(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info["file"] != file_identity(path):
            raise DisconnectionError(f"{path} was replaced")


def _dumps(value: Any) -> str:
    """JSON for a column: text that was made before, the many empty lists without ado, and everything else."""
    if isinstance(value, Image):
        return value
    return "[]" if value == () else canonical_json(value)
