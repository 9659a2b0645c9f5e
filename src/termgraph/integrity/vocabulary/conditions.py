"""The integrity conditions of SKOS: what breaks one is inconsistent, whatever a vocabulary is for."""

from collections.abc import Iterator
from itertools import combinations

from termgraph.errors import Rule, Severity
from termgraph.formats.rdf.importing.findings import Found
from termgraph.formats.rdf.importing.labels import LITERAL_FORM
from termgraph.formats.rdf.importing.vocabulary import SKOS_XL, TYPE

from .view import SKOS_LABELS, Check, View, shown

_ERROR = Severity.ERROR
_COLLECTIONS = ("skos:Collection", "skos:OrderedCollection")


def _concepts(view: View) -> set[str]:
    """Concepts by type and by what SKOS says about domains and ranges (S3, S8, S19, S20, S41)."""
    found = set(view.typed("skos:Concept"))
    found |= {concept for concept, _ in view.pairs("skos:topConceptOf")}
    found |= {concept for _, concept in view.pairs("skos:hasTopConcept")}
    found |= {each for pair in view.upward for each in pair} | {each for pair in view.related for each in pair}
    exact = view.pairs("skos:exactMatch", "skos:closeMatch", "skos:semanticRelation", "skos:mappingRelation")
    return found | {each for pair in exact for each in pair}


def _schemes(view: View) -> set[str]:
    """Schemes by type, domain and range (S4 to S8)."""
    found = set(view.typed("skos:ConceptScheme"))
    found |= {scheme for _, scheme in view.pairs("skos:inScheme", "skos:topConceptOf")}
    return found | {scheme for scheme, _ in view.pairs("skos:hasTopConcept")}


def _collections(view: View) -> set[str]:
    """Collections by type and domain (S31, S33)."""
    return set(view.typed(*_COLLECTIONS)) | {each for each, _ in view.pairs("skos:member", "skos:memberList")}


def schemes_are_no_concepts(view: View) -> Iterator[Found]:
    """S9."""
    for each in sorted(_concepts(view) & _schemes(view)):
        yield (each,), "this is a concept and a concept scheme"


def collections_are_apart(view: View) -> Iterator[Found]:
    """S37."""
    collections = _collections(view)
    for others, what in ((_concepts(view), "a concept"), (_schemes(view), "a concept scheme")):
        for each in sorted(collections & others):
            yield (each,), f"this is a collection and {what}"


def label_kinds_are_apart(view: View) -> Iterator[Found]:
    """S13."""
    for thing in view.labels:
        for one, other in combinations(SKOS_LABELS, 2):
            for each in sorted(set(view.label(thing, one)) & set(view.label(thing, other))):
                yield (thing,), f"{shown(each)} is its {one} and its {other}"


def one_preferred_label(view: View) -> Iterator[Found]:
    """S14; a label without a language counts as one in a language of its own."""
    for thing in view.labels:
        by_language: dict[str, list[str]] = {}
        for each in view.label(thing, SKOS_LABELS[0]):
            by_language.setdefault(each.language, []).append(shown(each))
        for texts in by_language.values():
            if len(texts) > 1:
                yield (thing,), f"{len(texts)} preferred labels in one language: {', '.join(texts[:5])}"


def related_is_no_hierarchy(view: View) -> Iterator[Found]:
    """S27."""
    looped = {each for pair in view.upward for each in pair if pair[0] == pair[1]}
    for one, other in view.related:
        if one == other:
            if one in looped:
                yield (one,), "this is related to itself, and broader than itself"
        elif view.above(one, other) or view.above(other, one):
            yield (one, other), f"this is related to <{other}>, and broader or narrower as well"


def same_is_not_near(view: View) -> Iterator[Found]:
    """S46, with exactMatch symmetric and transitive (S44, S45)."""
    same: dict[str, str] = {}
    for one, other in view.pairs("skos:exactMatch"):
        same[_root(same, one)] = _root(same, other)
    known = {each for pair in view.pairs("skos:exactMatch") for each in pair}
    for curie in ("skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch"):
        for one, other in sorted(set(view.pairs(curie))):
            if one in known and other in known and _root(same, one) == _root(same, other):
                yield (one, other), f"<{other}> is its {curie}, and exactly the same by way of skos:exactMatch"


