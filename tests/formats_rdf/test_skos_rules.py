"""What is exported keeps the integrity conditions of the SKOS Reference (section 1.4), in any glossary."""

from collections import Counter

from contents import contents
from facts import facts
from full_glossary import FULL
from hypothesis import given, settings
from odd_contents import odd_contents
from rdf_graphs import joined
from test_three_readers import ours
from three_readers import said

from termgraph.formats.rdf import Triple
from termgraph.model import Alias, Content, GlossaryInfo, Mapping, Relation, Term, Translation, public

CORE = "http://www.w3.org/2004/02/skos/core#"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABELS = ("prefLabel", "altLabel", "hiddenLabel")


def broken(triples: set[Triple]) -> set[str]:
    """The conditions that triples break, by brute force: nothing here is shared with the writer."""
    found: set[str] = set()
    pairs: dict[str, set[tuple[str, object]]] = {}
    for subject, predicate, value in triples:
        if predicate.startswith(CORE):
            pairs.setdefault(predicate.removeprefix(CORE), set()).add((subject, value))
    is_of = {
        kind: {subject for subject, predicate, value in triples if predicate == TYPE and value.value == CORE + kind}
        for kind in ("Concept", "ConceptScheme", "Collection")
    }
    if is_of["Concept"] & is_of["ConceptScheme"]:
        found.add("S9")
    if is_of["Collection"] & (is_of["Concept"] | is_of["ConceptScheme"]):
        found.add("S37")
    for number, one in enumerate(LABELS):
        if any(pairs.get(one, set()) & pairs.get(other, set()) for other in LABELS[number + 1 :]):
            found.add("S13")
    preferred = Counter(
        (subject, value.language) for subject, predicate, value in triples if predicate == f"{CORE}prefLabel"
    )
    if any(count > 1 for count in preferred.values()):
        found.add("S14")
    broader, related = (
        {(one, str(getattr(other, "value", ""))) for one, other in pairs.get(key, set())}
        for key in ("broader", "related")
    )
    if joined(broader) & related:
        found.add("S27")
    if any(pairs.get("exactMatch", set()) & pairs.get(match, set()) for match in ("broadMatch", "relatedMatch")):
        found.add("S46")
    return found


def test_our_data_and_the_facts_break_nothing() -> None:
    for content in (ours(), facts(), public(FULL)):
        assert broken(said(content)) == set()


@settings(max_examples=60)
@given(contents())
def test_no_glossary_breaks_anything(content: Content) -> None:
    assert broken(said(public(content))) == set()


@settings(max_examples=60)
@given(odd_contents())
def test_no_odd_glossary_breaks_anything(content: Content) -> None:
    assert broken(said(content)) == set()


HOSTILE = Content.of(
    GlossaryInfo(base_url="https://glossary.example/"),
    terms=[
        Term(
            "a",
            "Same",
            acronym="Same",
            aliases=(Alias("Same"), Alias("Same", "hidden"), Alias("Other"), Alias("Other", "forbidden")),
            mappings=tuple(
                Mapping(match, "https://example.org/x")
                for match in ("exact-match", "close-match", "broad-match", "narrow-match", "related-match")
            ),
            translations=(Translation("en", "English again"), Translation("EN", "And again")),
        ),
        Term("b", "B"),
        Term("c", "C"),
    ],
    relations=[
        Relation("a", "is-a", "b"),
        Relation("b", "part-of", "c"),
        Relation("a", "uses", "c"),
        Relation("a", "contrasts-with", "c"),
    ],
)


def test_a_glossary_that_asks_for_clashes_gets_none_and_loses_nothing() -> None:
    triples = said(HOSTILE)
    assert broken(triples) == set()
    texts = {value.value for subject, _, value in triples if subject.endswith("terms/a")}
    assert texts >= {"Same", "Other", "English again", "And again", "https://example.org/x"}


def test_each_condition_is_seen_when_it_is_broken() -> None:
    def link(one: str, predicate: str, other: str) -> Triple:
        from termgraph.formats.rdf import Object

        return (one, CORE + predicate if predicate != "type" else TYPE, Object(other))

    def text(predicate: str, words: str) -> Triple:
        from termgraph.formats.rdf.names import literal

        return ("a", CORE + predicate, literal(words, "en"))

    cases: dict[str, set[Triple]] = {
        "S9": {link("a", "type", f"{CORE}Concept"), link("a", "type", f"{CORE}ConceptScheme")},
        "S13": {text("prefLabel", "x"), text("hiddenLabel", "x")},
        "S14": {text("prefLabel", "x"), text("prefLabel", "y")},
        "S27": {link("a", "broader", "b"), link("b", "broader", "c"), link("c", "related", "a")},
        "S37": {link("a", "type", f"{CORE}Concept"), link("a", "type", f"{CORE}Collection")},
        "S46": {link("a", "exactMatch", "x"), link("a", "relatedMatch", "x")},
    }
    for condition, triples in cases.items():
        assert broken(triples) == {condition}
