"""Addresses of any harmless scheme are kept as statements, and lead nowhere; those that do something are refused."""

import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vocabularies import EX, PREFIXES, content_of, exported, imported, judged, rules

from termgraph.errors import Problem, Severity
from termgraph.formats import read
from termgraph.formats.extra_statements import IRI, parsed, spelled
from termgraph.formats.folder import write_folder
from termgraph.formats.rdf.names import Names
from termgraph.formats.schemes import PREFIXES as OUR_PREFIXES
from termgraph.formats.schemes import REFUSED
from termgraph.formats.source import Source
from termgraph.integrity import check
from termgraph.model import Content, difference
from termgraph.store import Store

SUFFIXES = {
    "turtle": ".ttl", "trig": ".trig", "n-triples": ".nt", "n-quads": ".nq", "rdf-xml": ".rdf", "json-ld": ".jsonld"
}  # fmt: skip
ADDRESSES = (
    "mailto:jane@glossary.example", "MailTo:Jane@glossary.example?subject=a&cc='b'", "tel:+49-30-123",
    "info:lccn/2022", "ftp://ftp.example/a", "tag:example.org,2020:a", "doi:10.1000/182", "geo:1,2", "ark:/1/2",
    "http:odd", "a:", "definition:x", "broader:x", "id:x", "x+y-z.1:é",
)  # fmt: skip
TEXT = f"""
ex:a a skos:Concept ; skos:prefLabel 'a'@en ; dct:creator ex:ann, {", ".join(f"<{each}>" for each in ADDRESSES)} ;
    skos:exactMatch <info:lccn/1>, <http://far.example/a> ; skos:broader <tag:b> ; dct:license <ftp://l.example/> ;
    dct:contributor [ ex:mbox <mailto:b@a.example> ; ex:name 'B' ] ; ex:all ( <tel:1> <tel:2> ) .
ex:s a skos:ConceptScheme ; skos:hasTopConcept ex:a ; dct:publisher <mailto:press@a.example> .
<tag:c> a skos:Concept ; skos:prefLabel 'c'@en ; skos:broader ex:a ; <tag:says> '1'^^<tag:number> .
"""


def errors(problems: tuple[Problem, ...] | list[Problem]) -> list[Problem]:
    return [each for each in problems if each.severity is Severity.ERROR]


def through_files(content: Content) -> Content:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(content, Path(folder))
        source = read(Path(folder))
    assert not errors([*source.problems])
    return source.content


def through_a_store(content: Content) -> Content:
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(f"{folder}/store.db")) as store:
        head, before = store.content()
        store.apply(difference(before, content), base=head)
        return store.content()[1]


@pytest.mark.parametrize("syntax", SUFFIXES)
def test_they_are_exported_again_in_every_syntax(syntax: str) -> None:
    content = content_of(TEXT)
    first = exported(content, syntax)
    found = imported(first, suffix=SUFFIXES[syntax])
    assert found.content is not None
    assert exported(found.content, syntax) == first
    for back in (through_files(content), through_a_store(content)):
        assert back.extras == content.extras
        assert exported(back, syntax) == first
    said = {spelled(subject, predicate, value) for subject, predicate, value in map(parsed, found.content.extras)}  # type: ignore[misc]  # none is None
    assert {spelled(f"{EX}a", "http://purl.org/dc/terms/creator", (each, IRI, "")) for each in ADDRESSES} <= said


@pytest.mark.parametrize("suffix", [".nt", ".ttl"])
def test_a_file_may_begin_with_one(suffix: str) -> None:
    found = imported(f"<tag:a> <{EX}b> <mailto:c> .\n".encode(), suffix=suffix)
    assert found.content is not None
    assert list(found.content.extras) == [f"<tag:a> <{EX}b> <mailto:c>"]
    turtle = imported(f"<tag:a> a <{EX}b> .".encode())
    assert turtle.content is not None
    assert len(turtle.content.extras) == 1


def test_nothing_that_a_vocabulary_says_with_them_is_lost() -> None:
    kept = "".join(f"{line} .\n" for line in content_of(TEXT).extras)
    for each in (*ADDRESSES, "info:lccn/1", "tag:b", "ftp://l.example/", "mailto:b@a.example", "tel:1", "tel:2"):
        assert f"<{each}> .\n" in kept
    assert '<tag:c> <tag:says> "1"^^<tag:number> .\n' in kept


