"""Findings about real files: each stands at the very characters that are wrong."""

from pathlib import Path

import pytest
from glossaries import faults

from termgraph.errors import Problem, Severity
from termgraph.formats import read
from termgraph.integrity import check
from termgraph.model import originals

GLOSSARY = """\
format: 1
name: Test
categories:
  - {slug: shelf, name: Shelf, parent: shelv}
profiles: {newcomer: [ppo, dpoo]}
paths: {first: {title: First, terms: [rlfh], profile: newcommer}}
people: {jd: {name: J. Doe}}
watch: [nothing-like-it]
"""
LINKS = """\
groups:
  - {key: guides, title: Guides}
links:
  - {id: a, title: A, url: /a, group: giudes, about: ["category:shelff", ppo, shelf]}
"""
TERM = """\
---
name: {name}
summary: A summary of the right length, which says nothing in particular.
{front}
---

{body}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "terms").mkdir()
    (tmp_path / "glossary.yaml").write_text("format: 1\nname: Test\n", "utf-8")
    return tmp_path


def write(folder: Path, slug: str, front: str = "minutes: 5", body: str = "", name: str | None = None) -> None:
    text = TERM.format(name=name or f"Name of {slug}", front=front, body=body)
    (folder / "terms" / f"{slug}.md").write_text(text, "utf-8")


def found(folder: Path) -> list[tuple[str, str, str]]:
    """Rule, place and the characters there of every finding."""
    return [(problem.rule, _place(problem, folder), _characters(problem, folder)) for problem in faults(read(folder))]


def _place(problem: Problem, folder: Path) -> str:
    assert problem.where is not None
    return f"{_file(problem, folder).name}:{problem.where.line}:{problem.where.column}"


def _file(problem: Problem, folder: Path) -> Path:
    assert problem.where is not None
    return next(
        path for path in folder.rglob("*.*") if problem.where.file.endswith(path.relative_to(folder).as_posix())
    )


def _characters(problem: Problem, folder: Path) -> str:
    assert problem.where is not None
    line = _file(problem, folder).read_text("utf-8").splitlines()[problem.where.line - 1]
    end = problem.where.end_column
    return line[problem.where.column - 1 : end - 1 if end else None]


def test_references_in_the_files_around_the_terms(folder: Path) -> None:
    (folder / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    (folder / "links.yaml").write_text(LINKS, "utf-8")
    for slug in ("ppo", "dpo", "rlhf"):
        write(folder, slug)
    assert found(folder) == [
        ("TG203", "glossary.yaml:4:40", "shelv"),
        ("TG201", "glossary.yaml:5:28", "dpoo"),
        ("TG201", "glossary.yaml:6:39", "rlfh"),
        ("TG208", "glossary.yaml:6:55", "newcommer"),
        ("TG201", "glossary.yaml:8:9", "nothing-like-it"),
        ("TG204", "links.yaml:4:39", "giudes"),
        ("TG203", "links.yaml:4:55", '"category:shelff"'),
        ("TG201", "links.yaml:4:79", "shelf"),
    ]


def test_references_in_a_term_file(folder: Path) -> None:
    front = """\
category: shelf
replaced_by: [ppoo]
relations:
  requires: [ppo, advantage-functoin]
  usse: [ppo]
  uses:
    - {to: dpo, why: It does.}
    - {to: pppo, why: It does not.}
  required-by: [rlfh]
review: {by: xy, date: 2026-11-20}"""
    write(folder, "term", front)
    write(folder, "ppo", "former_slugs: [dpo]")
    write(folder, "advantage-function")
    assert found(folder) == [
        ("TG203", "term.md:4:11", "shelf"),
        ("TG201", "term.md:5:15", "ppoo"),
        ("TG201", "term.md:7:19", "advantage-functoin"),
        ("TG202", "term.md:8:3", "usse"),
        ("TG209", "term.md:10:12", "dpo"),
        ("TG201", "term.md:11:12", "pppo"),
        ("TG201", "term.md:12:17", "rlfh"),
        ("TG206", "term.md:13:14", "xy"),
    ]
    moved = next(problem for problem in faults(read(folder)) if problem.rule == "TG209")
    assert moved.fix == "ppo"


def test_links_and_citations_in_texts(folder: Path) -> None:
    body = """\
The first line: [[ppo]] and [[pppo|words]].

