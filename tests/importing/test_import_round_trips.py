"""Nothing is lost: export, import and export give equal bytes, and what others say is said again or kept."""

import random
import string

import pytest
from contents import contents
from facts import facts
from hypothesis import given, settings
from hypothesis import strategies as st
from vocabularies import EX, content_of, exported, imported, triples

from termgraph.errors import Severity
from termgraph.formats.extra_statements import IRI, LANGUAGE_STRING, STRING, parsed, spelled
from termgraph.formats.rdf import unknown
from termgraph.formats.rdf.importing.labels import KINDS
from termgraph.formats.rdf.names import external
from termgraph.formats.source import Source
from termgraph.integrity import check
from termgraph.model import Content, public

SUFFIXES = {
    "turtle": ".ttl", "trig": ".trig", "n-triples": ".nt", "n-quads": ".nq", "rdf-xml": ".rdf", "json-ld": ".jsonld"
}  # fmt: skip
SKOS = "http://www.w3.org/2004/02/skos/core#"


def again(content: Content, syntax: str) -> tuple[bytes, bytes]:
    """An export, and the export of what its import gives."""
    first = exported(content, syntax)
    found = imported(first, suffix=SUFFIXES[syntax])
    assert found.content is not None
    assert not [problem for problem in found.problems if problem.severity is Severity.ERROR]
    return first, exported(found.content, syntax)


@pytest.mark.parametrize("syntax", SUFFIXES)
def test_our_export_comes_back_in_equal_bytes(syntax: str) -> None:
    first, second = again(public(facts()), syntax)
    assert first == second


@settings(max_examples=40, deadline=None)
@given(content=contents(), syntax=st.sampled_from([*SUFFIXES]))
def test_any_export_comes_back_in_equal_bytes(content: Content, syntax: str) -> None:
    first, second = again(content, syntax)
    assert first == second


