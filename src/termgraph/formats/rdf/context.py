"""What the JSON-LD of the SKOS profile calls things: the same names in every glossary, then the glossary's own."""

from termgraph.relations import BUILT_IN

from .ground import Ground
from .jsonld import LINKS, ONE_TEXT, TEXTS, VALUES, Compact
from .names import NAMESPACES, Names, local_name, name

SHAPES: dict[str, tuple[str, ...]] = {
    ONE_TEXT: ("skos:prefLabel", "tg:why"),
    TEXTS: (
        "skos:altLabel", "skos:hiddenLabel", "skos:definition", "skos:scopeNote", "skos:example", "skos:note",
        "rdfs:label", "dcterms:title", "dcterms:description", "tg:acronym", "tg:spellingLabel", "tg:pluralLabel",
        "tg:narrowerNameLabel", "tg:relatedLabel", "tg:deprecatedLabel", "tg:forbiddenLabel", "tg:caseSensitiveLabel",
        "tg:notLinked",
    ),
    LINKS: (
        "skos:inScheme", "skos:topConceptOf", "skos:hasTopConcept", "skos:member",
        "skos:broader", "skos:narrower", "skos:related",
        "skos:exactMatch", "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch",
        "skos:mappingRelation",
        "isothes:broaderGeneric", "isothes:narrowerGeneric", "isothes:broaderPartitive", "isothes:narrowerPartitive",
        "isothes:broaderInstantial", "isothes:narrowerInstantial",
        "dcterms:isReplacedBy", "dcterms:source", "rdfs:seeAlso", "foaf:page",
        "tg:mainCategory", "tg:sourceIri", "tg:relation", "tg:requirement", "tg:option", "tg:term", "tg:reviewedBy",
        "tg:linkGroup", "tg:writtenFor", "tg:about", "tg:teaches", "tg:needs", "tg:profile", "tg:step",
    ),
    VALUES: (
        "skos:notation", "owl:deprecated", "dcterms:identifier", "dcterms:modified", "dcterms:language",
        "tg:address", "tg:changed", "tg:firstSlug", "tg:for", "tg:formerSlug", "tg:keep", "tg:kind", "tg:level",
        "tg:minutes", "tg:order", "tg:position", "tg:primary", "tg:reviewDue", "tg:reviewed", "tg:revision", "tg:since",
        "tg:status", "tg:strict", "tg:translatedFrom",
    ),
}  # fmt: skip  # a table reads better than a name a line
"""The properties that have a short name in the context, by shape; the others are written "prefix:local"."""


def shapes() -> dict[str, str]:
    """The shape of each predicate that every glossary may use, built-in relation types included."""
    found = {name(key): shape for shape, keys in SHAPES.items() for key in keys}
    return found | {NAMESPACES["tg"] + local_name(key): LINKS for key in BUILT_IN.types}


def shared() -> Compact:
    """The names that every glossary uses: what `schema/context.jsonld` says."""
    found = shapes()
    return Compact(NAMESPACES, found, _short(found))


def own(ground: Ground) -> Compact:
    """The names of one glossary: the shared ones, its prefixes, its relation types and its sections."""
    names: Names = ground.names
    found = shapes()
    short = _short(found)
    for row in ground.snapshot.registry.types.values():
        found.setdefault(ground.predicates[row.key], LINKS)
    for heading in ground.snapshot.glossary.sections:
        found.setdefault(names.note(heading.key), TEXTS)
    return Compact(names.prefixes(), found, short)


def _short(found: dict[str, str]) -> dict[str, str]:
    """The local names of predicates, but for those that are prefixes."""
    local = {predicate: predicate[max(predicate.rfind("#"), predicate.rfind("/")) + 1 :] for predicate in found}
    taken = Names("").prefixes()
    return {predicate: short for predicate, short in local.items() if short not in taken}
