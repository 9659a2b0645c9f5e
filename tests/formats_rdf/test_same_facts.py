"""GraphQL, JSON-LD, Turtle and the schema.org profile state the same facts, for every term of data/.

Each is read here by hand in its own terms: JSON-LD as JSON, Turtle as a graph, GraphQL as its schema has it. Hidden
labels are left out: GraphQL, which readers see, does not tell them.
"""

from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest
import rdflib
from rdflib.namespace import DCTERMS, RDF, SKOS

from termgraph import Glossary
from termgraph.api.execution import execute
from termgraph.formats.rdf import term_bytes
from termgraph.glossary import View
from termgraph.relations import BUILT_IN

ROOT = Path(__file__).parents[2]
BASE = "https://glossary.example/"
TG = rdflib.Namespace("https://w3id.org/termgraph/ns#")

QUERY = """
query Facts($slug: String!) {
  term(by: {slug: $slug}) {
    slug name acronym kind level minutes status summary definition languages
    german: summary(language: "de")
    germanDefinition: definition(language: "de")
    germanSections: sections(language: "de") { text }
    labels(first: 100) { nodes { text kind language } }
    translations { language name }
    sections { key text }
    categories { slug name }
    requirements { why options { terms { slug } } }
    relations(first: 100) {
      edges { direction type { key } node { slug } why for forTerm { slug } since primary isOption }
    }
    trails(first: 5) { items { crumbs { breadcrumb { label } } } }
    sources { ref }
    mappings { match iri }
  }
}
"""

CAMEL = {
    key: "".join(word if not place else word.capitalize() for place, word in enumerate(key.split("-")))
    for key in BUILT_IN.types
}
"""What each type's predicate ends in, made here anew."""

SYMMETRIC = {key for key, row in BUILT_IN.types.items() if row.symmetric}
OTHER_LABELS = {"SYNONYM", "SPELLING", "PLURAL", "NARROWER_NAME", "RELATED", "ACRONYM", "TITLE"}

Facts = dict[str, Any]


@cache
def view() -> View:
    with Glossary.open(ROOT / "data") as glossary:
        return glossary.current


def slugs() -> list[str]:
    return [term.slug for term in view().snapshot.terms]


def by_graphql(slug: str) -> Facts:
    answer = execute(view(), QUERY, {"slug": slug})
    assert "errors" not in answer, answer
    term = answer["data"]["term"]
    labels = {(each["kind"], each["language"], each["text"]) for each in term["labels"]["nodes"]}
    names = {("en", term["name"]), *((each["language"], each["name"]) for each in term["translations"])}
    translated = "de" in term["languages"]
    edges = [each for each in term["relations"]["edges"] if not each["isOption"]]
    return {
        "slug": slug,
        "names": names,
        "other labels": {(language, text) for kind, language, text in labels if kind in OTHER_LABELS} - names,
        "deprecated labels": {(language, text) for kind, language, text in labels if kind == "DEPRECATED"},
        "kind": term["kind"].lower().replace("_", "-"),
        "level": term["level"] and term["level"].lower(),
        "minutes": term["minutes"],
        "status": term["status"].lower(),
        "summaries": {("en", term["summary"]), *([("de", term["german"])] if translated else [])},
        "definitions": {("en", term["definition"]), *([("de", term["germanDefinition"])] if translated else [])},
        "sections": {each["text"] for each in term["sections"]}
        | ({each["text"] for each in term["germanSections"]} if translated else set()),
        "main category": term["categories"][0]["slug"],
        "categories": {each["name"] for each in term["categories"]},
        "relations": {
            (each["type"]["key"], each["node"]["slug"])
            for each in edges
            if each["direction"] == "OUT" or each["type"]["key"] in SYMMETRIC
        },
        "reasons": {
            (each["type"]["key"], each["node"]["slug"], each["why"], (each["forTerm"] or {}).get("slug") or each["for"])
            for each in edges
            if _is_told_here(each, slug) and (each["why"] or each["for"])
        },
        "requirements": {
            (each["why"], tuple(tuple(sorted(term["slug"] for term in option["terms"])) for option in each["options"]))
            for each in term["requirements"]
            if len(each["options"]) > 1
        },
        "trails": {tuple(each["breadcrumb"]["label"] for each in trail["crumbs"]) for trail in term["trails"]["items"]},
        "sources": {each["ref"] for each in term["sources"]},
        "counterparts": {(each["match"].lower().split("_")[0], each["iri"]) for each in term["mappings"]},
    }  # fmt: skip


