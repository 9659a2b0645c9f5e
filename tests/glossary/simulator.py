"""Random worlds in which several replicas follow one database, each run by the real `step`; one seed is one world.

Time is virtual, in seconds. A transaction writes several keys with one value, so that a torn state can be seen.
`WrongError` is raised when a reader sees what was never committed, or when the replicas do not agree in time.
"""

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

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
from termgraph.model import Change, Content, Person, apply
from termgraph.store import Head, LoggedRevision, next_chain

SCHEMA = 1
KEYS = tuple(f"k{number}" for number in range(6))
NEVER = 1e9
Step = Callable[[refresher.State, Event], tuple[refresher.State, tuple[Action, ...]]]
Process = Iterator[float]


class WrongError(AssertionError):
    """The world did not keep a promise."""


@dataclass(frozen=True)
class Faults:
    """What may happen in a world, and how its replicas poll.

    A `quiet` world loses no notification without the replica's connection breaking visibly, and polls never, so that
    whatever it converges by is the notifications. `torn` and `in_place` are bugs of the driver.
    """

    quiet: bool
    torn: bool = False
    in_place: bool = False


@dataclass
class Database:
    """The store: its head, content and log, whether it answers, and every state that it ever committed."""

    head: Head = Head("e0", 0, 0, "", SCHEMA, 0)  # noqa: RUF009  # frozen
    content: Content = field(default_factory=Content)
    log: dict[int, LoggedRevision] = field(default_factory=dict)
    up: bool = True
    rotten: bool = False
    committed: dict[tuple[str, int, str], Mapping[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.record()

    def record(self) -> None:
        self.committed[identity(self.head)] = self.content.people

    def commit(self, keys: list[str], value: str) -> None:
        changes = tuple(Change("person", key, None, Person(key, value)) for key in sorted(keys))
        revision = self.head.revision + 1
        self.content = apply(self.content, changes)
        chain = next_chain(self.head.chain, changes)
        self.log[revision] = LoggedRevision(revision, chain, True, "", None, "load", changes)
        self.head = replace(self.head, revision=revision, public_revision=revision, chain=chain)
        self.record()


def identity(head: Head) -> tuple[str, int, str]:
    return (head.epoch, head.revision, head.chain)


Backup = tuple[Head, Content, dict[int, LoggedRevision]]


def save(database: Database) -> Backup:
    return database.head, database.content, dict(database.log)


class World:
    """One database, three replicas, three writers, readers, and what goes wrong."""

    def __init__(self, seed: int, faults: Faults, step: Step) -> None:
        self.random = Random(seed)  # noqa: S311  # chance, not secrets
        self.faults, self.step = faults, step
        self.now = 0.0
        self.queue: list[tuple[float, int, Process]] = []
        self.spawned = 0
        self.database = Database()
        self.backup = save(self.database)
        self.replicas = [Replica(self) for _ in range(3)]

    def spawn(self, process: Process, delay: float = 0.0) -> None:
        self.spawned += 1
        heapq.heappush(self.queue, (self.now + delay, self.spawned, process))

    def run(self, until: float) -> None:
        while self.queue and self.queue[0][0] <= until:
            self.now, _, process = heapq.heappop(self.queue)
            delay = next(process, None)
            if delay is not None:
                self.spawn(process, delay)
        self.now = until

    def write(self) -> None:
        keys = self.random.sample(KEYS, self.random.randint(1, 4))
        self.database.commit(keys, f"v{self.spawned}.{self.now}")
        for replica in self.replicas:
            lost = not self.faults.quiet and self.random.random() < 0.3
            if replica.connection == "live" and not lost:
                self.spawn(replica.notified(replica.life), self.random.uniform(0, 0.03))

    def writer(self) -> Process:
        for _ in range(self.random.randint(1, 6)):
            yield self.random.choice((0.001, 0.02, 0.4)) * self.random.random()
            if self.database.up:
                self.write()

    def readers(self) -> Process:
        for _ in range(60):
            yield self.random.uniform(0, 0.15)
            self.spawn(self.random.choice(self.replicas).read())

    def nemesis(self) -> Process:
        """Few kinds of harm in one world, so that each is met often and in odd company (swarm testing)."""
        kinds = self.random.sample(LOUD if self.faults.quiet else LOUD + SILENT, self.random.randint(1, 4))
        for _ in range(self.random.randint(0, 7)):
            yield self.random.choice((0.02, 1.0)) * self.random.random()
            yield from self.random.choice(kinds)(self)
            if self.random.random() < 0.5:
                self.backup = save(self.database)
            if self.random.random() < 0.5:
                self.spawn(self.writer())


class Replica:
    """One process: it performs what `step` asks for, and its readers pin what it last published."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.life = 0
        self.start()

    def start(self) -> None:
        self.life += 1
        self.pinned: tuple[Head, Content] | None = None
        self.connection = "none"
        self.frozen_until = 0.0
        self.working = False
        self.alarms: list[str] = []
        poll = NEVER if self.world.faults.quiet else 0.5
        self.state = refresher.State(schema=SCHEMA, poll=poll, notifies=True)
        self.world.spawn(self.deliver(self.life, Tick, {}))

    def stop(self) -> None:
        self.life += 1
        self.pinned, self.connection = None, "none"

    def deliver(self, life: int, event: type[Event], facts: dict[str, Any]) -> Process:
        while self.world.now < self.frozen_until:
            yield self.frozen_until - self.world.now
        if life != self.life:
            return
        if event not in (Tick, Noticed):
            self.working = False
        happened = event(at=self.world.now, chance=self.world.random.random(), **facts)
        self.state, actions = self.world.step(self.state, happened)
        for action in actions:
            if isinstance(action, Wait):
                if action.seconds < NEVER / 2:
                    self.world.spawn(self.deliver(life, Tick, {}), action.seconds)
            elif isinstance(action, Alarm):
                self.alarms.append(action.text)
            else:
                if self.working:
                    raise WrongError(f"two actions at once: {action}")
                self.working = True
                self.world.spawn(self.perform(life, action))

    def notified(self, life: int) -> Process:
        if life == self.life and self.connection == "live":
            yield from self.deliver(life, Noticed, {})

    def broken(self) -> None:
        """The listening connection breaks; the process is told as soon as it waits again."""
        if self.connection != "none":
            self.connection = "none"
            self.world.spawn(self.tell_broken(self.life), 0.001)

    def tell_broken(self, life: int) -> Process:
        while self.working:
            yield 0.005
        if life == self.life and self.connection == "none":
            yield from self.deliver(life, Failed, {"reason": "connection lost"})

    def perform(self, life: int, action: Action) -> Process:
        world = self.world
        yield world.random.uniform(0, 0.01)
        if life != self.life:
            return
        if isinstance(action, Swap):
            yield from self.swap(life, action)
            return
        database = world.database
        event: type[Event] = Failed
        facts: dict[str, Any] = {"reason": "no database"}
        match action:
            case _ if not database.up:
                pass
            case Listen():
                self.connection = "live"
                event, facts = Listening, {}
            case ReadHead():
                event, facts = HeadRead, {"head": database.head}
            case ReadLog(since=since) if not (database.rotten and since < database.head.revision):
                entries = tuple(entry for revision, entry in sorted(database.log.items()) if revision > since)
                event, facts = LogRead, {"head": database.head, "entries": entries}
            case ReadLog():
                facts = {"reason": "a bad row", "damaged": True}
            case ReadAll():
                head, content = database.head, database.content
                yield world.random.uniform(0, 0.04)
                if world.faults.torn:
                    content = Content(people=half(content, 0) | half(database.content, 1))
                event, facts = AllRead, {"head": head, "content": content}
        yield world.random.uniform(0, 0.01)
        yield from self.deliver(life, event, facts)

    def swap(self, life: int, action: Swap) -> Process:
        content = action.content
        if content is None:
            if self.pinned is None:
                raise WrongError("changes without anything to apply them to")
            content = apply(self.pinned[1], action.changes)
            if self.world.faults.in_place:
                for key, person in content.people.items():
                    self.pinned[1].people[key] = person  # type: ignore[index]  # this is the bug
                    yield 0.002
        yield self.world.random.uniform(0, 0.02)
        if life == self.life:
            self.pinned = (action.head, content)
            yield from self.deliver(life, Swapped, {})

    def read(self) -> Process:
        """A request: it pins what is published, reads one half of the keys, and the other half a little later."""
        if self.pinned is None:
            return
        head, content = self.pinned
        first = half(content, 0)
        yield self.world.random.uniform(0, 0.01)
        seen = first | half(content, 1)
        if head.schema_version != SCHEMA:
            raise WrongError(f"applied schema {head.schema_version}")
        if seen != self.world.database.committed.get(identity(head)):
            raise WrongError(f"read at {head.epoch}.{head.revision} what was never committed there")


def half(content: Content, which: int) -> dict[str, Person]:
    return {key: person for key, person in content.people.items() if KEYS.index(key) % 2 == which}


def down(world: World) -> Process:
    world.database.up = False
    for replica in world.replicas:
        replica.broken()
    yield world.random.uniform(0.01, 1.5)
    world.database.up = True


def drop(world: World) -> Process:
    world.random.choice(world.replicas).broken()
    yield 0.0


def crash(world: World) -> Process:
    replica = world.random.choice(world.replicas)
    replica.stop()
    yield world.random.uniform(0.01, 0.5)
    replica.start()


def freeze(world: World) -> Process:
    world.random.choice(world.replicas).frozen_until = world.now + world.random.uniform(0.1, 1.0)
    yield 0.0


def prune(world: World) -> Process:
    database = world.database
    oldest = max(database.head.min_log_revision, database.head.revision - world.random.randint(0, 3))
    database.log = {revision: entry for revision, entry in database.log.items() if revision > oldest}
    database.head = replace(database.head, min_log_revision=oldest)
    yield 0.0


def rot(world: World) -> Process:
    world.database.rotten = True
    yield world.random.uniform(0.1, 1.0)
    world.database.rotten = False


def half_open(world: World) -> Process:
    replica = world.random.choice(world.replicas)
    if replica.connection == "live":
        replica.connection = "half"
    yield 0.0


def renew(world: World) -> Process:
    """A backup of this very moment is put back: a new epoch, and nothing else differs."""
    world.backup = save(world.database)
    world.database.head = replace(world.database.head, epoch=f"e{world.spawned}")
    world.database.record()
    yield 0.0


def restore(world: World) -> Process:
    """The backup is put back as it should be, with a new epoch."""
    put_back(world, f"e{world.spawned}")
    yield 0.0


def copy_back(world: World) -> Process:
    """The backup's files are copied over the store, and history forks; sometimes just as much is written again."""
    newest = world.database.head.revision
    put_back(world, world.backup[0].epoch)
    for _ in range(world.random.choice((newest - world.database.head.revision, world.random.randint(0, 5)))):
        world.write()
    yield 0.0


def put_back(world: World, epoch: str) -> None:
    head, content, log = world.backup
    database = world.database
    database.head, database.content, database.log = replace(head, epoch=epoch), content, dict(log)
    database.record()


def migrate(world: World) -> Process:
    world.database.head = replace(world.database.head, schema_version=SCHEMA + 1)
    world.write()
    yield world.random.uniform(0.1, 1.0)
    world.database.head = replace(world.database.head, schema_version=SCHEMA)
    world.write()


LOUD: list[Callable[[World], Process]] = [down, drop, crash, freeze, prune, rot]
SILENT: list[Callable[[World], Process]] = [half_open, renew, restore, copy_back, migrate]


def live(seed: int, step: Step = refresher.step, *, torn: bool = False, in_place: bool = False) -> World:
    """Runs one world: some seconds of trouble, time to heal, one more write; raises WrongError."""
    faults = Faults(quiet=seed % 2 == 0, torn=torn, in_place=in_place)
    world = World(seed, faults, step)
    for _ in range(3):
        world.spawn(world.writer())
    world.spawn(world.nemesis())
    world.spawn(world.readers())
    world.run(20.0)
    agree(world)
    world.write()
    # A notification, a head, a log and a swap; without notifications, a poll a quarter late besides.
    world.run(20.25 if faults.quiet else 21.0)
    agree(world)
    world.run(world.now + 0.1)
    if any(replica.connection != "live" for replica in world.replicas):
        raise WrongError("a replica does not know that its listening connection is dead")
    return world


def agree(world: World) -> None:
    newest = (identity(world.database.head), world.database.content.people)
    for replica in world.replicas:
        seen = replica.pinned and (identity(replica.pinned[0]), replica.pinned[1].people)
        if seen != newest:
            raise WrongError(f"not converged: {seen and seen[0]} for {newest[0]}")
        if replica.alarms and replica.state.alarm is not None:
            raise WrongError(f"alarm outlasts the trouble: {replica.state.alarm}")
