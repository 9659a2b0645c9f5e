"""The relation types termgraph knows, one row each, and the registry that adds a glossary's own.

The table is section 4 of the project's graph semantics. Everything else (input, inverse, grouping, sentences,
prerequisite tiers, export) reads its behaviour from a row, so that a new type needs no code.
The registry knows no term: whether two terms may be joined is judged by `integrity`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from .model import Relation, RelationGroup, RelationType, TermKind, Tier

NAMESPACE = "https://w3id.org/termgraph/ns#"
"""Where the built-in predicates live, for every site."""

KINDS = RelationGroup("kinds", "Kinds", 10)
PARTS = RelationGroup("parts", "Parts", 20)
LEARNING = RelationGroup("learning", "Learn first", 30)
ALTERNATIVES = RelationGroup("alternatives", "Alternatives and variants", 40)
DIFFERENCES = RelationGroup("differences", "Not to be confused", 45)
USE = RelationGroup("use", "In use", 50)
TOOLS = RelationGroup("tools", "Tools", 60)
EVALUATION = RelationGroup("evaluation", "Evaluation", 70)
PROBLEMS = RelationGroup("problems", "Problems", 80)
PROCESS = RelationGroup("process", "Before and after", 90)
OTHER = RelationGroup("other", "See also", 100)

REQUIRES = "requires"
"""The one type whose objects may be given as groups of alternatives."""

K = TermKind
_METHODS = (K.ALGORITHM, K.TECHNIQUE)


def _all_but(*kinds: TermKind) -> tuple[TermKind, ...]:
    return tuple(kind for kind in TermKind if kind not in kinds)


RELATION_TYPES: tuple[RelationType, ...] = (
    RelationType(
        "is-a", "is a kind of", "has-kind", "has kind",
        transitive=True, acyclic="yes", hierarchical="generic", tier=Tier.CONTEXT, first="object",
        disjoint_with=("is-alternative-to", "part-of"), explain_cost=1.0, group=KINDS,
        sub_property_of=("isothes:broaderGeneric", "skos:broader"),
    ),
    RelationType(
        "instance-of", "is an instance of", "has-instance", "has instance",
        acyclic="yes", hierarchical="instantial", tier=Tier.CONTEXT, first="object",
        explain_cost=1.0, group=KINDS, sub_property_of=("isothes:broaderInstantial", "skos:broader"),
    ),
    RelationType(
        "part-of", "is part of", "has-part", "has part",
        transitive=True, acyclic="yes", hierarchical="partitive",
        disjoint_with=("is-a",), explain_cost=1.1, group=PARTS,
        sub_property_of=("isothes:broaderPartitive", "skos:broader"),
    ),
    RelationType(
        REQUIRES, "requires", "required-by", "is required by",
        transitive=True, acyclic="yes", tier=Tier.REQUIRED, first="object",
        explain_cost=1.4, rank_weight=0.8, group=LEARNING, why="expected", sub_property_of=("dcterms:requires",),
    ),
    RelationType(
        "builds-on", "is easier after", "prepares-for", "prepares for",
        acyclic="warn", tier=Tier.RECOMMENDED, first="object", explain_cost=1.4, group=LEARNING, why="expected",
    ),
    RelationType(
        "learn-with", "is best learned together with",
        symmetric=True, transitive=True, block=True, explain_cost=1.4, group=LEARNING,
    ),
    RelationType(
        "is-algorithm-for", "is an algorithm for", "has-algorithm", "has algorithm",
        explain_cost=1.0, group=USE, domain=_METHODS, range=_all_but(K.TOOL, K.HARDWARE, K.DATASET),
    ),
    RelationType(
        "is-alternative-to", "is an alternative to",
        symmetric=True, disjoint_with=("is-a",), explain_cost=1.0, rank_weight=1.2, group=ALTERNATIVES,
    ),
    RelationType(
        "is-variant-of", "is a variant of", "has-variant", "has variant",
        acyclic="yes", tier=Tier.RECOMMENDED, first="object", explain_cost=1.0, rank_weight=1.2, group=ALTERNATIVES,
    ),
    RelationType(
        "uses", "uses", "used-by", "is used by",
        tier=Tier.CONTEXT, first="object", explain_cost=1.2, group=USE,
    ),
    RelationType(
        "implements", "implements", "implemented-by", "is implemented by",
        tier=Tier.CONTEXT, first="object", explain_cost=1.3, rank_weight=0.8, group=TOOLS,
        domain=(K.TOOL,), range=_all_but(K.TOOL, K.HARDWARE),
    ),
    RelationType(
        "produces", "produces", "produced-by", "is produced by",
        acyclic="warn", explain_cost=1.2, rank_weight=0.8, group=USE,
        domain=_METHODS, range=(K.ARTIFACT, K.DATASET, K.CONCEPT),
    ),
    RelationType(
        "evaluated-by", "is evaluated by", "evaluates", "evaluates",
        explain_cost=1.8, rank_weight=0.6, group=EVALUATION, range=(K.METRIC, K.BENCHMARK, K.TECHNIQUE),
    ),
    RelationType(
        "addresses", "helps against", "addressed-by", "is helped by",
        explain_cost=1.2, group=PROBLEMS, domain=_METHODS, range=(K.PROBLEM,),
    ),
    RelationType(
        "causes", "can cause", "caused-by", "can be caused by",
        acyclic="warn", explain_cost=1.2, group=PROBLEMS, range=(K.PROBLEM,),
    ),
    RelationType(
        "precedes", "comes before", "follows", "comes after",
        transitive=True, acyclic="yes", explain_cost=1.5, rank_weight=0.8, group=PROCESS,
    ),
    RelationType(
        "replaces", "replaces in practice", "replaced-by", "is replaced in practice by",
        acyclic="yes", same_kind=True, explain_cost=1.1, group=ALTERNATIVES, sub_property_of=("dcterms:replaces",),
    ),
    RelationType(
        "contrasts-with", "contrasts with",
        symmetric=True, explain_cost=1.2, rank_weight=1.2, group=DIFFERENCES,
    ),
    RelationType(
        "often-confused-with", "is often confused with",
        symmetric=True, explain_cost=1.3, rank_weight=1.2, group=DIFFERENCES, why="expected",
    ),
    RelationType(
        "related-to", "is related to",
        symmetric=True, explain_cost=2.0, rank_weight=0.8, group=OTHER,
    ),
)  # fmt: skip  # a table reads better with one row's facts grouped than with one fact a line


@dataclass(frozen=True, slots=True)
class Registry:
    """The relation types of one glossary: the built-in rows and its own, in that order.

    `types` is keyed by type key; `keys` maps every key and inverse key to (type, whether it is the inverse).
    """

    types: Mapping[str, RelationType]
    keys: Mapping[str, tuple[RelationType, bool]]

    @classmethod
    def of(cls, own: Iterable[RelationType] = ()) -> Self:
        """The registry with a glossary's `own` types; a key already taken is left to the first that has it."""
        types: dict[str, RelationType] = {}
        keys: dict[str, tuple[RelationType, bool]] = {}
        for row in (*RELATION_TYPES, *sorted(own, key=lambda row: row.key)):
            if row.key in keys:
                continue
            types[row.key] = row
            keys[row.key] = (row, False)
            if row.inverse_key and row.inverse_key not in keys:
                keys[row.inverse_key] = (row, True)
        return cls(types, keys)

    def stored(self, relation: Relation) -> Relation:
        """The one direction that is stored: inverse keys turned round, symmetric relations with the smaller slug first.

        A relation of an unknown type comes back as it is; `integrity` reports it.
        """
        row, inverted = self.keys.get(relation.type, (None, False))
        if row is None:
            return relation
        swap = inverted or (row.symmetric and relation.object < relation.subject)
        if not swap:
            return relation
        return replace(relation, subject=relation.object, type=row.key, object=relation.subject)

    def sentence_label(self, key: str, inverse: bool) -> str:
        """The words between subject and object, seen from the stored subject or (`inverse`) from the object."""
        row = self.types[key]
        return row.label if row.symmetric or not inverse else row.inverse_label or row.label


BUILT_IN = Registry.of()
"""The registry of a glossary without types of its own."""


def check_type(row: RelationType) -> list[str]:
    """What is contradictory in a row, as sentences; empty when it is sound (graph semantics, section 4.2)."""
    faults: list[str] = []
    if row.symmetric and (row.inverse_key or row.first):
        faults.append("a symmetric type has neither an inverse nor a side that is learned first")
    if row.symmetric and row.transitive and not row.block:
        faults.append("only a type that forms blocks may be both symmetric and transitive")
    if not row.symmetric and not row.inverse_key:
        faults.append("a type that is not symmetric needs an inverse key")
    if row.hierarchical and row.acyclic != "yes":
        faults.append("a hierarchical type must be acyclic")
    if row.tier is not None and row.acyclic == "no" and row.key not in BUILT_IN.types:
        faults.append('a type with a prerequisite tier must be acyclic: true or "warn"')
    if row.tier is not None and row.first is None:
        faults.append("a type with a prerequisite tier must say which side is learned first")
    return faults
