"""Files of the whole glossary: made once, by one at a time, off the event loop, kept in bounds, closed by the last."""

import asyncio
import gc
import threading
import time
import weakref
from typing import Any

import pytest
from asking import view_of

from termgraph.formats.rdf import When, write
from termgraph.graph.snapshot import Snapshot
from termgraph.web.linked_data import dumps as module
from termgraph.web.linked_data.dumps import MOST_KEPT, Dump, Dumps

SYNTAXES = ["turtle", "json-ld", "rdf-xml", "n-triples", "n-quads", "trig"]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return view_of().snapshot


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """What was written, by which thread, and that nothing else was written meanwhile."""
    calls: list[tuple[str, str, str]] = []
    real, busy = write, threading.Lock()

    def noting(snapshot: Snapshot, out: Any, syntax: str, profile: str, *, changed: When) -> None:
        assert busy.acquire(blocking=False), "two are written at once"
        try:
            calls.append((syntax, profile, threading.current_thread().name))
            real(snapshot, out, syntax, profile, changed=changed)
        finally:
            busy.release()

    monkeypatch.setattr(module, "write", noting)
    return calls


def test_whoever_asks_at_the_same_time_gets_the_same_file(
    snapshot: Snapshot, written: list[tuple[str, str, str]]
) -> None:
    async def ask() -> list[Dump]:
        dumps = Dumps()
        some = [dumps.of(snapshot, syntax, "skos", compressed=False) for syntax in ("turtle", "n-triples") * 10]
        first = await asyncio.gather(*some)
        return [*first, await dumps.of(snapshot, "turtle", "skos", compressed=False)]

    found = asyncio.run(ask())
    assert len(set(map(id, found))) == 2
    assert sorted(call[0] for call in written) == ["n-triples", "turtle"]
    assert all(call[2] != threading.main_thread().name for call in written)


def test_a_client_that_leaves_ends_nothing_for_others(snapshot: Snapshot, written: list[tuple[str, str, str]]) -> None:
    async def ask() -> Dump:
        dumps = Dumps()
        leaving = asyncio.ensure_future(dumps.of(snapshot, "turtle", "skos", compressed=False))
        staying = asyncio.ensure_future(dumps.of(snapshot, "turtle", "skos", compressed=False))
        await asyncio.sleep(0)
        leaving.cancel()
        return await staying

    assert asyncio.run(ask()).size > 1000
    assert len(written) == 1


def test_the_event_loop_goes_on_meanwhile(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "write", lambda *_, **__: time.sleep(0.3))

    async def ask() -> int:
        made = asyncio.ensure_future(Dumps().of(snapshot, "turtle", "skos", compressed=False))
        turns = 0
        while not made.done():
            await asyncio.sleep(0.01)
            turns += 1
        return turns

    assert asyncio.run(ask()) > 5


def test_what_failed_is_tried_again(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    real, failures = write, [OSError("no space left")]

    def failing_once(*arguments: Any, **options: Any) -> None:
        if failures:
            raise failures.pop()
        real(*arguments, **options)

    monkeypatch.setattr(module, "write", failing_once)

    async def ask() -> int:
        dumps = Dumps()
        with pytest.raises(OSError, match="no space"):
            await dumps.of(snapshot, "turtle", "skos", compressed=False)
        return (await dumps.of(snapshot, "turtle", "skos", compressed=False)).size

    assert asyncio.run(ask()) > 1000


def test_files_are_bounded_and_go_with_their_revision(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SMALL", 100)  # on disk, however small

    async def ask() -> None:
        dumps = Dumps()
        for profile in ("skos", "schema"):
            for syntax in SYNTAXES:
                for compressed in (False, True):
                    await dumps.of(snapshot, syntax, profile, compressed=compressed)
                    assert len(dumps._kept) <= MOST_KEPT
        assert len(dumps._kept) == MOST_KEPT
        reading = await dumps.of(snapshot, "turtle", "schema", compressed=False)
        other = view_of(revision="test.2").snapshot
        await dumps.of(other, "turtle", "skos", compressed=False)
        assert len(dumps._kept) == 1
        gc.collect()
        assert len(b"".join([chunk async for chunk in reading.chunks(0, reading.size)])) == reading.size
        file = reading._file
        del reading
        gc.collect()
        assert file.closed

    asyncio.run(ask())


def test_a_dump_does_not_keep_its_snapshot() -> None:
    snapshot = view_of(revision="test.3").snapshot

    async def ask(dumps: Dumps, snapshot: Snapshot) -> None:
        await dumps.of(snapshot, "turtle", "skos", compressed=False)

    dumps, seen = Dumps(), weakref.ref(snapshot)
    asyncio.run(ask(dumps, snapshot))
    del snapshot
    gc.collect()
    assert seen() is None


def test_parts_of_a_file_are_slices_of_it(snapshot: Snapshot) -> None:
    async def ask() -> None:
        dump = await Dumps().of(snapshot, "n-triples", "skos", compressed=False)
        whole = dump.read(0, dump.size)
        assert dump.size > 700_000
        for start, end in ((0, 0), (0, dump.size), (7, 700_000), (dump.size - 1, dump.size), (300_000, 300_001)):
            assert b"".join([chunk async for chunk in dump.chunks(start, end)]) == whole[start:end]

    asyncio.run(ask())
