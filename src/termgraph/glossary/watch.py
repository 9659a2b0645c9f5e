"""Follows a store: one thread that performs what the refresher asks for, and publishes what it finds.

It knows nothing of views and requests: it is given a store, and a function that makes a content what readers see.
"""

import gc
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event as Flag
from threading import Thread
from typing import TYPE_CHECKING, TypedDict

from termgraph.errors import Code, TermgraphError
from termgraph.model import Content, apply
from termgraph.store import SCHEMA_VERSION, Head, LoggedRevision

from .messages import (
    Alarm,
    AllRead,
    Event,
    Failed,
    HeadRead,
    Listen,
    Listening,
    LogRead,
    Noticed,
    ReadAll,
    ReadHead,
    ReadLog,
    Swap,
    Swapped,
    Tick,
    Wait,
    Work,
)
from .refresher import State, step

if TYPE_CHECKING:
    from termgraph.store import Reading, Watch

TURN = 0.0005
"""Seconds that making a view goes on when a reader wants to; Python's own five milliseconds would add up."""

_USUAL_TURN = sys.getswitchinterval()

GROWTH = 2
"""Frozen objects are looked through for garbage when there are this many times as many as after the last time."""

_CHANCE = random.SystemRandom()  # Processes forked from one parent must not draw the same numbers.


def now() -> float:
    """Seconds on a clock that only goes forward, and where the system has one, goes on while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Follower:
    """Keeps a process at the newest revision of `store`, of which it has `head` and `content`: `start`, then `close`.

    `publish(content, head, writes)` makes the content what readers see; it is called in the follower's thread. `writes`
    are those that led to it, none where everything was read anew.
    `report(text)` tells an operator about trouble that lasts. `look` is how often a sign of news is looked for where
    nothing pushes one, `poll` how often the head is read without any sign, both in seconds. `first` is called in the
    same thread before it follows, and `leisure` once for each content, when nothing has happened since for as long as a
    look without a sign waits.
    """

    def __init__(
        self,
        store: "Reading",
        head: Head,
        content: Content,
        publish: Callable[[Content, Head, Sequence[LoggedRevision]], None],
        report: Callable[[str], None],
        *,
        look: float = 0.1,
        poll: float = 2.0,
        first: Callable[[], None] = lambda: None,
        leisure: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._content = content
        self._publish = publish
        self._report = report
        self._look = look
        self._first = first
        self._leisure = leisure
        self._rested = False
        self._state = State(schema=SCHEMA_VERSION, poll=poll, notifies=True, head=head)
        self._watch: Watch | None = None
        self._frozen = 0
        self._woken = Flag()
        self._closed = Flag()
        self._thread = Thread(target=self._run, name="termgraph-follower", daemon=True)

    def start(self) -> None:
        """Begins to follow; whatever was written since `head` is found first."""
        self._thread.start()

    def wake(self) -> None:
        """Says that the store may have moved, from any thread; it is looked at within `look` seconds."""
        self._woken.set()

    def staleness(self) -> float | None:
        """Seconds since readers were last known to see the newest revision; None before the first look."""
        confirmed = self._state.confirmed_at
        return None if confirmed is None else now() - confirmed

    def close(self) -> None:
        """Stops following and waits for the thread, five seconds at most; the store stays open."""
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join(5)
        gc.unfreeze()

    def _run(self) -> None:
        with _readers_first():
            self._first()
        self._settle()
        event: Event = Tick(**_moment())
        while not self._closed.is_set():
            self._state, actions = step(self._state, event)
            for action in actions:
                if isinstance(action, Alarm):
                    self._report(action.text)
                else:
                    event = self._answer(action)
        self._unwatch()

    def _answer(self, action: Work | Wait) -> Event:
        """Performs an action and says what came of it. Whatever goes wrong, readers keep what they have."""
        try:
            match action:
                case Wait(seconds):
                    event = self._wait(seconds)
                    if isinstance(event, Tick):
                        self._rest()
                    return event
                case Listen():
                    self._unwatch()
                    self._watch = self._store.watch()
                    return Listening(**_moment())
                case ReadHead():
                    return HeadRead(head=self._store.head(), **_moment())
                case ReadLog(since):
                    head, entries = self._store.log(since)
                    return LogRead(head=head, entries=entries, **_moment())
                case ReadAll():
                    with _readers_first():
                        head, content = self._store.content()
                    return AllRead(head=head, content=content, **_moment())
                case Swap():
                    self._swap(action)
                    return Swapped(**_moment())
        except Exception as error:  # noqa: BLE001  # a thread that dies would leave readers behind for ever, in silence
            self._unwatch()
            damaged = not isinstance(error, TermgraphError) or error.code is Code.STORE_DAMAGED
            return Failed(reason=str(error) or type(error).__name__, damaged=damaged, **_moment())

    def _wait(self, seconds: float) -> Event:
        """Waits in short turns, so that being woken, closed or notified ends it soon."""
        until = now() + seconds
        while not self._closed.is_set() and (left := until - now()) > 0:
            if self._woken.is_set():
                self._woken.clear()
                return Noticed(**_moment())
            turn = min(self._look, left)
            if self._watch is None:
                self._woken.wait(turn)
            elif self._watch.wait(turn):
                return Noticed(**_moment())
        return Tick(**_moment())

    def _swap(self, swap: Swap) -> None:
        with _readers_first():
            content = apply(self._content, swap.changes) if swap.content is None else swap.content
            self._publish(content, swap.head, swap.writes)
            self._content = content
        self._rested = False
        self._settle()

    def _rest(self) -> None:
        if not self._rested and not self._closed.is_set():
            self._rested = True
            with _readers_first():
                self._leisure()

    def _unwatch(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.close()

    def _settle(self) -> None:
        """Keeps what lives now out of garbage collection, which stops every reader while it walks a large graph.

        A replaced snapshot has no reference cycles and goes when its last reader does. Cycles that were alive when they
        were frozen stay behind, so the frozen objects are looked through when they have become twice as many.
        """
        gc.freeze()
        frozen = gc.get_freeze_count()
        if self._frozen and frozen > GROWTH * self._frozen:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._frozen = gc.get_freeze_count()
        elif not self._frozen:
            self._frozen = frozen


class _Moment(TypedDict):
    at: float
    chance: float


def _moment() -> _Moment:
    return {"at": now(), "chance": _CHANCE.random()}


@contextmanager
def _readers_first() -> Iterator[None]:
    """Readers hardly wait while a large graph is made: a thread that wants its turn gets it soon.

    Nothing is collected meanwhile, nor afterwards of what was made: it is frozen before it goes on.
    """
    enabled = gc.isenabled()
    gc.disable()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(_USUAL_TURN)
        gc.freeze()
        if enabled:
            gc.enable()
