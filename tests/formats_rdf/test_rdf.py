"""The RDF of a glossary holds everything, equally in every syntax, in the same bytes, and keeps the rules of SKOS."""

import io
import os
import random
import subprocess
import sys
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath

import pyoxigraph
import pytest
import rdflib
from contents import contents
from facts import facts
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS

from termgraph.errors import Code, TermgraphError
from termgraph.formats.rdf import SYNTAXES, statements, write
from termgraph.graph.snapshot import Snapshot
from termgraph.model import (
    ENTITIES,
    Alias,
    Category,
    Content,
    GlossaryInfo,
    Link,
    LinkGroup,
    Mapping,
    Path,
    Person,
    Profile,
    Publisher,
    Relation,
    RelationType,
    Requirement,
    Review,
    Section,
    SectionHeading,
    Source,
    Term,
    TermStatus,
    Translation,
    public,
)
from termgraph.relations import BUILT_IN

TESTS = FilePath(__file__).parents[1]
TG = rdflib.Namespace("https://w3id.org/termgraph/ns#")
TERM = rdflib.Namespace("https://glossary.example/terms/")
CATEGORY = rdflib.Namespace("https://glossary.example/categories/")
OWN = rdflib.Namespace("https://glossary.example/ns#")
ISOTHES = rdflib.Namespace("http://purl.org/iso25964/skos-thes#")
SCHEME = rdflib.URIRef("https://glossary.example/")

NAMES = {
    "turtle": "turtle",
    "trig": "trig",
    "n-triples": "nt",
    "n-quads": "nquads",
    "rdf-xml": "xml",
    "json-ld": "json-ld",
}
"""Our names of the syntaxes, and rdflib's."""

KINDS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "n-quads": pyoxigraph.RdfFormat.N_QUADS,
    "rdf-xml": pyoxigraph.RdfFormat.RDF_XML,
    "json-ld": pyoxigraph.RdfFormat.JSON_LD,
}
"""Our names of the syntaxes, and pyoxigraph's."""

Node = rdflib.term.Node
Triples = set[tuple[Node, Node, Node]]


@pytest.fixture(autouse=True, scope="module")
def literals_stay_as_they_are_written() -> Iterator[None]:
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    yield
    rdflib.NORMALIZE_LITERALS = before


def written(content: Content, syntax: str = "turtle") -> bytes:
    out = io.BytesIO()
    write(Snapshot.of(content, "e.1"), out, syntax)
    return out.getvalue()