def test_they_are_no_terms_mappings_origins_or_links() -> None:
    content = content_of(TEXT)
    assert list(content.terms) == ["a"]
    (term,) = content.terms.values()
    assert [each.iri for each in term.mappings] == ["http://far.example/a"]
    assert term.source_iri == f"{EX}a"
    assert content.links == {}
    assert not errors([*check(Source(content))])
    alone = content_of("<tag:c> a skos:Concept ; skos:prefLabel 'c'@en .")
    assert alone.terms == {}
    assert len(alone.extras) == 2


def test_a_finding_says_where_each_went() -> None:
    text = "ex:a a skos:Concept ; skos:prefLabel 'a'@en ; dct:creator <mailto:a@a.example> ; skos:exactMatch <doi:1> ."
    for problems in (imported(text).problems, judged(text)):
        told = [each for each in problems if each.rule == "TG737"]
        assert [each.subjects for each in told] == [(f"{EX}a", "mailto:a@a.example"), (f"{EX}a", "doi:1")]
        assert all("extra.nt" in each.message and each.severity is Severity.WARNING for each in told)
        assert not errors(problems)
    assert imported(text).statements == 4
    assert "TG737" not in rules(imported("ex:a a skos:Concept ; dct:creator <URN:x:y>, <HTTPS://a.example> .").problems)


@settings(max_examples=60, deadline=None)
@given(scheme=st.sampled_from(sorted(REFUSED)), upper=st.booleans(), place=st.integers(0, 3))
def test_a_scheme_that_is_refused_is_refused_everywhere(scheme: str, upper: bool, place: int) -> None:
    iri = f"{scheme.upper() if upper else scheme}:x"
    names = [f"<{iri}>" if number == place else f"<{EX}{number}>" for number in range(3)]
    line = " ".join(names) if place < 3 else f'<{EX}a> <{EX}b> "1"^^<{iri}>'
    assert parsed(line) is None
    found = imported(f"{line} .\n", suffix=".nt")
    assert found.content is None
    (problem,) = found.problems
    assert problem.rule == "TG715"
    assert REFUSED[scheme] in problem.message


def test_the_prefixes_of_our_exports_are_refused() -> None:
    assert set(OUR_PREFIXES) == Names("http://a.example/").prefixes().keys()


GOOD = f"<{EX}a> <{EX}b> <{EX}c> .\n"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://vocab.example/"'
END = "/></rdf:Description></rdf:RDF>"
PLACES: dict[str, tuple[str, str, tuple[int, int] | None]] = {
    "n-triples": (f"{GOOD}{GOOD}<{EX}é> <{EX}b> <javascript:x> .\n", ".nt", (3, 52)),
    "n-triples, escaped": (f"{GOOD}<{EX}a> <{EX}b> <\\u006Aavascript:x> .\n", ".nt", (2, 1)),
    "turtle": (f"{PREFIXES}\nex:a ex:b\n  <file:///etc/passwd> .", ".ttl", (12, 4)),
    "turtle, in a text before": ("ex:a ex:b 'file:x' ;\n ex:c <file:x> .", ".ttl", (11, 8)),
    "turtle, by a prefix": ("@prefix j: <javascript:> . ex:a ex:b\n j:x .", ".ttl", None),
    "xml": (f"<rdf:RDF {RDF}>\n<rdf:Description rdf:about='urn:a'>\n<x:b rdf:resource='data:x'{END}", ".rdf", (3, 20)),
    "xml, escaped": (f'<rdf:RDF {RDF}>\n<rdf:Description rdf:about="data:&amp;"><x:b{END}', ".rdf", None),
    "json": (f'{{"@id": "{EX}a",\n"{EX}b": {{"@id":"data:x"}}}}', ".jsonld", (2, 35)),
    "json, escaped": (f'{{"@id": "{EX}a",\n"{EX}b": {{"@id":"d\\u0061ta:x"}}}}', ".jsonld", None),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_what_is_refused_is_shown_where_it_stands_or_nowhere(name: str) -> None:
    text, suffix, place = PLACES[name]
    found = imported(text.removeprefix(PREFIXES), suffix=suffix)
    (problem,) = [each for each in found.problems if each.severity is Severity.ERROR]
    assert problem.rule == "TG715"
    assert (problem.where and (problem.where.line, problem.where.column)) == place
    assert f"vocabulary{suffix}" in (problem.where.file if problem.where else problem.hint or "")
    assert bool(problem.where) != bool(problem.subjects)
