"""Each rule about vocabularies finds what it is there for, and nothing in a vocabulary without fault."""

import pytest
from vocabularies import EX, judged, rules

from termgraph.errors import Severity
from termgraph.integrity import RULES
from termgraph.integrity.vocabulary import VOCABULARY

GOOD = """
ex:s a skos:ConceptScheme ; dct:title "Drinks"@en ; skos:hasTopConcept ex:tea .
ex:tea a skos:Concept ; skos:inScheme ex:s ; skos:topConceptOf ex:s ; skos:prefLabel "tea"@en ; skos:notation "1" ;
  skos:definition "A drink."@en ; skos:narrower ex:green ; skos:exactMatch far:tee .
ex:green a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "green tea"@en ; skos:definition "Not fermented."@en ;
  skos:broader ex:tea ; skos:closeMatch far:green ; skos:notation "2" .
"""

BROKEN: dict[str, tuple[str, str]] = {
    "TG740": ("ex:tea a skos:ConceptScheme .", "tea"),
    "TG741": ('ex:tea skos:altLabel "tea"@en .', "tea"),
    "TG742": ('ex:tea skos:prefLabel "cha"@en .', "tea"),
    "TG743": ("ex:green skos:related ex:tea .", "green"),
    "TG744": ("ex:tea a skos:Collection .", "tea"),
    "TG745": ("ex:tea skos:broadMatch far:tee .", "tea"),
    "TG746": ('ex:l skosxl:literalForm "a"@en, "b"@en .', "l"),
    "TG750": ('ex:tea skos:altLabel "cha" .', "tea"),
    "TG751": ('ex:tea skos:altLabel "thé"@fr .', "green"),
    "TG752": ('ex:new a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "neu"@de .', ""),
    "TG753": ('ex:new a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "new"@en .', "new"),
    "TG754": ('ex:green skos:altLabel "TEA"@en .', "green"),
    "TG755": ("ex:new a skos:Concept ; skos:inScheme ex:s .", "new"),
    "TG756": ('ex:tea skos:altLabel " "@en .', "tea"),
    "TG757": ('ex:tea skos:altLabel "t\\u0007"@en .', "tea"),
    "TG758": ('ex:green skos:notation "1" .', "green"),
    "TG760": ("ex:new a skos:Concept ; skos:inScheme ex:s .", "new"),
    "TG761": ("ex:b skos:related ex:c . ex:c skos:related ex:b, ex:d . ex:d skos:related ex:c .", "green"),
    "TG762": ("ex:tea skos:broader ex:green .", "green"),
    "TG763": ("ex:black skos:broader ex:tea ; skos:related ex:green .", "black"),
    "TG764": ("ex:green skos:broaderTransitive ex:drink .", "green"),
    "TG765": ("ex:black skos:broader ex:tea .", "black"),
    "TG766": ("ex:other a skos:ConceptScheme .", "other"),
    "TG767": ("ex:tea skos:broader ex:drink . ex:drink skos:inScheme ex:s .", "tea"),
    "TG768": ("ex:green skos:broader ex:drink . ex:tea skos:broader ex:drink .", "green"),
    "TG769": ("ex:tea skos:related ex:tea .", "tea"),
    "TG770": ("ex:tea skos:exactMatch ex:green .", "tea"),
    "TG771": ("ex:tea skos:prefSymbol far:sign .", "tea"),
    "TG772": ("<urn:x:tea> a skos:Concept .", "urn:x:tea"),
    "TG773": ("ex:new a skos:Concept ; skos:inScheme ex:s .", "new"),
    "TG774": ("ex:tea skos:closeMatch far:other .", ""),
}


def test_a_good_vocabulary_has_no_finding_but_what_was_not_looked_up() -> None:
    assert rules(judged(GOOD)) == {"TG774"}


@pytest.mark.parametrize("code", BROKEN)
def test_a_rule_finds_what_breaks_it(code: str) -> None:
    text, thing = BROKEN[code]
    found = [problem for problem in judged(GOOD + text) if problem.rule == code]
    assert found
    if thing:
        subject = thing if ":" in thing else f"{EX}{thing}"
        assert any(subject in problem.subjects for problem in found)


def test_every_rule_is_tried_and_can_be_looked_up() -> None:
    assert {row.rule.code for row in VOCABULARY} == set(BROKEN)
    assert all(RULES[code].code == code for code in BROKEN)
    assert [row.rule.design for row in VOCABULARY if row.rule.severity is Severity.ERROR] == [
        "S9", "S13", "S14", "S27", "S37", "S46", "S48",
    ]  # fmt: skip


def test_a_rule_that_finds_much_tells_some_and_counts_all() -> None:
    many = "".join(f'ex:c{number} a skos:Concept ; skos:prefLabel "c{number}"@en .\n' for number in range(50))
    found = [problem for problem in judged(many) if problem.rule == "TG753"]
    assert len(found) == 21
    assert found[-1].message == "30 more of these, 50 in all"


def test_other_rdf_is_judged_as_what_it_is() -> None:
    found = judged("ex:a a owl:Class .")
    assert rules(found) == {"TG719"}


def test_one_fault_is_one_finding() -> None:
    text = """
    ex:A skos:broader ex:B . ex:B skos:broader ex:C . ex:C skos:broader ex:A .
    ex:D skos:broader ex:E, ex:F . ex:E skos:broader ex:F .
    ex:G skos:broader ex:H ; skos:related ex:H .
    """
    found = judged(text)
    counted = {code: sum(problem.rule == code for problem in found) for code in ("TG762", "TG768", "TG743", "TG761")}
    assert counted == {"TG762": 1, "TG768": 1, "TG743": 1, "TG761": 1}
