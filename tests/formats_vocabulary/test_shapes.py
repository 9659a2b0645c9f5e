"""What we export conforms to the shapes, and every constraint of every shape finds what it is for."""

from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from contents import contents
from facts import facts
from hypothesis import given, settings
from rdflib.namespace import RDF, SKOS

from termgraph import Glossary
from termgraph.formats.rdf import to_rdflib
from termgraph.formats.rdf.names import name
from termgraph.formats.vocabulary import shapes
from termgraph.formats.vocabulary.shapes import ROWS, Constraint, Shape
from termgraph.graph.snapshot import Snapshot
from termgraph.model import (
    Category,
    Content,
    GlossaryInfo,
    Level,
    Link,
    LinkGroup,
    Mapping,
    Person,
    Profile,
    Publisher,
    Relation,
    Requirement,
    Review,
    Source,
    Term,
    TermStatus,
    public,
)  # fmt: skip
from termgraph.model import Path as ReadingPath

ROOT = Path(__file__).parents[2]
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
STRANGER = rdflib.URIRef("https://example.org/stranger")

EVERYTHING = Content.of(
    GlossaryInfo(base_url="https://x.example/", licence="MIT", publisher=Publisher("P", "https://p.example/")),
    people=[Person("jd", "J. Doe")],
    categories=[Category("c", "C")],
    link_groups=[LinkGroup("g", "G")],
    links=[Link("l", "L", "https://l.example/", "g", minutes=3)],
    profiles=[Profile("p", ("a",))],
    paths=[ReadingPath("r", "R", ("a", "b"), "p", strict=True)],
    terms=[
        Term(
            "a", "A", "AA", level=Level.INTRO, minutes=3, categories=("c",), former_slugs=("o",), summary="S.",
            definition="D.", mappings=(Mapping("exact-match", "https://m.example/a"),), sources=(Source("s", "S 1"),),
            review=Review("jd", "2026-01-01"),
        ),
        Term("b", "B", status=TermStatus.DEPRECATED, replaced_by=("a",)),
        Term("d", "D"),
    ],
    relations=[
        Relation("a", "is-a", "b", "Because.", primary=True, keep=True),
        Relation("a", "uses", "d"),
        Relation("d", "requires", "b"),
    ],
    requirements=[Requirement("a", (("b",), ("d",)), "Either.", keep=True)],
)  # fmt: skip  # a record a line


@cache
def rules() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes(), format="turtle")


def faults(graph: rdflib.Graph) -> set[tuple[str, str]]:
    """(the property shape, the constraint) that a graph breaks."""
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=rules(), inference="none")
    assert isinstance(report, rdflib.Graph)
    found = {
        (
            str(report.value(result, SH.sourceShape)).partition("#")[2],
            str(report.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert conforms is (not found)
    return found


def exported(content: Content) -> rdflib.Graph:
    return to_rdflib(Snapshot.of(content, "e.1"), changed=lambda _: "2026-11-21T12:00:00Z")


def test_our_data_conform() -> None:
    with Glossary.open(ROOT / "data") as glossary:
        assert faults(glossary.to_rdflib()) == set()
    assert faults(exported(facts())) == set()
    assert faults(exported(EVERYTHING)) == set()


@settings(max_examples=8)
@given(contents(4))
def test_any_glossary_conforms(content: Content) -> None:
    assert faults(exported(public(content))) == set()


NONSENSE: dict[str, tuple[rdflib.term.Node, ...]] = {
    "maxCount": (rdflib.Literal("one"), rdflib.Literal("two")),
    "datatype": (rdflib.Literal("x", datatype=rdflib.XSD.duration),),
    "nodeKind": (rdflib.BNode(),),
    "class": (STRANGER,),
    "in": (rdflib.Literal("nonsense"),),
    "minInclusive": (rdflib.Literal(0),),
    "uniqueLang": (rdflib.Literal("one", lang="fr"), rdflib.Literal("two", lang="fr")),
}
"""Values that break a constraint of this kind."""


def broken(graph: rdflib.Graph, shape: Shape, row: Constraint, kind: str) -> rdflib.Graph:
    """`graph` with one thing of the shape's class that breaks one constraint."""
    node = min(graph.subjects(RDF.type, rdflib.URIRef(name(shape.target))), key=str)
    path = rdflib.URIRef(name(row.path))
    if kind == "minCount":
        graph.remove((node, path, None))
    for value in NONSENSE.get(kind, ()):
        graph.add((node, path, value))
    for other in row.says[kind].split(", ") if kind == "disjoint" else ():
        target = rdflib.Literal("x", lang="fr") if "abel" in other else STRANGER
        graph.add((node, path, target))
        graph.add((node, rdflib.URIRef(name(other)), target))
    return graph


COMPONENTS = {
    "minCount": "MinCount", "maxCount": "MaxCount", "datatype": "Datatype", "nodeKind": "NodeKind", "class": "Class",
    "in": "In", "minInclusive": "MinInclusive", "uniqueLang": "UniqueLang", "disjoint": "Disjoint",
}  # fmt: skip
CASES = [(shape, row, kind) for shape in ROWS for row in shape.constraints for kind in row.says]


@pytest.mark.parametrize(("shape", "row", "kind"), CASES, ids=[f"{s.name}-{r.path}-{k}" for s, r, k in CASES])
def test_each_constraint_finds_what_breaks_it(shape: Shape, row: Constraint, kind: str) -> None:
    found = faults(broken(exported(EVERYTHING), shape, row, kind))
    local = row.path.partition(":")[2]
    assert (f"{shape.name}-{local}", f"{COMPONENTS[kind]}ConstraintComponent") in found


def test_every_class_that_is_exported_has_a_shape() -> None:
    classes = set(exported(EVERYTHING).objects(None, RDF.type))
    shaped = {rdflib.URIRef(name(shape.target)) for shape in ROWS}
    beside = {"http://rdfs.org/ns/void#Dataset", "http://www.w3.org/ns/dcat#Dataset"}
    annotations = {name("foaf:Agent"), name("owl:AnnotationProperty")}
    assert {str(each) for each in classes - shaped} <= beside | annotations
    assert SKOS.Concept in shaped
