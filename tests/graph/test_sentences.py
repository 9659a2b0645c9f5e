"""Statements in words, told from either end."""

import pytest
from facts import facts

from termgraph.graph.sentences import sentence
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, GlossaryInfo, Relation, RelationType, Requirement, Term


@pytest.fixture(scope="module")
def small() -> Snapshot:
    terms = [Term(slug, slug.title(), acronym=slug.upper() if slug == "rl" else None) for slug in ("rl", "a", "b", "c")]
    runs_on = RelationType("runs-on", "runs on", "runs", "runs")
    return Snapshot.of(Content.of(GlossaryInfo(), terms=terms, relation_types=[runs_on]))


@pytest.mark.parametrize(
    ("statement", "told", "told_from_object"),
    [
        (Relation("a", "requires", "rl"), "A requires RL.", "RL is required by A."),
        (Relation("a", "is-alternative-to", "b"), "A is an alternative to B.", "B is an alternative to A."),
        (Relation("a", "uses", "b", for_="rl"), "A uses B for RL.", "B is used by A for RL."),
        (Relation("a", "uses", "b", for_="fun"), "A uses B for fun.", "B is used by A for fun."),
        (Relation("a", "runs-on", "b"), "A runs on B.", "B runs A."),
    ],
)
def test_a_relation_is_told_from_its_subject_or_its_object(
    small: Snapshot, statement: Relation, told: str, told_from_object: str
) -> None:
    assert sentence(small, statement) == told
    assert sentence(small, statement, inverse=True) == told_from_object


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((("a",), ("b",)), "RL requires one of A or B."),
        ((("a",), ("b",), ("c",)), "RL requires one of A, B or C."),
        ((("a", "b"),), "RL requires A and B."),
        ((("a", "b", "c"),), "RL requires A, B and C."),
        ((("a", "b"), ("c",)), "RL requires one of: A and B; or C."),
        ((("a", "b"), ("c",), ("a", "c")), "RL requires one of: A and B; C; or A and C."),
    ],
)
def test_a_requirement_is_told_whole_by_whoever_tells_it(
    small: Snapshot, options: tuple[tuple[str, ...], ...], told: str
) -> None:
    for inverse in (False, True):
        assert sentence(small, Requirement("rl", options), inverse=inverse) == told


def test_every_statement_of_the_facts_has_a_sentence() -> None:
    snapshot = Snapshot.of(facts())
    told = [sentence(snapshot, edge.statement, inverse=inverse) for edge in snapshot.edges for inverse in (False, True)]
    assert all(text[0] != " " and text.endswith(".") and "  " not in text for text in told)
    assert "PPO is an algorithm for RLHF." in told
    assert "RLHF requires one of PPO, RLOO or GRPO." in told