def by_json_ld(slug: str) -> Facts:
    """What the JSON says, read as JSON: no program for linked data is at work."""
    document = orjson.loads(term_bytes(view().snapshot, slug, "json-ld"))
    nodes = {node["id"]: node for node in document["@graph"]}
    term = nodes[f"term:{slug}"]

    def texts(key: str) -> set[tuple[str, str]]:
        return {(tag, each) for tag, found in term.get(key, {}).items() for each in _listed(found)}

    def name(iri: str) -> str:
        return iri.removeprefix("term:")

    statements = [nodes[each] for each in term.get("relation", ())]
    keys = {f"tg:{camel}": key for key, camel in CAMEL.items()}
    groups = [nodes[each] for each in term.get("requirement", ())]
    return {
        "slug": term["notation"],
        "names": texts("prefLabel"),
        "other labels": texts("altLabel"),
        "deprecated labels": texts("deprecatedLabel"),
        "kind": term["kind"],
        "level": term.get("level"),
        "minutes": term.get("minutes"),
        "status": term["status"],
        "summaries": texts("scopeNote"),
        "definitions": texts("definition"),
        "sections": {text for key in ("note", "example") for _, text in texts(key)},
        "main category": term["mainCategory"][0].removeprefix("category:"),
        "relations": {(key, name(each)) for key, camel in CAMEL.items() for each in term.get(camel, ())},
        "reasons": {
            (
                keys[node["rdf:predicate"]["id"]],
                name(node["rdf:object"]["id"]),
                node.get("why", {}).get("en"),
                _purpose(node),
            )
            for node in statements
            if "why" in node or "for" in node
        },
        "requirements": {
            (node.get("why", {}).get("en"), _options([nodes[each] for each in node["option"]])) for node in groups
        },
        "sources": {nodes[each]["identifier"] for each in term.get("source", ())},
        "counterparts": {(kind, each) for kind in MATCHES for each in term.get(f"{kind}Match", ())},
    }


def _is_told_here(edge: Facts, slug: str) -> bool:
    """Whether linked data say of this end why the relation holds: once, at the end that is stored as subject."""
    if edge["type"]["key"] in SYMMETRIC:
        return slug < str(edge["node"]["slug"])
    return bool(edge["direction"] == "OUT")


MATCHES = ("exact", "close", "broad", "narrow", "related")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _purpose(node: Facts) -> str | None:
    found = node.get("for")
    if not isinstance(found, dict):
        return found
    return str(found.get("@value", found.get("id"))).removeprefix("term:")


def _options(options: list[Facts]) -> tuple[tuple[str, ...], ...]:
    ordered = sorted(options, key=lambda option: option["position"])
    return tuple(tuple(sorted(each.removeprefix("term:") for each in option["tg:term"])) for option in ordered)


