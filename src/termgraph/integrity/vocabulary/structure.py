"""Quality of hierarchies and relations (qSKOS), each rule linear in the graph but for what `Lineage` has to walk."""

from collections import defaultdict
from collections.abc import Iterator

from termgraph.errors import Rule, Severity
from termgraph.formats.rdf.importing.findings import Found
from termgraph.formats.rdf.names import name
from termgraph.graph.lineage import Lineage
from termgraph.integrity.cycles import shortest_cycles

from .view import Check, View

_WARNING, _INFO = Severity.WARNING, Severity.INFO
_BROADER = ("skos:broader", "isothes:broaderGeneric", "isothes:broaderPartitive", "isothes:broaderInstantial")
_INVERSES = (
    ("skos:broader", "skos:narrower"),
    ("skos:related", "skos:related"),
    ("skos:broaderTransitive", "skos:narrowerTransitive"),
    ("skos:topConceptOf", "skos:hasTopConcept"),
    ("skos:exactMatch", "skos:exactMatch"),
    ("skos:closeMatch", "skos:closeMatch"),
    ("skos:relatedMatch", "skos:relatedMatch"),
    ("skos:broadMatch", "skos:narrowMatch"),
)
_JOINS = ("skos:semanticRelation", *(
    f"skos:{each}" for each in ("broader", "narrower", "related", "broaderTransitive", "narrowerTransitive")
))  # fmt: skip
_MATCHES = tuple(f"skos:{each}Match" for each in ("exact", "close", "broad", "narrow", "related"))


def orphans(view: View) -> Iterator[Found]:
    """Concepts without any relation to another, counting schemes' tops and mappings as none."""
    joined = {each for pair in (*view.upward, *view.related) for each in pair}
    for concept in view.found.concepts:
        if concept not in joined:
            yield (concept,), "no relation joins it with another concept"


def clusters(view: View) -> Iterator[Found]:
    """Parts of the vocabulary that no relation joins with the largest one; orphans are told elsewhere."""
    group = {concept: concept for concept in view.found.concepts}
    for one, other in (*sorted(view.upward), *view.related):
        if one in group and other in group:
            group[_root(group, one)] = _root(group, other)
    members: dict[str, list[str]] = defaultdict(list)
    for concept in view.found.concepts:
        members[_root(group, concept)].append(concept)
    parts = sorted((each for each in members.values() if len(each) > 1), key=lambda each: (-len(each), each[0]))
    for part in parts[1:]:
        yield (
            tuple(part[:20]),
            f"{len(part):,} concepts hang together, apart from the {len(parts[0]):,} of the largest part",
        )


def _root(group: dict[str, str], concept: str) -> str:
    while group[concept] != concept:
        group[concept] = group[group[concept]]
        concept = group[concept]
    return concept


def cycles(view: View) -> Iterator[Found]:
    """One shortest cycle of each tangle of the hierarchy; a statement about itself is told elsewhere."""
    for cycle in shortest_cycles(pair for pair in view.upward if pair[0] != pair[1]):
        way = " → ".join(f"<{each}>" for each in (*cycle[:5], cycle[0] if len(cycle) <= 5 else "…"))
        yield tuple(cycle), f"broader leads in a circle of {len(cycle):,}: {way}"


def valueless(view: View) -> Iterator[Found]:
    """Related concepts that have a broader concept in common, which joins them already."""
    broader: dict[str, set[str]] = defaultdict(set)
    for low, high in view.upward:
        broader[low].add(high)
    for one, other in view.related:
        shared = sorted(broader.get(one, set()) & broader.get(other, set()))
        if shared and one != other:
            yield (one, other), f"this is related to <{other}>, and both have the broader <{shared[0]}>"


def only_transitive(view: View) -> Iterator[Found]:
    """skos:broaderTransitive between concepts that no chain of skos:broader joins (SKOS Reference, 8.6.2)."""
    direct = [*view.pairs(*_BROADER), *((low, high) for high, low in view.pairs("skos:narrower"))]
    stated = [
        *view.pairs("skos:broaderTransitive"),
        *((low, high) for high, low in view.pairs("skos:narrowerTransitive")),
    ]
    if not stated:
        return
    numbers = {iri: number for number, iri in enumerate(sorted({each for pair in (*direct, *stated) for each in pair}))}
    broader: list[list[int]] = [[] for _ in numbers]
    for low, high in sorted(set(direct)):
        broader[numbers[low]].append(numbers[high])
    lineage = Lineage(broader)
    for low, high in sorted(set(stated)):
        if not lineage.above(numbers[high], numbers[low]):
            yield (low, high), f"skos:broaderTransitive says <{high}>, and no chain of skos:broader leads there"


def one_way(view: View) -> Iterator[Found]:
    """Statements whose inverse is not stated, for readers that do not infer it."""
    for one, other in _INVERSES:
        there, back = set(view.graph.pairs(name(one))), set(view.graph.pairs(name(other)))
        ways = [(there, back, one, other)] if one == other else [(there, back, one, other), (back, there, other, one)]
        for said, inverse, predicate, expected in ways:
            for subject, target in sorted(said):
                if (target, subject) not in inverse and subject != target and target in view.graph.about:
                    yield (subject, target), f"{predicate} <{target}>, which does not say {expected} in return"


