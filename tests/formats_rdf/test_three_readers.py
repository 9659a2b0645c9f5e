"""Three independent readers find in every syntax what was said, and nothing else, for any glossary."""

from functools import cache
from pathlib import Path

import orjson
import pytest
from contents import contents
from full_glossary import FULL
from hypothesis import given, settings
from odd_contents import odd_contents
from pyld import jsonld  # type: ignore[import-untyped]
from three_readers import by_pyld, by_pyoxigraph, by_rdflib, exported, said

from termgraph import Glossary
from termgraph.formats.rdf import PROFILES, SYNTAXES
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, public

ROOT = Path(__file__).parents[2]


@cache
def ours() -> Content:
    """What is in data/."""
    with Glossary.open(ROOT / "data") as glossary:
        return glossary.snapshot.content


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_our_data_are_read_alike_by_rdflib_and_pyoxigraph(syntax: str, profile: str) -> None:
    data, expected = exported(ours(), syntax, profile), said(ours(), profile)
    assert len(expected) > 5_000
    assert by_pyoxigraph(data, syntax) == expected
    assert by_rdflib(data, syntax) == expected


@pytest.mark.parametrize("profile", PROFILES)
def test_our_data_are_read_alike_by_pyld(profile: str) -> None:
    assert by_pyld(exported(ours(), "json-ld", profile)) == said(ours(), profile)


@settings(max_examples=15)
@given(contents())
def test_any_glossary_is_read_alike_by_all_three(content: Content) -> None:
    shown = public(content)
    for profile in PROFILES:
        expected = said(shown, profile)
        for syntax in SYNTAXES:
            data = exported(shown, syntax, profile)
            assert by_pyoxigraph(data, syntax) == expected, syntax
            assert by_rdflib(data, syntax) == expected, syntax
        assert by_pyld(exported(shown, "json-ld", profile)) == expected


@settings(max_examples=25)
@given(odd_contents())
def test_odd_texts_are_read_alike(content: Content) -> None:
    for profile in PROFILES:
        expected = said(content, profile)
        for syntax in SYNTAXES:
            assert by_pyoxigraph(exported(content, syntax, profile), syntax) == expected, syntax
        # rdflib's readers of Turtle and of lines refuse some characters that the standards allow.
        for syntax in ("json-ld", "rdf-xml"):
            assert by_rdflib(exported(content, syntax, profile), syntax) == expected, syntax
        assert by_pyld(exported(content, "json-ld", profile)) == expected


@pytest.mark.parametrize("profile", PROFILES)
def test_json_ld_is_what_compacting_it_gives(profile: str) -> None:
    """JSON-LD 1.1 Processing Algorithms and API, 6: our writer and PyLD's algorithm make the same document."""
    for content in (public(FULL), ours()):
        document = orjson.loads(exported(content, "json-ld", profile))
        document["@graph"] = document["@graph"][:60]
        again = jsonld.compact(jsonld.expand(document), document["@context"], {"graph": True})
        assert [_sorted(node) for node in again["@graph"]] == [_sorted(node) for node in document["@graph"]]


def _sorted(value: object) -> object:
    """A value whose lists are in order, which mean sets in JSON-LD."""
    if isinstance(value, dict):
        return {key: _sorted(each) for key, each in sorted(value.items())}
    if isinstance(value, list):
        return sorted((_sorted(each) for each in value), key=repr)
    return value


def test_what_xml_cannot_hold_is_marked_and_the_rest_stays() -> None:
    from termgraph.model import Term

    content = Content.of(terms=[Term("a", "A\x01\r\ufffe&<>\"'", definition="]]> \t x")])
    names = {each.value for _, predicate, each in by_pyoxigraph(exported(content, "rdf-xml"), "rdf-xml")
             if predicate.endswith("#prefLabel")}  # fmt: skip
    assert names == {"A\ufffd\r\ufffd&<>\"'"}
    assert by_rdflib(exported(content, "json-ld"), "json-ld") == said(content)


def test_a_snapshot_is_asked_once_for_what_every_term_needs() -> None:
    from termgraph.formats.rdf.ground import Ground

    snapshot = Snapshot.of(FULL, "e.1")
    assert Ground.of(snapshot) is Ground.of(snapshot)
