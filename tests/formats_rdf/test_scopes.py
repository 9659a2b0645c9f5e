"""A part of a glossary has all that is said of its terms, and nothing of the others; one term comes from its record."""

import io

import pytest
from facts import facts
from full_glossary import FULL
from three_readers import by_pyoxigraph, exported, said

from termgraph.errors import Code, TermgraphError
from termgraph.formats.rdf import PROFILES, SYNTAXES, Scope, syntax_of, term_bytes, write
from termgraph.formats.rdf.nodes import TYPE
from termgraph.graph.neighbourhood import neighbourhood
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Category, Content, Relation, Term, public

BASE = "https://glossary.example/"
SKOS = "http://www.w3.org/2004/02/skos/core#"


def concepts(content: Content, scope: Scope) -> set[str]:
    """The slugs of the terms that a part describes."""
    found = by_pyoxigraph(exported(content, "n-triples", scope=scope), "n-triples")
    return {
        subject.removeprefix(f"{BASE}terms/")
        for subject, predicate, value in found
        if predicate == TYPE and value.value == f"{SKOS}Concept"
    }


def test_a_category_has_its_terms_and_those_of_the_categories_in_it() -> None:
    content = Content.of(
        FULL.glossary,
        categories=[
            Category("top", "Top"),
            Category("mid", "Mid", "top"),
            Category("low", "Low", "mid"),
            Category("other", "Other"),
        ],
        terms=[
            Term("a", "A", categories=("low",)),
            Term("b", "B", categories=("other", "top")),
            Term("c", "C", categories=("other",)),
        ],
        relations=[Relation("a", "uses", "c")],
    )
    assert concepts(content, Scope.category("top")) == {"a", "b"}
    assert concepts(content, Scope.category("mid")) == {"a"}
    found = by_pyoxigraph(exported(content, "turtle", scope=Scope.category("mid")), "turtle")
    shelves = {subject for subject, predicate, value in found if value.value == f"{SKOS}Collection"}
    assert shelves == {f"{BASE}categories/mid", f"{BASE}categories/low"}
    assert (f"{BASE}terms/a", "https://w3id.org/termgraph/ns#uses") in {pair[:2] for pair in found}


def test_categories_in_a_circle_are_written() -> None:
    content = Content.of(FULL.glossary, categories=[Category("x", "X", "y"), Category("y", "Y", "x")])
    assert b"categories/x" in exported(content, "n-triples", scope=Scope.category("y"))


def test_a_neighbourhood_has_the_terms_of_the_excerpt() -> None:
    snapshot = Snapshot.of(facts(), "e.1")
    chosen = neighbourhood(snapshot, snapshot.numbers["ppo"], 7).nodes
    assert concepts(facts(), Scope.around("ppo", 7)) == {snapshot.terms[node.term].slug for node in chosen}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_one_term_is_the_same_from_its_record_and_as_a_part(syntax: str, profile: str) -> None:
    snapshot = Snapshot.of(public(FULL), "e.1")
    for slug in ("a", "b", "c", "old-a"):
        out = io.BytesIO()
        write(snapshot, out, syntax, profile, Scope.term(slug))
        assert term_bytes(snapshot, slug, syntax, profile) == out.getvalue()


@pytest.mark.parametrize("profile", PROFILES)
def test_the_terms_together_say_all_that_is_said_of_terms(profile: str) -> None:
    snapshot, everything = Snapshot.of(facts(), "e.1"), said(facts(), profile)
    together = set()
    for term in snapshot.terms:
        found = by_pyoxigraph(term_bytes(snapshot, term.slug, "n-triples", profile), "n-triples")
        own = f"{BASE}terms/{term.slug}"
        assert {subject.split("#")[0].removesuffix(".html") for subject, *_ in found} == {own}
        together |= found
    rest = {triple for triple in everything - together if triple[0].startswith(f"{BASE}terms/")}
    assert together <= everything
    assert not rest


def test_what_is_not_there_is_refused_with_a_code() -> None:
    snapshot = Snapshot.of(facts(), "e.1")
    cases = [
        (Scope.term("pppo"), Code.UNKNOWN_TERM),
        (Scope.around("nothing-like-it"), Code.UNKNOWN_TERM),
        (Scope.category("nowhere"), Code.NOT_FOUND),
    ]
    for scope, code in cases:
        out = io.BytesIO()
        with pytest.raises(TermgraphError) as raised:
            write(snapshot, out, scope=scope)
        assert (raised.value.code, out.getvalue()) == (code, b"")
    with pytest.raises(TermgraphError, match="Nearest: ppo"):
        term_bytes(snapshot, "pppo", "turtle")
    with pytest.raises(TermgraphError, match="profiles are skos, schema"):
        term_bytes(snapshot, "ppo", "turtle", "dublin")


def test_every_syntax_is_known_by_its_other_names_and_media_types_are_different() -> None:
    for name, row in SYNTAXES.items():
        assert all(syntax_of(alias) is row for alias in (name, *row.aliases))
    assert len({row.media_type for row in SYNTAXES.values()}) == len({row.suffix for row in SYNTAXES.values()}) == 6


def test_progress_is_told_in_order_up_to_all_terms() -> None:
    told: list[tuple[int, int]] = []
    write(Snapshot.of(facts(), "e.1"), io.BytesIO(), progress=lambda done, total: told.append((done, total)))
    assert len(told) > 2
    assert told == sorted(told)
    assert told[-1] == (195, 195)


@pytest.mark.parametrize(("profile", "name"), [("skos", "terms/modified"), ("schema", "dateModified")])
def test_when_a_term_was_changed_is_said_where_it_is_known(profile: str, name: str) -> None:
    snapshot, when = Snapshot.of(public(FULL), "e.1"), "2026-11-20T10:00:00Z"
    found = by_pyoxigraph(term_bytes(snapshot, "a", "turtle", profile, changed={"a": when}.get), "turtle")
    dated = {value for _, predicate, value in found if predicate.endswith(name)}
    assert [(each.value, each.datatype.partition("#")[2]) for each in dated] == [(when, "dateTime")]
    assert when.encode() not in term_bytes(snapshot, "b", "turtle", profile, changed={"a": when}.get)
    assert when.encode() not in term_bytes(snapshot, "a", "turtle", profile)
