"""`export` writes every format, whole or in part, and refuses what makes no sense before it makes a file."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from command import termgraph

FACTS = Path(__file__).parents[1] / "fixtures" / "ai-terms.yaml"
SKOS = rdflib.namespace.SKOS


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "rdf", "jsonld", "csv", "cyjs", "mmd", "dot", "graphml"])
def test_the_suffix_of_the_file_says_the_format(suffix: str, tmp_path: Path) -> None:
    result = termgraph("export", "--data", FACTS, "--term", "ppo", "--output", tmp_path / f"x.{suffix}")
    assert (result.status, result.out, result.err) == (0, "", "")
    assert (tmp_path / f"x.{suffix}").stat().st_size > 10


def test_a_part_is_written_by_category_term_or_neighbourhood() -> None:
    def concepts(*arguments: str) -> set[str]:
        done = termgraph("export", "--data", FACTS, "--format", "turtle", *arguments)
        assert done.status == 0, done.err
        graph = rdflib.Graph().parse(data=done.out, format="turtle")
        return {str(graph.value(each, SKOS.notation)) for each in graph.subjects(rdflib.RDF.type, SKOS.Concept)}

    assert concepts("--term", "ppo") == {"ppo"}
    assert len(around := concepts("--around", "ppo", "--nodes", "4")) == 5
    assert "ppo" in around
    assert len(concepts("--around", "ppo")) == 21
    assert {"ollama", "trl"} <= concepts("--category", "tools")


def test_the_schema_profile_is_written() -> None:
    done = termgraph("export", "--data", FACTS, "--format", "ntriples", "--profile", "schema", "--term", "ppo")
    assert "<https://schema.org/DefinedTerm>" in done.out
    assert "skos" not in done.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--term", "pppo"], "There is no term 'pppo'. Nearest: ppo"),
        (["--around", "zzzzzzzz"], "There is no term 'zzzzzzzz'."),
        (["--category", "kitchen"], "There is no category 'kitchen'; there are: "),
        (["--term", "ppo", "--around", "ppo"], "--term and --around name two parts"),
        (["--nodes", "3"], "--nodes says how many terms are shown --around one"),
        (["--profile", "dublin"], "Invalid value for '--profile'"),
        (["--format", "csv", "--profile", "schema"], "csv has no profiles"),
        (["--format", "yaml", "--term", "ppo"], "yaml is written as a whole"),
        (["--format", "rdfa"], "There is no format 'rdfa'"),
    ],
)
def test_what_makes_no_sense_is_refused_and_no_file_is_made(arguments: list[str], message: str, tmp_path: Path) -> None:
    target = tmp_path / "out.ttl"
    target.write_text("as before", "utf-8")
    result = termgraph("export", "--data", FACTS, "--output", target, *arguments)
    assert result.status == 2
    assert message in result.err
    assert target.read_text("utf-8") == "as before"


def test_a_large_glossary_shows_its_progress_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    terms = "".join(f"  - {{slug: t{number}, name: T {number}}}\n" for number in range(2_500))
    large.write_text(f"format: 1\nname: Large\nbase_url: https://x.example/\nterms:\n{terms}", "utf-8")
    command = [sys.executable, "-m", "termgraph", "export", "--data", str(large), "--output", str(tmp_path / "x.nt")]
    leader, follower = pty.openpty()
    try:
        assert subprocess.run(command, stderr=follower, stdout=subprocess.PIPE, check=True).stdout == b""
        shown = os.read(leader, 1 << 16)
    finally:
        os.close(leader)
        os.close(follower)
    assert b"Writing" in shown
    assert b"100%" in shown
    assert termgraph(*command[3:]).err == ""


def test_every_generated_file_is_written(tmp_path: Path) -> None:
    done = termgraph("schema", "--write", "--folder", tmp_path)
    names = ["context.jsonld", "ontology.ttl", "schema.graphql", "shapes.ttl", "term.schema.json"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert sorted(Path(line).name for line in done.out.splitlines()) == names
