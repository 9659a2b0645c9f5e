"""What tells a process that somebody wrote to the store, cheaply and on a connection of its own.

A watch says that there may be something new; the head says what. Each is used by one thread at a time.
"""

import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from termgraph.errors import Code, TermgraphError

from .sqlite_file import connected, file_identity, file_uri

if TYPE_CHECKING:
    from .engines import Database

CHANNEL = "termgraph"
"""Where PostgreSQL announces a commit; the payload is "epoch:revision"."""


class Watch(Protocol):
    """Waits for writes of any process; what was written before the watch was made is not reported."""

    def wait(self, timeout: float) -> bool:
        """True as soon as somebody may have written, False after `timeout` seconds without a sign of it.

        Raises TermgraphError STORE_UNAVAILABLE when the database is out of reach; make a new watch then.
        """

    def close(self) -> None:
        """Gives the connection back."""


def watch(database: "Database") -> Watch:
    """The watch that fits the database; it listens from the moment this returns."""
    if database.path is not None:
        return FileWatch(database.path)
    if database.url.get_backend_name() == "postgresql":
        return Listener(database.url.set(drivername="postgresql").render_as_string(hide_password=False), database.name)
    return MemoryWatch()


class FileWatch:
    """Looks at an SQLite file: `PRAGMA data_version` on a connection of its own moves with every commit of another.

    A file that was put in the old one's place is noticed too, and looked at from then on.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._version = 0
        self._open()

    def changed(self) -> bool:
        """Whether somebody wrote since the last call; costs some microseconds."""
        if file_identity(self._path) != self._file:
            self.close()
            self._open()
            return True
        seen, self._version = self._version, self._data_version()
        return seen != self._version

    def wait(self, timeout: float) -> bool:
        """See `Watch`; looks now and, where nothing is new, once more after `timeout` seconds."""
        if self.changed():
            return True
        time.sleep(timeout)
        return self.changed()

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()

    def _open(self) -> None:
        self._file = file_identity(self._path)
        try:
            self._connection = connected(file_uri(self._path), ())
        except sqlite3.Error as error:
            raise self._lost(error) from error
        self._version = self._data_version()

    def _data_version(self) -> int:
        try:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error as error:
            raise self._lost(error) from error

    def _lost(self, error: Exception) -> TermgraphError:
        return TermgraphError(Code.STORE_UNAVAILABLE, f"{self._path} cannot be watched: {error}.")


class Listener:
    """Waits for PostgreSQL's NOTIFY on a connection of its own; that can fail silently, so poll as well."""

    def __init__(self, conninfo: str, name: str) -> None:
        import psycopg

        self._name = name
        self._error = psycopg.Error
        try:
            self._connection = psycopg.connect(
                conninfo, autocommit=True, connect_timeout=2, application_name="termgraph watch"
            )
            self._connection.execute(f"LISTEN {CHANNEL}")
        except psycopg.Error as error:
            raise self._lost(error) from error

    def wait(self, timeout: float) -> bool:
        """See `Watch`; notifications that have come meanwhile count as one."""
        try:
            return bool(list(self._connection.notifies(timeout=timeout, stop_after=1)))
        except self._error as error:
            raise self._lost(error) from error

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()

    def _lost(self, error: Exception) -> TermgraphError:
        reason = (str(error).splitlines() or [""])[0]
        return TermgraphError(Code.STORE_UNAVAILABLE, f"{self._name} cannot be watched: {reason}.")


class MemoryWatch:
    """A store in memory has no other writers than this process, which knows what it writes."""

    def wait(self, timeout: float) -> bool:
        """See `Watch`; always False."""
        time.sleep(timeout)
        return False

    def close(self) -> None:
        """Nothing to close."""
