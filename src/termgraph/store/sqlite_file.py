"""An SQLite file: which one it is, and a connection to it; what needs no SQL library."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

WAIT = 5
"""Seconds to wait for another writer before saying that the store is busy."""

PRAGMAS = (
    f"busy_timeout={WAIT * 1000}",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "mmap_size=0",
    f"journal_size_limit={64 * 1024 * 1024}",
)
READ_PRAGMAS = ("query_only=ON",)


def file_uri(path: Path) -> str:
    """The address under which a connection never makes a file: a deleted store is not replaced by an empty one."""
    return f"file:{quote(str(path.absolute()))}?mode=rw"


def connected(uri: str, pragmas: Iterable[str]) -> sqlite3.Connection:
    """A connection that leaves transactions to its user; raises sqlite3.Error."""
    made = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        for pragma in pragmas:
            made.execute(f"PRAGMA {pragma}").close()
    except sqlite3.Error:
        made.close()
        raise
    return made


def file_identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another that took its name; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
