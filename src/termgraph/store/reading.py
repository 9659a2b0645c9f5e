"""What a store tells, in SQL that every database and both ways of asking one understand.

It knows no SQL library: `Store` asks through SQLAlchemy, `Reader` an SQLite file through Python's own driver.
"""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from termgraph.errors import Code, TermgraphError
from termgraph.model import Changes, Content

from .head import SCHEMA_VERSION, Bygone, Changed, Head, LoggedRevision
from .history import Ask, beginning, bygone, changed, images, logged
from .records import content_of

if TYPE_CHECKING:
    from .watch import Watch

STATE = f"SELECT {', '.join(Head.__dataclass_fields__)} FROM graph_state"  # noqa: S608  # names of our own columns


class Reading(ABC):
    """A store as its readers see it; every method is one transaction, and may be called from any thread.

    They raise TermgraphError: STORE_UNAVAILABLE where the database cannot be reached or used, STORE_BUSY after five
    seconds behind another writer, STORE_DAMAGED where it holds something else.
    """

    @property
    @abstractmethod
    def name(self) -> str:
        """Which store it is, for messages: without a password."""

    @abstractmethod
    def asking(self) -> AbstractContextManager[Ask]:
        """A transaction that reads."""

    @abstractmethod
    def watch(self) -> "Watch":
        """What tells when somebody wrote: see `watch.Watch`; close it when it is no longer needed."""

    @abstractmethod
    def close(self) -> None:
        """Closes the connections; a closed store opens them again when it is used."""

    def head(self) -> Head:
        """The newest state; of a newer program's store as well, so that its schema version can be seen."""
        with self.asking() as ask:
            return self._head(ask)

    def content(self) -> tuple[Head, Content]:
        """The newest state with everything it holds, drafts included, as of one moment."""
        with self.asking() as ask:
            head = self._supported(ask)
            return head, content_of(lambda table: ask(f"SELECT * FROM {table}"))  # noqa: S608  # one of our tables

    def counts(self) -> tuple[int, int]:
        """How many terms the newest state has, drafts included, and how many relations and requirements."""
        with self.asking() as ask:
            self._supported(ask)
            terms, *statements = (
                int(row[0])
                for table in ("term", "relation", "requirement")
                for row in ask(f"SELECT count(*) AS number FROM {table}")  # noqa: S608  # one of our tables
            )
            return terms, sum(statements)

    def log(self, since: int) -> tuple[Head, list[LoggedRevision]]:
        """The newest state and every write after revision `since`, oldest first, as of one moment."""
        with self.asking() as ask:
            head = self._supported(ask)
            return head, logged(ask, since, head.revision)

    def past(self, head: Head, *, revisions: int, changes: int) -> tuple[Changes, list[LoggedRevision]]:
        """The latest writes up to the state `head`, oldest first, and what leads from its content to before them.

        At most so many writes, with at most so many changes in all; none where `head` is of another epoch than the
        store, or where the log was cut short, so that what records were before is not known.
        """
        with self.asking() as ask:
            now = self._supported(ask)
            if now.epoch != head.epoch or now.min_log_revision:
                return (), []
            since = beginning(ask, head.revision, revisions, changes)
            return images(ask, since, head.revision), logged(ask, since, head.revision)

    def bygone(self, head: Head) -> Bygone:
        """When the public state at `head` began, and which published terms were deleted by then.

        Nothing where `head` is of another epoch than the store.
        """
        with self.asking() as ask:
            if self._supported(ask).epoch != head.epoch:
                return Bygone(None, frozenset())
            return bygone(ask, head.revision)

    def changed(self, head: Head) -> Changed:
        """When each term was last changed for readers by the state `head`; of a log cut short, what it still tells.

        Nothing where `head` is of another epoch than the store. Linear in what was written after the first load.
        """
        with self.asking() as ask:
            now = self._supported(ask)
            if now.epoch != head.epoch:
                return Changed()
            return changed(ask, head.revision, whole=not now.min_log_revision)

    def _head(self, ask: Ask) -> Head:
        for row in ask(STATE):
            return Head(*row)
        raise TermgraphError(Code.STORE_DAMAGED, f"{self.name} is damaged: its state is missing.")

    def _supported(self, ask: Ask) -> Head:
        head = self._head(ask)
        check_version(self.name, head.schema_version)
        return head


def check_version(name: str, version: int) -> None:
    """Raises TermgraphError STORE_TOO_NEW for tables of a newer program."""
    if version > SCHEMA_VERSION:
        raise TermgraphError(
            Code.STORE_TOO_NEW,
            f"{name} was written by a newer termgraph (schema {version}, this program knows {SCHEMA_VERSION}); "
            "upgrade the program or choose another --database.",
        )
