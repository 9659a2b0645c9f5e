"""The short form of the board of the graph: it runs, and where a library can be asked, its answers are ours."""

from pathlib import Path

from graph_board import graph_board
from graph_questions import ROWS
from results import put
from synthetic import synthetic

from termgraph.errors import Severity
from termgraph.formats.source import Source
from termgraph.integrity import check


def test_every_question_is_asked_and_answered_alike() -> None:
    text = graph_board((200,), questions=10, seconds=0.2)
    for row in ROWS:
        assert f"\n| {row.name} | " in text
    assert "| networkx p50 (ratio) |" in text


def test_the_terms_are_the_same_every_time_and_could_be_loaded() -> None:
    content = synthetic(300, 1_200)
    assert content == synthetic(300, 1_200)
    assert content != synthetic(300, 1_200, seed=2)
    assert len(content.relations) + len(content.requirements) == 1_200
    assert not [each for each in check(Source(content)) if each.severity is Severity.ERROR]


def test_a_section_takes_the_place_of_the_one_with_its_heading(tmp_path: Path) -> None:
    path = tmp_path / "RESULTS.md"
    for heading, text in (("Graph", "one"), ("Servers", "two\n\n### Not a section"), ("Graph", "three\n")):
        put(path, heading, text)
    assert path.read_text("utf-8").endswith("## Graph\n\nthree\n\n## Servers\n\ntwo\n\n### Not a section\n")
    assert path.read_text("utf-8").startswith("# ")
