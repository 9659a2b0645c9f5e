"""Laws of plain content: coding, difference, and what the public sees."""

from dataclasses import replace

import pytest
from contents import contents
from facts import facts
from hypothesis import given

from termgraph.model import (
    ENTITIES,
    PUBLIC_STATUSES,
    Content,
    Relation,
    Term,
    TermStatus,
    apply,
    canonical_json,
    decode,
    difference,
    digest,
    encode,
    public,
)
from termgraph.relations import BUILT_IN, RELATION_TYPES, Registry, check_type


@given(contents())
def test_every_record_survives_its_json(content: Content) -> None:
    for entity in ENTITIES:
        for record in getattr(content, entity.field).values():
            assert decode(entity.record, encode(record)) == record


@given(contents(), contents())
def test_applying_the_difference_gives_the_other_content(one: Content, other: Content) -> None:
    assert apply(one, difference(one, other)) == other


@given(contents(), contents())
def test_records_stand_by_key_after_many_changes_and_after_few(one: Content, other: Content) -> None:
    for few in (0, 1000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("termgraph.model.content._FEW", few)
            changed = apply(one, (*difference(one, Content()), *difference(Content(), other), *difference(other, one)))
        for entity in ENTITIES:
            keys = list(getattr(changed, entity.field))
            assert keys == sorted(getattr(one, entity.field))
    assert difference(one, one) == ()
    assert (digest(one) == digest(other)) == (one == other)


@given(contents())
def test_public_content_has_no_trace_of_hidden_terms(content: Content) -> None:
    hidden = {slug for slug, term in content.terms.items() if term.status not in PUBLIC_STATUSES}
    seen = public(content)
    text = canonical_json({entity.field: getattr(seen, entity.field) for entity in ENTITIES if entity.name != "term"})
    assert not hidden & seen.terms.keys()
    assert not any(f'"{slug}"' in text for slug in hidden)
    assert public(seen) == seen


@given(contents())
def test_public_content_keeps_every_statement_between_shown_terms(content: Content) -> None:
    seen = public(content)
    for relation in content.relations.values():
        shown = relation.subject in seen.terms and relation.object in seen.terms
        assert (relation.key in seen.relations) == shown


def test_content_does_not_depend_on_the_order_of_records() -> None:
    content = facts()
    shuffled = Content.of(
        content.glossary,
        **{entity.field: reversed(getattr(content, entity.field).values()) for entity in ENTITIES},
    )
    assert shuffled == content
    assert list(shuffled.terms) == sorted(content.terms)
    assert digest(shuffled) == digest(content)


def test_a_deprecated_term_is_public_and_a_draft_is_not() -> None:
    terms = [Term("a", "A", status=TermStatus.DEPRECATED), Term("b", "B", status=TermStatus.DRAFT)]
    assert list(public(Content.of(terms=terms)).terms) == ["a"]


def test_decoding_refuses_what_was_not_encoded() -> None:
    for value in ({"slug": "a"}, {"slug": "a", "name": 7}, {"slug": "a", "name": "A", "kind": "thing"}):
        with pytest.raises((KeyError, TypeError, ValueError)):
            decode(Term, value)


def test_inverse_keys_are_turned_round_and_symmetric_relations_sorted() -> None:
    assert BUILT_IN.stored(Relation("b", "has-kind", "a", why="x")) == Relation("a", "is-a", "b", why="x")
    assert BUILT_IN.stored(Relation("b", "related-to", "a")) == Relation("a", "related-to", "b")
    assert BUILT_IN.stored(Relation("b", "no-such-type", "a")) == Relation("b", "no-such-type", "a")


def test_storing_a_statement_twice_changes_nothing() -> None:
    for key in BUILT_IN.keys:
        once = BUILT_IN.stored(Relation("b", key, "a"))
        assert BUILT_IN.stored(once) == once


def test_the_table_of_relation_types_is_sound() -> None:
    assert len({row.key for row in RELATION_TYPES}) == len(RELATION_TYPES) == 20
    for row in RELATION_TYPES:
        assert check_type(row) == []
        assert row.symmetric == (row.inverse_key is None)
    keys = [key for row in RELATION_TYPES for key in (row.key, row.inverse_key) if key]
    assert len(set(keys)) == len(keys)


def test_a_glossary_cannot_redefine_a_built_in_type() -> None:
    own = replace(RELATION_TYPES[0], label="something else")
    assert Registry.of([own]).types["is-a"].label == "is a kind of"
