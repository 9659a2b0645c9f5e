"""The RDF of a glossary says everything that is there, nothing of drafts, and keeps the rules of SKOS."""

import rdflib
from facts import facts
from full_glossary import FULL
from rdf_graphs import CATEGORY, ISOTHES, OWN, SCHEME, TERM, TG, camel, clashes, english, facts_graph, full_graph
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS
from three_readers import exported

from termgraph.model import public
from termgraph.relations import BUILT_IN


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
    assert b"Delta" not in exported(public(FULL))
    assert b"glossary.example/terms/d" not in exported(public(FULL), "n-triples")
    assert b"glossary.example/terms/d" in exported(FULL, "n-triples")
