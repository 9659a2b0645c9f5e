"""Every syntax holds the same statements for rdflib and pyoxigraph, and the same bytes in whatever order of records."""

import os
import random
import subprocess
import sys
from pathlib import Path as FilePath
from xml.sax import saxutils

import pyoxigraph
import pytest
import rdflib
from contents import contents
from facts import facts
from full_glossary import FULL
from hypothesis import given, settings
from hypothesis import strategies as st
from rdf_graphs import clashes, graph_of, read
from rdflib.namespace import RDF, SKOS
from three_readers import PYOXIGRAPH, exported

from termgraph.errors import Code, TermgraphError
from termgraph.formats.rdf import SYNTAXES, rdf_xml, statements
from termgraph.graph.snapshot import Snapshot
from termgraph.model import (
    ENTITIES,
    Category,
    Content,
    GlossaryInfo,
    Mapping,
    Person,
    Relation,
    RelationType,
    Requirement,
    Review,
    Section,
    Source,
    Term,
    public,
)

TESTS = FilePath(__file__).parents[1]


def shuffled(content: Content) -> Content:
    records = {entity.field: list(getattr(content, entity.field).values()) for entity in ENTITIES}
    for each in records.values():
        random.Random(3).shuffle(each)  # noqa: S311  # chance, not secrets
    return Content.of(content.glossary, **records)


@pytest.mark.parametrize("content", [facts(), public(FULL), Content()], ids=["facts", "full", "empty"])
def test_all_formats_hold_the_same_triples_for_rdflib_and_pyoxigraph(content: Content) -> None:
    expected = set(graph_of(content))
    assert len(expected) == len(set(statements(Snapshot.of(content, "e.1"))))
    found = {}
    for syntax in SYNTAXES:
        assert set(read(exported(content, syntax), syntax)) == expected, syntax
        found[syntax] = {quad.triple for quad in pyoxigraph.parse(exported(content, syntax), PYOXIGRAPH[syntax])}
        assert found[syntax] == found["turtle"], syntax
    assert len(found["turtle"]) == len(expected)


@settings(max_examples=20)
@given(contents())
def test_any_glossary_is_the_same_in_all_formats_without_blank_nodes(content: Content) -> None:
    shown = public(content)
    expected = set(graph_of(shown))
    for syntax in SYNTAXES:
        assert set(read(exported(shown, syntax), syntax)) == expected, syntax
    assert not [node for triple in expected for node in triple if isinstance(node, rdflib.BNode)]
    assert not clashes(expected)


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_the_bytes_do_not_depend_on_the_order_of_records(syntax: str) -> None:
    assert exported(shuffled(facts()), syntax) == exported(facts(), syntax)
    assert exported(shuffled(FULL), syntax) == exported(FULL, syntax)


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "import hashlib\nfrom facts import facts\nfrom full_glossary import FULL\nfrom three_readers import exported\n"
        "from termgraph.formats.rdf import SYNTAXES\n"
        "print([hashlib.sha256(exported(each, syntax)).hexdigest() for each in (facts(), FULL) for syntax in SYNTAXES])"
    )
    path = f"{TESTS}{os.pathsep}{TESTS / 'formats_rdf'}"
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


ODD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)


@settings(max_examples=60)
@given(ODD, ODD, ODD, ODD)
def test_odd_texts_names_and_addresses_are_the_same_in_all_formats(slug: str, other: str, label: str, key: str) -> None:
    content = Content.of(
        GlossaryInfo(label, "https://glossary.example/base/", language=key, licence=label, description=label),
        relation_types=[RelationType(key, label, label, label, predicate=label, sub_property_of=(key, label))],
        people=[Person(key, label, label, label)],
        categories=[Category(slug, label)],
        terms=[
            Term(slug, label, definition=label, sources=(Source(key, label),), sections=(Section(key, label),),
                 categories=(slug,), mappings=(Mapping("exact-match", f"https://example.org/{label}"),)),
            Term(other, key, review=Review(label, label)),
        ],
        relations=[Relation(slug, "uses", other, label, label, label, label), Relation(slug, key, other)],
        requirements=[Requirement(slug, ((other,), (slug, other)), why=label)],
    )  # fmt: skip  # one record a line
    # rdflib's readers of Turtle and N-Triples refuse a few characters that the standards allow, so another one judges.
    kinds = {name: kind for name, kind in PYOXIGRAPH.items() if name not in ("json-ld", "rdf-xml")}
    found = {
        name: {quad.triple for quad in pyoxigraph.parse(exported(content, name), kind)} for name, kind in kinds.items()
    }
    assert found["turtle"] == found["n-triples"] == found["trig"] == found["n-quads"]
    by_rdflib = read(exported(content, "json-ld"), "json-ld")
    lines = pyoxigraph.parse(by_rdflib.serialize(format="nt", encoding="utf-8"), pyoxigraph.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in lines} == found["turtle"]


def test_slugs_are_escaped_in_iris() -> None:
    content = Content.of(GlossaryInfo(base_url="https://x.example"), terms=[Term("a b/é?#", "A"), Term("..", "Dots")])
    concepts = {str(node) for node in graph_of(content).subjects(RDF.type, SKOS.Concept)}
    assert concepts == {"https://x.example/terms/a%20b%2F%C3%A9%3F%23", "https://x.example/terms/%2E%2E"}


@pytest.mark.parametrize("base", ["", "glossary", "javascript:x", "file:///etc/", "http://[", "https://"])
def test_a_base_that_is_no_web_address_is_refused(base: str) -> None:
    with pytest.raises(TermgraphError) as raised:
        exported(Content.of(GlossaryInfo(base_url=base)))
    assert raised.value.code is Code.CONTENT_INVALID


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(TermgraphError) as raised:
        exported(Content(), "rdfa")
    assert raised.value.code is Code.UNKNOWN_FORMAT


def test_json_ld_reads_like_json() -> None:
    import orjson

    document = orjson.loads(exported(facts(), "json-ld"))
    ppo = next(node for node in document["@graph"] if node["id"] == "term:ppo")
    assert ppo["type"] == "skos:Concept"
    assert ppo["prefLabel"] == {"en": "Proximal Policy Optimization"}
    assert ppo["altLabel"] == {"en": ["PPO"]}
    assert ppo["minutes"] == 40
    assert ppo["isAlternativeTo"] == ["term:dpo"]
    assert isinstance(document["@context"], dict), "nothing has to be fetched"


def test_a_chain_of_20_000_terms_is_written() -> None:
    count = 20_000
    content = Content.of(
        terms=[Term(f"t{number:05}", f"T {number}") for number in range(count)],
        relations=[
            *(Relation(f"t{number:05}", "is-a", f"t{number - 1:05}") for number in range(1, count)),
            *(Relation(f"t{number // 3:05}", "uses", f"t{number:05}") for number in range(1, count)),
        ],
    )
    assert exported(content, "n-triples").count(b"skos/core#related") == 0


@given(st.text(alphabet="&<>\"'\r\n\tax\u00e9"))
def test_text_is_escaped_for_xml_as_the_standard_library_does(text: str) -> None:
    assert rdf_xml.quoted(text) == saxutils.quoteattr(text)
    assert rdf_xml.escaped(text) == saxutils.escape(text, {"\r": "&#13;"})
