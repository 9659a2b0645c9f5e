"""Whatever the bytes are: reading ends, gives findings that can be shown, and never raises."""

import time
from collections.abc import Callable, Iterator

import pytest
from facts import FILE
from hypothesis import example, given, settings
from hypothesis import strategies as st
from reading_term import GLOSSARY
from test_data_folder import LINKS, TYPES, WHOLE
from test_term_files import BODY, FULL

from termgraph.formats.decoding import normal, refused
from termgraph.formats.document import DOCUMENT_KEYS, read_bytes_of_document
from termgraph.formats.gathering import Gathered
from termgraph.formats.markdown import read_term_file, read_translation
from termgraph.formats.rules import FILE_RULES
from termgraph.formats.sections import Headings
from termgraph.formats.source import Source
from termgraph.formats.term_records import TERM as KEYS
from termgraph.formats.term_records import Setting
from termgraph.model import GlossaryInfo, encode

Reader = Callable[[bytes], Source]


def term(data: bytes) -> Source:
    gathered = Gathered(GlossaryInfo(languages=("en", "nb")))
    setting = Setting(gathered.glossary, gathered.registry, Headings.of(gathered.glossary))
    read_term_file(data, "ppo", gathered.reading("f", "ppo"), setting, gathered)
    read_translation(data, "ppo", "nb", gathered.reading("g", "ppo"), setting)
    return gathered.source()


def document(data: bytes) -> Source:
    gathered = Gathered()
    read_bytes_of_document(data, gathered.reading("f"), gathered)
    return gathered.source()


def check(data: bytes, read: Reader) -> None:
    started = time.process_time()
    source = read(data)
    assert time.process_time() - started < 2
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in source.problems:
        where = problem.where
        assert where is not None
        assert 1 <= where.line <= len(text) + 1
        assert where.column >= 1
        assert where.end_column is None or where.end_column > where.column
        if where.line <= len(text):
            assert where.column <= len(text[where.line - 1]) + 1
        assert problem.message.isprintable()
        assert len(problem.message) < 1000
        assert problem.severity is FILE_RULES[problem.rule].severity
    for entity in ("terms", "relations", "requirements", "links", "categories", "relation_types"):
        for record in getattr(source.content, entity).values():
            for words in _texts(encode(record)):
                assert not list(refused(words))
                assert normal(words) == words


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


TERM = f"---\n{FULL}\n---\n{BODY}".encode()
DOCUMENT = (WHOLE + LINKS + TYPES).encode() + b"\nterms: [{slug: a, name: A}]\nrelations: [{s: a, t: uses, o: b}]\n"
NOISE = [
    *(
        b"\t",
        b"\n",
        b"\x00",
        b"\xff",
        b"[",
        b"]",
        b"{",
        b"}",
        b": ",
        b"- ",
        b"#",
        b"'",
        b'"',
        b"\\",
        b"&a",
        b"*a",
        b"!!x ",
    ),
    *(b"<<: ", b"---\n", b"...\n", b"? ", b"|", b">", b"%", b"\r", b"```\n", b"## ", b"~", b"null", b"\\u0000"),
    *(b"\\ud83d", "\u202e".encode(), "\u0301".encode(), b"9" * 40, b", ", b"any", b"to"),
]


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """A good file with a few pieces cut out, doubled or replaced by noise."""
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        piece = draw(st.sampled_from(NOISE) | st.just(data[start:end] * 2) | st.just(b""))
        data = data[:start] + piece + data[end:]
    return data


@settings(max_examples=300, deadline=None)
@given(mutated(TERM))
def test_damaged_term_files(data: bytes) -> None:
    check(data, term)


@settings(max_examples=300, deadline=None)
@given(mutated(DOCUMENT))
def test_damaged_documents(data: bytes) -> None:
    check(data, document)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.lists(st.sampled_from(NOISE), max_size=30).map(b"".join))
@example(b"{terms: [{slug: [a]}, {slug: {b: c}}, [], ~], relations: [~, {s: ~, t: requires, any: ~}], sections: [a]}")
@example(b"{sections: {a: [b]}, categories: ~, profiles: a, paths: {a: [b]}, people: {a: ~}, links: {a: b}, groups: a}")
@example(b"{relation_types: {a: ~, b: [c], c: {inverse: a, rdf: [b], prerequisite: c, group: [d], domain: {e: f}}}}")
@example(b"{languages: {a: b}, publisher: x, root: [y], title_pattern: {z: a}, watch: {b: c}, base_url: [d]}")
def test_any_bytes(data: bytes) -> None:
    check(data, document)
    check(b"---\n" + data + b"\n---\n" + data, term)
    check(data, term)


VALUES = [
    b"~",
    b"x",
    b"1",
    b"true",
    b"[]",
    b"{}",
    b"[x]",
    b"{a: b}",
    b"[[x]]",
    b"[{a: b}]",
    b"{a: [b]}",
    b"[~]",
    b"''",
    b"|-\n  a",
]


@pytest.mark.parametrize("value", VALUES)
def test_every_key_with_every_kind_of_value(value: bytes) -> None:
    for key in KEYS:
        check(b"---\nname: X\n" + key.encode() + b": " + value + b"\n---\n", term)
        check(b"{format: 1, terms: [{slug: a, name: X, " + key.encode() + b": " + value + b"}]}", document)
        check(b"---\nrelations:\n  requires:\n    - " + value + b"\n    - {any: " + value + b"}\n---\n", term)
    for key in DOCUMENT_KEYS:
        check(b"format: 1\n" + key.encode() + b": " + value, document)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_the_facts_cut_anywhere(data: st.DataObject) -> None:
    whole = FILE.read_bytes()
    check(whole[: data.draw(st.integers(0, len(whole)))], document)


def test_the_files_that_are_damaged_here_are_good_ones() -> None:
    assert document(DOCUMENT).problems == ()
    assert document(GLOSSARY.encode()).problems == ()
    # The translation that is read from the same bytes has no place for a term's keys, nor for unlisted headings.
    assert {problem.rule for problem in term(TERM).problems if problem.where and problem.where.file == "f"} <= {"TG501"}