def by_turtle(slug: str) -> Facts:
    graph = rdflib.Graph().parse(data=term_bytes(view().snapshot, slug, "turtle"), format="turtle")
    concept = rdflib.URIRef(f"{BASE}terms/{slug}")
    keys: dict[rdflib.term.Node, str] = {TG[camel]: key for key, camel in CAMEL.items()}

    def texts(predicate: rdflib.term.Node) -> set[tuple[str, str]]:
        return {
            (each.language or "", str(each))
            for each in graph.objects(concept, predicate)
            if isinstance(each, rdflib.Literal)
        }

    def name(node: object) -> str:
        return str(node).removeprefix(f"{BASE}terms/")

    def one(predicate: rdflib.term.Node, subject: rdflib.term.Node = concept) -> Any:
        found = graph.value(subject, predicate)
        return found.toPython() if isinstance(found, rdflib.Literal) else None

    groups = {}
    for node in graph.objects(concept, TG.requirement):
        options = sorted(graph.objects(node, TG.option), key=lambda option: int(one(TG.position, option)))
        groups[node] = tuple(tuple(sorted(map(name, graph.objects(each, TG["term"])))) for each in options)
    return {
        "slug": one(SKOS.notation),
        "names": texts(SKOS.prefLabel),
        "other labels": texts(SKOS.altLabel),
        "deprecated labels": texts(TG.deprecatedLabel),
        "kind": one(TG.kind),
        "level": one(TG.level),
        "minutes": one(TG.minutes),
        "status": one(TG.status),
        "summaries": texts(SKOS.scopeNote),
        "definitions": texts(SKOS.definition),
        "sections": {text for predicate in (SKOS.note, SKOS.example) for _, text in texts(predicate)},
        "main category": str(graph.value(concept, TG.mainCategory)).removeprefix(f"{BASE}categories/"),
        "relations": {
            (keys[predicate], name(each)) for predicate, each in graph.predicate_objects(concept) if predicate in keys
        },
        "reasons": {
            (
                keys[rdflib.URIRef(str(graph.value(node, RDF.predicate)))],
                name(graph.value(node, RDF.object)),
                one(TG.why, node),
                _named(graph.value(node, TG["for"])),
            )
            for node in graph.objects(concept, TG.relation)
            if (node, TG.why, None) in graph or (node, TG["for"], None) in graph
        },
        "requirements": {(one(TG.why, node), options) for node, options in groups.items()},
        "sources": {one(DCTERMS.identifier, node) for node in graph.objects(concept, DCTERMS.source)},
        "counterparts": {
            (kind, str(each)) for kind in MATCHES for each in graph.objects(concept, SKOS[f"{kind}Match"])
        },
    }  # fmt: skip


def _named(node: rdflib.term.Node | None) -> str | None:
    return None if node is None else str(node).removeprefix(f"{BASE}terms/")


def by_schema(slug: str) -> Facts:
    document = orjson.loads(term_bytes(view().snapshot, slug, "json-ld", "schema"))
    nodes = {node["@id"]: node for node in document["@graph"]}
    term, page = nodes[f"{BASE}terms/{slug}"], nodes[f"{BASE}terms/{slug}.html"]

    def texts(node: Facts, key: str) -> set[tuple[str, str]]:
        return {(each["@language"], each["@value"]) for each in _listed(node.get(key, []))}

    trails = set()
    for each in _listed(page["breadcrumb"]):
        items = [nodes[item] for item in _listed(nodes[each]["itemListElement"])]
        labels = [item["name"]["@value"] for item in sorted(items, key=lambda item: item["position"])]
        trails.add(tuple(labels))
    return {
        "slug": term["termCode"],
        "names": texts(term, "name"),
        "other labels": texts(term, "alternateName"),
        "summaries": texts(term, "description"),
        "categories": {text for _, text in texts(page, "keywords")},
        "trails": trails,
        "sources": set(_listed(page.get("citation", []))),
        "counterparts": {("exact", each) for each in _listed(term.get("sameAs", []))},
    }


@pytest.mark.parametrize("read", [by_json_ld, by_turtle])
def test_linked_data_state_what_graphql_states(read: Any) -> None:
    for slug in slugs():
        expected, found = by_graphql(slug), read(slug)
        assert {key: expected[key] for key in found} == found, slug


def test_the_schema_profile_states_what_graphql_states() -> None:
    for slug in slugs():
        expected, found = by_graphql(slug), by_schema(slug)
        descriptions = found.pop("summaries")
        assert expected["summaries"] <= descriptions, slug
        assert {language for language, _ in descriptions} == {language for language, _ in expected["definitions"]}
        expected["counterparts"] = {each for each in expected["counterparts"] if each[0] == "exact"}
        assert {key: expected[key] for key in found} == found, slug


def test_there_is_something_to_state() -> None:
    facts = [by_graphql(slug) for slug in slugs()]
    assert len(facts) == len(view().snapshot.terms) >= 195
    for kind in ("names", "other labels", "definitions", "sections", "relations", "reasons", "requirements", "sources"):
        assert any(each[kind] for each in facts), kind
