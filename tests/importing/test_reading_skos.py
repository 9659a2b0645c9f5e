"""What a vocabulary says becomes what a glossary has for it; what is wrong is reported and accepted."""

import pytest
from vocabularies import EX, content_of, imported, rules, triples

from termgraph.changes.imports import merged
from termgraph.model import Alias, Content, Mapping, Relation, TermStatus

TEA = """
ex:s a skos:ConceptScheme ; dct:title "Drinks"@en, "Getränke"@de ; dct:description "What we drink."@en ;
  dct:license <https://spdx.org/licenses/CC0-1.0> ; dct:publisher "The Tea Board" .
ex:tea a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "tea"@en, "Tee"@de ; skos:altLabel "cuppa"@en ;
  skos:hiddenLabel "tee"@en ; skos:definition "A drink."@en, "Ein Getränk."@de ; skos:scopeNote "Hot or cold."@en ;
  skos:example "Assam"@en, "Darjeeling"@en ; skos:notation "663.95" ;
  skos:exactMatch far:tea ; skos:broadMatch far:drink .
ex:green a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "green tea"@en ; skos:broader ex:tea ;
  skos:related ex:cup .
ex:cup a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "cup"@en ; isothes:broaderPartitive ex:set .
ex:set a skos:Concept ; skos:inScheme ex:s ; skos:prefLabel "tea set"@en .
"""


def test_a_vocabulary_becomes_a_glossary() -> None:
    content = content_of(TEA)
    glossary = content.glossary
    assert (glossary.name, glossary.language, glossary.languages) == ("Drinks", "en", ("en", "de"))
    assert (glossary.licence, glossary.description) == ("CC0-1.0", "What we drink.")
    assert glossary.publisher
    assert glossary.publisher.name == "The Tea Board"
    tea = content.terms["tea"]
    assert (tea.name, tea.summary, tea.definition) == ("tea", "Hot or cold.", "A drink.")
    assert tea.aliases == (Alias("cuppa"), Alias("tee", "hidden"))
    assert [(each.language, each.name, each.definition) for each in tea.translations] == [("de", "Tee", "Ein Getränk.")]
    assert [(each.key, each.text) for each in tea.sections] == [("example", "Assam"), ("example-2", "Darjeeling")]
    assert [heading.titles["en"] for heading in glossary.sections] == ["Example", "Example 2"]
    assert tea.mappings == (
        Mapping("exact-match", "http://far.example/tea"),
        Mapping("broad-match", "http://far.example/drink"),
    )
    assert tea.source_iri == f"{EX}tea"
    assert content.relations.keys() == {"green-tea broader tea", "cup part-of tea-set", "cup related-to green-tea"}
    assert {line.split("> ")[1] for line in content.extras} == {
        "<http://www.w3.org/2004/02/skos/core#notation", "<http://purl.org/dc/terms/publisher",
        "<http://purl.org/dc/terms/title", "<https://w3id.org/termgraph/ns#sourceIri",
    }  # fmt: skip


def test_plain_broader_claims_no_kind_of_hierarchy() -> None:
    said = "\n".join(triples(content_of(TEA)))
    assert "/terms/green-tea> <http://www.w3.org/2004/02/skos/core#broader>" in said
    assert "broaderGeneric" not in said
    assert "broaderPartitive" in said


def test_the_language_can_be_chosen() -> None:
    german = content_of(TEA, language="de")
    assert german.glossary.language == "de"
    assert german.terms["tee"].name == "Tee"
    assert [each.language for each in german.terms["green-tea"].translations] == ["en"]
    found = imported(TEA, language="de")
    assert "TG730" in rules(found.problems)


def test_two_preferred_labels_the_first_stays_and_the_others_are_synonyms() -> None:
    content = content_of('ex:a a skos:Concept ; skos:prefLabel "colour"@en, "color"@en, "Color"@en .')
    (term,) = content.terms.values()
    assert term.name == "Color"
    assert [alias.text for alias in term.aliases] == ["color", "colour"]
    assert content.extras == {}


