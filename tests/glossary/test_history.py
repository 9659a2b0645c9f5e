"""What readers were shown lately: bounded, gapless, the same from the log as from what was followed live."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest
from asking import Holder, view_of
from databases import postgresql_database, postgresql_server
from facts import facts

from termgraph.errors import Code, TermgraphError
from termgraph.glossary import Glossary, history
from termgraph.glossary.history import History, Revised, parsed
from termgraph.glossary.news import follow
from termgraph.glossary.view import View
from termgraph.model import Change, Content, Term, TermStatus, Touch, apply, difference
from termgraph.settings import Settings
from termgraph.store import LoggedRevision, Store

__all__ = ["postgresql_server"]

THREE = History("e", 12, tuple(Revised("e", number, "2026-11-21T00:00:00Z", ()) for number in (10, 11, 12)))


def code(since: str, of: History = THREE) -> Code:
    with pytest.raises(TermgraphError) as caught:
        of.after(since)
    assert caught.value.details or caught.value.code is Code.BAD_USER_INPUT
    return caught.value.code


def test_what_comes_after_a_state_that_a_reader_has() -> None:
    assert [each.number for each in THREE.after("e.9")] == [10, 11, 12]
    assert [each.number for each in THREE.after("e.11")] == [12]
    assert THREE.after("e.12") == ()


@pytest.mark.parametrize(
    ("since", "wanted"),
    [
        ("e.8", Code.REVISION_NOT_REACHED),
        ("e.13", Code.REVISION_NOT_REACHED),
        ("f.11", Code.EPOCH_CHANGED),
        *((each, Code.BAD_USER_INPUT) for each in ("", "e", ".11", "e.", "e.-1", "e.1_1", "e.१", "e." + "9" * 5000)),
    ],
)
def test_what_cannot_be_gone_on_from_is_refused_with_a_code(since: str, wanted: Code) -> None:
    assert code(since) is wanted


def test_an_epoch_may_have_dots() -> None:
    assert parsed("a.b.7") == ("a.b", 7)


def write(number: int, *changes: Change, public: bool = True) -> LoggedRevision:
    return LoggedRevision(number, "", public, f"at {number}", None, "load", changes)


def minutes(slug: str, number: int) -> Change:
    return Change("term", slug, None, replace(facts().terms[slug], minutes=number))


def test_drafts_leave_no_trace_and_the_same_history() -> None:
    draft = Change("term", "new", None, Term("new", "New", status=TermStatus.DRAFT))
    assert THREE.continued(facts(), [write(50, draft, public=False)]) is THREE
    later = THREE.continued(facts(), [write(50, draft, public=False), write(51, minutes("ppo", 5))])
    assert [each.number for each in later.revised] == [10, 11, 12, 13]
    assert later.revised[-1] == Revised("e", 13, "at 51", (("ppo", Touch.CHANGED),))


def test_the_past_is_bounded_by_revisions_and_by_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_REVISIONS", 5)
    monkeypatch.setattr(history, "MOST_TOUCHES", 6)
    many = History("e", 0).continued(facts(), [write(number, minutes("ppo", number)) for number in range(1, 9)])
    assert (many.oldest, many.newest) == (3, 8)
    wide = many.continued(facts(), [write(9, minutes("ppo", 70), minutes("dpo", 70), minutes("mlx", 70))])
    assert (wide.oldest, wide.newest) == (5, 9)
    flood = wide.continued(facts(), [write(10, *(minutes(slug, 71) for slug in list(facts().terms)[:7]))])
    assert (flood.oldest, flood.newest) == (10, 10)
    assert code("e.9", flood) is Code.REVISION_NOT_REACHED


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield str(tmp_path / "glossary.db")
        return
    with postgresql_database(request.getfixturevalue("postgresql_server")) as url:
        yield url


def written(store: Store) -> None:
    """A few writes, drafts among them."""
    store.apply(difference(Content(), facts()))
    draft = Term("new-term", "New", status=TermStatus.DRAFT)
    for change in (
        (minutes("ppo", 61),),
        (Change("term", "new-term", None, draft),),
        (minutes("dpo", 62), minutes("ppo", 63)),
        (Change("term", "new-term", None, replace(draft, status=TermStatus.PUBLISHED)),),
        (Change("term", "new-term", None, None),),
    ):
        stored = store.content()[1]
        present = tuple(replace(each, before=stored.terms.get(each.key)) for each in change)
        store.apply(present)


def test_the_log_undone_is_what_was_before(address: str) -> None:
    with Store.open(address) as store:
        written(store)
        head, content = store.content()
        states, state = [], Content()
        for logged in store.log(0)[1]:
            state = apply(state, logged.changes)
            states.append(state)
        assert states[-1] == content
        for kept in (1, 3, 5):
            undoing, writes = store.past(head, revisions=kept, changes=1000)
            assert [each.revision for each in writes] == list(range(head.revision - kept + 1, head.revision + 1))
            assert apply(content, undoing) == states[-1 - kept]
        assert [each.revision for each in store.past(head, revisions=9, changes=3)[1]] == [5, 6]
        assert store.past(head, revisions=9, changes=0) == ((), [])
        assert store.past(replace(head, epoch="another"), revisions=9, changes=9) == ((), [])


def test_a_server_that_starts_tells_what_one_that_followed_tells(address: str) -> None:
    settings = Settings(database=address, poll_ms=5, poll_postgresql_ms=50)
    with Store.open(address) as store, Glossary.follow(settings) as followed:
        written(store)
        newest = store.head().public_revision
        since = f"{store.head().epoch}.0"
        seen = asyncio.run(read(followed, since, newest))
        with Glossary.follow(settings) as started:
            assert asyncio.run(read(started, since, newest)) == seen
    assert [each.number for each in seen] == [1, 2, 3, 4, 5]
    assert len(seen[0].terms) == 195
    assert [each.terms for each in seen[1:]] == [
        (("ppo", Touch.CHANGED),),
        (("dpo", Touch.CHANGED), ("ppo", Touch.CHANGED)),
        (("new-term", Touch.ADDED),),
        (("new-term", Touch.REMOVED),),
    ]


async def read(glossary: Glossary, since: str, until: int) -> list[Revised]:
    found: list[Revised] = []
    async with asyncio.timeout(20):
        async for revised in follow(glossary, since):
            found.append(revised)
            if revised.number == until:
                return found
    raise AssertionError


def later(view: View, count: int = 1) -> View:
    past = view.history
    writes = [write(past.newest + each, minutes("ppo", each)) for each in range(1, count + 1)]
    return replace(view, history=past.continued(facts(), writes))


def test_a_thousand_who_wait_are_woken_by_one_call_into_their_loop() -> None:
    holder = Holder(view_of())

    async def all_of_them() -> tuple[list[int], int]:
        loop, calls = asyncio.get_running_loop(), 0
        ask = loop.call_soon_threadsafe

        def count(*arguments: object) -> asyncio.Handle:
            nonlocal calls
            calls += 1
            return ask(*arguments)  # type: ignore[arg-type]

        async def one() -> int:
            async with aclosing(follow(holder, None)) as news:
                return (await anext(news)).number

        readers = [asyncio.create_task(one()) for _ in range(1000)]
        await asyncio.sleep(0)  # every task runs up to where it waits
        loop.call_soon_threadsafe = count  # type: ignore[method-assign, assignment]
        publishing = threading.Thread(target=publish, args=(holder,))
        publishing.start()
        found = await asyncio.gather(*readers)
        publishing.join()
        return found, calls

    numbers, calls = asyncio.run(all_of_them())
    assert numbers == [2] * 1000
    assert calls == 1


def publish(holder: Holder, count: int = 1) -> None:
    holder.current = later(holder.current, count)
    holder.news.tell()


def publish_one_by_one(holder: Holder, count: int) -> None:
    for _ in range(count):
        publish(holder)


def test_nothing_is_missed_or_told_twice_while_a_thread_publishes() -> None:
    holder = Holder(view_of())
    publish(holder, 5)

    async def one(pace: int) -> list[int]:
        found = []
        async for revised in follow(holder, "test.3"):
            found.append(revised.number)
            for _ in range(pace):
                await asyncio.sleep(0)
            if revised.number == 206:
                return found
        raise AssertionError

    async def several() -> list[list[int]]:
        publishing = threading.Thread(target=publish_one_by_one, args=(holder, 200))
        publishing.start()
        try:
            async with asyncio.timeout(20):
                return await asyncio.gather(*(one(pace) for pace in (0, 1, 3, 50)))
        finally:
            publishing.join()

    assert asyncio.run(several()) == [list(range(4, 207))] * 4


def test_who_falls_behind_what_is_remembered_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST_REVISIONS", 3)
    holder = Holder(view_of())

    async def slow() -> Code:
        news = follow(holder, "test.1")
        publish(holder, 2)
        assert (await anext(news)).number == 2
        publish(holder, 9)
        with pytest.raises(TermgraphError) as caught:
            await anext(news)
        return caught.value.code

    assert asyncio.run(slow()) is Code.REVISION_NOT_REACHED


def test_a_history_that_is_replaced_ends_with_its_code() -> None:
    holder = Holder(view_of())

    async def cut_off() -> Code:
        news = follow(holder, None)
        waiting = asyncio.ensure_future(anext(news))
        await asyncio.sleep(0)
        holder.current = view_of(revision="restored.1")
        holder.news.tell()
        with pytest.raises(TermgraphError) as caught:
            await waiting
        return caught.value.code

    assert asyncio.run(cut_off()) is Code.EPOCH_CHANGED
