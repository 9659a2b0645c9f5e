"""The state of an original: it changes with what a translator translates, and with nothing else."""

from dataclasses import fields, replace
from typing import Any

import pytest
from contents import contents
from hypothesis import given
from hypothesis import strategies as st

from termgraph.model import (
    Alias,
    Content,
    Level,
    Mapping,
    Review,
    Section,
    Source,
    Suppression,
    Term,
    TermKind,
    TermStatus,
    Translation,
    decode,
    encode,
    originals,
)

TERM = Term(
    "a",
    "Größe",
    summary="強化",
    definition="One.\n\nTwo.",
    sections=(Section("b", "x"), Section("a", "y", "Own")),
)

TRANSLATED: list[dict[str, Any]] = [
    {"name": "Grösse"},
    {"name": "Größe "},
    {"summary": None},
    {"summary": ""},
    {"definition": "One.\nTwo."},
    {"definition": None},
    {"sections": ()},
    {"sections": TERM.sections[:1]},
    {"sections": (Section("b", "x"), Section("a", "z", "Own"))},
    {"sections": (Section("c", "x"), Section("a", "y", "Own"))},
    {"sections": (Section("b", "y"), Section("a", "x", "Own"))},
]
"""What a translator would have to follow."""

OTHER: dict[str, Any] = {
    "slug": "b",
    "acronym": "G",
    "title": "Other",
    "aliases": (Alias("x"),),
    "no_autolink": ("x",),
    "former_slugs": ("c",),
    "kind": TermKind.TOOL,
    "categories": ("shelf",),
    "level": Level.INTRO,
    "minutes": 3,
    "status": TermStatus.DRAFT,
    "replaced_by": ("c",),
    "source_iri": "https://example.org/old",
    "mappings": (Mapping("exact-match", "https://example.org/"),),
    "sources": (Source("s", "arXiv:1"),),
    "review": Review("jd", "2026-01-01"),
    "suppress": (Suppression("W6", "So."),),
    "translations": (Translation("nb", "Størrelse"),),
}
"""What belongs to every language, or to one of its own."""


def test_a_digest_that_was_written_once_is_understood_for_ever() -> None:
    assert originals.digest(TERM) == "fa5995fe03a4"


@pytest.mark.parametrize("change", TRANSLATED, ids=repr)
def test_it_changes_with_every_text(change: dict[str, Any]) -> None:
    assert originals.digest(replace(TERM, **change)) != originals.digest(TERM)


@pytest.mark.parametrize("field", OTHER)
def test_it_changes_with_nothing_else(field: str) -> None:
    changed = replace(TERM, **{field: OTHER[field]})
    assert changed != TERM
    assert originals.digest(changed) == originals.digest(TERM)


def test_every_field_of_a_term_is_on_one_of_the_two_sides() -> None:
    texts = {name for change in TRANSLATED for name in change}
    assert texts | OTHER.keys() == {field.name for field in fields(Term)}
    assert not texts & OTHER.keys()


def test_the_order_and_titles_of_sections_do_not_matter() -> None:
    turned = tuple(replace(section, title="T") for section in reversed(TERM.sections))
    assert originals.digest(replace(TERM, sections=turned)) == originals.digest(TERM)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_texts_cannot_be_moved_from_one_place_to_another(one: str, other: str) -> None:
    there = Term("a", "A", sections=(Section("k", one), Section("l", other)))
    turned = Term("a", "A", sections=(Section("k", other), Section("l", one)))
    assert (originals.digest(there) == originals.digest(turned)) == (one == other)
    joined = Term("a", "A", sections=(Section("k", one + other),))
    assert originals.digest(joined) != originals.digest(there)


def test_a_translation_is_stale_only_when_it_says_so() -> None:
    now = originals.digest(TERM)
    assert len(now) == originals.DIGITS
    for of, stale in ((None, False), (now, False), ("0" * 12, True)):
        assert originals.is_stale(TERM, Translation("nb", "X", of=of)) is stale
    assert originals.is_stale(replace(TERM, summary="New."), Translation("nb", "X", of=now))


@given(contents())
def test_a_mark_survives_the_json_of_its_term(content: Content) -> None:
    for term in content.terms.values():
        marked = replace(term, translations=tuple(replace(each, of="0123456789ab") for each in term.translations))
        assert decode(Term, encode(marked)) == marked
