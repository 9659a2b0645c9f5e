"""When each term was last changed: what the log tells, what a follower works out, and a slow judge's word agree."""

from dataclasses import replace
from pathlib import Path

from contents import contents
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from ticking import ticking

from termgraph.model import Change, Content, GlossaryInfo, Relation, Requirement, Term, TermStatus, difference
from termgraph.store import Changed, Head, Store, open_to_read

__all__ = ["ticking"]


def content(*terms: Term, relations: tuple[Relation, ...] = (), requirements: tuple[Requirement, ...] = ()) -> Content:
    return Content.of(GlossaryInfo(), terms=terms, relations=relations, requirements=requirements)


def write(store: Store, wanted: Content) -> Head:
    store.apply(lambda present: difference(present, wanted))
    return store.head()


def judged(store: Store, head: Head) -> dict[str, str]:
    """By the slugs of the terms that are there: when the last write that readers saw changed what its file holds."""
    found: dict[str, str] = {}
    for logged in store.log(0)[1]:
        if logged.public and logged.revision <= head.revision:
            for change in logged.changes:
                if change.entity in ("term", "relation", "requirement"):
                    found[change.key.split(" ")[0]] = logged.at
    return found


A, B, C = (Term(slug, slug.upper()) for slug in "abc")
DRAFT = Term("d", "D", status=TermStatus.DRAFT)


def test_a_term_is_as_old_as_its_file(store: Store) -> None:
    first = write(store, content(A, B, C))
    assert store.changed(first) == Changed("2026-11-20T00:00:00Z")
    related = content(A, B, C, relations=(Relation("a", "uses", "b"),))
    second = write(store, related)
    # What is said of a is in a's file; b's page shows it too, and b's file is as it was.
    assert [store.changed(second).at(slug)[-3:] for slug in "abc"] == ["01Z", "00Z", "00Z"]  # type: ignore[index]  # all are known
    third = write(store, replace(related, requirements={"c requires b": Requirement("c", (("b",),))}))
    assert [store.changed(third).at(slug)[-3:] for slug in "abc"] == ["01Z", "00Z", "02Z"]  # type: ignore[index]  # likewise
    fourth = write(store, content(replace(A, summary="New."), B, C))
    assert [store.changed(fourth).at(slug)[-3:] for slug in "abc"] == ["03Z", "00Z", "03Z"]  # type: ignore[index]  # likewise
    assert store.changed(second) == Changed("2026-11-20T00:00:00Z", {"a": "2026-11-20T00:00:01Z"})


def test_work_on_drafts_counts_when_it_is_published(store: Store) -> None:
    write(store, content(A))
    hidden = write(store, content(A, DRAFT))
    assert store.changed(hidden) == Changed("2026-11-20T00:00:00Z")
    write(store, content(A, replace(DRAFT, summary="S.")))
    shown = write(store, content(A, replace(DRAFT, summary="S.", status=TermStatus.PUBLISHED)))
    assert [store.changed(shown).at(slug) for slug in "ad"] == ["2026-11-20T00:00:00Z", "2026-11-20T00:00:03Z"]


def test_of_a_store_in_which_nothing_was_shown_nothing_is_known(store: Store) -> None:
    assert store.changed(store.head()) == Changed()
    head = write(store, content(DRAFT))
    assert store.changed(head) == Changed()
    assert store.changed(replace(head, epoch="another")) == Changed()


def test_a_log_that_was_cut_short_tells_what_it_has(store: Store) -> None:
    write(store, content(A, B))
    write(store, content(replace(A, summary="S."), B))
    with store._database.write.begin() as connection:
        for statement in (
            "DELETE FROM change_log WHERE revision = 1",
            "DELETE FROM revision WHERE revision = 1",
            "UPDATE graph_state SET min_log_revision = 1",
        ):
            connection.execute(text(statement))
    assert store.changed(store.head()) == Changed(None, {"a": "2026-11-20T00:00:01Z"})


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(states=st.lists(contents(4), min_size=1, max_size=4))
def test_who_follows_and_who_reads_the_log_know_the_same(states: list[Content], store: Store) -> None:
    begun = store.head()
    followed = store.changed(begun)
    for wanted in states:
        head, before = store.content()
        store.apply(difference(before, wanted), base=head)
        now = store.head()
        followed = followed.after(store.log(head.revision)[1])
        told, known = store.changed(now), judged(store, now)
        public = {slug for slug, term in wanted.terms.items() if term.status is not TermStatus.DRAFT}
        for slug in public & known.keys():
            assert told.at(slug) == followed.at(slug) == known[slug], slug
        assert public <= known.keys()


def test_an_sqlite_file_tells_the_same_without_an_sql_library(tmp_path: Path) -> None:
    path = str(tmp_path / "glossary.db")
    with Store.open(path) as store:
        write(store, content(A, B))
        head = write(store, content(replace(A, summary="S."), B))
        assert open_to_read(path).changed(head) == store.changed(head)
        assert store.changed(head).after([]) == store.changed(head)


def test_nothing_but_what_a_file_holds_counts() -> None:
    told = Changed("1").told([("link", "a", "2"), ("category", "a", "2"), ("relation", "b uses a", "2")])
    assert (told.at("a"), told.at("b"), Changed().at("a")) == ("1", "2", None)
    assert Change("relation", Relation("b", "uses", "a").key, None, None).key.startswith("b ")