def test_labels_of_skos_xl_are_labels() -> None:
    content = content_of("""
    ex:a skosxl:prefLabel [ a skosxl:Label ; skosxl:literalForm "tea"@en ; dct:created "2020" ] ;
      skosxl:altLabel ex:l ; skosxl:hiddenLabel [ skosxl:literalForm "tee"@en ] ; a skos:Concept .
    ex:l skosxl:literalForm "cha"@en .
    """)
    (term,) = content.terms.values()
    assert (term.name, term.aliases) == ("tea", (Alias("cha"), Alias("tee", "hidden")))
    assert any('"2020"' in line for line in content.extras)
    assert not any("_:" in line for line in content.extras)


def test_collections_are_categories_and_their_order_is_kept_as_statements() -> None:
    content = content_of("""
    ex:all a skos:Collection ; skos:prefLabel "All"@en ; skos:member ex:steps, ex:c .
    ex:steps a skos:OrderedCollection ; skos:prefLabel "Steps"@en ; skos:memberList (ex:b ex:a) .
    ex:a a skos:Concept ; skos:prefLabel "a"@en . ex:b a skos:Concept ; skos:prefLabel "b"@en .
    ex:c a skos:Concept ; skos:prefLabel "c"@en ; skos:inScheme ex:s .
    """)
    assert {slug: each.parent for slug, each in content.categories.items()} == {"all": None, "steps": "all"}
    assert [content.terms[slug].categories for slug in "abc"] == [("steps",), ("steps",), ("all",)]
    cells = [line for line in content.extras if "#first>" in line]
    assert sorted((line.split("> ")[0].endswith("-1"), line[-2]) for line in cells) == [(False, "b"), (True, "a")]


def test_several_schemes_the_largest_is_the_glossary() -> None:
    found = imported("""
    ex:big a skos:ConceptScheme ; dct:title "Big"@en . ex:small a skos:ConceptScheme ; dct:title "Small"@en .
    ex:a skos:inScheme ex:big, ex:small ; skos:prefLabel "a"@en . ex:b skos:inScheme ex:big ; skos:prefLabel "b"@en .
    """)
    assert found.content
    assert found.content.glossary.name == "Big"
    assert "TG735" in rules(found.problems)
    assert any("small" in line and "Small" in line for line in found.content.extras)


def test_deprecated_concepts_without_label_and_type_are_kept() -> None:
    content = content_of("""
    ex:old dct:isReplacedBy ex:new . ex:older owl:deprecated true ; dct:isReplacedBy ex:new .
    ex:new a skos:Concept ; skos:prefLabel "new"@en .
    """)
    assert {slug: (term.status, term.replaced_by) for slug, term in content.terms.items()} == {
        "new": (TermStatus.PUBLISHED, ()),
        "old": (TermStatus.DEPRECATED, ("new",)),
        "older": (TermStatus.DEPRECATED, ("new",)),
    }


def test_cycles_clashes_and_dangling_targets_are_reported_and_kept() -> None:
    found = imported("""
    ex:a a skos:Concept ; skos:prefLabel "a"@en ; skos:broader ex:b ; skos:related ex:c .
    ex:b a skos:Concept ; skos:prefLabel "b"@en ; skos:broader ex:c .
    ex:c a skos:Concept ; skos:prefLabel "c"@en ; skos:broader ex:a, ex:gone ; skos:related ex:c .
    """)
    assert found.content
    assert rules(found.problems) == {"TG731", "TG732", "TG733", "TG736"}
    assert found.content.relations.keys() == {"a broader b", "b broader c"}
    skos = "http://www.w3.org/2004/02/skos/core#"
    assert {line.replace(EX, "").replace(skos, "") for line in found.content.extras} == {
        "<c> <broader> <a>", "<c> <broader> <gone>", "<a> <related> <c>", "<c> <related> <c>",
    }  # fmt: skip