def read(data: bytes, syntax: str = "turtle") -> rdflib.Graph:
    """What rdflib reads, from memory alone; its own reader of JSON-LD uses what it has itself declared deprecated."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        if syntax not in ("trig", "n-quads"):
            return rdflib.Graph(bind_namespaces="none").parse(data=data, format=NAMES[syntax])
        found = rdflib.Dataset().parse(data=data, format=NAMES[syntax])
        graph = rdflib.Graph(bind_namespaces="none")
        for subject, predicate, value, name in found.quads():
            assert (name, RDF.type, SKOS.ConceptScheme) in found.graph(name), "the graph is named like the glossary"
            graph.add((subject, predicate, value))
        return graph


def graph_of(content: Content) -> rdflib.Graph:
    return read(written(content, "n-triples"), "n-triples")


@cache
def facts_graph() -> rdflib.Graph:
    return graph_of(facts())


def english(text: str) -> rdflib.Literal:
    return rdflib.Literal(text, lang="en")


def camel(key: str) -> str:
    first, *others = key.split("-")
    return first + "".join(word.capitalize() for word in others)


def shuffled(content: Content) -> Content:
    records = {entity.field: list(getattr(content, entity.field).values()) for entity in ENTITIES}
    for each in records.values():
        random.Random(3).shuffle(each)  # noqa: S311  # chance, not secrets
    return Content.of(content.glossary, **records)


FULL = Content.of(
    GlossaryInfo(
        name="Glossary",
        base_url="https://glossary.example/",
        languages=("en", "nb", "zh-Hans"),
        licence="CC-BY-4.0",
        publisher=Publisher("Example", "https://example.org/"),
        description="About things.",
        sections=(SectionHeading("deeper-dive", {"en": "Deeper dive", "nb": "Dypdykk"}),),
    ),
    relation_types=[
        RelationType("runs-on", "runs on", "runs", "runs", sub_property_of=("wdt:P400", "skos:related", "unknown:x")),
        RelationType("wraps", "wraps", "wrapped-by", "is wrapped by", predicate="https://example.org/rel#wraps"),
        RelationType(
            "under", "is under", "over", "is over", acyclic="yes", hierarchical="generic", predicate="skos:related"
        ),
        RelationType("beside", "is beside", symmetric=True),
        RelationType("renames", "renames", "renamed-by", "is renamed", predicate="dcterms:title"),
        RelationType("terms", "terms", "termed-by", "is termed", predicate="https://w3id.org/termgraph/ns#term"),
    ],
    people=[Person("jd", "J. Doe", "editor", "https://example.org/jd")],
    categories=[Category("shelf", "Shelf", order=1, description="Wide."), Category("board", "Board", parent="shelf")],
    terms=[
        Term(
            "a",
            "Alpha",
            acronym="A",
            title="Alpha the first",
            aliases=(
                Alias("Alef"),
                Alias("Alphas", "plural"),
                Alias("alfa", "hidden"),
                Alias("Ur-alpha", "deprecated"),
                Alias("Alpha", "spelling"),
                Alias("Αλφα", language="el"),
            ),
            categories=("board", "shelf"),
            former_slugs=("old-a",),
            summary="The first.",
            definition="Before [[b]], says [@s1].",
            sections=(
                Section("deeper-dive", "Deep [[b|words]]."), Section("practical-example", "For example.", "Examples")
            ),
            sources=(Source("s1", "https://example.org/paper", "A paper"), Source("s2", "arXiv:1707.06347")),
            mappings=(
                Mapping("exact-match", "http://www.wikidata.org/entity/Q1"),
                Mapping("related-match", "http://www.wikidata.org/entity/Q1"),
                Mapping("related-match", "http://www.wikidata.org/entity/Q2"),
                Mapping("close-match", "no iri"),
            ),
            no_autolink=("A",),
            review=Review("jd", "2026-11-20", "some day"),
            translations=(
                Translation(
                    "nb", "Alfa", (Alias("Første"),), "Kort.", "Lang [[b]].", (Section("deeper-dive", "Dypt."),)
                ),
                Translation("zh-Hans", "阿尔法"),
                Translation("nb", "Alfa to"),
            ),
        ),
        Term("b", "Beta", status=TermStatus.DEPRECATED, replaced_by=("a", "gone"), minutes=7),
        Term("c", "Gamma"),
        Term("d", "Delta", status=TermStatus.DRAFT),
    ],
    relations=[
        Relation("a", "is-a", "b", primary=True),
        Relation("a", "uses", "b", why="It must.", for_="c", source="s1", since="2020"),
        Relation("a", "uses", "c", for_="a purpose", source="Somebody said so", keep=True),
        Relation("b", "contrasts-with", "c", source="https://example.org/why"),
        Relation("b", "runs-on", "c"),
        Relation("b", "wraps", "c"),
        Relation("c", "under", "b"),
        Relation("a", "beside", "c"),
        Relation("a", "renames", "c"),
        Relation("a", "terms", "c"),
        Relation("a", "uses", "d"),
    ],
    requirements=[
        Requirement("a", (("c",), ("b", "c")), why="One will do.", source="s2"),
        Requirement("c", (("a", "b"),)),
    ],
    link_groups=[LinkGroup("guides", "Guides", 3)],
    links=[
        Link("best", "Best", "/guides/best", "guides", about=("category:shelf", "b"), teaches=("c",), requires=("a",)),
        Link("a:x", "Own", "https://example.org/x", "guides", "a", "paper", level="intro", minutes=3, language="nb"),
    ],
    profiles=[Profile("newcomer", ("b",), "Newcomer")],
    paths=[Path("first", "First", ("b", "gone", "a"), "newcomer", strict=True)],
)  # fmt: skip  # one record a line


@cache
def full_graph() -> rdflib.Graph:
    return graph_of(public(FULL))


@pytest.mark.parametrize("content", [facts(), public(FULL), Content()], ids=["facts", "full", "empty"])
def test_all_formats_hold_the_same_triples_for_rdflib_and_pyoxigraph(content: Content) -> None:
    expected = set(graph_of(content))
    assert len(expected) == len(set(statements(Snapshot.of(content, "e.1"))))
    found = {}
    for syntax in SYNTAXES:
        assert set(read(written(content, syntax), syntax)) == expected, syntax
        found[syntax] = {quad.triple for quad in pyoxigraph.parse(written(content, syntax), KINDS[syntax])}
        assert found[syntax] == found["turtle"], syntax
    assert len(found["turtle"]) == len(expected)


@settings(max_examples=20)
@given(contents())
def test_any_glossary_is_the_same_in_all_formats_without_blank_nodes(content: Content) -> None:
    shown = public(content)
    expected = set(graph_of(shown))
    for syntax in SYNTAXES:
        assert set(read(written(shown, syntax), syntax)) == expected, syntax
    assert not [node for triple in expected for node in triple if isinstance(node, rdflib.BNode)]
    assert not clashes(expected)


def clashes(triples: Triples) -> set[tuple[Node, Node]]:
    """Pairs that are skos:related and joined by a chain of skos:broader (SKOS S27), by brute force."""
    above: dict[Node, set[Node]] = {}
    for one, predicate, other in triples:
        if predicate == SKOS.broader:
            above.setdefault(one, set()).add(other)
    grown = True
    while grown:
        grown = False
        for nodes in above.values():
            more = {further for each in nodes for further in above.get(each, ())} - nodes
            nodes.update(more)
            grown = grown or bool(more)
    related = {(one, other) for one, predicate, other in triples if predicate == SKOS.related}
    return {(one, other) for one, other in related if other in above.get(one, ()) or one in above.get(other, ())}


def test_related_is_never_joined_by_a_hierarchical_chain_and_else_always_written() -> None:
    triples = set(facts_graph())
    assert not clashes(triples)
    assert (TERM["rlhf"], SKOS.related, TERM["dpo"]) in triples
    # What was left out would have clashed: put it in, and it does.
    left_out = {
        (TERM[each.subject], SKOS.related, TERM[each.object])
        for each in facts().relations.values()
        if not BUILT_IN.types[each.type].hierarchical and each.type != "requires"
    } - triples
    assert left_out
    assert clashes(triples | left_out) >= {(one, other) for one, _, other in left_out}


def test_every_relation_is_there_with_its_predicate_and_what_is_said_about_it() -> None:
    graph = facts_graph()
    for each in facts().relations.values():
        predicate = TG[camel(each.type)]
        assert (TERM[each.subject], predicate, TERM[each.object]) in graph
        row = BUILT_IN.types[each.type]
        if row.symmetric:
            assert (TERM[each.object], predicate, TERM[each.subject]) in graph
        if row.hierarchical:
            assert (TERM[each.subject], SKOS.broader, TERM[each.object]) in graph
            assert (TERM[each.object], SKOS.narrower, TERM[each.subject]) in graph
        node = TERM[f"{each.subject}#{each.type}/{each.object}"]
        said = [(TG.why, english(each.why))] if each.why else []
        said += [(TG.primary, rdflib.Literal("true", datatype=rdflib.XSD.boolean))] if each.primary else []
        for about, value in said:
            assert (node, about, value) in graph
            assert (node, RDF.subject, TERM[each.subject]) in graph
            assert (node, RDF.predicate, predicate) in graph
            assert (node, RDF.object, TERM[each.object]) in graph
        if each.for_:
            purpose = TERM[each.for_] if each.for_ in facts().terms else english(each.for_)
            assert (node, TG["for"], purpose) in graph


def test_every_requirement_is_there_with_its_options_in_order() -> None:
    graph = facts_graph()
    found = {}
    for node in graph.subjects(RDF.type, TG.RequirementGroup):
        (subject,) = graph.subjects(TG.requirement, node)
        options = sorted(graph.objects(node, TG.option), key=lambda option: int(str(graph.value(option, TG.position))))
        terms = tuple(tuple(sorted(map(str, graph.objects(option, TG["term"])))) for option in options)
        found[subject, terms] = graph.value(node, TG.why)
    assert found == {
        (TERM[each.subject], tuple(tuple(TERM + slug for slug in option) for option in each.options)): english(why)
        for each in facts().requirements.values()
        for why in (each.why or "",)
    }


def test_every_label_is_there_once_as_the_right_kind() -> None:
    graph = facts_graph()
    kinds = {"hidden": SKOS.hiddenLabel, "deprecated": SKOS.hiddenLabel, "forbidden": SKOS.hiddenLabel}
    for term in facts().terms.values():
        concept = TERM[term.slug]
        assert list(graph.objects(concept, SKOS.prefLabel)) == [english(term.name)]
        labels = [(SKOS.altLabel, text) for text in (term.acronym, term.title) if text and text != term.name]
        labels += [(kinds.get(alias.kind, SKOS.altLabel), alias.text) for alias in term.aliases]
        assert {(predicate, english(text)) for predicate, text in labels} == {
            (predicate, label)
            for predicate in (SKOS.altLabel, SKOS.hiddenLabel)
            for label in graph.objects(concept, predicate)
        }
        assert (concept, SKOS.scopeNote, english(term.summary or "")) in graph


def test_categories_are_collections_with_their_members_and_tops_are_tops() -> None:
    graph = facts_graph()
    expected = {(CATEGORY[slug], TERM[term.slug]) for term in facts().terms.values() for slug in term.categories}
    assert set(graph.subject_objects(SKOS.member)) == expected
    with_parent = {each.subject for each in facts().relations.values() if BUILT_IN.types[each.type].hierarchical}
    tops = {TERM[slug] for slug in facts().terms.keys() - with_parent}
    assert set(graph.subjects(SKOS.topConceptOf, SCHEME)) == tops == set(graph.objects(SCHEME, SKOS.hasTopConcept))


def test_a_term_in_full() -> None:
    graph, concept = full_graph(), TERM["a"]
    found = {(predicate, value) for predicate, value in graph.predicate_objects(concept)}
    nb = [rdflib.Literal(text, lang="nb") for text in ("Alfa", "Alfa to", "Første", "Kort.", "Dypt.")]
    assert found >= {
        (SKOS.prefLabel, english("Alpha")),
        (SKOS.prefLabel, nb[0]),
        (SKOS.altLabel, nb[1]),
        (SKOS.altLabel, nb[2]),
        (SKOS.prefLabel, rdflib.Literal("阿尔法", lang="zh-hans")),
        (SKOS.altLabel, rdflib.Literal("Αλφα", lang="el")),
        (SKOS.altLabel, english("Alphas")),
        (TG.pluralLabel, english("Alphas")),
        (SKOS.hiddenLabel, english("alfa")),
        (SKOS.hiddenLabel, english("Ur-alpha")),
        (TG.deprecatedLabel, english("Ur-alpha")),
        (TG.spellingLabel, english("Alpha")),
        (TG["title"], english("Alpha the first")),
        (SKOS.definition, english(r"Before [Beta](https://glossary.example/terms/b), says [\[@s1\]](https://example.org/paper).")),
        (SKOS.definition, rdflib.Literal("Lang [Beta](https://glossary.example/terms/b).", lang="nb")),
        (SKOS.scopeNote, nb[3]),
        (OWN.note_deeperDive, nb[4]),
        (SKOS.note, nb[4]),
        (OWN.note_practicalExample, english("For example.")),
        (SKOS.example, english("For example.")),
        (TG.formerSlug, rdflib.Literal("old-a")),
        (TG.mainCategory, CATEGORY["board"]),
        (SKOS.exactMatch, rdflib.URIRef("http://www.wikidata.org/entity/Q1")),
        (TG.reviewed, rdflib.Literal("2026-11-20", datatype=rdflib.XSD.date)),
        (TG.reviewDue, rdflib.Literal("some day")),
        (DCTERMS.source, TERM["a#source/s1"]),
        (TG.requirement, TERM["a#requires-any/b+c,c"]),
        (TG.firstSlug, rdflib.Literal("old-a")),
        (TG.notLinked, english("A")),
        (SKOS.mappingRelation, rdflib.URIRef("http://www.wikidata.org/entity/Q1")),
        (SKOS.relatedMatch, rdflib.URIRef("http://www.wikidata.org/entity/Q2")),
        (RDFS.seeAlso, rdflib.URIRef("https://example.org/x")),
    }  # fmt: skip  # one triple a line
    assert (SKOS.altLabel, english("Alpha")) not in found, "no text is two kinds of label (SKOS S13)"
    assert not [value for predicate, value in found if predicate == SKOS.closeMatch]
    matched = [value for predicate, value in found if predicate == SKOS.relatedMatch]
    assert matched == [rdflib.URIRef("http://www.wikidata.org/entity/Q2")], "no other match beside an exact one (S46)"
    assert (OWN.note_deeperDive, RDFS.label, rdflib.Literal("Dypdykk", lang="nb")) in graph
    assert (OWN.note_practicalExample, RDFS.label, english("Examples")) in graph
    assert (TERM["b"], OWL.deprecated, rdflib.Literal("true", datatype=rdflib.XSD.boolean)) in graph
    assert list(graph.objects(TERM["b"], DCTERMS.isReplacedBy)) == [concept]
    assert (CATEGORY["shelf"], SKOS.member, CATEGORY["board"]) in graph
    assert (SCHEME, DCTERMS.license, rdflib.URIRef("https://spdx.org/licenses/CC-BY-4.0")) in graph
    assert (TERM["c"], TG.requires, concept) in graph, "an only option is required"
    assert (concept, TG.requires, TERM["c"]) not in graph, "one of several is not"


def test_sources_and_purposes_of_relations_are_nodes_where_they_are_known_and_words_where_not() -> None:
    graph = full_graph()
    known, words = TERM["a#uses/b"], TERM["a#uses/c"]
    assert graph.value(known, TG["for"]) == TERM["c"]
    assert graph.value(known, DCTERMS.source) == TERM["a#source/s1"]
    assert str(graph.value(known, TG.since)) == "2020"
    assert graph.value(words, TG["for"]) == english("a purpose")
    assert str(graph.value(words, DCTERMS.source)) == "Somebody said so"
    assert graph.value(TERM["b#contrasts-with/c"], DCTERMS.source) == rdflib.URIRef("https://example.org/why")
    assert graph.value(TERM["a#requires-any/b+c,c"], DCTERMS.source) == TERM["a#source/s2"]


def test_own_types_are_explained_and_never_take_over_a_predicate_of_skos() -> None:
    graph = full_graph()
    wraps = rdflib.URIRef("https://example.org/rel#wraps")
    assert (TERM["b"], OWN.runsOn, TERM["c"]) in graph
    assert (TERM["b"], wraps, TERM["c"]) in graph
    assert (wraps, RDFS.label, english("wraps")) in graph
    assert (OWN.runs, OWL.inverseOf, OWN.runsOn) in graph
    assert set(graph.objects(OWN.runsOn, RDFS.subPropertyOf)) == {
        SKOS.semanticRelation,
        rdflib.URIRef("http://www.wikidata.org/prop/direct/P400"),
    }
    assert (TERM["c"], OWN.under, TERM["b"]) in graph
    assert (TERM["c"], ISOTHES.broaderGeneric, TERM["b"]) in graph
    assert (TERM["c"], SKOS.related, TERM["b"]) not in graph
    assert (TERM["a"], OWN.beside, TERM["c"]) in graph
    assert (TERM["c"], OWN.beside, TERM["a"]) in graph


def test_what_surrounds_the_terms_is_there() -> None:
    graph, links = full_graph(), rdflib.Namespace("https://glossary.example/links/")
    assert set(graph.predicate_objects(links["best"])) == {
        (RDF.type, TG.Link),
        (DCTERMS["title"], english("Best")),
        (TG.address, rdflib.Literal("/guides/best")),
        (FOAF.page, rdflib.URIRef("https://example.org/guides/best")),
        (TG.linkGroup, rdflib.URIRef("https://glossary.example/link-groups/guides")),
        (TG.about, CATEGORY["shelf"]),
        (TG.about, TERM["b"]),
        (TG.teaches, TERM["c"]),
        (TG.needs, TERM["a"]),
    }
    assert (links["a%3Ax"], TG.writtenFor, TERM["a"]) in graph
    assert (links["a%3Ax"], DCTERMS["title"], rdflib.Literal("Own", lang="nb")) in graph
    assert (TERM["b"], RDFS.seeAlso, rdflib.URIRef("https://example.org/guides/best")) in graph
    path = rdflib.URIRef("https://glossary.example/paths/first")
    steps = {
        str(graph.value(step, TG.position)): graph.value(step, TG["term"]) for step in graph.objects(path, TG.step)
    }
    assert steps == {"1": TERM["b"], "2": TERM["a"]}
    profile = rdflib.URIRef("https://glossary.example/profiles/newcomer")
    assert (path, TG.profile, profile) in graph
    assert list(graph.objects(profile, TG["term"])) == [TERM["b"]]


def test_nothing_of_a_draft_is_written() -> None:
    assert b"Delta" not in written(public(FULL))
    assert b"glossary.example/terms/d" not in written(public(FULL), "n-triples")
    assert b"glossary.example/terms/d" in written(FULL, "n-triples")


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_the_bytes_do_not_depend_on_the_order_of_records(syntax: str) -> None:
    assert written(shuffled(facts()), syntax) == written(facts(), syntax)
    assert written(shuffled(FULL), syntax) == written(FULL, syntax)


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "import hashlib\nfrom test_rdf import SYNTAXES, FULL, facts, written\n"
        "print([hashlib.sha256(written(each, syntax)).hexdigest() for each in (facts(), FULL) for syntax in SYNTAXES])"
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
    kinds = {name: kind for name, kind in KINDS.items() if name not in ("json-ld", "rdf-xml")}
    found = {
        name: {quad.triple for quad in pyoxigraph.parse(written(content, name), kind)} for name, kind in kinds.items()
    }
    assert found["turtle"] == found["n-triples"] == found["trig"] == found["n-quads"]
    by_rdflib = read(written(content, "json-ld"), "json-ld")
    lines = pyoxigraph.parse(by_rdflib.serialize(format="nt", encoding="utf-8"), pyoxigraph.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in lines} == found["turtle"]


def test_slugs_are_escaped_in_iris() -> None:
    content = Content.of(GlossaryInfo(base_url="https://x.example"), terms=[Term("a b/é?#", "A"), Term("..", "Dots")])
    concepts = {str(node) for node in graph_of(content).subjects(RDF.type, SKOS.Concept)}
    assert concepts == {"https://x.example/terms/a%20b%2F%C3%A9%3F%23", "https://x.example/terms/%2E%2E"}


@pytest.mark.parametrize("base", ["", "glossary", "javascript:x", "file:///etc/", "http://[", "https://"])
def test_a_base_that_is_no_web_address_is_refused(base: str) -> None:
    with pytest.raises(TermgraphError) as raised:
        written(Content.of(GlossaryInfo(base_url=base)))
    assert raised.value.code is Code.CONTENT_INVALID


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(TermgraphError) as raised:
        written(Content(), "rdfa")
    assert raised.value.code is Code.UNKNOWN_FORMAT


def test_json_ld_reads_like_json() -> None:
    import orjson

    document = orjson.loads(written(facts(), "json-ld"))
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
    assert written(content, "n-triples").count(b"skos/core#related") == 0
