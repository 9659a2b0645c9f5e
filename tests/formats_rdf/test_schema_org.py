"""The schema.org profile uses each property on types that have it and with values it may have, and invents nothing."""

from contents import contents
from facts import facts
from full_glossary import FULL
from hypothesis import given, settings
from test_three_readers import ours
from three_readers import said

from termgraph.formats.rdf import Object, Triple
from termgraph.formats.rdf.names import KNOWN_NAMESPACES
from termgraph.formats.rdf.schema_org import CLASSES, LINKED, SAID, TRAILS
from termgraph.graph.breadcrumbs import trails
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Content, Relation, Term, public

SCHEMA = KNOWN_NAMESPACES["schema"]
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

ABOVE = {
    "DefinedTerm": ("Intangible", "Thing"),
    "DefinedTermSet": ("CreativeWork", "Thing"),
    "WebPage": ("CreativeWork", "Thing"),
    "BreadcrumbList": ("ItemList", "Intangible", "Thing"),
    "ListItem": ("Intangible", "Thing"),
    "Person": ("Thing",),
    "Organization": ("Thing",),
}
"""The types used, and those above them (schema.org 29.0)."""

DEFINED: dict[str, tuple[set[str], set[str]]] = {
    "alternateName": ({"Thing"}, {"Text"}),
    "breadcrumb": ({"WebPage"}, {"BreadcrumbList", "Text"}),
    "citation": ({"CreativeWork"}, {"CreativeWork", "Text"}),
    "dateModified": ({"CreativeWork"}, {"Date", "DateTime"}),
    "description": ({"Thing"}, {"Text", "TextObject"}),
    "hasDefinedTerm": ({"DefinedTermSet", "Taxon"}, {"DefinedTerm"}),
    "inDefinedTermSet": ({"DefinedTerm"}, {"DefinedTermSet", "URL"}),
    "inLanguage": ({"CreativeWork"}, {"Language", "Text"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "item": ({"ListItem", "DataFeedItem"}, {"Thing"}),
    "itemListElement": ({"ItemList"}, {"ListItem", "Text", "Thing"}),
    "jobTitle": ({"Person"}, {"DefinedTerm", "Text"}),
    "keywords": ({"CreativeWork", "Event", "Organization", "Place", "Product"}, {"DefinedTerm", "Text", "URL"}),
    "lastReviewed": ({"WebPage"}, {"Date"}),
    "license": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "mainEntity": ({"CreativeWork"}, {"Thing"}),
    "mainEntityOfPage": ({"Thing"}, {"CreativeWork", "URL"}),
    "name": ({"Thing"}, {"Text"}),
    "numberOfItems": ({"ItemList"}, {"Integer"}),
    "position": ({"CreativeWork", "ListItem"}, {"Integer", "Text"}),
    "publisher": ({"CreativeWork"}, {"Organization", "Person"}),
    "relatedLink": ({"WebPage"}, {"URL"}),
    "reviewedBy": ({"WebPage"}, {"Organization", "Person"}),
    "sameAs": ({"Thing"}, {"URL"}),
    "termCode": ({"DefinedTerm"}, {"Text"}),
    "url": ({"Thing"}, {"URL"}),
    "version": ({"CreativeWork"}, {"Number", "Text"}),
}
"""The properties used, with their domains and ranges (schema.org 29.0)."""

LITERALS = {
    "http://www.w3.org/2001/XMLSchema#string": {"Text"},
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString": {"Text"},
    "http://www.w3.org/2001/XMLSchema#integer": {"Integer", "Number"},
    "http://www.w3.org/2001/XMLSchema#date": {"Date"},
    "http://www.w3.org/2001/XMLSchema#dateTime": {"DateTime"},
}


def faults(triples: set[Triple]) -> list[str]:
    """What is not as schema.org defines it."""
    types: dict[str, set[str]] = {}
    for subject, predicate, value in triples:
        if predicate == TYPE:
            kind = value.value.removeprefix(SCHEMA)
            types.setdefault(subject, set()).update((kind, *ABOVE.get(kind, ())))
    found = []
    for subject, predicate, value in triples:
        if predicate == TYPE:
            continue
        domain, range_ = DEFINED.get(predicate.removeprefix(SCHEMA), (set(), set()))
        if not domain & types.get(subject, set()):
            found.append(f"{predicate} does not stand on {subject}")
        # What has no type here is an address elsewhere.
        kinds = types.get(value.value, {"URL"}) | {"URL"} if value.datatype == "@id" else LITERALS[value.datatype]
        if not range_ & kinds and not ("Thing" in range_ and value.datatype == "@id"):
            found.append(f"{predicate} of {subject} is {value}")
    return found


def test_every_property_stands_where_it_may_with_a_value_that_it_may_have() -> None:
    assert set(LINKED) | set(SAID) == set(DEFINED)
    assert set(CLASSES) == set(ABOVE)
    for content in (ours(), facts(), public(FULL)):
        assert faults(said(content, "schema")) == []


@settings(max_examples=40)
@given(contents())
def test_so_it_is_in_any_glossary(content: Content) -> None:
    shown = public(content)
    assert faults(said(shown, "schema")) == []


def test_a_fault_is_found() -> None:
    page, kind = "https://glossary.example/p", Object(f"{SCHEMA}WebPage")
    code = (page, f"{SCHEMA}termCode", Object("x", "http://www.w3.org/2001/XMLSchema#string"))
    name = (page, f"{SCHEMA}name", Object("https://example.org/"))
    assert len(faults({(page, TYPE, kind), code})) == 1
    assert len(faults({(page, TYPE, kind), name})) == 1


def test_there_is_a_list_for_each_trail_with_its_crumbs_in_order() -> None:
    content = ours()
    snapshot, triples = Snapshot.of(content, "e.1"), said(content, "schema")
    by_subject: dict[str, dict[str, list[Object]]] = {}
    for subject, predicate, value in triples:
        by_subject.setdefault(subject, {}).setdefault(predicate.removeprefix(SCHEMA), []).append(value)
    counts = []
    for number, term in enumerate(snapshot.terms):
        page = f"{snapshot.glossary.base_url}terms/{term.slug}.html"
        found = []
        for trail in by_subject[page]["breadcrumb"]:
            items = [by_subject[each.value] for each in by_subject[trail.value]["itemListElement"]]
            items.sort(key=lambda item: int(item["position"][0].value))
            assert [int(item["position"][0].value) for item in items] == list(range(1, len(items) + 1))
            assert int(by_subject[trail.value]["numberOfItems"][0].value) == len(items)
            found.append([item["name"][0].value for item in items])
        expected = trails(snapshot, number, first=TRAILS).trails
        assert sorted(found) == sorted([placed.crumb.label for placed in trail.crumbs] for trail in expected)
        counts.append(len(found))
    assert min(counts) == 1 < max(counts)


def test_of_many_trails_the_first_five_are_written() -> None:
    parents = [f"p{number}" for number in range(9)]
    content = Content.of(
        FULL.glossary,
        terms=[Term(slug, slug.upper()) for slug in ("low", *parents)],
        relations=[Relation("low", "is-a", slug) for slug in parents],
    )
    lists = [value for subject, predicate, value in said(content, "schema")
             if predicate == f"{SCHEMA}breadcrumb" and subject.endswith("low.html")]  # fmt: skip
    assert len(lists) == TRAILS == 5
