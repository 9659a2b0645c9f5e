"""The refresher keeps its promises in random worlds, and the harness that says so finds deliberate bugs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest
from simulator import SCHEMA, Step, WrongError, live

from termgraph.glossary import refresher
from termgraph.glossary.messages import (
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
    Swapped,
    Tick,
    Wait,
)
from termgraph.glossary.refresher import LARGEST_GAP, State, step
from termgraph.model import Change, Content, Person
from termgraph.store import Head, LoggedRevision, next_chain

WORLDS = 300

LISTENING_FIRST = "if state.notifies and not state.listening"
DIFFERENCE = "(old.epoch, old.revision, old.chain) != (head.epoch, head.revision, head.chain)"
WHOLE_LOG = "revisions != list(range(old.revision + 1, head.revision + 1))"

BUGS: dict[str, dict[str, str]] = {
    "listens after reading": {
        f"{LISTENING_FIRST}:": f"{LISTENING_FIRST} and state.head and not state.dirty:",
        "listening=True, dirty=True": "listening=True, dirty=False",
        "min(state.poll, DEAF_POLL) if deaf else state.poll": "state.poll",
    },
    "never polls": {"now if state.dirty else state.look_at": "now if state.dirty else 1e9"},
    "forgets what happens during a refresh": {
        "return replace(state, dirty=True)": "return state if state.work else replace(state, dirty=True)",
    },
    "is clean when an answer comes, not when it asks": {
        "confirmed_at=state.sent_at, failures=0": "dirty=False, confirmed_at=state.sent_at, failures=0",
        "rested_at=rested_at, failures=0": "rested_at=rested_at, dirty=False, failures=0",
    },
    "ignores the epoch": {
        DIFFERENCE: "(old.revision, old.chain) != (head.revision, head.chain)",
        "head.epoch != old.epoch\n        or": "",
        f"head.epoch != old.epoch or {WHOLE_LOG}": WHOLE_LOG,
    },
    "believes that revisions only grow": {DIFFERENCE: "head.revision > old.revision"},
    "does not compare the chain of equal revisions": {
        DIFFERENCE: "(old.epoch, old.revision) != (head.epoch, head.revision)",
    },
    "does not recompute the chain": {"return chain == head.chain": "return True"},
    "checks neither that the log is whole nor its chain": {
        "return chain == head.chain": "return True",
        WHOLE_LOG: "not revisions",
        "or old.revision < head.min_log_revision": "",
    },
    "stays with a broken connection": {"dirty=True, listening=False, listen_at": "dirty=True, listen_at"},
    "does not suspect a silent connection": {"state.work == ReadHead(polled=True)": "False"},
    "applies a schema it cannot read": {"head.schema_version != state.schema": "head.schema_version == 0"},
    "begins a second action": {"if after.work is None:\n": "if after.work is None or isinstance(event, Noticed):\n"},
    "keeps an alarm for ever": {
        "failures=0, alarm=None)": "failures=0)",
        "failures=0, alarm=None\n": "failures=0\n",
    },
}
"""Each bug as what stands in the source of the refresher and what takes its place."""


def mutant(replacements: Mapping[str, str]) -> Step:
    source = Path(refresher.__file__).read_text("utf-8")
    for before, after in replacements.items():
        assert source.count(before) == 1, f"the refresher no longer has one {before!r}: bring the bug up to date"
        source = source.replace(before, after)
    module = ModuleType(refresher.__name__)
    module.__package__ = refresher.__package__
    exec(compile(source, refresher.__file__, "exec"), module.__dict__)  # noqa: S102  # our own source with a bug in it
    found: Step = module.step
    return found


def first_wrong(run: Callable[[int], object]) -> str | None:
    for seed in range(WORLDS):
        try:
            run(seed)
        except WrongError as wrong:
            return f"seed {seed}: {wrong}"
    return None


def test_every_read_is_a_committed_state_and_replicas_agree_when_trouble_ends() -> None:
    assert first_wrong(live) is None


@pytest.mark.parametrize("bug", BUGS)
def test_the_same_harness_finds_a_refresher_that(bug: str) -> None:
    assert first_wrong(partial(live, step=mutant(BUGS[bug])))


def test_the_same_harness_finds_a_driver_that_reads_everything_in_two_transactions() -> None:
    assert first_wrong(partial(live, torn=True))


def test_the_same_harness_finds_a_driver_that_changes_what_readers_hold() -> None:
    assert first_wrong(partial(live, in_place=True))


def test_a_world_is_the_same_whenever_it_is_run() -> None:
    first, second = live(7), live(7)
    assert first.spawned == second.spawned
    assert [replica.state for replica in first.replicas] == [replica.state for replica in second.replicas]


OLD = Head("e", 5, 5, "c5", SCHEMA, 0)
FRESH = State(schema=SCHEMA, poll=2.0, notifies=True)
IDLE = replace(FRESH, head=OLD, listening=True, dirty=False, look_at=100.0)


def run(state: State, *events: Event) -> tuple[State, tuple[Action, ...]]:
    actions: tuple[Action, ...] = ()
    for event in events:
        state, actions = step(state, event)
    return state, actions


def waited(actions: tuple[Action, ...]) -> float:
    (wait,) = actions
    assert isinstance(wait, Wait)
    return wait.seconds


def asked(state: State = IDLE) -> State:
    return run(state, Noticed(at=10.0))[0]


def moved(revision: int = 6, **fields: object) -> Head:
    return replace(OLD, revision=revision, chain=f"c{revision}", **fields)  # type: ignore[arg-type]  # fields of Head


def entry(revision: int, chain: str) -> LoggedRevision:
    changes = (Change("person", "jd", None, Person("jd", f"J. Doe {revision}")),)
    return LoggedRevision(revision, next_chain(chain, changes), True, "", None, "load", changes)


def test_it_listens_before_it_reads_the_head() -> None:
    state, actions = run(FRESH, Tick(at=0.0))
    assert actions == (Listen(),)
    state, actions = run(state, Listening(at=0.1))
    assert actions == (ReadHead(polled=False),)
    state, actions = run(state, HeadRead(at=0.2, head=OLD))
    assert actions == (ReadAll(),)
    state, actions = run(state, AllRead(at=0.3, head=OLD, content=Content()))
    assert actions == (Swap(OLD, Content()),)
    state, actions = run(state, Swapped(at=0.4))
    assert state.head == OLD
    assert state.confirmed_at == 0.2
    assert 1.0 < waited(actions) < 2.5


def test_a_store_that_does_not_notify_is_never_listened_to() -> None:
    assert run(replace(FRESH, notifies=False), Tick(at=0.0))[1] == (ReadHead(polled=False),)


def test_an_equal_head_means_nothing_to_do() -> None:
    state, actions = run(asked(), HeadRead(at=10.1, head=OLD))
    assert isinstance(actions[0], Wait)
    assert state.confirmed_at == 10.0


@pytest.mark.parametrize(
    "head",
    [
        moved(epoch="other"),
        moved(4),
        replace(OLD, chain="another"),
        moved(9, min_log_revision=6),
        moved(OLD.revision + LARGEST_GAP + 1),
    ],
    ids=["epoch", "lower", "chain", "pruned", "gap"],
)
def test_everything_is_read_when_the_log_cannot_lead_there(head: Head) -> None:
    state, actions = run(asked(), HeadRead(at=10.1, chance=0.2, head=head))
    assert waited(actions) == pytest.approx(0.1)
    assert run(state, Tick(at=10.3))[1] == (ReadAll(),)


@pytest.mark.parametrize("head", [moved(), moved(OLD.revision + LARGEST_GAP), moved(7, min_log_revision=5)])
def test_else_the_log_is_read(head: Head) -> None:
    assert run(asked(), HeadRead(at=10.1, head=head))[1] == (ReadLog(5),)


def test_log_entries_that_continue_the_chain_are_applied() -> None:
    first = entry(6, OLD.chain)
    second = entry(7, first.chain)
    head = replace(OLD, revision=7, chain=second.chain)
    reading = run(asked(), HeadRead(at=10.1, head=head))[0]
    _, actions = run(reading, LogRead(at=10.2, head=head, entries=(first, second)))
    assert actions == (Swap(head, writes=(first, second)),)
    for entries in ((second,), (first,), (second, first), (first, replace(second, changes=first.changes))):
        state, actions = run(reading, LogRead(at=10.2, head=head, entries=entries))
        assert isinstance(actions[0], Wait)
        assert state.full_at is not None


def test_a_schema_ahead_is_told_once_and_never_applied() -> None:
    head = moved(schema_version=SCHEMA + 1)
    state, actions = run(asked(), HeadRead(at=10.1, head=head))
    assert isinstance(actions[0], Alarm)
    assert actions[0].text.startswith("SCHEMA_AHEAD")
    state, actions = run(state, Noticed(at=11.0), HeadRead(at=11.1, head=head))
    assert [type(action) for action in actions] == [Wait]
    assert state.head == OLD
    for late in (LogRead(at=11.0, head=head, entries=()), AllRead(at=11.0, head=head, content=Content())):
        reading = replace(IDLE, work=ReadLog(5) if isinstance(late, LogRead) else ReadAll())
        assert not [action for action in run(reading, late)[1] if isinstance(action, Swap)]


def test_failures_back_off_from_50_ms_to_5_s_and_listen_again_before_the_head() -> None:
    state, waits, now = asked(), [], 10.0
    for _ in range(10):
        state, actions = run(state, Failed(at=now, chance=0.999, reason="down"))
        waits.append(waited(actions))
        assert run(state, Noticed(at=now))[1] == actions, "a notification does not cut the pause short"
        now += waits[-1] + 0.001
        state, actions = run(state, Tick(at=now))
        assert actions == (Listen(),)
        state, actions = run(state, Listening(at=now))
        assert actions == (ReadHead(polled=False),)
    assert waits[0] == pytest.approx(0.05, rel=0.01)
    assert waits[1] == pytest.approx(0.1, rel=0.01)
    assert waits[-1] == pytest.approx(5.0, rel=0.01)
    assert waited(run(state, Failed(at=now, chance=0.0, reason="down"))[1]) == pytest.approx(2.5)
    assert state.head == OLD


def test_a_store_that_cannot_be_listened_to_is_read_and_polled_faster() -> None:
    state, actions = run(FRESH, Tick(at=0.0), Failed(at=0.1, reason="no LISTEN through this pool"))
    assert actions == (ReadHead(polled=False),)
    state, actions = run(replace(state, head=OLD), HeadRead(at=0.2, head=OLD))
    assert waited(actions) == pytest.approx(0.4)
    state, actions = run(replace(state, look_at=9.0), Tick(at=5.2))
    assert actions == (Listen(),)


def test_reading_everything_takes_a_fifth_of_the_time_at_most() -> None:
    state, now, busy = asked(), 10.0, 0.0
    for number in range(20):
        state, actions = run(state, Noticed(at=now))
        head = moved(6, epoch=f"e{number}")
        state, actions = run(state, HeadRead(at=now, chance=0.0, head=head))
        if isinstance(actions[0], Wait):
            now += actions[0].seconds + 0.001
            state, actions = run(state, Tick(at=now))
        assert actions == (ReadAll(),)
        state, _ = run(state, AllRead(at=now + 0.5, head=head, content=Content()))
        state, _ = run(state, Noticed(at=now + 0.7), Swapped(at=now + 1.0))
        now, busy = now + 1.0, busy + 1.0
    assert busy / (now - 10.0) < 0.22


def test_a_log_that_cannot_be_applied_is_answered_by_reading_everything_and_then_by_an_alarm() -> None:
    for work in (ReadLog(5), Swap(moved())):
        state, _ = run(replace(IDLE, work=work, sent_at=9.9), Failed(at=10.0, reason="bad row", damaged=True))
        state, actions = run(state, Tick(at=11.0), Listening(at=11.0))
        assert actions == (ReadAll(),)
        state, actions = run(state, Failed(at=11.5, reason="bad row", damaged=True))
        assert actions[0] == Alarm("REFRESH_FAILING: bad row")
        assert state.head == OLD


def test_a_burst_is_one_refresh_under_way_and_one_to_come() -> None:
    state, actions = run(IDLE, Noticed(at=10.0))
    begun = list(actions)
    for number in range(1000):
        state, actions = run(state, Noticed(at=10.0 + number / 1e6))
        begun += actions
    state, actions = run(state, HeadRead(at=10.1, head=OLD))
    begun += actions
    state, actions = run(state, HeadRead(at=10.2, head=OLD))
    assert begun == [ReadHead(polled=False)] * 2
    assert isinstance(actions[0], Wait)


def test_answers_that_nothing_waits_for_change_nothing() -> None:
    for late in (
        HeadRead(at=1.0, head=moved()),
        LogRead(at=1.0, head=moved(), entries=()),
        AllRead(at=1.0, head=moved(), content=Content()),
        Swapped(at=1.0),
        Listening(at=1.0),
    ):
        state, actions = run(IDLE, late)
        assert state == IDLE
        assert actions == (Wait(99.0),)