def schemes_without_tops(view: View) -> Iterator[Found]:
    """Schemes that do not say where their hierarchy begins."""
    having = {scheme for scheme, _ in view.pairs("skos:hasTopConcept")}
    having |= {scheme for _, scheme in view.pairs("skos:topConceptOf")}
    for scheme in view.found.schemes:
        if scheme not in having:
            yield (scheme,), "no top concept is said to begin its hierarchy"


def tops_below_others(view: View) -> Iterator[Found]:
    """Top concepts that have something broader in the same scheme."""
    tops = {*view.pairs("skos:topConceptOf"), *((low, high) for high, low in view.pairs("skos:hasTopConcept"))}
    broader: dict[str, list[str]] = defaultdict(list)
    for low, high in sorted(view.upward):
        broader[low].append(high)
    for concept, scheme in sorted(tops):
        for high in broader.get(concept, ()):
            if high != concept and scheme in view.schemes_of.get(high, ()):
                yield (concept, high), f"this is a top concept of <{scheme}>, and has the broader <{high}>"


def redundant(view: View) -> Iterator[Found]:
    """Broader concepts that a longer chain leads to as well."""
    broader: dict[str, list[str]] = defaultdict(list)
    for low, high in sorted({*view.pairs(*_BROADER), *((low, high) for high, low in view.pairs("skos:narrower"))}):
        if low != high:
            broader[low].append(high)
    for low, highs in broader.items():
        for high in highs if len(highs) > 1 else ():
            way = next(
                (each for each in highs if each != high and view.above(high, each) and not view.above(each, high)), None
            )
            if way:
                yield (low, high), f"<{high}> is broader than <{way}>, which is broader than this"


def reflexive(view: View) -> Iterator[Found]:
    """Statements that join a concept with itself."""
    for curie in (*_JOINS, *_MATCHES):
        for subject, target in view.pairs(curie):
            if subject == target:
                yield (subject,), f"{curie} joins it with itself"


def misused_mappings(view: View) -> Iterator[Found]:
    """Mappings between concepts of one scheme, and relations between concepts of different ones (SKOS, 10.6.3)."""
    for curie in _MATCHES:
        for one, other in sorted(set(view.pairs(curie))):
            shared = view.schemes_of.get(one, frozenset()) & view.schemes_of.get(other, frozenset())
            if shared and one != other:
                yield (one, other), f"{curie} <{other}> is of the same scheme; relations are for that"
    for curie in ("skos:broader", "skos:narrower", "skos:related"):
        for one, other in sorted(set(view.pairs(curie))):
            mine, theirs = view.schemes_of.get(one), view.schemes_of.get(other)
            if mine and theirs and not mine & theirs:
                yield (one, other), f"{curie} <{other}> is of another scheme; mappings are for that"


_ROWS = (
    ("TG760", "orphan-concept", _INFO, "A concept is joined with some other.",
     "Readers who come to it find no way on.", "A concept without broader, narrower and related.",
     "Join it, or say why it stands alone.", orphans),
    ("TG761", "disconnected-cluster", _INFO, "The concepts of a vocabulary hang together.",
     "A reader cannot come from one part to the other.", "Two hierarchies without a relation between them.",
     "Join the parts, or publish them as two vocabularies.", clusters),
    ("TG762", "cyclic-hierarchy", _WARNING, "No concept is broader than itself by way of others.",
     "SKOS allows it, and programs that walk upward never arrive.", "A broader B, B broader C, C broader A.",
     "Take out the statement that is wrong.", cycles),
    ("TG763", "valueless-relation", _INFO, "What is related has not the same broader concept.",
     "Siblings are near each other already.", "Apple related Pear, both with the broader Fruit.",
     "Take it out, unless it says more.", valueless),
    ("TG764", "only-transitive", _INFO, "skos:broaderTransitive follows from skos:broader, and is not stated alone.",
     "It says that there is a chain, and there is none.", "`ex:a skos:broaderTransitive ex:b .` alone.",
     "State skos:broader.", only_transitive),
    ("TG765", "one-way", _INFO, "A relation is stated from both ends.",
     "Readers without inference see it from one end only.", "A broader B, and B has no narrower.",
     "State the inverse as well.", one_way),
    ("TG766", "no-top-concept", _INFO, "A scheme says which concepts its hierarchy begins with.",
     "A reader has nowhere to begin.", "`ex:s a skos:ConceptScheme .` without skos:hasTopConcept.",
     "Add skos:hasTopConcept.", schemes_without_tops),
    ("TG767", "top-with-broader", _WARNING, "A top concept has nothing broader in its scheme.",
     "It is not the top then.", "`ex:a skos:topConceptOf ex:s ; skos:broader ex:b .`",
     "Take out one of the two.", tops_below_others),
    ("TG768", "redundant-broader", _INFO, "No broader concept is reached by a longer chain as well.",
     "The longer chain says more, and the short one hides it.", "A broader B, B broader C, A broader C.",
     "Take out the shorter one.", redundant),
    ("TG769", "reflexive", _WARNING, "No concept is joined with itself.",
     "It says nothing, and programs that walk the graph stumble.", "`ex:a skos:broader ex:a .`",
     "Take it out.", reflexive),
    ("TG770", "mapping-misuse", _WARNING,
     "Mappings are for concepts of different schemes, relations for those of one.",
     "Programs look for the one inside a vocabulary and for the other between two.",
     "`skos:exactMatch` between two concepts of one scheme.", "Use skos:broader or related.", misused_mappings),
)  # fmt: skip  # a row reads as a paragraph

STRUCTURE: tuple[Check, ...] = tuple(Check(Rule(*row[:7]), row[7]) for row in _ROWS)
