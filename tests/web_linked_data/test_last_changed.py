"""When a term was last changed: said in every document of it, the same by whoever followed and whoever began anew."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
import rdflib
from asking import Api
from databases import postgresql_server
from facts import facts
from pyoxigraph import RdfFormat, parse
from sqlalchemy import text
from ticking import ticking

from termgraph.formats.rdf import statements
from termgraph.glossary import Glossary
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, GlossaryInfo, Relation, Term, TermStatus, difference
from termgraph.settings import Settings
from termgraph.store import Store
from termgraph.web.app import create_app
from termgraph.web.linked_data.conditions import read_date
from termgraph.web.linked_data.files import files
from termgraph.web.linked_data.responses import moment

__all__ = ["postgresql_server", "ticking"]

PATIENCE = 20
MODIFIED, CHANGED = "http://purl.org/dc/terms/modified", "https://w3id.org/termgraph/ns#changed"
ADDRESSES = [
    *(f"/terms/{slug}.{suffix}" for slug in "abc" for suffix in ("ttl", "jsonld", "rdf", "nt")),
    *(f"/export.{suffix}{profile}" for suffix in ("ttl", "nq") for profile in ("", "?_profile=schema")),
    "/terms/a.jsonld?_profile=schema",
]


def content(*terms: Term, relations: tuple[Relation, ...] = ()) -> Content:
    return Content.of(GlossaryInfo(base_url="https://words.example/"), terms=terms, relations=relations)


A, B, C = (Term(slug, slug.upper()) for slug in "abc")
DRAFT = Term("d", "D", status=TermStatus.DRAFT)
STATES = [
    content(A, B, C),
    content(A, replace(B, summary="S."), C),
    content(A, replace(B, summary="S."), C, DRAFT),
    content(A, replace(B, summary="S."), C, DRAFT, relations=(Relation("c", "uses", "a"),)),
]
WHEN = {"a": "2026-11-20T00:00:00Z", "b": "2026-11-20T00:00:01Z", "c": "2026-11-20T00:00:03Z"}


def write(store: Store, wanted: Content) -> None:
    store.apply(lambda present: difference(present, wanted))


@pytest.fixture
def settings(database: str) -> Settings:
    return Settings(database=database, poll_ms=10, poll_postgresql_ms=50, base_url="https://words.example/")


def said(body: bytes, syntax: RdfFormat) -> set[tuple[str, str, str]]:
    """What a document says of dates: the last part of the term's address, which predicate, and when."""
    return {
        (quad.subject.value.rpartition("/")[2], quad.predicate.value, quad.object.value)
        for quad in parse(body, syntax)
        if quad.predicate.value in (MODIFIED, CHANGED)
    }


def dates(when: dict[str, str]) -> set[tuple[str, str, str]]:
    return {(slug, predicate, at) for slug, at in when.items() for predicate in (MODIFIED, CHANGED)}


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_who_followed_and_who_begins_say_the_same_of_every_term(settings: Settings) -> None:
    with Store.open(settings.database) as store, Glossary.follow(settings) as followed:
        for state in STATES:
            write(store, state)
            revision = f"{store.head().epoch}.{store.head().public_revision}"
            until(lambda revision=revision: followed.current.snapshot.revision == revision)  # type: ignore[misc]  # bound
        with Glossary.follow(settings) as begun, Glossary.open(settings.database, base_url=settings.base_url) as opened:
            both = [Api(each, create_app(settings, each)) for each in (followed, begun)]  # type: ignore[arg-type]  # a view
            for address in ADDRESSES:
                one, other = (api.send("GET", address, headers={"Accept-Encoding": "identity"}) for api in both)
                assert one.status_code == other.status_code == 200
                assert (one.content, one.headers["etag"]) == (other.content, other.headers["etag"]), address
            seen = {slug: both[0].send("GET", f"/terms/{slug}.nt") for slug in WHEN}
            whole = both[0].send("GET", "/export.nq")
            written = dict(files(opened.current))
            graph = opened.to_rdflib()
        for slug, answer in seen.items():
            assert said(answer.content, RdfFormat.N_TRIPLES) == dates({slug: WHEN[slug]})
            # The document shows what others say of the term too, so it may be newer than the term, and never older.
            modified, changed = read_date(answer.headers["last-modified"]), moment(WHEN[slug])
            assert modified is not None
            assert changed is not None
            assert modified >= changed
            assert written[f"terms/{slug}.nt"] == answer.content
        assert said(whole.content, RdfFormat.N_QUADS) == dates(WHEN)
        assert written["export.nq"] == whole.content
        found = graph.subject_objects(rdflib.URIRef(MODIFIED))
        assert {(str(term)[-1], str(at)) for term, at in found} == set(WHEN.items())


def test_a_history_that_was_replaced_is_read_anew(settings: Settings) -> None:
    with Store.open(settings.database) as store, Glossary.follow(settings) as followed:
        write(store, STATES[0])
        until(lambda: "a" in followed.current.snapshot.numbers)
        before = followed.current.changed
        with store._database.write.begin() as connection:
            connection.execute(text("UPDATE graph_state SET epoch = 'another'"))
        write(store, STATES[1])
        until(lambda: followed.current.snapshot.revision.startswith("another."))
        assert followed.current.changed == store.changed(store.head()) != before


def test_files_know_no_dates() -> None:
    for profile in ("skos", "schema"):
        for _, predicate, _ in statements(Snapshot.of(facts(), "e.1"), profile):
            assert not predicate.endswith(("modified", "#changed", "dateModified"))
