"""What the examples of the SKOS Reference (W3C 2009) show, section by section, in words and addresses of our own.

Each has its verdict: consistent, or not, by which integrity condition. Those that only show what follows from what are
consistent. Whatever the verdict, the import accepts it, and no rule of ours finds an error in what becomes of it.
The numbers are ours.
"""

import pytest
from vocabularies import imported, judged

from termgraph.errors import Severity
from termgraph.formats.source import Source
from termgraph.integrity import check

CONDITIONS = {f"TG74{digit}" for digit in range(7)}

EXAMPLES: dict[str, tuple[str, str | None]] = {
    "1 concept": ("ex:Tea a skos:Concept .", None),
    "2 scheme": ("ex:Drinks a skos:ConceptScheme ; skos:hasTopConcept ex:Tea . ex:Tea skos:inScheme ex:Drinks .", None),
    "3 several schemes": ("ex:Tea skos:inScheme ex:Drinks, far:Goods .", None),
    "4 top concept of": ("ex:Tea skos:topConceptOf ex:Drinks .", None),
    "5 top concept elsewhere": (
        "ex:Drinks skos:hasTopConcept ex:Tea . ex:Tea skos:broader far:Leaf . far:Leaf skos:inScheme far:Goods .",
        None,
    ),
    "6 containment is not inferred": (
        "ex:Drinks skos:hasTopConcept ex:Tea . ex:Tea skos:narrower ex:Green . ex:Green skos:broader ex:Tea .",
        None,
    ),
    "7 scheme as ontology": ("ex:Drinks a skos:ConceptScheme, owl:Ontology . ex:Tea skos:inScheme ex:Drinks .", None),
    "8 concept as class": ("ex:Tea a skos:Concept, owl:Class .", None),
    "9 concept and scheme": ("ex:Tea a skos:Concept, skos:ConceptScheme .", "TG740"),
    "10 labels": ('ex:Tea skos:prefLabel "tea"@en ; skos:altLabel "cuppa"@en ; skos:hiddenLabel "tee"@en .', None),
    "11 no language": ('ex:Tea skos:prefLabel "tea" .', None),
    "12 scripts": ('ex:Tea skos:prefLabel "茶"@ja-Hani, "ちゃ"@ja-Hira, "cha"@ja-Latn .', None),
    "13 two preferred": ('ex:Tea skos:prefLabel "tea"@en, "cuppa"@en .', "TG742"),
    "14 preferred and alternative": ('ex:Tea skos:prefLabel "tea"@en ; skos:altLabel "tea"@en .', "TG741"),
    "15 alternative and hidden": ('ex:Tea skos:altLabel "tea"@en ; skos:hiddenLabel "tea"@en .', "TG741"),
    "16 preferred and hidden": ('ex:Tea skos:prefLabel "tea"@en ; skos:hiddenLabel "tea"@en .', "TG741"),
    "17 alternatives alone": ('ex:Tea skos:altLabel "tea"@en, "cuppa"@en .', None),
    "18 regions": ('ex:Tea skos:prefLabel "colour"@en, "color"@en-US, "shade"@en-GB .', None),
    "19 labels of anything": ('ex:Shop a owl:Thing ; skos:prefLabel "shop"@en .', None),
    "20 label classes": ('ex:Tea skos:prefLabel "tea"@en ; skos:altLabel "thé"@fr .', None),
    "21 notation": ('ex:Tea skos:notation "663.95"^^ex:UDC .', None),
    "22 notation and label": ('ex:Tea skos:notation "T"^^ex:Code ; skos:prefLabel "tea"@en .', None),
    "23 two notations": ('ex:Tea skos:notation "1"^^ex:UDC, "2"^^ex:DDC .', None),
    "24 note": ('ex:Tea skos:note "Drunk hot."@en .', None),
    "25 note as a resource": ('ex:Tea skos:changeNote [ dct:creator ex:Ann ; rdf:value "Moved."@en ] .', None),
    "26 note as a document": ("ex:Tea skos:definition <http://vocab.example/tea.html> .", None),
    "27 broader, narrower, related": (
        "ex:Green skos:broader ex:Tea . ex:Tea skos:narrower ex:Black ; skos:related ex:Coffee .",
        None,
    ),
    "28 related and broader": ("ex:Green skos:broader ex:Tea ; skos:related ex:Tea .", "TG743"),
    "29 related along a chain": (
        "ex:Green skos:broader ex:Tea ; skos:related ex:Drink . ex:Tea skos:broader ex:Drink .",
        "TG743",
    ),
    "30 broader is not transitive": ("ex:Sencha skos:broader ex:Green . ex:Green skos:broader ex:Tea .", None),
    "31 related is not transitive": ("ex:Tea skos:related ex:Cup . ex:Cup skos:related ex:Saucer .", None),
    "32 broader transitive": ("ex:Sencha skos:broaderTransitive ex:Tea .", None),
    "33 reflexive": ("ex:Tea skos:broader ex:Tea .", None),
    "34 cycle": ("ex:Tea skos:broader ex:Green . ex:Green skos:broader ex:Tea .", None),
    "35 alternate paths": ("ex:Sencha skos:broader ex:Green, ex:Tea . ex:Green skos:broader ex:Tea .", None),
    "36 related to itself": ("ex:Tea skos:related ex:Tea .", None),
    "37 collection": ("ex:ByLeaf a skos:Collection ; skos:member ex:Green, ex:Black .", None),
    "38 nested collection": (
        "ex:ByLeaf a skos:Collection ; skos:member ex:Green, [ a skos:Collection ; skos:member ex:Black ] .",
        None,
    ),
    "39 ordered": ("ex:Steps a skos:OrderedCollection ; skos:memberList (ex:Pick ex:Dry ex:Brew) .", None),
    "40 members of a list": (
        "ex:Steps a skos:OrderedCollection ; skos:memberList (ex:Pick ex:Dry) ; skos:member ex:Pick, ex:Dry .",
        None,
    ),
    "41 collection as a concept": (
        "ex:ByLeaf a skos:Collection ; skos:member ex:Green . ex:Tea skos:narrower ex:ByLeaf .",
        "TG744",
    ),
    "42 mapping": ("ex:Tea skos:exactMatch far:Tee ; skos:broadMatch far:Leaf ; skos:relatedMatch far:Cup .", None),
    "43 exact and broad": ("ex:Tea skos:exactMatch far:Tee ; skos:broadMatch far:Tee .", "TG745"),
    "44 exact and related": ("ex:Tea skos:exactMatch far:Tee ; skos:relatedMatch far:Tee .", "TG745"),
    "45 exact, and near by a third": (
        "ex:Tea skos:exactMatch far:Tee . far:Tee skos:exactMatch ex:Cha . ex:Cha skos:narrowMatch ex:Tea .",
        "TG745",
    ),
    "46 mappings are relations": ("ex:Green skos:broadMatch far:Tea ; skos:relatedMatch far:Tea .", "TG743"),
    "47 exact is transitive": ("ex:Tea skos:exactMatch far:Tee . far:Tee skos:exactMatch ex:Cha .", None),
    "48 close is not": ("ex:Tea skos:closeMatch far:Tee . far:Tee skos:closeMatch ex:Cha .", None),
    "49 cycle across schemes": ("ex:Tea skos:broadMatch far:Tee . far:Tee skos:broadMatch ex:Tea .", None),
    "50 mapping in one scheme": (
        "ex:Tea skos:inScheme ex:S ; skos:broadMatch ex:Drink . ex:Drink skos:inScheme ex:S .",
        None,
    ),
    "51 sub-property of broader": (
        "ex:madeOf rdfs:subPropertyOf skos:broader . ex:Green ex:madeOf ex:Tea ; skos:related ex:Tea .",
        "TG743",
    ),
    "52 scheme and collection": ("ex:ByLeaf a skos:Collection, skos:ConceptScheme .", "TG744"),
    "71 XL label": ('ex:l a skosxl:Label ; skosxl:literalForm "tea"@en .', None),
    "72 one literal form": ('ex:l a skosxl:Label ; skosxl:literalForm "tea"@en, "thé"@fr .', "TG746"),
    "73 XL labels give labels": (
        'ex:Tea skosxl:prefLabel ex:l ; skos:altLabel "tea"@en . ex:l a skosxl:Label ; skosxl:literalForm "tea"@en .',
        "TG741",
    ),
    "74 two preferred XL labels": (
        'ex:Tea skosxl:prefLabel ex:l, ex:m . ex:l skosxl:literalForm "tea"@en . ex:m skosxl:literalForm "cha"@en .',
        "TG742",
    ),
    "75 label and concept": ('ex:l a skosxl:Label, skos:Concept ; skosxl:literalForm "tea"@en .', "TG746"),
    "76 links between labels": (
        """ex:Tea skosxl:prefLabel ex:l ; skosxl:altLabel ex:m . ex:l skosxl:literalForm "FAO"@en ;
           skosxl:labelRelation ex:m . ex:m skosxl:literalForm "Food and Agriculture Organization"@en .""",
        None,
    ),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_has_its_verdict(name: str) -> None:
    text, verdict = EXAMPLES[name]
    found = {problem.rule for problem in judged(text) if problem.severity is Severity.ERROR}
    assert found == ({verdict} if verdict else set())
    assert found <= CONDITIONS


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_imported_whatever_its_verdict(name: str) -> None:
    found = imported(EXAMPLES[name][0])
    assert found.content is not None
    assert not [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert [problem.message for problem in check(Source(found.content), least=Severity.ERROR)] == []
