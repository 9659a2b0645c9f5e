"""How a process follows its store: a pure state machine, run alike by the server and by a simulator.

`step(state, event)` gives the next state and the actions to perform. An event answers every action but `Alarm`.
Events carry their time (seconds on one monotonic clock) and a random number, so there is no I/O, clock or chance here.
The protocol is section 2.4 of the project's reliability design; `watch` performs the actions on a store.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from termgraph.store import Head, LoggedRevision, next_chain

from .messages import (
    ANSWERS,
    Action,
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
    Wait,
    Work,
)

LARGEST_GAP = 2000
"""More revisions than this behind the store, reading everything is cheaper than reading the log."""

FIRST_BACKOFF, LONGEST_BACKOFF = 0.05, 5.0

DEAF_POLL = 0.5
"""Seconds between looks at a store that should notify us and cannot be listened to."""

FULL_SPREAD = 0.5
"""Replicas that must all read everything begin within this many seconds, not at once."""

FULL_REST = 4
"""Rest after reading everything, in times that it took: at most a fifth of a replica's time goes into it."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a replica stands: three settings, what readers see, and when what is due (times as in events).

    Settings: `schema` is the schema version this program reads; `poll` the seconds between looks, give or take a
    quarter; `notifies` says that the store can be listened to.
    `head` is what readers see, None before the first snapshot; `confirmed_at` is when the question was sent whose
    answer last showed that nothing is newer; `alarm` is the trouble that lasts.
    `work` is the one action under way, `sent_at` when the last reading was sent; `dirty` says that something happened
    since the head was asked for.
    `listen_at`, `look_at`, `full_at` are when to listen, to look without a sign, and to read everything (None: no
    need); `rested_at` is when everything may be read again; nothing begins before `rest_until`, after `failures` in a
    row.
    """

    schema: int
    poll: float
    notifies: bool
    head: Head | None = None
    confirmed_at: float | None = None
    alarm: str | None = None
    work: Work | None = None
    sent_at: float = 0.0
    dirty: bool = True
    listening: bool = False
    listen_at: float = 0.0
    look_at: float = 0.0
    full_at: float | None = None
    rested_at: float = 0.0
    rest_until: float = 0.0
    failures: int = 0


def step(state: State, event: Event) -> tuple[State, tuple[Action, ...]]:
    """The state after `event`, and what to do now; an answer that nothing waits for changes nothing."""
    after = _after(state, event)
    actions: list[Action] = []
    if after.alarm is not None and after.alarm != state.alarm:
        actions.append(Alarm(after.alarm))
    if after.work is None:
        due, work = _next(after, event.at)
        if due > event.at:
            actions.append(Wait(due - event.at))
        else:
            after = _begin(after, event, work)
    if after.work is not None and after.work is not state.work:
        actions.append(after.work)
    return after, tuple(actions)


def _after(state: State, event: Event) -> State:
    match event:
        case Noticed():
            return replace(state, dirty=True)
        case Failed():
            return _failed(state, event)
        case _ if type(event) not in ANSWERS or not isinstance(state.work, ANSWERS[type(event)]):
            return state
        case Listening():
            return replace(state, work=None, listening=True, dirty=True)
        case HeadRead():
            return _head_read(state, event)
        case LogRead():
            return _log_read(state, event)
        case AllRead():
            state = replace(state, rested_at=_rested(state, event))
            return _found(state, event, Swap(event.head, event.content))
        case _:
            return _swapped(state, event)


def _next(state: State, now: float) -> tuple[float, Work]:
    """What to do next and from when: of things that are due the first, so that listening begins before a look."""
    things: list[tuple[float, Work]] = []
    if state.notifies and not state.listening:
        things.append((state.listen_at, Listen()))
    if state.full_at is not None:
        things.append((state.full_at, ReadAll()))
    else:
        things.append((now if state.dirty else state.look_at, ReadHead(polled=not state.dirty)))
    return min(((max(due, now, state.rest_until), work) for due, work in things), key=lambda thing: thing[0])


def _begin(state: State, event: Event, work: Work) -> State:
    state = replace(state, work=work)
    if isinstance(work, Listen | Swap):
        return state
    deaf = state.notifies and not state.listening
    poll = min(state.poll, DEAF_POLL) if deaf else state.poll
    look_at = event.at + poll * (0.75 + 0.5 * event.chance)
    return replace(state, sent_at=event.at, dirty=False, look_at=look_at, full_at=None)


def _head_read(state: State, event: HeadRead) -> State:
    old, head = state.head, event.head
    if old is not None and _differ(old, head) and state.work == ReadHead(polled=True):
        # The store moved and a listening connection kept silent: it may be half open, which no keepalive notices.
        state = replace(state, listening=False, listen_at=event.at)
    if old is None or _must_read_all(old, head):
        return _found(state, event, None)
    return _found(state, event, ReadLog(old.revision))


def _log_read(state: State, event: LogRead) -> State:
    if state.head is None or not _continues(state.head, event.head, event.entries):
        return _found(state, event, None)
    return _found(state, event, Swap(event.head, writes=event.entries))


def _found(state: State, event: HeadRead | LogRead | AllRead, work: Work | None) -> State:
    """After any reading: rest when nothing is new, refuse what this program cannot read, else do `work`.

    None stands for reading everything, when its time has come.
    """
    head = event.head
    if state.head is not None and not _differ(state.head, head):
        return replace(state, work=None, confirmed_at=state.sent_at, failures=0, alarm=None)
    if head.schema_version != state.schema:
        text = f"SCHEMA_AHEAD: the store has schema {head.schema_version}, this program reads schema {state.schema}"
        return replace(state, work=None, alarm=text)
    return _full(state, event) if work is None else _begin(state, event, work)


def _full(state: State, event: Event) -> State:
    begin = event.at if state.head is None else max(event.at + FULL_SPREAD * event.chance, state.rested_at)
    return replace(state, work=None, full_at=begin)


def _swapped(state: State, event: Event) -> State:
    if not isinstance(state.work, Swap):
        return state
    rested_at = state.rested_at if state.work.content is None else _rested(state, event)
    return replace(
        state, work=None, head=state.work.head, confirmed_at=state.sent_at, rested_at=rested_at, failures=0, alarm=None
    )


def _failed(state: State, event: Failed) -> State:
    """What readers see stays; both connections are made anew, the listening one first."""
    work = state.work
    state = replace(state, work=None, dirty=True, listening=False, listen_at=event.at)
    if isinstance(work, Listen):
        return replace(state, listen_at=event.at + LONGEST_BACKOFF)
    pause = min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** min(state.failures, 16)) * (0.5 + 0.5 * event.chance)
    state = replace(state, failures=state.failures + 1, rest_until=event.at + pause)
    if isinstance(work, ReadAll) or (isinstance(work, Swap) and work.content is not None):
        alarm = f"REFRESH_FAILING: {event.reason}" if event.damaged else state.alarm
        return replace(state, rested_at=_rested(state, event), alarm=alarm)
    if event.damaged and isinstance(work, ReadLog | Swap):
        return _full(state, event)
    return state


def _rested(state: State, event: Event) -> float:
    return event.at + FULL_REST * (event.at - state.sent_at)


def _differ(old: Head, head: Head) -> bool:
    return (old.epoch, old.revision, old.chain) != (head.epoch, head.revision, head.chain)


def _must_read_all(old: Head, head: Head) -> bool:
    """The log cannot lead from `old` to `head`: another history, an earlier state, a log cut short or too long."""
    return (
        head.epoch != old.epoch
        or head.revision <= old.revision
        or old.revision < head.min_log_revision
        or head.revision - old.revision > LARGEST_GAP
    )


def _continues(old: Head, head: Head, entries: Sequence[LoggedRevision]) -> bool:
    """The entries lead from `old` to `head`: the same epoch, every revision once, and a chain that adds up."""
    revisions = [entry.revision for entry in entries]
    if head.epoch != old.epoch or revisions != list(range(old.revision + 1, head.revision + 1)):
        return False
    chain = old.chain
    for entry in entries:
        chain = next_chain(chain, entry.changes)
    return chain == head.chain
