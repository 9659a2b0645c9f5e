"""Quality of labels and documentation (qSKOS, Mader, Haslhofer and Isaac 2012; Suominen and Mader 2014)."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from termgraph.errors import Rule, Severity
from termgraph.formats.rdf.importing.findings import Found
from termgraph.formats.rdf.names import LANGUAGE_STRING, STRING, Object, literal, name

from .view import NOTES, SKOS_LABELS, Check, View, shown

_WARNING, _INFO = Severity.WARNING, Severity.INFO
_TITLES = (name("rdfs:label"), name("dcterms:title"), "http://purl.org/dc/elements/1.1/title")
_UNSEEN = frozenset({"Cc", "Co", "Cn", "Cs"})
"""Categories of characters that nobody sees; joiners (Cf) belong to some scripts."""

_HEARD = (*map(name, SKOS_LABELS), *NOTES)


def untagged(view: View) -> Iterator[Found]:
    """Labels and notes without a language, or with a tag that is none."""
    for thing, said in view.graph.about.items():
        for predicate in _HEARD:
            for each in said.get(predicate, ()):
                if each.datatype == STRING and each.value.strip():
                    yield (thing,), f"{shown(each)} has no language"
                elif each.datatype == LANGUAGE_STRING and not literal("x", each.language).language:
                    yield (thing,), f"{shown(each)}: '{each.language}' is not a language tag"


def _languages(view: View, concept: str) -> set[str]:
    return {each.language for curie in SKOS_LABELS[:2] for each in view.label(concept, curie) if each.language}


def uncovered(view: View) -> Iterator[Found]:
    """Concepts without a label in a language in which others have one."""
    spoken = {concept: _languages(view, concept) for concept in view.found.concepts}
    everything = set().union(*spoken.values())
    for concept, languages in spoken.items():
        if missing := sorted(everything - languages):
            more = f" and {len(missing) - 8} more" if len(missing) > 8 else ""
            yield (concept,), f"no label in {', '.join(missing[:8])}{more}"


def no_common_language(view: View) -> Iterator[Found]:
    """Whether some language has a label for every concept."""
    counted = Counter(language for concept in view.found.concepts for language in _languages(view, concept))
    if view.found.concepts and max(counted.values(), default=0) < len(view.found.concepts):
        language, number = min(counted.items(), key=lambda item: (-item[1], item[0]), default=("none", 0))
        total = len(view.found.concepts)
        yield (), f"no language has labels for all {total:,} concepts; '{language}' has them for {number:,}"


def undocumented(view: View) -> Iterator[Found]:
    """Concepts without a definition or any other note."""
    predicates = view.predicates("skos:note", *(f"skos:{each.rpartition('#')[2]}" for each in NOTES))
    for concept in view.found.concepts:
        if view.graph.about[concept].keys().isdisjoint(predicates):
            yield (concept,), "nothing says what it is: no definition, no note"


def overlapping(view: View) -> Iterator[Found]:
    """Labels, letter case aside, that several concepts of one scheme have in one language."""
    owners: dict[tuple[str, str], dict[str, Object]] = defaultdict(dict)
    for concept in view.found.concepts:
        for curie in SKOS_LABELS:
            for each in view.label(concept, curie):
                owners[each.language, " ".join(each.value.casefold().split())].setdefault(concept, each)
    for sharing in owners.values():
        if len(sharing) < 2:
            continue
        by_scheme: dict[str, list[str]] = defaultdict(list)
        for concept in sharing:
            for scheme in view.schemes_of.get(concept, {""}):
                by_scheme[scheme].append(concept)
        for concepts in {tuple(sorted(each)) for each in by_scheme.values() if len(each) > 1}:
            others = ", ".join(f"<{each}>" for each in concepts[1:4])
            yield concepts, f"{shown(sharing[concepts[0]])} is a label of {others} as well"


def unlabelled(view: View) -> Iterator[Found]:
    """Concepts without a preferred label, and schemes without a name."""
    for concept in view.found.concepts:
        if not view.label(concept, SKOS_LABELS[0]):
            yield (concept,), "this concept has no preferred label"
    for scheme in view.found.schemes:
        named = any(view.graph.literals(scheme, predicate) for predicate in _TITLES)
        if scheme in view.graph.about and not named and not view.label(scheme, SKOS_LABELS[0]):
            yield (scheme,), "this scheme has no name"


def empty(view: View) -> Iterator[Found]:
    """Labels that are empty, or nothing but space."""
    for thing, kinds in view.labels.items():
        for curie, texts in kinds.items():
            for each in texts:
                if not each.value.strip():
                    yield (thing,), f"an empty {curie}"


def unprintable(view: View) -> Iterator[Found]:
    """Labels with characters that nobody sees: controls, private use, code points without a character."""
    for thing, kinds in view.labels.items():
        for curie, texts in kinds.items():
            for each in texts:
                if not each.value.isprintable():
                    bad = next((mark for mark in each.value if unicodedata.category(mark) in _UNSEEN), "")
                    if bad:
                        yield (thing,), f"the {curie} {shown(each)} has the character U+{ord(bad):04X}"


def ambiguous_notations(view: View) -> Iterator[Found]:
    """Notations that several concepts of one scheme have."""
    owners: dict[tuple[str, Object], list[str]] = defaultdict(list)
    for concept in view.found.concepts:
        for each in view.graph.literals(concept, name("skos:notation")):
            for scheme in sorted(view.schemes_of.get(concept, {""})):
                owners[scheme, each].append(concept)
    for (_, each), concepts in owners.items():
        if len(concepts) > 1:
            others = ", ".join(f"<{other}>" for other in concepts[1:4])
            yield tuple(concepts), f"the notation {shown(each)} is that of {others} as well"


TEXTS: tuple[Check, ...] = (
    Check(
        Rule(
            "TG750", "language-tag", _WARNING,
            "Labels and notes say which language they are in.",
            "A program cannot choose what a reader understands, and S14 cannot be judged.",
            '`skos:prefLabel "Hund"`', 'Write "Hund"@de.',
        ),
        untagged,
    ),
    Check(
        Rule(
            "TG751", "language-coverage", _INFO,
            "Each concept has a label in every language that the vocabulary speaks.",
            "Readers of that language find nothing.",
            "A concept with an English label among bilingual ones.", "Add the label.",
        ),
        uncovered,
    ),
    Check(
        Rule(
            "TG752", "common-language", _INFO,
            "One language has a label for every concept.",
            "Without it no list of all concepts can be shown to anybody.",
            "Half of the labels in English, the other half in French.", "Complete one language.",
        ),
        no_common_language,
    ),
    Check(
        Rule(
            "TG753", "undocumented-concept", _INFO,
            "A concept has a definition or a note.",
            "A label alone leaves open what is meant.",
            'A concept with nothing but `skos:prefLabel "Bank"@en`.', "Add a skos:definition.",
        ),
        undocumented,
    ),
    Check(
        Rule(
            "TG754", "overlapping-label", _WARNING,
            "A label belongs to one concept of a scheme.",
            "A search for it finds two, and an indexer may take either.",
            '"Bank"@en for the river and for the money.', "Tell them apart, or merge them.",
        ),
        overlapping,
    ),
    Check(
        Rule(
            "TG755", "missing-label", _WARNING,
            "Concepts have a preferred label, and schemes a name.",
            "Nobody can show what has no name.",
            "`ex:a a skos:Concept .`", "Add a skos:prefLabel.",
        ),
        unlabelled,
    ),
    Check(
        Rule(
            "TG756", "empty-label", _WARNING,
            "No label is empty.",
            "An empty label shows as nothing.",
            '`skos:prefLabel ""@en`', "Write the label, or take it out.",
        ),
        empty,
    ),
    Check(
        Rule(
            "TG757", "unprintable-label", _WARNING,
            "Labels have no characters that nobody sees.",
            "Two labels that look the same are not, and some programs break.",
            '"Bank\\u0007"@en', "Delete the character.",
        ),
        unprintable,
    ),
    Check(
        Rule(
            "TG758", "ambiguous-notation", _WARNING,
            "A notation belongs to one concept of a scheme.",
            "A notation is there to identify.",
            'Two concepts with `skos:notation "303.4833"`.', "Correct one of them.",
        ),
        ambiguous_notations,
    ),
)  # fmt: skip  # one row reads as one paragraph
