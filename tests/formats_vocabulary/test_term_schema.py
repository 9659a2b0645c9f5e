"""The JSON Schema of a term file accepts every file we have and refuses what the reader refuses."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from odd_contents import odd_contents

from termgraph.formats.gathering import Gathered
from termgraph.formats.markdown import read_term_file, term_text
from termgraph.formats.reading import Reading
from termgraph.formats.sections import Headings
from termgraph.formats.term_records import ALIAS, TERM, Setting
from termgraph.formats.vocabulary import term_schema
from termgraph.model import Content

ROOT = Path(__file__).parents[2]
FILES = sorted(path for path in (ROOT / "data" / "terms").glob("*.md") if path.stem.count(".") == 0)


class Core(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: the core schema, where `no` and dates are text (YAML 1.2.2, 10.3)."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", [*"~nN", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", [*"tTfF"]),
    ("int", r"[-+]?[0-9]+", [*"-+0123456789"]),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", [*"-+.0123456789"]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


@cache
def validator() -> Any:
    schema = json.loads(term_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def front_matter(text: str) -> Any:
    return yaml.load(text.split("\n---", 1)[0].removeprefix("---\n"), Core)  # noqa: S506  # a safe loader's child


def wrong(text: str) -> list[str]:
    return [str(error.message) for error in validator().iter_errors(front_matter(text))]


def read_wrong(text: str) -> bool:
    """Whether our own reader finds something wrong with a term file."""
    reading = Reading("x.md")
    setting = Setting(headings=Headings())
    read_term_file(text.encode(), "x", reading, setting, Gathered())
    return reading.found > 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_term_of_ours_is_accepted(path: Path) -> None:
    assert wrong(path.read_text("utf-8")) == []


def test_there_are_files() -> None:
    assert len(FILES) >= 195


@settings(max_examples=40)
@given(odd_contents())
def test_every_file_that_is_written_is_accepted(content: Content) -> None:
    for slug in content.terms:
        text = term_text(content, slug)
        assert wrong(text) == [], text


ACCEPTED = [
    "name: X",
    "name: 4090\nacronym: 007",
    "name: no\naliases: yes",
    "name: X\naliases: [a, {text: b, kind: hidden, case: true, lang: pt-BR}]",
    "name: X\ncategory: tools\nformer_slugs: old\nkind: tool\nlevel: intro\nminutes: 3\nstatus: draft\nsummary: ~",
    "name: X\nrelations: {uses: a, is-a: [b, {to: c, why: d, primary: true}], my-own: e}",
    "name: X\nrelations: {required-by: a, requires: [a, {any: [[b, c], d], why: e, keep: false}]}",
    "name: X\nmappings: {exact-match: https://example.org/x, close-match: ['urn:x:y']}",
    "name: X\nlinks: [{title: T, url: /x, group: g, about: a, lang: nb, published: 2024-01-01}]",
    "name: X\nsources: {id: a, ref: b}\nreview: {by: jd, date: 2026-11-20, due: 2027-01-01}",
    "name: X\nsuppress: [{rule: W6, why: Shared.}]\nrelations:\nlinks:\nsources: []",
]
REFUSED = [
    "acronym: X",
    "name:",
    "name: [X]",
    "name: X\nnmae: Y",
    "name: X\nkind: thing",
    "name: X\nlevel: expert",
    "name: X\nstatus: done",
    "name: X\nminutes: soon",
    "name: X\nminutes: 0",
    "name: X\nformer_slugs: Not A Slug",
    "name: X\naliases: [{kind: hidden}]",
    "name: X\naliases: [{text: a, kind: odd}]",
    "name: X\nrelations: [a]",
    "name: X\nrelations: {uses: {why: b}}",
    "name: X\nrelations: {uses: {any: [[a]]}}",
    "name: X\nrelations: {uses: {to: a, because: b}}",
    "name: X\nrelations: {requires: {any: [[a]], primary: true}}",
    "name: X\nrelations: {uses: {to: a, primary: perhaps}}",
    "name: X\nmappings: {same-as: https://example.org/}",
    "name: X\nmappings: {exact-match: Q1}",
    "name: X\nlinks: [{title: T, group: g}]",
    "name: X\nlinks: [{title: T, url: /x, group: g, minutes: many}]",
    "name: X\nsources: [{id: a}]",
    "name: X\nreview: {by: jd, date: yesterday}",
    "name: X\nsuppress: [{rule: W6}]",
    f"name: {'x' * 301}",
    f"name: X\nsummary: {'x' * 1001}",
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_the_reader_accepts_is_accepted(text: str) -> None:
    text = f"---\n{text}\n---\n"
    assert not read_wrong(text)
    assert wrong(text) == []


@pytest.mark.parametrize("text", REFUSED)
def test_what_the_reader_refuses_is_refused(text: str) -> None:
    text = f"---\n{text}\n---\n"
    assert read_wrong(text)
    assert wrong(text)


def test_the_keys_are_those_that_are_read_and_each_is_described() -> None:
    schema = json.loads(term_schema())
    assert list(schema["properties"]) == list(TERM)
    assert schema["required"] == [key for key, field in TERM.items() if field.needed] == ["name"]
    assert list(schema["$defs"]["alias"]["properties"]) == list(ALIAS)
    assert all("description" in value for value in schema["properties"].values())
    assert "is-algorithm-for" in schema["$defs"]["relations"]["properties"]
    assert "has-algorithm" in schema["$defs"]["relations"]["properties"]
