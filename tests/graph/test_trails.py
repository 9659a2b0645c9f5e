"""Ancestors with their claims and chains, against all paths of random graphs; titles; the trail by category."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from graph_seed import seed
from graphs import acyclic, graph, slugs_of
from hypothesis import given

from termgraph.graph.snapshot import Snapshot
from termgraph.graph.trails import Ancestor, Crumb, ancestors, category_trail, claim_sentence, title
from termgraph.model import Category, Content, GlossaryInfo, Relation, RelationType, Root, Term, Translation


def above(snapshot: Snapshot, slug: str, target: str, types: tuple[str, ...] | None = None) -> Ancestor:
    number = snapshot.numbers[slug]
    return next(each for each in ancestors(snapshot, number, types) if snapshot.terms[each.term].slug == target)


def passed(snapshot: Snapshot, ancestor: Ancestor) -> list[str]:
    return slugs_of(snapshot, (snapshot.edges[edge].object for edge in ancestor.chain))


# ── on the facts ──


@pytest.mark.parametrize(
    ("slug", "trail"),
    [
        ("rlhf", "Glossary / Large language models / RLHF (Reinforcement Learning from Human Feedback)"),
        ("q-learning", "Glossary / Classical ML algorithms / Q-Learning"),
        ("ppo", "Glossary / Large language models / Proximal Policy Optimization (PPO)"),
        ("reinforcement-learning", "Glossary / Learning paradigms / Reinforcement Learning (RL)"),
    ],
)
def test_the_trail_is_root_category_term(slug: str, trail: str) -> None:
    crumbs = category_trail(seed(), seed().numbers[slug])
    assert " / ".join(crumb.label for crumb in crumbs) == trail
    assert [crumb.kind for crumb in crumbs] == ["root", "category", "term"]
    assert crumbs[-1].slug == slug


def test_q_learning_is_a_kind_of_reinforcement_learning_by_entailment() -> None:
    snapshot = seed()
    number = snapshot.numbers["q-learning"]
    found = above(snapshot, "q-learning", "reinforcement-learning")
    assert found.claim == "is-a"
    assert claim_sentence(snapshot, number, found) == "Q-Learning is a kind of Reinforcement Learning"
    # The facts have two chains, of two and of three steps; the shorter one is shown.
    assert passed(snapshot, found) == ["off-policy-learning", "reinforcement-learning"]
    assert found.distance == 2
    longer = "q-learning", "temporal-difference-learning", "model-free-rl", "reinforcement-learning"
    assert all(f"{low} is-a {high}" in snapshot.content.relations for low, high in pairwise(longer))


def test_rlhf_is_part_of_ai_alignment_through_preference_tuning() -> None:
    snapshot = seed()
    found = above(snapshot, "rlhf", "ai-alignment")
    assert (found.claim, found.distance) == ("part-of", 2)
    assert passed(snapshot, found) == ["preference-tuning", "ai-alignment"]
    assert claim_sentence(snapshot, snapshot.numbers["rlhf"], found).endswith(" is part of AI Alignment")


# ── claims ──


@pytest.mark.parametrize(
    ("steps", "claim"),
    [
        ("is-a", "is-a"),
        ("part-of", "part-of"),
        ("instance-of", "instance-of"),
        ("is-a is-a", "is-a"),
        ("is-a part-of", "part-of"),
        ("is-a instance-of", None),
        ("part-of is-a", "part-of"),
        ("part-of part-of", "part-of"),
        ("part-of instance-of", None),
        ("instance-of is-a", "instance-of"),
        ("instance-of part-of", None),
        ("instance-of instance-of", None),
        ("instance-of part-of is-a", None),
    ],
)
def test_the_claim_of_a_chain_is_folded_by_the_table(steps: str, claim: str | None) -> None:
    said = [f"{low} {step} {high}" for low, step, high in zip("abc", steps.split(), "bcd", strict=False)]
    snapshot = graph(*said)
    top = "abcd"[len(said)]
    found = above(snapshot, "a", top)
    assert (found.claim, found.distance) == (claim, len(said))
    words = {"is-a": "is a kind of", "part-of": "is part of", "instance-of": "is an instance of", None: "stands below"}
    assert claim_sentence(snapshot, snapshot.numbers["a"], found) == f"A {words[claim]} {top.upper()}"


def own(key: str, kind: str, transitive: bool = False) -> RelationType:
    return RelationType(
        key, f"is a {key} of", f"has-{key}", f"has {key}", acyclic="yes", hierarchical=kind, transitive=transitive
    )


def test_a_type_of_the_editors_composes_by_its_kind_and_speaks_in_its_own_words_where_that_is_true() -> None:
    types = [own("species", "generic", transitive=True), own("chapter", "partitive"), own("copy", "instantial")]
    snapshot = graph("a species b", "b species c", "c chapter d", "d chapter e", "x copy a", own=types)

    def said(slug: str, target: str) -> str:
        return claim_sentence(snapshot, snapshot.numbers[slug], above(snapshot, slug, target))

    assert said("a", "c") == "A is a species of C"
    assert said("c", "d") == "C is a chapter of D"
    assert said("c", "e") == "C is part of E"
    assert said("a", "d") == "A is part of D"
    assert said("x", "b") == "X is an instance of B"
    assert said("x", "d") == "X stands below D"


def test_only_the_types_asked_for_are_walked() -> None:
    snapshot = graph("a is-a b", "b part-of c", "a requires d", "a instance-of e")
    number = snapshot.numbers["a"]
    assert slugs_of(snapshot, (each.term for each in ancestors(snapshot, number))) == ["b", "e", "c"]
    assert slugs_of(snapshot, (each.term for each in ancestors(snapshot, number, {"is-a"}))) == ["b"]
    assert ancestors(snapshot, number, ("requires", "unknown")) == ()
    assert ancestors(snapshot, number, ()) == ()


def test_the_best_claim_is_shown_though_its_chain_is_longer() -> None:
    snapshot = graph("a part-of d", "a is-a b", "b is-a c", "c is-a d")
    found = above(snapshot, "a", "d")
    assert (found.claim, found.distance, passed(snapshot, found)) == ("is-a", 3, ["b", "c", "d"])


def test_of_equal_chains_the_one_with_the_smallest_slugs_is_shown_the_first_step_counting_most() -> None:
    snapshot = graph("a is-a b", "a is-a c", "b is-a y", "c is-a x", "x is-a z", "y is-a z")
    assert passed(snapshot, above(snapshot, "a", "z")) == ["b", "y", "z"]


HIERARCHICAL = ("is-a", "part-of", "instance-of")
TABLE = {
    ("is-a", "is-a"): "is-a",
    ("is-a", "part-of"): "part-of",
    ("part-of", "is-a"): "part-of",
    ("part-of", "part-of"): "part-of",
    ("instance-of", "is-a"): "instance-of",
}


def all_chains(snapshot: Snapshot, number: int) -> Iterator[tuple[int, ...]]:
    for edge in snapshot.out(number):
        yield (edge,)
        yield from ((edge, *rest) for rest in all_chains(snapshot, snapshot.edges[edge].object))


def folded(snapshot: Snapshot, chain: tuple[int, ...]) -> str | None:
    claim: str | None = snapshot.edges[chain[0]].type
    for edge in chain[1:]:
        claim = TABLE.get((claim or "", snapshot.edges[edge].type))
    return claim


@given(acyclic(HIERARCHICAL, most=8))
def test_each_ancestor_stands_once_with_the_best_of_all_its_chains(said: list[str]) -> None:
    snapshot = graph(*said)
    for number in range(len(snapshot.terms)):
        best: dict[int, tuple[object, ...]] = {}
        for chain in all_chains(snapshot, number):
            claim = folded(snapshot, chain)
            ends = tuple(snapshot.edges[edge].object for edge in chain)
            rank = ["is-a", "instance-of", "part-of", None].index(claim)
            key = (rank, len(chain), ends, chain)
            best[ends[-1]] = min(best.get(ends[-1], key), key)
        expected = sorted((key[1], term, key[0], key[3]) for term, key in best.items())
        found = ancestors(snapshot, number)
        ranks = ["is-a", "instance-of", "part-of", None]
        assert [(a.distance, a.term, ranks.index(a.claim), a.chain) for a in found] == expected


def test_a_ladder_with_a_million_chains_is_climbed_step_by_step() -> None:
    said = []
    for rung in range(20):
        low, left, right, high = f"n{rung}", f"l{rung}", f"r{rung}", f"n{rung + 1}"
        said += [f"{low} is-a {left}", f"{low} part-of {right}", f"{left} is-a {high}", f"{right} is-a {high}"]
    snapshot = graph(*said)
    found = above(snapshot, "n0", "n20")
    assert (found.claim, found.distance) == ("is-a", 40)
    assert len(ancestors(snapshot, snapshot.numbers["n0"])) == 60


# ── titles and categories ──


def test_a_title_is_the_terms_own_else_the_pattern_else_the_name() -> None:
    glossary = GlossaryInfo(title_pattern="{name} ({acronym})")
    assert title(glossary, Term("a", "Name")) == "Name"
    assert title(glossary, Term("a", "Name", acronym="N")) == "Name (N)"
    assert title(glossary, Term("a", "Name", acronym="N", title="N: a name")) == "N: a name"
    assert title(GlossaryInfo(title_pattern="{acronym}: {name}"), Term("a", "Name", acronym="N")) == "N: Name"


def test_a_translated_name_takes_the_place_of_name_and_title() -> None:
    term = Term("a", "Name", acronym="N", title="Own", translations=(Translation("nb", "Navn"),))
    glossary = GlossaryInfo(language="en")
    assert title(glossary, term, "nb") == "Navn (N)"
    assert title(glossary, term, "en") == title(glossary, term, "fr") == title(glossary, term) == "Own"


@pytest.mark.parametrize("pattern", ["{", "{0}", "{name.__class__}", "{name!r} {acronym:>9999999}", "%s", "{acronym}"])
def test_no_pattern_and_no_name_is_taken_for_a_program(pattern: str) -> None:
    shown = title(GlossaryInfo(title_pattern=pattern), Term("a", "{acronym}", acronym="{name}"))
    assert shown == pattern.replace("{acronym}", "{name}")


def test_a_nested_category_is_one_crumb_and_a_term_without_category_has_two() -> None:
    content = Content.of(
        GlossaryInfo(root=Root("start", "Start")),
        categories=[Category("shelf", "Shelf"), Category("board", "Board", parent="shelf")],
        terms=[Term("a", "A", categories=("board", "shelf")), Term("b", "B"), Term("c", "C", categories=("gone",))],
    )
    snapshot = Snapshot.of(content)
    start = Crumb("root", "start", "Start")
    assert category_trail(snapshot, 0) == (start, Crumb("category", "board", "Board"), Crumb("term", "a", "A"))
    assert category_trail(snapshot, 1) == (start, Crumb("term", "b", "B"))
    assert category_trail(snapshot, 2) == (start, Crumb("term", "c", "C"))


def test_a_statement_of_two_types_between_the_same_terms_shows_the_first_edge() -> None:
    types = [own("zspecies", "generic")]
    snapshot = Snapshot.of(
        Content.of(
            relation_types=types,
            terms=[Term("a", "A"), Term("b", "B")],
            relations=[Relation("a", "zspecies", "b"), Relation("a", "is-a", "b")],
        )
    )
    assert [snapshot.edges[edge].type for edge in above(snapshot, "a", "b").chain] == ["is-a"]
