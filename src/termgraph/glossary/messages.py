"""What a refresher is told (events) and what it asks for (actions); `refresher` decides, `watch` performs."""

from collections.abc import Sequence
from dataclasses import dataclass

from termgraph.model import Changes, Content
from termgraph.store import Head, LoggedRevision


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened at `at`; `chance` is a number in [0, 1) for whatever must be spread."""

    at: float
    chance: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Event):
    """The start, or the time that a `Wait` named; one that is early, late or too many does no harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed(Event):
    """A sign that the store moved: a notification, a write of this process, a client that has seen more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Event):
    """The action under way failed, or the listening connection broke while none was.

    `damaged` says that the store answered, and that its answer is of no use.
    """

    reason: str
    damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening(Event):
    """Answers `Listen`: every later commit is notified, as long as the connection lives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRead(Event):
    """Answers `ReadHead`."""

    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRead(Event):
    """Answers `ReadLog`: the head and the log after the revision asked for, read in one transaction."""

    head: Head
    entries: Sequence[LoggedRevision]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllRead(Event):
    """Answers `ReadAll`: the head and the whole content, read in one transaction."""

    head: Head
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Swapped(Event):
    """Answers `Swap`: readers now see the new head."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Drop the listening connection if there is one, and listen on a new one."""


@dataclass(frozen=True, slots=True)
class ReadHead:
    """Read the head, on another connection than the listening one.

    `polled` says that only time has passed, so that a cheaper sign of "nothing changed" is enough.
    """

    polled: bool


@dataclass(frozen=True, slots=True)
class ReadLog:
    """Read the head and the log entries after revision `since`, in one transaction."""

    since: int


@dataclass(frozen=True, slots=True)
class ReadAll:
    """Read the head and everything, in one transaction."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Publish `head` with `content`, or, where that is None, with the content held after `writes`."""

    head: Head
    content: Content | None = None
    writes: Sequence[LoggedRevision] = ()

    @property
    def changes(self) -> Changes:
        """Those of all writes, in order."""
        return tuple(change for write in self.writes for change in write.changes)


@dataclass(frozen=True, slots=True)
class Wait:
    """Send a `Tick` after this many seconds, if nothing else happens before."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Alarm:
    """Tell the operator; sent once for as long as the trouble lasts."""

    text: str


Work = Listen | ReadHead | ReadLog | ReadAll | Swap
Action = Work | Wait | Alarm

ANSWERS: dict[type[Event], type[Work]] = {
    Listening: Listen, HeadRead: ReadHead, LogRead: ReadLog, AllRead: ReadAll, Swapped: Swap,
}  # fmt: skip  # the pairs belong on one line
