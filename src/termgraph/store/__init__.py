"""Where a glossary is kept: one database, one transaction a write, a log of every change.

Importing this package loads no SQL library; `Store` does, when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .chain import next_chain
from .head import SCHEMA_VERSION, Bygone, Changed, Head, LoggedRevision

if TYPE_CHECKING:
    from .reading import Reading
    from .sql import Store
    from .watch import Watch

__all__ = [
    "SCHEMA_VERSION",
    "Bygone",
    "Changed",
    "Head",
    "LoggedRevision",
    "Reading",
    "Store",
    "Watch",
    "next_chain",
    "open_to_read",
]

_LATER = {"Reading": "reading", "Store": "sql", "Watch": "watch"}
"""What is imported when it is first asked for, and from where."""


def open_to_read(database: str, *, create: bool = True) -> "Reading":
    """What reads the store at a path or a URL; raises as `Store.open` does, whose arguments these are.

    An SQLite file that is in order is read without an SQL library, which takes longer to import than a small glossary
    to read; every other store by `Store`.
    """
    from pathlib import Path

    from .reader import Reader

    if "://" not in database and (reader := Reader(Path(database))).fits():
        return reader
    from .sql import Store

    return Store.open(database, create=create)


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(f".{_LATER[name]}", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
