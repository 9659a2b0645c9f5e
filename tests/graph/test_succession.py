"""What a snapshot takes over from the one before it is what it would have made itself, and it keeps nothing else."""

import gc
import weakref
from array import array
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest
from facts import facts
from hypothesis import given, settings
from hypothesis import strategies as st

from termgraph.graph.label_index import LabelIndex
from termgraph.graph.links import links_by_target
from termgraph.graph.orders import by_type
from termgraph.graph.polyhierarchy import Polyhierarchy
from termgraph.graph.preparation import prepare
from termgraph.graph.search import search, suggest
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.succession import DERIVED, READS, inherit
from termgraph.graph.text_index import LARGEST_PATCH, TextIndex
from termgraph.model import Alias, Content, Level, Link, Relation, Requirement, Section, Term, Translation


def after(before: Snapshot, content: Content) -> Snapshot:
    now = Snapshot.of(content, "0.1", before)
    inherit(before, now)
    return now


def prepared(content: Content) -> Snapshot:
    snapshot = Snapshot.of(content, "0.1")
    prepare(snapshot)
    return snapshot


def inside(made: Any) -> Any:
    """A value that compares: objects as what they hold."""
    if isinstance(made, array):
        return made.tolist()
    if isinstance(made, str | bytes | int | float | None):
        return made
    if isinstance(made, Mapping):
        return {key: inside(value) for key, value in made.items()}
    if isinstance(made, tuple | list | frozenset | set):
        return [inside(each) for each in (sorted(made) if isinstance(made, frozenset | set) else made)]
    if is_dataclass(made):
        return [inside(getattr(made, each.name)) for each in fields(made)]
    if not hasattr(made, "__dict__"):
        return type(made)  # a machine of a library, made of what stands beside it
    return {name: inside(value) for name, value in vars(made).items()}


WORD = st.sampled_from(
    ["token", "tokens", "gradient", "policy", "q learning", "強化学習", "[[t-1]]", "[[t-2|two]]", "é"]
)
WORDS = st.lists(WORD, max_size=6).map(" ".join)
NAMED = st.lists(WORD.filter(lambda word: "[" not in word), min_size=1, max_size=3).map(" ".join)
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "name": NAMED,
    "acronym": st.none() | st.just("RL"),
    "title": st.none() | NAMED,
    "aliases": st.lists(st.builds(Alias, NAMED), max_size=2).map(tuple),
    "former_slugs": st.sampled_from([(), ("older",)]),
    "categories": st.sampled_from([(), ("one",), ("two", "one")]),
    "level": st.none() | st.sampled_from(Level),
    "minutes": st.none() | st.integers(1, 30),
    "summary": st.none() | WORDS,
    "definition": st.none() | WORDS,
    "sections": st.sampled_from([(), (Section("x", "a token, and [[t-3]]"),)]),
    "translations": st.sampled_from([(), (Translation("nb", "Belegg", summary="en token"),)]),
    "no_autolink": st.sampled_from([(), ("token",)]),
}


@st.composite
def edits(draw: st.DrawFn) -> list[Content]:
    """A content and what becomes of it, edit by edit."""
    count = draw(st.integers(2, 8))
    terms = {f"t-{number}": Term(f"t-{number}", f"Term {number}", summary="a token") for number in range(count)}
    relations: dict[str, Relation] = {}
    requirements: dict[str, Requirement] = {}
    states = []
    for _ in range(draw(st.integers(2, 5))):
        states.append(
            Content.of(terms=terms.values(), relations=relations.values(), requirements=requirements.values())
        )
        slug, other = draw(st.sampled_from(sorted(terms))), draw(st.sampled_from(sorted(terms)))
        kind = draw(st.sampled_from([*CHANGES, "term", "no term", "relation", "no relation", "requirement", "nothing"]))
        if kind in CHANGES:
            terms[slug] = replace(terms[slug], **{kind: draw(CHANGES[kind])})
        elif kind == "term":
            new = f"t-{draw(st.integers(0, 12))}"
            terms[new] = Term(new, draw(NAMED), definition=draw(WORDS))
        elif kind == "no term" and len(terms) > 1:
            terms.pop(slug)
        elif kind == "relation" and slug < other:
            relation = Relation(other, draw(st.sampled_from(["requires", "is-a", "builds-on", "learn-with"])), slug)
            relations[relation.key] = relation
        elif kind == "no relation" and relations:
            relations.pop(draw(st.sampled_from(sorted(relations))))
        elif kind == "requirement" and slug < other:
            requirement = Requirement(other, ((slug,), (other,)))
            requirements[requirement.key] = requirement
    return states


def agree(snapshot: Snapshot, content: Content) -> None:
    """A snapshot that took over what it could says what one that made everything says."""
    fresh = prepared(content)
    for make in snapshot.made:
        if make != TextIndex.of:
            assert inside(snapshot.once(make)) == inside(fresh.once(make)), make
    for name in (*DERIVED, "numbers", "redirects", "groups", "edges", "_places", "terms"):
        if name in vars(snapshot):
            assert inside(getattr(snapshot, name)) == inside(getattr(fresh, name)), name
    for text in (
        "token",
        "tokens",
        "gradient poli",
        "term",
        "two",
        "q learning",
        "習",
        "a token",
        "belegg",
        "reward mo",
    ):
        assert list(search(snapshot, text)) == list(search(fresh, text)), text
        assert list(search(snapshot, text, {0, 2})) == list(search(fresh, text, {0, 2})), text
        assert suggest(snapshot, text) == suggest(fresh, text), text