def test_mappings_that_cannot_all_hold_are_reported_and_kept() -> None:
    found = imported("""
    ex:a a skos:Concept ; skos:prefLabel "a"@en ; skos:exactMatch far:x ; skos:relatedMatch far:x .
    ex:b a skos:Concept ; skos:prefLabel "b"@en ; skos:exactMatch far:x ; skos:closeMatch far:y .
    """)
    assert found.content
    assert [problem.rule for problem in found.problems if problem.rule == "TG734"] == ["TG734", "TG734"]
    assert found.content.terms["a"].mappings == (Mapping("exact-match", "http://far.example/x"),)
    assert found.content.terms["b"].mappings == (Mapping("close-match", "http://far.example/y"),)
    assert len(found.content.extras) == 2


@pytest.mark.parametrize(("suffix", "text"), [
    (".ttl", "ex:g { ex:a skos:prefLabel 'a'@en }"),
    (".rdf", '<http://a.example/> <http://www.w3.org/2004/02/skos/core#prefLabel> "a"@en .'),
    (".nt", '{"@id":"http://a.example/","@type":"http://www.w3.org/2004/02/skos/core#Concept"}'),
])  # fmt: skip
def test_the_content_counts_and_not_the_name(suffix: str, text: str) -> None:
    found = imported(text, suffix=suffix)
    assert found.content is not None
    assert "TG712" in rules(found.problems)


def test_slugs_are_readable_and_apart() -> None:
    content = content_of("""
    ex:c1 a skos:Concept ; skos:prefLabel "bank"@en . ex:c2 a skos:Concept ; skos:prefLabel "Bank"@en .
    ex:c3 a skos:Concept ; skos:prefLabel "茶"@ja . ex:c4 a skos:Concept .
    <http://vocab.example/茶> a skos:Concept .
    """)
    assert {term.source_iri: slug for slug, term in content.terms.items()} == {
        f"{EX}c1": "bank", f"{EX}c2": "bank-c2", f"{EX}c3": "c3", f"{EX}c4": "c4",
        f"{EX}茶": next(slug for slug in content.terms if slug.startswith("concept-")),
    }  # fmt: skip


def test_texts_that_would_be_links_or_headings_here_are_only_text() -> None:
    content = content_of(r"""
    ex:a a skos:Concept ; skos:prefLabel "a"@en ;
      skos:definition "See [[b]] and [@c] and [d](e.md).\n## Head\n```\nopen"@en .
    """)
    definition = content.terms["a"].definition
    assert definition == "See \\[[b]] and \\[@c] and [d]\\(e.md).\n### Head\n```\nopen\n```"


# Into a glossary that is there


def test_a_second_import_changes_nothing_and_a_newer_file_what_it_changed() -> None:
    first = content_of(TEA)
    again = imported(TEA, first).content
    assert again is not None
    assert merged(first, again) == first
    newer = imported(TEA.replace('"cup"@en', '"mug"@en').replace("skos:broader ex:tea", "skos:broader ex:cup"), first)
    assert newer.content
    after = merged(first, newer.content)
    assert after.terms["cup"].name == "mug"
    assert "green-tea broader cup" in after.relations
    assert "green-tea broader tea" not in after.relations


def test_what_an_editor_added_stays() -> None:
    from dataclasses import replace

    first = content_of(TEA)
    tea = replace(first.terms["tea"], minutes=5)
    edited = replace(first, terms={**first.terms, "tea": tea}, relations={
        **first.relations, "tea uses cup": Relation("tea", "uses", "cup"),
        "green-tea broader tea": Relation("green-tea", "broader", "tea", why="By leaf."),
    })  # fmt: skip
    again = imported(TEA, edited).content
    assert again is not None
    after = merged(edited, again)
    assert after.terms["tea"].minutes == 5
    assert "tea uses cup" in after.relations
    assert after.relations["green-tea broader tea"].why == "By leaf."
    assert after == edited


def test_other_terms_keep_their_slugs() -> None:
    from termgraph.model import Term

    there = Content.of(terms=[Term("tea", "T, a letter")])
    found = imported(TEA, there).content
    assert found is not None
    assert found.terms["tea-tea"].name == "tea"
    after = merged(there, found)
    assert after.terms["tea"].name == "T, a letter"
    assert after.glossary.name == there.glossary.name
    assert after.glossary.languages == ("en", "de")