def test_what_rdf_does_not_lose_comes_back_as_it_was() -> None:
    before = public(facts())
    found = imported(exported(before, "turtle"))
    assert found.content is not None
    after = found.content
    assert after.glossary == before.glossary
    for name in ("people", "categories", "link_groups", "relations", "requirements", "extras"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.terms.keys() == before.terms.keys()
    same = [slug for slug in before.terms if before.terms[slug] == after.terms[slug]]
    # The others differ in the order of their labels, or in how links in their texts are spelt.
    assert len(same) > 0.9 * len(before.terms)
    assert after.extras == {}


@pytest.mark.parametrize("syntax", SUFFIXES)
def test_when_a_store_changed_a_term_is_no_part_of_it(syntax: str) -> None:
    content = public(facts())
    plain, dated = (
        imported(exported(content, syntax, changed), suffix=SUFFIXES[syntax])
        for changed in (unknown, lambda slug: f"2026-11-21T12:00:{len(slug) % 60:02d}Z")
    )
    assert dated.statements == plain.statements + 2 * len(content.terms)
    assert (dated.content, dated.problems) == (plain.content, plain.problems)


def test_when_others_changed_a_concept_is_kept_beside_our_own_date() -> None:
    text = """
    ex:c a skos:Concept ; skos:prefLabel "tea"@en ; dct:modified "2020-01-02T03:04:05Z"^^xsd:dateTime .
    ex:d a skos:Concept ; skos:prefLabel "pot"@en ; dct:modified "last week" .
    """
    content = content_of("@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n" + text)
    assert len([line for line in content.extras if "modified" in line]) == 2
    stored = exported(content, changed=lambda _: "2026-11-21T12:00:00Z")
    assert stored.count(b"terms/modified") == 4
    again = imported(stored, suffix=".nt").content
    assert again == content


# What others say

THINGS = [*(f"{EX}c{number}" for number in range(5)), f"{EX}scheme", f"{EX}shelf", "http://far.example/x", "urn:x:y",
          "mailto:a@b.example", "tag:t"]  # fmt: skip
LINKS = [
    *(f"{SKOS}{each}" for each in (
        "broader", "narrower", "related", "broaderTransitive", "inScheme", "topConceptOf", "hasTopConcept", "member",
        "exactMatch", "closeMatch", "broadMatch", "relatedMatch", "mappingRelation",
    )),
    "http://purl.org/iso25964/skos-thes#broaderPartitive", "http://purl.org/iso25964/skos-thes#narrowerGeneric",
    "http://purl.org/dc/terms/isReplacedBy", "http://purl.org/dc/terms/license", "http://purl.org/dc/terms/publisher",
    "http://vocab.example/own", "https://w3id.org/termgraph/ns#requires",
]  # fmt: skip
TEXTS = [
    *(f"{SKOS}{each}" for each in (
        "prefLabel", "altLabel", "hiddenLabel", "definition", "scopeNote", "example", "note", "editorialNote",
        "notation",
    )),
    "http://purl.org/dc/terms/title", "http://purl.org/dc/terms/description", "http://www.w3.org/2002/07/owl#deprecated",
    "https://w3id.org/termgraph/ns#status", "https://w3id.org/termgraph/ns#minutes",
]  # fmt: skip
TYPES = [f"{SKOS}{each}" for each in ("Concept", "ConceptScheme", "Collection")]
WORDS = [
    "tea", "Tea", " tea ", "", "[[tea]]", "[a](b.md)", "[@x]", "## head", "```\nopen", "a\nb", "a\u0007b", "é",
    "e\u0301",
    "true", "12", "x" * 301, "\u202etea", "[a]: b.md",
]  # fmt: skip
LITERALS = st.tuples(
    st.sampled_from(WORDS),
    st.sampled_from([(STRING, ""), (LANGUAGE_STRING, "en"), (LANGUAGE_STRING, "de"), (LANGUAGE_STRING, "zh-hant-tw"),
                     (LANGUAGE_STRING, "x-own"), ("http://www.w3.org/2001/XMLSchema#integer", "")]),
).map(lambda pair: (pair[0], *pair[1]))  # fmt: skip
STATEMENTS = st.one_of(
    st.tuples(st.sampled_from(THINGS), st.sampled_from(LINKS), st.sampled_from(THINGS).map(lambda iri: (iri, IRI, ""))),
    st.tuples(st.sampled_from(THINGS), st.sampled_from(TEXTS), LITERALS),
    st.tuples(
        st.sampled_from(THINGS),
        st.just("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        st.sampled_from(TYPES).map(lambda iri: (iri, IRI, "")),
    ),
)


@settings(max_examples=150, deadline=None)
@given(statements=st.lists(STATEMENTS, max_size=25))
def test_what_others_say_is_said_again_or_kept(statements: list[tuple[str, str, tuple[str, str, str]]]) -> None:
    lines = {spelled(*each) for each in statements}
    found = imported("".join(f"{line} .\n" for line in sorted(lines)), suffix=".nt")
    assert found.content is not None
    content = found.content
    assert [problem.message for problem in check(Source(content), least=Severity.ERROR)] == []
    said = {spelled(*statement) for line in triples(content) if (statement := parsed(line))}
    names = {term.source_iri: f"{content.glossary.base_url}terms/{slug}" for slug, term in content.terms.items()}
    for line in content.extras:
        statement = parsed(line)
        assert statement is not None
        if statement[1].endswith("#sourceIri"):
            names[statement[2][0]] = statement[0]
    labels = {
        (term.source_iri, text)
        for term in content.terms.values()
        for text in (term.name, *(each.text for each in term.aliases), *(each.name for each in term.translations),
                     *(alias.text for each in term.translations for alias in each.aliases))
    }  # fmt: skip
    for subject, predicate, (value, datatype, language) in {parsed(line) for line in lines if parsed(line)}:  # type: ignore[misc]  # none is None
        renamed = spelled(names.get(subject, subject), predicate, (
            names.get(value, value) if datatype == IRI else value, datatype, language,
        ))  # fmt: skip
        kept = spelled(subject, predicate, (value, datatype, language)) in said
        half = spelled(names.get(subject, subject), predicate, (value, datatype, language)) in said
        demoted = predicate in KINDS and language and (subject, value) in labels
        assert renamed in said or kept or half or demoted, (subject, predicate, value)


@settings(max_examples=40, deadline=None)
@given(statements=st.lists(STATEMENTS, max_size=25), order=st.randoms(use_true_random=False))
def test_what_others_say_survives_going_out_and_in(
    statements: list[tuple[str, str, tuple[str, str, str]]], order: random.Random
) -> None:
    lines = sorted({spelled(*each) for each in statements})
    content = imported("".join(f"{line} .\n" for line in lines), suffix=".nt").content
    assert content is not None
    order.shuffle(lines)
    assert imported("".join(f"{line} .\n" for line in lines), suffix=".nt").content == content
    first, second = again(content, "n-triples")
    assert first == second


@settings(max_examples=60, deadline=None)
@given(
    edges=st.lists(st.tuples(st.integers(0, 6), st.sampled_from("pq"), st.integers(0, 6)), max_size=10),
    seed=st.integers(0, 1000),
)
def test_blank_nodes_are_named_by_what_is_said_of_them(edges: list[tuple[int, str, int]], seed: int) -> None:
    def file(names: list[str], lines: list[tuple[int, str, int]]) -> str:
        return (
            "ex:a ex:p _:"
            + names[0]
            + " .\n"
            + "".join(f"_:{names[one]} ex:{predicate} _:{names[other]} .\n" for one, predicate, other in lines)
        )

    shuffle = random.Random(seed)  # noqa: S311  # a reproducible order, not a secret
    other = list(string.ascii_lowercase[:7])
    shuffle.shuffle(other)
    mixed = list(edges)
    shuffle.shuffle(mixed)
    plain = imported(file([f"n{number}" for number in range(7)], edges))
    renamed = imported(file(other, mixed))
    assert plain.content is not None
    assert renamed.content is not None
    assert plain.content.extras == renamed.content.extras
    assert len(plain.content.extras) <= len(set(edges)) + 1


def test_an_import_can_be_imported_from_its_own_export() -> None:
    text = """
    ex:s a skos:ConceptScheme ; dct:title "Tea"@en ; dct:creator ex:Ann .
    ex:g a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "green"@en ; skos:broader ex:t ; dct:created "2020" .
    ex:t a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "tea"@en ; skos:broader ex:g .
    ex:k a skos:Collection ; skos:prefLabel "kinds"@en ; skos:member ex:g, far:x .
    """
    content = content_of(text)
    assert content.terms["green"].source_iri == f"{EX}g"
    second = imported(exported(content, "turtle")).content
    assert second == content
    assert all(external(line.split(">")[0][1:]) for line in content.extras)
