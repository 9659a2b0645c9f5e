"""`show`, `search` and `export` on the facts: readable for a person, complete for a program."""

import json
from pathlib import Path

import networkx
import pytest
import rdflib
from command import termgraph

FACTS = Path(__file__).parents[1] / "fixtures" / "ai-terms.yaml"


def test_show_prints_the_page_of_a_term() -> None:
    result = termgraph("show", "rlhf", "--data", FACTS)
    lines = result.out.splitlines()
    assert lines[0] == "Glossary / Large language models / RLHF (Reinforcement Learning from Human Feedback)"
    assert "  RLHF requires one of PPO, RLOO or GRPO. (Some policy optimizer is needed; one is enough.)" in lines
    assert any(line.startswith("  RLHF is an alternative to DPO for") for line in lines)


def test_show_in_json_is_the_api_s_own_answer() -> None:
    term = json.loads(termgraph("show", "ppo", "--data", FACTS, "--json").out)
    assert term["title"] == "Proximal Policy Optimization (PPO)"
    assert term["kind"] == "ALGORITHM"


def test_an_unknown_term_is_one_sentence_with_the_nearest() -> None:
    result = termgraph("show", "rhlf", "--data", FACTS)
    assert result.status == 2
    assert result.err.startswith("Error: There is no term 'rhlf'. Nearest: rlhf")


def test_search_finds_by_acronym_and_says_why() -> None:
    result = termgraph("search", "q", "learning", "--data", FACTS)
    assert result.out.splitlines()[0] == "q-learning  Q-Learning  (exact: Q-Learning)"
    nothing = termgraph("search", "zzzzzzzz", "--data", FACTS)
    assert (nothing.status, nothing.out) == (1, "")


def test_turtle_and_json_ld_say_the_same_and_rdflib_reads_both(tmp_path: Path) -> None:
    for name in ("glossary.ttl", "glossary.jsonld"):
        assert termgraph("export", "--data", FACTS, "--output", tmp_path / name).status == 0
    turtle = rdflib.Graph().parse(tmp_path / "glossary.ttl")
    with pytest.warns(DeprecationWarning, match="rdflib|ConjunctiveGraph|Dataset"):
        json_ld = rdflib.Graph().parse(tmp_path / "glossary.jsonld")
    assert len(turtle) > 5_000
    assert set(turtle) == set(json_ld)


def test_graphml_is_read_by_networkx_with_every_term_and_relation(tmp_path: Path) -> None:
    termgraph("export", "--data", FACTS, "--output", tmp_path / "glossary.graphml")
    graph = networkx.read_graphml(tmp_path / "glossary.graphml")
    assert graph.number_of_nodes() == 195
    assert graph.number_of_edges() == 574


@pytest.mark.parametrize("name", ["glossary.yaml", "glossary.json", "folder"])
def test_our_own_formats_come_back_as_they_went(name: str, tmp_path: Path) -> None:
    arguments = ["--format", "markdown"] if name == "folder" else []
    termgraph("export", "--data", FACTS, "--output", tmp_path / name, *arguments)
    database = tmp_path / "glossary.db"
    assert termgraph("load", FACTS, "--database", database).status == 0
    again = termgraph("plan", tmp_path / name, "--database", database, "--exit-code")
    assert (again.status, again.out) == (0, "")


def test_formats_are_listed_and_an_unknown_one_refused(tmp_path: Path) -> None:
    assert "turtle" in termgraph("export", "--list").out
    result = termgraph("export", "--data", FACTS, "--output", tmp_path / "glossary.xyz")
    assert result.status == 2
    assert "There is no format '.xyz'" in result.err
    assert not (tmp_path / "glossary.xyz").exists()


def test_the_schema_is_printed_and_written(tmp_path: Path) -> None:
    printed = termgraph("schema").out
    assert "type Query {" in printed
    termgraph("schema", "--write", "--folder", tmp_path / "schema")
    assert (tmp_path / "schema" / "schema.graphql").read_text("utf-8") == printed
