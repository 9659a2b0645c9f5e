"""A term by slug, node id, address or label."""

import pytest

from termgraph.graph.labels import LONGEST
from termgraph.graph.lookup import Found, by_id, by_label, by_slug, by_url
from termgraph.graph.snapshot import Snapshot, node_id
from termgraph.model import Alias, Category, Content, GlossaryInfo, Term, Translation

SNAPSHOT = Snapshot.of(
    Content.of(
        GlossaryInfo(base_url="https://glossary.example/ai/"),
        categories=[Category("shelf", "Shelf")],
        terms=[
            Term("ppo", "Proximal Policy Optimization", acronym="PPO", former_slugs=("trust", "ppo-clip")),
            Term("policy", "Policy", aliases=(Alias("PPO"), Alias("strategie", "hidden"), Alias("plan", "forbidden"))),
            Term(
                "q-learning", "Q-Learning", aliases=(Alias("Politik"),), translations=(Translation("nb", "Q-læring"),)
            ),
            Term("plan", "Plan B", aliases=(Alias("politik"),), former_slugs=("policy",)),
        ],
    )
)
PLAN, POLICY, PPO, Q = range(4)


def test_a_slug_leads_to_its_term_and_a_former_one_says_so() -> None:
    assert by_slug(SNAPSHOT, "ppo") == Found(PPO)
    assert by_slug(SNAPSHOT, "trust") == Found(PPO, "trust")
    assert by_slug(SNAPSHOT, "ppo-clip") == Found(PPO, "ppo-clip")
    assert by_slug(SNAPSHOT, "policy") == Found(POLICY)  # in use again: the present holder wins
    assert by_slug(SNAPSHOT, "PPO") is None


def test_a_node_id_leads_to_its_term_for_ever_and_other_ids_to_none() -> None:
    assert by_id(SNAPSHOT, node_id("term", "q-learning")) == Q
    assert by_id(SNAPSHOT, node_id("term", "trust")) == PPO  # the slug it was born with
    assert by_id(SNAPSHOT, node_id("category", "shelf")) is None
    assert [by_id(SNAPSHOT, odd) for odd in ("", "x", "\0", "1" * 25)] == [None] * 4


@pytest.mark.parametrize("end", ["", "/", ".html", ".jsonld", ".html/", "?view=short", "#top", "/?a=b#c", "?\n"])
def test_an_address_leads_to_its_term_whatever_hangs_on_its_end(end: str) -> None:
    assert by_url(SNAPSHOT, f"https://glossary.example/ai/terms/ppo{end}") == Found(PPO)
    assert by_url(SNAPSHOT, f"https://glossary.example/ai/terms/trust{end}") == Found(PPO, "trust")


@pytest.mark.parametrize(
    "url",
    [
        "https://glossary.example/ai/terms/",
        "https://glossary.example/ai/terms/ppo/more",
        "https://glossary.example/ai/terms/ppo.",
        "https://glossary.example/ai/terms/PPO",
        "https://glossary.example/terms/ppo",
        "https://glossary.example.evil/ai/terms/ppo",
        "/terms/ppo",
        "",
    ],
)
def test_another_address_leads_nowhere(url: str) -> None:
    assert by_url(SNAPSHOT, url) is None


def test_a_base_address_without_a_slash_at_its_end_is_understood() -> None:
    snapshot = Snapshot.of(Content.of(GlossaryInfo(base_url="http://localhost"), terms=[Term("a", "A")]))
    assert by_url(snapshot, "http://localhost/terms/a") == Found(0)


def test_a_label_is_looked_for_among_names_then_acronyms_then_aliases() -> None:
    assert by_label(SNAPSHOT, "ppo") == (PPO,)
    assert by_label(SNAPSHOT, "PÓLITIK") == (PLAN, Q)
    assert by_label(SNAPSHOT, "q læring") == (Q,)
    assert by_label(SNAPSHOT, "Proximal Policy Optimization (PPO)") == (PPO,)
    assert by_label(SNAPSHOT, "strategie") == (POLICY,)
    assert by_label(SNAPSHOT, "plan") == by_label(SNAPSHOT, "") == by_label(SNAPSHOT, "...") == ()


def test_a_text_longer_than_any_label_is_not_folded_at_all() -> None:
    snapshot = Snapshot.of(Content.of(terms=[Term("a", "x" * LONGEST), Term("b", "x" * (LONGEST + 1))]))
    assert by_label(snapshot, "x" * LONGEST) == (0,)
    assert by_label(snapshot, "x" * (LONGEST + 1)) == ()
