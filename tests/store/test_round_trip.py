"""What is read from a store is what was written, on both databases, for any content."""

from dataclasses import replace

import pytest
from contents import contents
from facts import facts
from hypothesis import HealthCheck, given, settings

from termgraph.errors import Code, TermgraphError
from termgraph.model import (
    Change,
    Content,
    Link,
    Relation,
    Requirement,
    Term,
    TermStatus,
    apply,
    difference,
    digest,
    public,
)
from termgraph.store import Store, next_chain

ONE_STORE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
"""One store serves all examples: each example starts from what the last one left, as in real life."""


def test_a_new_store_is_empty(store: Store) -> None:
    head, content = store.content()
    assert content == Content()
    assert (head.revision, head.public_revision, head.min_log_revision) == (0, 0, 0)
    assert store.log(0) == (head, [])
    assert store.verify() == head


def test_the_facts_survive(store: Store) -> None:
    head, content = store.content()
    after = store.apply(difference(content, facts()), base=head)
    assert store.content() == (after, facts())
    assert digest(store.content()[1]) == digest(facts())
    assert (after.epoch, after.revision, after.public_revision) == (head.epoch, 1, 1)


@ONE_STORE
@given(one=contents(), other=contents())
def test_any_content_survives_and_so_does_any_change(store: Store, one: Content, other: Content) -> None:
    for wanted in (one, other):
        head, before = store.content()
        changes = difference(before, wanted)
        after = store.apply(changes, base=head)
        assert store.content() == (after, wanted)
        assert [list(getattr(store.content()[1], name)) for name in ("terms", "relations", "requirements")] == [
            list(getattr(wanted, name)) for name in ("terms", "relations", "requirements")
        ]
        assert after.revision == head.revision + bool(changes)
        assert (after.public_revision != head.public_revision) == (public(before) != public(wanted))
        assert after.chain == (next_chain(head.chain, changes) if changes else head.chain)
        _, logged = store.log(head.revision)
        assert [entry.public for entry in logged] == [public(before) != public(wanted)] * bool(changes)
        assert apply(before, [change for entry in logged for change in entry.changes]) == wanted
    assert store.verify() == store.head()


def test_a_write_of_nothing_leaves_no_trace(store: Store) -> None:
    head = store.apply(difference(Content(), facts()), base=store.head())
    assert store.apply((), base=head) == head
    assert store.apply(lambda content: difference(content, facts())) == head
    assert store.apply((), request_id="empty") == head
    assert len(store.log(0)[1]) == 1


def test_the_log_replays_the_history(store: Store) -> None:
    head, content = store.content()
    for name in ("one", "two", "three"):
        head = store.apply((Change("term", name, None, Term(name, name)),), base=head, actor="jd", kind="edit")
    head = store.apply((Change("term", "two", Term("two", "two"), None),), base=head)
    at, logged = store.log(0)
    assert at == head
    assert [entry.revision for entry in logged] == [1, 2, 3, 4]
    assert [entry.actor for entry in logged] == ["jd", "jd", "jd", None]
    assert logged[3].changes == (Change("term", "two"),)
    for entry in logged:
        content = apply(content, entry.changes)
    assert content == store.content()[1]
    assert [entry.revision for entry in store.log(2)[1]] == [3, 4]
    assert store.log(4) == (head, [])


def test_the_public_revision_moves_only_with_what_everybody_sees(store: Store) -> None:
    def write(before: Term | None, after: Term | None) -> int:
        slug = (before or after or Term("", "")).slug
        return store.apply((Change("term", slug, before, after),), base=store.head()).public_revision

    shown, draft = Term("shown", "Shown"), Term("draft", "Draft", status=TermStatus.DRAFT)
    assert write(None, shown) == 1
    assert write(None, draft) == 1
    assert write(draft, replace(draft, summary="More.")) == 1
    assert write(replace(draft, summary="More."), replace(draft, status=TermStatus.PUBLISHED)) == 2
    assert write(replace(draft, status=TermStatus.PUBLISHED), draft) == 3
    assert write(draft, None) == 3
    assert store.head().revision == 6


def test_a_purpose_that_becomes_a_drafts_slug_is_a_public_change(store: Store) -> None:
    one, two = Term("one", "One"), Term("two", "Two")
    relation = Relation("one", "uses", "two", for_="speed")
    content = Content.of(terms=[one, two], relations=[relation])
    head = store.apply(difference(Content(), content), base=store.head())
    draft = Term("speed", "Speed", status=TermStatus.DRAFT)
    after = apply(content, [Change("term", "speed", None, draft)])
    assert public(after) != public(content)
    head = store.apply((Change("term", "speed", None, draft),), base=head)
    assert head.public_revision == 2
    assert store.apply((Change("term", "speed", draft, None),), base=head).public_revision == 3


@pytest.mark.parametrize(
    "text", ["\x7f", "\u200b\u202e", "e\u0301", "\U0001f9e0" * 50, "'; DROP TABLE term; --", "%s %(a)s :b ?", "\\u0000"]
)
def test_odd_text_survives(store: Store, text: str) -> None:
    content = Content.of(
        terms=[Term(text, text, summary=text, no_autolink=(text,))], links=[Link(text, text, text, text)]
    )
    store.apply(difference(Content(), content), base=store.head())
    assert store.content()[1] == content


@pytest.mark.parametrize(
    "change",
    [
        Change("term", "a", None, Term("a", "\x00")),
        Change("term", "a", None, Term("a", "\ud800")),
        Change("term", "a", None, Term("a", "A", minutes=2**70)),
        Change("requirement", "a requires ", None, Requirement("a", ((),))),
    ],
    ids=["nul", "surrogate", "huge number", "empty option"],
)
def test_what_a_database_cannot_hold_is_refused_whole(store: Store, change: Change) -> None:
    head = store.head()
    with pytest.raises(TermgraphError) as error:
        store.apply((Change("term", "b", None, Term("b", "B")), change), base=head)
    assert error.value.code is Code.CONTENT_INVALID
    assert store.content() == (head, Content())


def test_text_of_a_megabyte_survives(store: Store) -> None:
    content = Content.of(terms=[Term("long", "Long", definition="wörter " * 150_000)])
    store.apply(difference(Content(), content), base=store.head())
    assert store.content()[1] == content


def test_every_change_of_a_term_counts_its_version(store: Store) -> None:
    from sqlalchemy import select

    from termgraph.store.tables import TABLES

    term = Term("a", "A", categories=("x",))
    store.apply((Change("term", "a", None, term),), base=store.head())
    for number in range(3):
        after = replace(term, summary=str(number))
        store.apply((Change("term", "a", term, after),), base=store.head())
        term = after
    with store._database.read.begin() as connection:
        assert connection.scalar(select(TABLES["term"].c.row_version)) == 4