@settings(max_examples=60)
@given(edits())
def test_what_is_taken_over_is_what_would_have_been_made(states: list[Content]) -> None:
    snapshot = prepared(states[0])
    for content in states[1:]:
        snapshot = after(snapshot, content)
        agree(snapshot, content)
        prepare(snapshot)


@pytest.mark.parametrize("name", [each.name for each in fields(Term) if each.name not in {"slug", "former_slugs"}])
def test_no_field_of_a_term_changes_what_is_taken_over(name: str) -> None:
    content = linking()
    terms = list(content.terms.values())
    turned = zip(terms, reversed(terms), strict=True)
    other = {one.slug: replace(one, **{name: getattr(another, name)}) for one, another in turned}
    agree(after(prepared(content), replace(content, terms=other)), replace(content, terms=other))


@pytest.mark.parametrize("name", [each.name for each in fields(Content) if each.name not in {"terms", "glossary"}])
def test_no_other_record_changes_what_is_taken_over(name: str) -> None:
    content = linking()
    records: dict[str, Any] = {name: dict(list(getattr(content, name).items())[1::2])}
    fewer = replace(content, **records)
    agree(after(prepared(content), fewer), fewer)


@cache
def linking() -> Content:
    """The facts, in which every text begins with a link that shows another term's name."""
    content = facts()
    slugs = list(content.terms)
    terms = [
        replace(term, summary=f"[[{slugs[number - 1]}]] {term.summary}", aliases=(*term.aliases, Alias(f"x {number}")))
        for number, term in enumerate(content.terms.values())
    ]
    titled = replace(content.glossary, title_pattern="{acronym}: {name}")
    return replace(content, glossary=titled, terms={term.slug: term for term in terms})


def test_another_shelf_makes_another_first_parent() -> None:
    terms = {slug: Term(slug, slug, categories=("one",)) for slug in ("a", "b", "c")}
    relations = [Relation("c", "is-a", "a"), Relation("c", "is-a", "b")]
    before = prepared(Content.of(terms=terms.values(), relations=relations))
    content = Content.of(terms=[replace(terms["a"], categories=("two",)), terms["b"], terms["c"]], relations=relations)
    now = after(before, content)
    prepare(now)
    parents = [each.once(Polyhierarchy.of).parents for each in (before, now)]
    assert parents[0] != parents[1]
    agree(now, content)


def test_another_link_is_found() -> None:
    links = [
        Link(f"l{number}", f"https://x.example/{number}", "L", "article", "learn", about=("a",)) for number in "12"
    ]
    before = prepared(Content.of(terms=[Term("a", "A")], links=links[:1]))
    now = after(before, Content.of(terms=[Term("a", "A")], links=links))
    assert len(now.once(links_by_target)["a"]) == 2


def test_another_relation_type_has_its_place_in_the_order() -> None:
    content = facts()
    before = prepared(content)
    row = replace(before.registry.types["requires"], key="another-type", inverse_key="other-end")
    now = after(before, replace(content, relation_types={**content.relation_types, row.key: row}))
    assert now.once(by_type) == by_type(now) != by_type(before)


def test_another_pattern_of_titles_makes_other_labels() -> None:
    content = linking()
    other = replace(content, glossary=replace(content.glossary, title_pattern="{name} {acronym}"))
    now = after(prepared(content), other)
    assert LabelIndex.of not in now.made
    agree(now, other)


def test_an_edit_of_a_text_leaves_the_graph_and_the_labels_as_they_are() -> None:
    content = facts()
    before = prepared(content)
    terms = {**content.terms, "ppo": replace(content.terms["ppo"], definition="A most unusual wording.")}
    now = after(before, replace(content, terms=terms))
    assert now.edges is before.edges
    for make in (LabelIndex.of, Polyhierarchy.of):
        assert make in now.made
        assert now.once(make) is before.once(make)
    assert len(now.once(TextIndex.of).segments) == 2
    assert [now.terms[hit.term].slug for hit in search(now, "unusual")] == ["ppo"]
    assert not search(before, "unusual")


def test_every_module_that_makes_something_says_what_it_reads() -> None:
    modules = {getattr(make, "func", make).__module__.rpartition(".")[2] for make in prepared(facts()).made}
    assert modules == {*READS, "text_index"}


def test_where_much_was_written_anew_everything_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termgraph.graph.text_index.LARGEST_PATCH", 2)
    assert LARGEST_PATCH > 2
    contents = [facts()]
    for slug in ("ppo", "rlhf", "ppo", "dpo"):
        term = contents[-1].terms[slug]
        changed = {**contents[-1].terms, slug: replace(term, summary=f"{term.summary} Anew.")}
        contents.append(replace(contents[-1], terms=changed))
    snapshot, segments = prepared(contents[0]), []
    for content in contents[1:]:
        snapshot = after(snapshot, content)
        segments.append(len(snapshot.once(TextIndex.of).segments))
        assert list(search(snapshot, "anew")) == list(search(prepared(content), "anew"))
    assert segments == [2, 2, 2, 1]


def test_an_older_snapshot_goes_when_nobody_reads_it() -> None:
    content = facts()
    before = prepared(content)
    gone = weakref.ref(before)
    slugs = list(content.terms)
    changed = {**content.terms, slugs[3]: replace(content.terms[slugs[3]], summary="Another.")}
    now = after(before, replace(content, terms=changed))
    gc.disable()
    try:
        del before
        assert gone() is None
    finally:
        gc.enable()
    assert now.made
