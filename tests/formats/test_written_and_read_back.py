"""Writing and reading our own formats gives the same content, whatever the texts are."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from contents import contents
from facts import facts
from hypothesis import example, given, settings
from hypothesis import strategies as st
from odd_contents import PIECES, odd_contents
from reading_term import plain, tree

from termgraph.errors import Code, TermgraphError
from termgraph.formats import read
from termgraph.formats.decoding import normal
from termgraph.formats.document import document_json, document_row, document_yaml
from termgraph.formats.folder import folder_files, write_folder
from termgraph.formats.markdown import term_text
from termgraph.formats.source import Source
from termgraph.formats.yaml_text import yaml_text
from termgraph.model import Content, GlossaryInfo, Section, SectionHeading, Term, Translation


def as_folder(content: Content, path: Path) -> Source:
    write_folder(content, path / "data")
    return read(path / "data")


def as_yaml(content: Content, path: Path) -> Source:
    (path / "x.yaml").write_bytes(document_yaml(content).encode())
    return read(path / "x.yaml")


def as_json(content: Content, path: Path) -> Source:
    (path / "x.json").write_bytes("".join(document_json(content)).encode())
    return read(path / "x.json")


FORMS = [as_folder, as_yaml, as_json]
Form = Callable[[Content, Path], Source]


@pytest.mark.parametrize("form", FORMS)
def test_the_facts_come_back(form: Form, tmp_path: Path) -> None:
    source = form(facts(), tmp_path)
    assert source.problems == ()
    assert source.content == facts()


@settings(max_examples=25, deadline=None)
@given(content=contents())
def test_any_glossary_comes_back(content: Content) -> None:
    for form in FORMS:
        with tempfile.TemporaryDirectory() as folder:
            source = form(content, Path(folder))
        assert source.problems == ()
        assert source.content == content


@settings(max_examples=30, deadline=None)
@given(content=odd_contents())
def test_any_odd_text_comes_back(content: Content) -> None:
    for form in FORMS:
        with tempfile.TemporaryDirectory() as folder:
            source = form(content, Path(folder))
        # Titles that the glossary does not list are warned about on purpose.
        assert [problem for problem in source.problems if problem.rule != "TG501"] == []
        assert source.content == content


@given(st.recursive(
    st.sampled_from(PIECES) | st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "no", "017"]), inner, max_size=3),
    max_leaves=12,
))  # fmt: skip
def test_our_yaml_is_text_for_every_reader(value: object) -> None:
    written = yaml_text({"key": value})
    node, problems = tree(written)
    assert not problems
    assert plain(node) == {"key": _normal(value)}
    # A stock loader takes YAML 1.1 for granted and must see the same texts.
    assert yaml.load(written, yaml.CSafeLoader) == {"key": value}


def _normal(value: object) -> object:
    if isinstance(value, dict):
        return {key: _normal(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_normal(each) for each in value]
    return normal(str(value))


def test_numbers_and_flags_are_written_as_such() -> None:
    assert yaml_text({"a": 1, "b": 1.5, "c": True, "d": "1", "e": "true", "f": "1e3"}) == (
        "a: 1\nb: 1.5\nc: true\nd: '1'\ne: 'true'\nf: '1e3'\n"
    )


def test_a_term_file_reads_well() -> None:
    lines = term_text(facts(), "ppo").splitlines()
    assert lines[:7] == [
        "---",
        "name: Proximal Policy Optimization",
        "acronym: PPO",
        "kind: algorithm",
        "category: [large-language-models, reinforcement-learning-methods]",
        "level: advanced",
        "minutes: 40",
    ]
    assert "  - {to: actor-critic, primary: true}" in lines
    assert "  uses: [generalized-advantage-estimation]" in lines
    assert max(map(len, lines)) <= 125


def test_one_file_of_a_folder_is_what_term_text_gives() -> None:
    files = folder_files(facts())
    assert next(iter(files)) == "glossary.yaml"
    assert all(files[f"terms/{slug}.md"] == term_text(facts(), slug) for slug in ("ppo", "rlhf", "gpu"))


def test_headings_are_written_in_the_language_of_the_file() -> None:
    info = GlossaryInfo(
        languages=("en", "nb"), sections=(SectionHeading("deeper-dive", {"en": "Deeper dive", "nb": "Dypdykk"}),)
    )
    section = (Section("deeper-dive", "x"), Section("c", "y", "C#"))
    term = Term("a", "A", sections=section, translations=(Translation("nb", "Å", sections=section),))
    files = folder_files(Content.of(info, terms=[term]))
    assert files["terms/a.md"] == "---\nname: A\n---\n\n## Deeper dive\n\nx\n\n## C# #\n\ny\n"
    assert files["terms/a.nb.md"] == "---\nname: Å\n---\n\n## Dypdykk\n\nx\n\n## C# #\n\ny\n"


@pytest.mark.parametrize("text", ["a\n## b", "```\nopen", "## b"])
def test_prose_that_a_term_file_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(TermgraphError) as caught:
        folder_files(Content.of(terms=[Term("a", "A", definition=text)]))
    assert caught.value.code is Code.CONTENT_INVALID


def test_writing_leaves_other_files_alone(tmp_path: Path) -> None:
    content = Content.of(terms=[Term("a", "A")])
    write_folder(content, tmp_path)
    (tmp_path / "terms" / "b.md").write_text("---\nname: B\n---\n")
    write_folder(content, tmp_path)
    assert sorted(read(tmp_path).content.terms) == ["a", "b"]


@given(content=odd_contents())
@settings(max_examples=30)
@example(facts())
@example(Content())
def test_json_in_parts_is_the_whole(content: Content) -> None:
    whole = json.dumps(document_row(content), ensure_ascii=False, indent=1)
    assert "".join(document_json(content)) == f"{whole}\n"