* é → [[nope]], `[[code]]` and [words](../terms/dpo.md#top)
  [@schulman] again [[old]]

## Deeper dive

> | a | b |
> |---|---|
> | [[rlhf|x]] | [[rlhg|x]] |
"""
    write(folder, "ppo", "former_slugs: [old]", body)
    write(folder, "rlhf")
    assert found(folder) == [
        ("TG503", "ppo.md:7:29", "[[pppo|words]]"),
        ("TG503", "ppo.md:9:7", "[[nope]]"),
        ("TG503", "ppo.md:9:40", "../terms/dpo.md#top"),
        ("TG504", "ppo.md:10:3", "[@schulman]"),
        ("TG209", "ppo.md:10:21", "[[old]]"),
        ("TG501", "ppo.md:12:1", "## Deeper dive"),
        ("TG503", "ppo.md:16:18", "[[rlhg|x]]"),
    ]


def test_a_circle_over_three_files_has_the_place_of_every_step(folder: Path) -> None:
    write(folder, "a", "relations: {is-a: [b]}")
    write(folder, "b", "relations:\n  is-a:\n    - {to: c, primary: true}")
    write(folder, "c", "relations: {has-kind: [d], is-a: a}")
    write(folder, "d")
    (problem,) = faults(read(folder))
    assert problem.rule == "TG301"
    assert problem.message == "the way up from 'a' leads back to it: a → b → c → a"
    places = [str(note.where).replace("\\", "/").rsplit("/", 1)[-1] for note in problem.notes]
    assert places == ["a.md:4:20", "b.md:6:12", "c.md:4:34"]


def test_names_types_groups_and_suppressions(folder: Path) -> None:
    (folder / "relation-types.yaml").write_text(
        "relation_types:\n  runs-on: {label: runs on, symmetric: true, inverse: {key: runs, label: runs}}\n", "utf-8"
    )
    write(folder, "a", "acronym: X\naliases: [x, X]\nsuppress: [{rule: W66, why: No.}]")
    write(folder, "b", "acronym: X\nformer_slugs: [a]\nmappings: {exact-match: [urn:x], broad-match: [urn:x]}")
    write(folder, "c", "relations: {requires: [{any: [[a], [b], [a, b]]}]}")
    assert found(folder) == [
        ("TG121", "relation-types.yaml:2:3", "runs-on"),
        ("TG401", "a.md:5:14", "X"),
        ("TG210", "a.md:6:11", "["),
        ("TG404", "b.md:4:10", "X"),
        ("TG403", "b.md:5:16", "a"),
        ("TG402", "b.md:6:48", "urn:x"),
        ("TG308", "c.md:4:30", "["),
    ]


def _translated(folder: Path, front: str) -> list[tuple[str, str, str]]:
    """Rule, place and characters of what is suggested about a translation of `a` with this front matter."""
    headings = "languages: [en, nb]\nsections: {dive: {en: Dive, nb: Dykk}, case: {en: Case, nb: Tilfelle}}\n"
    (folder / "glossary.yaml").write_text(f"format: 1\nname: Test\n{headings}", "utf-8")
    write(folder, "a", body="It is.\n\n## Dive\n\nDeep.\n\n## Case\n\nOne.\n\n## Notes\n\nOwn.")
    (folder / "terms" / "a.nb.md").write_text(f"---\nname: Navn\n{front}---\n\n## Dykk\n\nDypt.\n", "utf-8")
    about = [each for each in check(read(folder)) if each.where and each.where.file.endswith("a.nb.md")]
    return [(problem.rule, _place(problem, folder), _characters(problem, folder)) for problem in about]


def test_marks_of_translations(folder: Path) -> None:
    lacks = ("TG605", "a.nb.md:2:1", "name: Navn")
    assert _translated(folder, "") == [("TG604", "a.nb.md:2:1", "name: Navn"), lacks]
    assert _translated(folder, "of:\n") == [lacks, ("TG604", "a.nb.md:3:4", "")]
    assert _translated(folder, "of: 0a1b2c3d4e5f # old\n") == [lacks, ("TG603", "a.nb.md:3:5", "0a1b2c3d4e5f")]
    stale = next(each for each in check(read(folder)) if each.rule == "TG603")
    now = originals.digest(read(folder).content.terms["a"])
    assert stale.severity is Severity.INFO
    assert f"write `of: {now}`" in (stale.hint or "")
    assert "termgraph translated a --language nb" in (stale.hint or "")
    assert stale.fix is None
    assert _translated(folder, f"of: {now}\n") == [lacks]


def test_a_mark_that_cannot_be_read_is_one_finding(folder: Path) -> None:
    lacks = ("TG605", "a.nb.md:2:1", "name: Navn")
    assert _translated(folder, "of: yesterday\n") == [lacks, ("TG110", "a.nb.md:3:5", "yesterday")]
    assert _translated(folder, "of: [a]\n") == [lacks, ("TG109", "a.nb.md:3:5", "[")]


def test_a_file_that_cannot_be_read_is_one_finding(folder: Path) -> None:
    write(folder, "a", "relations: {uses: [b]}", "See [[b]].")
    write(folder, "b", "minutes: [")
    write(folder, "c", "relations: {used-by: [b]}")
    assert [rule for rule, _, _ in found(folder)] == ["TG103"]
