"""The vocabulary explains every name that an export uses, and the context reads every export."""

import re
from pathlib import Path

import orjson
import pyoxigraph
import pytest
import rdflib
from contents import contents
from hypothesis import given, settings
from odd_contents import odd_contents
from pyld import jsonld  # type: ignore[import-untyped]
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from termgraph import Glossary
from termgraph.formats.rdf import statements, term_bytes
from termgraph.formats.rdf.context import SHAPES, shapes
from termgraph.formats.rdf.names import KNOWN_NAMESPACES, NAMESPACES, Names, local_name
from termgraph.formats.vocabulary import FILES, context, ontology
from termgraph.formats.vocabulary.names import CLASSES, PROPERTIES
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, public
from termgraph.relations import BUILT_IN, NAMESPACE

ROOT = Path(__file__).parents[2]
TG = rdflib.Namespace(NAMESPACE)


def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology(), format="turtle")


@pytest.mark.parametrize("name", FILES)
def test_the_generated_files_are_up_to_date(name: str) -> None:
    path = ROOT / "schema" / name
    assert path.is_file(), f"schema/{name} is missing: run `termgraph schema --write`"
    assert path.read_text("utf-8") == FILES[name](), f"schema/{name} is stale: run `termgraph schema --write`"


def used(content: Content) -> set[str]:
    """The names of our own namespace in what is said of a glossary."""
    found = set()
    snapshot = Snapshot.of(content, "e.1")
    for _, predicate, value in statements(snapshot, changed=lambda _: "2026-11-21T12:00:00Z"):
        found |= {each for each in (predicate, value.value) if each.startswith(NAMESPACE)}
    return found


EXPLAINED = {str(subject) for subject in graph().subjects() if str(subject).startswith(NAMESPACE)}


def test_every_name_in_the_export_of_our_data_is_explained() -> None:
    with Glossary.open(ROOT / "data") as glossary:
        assert len(used(glossary.snapshot.content)) > 40
        assert used(glossary.snapshot.content) <= EXPLAINED


@settings(max_examples=40)
@given(contents())
def test_every_name_in_any_export_is_explained(content: Content) -> None:
    assert used(public(content)) <= EXPLAINED


@settings(max_examples=40)
@given(odd_contents())
def test_every_name_in_an_odd_export_is_explained(content: Content) -> None:
    assert used(content) <= EXPLAINED


def test_no_name_is_explained_that_the_code_does_not_use() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src/termgraph/formats/rdf").glob("*.py"))
    written = set(re.findall(r'"tg:(\w+)"', source))
    assert {row.name for row in (*CLASSES, *PROPERTIES)} <= written
    assert written - {local_name(key) for key in BUILT_IN.types} <= {row.name for row in (*CLASSES, *PROPERTIES)}


def test_every_row_of_the_registry_is_a_property_with_its_inverse_and_what_it_is_below() -> None:
    found = graph()
    for row in BUILT_IN.types.values():
        predicate = TG[local_name(row.key)]
        assert (predicate, RDF.type, OWL.ObjectProperty) in found
        assert (predicate, RDFS.label, rdflib.Literal(row.label, lang="en")) in found
        assert list(found.objects(predicate, RDFS.comment))
        assert ((predicate, RDF.type, OWL.SymmetricProperty) in found) is row.symmetric
        assert ((predicate, RDF.type, OWL.TransitiveProperty) in found) is row.transitive
        below = set(found.objects(predicate, RDFS.subPropertyOf))
        expected = {_expanded(curie) for curie in row.sub_property_of} - {SKOS.broader}
        assert expected <= below
        assert (SKOS.semanticRelation in below) is (row.hierarchical is None)
        if row.inverse_key:
            inverse = TG[local_name(row.inverse_key)]
            assert (inverse, OWL.inverseOf, predicate) in found
            assert (inverse, RDFS.label, rdflib.Literal(row.inverse_label, lang="en")) in found


def _expanded(curie: str) -> rdflib.URIRef:
    prefix, _, local = curie.partition(":")
    return rdflib.URIRef(KNOWN_NAMESPACES[prefix] + local)


def test_every_name_is_labelled_defined_and_one_thing() -> None:
    found = graph()
    names = [row.name for row in (*CLASSES, *PROPERTIES)]
    names += [local_name(key) for key in BUILT_IN.keys]
    assert len(names) == len(set(names)) == len(EXPLAINED)
    for subject in map(rdflib.URIRef, EXPLAINED):
        assert len(set(found.objects(subject, RDFS.label))) == 1
        assert len(set(found.objects(subject, RDFS.comment))) == 1
        assert (subject, RDFS.isDefinedBy, rdflib.URIRef(NAMESPACE.rstrip("#"))) in found
    assert {quad.triple for quad in pyoxigraph.parse(ontology().encode(), pyoxigraph.RdfFormat.TURTLE)}


def test_an_export_is_read_with_the_shared_context_and_the_prefixes_of_its_places_alone() -> None:
    shared = orjson.loads(context())["@context"]
    assert shared["@version"] == 1.1
    assert shared["@protected"] is True
    with Glossary.open(ROOT / "data") as glossary:
        snapshot = glossary.snapshot
    names = Names(snapshot.glossary.base_url)
    places = {key: value for key, value in names.prefixes().items() if key not in NAMESPACES}
    notes = {
        f"ns:note_{local_name(each.key)}": {"@container": ["@language", "@set"]} for each in snapshot.glossary.sections
    }
    for slug in ("ppo", "rlhf", "cuda"):
        document = orjson.loads(term_bytes(snapshot, slug, "json-ld", changed=lambda _: "2026-11-21T12:00:00Z"))
        again = {**document, "@context": [shared, places, notes]}
        assert _quads(again) == _quads(document)


def _quads(document: object) -> str:
    return str(jsonld.normalize(document, {"algorithm": "URDNA2015", "format": "application/n-quads"}))


def test_short_names_are_different_and_none_is_a_prefix() -> None:
    shared = orjson.loads(context())["@context"]
    ids = [value["@id"] for value in shared.values() if isinstance(value, dict)]
    assert len(ids) == len(set(ids)) == len(shapes())
    assert len(shapes()) == sum(map(len, SHAPES.values())) + len(BUILT_IN.types)
    prefixes = Names("https://x.example/").prefixes()
    assert not {key for key, value in shared.items() if isinstance(value, dict)} & prefixes.keys()


def test_multi_valued_links_are_sets_labels_are_by_language_and_numbers_have_no_type() -> None:
    shared = orjson.loads(context())["@context"]
    assert shared["broader"] == {"@id": "skos:broader", "@type": "@id", "@container": "@set"}
    assert shared["prefLabel"] == {"@id": "skos:prefLabel", "@container": "@language"}
    assert shared["altLabel"] == {"@id": "skos:altLabel", "@container": ["@language", "@set"]}
    assert shared["minutes"] == {"@id": "tg:minutes"}


def test_a_protected_name_cannot_be_taken_over() -> None:
    shared = orjson.loads(context())["@context"]
    document = {"@context": [shared, {"prefLabel": "http://example.org/other"}], "prefLabel": {"en": "x"}}
    with pytest.raises(jsonld.JsonLdError, match="protected"):
        jsonld.expand(document)
