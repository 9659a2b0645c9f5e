"""What the API says of translations: which there are, and whether the original has moved on since."""

from dataclasses import replace

import pytest
from asking import Api, api_of

from termgraph.model import Content, GlossaryInfo, Section, SectionHeading, Term, Translation, originals

ALPHA = Term("alpha", "Alpha", summary="The first.", definition="It is.", sections=(Section("more", "More."),))
NOW = originals.digest(ALPHA)
TRANSLATIONS = (
    Translation("de", "Alpha de", summary="Das erste.", of="0123456789ab"),
    Translation("nb", "Alfa", summary="Den første.", of=NOW),
    Translation("pt-BR", "Alfa pt"),
)
QUERY = """query ($l: String) { term(by: {slug: "alpha"}) {
    translations { language name isStale }
    nameText(language: $l) { value language isFallback isStale }
    summaryText(language: $l) { language isFallback isStale }
    definitionText(language: $l) { language isFallback isStale }
    findings { rule severity } } }"""


def api(term: Term = ALPHA) -> Api:
    info = GlossaryInfo(languages=("en", "nb", "de", "pt-BR"), sections=(SectionHeading("more", {"en": "More"}),))
    return api_of(Content.of(info, terms=[replace(term, translations=TRANSLATIONS), Term("beta", "Beta")]))


def test_every_translation_is_listed_with_its_state() -> None:
    assert api().ask(QUERY)["term"]["translations"] == [
        {"language": "de", "name": "Alpha de", "isStale": True},
        {"language": "nb", "name": "Alfa", "isStale": False},
        {"language": "pt-BR", "name": "Alfa pt", "isStale": False},
    ]
    assert api().ask('{ term(by: {slug: "beta"}) { translations { name } } }')["term"] == {"translations": []}


@pytest.mark.parametrize(
    ("language", "found", "stale"),
    [("de", "de", True), ("de-CH", "de", True), ("nb", "nb", False), ("pt-BR", "pt-BR", False), ("fr", "en", False)],
)
def test_a_text_says_whether_it_is_stale(language: str, found: str, stale: bool) -> None:
    answer = api().ask(QUERY, l=language)["term"]
    assert answer["nameText"]["language"] == found
    assert answer["nameText"]["isStale"] is stale


def test_what_falls_back_to_the_original_is_not_stale() -> None:
    answer = api().ask(QUERY, l="de")["term"]
    assert answer["summaryText"] == {"language": "de", "isFallback": False, "isStale": True}
    assert answer["definitionText"] == {"language": "en", "isFallback": True, "isStale": False}
    assert api().ask(QUERY)["term"]["summaryText"] == {"language": "en", "isFallback": False, "isStale": False}


def test_an_edit_of_the_original_makes_its_translations_stale() -> None:
    edited = api(replace(ALPHA, sections=(Section("more", "Another."),))).ask(QUERY, l="nb")["term"]
    assert [each["isStale"] for each in edited["translations"]] == [True, True, False]
    assert edited["summaryText"]["isStale"] is True
    other = api(replace(ALPHA, minutes=5, acronym="A")).ask(QUERY, l="nb")["term"]
    assert [each["isStale"] for each in other["translations"]] == [True, False, False]


def test_findings_tell_it_as_suggestions() -> None:
    rules = [each for each in api().ask(QUERY)["term"]["findings"] if each["rule"].startswith("TG60")]
    assert sorted(each["rule"] for each in rules) == ["TG603", "TG604", "TG605", "TG605", "TG605"]
    assert {each["severity"] for each in rules} == {"INFO"}
