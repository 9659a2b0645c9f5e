"""Addresses of deleted terms: 410 for what readers saw, at once and after a restart; 404 for the rest."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from asking import Api
from databases import postgresql_server

from termgraph.glossary import Glossary
from termgraph.model import Content, GlossaryInfo, Term, TermStatus, difference
from termgraph.settings import Settings
from termgraph.store import Store
from termgraph.web.app import create_app

__all__ = ["postgresql_server"]

PATIENCE = 20


def content(*terms: Term) -> Content:
    return Content.of(GlossaryInfo(base_url="https://words.example/"), terms=terms)


SEEN = Term("seen", "Seen", former_slugs=("first-seen",))
FIRST = content(
    SEEN,
    Term("stays", "Stays"),
    Term("moves", "Moves"),
    Term("hides", "Hides"),
    Term("draft", "Draft", status=TermStatus.DRAFT),
    Term("dropped", "Dropped", status=TermStatus.DRAFT),
)
SECOND = content(
    Term("stays", "Stays"),
    Term("moved", "Moves", former_slugs=("moves",)),
    Term("hides", "Hides", status=TermStatus.DRAFT),
    Term("draft", "Draft", status=TermStatus.DRAFT),
)
WANTED = {
    "stays": 303,
    "moved": 303,
    "moves": 301,
    "seen": 410,
    "first-seen": 410,
    "hides": 404,
    "draft": 404,
    "dropped": 404,
    "never": 404,
}


def write(store: Store, wanted: Content) -> None:
    store.apply(lambda present: difference(present, wanted))


@pytest.fixture
def settings(database: str) -> Settings:
    return Settings(database=database, poll_ms=10, poll_postgresql_ms=50)


@pytest.fixture
def follow(settings: Settings) -> Iterator[Callable[[], tuple[Glossary, Api]]]:
    opened: list[Glossary] = []

    def start() -> tuple[Glossary, Api]:
        glossary = Glossary.follow(settings)
        opened.append(glossary)
        return glossary, Api(glossary, create_app(settings, glossary))  # type: ignore[arg-type]  # it has a current view

    yield start
    for each in opened:
        each.close()


def statuses(api: Api) -> dict[str, int]:
    return {slug: api.send("GET", f"/terms/{slug}").status_code for slug in WANTED}


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_what_was_deleted_is_gone_at_once_and_after_a_restart(
    settings: Settings, follow: Callable[[], tuple[Glossary, Api]]
) -> None:
    with Store.open(settings.database) as store:
        write(store, FIRST)
        running, api = follow()
        assert api.send("GET", "/terms/seen").status_code == 303
        before = running.current
        write(store, SECOND)
        until(lambda: running.current is not before)
        assert statuses(api) == WANTED
        _, restarted = follow()
        assert statuses(restarted) == WANTED
        write(store, content(*SECOND.terms.values(), replace(SEEN, former_slugs=())))
        until(lambda: "seen" in running.current.snapshot.numbers)
        for each in (api, restarted):
            until(lambda each=each: each.send("GET", "/terms/seen").status_code == 303)  # type: ignore[misc]
            assert each.send("GET", "/terms/first-seen").status_code == 410


def test_last_modified_is_when_readers_saw_something_new(
    settings: Settings, follow: Callable[[], tuple[Glossary, Api]]
) -> None:
    with Store.open(settings.database) as store:
        write(store, FIRST)
        running, api = follow()
        first = running.current.changed_at
        assert first is not None
        time.sleep(1.1)
        write(store, content(*FIRST.terms.values(), Term("hidden", "Hidden", status=TermStatus.DRAFT)))
        until(lambda: "hidden" in running.content.terms)
        assert running.current.changed_at == first
        write(store, SECOND)
        until(lambda: "moved" in running.current.snapshot.numbers)
        second = running.current.changed_at
        assert second is not None
        assert second > first
        restarted, other = follow()
        assert restarted.current.changed_at == second
        shown = [each.send("GET", "/terms/stays.ttl").headers["last-modified"] for each in (api, other)]
        assert shown[0] == shown[1]


def test_a_log_that_was_cut_short_tells_what_it_has(settings: Settings) -> None:
    with Store.open(settings.database) as store:
        write(store, FIRST)
        write(store, SECOND)
        head = store.head()
        assert store.bygone(head).gone == {"seen", "first-seen", "moves"}
        assert store.bygone(replace(head, epoch="other")).gone == frozenset()
        assert store.bygone(replace(head, revision=1)).gone == frozenset()
