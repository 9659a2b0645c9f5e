"""Extra statements have one spelling, come back as they were, and are seen by nobody who may not see their terms."""

import unicodedata
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.formats import read
from termgraph.formats.extra_statements import IRI, LANGUAGE_STRING, STRING, parsed, spelled, tied
from termgraph.formats.folder import write_folder
from termgraph.model import Content, Extra, Term, TermStatus, public

A, P = "http://example.org/a", "http://example.org/p"
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.one_of(
    TEXT.map(lambda text: (text, STRING, "")),
    st.tuples(TEXT, st.just(LANGUAGE_STRING), st.sampled_from(["en", "zh-hant", "x-y"])),
    st.tuples(TEXT, st.just("urn:x:type"), st.just("")),
    st.sampled_from(["http://example.org/\u00e9", "urn:x:e\u0301", "HTTP://EXAMPLE.org/"]).map(
        lambda iri: (iri, IRI, "")
    ),
)


@given(VALUES)
def test_a_statement_comes_back_and_every_reader_of_n_triples_reads_the_same(value: tuple[str, str, str]) -> None:
    line = spelled(A, P, value)
    assert parsed(line) == parsed(f"{line} .") == (A, P, value)
    assert "\n" not in line
    assert unicodedata.normalize("NFC", line) == line
    (quad,) = pyoxigraph.parse(f"{line} .", pyoxigraph.RdfFormat.N_TRIPLES)
    assert quad.object.value == value[0]
    assert spelled(*(parsed(line) or ())) == line


@pytest.mark.parametrize("line", [
    "", "a b c", f"<{A}> <{P}> <javascript:alert(1)>", f"<{A}> <{P}> _:b", f"_:b <{P}> <{A}>", f'<{A}> <{P}> "a',
    f'<{A}> <{P}> "\\x"', f'<{A}> <{P}> "\\uD800"', f'<{A}> <{P}> "\\U00110000"', f"<{A}> <{P}> <{A}> <{A}>",
    f"<{A}> <{P}> <{A} >", f'<{A}> <{P}> "a"@',
])  # fmt: skip
def test_what_is_no_statement_is_refused(line: str, tmp_path: Path) -> None:
    assert parsed(line) is None
    write_folder(Content.of(terms=[Term("a", "A")]), tmp_path)
    (tmp_path / "extra.nt").write_text(f"# a remark\n\n<{A}> <{P}> <{A}> . # why\n{line}\n", "utf-8")
    source = read(tmp_path)
    assert list(source.content.extras) == [f"<{A}> <{P}> <{A}>"]
    found = [(each.rule, each.where.line if each.where else 0) for each in source.problems]
    assert found == ([("TG123", 4)] if line else [])


def test_a_statement_is_said_twice_in_a_file_and_kept_once(tmp_path: Path) -> None:
    write_folder(Content.of(terms=[Term("a", "A")]), tmp_path)
    (tmp_path / "extra.nt").write_text(f'<{A}> <{P}> "\\u0041" .\n<{A}>  <{P}>  "A".\n', "utf-8")
    source = read(tmp_path)
    assert list(source.content.extras) == [f'<{A}> <{P}> "A"']
    assert source.problems == ()


def test_statements_about_a_hidden_term_are_hidden_from_either_end() -> None:
    terms = [
        Term("seen", "Seen", source_iri="http://old.example/seen"),
        Term("draft", "Draft", status=TermStatus.DRAFT, source_iri="http://old.example/draft"),
    ]
    base = "https://glossary.example/"
    lines = [
        spelled("http://old.example/draft", P, ("x", STRING, "")),
        spelled("http://old.example/seen", P, ("http://old.example/draft", IRI, "")),
        spelled("http://old.example/seen", P, (f"{base}terms/draft#part", IRI, "")),
        spelled("http://old.example/seen", P, ("<http://old.example/draft>", STRING, "")),
        spelled("http://old.example/other", P, ("x", STRING, "")),
    ]
    extras = tied(lines, terms, base)
    assert [extra.terms for extra in extras] == [("draft",), ("draft", "seen"), ("draft", "seen"), ("seen",), ()]
    shown = public(Content.of(terms=terms, extras=extras)).extras
    assert set(shown) == set(lines[3:])
    assert public(Content.of(terms=terms[:1], extras=[Extra(lines[4])])).extras.keys() == {lines[4]}
