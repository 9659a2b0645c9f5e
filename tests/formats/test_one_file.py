"""A glossary in one YAML or JSON file."""

import json
from pathlib import Path

import pytest
from facts import FILE, facts
from reading_term import at, rules, token

from termgraph.formats import read
from termgraph.formats.source import Source
from termgraph.model import Alias, Relation, Requirement, Section, Translation


def test_the_file_of_facts_is_read_as_it_is() -> None:
    source = read(FILE)
    assert source.problems == ()
    for field in ("terms", "relations", "requirements", "categories", "profiles"):
        assert getattr(source.content, field) == getattr(facts(), field), field
    assert source.content.glossary.root.name == "Glossary"


def test_positions_in_the_file_of_facts() -> None:
    source = read(FILE)
    for place, text in {
        ("term", "ppo", "acronym"): '"PPO"',
        ("term", "ppo", "level"): "advanced",
        ("relation", "ppo is-a actor-critic"): "actor-critic",
        ("relation", "ppo is-a actor-critic", "type"): "is-a",
        ("category", "tools", "name"): '"Tools and libraries"',
        ("profile", "llm-user", "terms", "prompt"): "prompt",
        ("term", "expected-value", "no_autolink", "expectation"): '"expectation"',
    }.items():
        assert token(source.where(*place)) == text


def document(folder: Path, text: str, name: str = "x.yaml") -> Source:
    (folder / name).write_text(text, "utf-8")
    return read(folder / name)


WHOLE = """\
format: 1
languages: [en, nb]
sections: {deeper-dive: {en: Deeper dive, nb: Dypdykk}}
relation_types: {runs-on: {label: runs on, inverse: {key: runs, label: runs}}}
groups: [{key: g, title: G}]
links: [{id: a, title: A, url: /a, group: g}]
terms:
  - slug: ppo
    name: PPO
    relations: {uses: [clipping]}
    links: [{title: B, url: /b, group: g}]
    definition: |

      Text with

      ```
      ## a fence
      ```

    sections:
      Dypdykk: Deep.
      other: {title: "Other: things", text: Own.}
    translations:
      nb: {name: PPO-no, aliases: [x], definition: Tekst, sections: {deeper-dive: Dypt}}
relations:
  - {s: ppo, t: runs-on, o: gpu, why: fast}
  - {s: ppo, t: requires, any: [[a, b], c], keep: true}
"""


def test_everything_in_one_file(tmp_path: Path) -> None:
    source = document(tmp_path, WHOLE)
    content = source.content
    term = content.terms["ppo"]
    assert rules(source) == ["TG501"]
    assert term.definition == "Text with\n\n```\n## a fence\n```"
    assert term.sections == (Section("deeper-dive", "Deep."), Section("other", "Own.", "Other: things"))
    assert term.translations == (
        Translation("nb", "PPO-no", (Alias("x"),), definition="Tekst", sections=(Section("deeper-dive", "Dypt"),)),
    )
    assert set(content.relations.values()) == {
        Relation("ppo", "uses", "clipping"),
        Relation("ppo", "runs-on", "gpu", "fast"),
    }
    assert list(content.requirements.values()) == [Requirement("ppo", (("a", "b"), ("c",)), keep=True)]
    assert sorted(link.term or "" for link in content.links.values()) == ["", "ppo"]
    assert token(source.where("term", "ppo", "sections", "other")) == "Own."
    assert token(source.where("requirement", "ppo requires a+b|c", "options", "b")) == "b"


def test_json_is_read_the_same_way(tmp_path: Path) -> None:
    text = json.dumps(
        {"format": 1, "terms": [{"slug": "a", "name": "😀 é", "acronym": None, "minutes": 3}]}, indent="\t"
    )
    source = document(tmp_path, text, "x.json")
    assert source.problems == ()
    term = source.content.terms["a"]
    assert (term.name, term.acronym, term.minutes) == ("😀 é", None, 3)


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("{terms: []}", "TG111", "{"),
        ("format: 1\nversion: 2", "TG110", "2"),
        ("[a]", "TG109", "["),
        ("just text", "TG109", "just text"),
        ("format: 1\nterm: []", "TG108", "term"),
        ("format: 1\nterms: [{name: X}]", "TG111", "{"),
        ("format: 1\nterms: [{slug: X y, name: X}]", "TG112", "X y"),
        ("format: 1\nterms: [{slug: x, name: X}, {slug: x, name: Y}]", "TG113", "{"),
        ("format: 1\nterms: [{slug: x, name: X, definition: [a]}]", "TG109", "["),
        ('format: 1\nterms: [{slug: x, name: X, definition: "a\\n## b"}]', "TG110", '"a\\n## b"'),
        ('format: 1\nterms: [{slug: x, name: X, definition: "```"}]', "TG120", '"```"'),
        ("format: 1\nterms: [{slug: x, name: X, sections: {q: a}}]", "TG501", "q"),
        ("format: 1\nterms: [{slug: x, name: X, translations: {de: {name: Y}}}]", "TG602", "de"),
        ("format: 1\nterms: [{slug: x, name: X, translations: {en: {name: Y}}}]", "TG602", "en"),
        (
            "format: 1\nlanguages: [en, nb]\nterms: [{slug: x, name: X, translations: {nb: {name: Y, l: 1}}}]",
            "TG108",
            "l",
        ),
        ("format: 1\nterms: [x]", "TG109", "x"),
        ("format: 1\nrelations: [{s: a, t: uses}]", "TG111", "{"),
        ("format: 1\nrelations: [{s: a, t: uses, any: [[b]]}]", "TG110", "uses"),
        ("format: 1\nrelations: [{s: a, t: uses, o: b, 0: 1}]", "TG108", "0"),
        ("format: 1\nrelations: [x]", "TG109", "x"),
    ],
)
def test_what_is_wrong_in_one_file(tmp_path: Path, text: str, rule: str, words: str) -> None:
    source = document(tmp_path, text)
    problem = source.problems[0]
    assert problem.rule == rule
    assert token(problem.where).startswith(words)


def test_a_bad_slug_is_kept_so_that_references_find_it(tmp_path: Path) -> None:
    source = document(tmp_path, "format: 1\nterms: [{slug: A b, name: X}]")
    assert list(source.content.terms) == ["A b"]


def test_more_than_a_folders_file_may_hold(tmp_path: Path) -> None:
    rows = "".join(f"  - {{slug: t{number}, name: Term {number}, summary: {'x ' * 400}}}\n" for number in range(2000))
    source = document(tmp_path, f"format: 1\nterms:\n{rows}")
    assert source.problems == ()
    assert len(source.content.terms) == 2000


def test_findings_of_one_file_stand_at_their_lines(tmp_path: Path) -> None:
    source = document(tmp_path, "format: 1\nterms:\n  - {slug: a, name: A, level: x}\n  - {slug: b, nam: B}\n")
    assert [at(problem.where) for problem in source.problems] == [("x.yaml", 3, 31), ("x.yaml", 4, 15)]
    assert [problem.subjects for problem in source.problems] == [("a",), ("b",)]


def test_progress_counts_terms(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("format: 1\nterms: [{slug: a, name: A}, {slug: b, name: B}]")
    seen: list[tuple[int, int]] = []
    read(tmp_path / "x.yaml", lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]
