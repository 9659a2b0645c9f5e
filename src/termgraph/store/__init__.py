"""Where a glossary is kept: one database, one transaction a write, a log of every change.

Importing this package loads no SQL library; `Store` does, when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

from .chain import next_chain
from .head import SCHEMA_VERSION, Bygone, Head, LoggedRevision

if TYPE_CHECKING:
    from .sql import Store
    from .watch import Watch

__all__ = ["SCHEMA_VERSION", "Bygone", "Head", "LoggedRevision", "Store", "Watch", "next_chain"]


def __getattr__(name: str) -> Any:
    if name == "Store":
        from .sql import Store

        return Store
    if name == "Watch":
        from .watch import Watch

        return Watch
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