def _root(same: dict[str, str], thing: str) -> str:
    while (above := same.get(thing, thing)) != thing:
        same[thing] = same.get(above, above)
        thing = same[thing]
    return thing


def xl_labels_are_labels(view: View) -> Iterator[Found]:
    """S48 and S52."""
    labels = {
        thing
        for thing, said in view.graph.about.items()
        if LITERAL_FORM in said or any(each.value == f"{SKOS_XL}Label" for each in said.get(TYPE, ()))
    }
    others = _concepts(view) | _schemes(view) | _collections(view) if labels else set()
    for each in sorted(labels):
        forms = view.graph.literals(each, LITERAL_FORM)
        if each in others:
            yield (each,), "this is a SKOS-XL label, and a concept, a scheme or a collection"
        if len(forms) > 1:
            yield (each,), f"a SKOS-XL label has one literal form, and this one {len(forms)}"


CONDITIONS: tuple[Check, ...] = (
    Check(
        Rule(
            "TG740", "scheme-and-concept", _ERROR,
            "No thing is a concept and a concept scheme (SKOS Reference, S9).",
            "The two classes are disjoint: the vocabulary contradicts itself.",
            "`ex:a a skos:Concept, skos:ConceptScheme .`",
            "Give the scheme an address of its own.", "S9",
        ),
        schemes_are_no_concepts,
    ),
    Check(
        Rule(
            "TG741", "label-kinds", _ERROR,
            "A label is preferred, alternative or hidden, and one of these only (SKOS Reference, S13).",
            "The three are disjoint: the vocabulary contradicts itself.",
            '`skos:prefLabel "love"@en ; skos:altLabel "love"@en`',
            "Take out the weaker one.", "S13",
        ),
        label_kinds_are_apart,
    ),
    Check(
        Rule(
            "TG742", "two-preferred-labels", _ERROR,
            "A thing has one preferred label in a language (SKOS Reference, S14).",
            "Nobody could say which is to be shown. An import takes the first by code point.",
            '`skos:prefLabel "colour"@en, "color"@en`',
            "Make one of them alternative, or say which English it is: en-GB, en-US.", "S14",
        ),
        one_preferred_label,
    ),
    Check(
        Rule(
            "TG743", "related-and-broader", _ERROR,
            "What is related is not broader or narrower, by whatever chain (SKOS Reference, S27).",
            "The two exclude each other: the vocabulary contradicts itself.",
            "`ex:a skos:related ex:c ; skos:broader ex:b . ex:b skos:broader ex:c .`",
            "Take out the statement that says less.", "S27",
        ),
        related_is_no_hierarchy,
    ),
    Check(
        Rule(
            "TG744", "collection-and-concept", _ERROR,
            "A collection is neither a concept nor a scheme (SKOS Reference, S37).",
            "The classes are disjoint: the vocabulary contradicts itself.",
            "`ex:byAge a skos:Collection . ex:milk skos:narrower ex:byAge .`",
            "Let the concepts be narrower than a concept, and members of the collection.", "S37",
        ),
        collections_are_apart,
    ),
    Check(
        Rule(
            "TG745", "same-and-near", _ERROR,
            "What is exactly the same is not broader, narrower or related as well (SKOS Reference, S46).",
            "The mappings exclude each other, also by way of a third vocabulary.",
            "`ex:a skos:exactMatch ex:b ; skos:broadMatch ex:b .`",
            "Decide which is meant.", "S46",
        ),
        same_is_not_near,
    ),
    Check(
        Rule(
            "TG746", "xl-label", _ERROR,
            "A SKOS-XL label has one literal form, and is nothing else (SKOS Reference, S48 and S52).",
            "A label with two forms is two labels.",
            '`ex:l a skosxl:Label ; skosxl:literalForm "a"@en, "b"@en .`',
            "Make two labels of it.", "S48",
        ),
        xl_labels_are_labels,
    ),
)  # fmt: skip  # one row reads as one paragraph
