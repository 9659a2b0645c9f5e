"""What joins the concepts of a vocabulary: hierarchy without cycles, and what is related (SKOS, section 8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from termgraph.formats.rdf.names import name
from termgraph.graph.lineage import Lineage
from termgraph.model import Relation, RelationType
from termgraph.relations import BUILT_IN, KINDS

from .graph import Graph
from .vocabulary import BROADER, HIERARCHY, NARROWER, RELATED

PLAIN = RelationType(
    "broader", "has the broader term", "narrower", "has the narrower term",
    acyclic="yes", hierarchical="generic", explain_cost=1.0, group=KINDS, sub_property_of=("skos:broader",),
)  # fmt: skip  # a row as in `relations`
"""A broader concept of which nobody says in what way it is broader: SKOS claims no more (SKOS Reference, 8.6.1)."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """Relations between slugs, and what was set aside: hierarchical pairs that close a cycle, related pairs on a chain.

    Pairs are (narrower, broader) and (one, other), by IRI.
    """

    relations: tuple[Relation, ...]
    cycles: tuple[Pair, ...]
    clashes: tuple[Pair, ...]


def joined(graph: Graph, slugs: Mapping[str, str], spoken: frozenset[Pair] = frozenset()) -> Joined:
    """The relations that a graph states in SKOS and ISO 25964 between concepts that have slugs.

    `spoken` are pairs that need no relation from here, because one of our own says more of them.
    """
    pairs = _hierarchical(graph, slugs)
    kept, cycles = _acyclic(pairs)
    numbers = {iri: number for number, iri in enumerate(sorted(slugs))}
    broader: list[list[int]] = [[] for _ in numbers]
    for low, high in kept:
        broader[numbers[low]].append(numbers[high])
    lineage = Lineage(broader)
    relations: dict[str, Relation] = {}
    for low, high in kept:
        if (low, high) in spoken:
            continue
        for key in sorted(pairs[low, high])[:1] or [PLAIN.key]:
            relation = Relation(slugs[low], key, slugs[high])
            relations[relation.key] = relation
    clashes: list[Pair] = []
    for one, other in sorted({tuple(sorted(pair)) for pair in _within(graph.pairs(RELATED), slugs)}):
        if one == other or lineage.joined(numbers[one], numbers[other]):
            clashes.append((one, other))
        elif (one, other) not in spoken and (other, one) not in spoken:
            relation = BUILT_IN.stored(Relation(slugs[one], "related-to", slugs[other]))
            relations[relation.key] = relation
    return Joined(tuple(relations.values()), tuple(cycles), tuple(clashes))


def _within(pairs: Iterable[Pair], slugs: Mapping[str, str]) -> list[Pair]:
    return [(subject, target) for subject, target in pairs if subject in slugs and target in slugs]


def _hierarchical(graph: Graph, slugs: Mapping[str, str]) -> dict[Pair, set[str]]:
    """Each (narrower, broader) pair with the kinds of hierarchy that are said of it."""
    found: dict[Pair, set[str]] = {pair: set() for pair in _within(graph.pairs(BROADER), slugs)}
    for high, low in _within(graph.pairs(NARROWER), slugs):
        found.setdefault((low, high), set())
    for predicate, (key, down) in HIERARCHY.items():
        for subject, target in _within(graph.pairs(name(predicate)), slugs):
            found.setdefault((target, subject) if down else (subject, target), set()).add(key)
    return dict(sorted(found.items()))


def _acyclic(pairs: Iterable[Pair]) -> tuple[list[Pair], list[Pair]]:
    """The pairs without those that close a cycle, and those: the ones that lead back on a walk in order of IRIs."""
    above: dict[str, list[str]] = {}
    for low, high in pairs:
        above.setdefault(low, []).append(high)
    kept: list[Pair] = []
    closing: list[Pair] = []
    done: set[str] = set()
    for start, highs in above.items():
        if start in done:
            continue
        walk = [(start, iter(highs))]
        open_ = {start}
        while walk:
            node, ahead = walk[-1]
            for high in ahead:
                if high in open_:
                    closing.append((node, high))
                    continue
                kept.append((node, high))
                if high not in done and high in above:
                    open_.add(high)
                    walk.append((high, iter(above[high])))
                    break
            else:
                walk.pop()
                open_.discard(node)
                done.add(node)
    return kept, closing
