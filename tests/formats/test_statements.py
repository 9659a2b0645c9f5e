"""Relations said more than once, or from the other side: one statement, whatever the order of files."""

from itertools import permutations
from pathlib import Path

import pytest
from reading_term import at, rules, write

from termgraph.errors import Severity
from termgraph.formats import read
from termgraph.formats.source import Source
from termgraph.model import Relation


def said(folder: Path, **fronts: str) -> Source:
    files = {f"terms/{slug}.md": f"---\nname: {slug}\nrelations: {front}\n---\n" for slug, front in fronts.items()}
    return read(write(folder, files))


def test_said_twice_in_one_file(tmp_path: Path) -> None:
    source = said(tmp_path, b="{uses: [a, {to: a, why: two}, {to: a, why: three, keep: true}]}")
    assert list(source.content.relations.values()) == [Relation("b", "uses", "a", "two", keep=True)]
    assert rules(source) == ["TG118", "TG118"]
    problem = source.problems[0]
    assert problem.severity is Severity.WARNING
    assert at(problem.where) == ("b.md", 3, 28)
    assert problem.subjects == ("b", "a")
    assert "a second time" in problem.message
    assert at(problem.notes[0].where) == ("b.md", 3, 20)


@pytest.mark.parametrize("first", ["a", "z"])
def test_said_together_with_its_inverse(tmp_path: Path, first: str) -> None:
    """The file whose direction is stored wins, whether it is read first or last."""
    fronts = {first: "{uses: [{to: m, why: direct}]}", "m": f"{{used-by: [{{to: {first}, why: turned, source: s}}]}}"}
    source = said(tmp_path, **fronts)
    assert list(source.content.relations.values()) == [Relation(first, "uses", "m", "direct", source="s")]
    (problem,) = source.problems
    assert "as its inverse too" in problem.message
    assert at(problem.where)[0] == "m.md"
    assert at(source.where("relation", f"{first} uses m"))[0] == f"{first}.md"


def test_said_from_both_sides(tmp_path: Path) -> None:
    source = said(
        tmp_path, a="{contrasts-with: [{to: b, why: mine}]}", b="{contrasts-with: [{to: a, why: yours, for: x}]}"
    )
    assert list(source.content.relations.values()) == [Relation("a", "contrasts-with", "b", "mine", "x")]
    (problem,) = source.problems
    assert "from the other side too" in problem.message
    assert at(problem.where)[0] == "b.md"


def test_the_same_group_twice(tmp_path: Path) -> None:
    source = said(tmp_path, a="{requires: [{any: [[c], [b]]}, {any: [[b], [c]], why: y}]}")
    (requirement,) = source.content.requirements.values()
    assert (requirement.options, requirement.why) == ((("c",), ("b",)), "y")
    assert rules(source) == ["TG118"]


def test_different_statements_stay_apart(tmp_path: Path) -> None:
    source = said(tmp_path, a="{uses: [b], requires: [b, {any: [[b]]}], used-by: [b]}")
    assert rules(source) == []
    assert set(source.content.relations) == {"a uses b", "a requires b", "b uses a"}
    assert set(source.content.requirements) == {"a requires b"}


def test_unknown_types_and_self_relations_are_left_to_the_judge(tmp_path: Path) -> None:
    source = said(tmp_path, a="{admires: [b], contrasts-with: [a]}")
    assert rules(source) == []
    assert set(source.content.relations) == {"a admires b", "a contrasts-with a"}


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [
        "{s: a, t: uses, o: b}",
        "{s: b, t: used-by, o: a, why: from b}",
        "{s: b, t: contrasts-with, o: a, why: b}",
        "{s: a, t: contrasts-with, o: b, why: a}",
    ]
    found = set()
    for order in permutations(rows):
        path = tmp_path / "x.yaml"
        path.write_text("format: 1\nrelations:\n" + "".join(f"  - {row}\n" for row in order), "utf-8")
        source = read(path)
        assert rules(source) == ["TG118", "TG118"]
        found.add(tuple(source.content.relations.values()))
    assert found == {(Relation("a", "contrasts-with", "b", "a"), Relation("a", "uses", "b", "from b"))}
