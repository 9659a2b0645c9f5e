"""`shapes.ttl`: what a whole glossary in the SKOS profile looks like (SHACL core, W3C 2017), a row a property.

Core alone, and no query: a validator that asks a query of every node takes forty times as long.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from termgraph.formats.rdf.names import NAMESPACES
from termgraph.model import Level, TermKind, TermStatus
from termgraph.relations import NAMESPACE

SHAPES = f"{NAMESPACE.rstrip('#')}/v1/shapes#"
SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Constraint:
    """What holds of one property: names of SHACL without their prefix, and their values as Turtle."""

    path: str
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """What holds of every thing of a class."""

    name: str
    target: str
    constraints: tuple[Constraint, ...]


def _row(path: str, *parts: Mapping[str, str]) -> Constraint:
    return Constraint(path, {key: value for part in parts for key, value in part.items()})


def _one_of(words: Iterable[str]) -> Mapping[str, str]:
    quoted = " ".join(f'"{word}"' for word in words)
    return {"in": f"( {quoted} )"}


def _of(target: str) -> Mapping[str, str]:
    return {"nodeKind": "sh:IRI", "class": target}


def _typed(datatype: str) -> Mapping[str, str]:
    return {"datatype": datatype}


def _apart(*paths: str) -> Mapping[str, str]:
    return {"disjoint": ", ".join(paths)}


_SOME, _AT_MOST_ONE = {"minCount": "1"}, {"maxCount": "1"}
_ONE = {**_SOME, **_AT_MOST_ONE}
_TEXT, _IRI = {"nodeKind": "sh:Literal"}, {"nodeKind": "sh:IRI"}
_A_LANGUAGE = {**_TEXT, "uniqueLang": "true"}
_WORD, _FLAG = _typed("xsd:string"), {**_typed("xsd:boolean"), **_AT_MOST_ONE}
_COUNTED = {**_typed("xsd:integer"), "minInclusive": "1"}

_CONCEPT, _COLLECTION, _SCHEME = "skos:Concept", "skos:Collection", "skos:ConceptScheme"

ROWS: tuple[Shape, ...] = (
    Shape("ConceptScheme", _SCHEME, (
        _row("dcterms:title", _SOME, _A_LANGUAGE),
        _row("tg:revision", _ONE, _WORD),
        _row("skos:hasTopConcept", _of(_CONCEPT)),
        _row("dcterms:publisher", _of("foaf:Agent"), _AT_MOST_ONE),
        _row("dcterms:license", _IRI, _AT_MOST_ONE),
    )),
    Shape("Concept", _CONCEPT, (
        _row("skos:inScheme", _SOME, _of(_SCHEME)),
        _row("skos:notation", _ONE, _WORD),
        # SKOS S13 and S14: one preferred label a language, and no text is two kinds of label.
        _row("skos:prefLabel", _SOME, _A_LANGUAGE, _apart("skos:altLabel", "skos:hiddenLabel")),
        _row("skos:altLabel", _TEXT, _apart("skos:hiddenLabel")),
        _row("skos:hiddenLabel", _TEXT),
        _row("skos:definition", _TEXT),
        _row("skos:scopeNote", _A_LANGUAGE),
        _row("skos:topConceptOf", _of(_SCHEME)),
        _row("skos:narrower", _of(_CONCEPT)),
        # S27 for those next to each other; for the chains above no core constraint can be written.
        _row("skos:broader", _of(_CONCEPT)),
        _row("skos:related", _of(_CONCEPT), _apart("skos:broader", "skos:narrower")),
        # S46.
        _row("skos:exactMatch", _IRI, _apart("skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")),
        _row("tg:kind", _ONE, _one_of(TermKind)),
        _row("tg:level", _AT_MOST_ONE, _one_of(Level)),
        _row("tg:minutes", _COUNTED, _AT_MOST_ONE),
        _row("tg:status", _ONE, _one_of(TermStatus)),
        _row("tg:mainCategory", _of(_COLLECTION), _AT_MOST_ONE),
        _row("tg:formerSlug", _WORD),
        _row("tg:sourceIri", _IRI, _AT_MOST_ONE),
        _row("tg:reviewedBy", _IRI, _AT_MOST_ONE),
        _row("tg:relation", _of("rdf:Statement")),
        _row("tg:requirement", _of("tg:RequirementGroup")),
        _row("tg:requires", _of(_CONCEPT)),
        _row("dcterms:isReplacedBy", _of(_CONCEPT)),
        _row("owl:deprecated", _FLAG),
        _row("tg:changed", _typed("xsd:dateTime"), _AT_MOST_ONE),
    )),
    Shape("Collection", _COLLECTION, (
        _row("skos:prefLabel", _SOME, _A_LANGUAGE),
        _row("skos:notation", _ONE, _WORD),
        _row("skos:member", _IRI),
        _row("tg:order", _ONE, _typed("xsd:integer")),
    )),
    Shape("Statement", "rdf:Statement", (
        _row("rdf:subject", _ONE, _of(_CONCEPT)),
        _row("rdf:predicate", _ONE, _IRI),
        _row("rdf:object", _ONE, _of(_CONCEPT)),
        _row("tg:why", _A_LANGUAGE),
        _row("tg:primary", _FLAG),
        _row("tg:keep", _FLAG),
    )),
    Shape("RequirementGroup", "tg:RequirementGroup", (
        _row("tg:option", _SOME, _of("tg:RequirementOption")),
        _row("tg:why", _A_LANGUAGE),
        _row("tg:keep", _FLAG),
    )),
    Shape("RequirementOption", "tg:RequirementOption", (
        _row("tg:position", _ONE, _COUNTED),
        _row("tg:term", _of(_CONCEPT)),
    )),
    Shape("Source", "dcterms:BibliographicResource", (
        _row("dcterms:identifier", _SOME, _WORD),
    )),
    Shape("Link", "tg:Link", (
        _row("dcterms:title", _SOME, _TEXT),
        _row("tg:address", _ONE, _WORD),
        _row("tg:linkGroup", _ONE, _IRI),
        _row("tg:minutes", _COUNTED, _AT_MOST_ONE),
    )),
    Shape("LinkGroup", "tg:LinkGroup", (
        _row("dcterms:title", _SOME, _TEXT),
        _row("tg:order", _ONE, _typed("xsd:integer")),
    )),
    Shape("Profile", "tg:Profile", (
        _row("tg:term", _of(_CONCEPT)),
    )),
    Shape("Path", "tg:Path", (
        _row("dcterms:title", _SOME, _TEXT),
        _row("tg:step", _of("tg:PathStep")),
        _row("tg:profile", _IRI, _AT_MOST_ONE),
        _row("tg:strict", _FLAG),
    )),
    Shape("PathStep", "tg:PathStep", (
        _row("tg:position", _ONE, _COUNTED),
        _row("tg:term", _ONE, _IRI),
    )),
    Shape("Person", "foaf:Person", (
        _row("foaf:name", _SOME, _WORD),
    )),
)  # fmt: skip  # a table reads better with a row a line
"""What each shape asks; a property that no row names is free."""


def shapes() -> str:
    """The shapes in Turtle, always the same."""
    used = ("dcterms", "foaf", "owl", "rdf", "skos", "tg", "xsd")
    prefixes = {prefix: NAMESPACES[prefix] for prefix in used} | {"sh": SHACL, "shape": SHAPES}
    lines = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in sorted(prefixes.items())]
    for shape in ROWS:
        names = [f"shape:{shape.name}-{row.path.partition(':')[2]}" for row in shape.constraints]
        lines.append(f"\nshape:{shape.name} a sh:NodeShape ;\n    sh:targetClass {shape.target} ;")
        lines.append(f"    sh:property {', '.join(names)} .")
        for name, row in zip(names, shape.constraints, strict=True):
            said = "".join(f" ;\n    sh:{key} {value}" for key, value in row.says.items())
            lines.append(f"\n{name} a sh:PropertyShape ;\n    sh:path {row.path}{said} .")
    return "\n".join(lines) + "\n"
