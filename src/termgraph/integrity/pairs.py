"""Two statements about the same terms that say one thing twice, or that fit together badly."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from termgraph.errors import Problem, Rule, Severity
from termgraph.model import Relation, Requirement
from termgraph.relations import REQUIRES

from .loops import Said, step_note
from .reach import Ways, path
from .view import EDGES, HARD, LEVELS, SLUGS, UP, Check, View
from .words import quoted

RELATED, KIND, PART, ALTERNATIVE, ALGORITHM = "related-to", "is-a", "part-of", "is-alternative-to", "is-algorithm-for"

HIERARCHY, REQUIREMENTS = "", "all requirements"
"""In a Pair: ways over all hierarchical types, and over all hard prerequisites with every option."""

NOTES = 20
"""How many steps of a way are listed with their places."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Statements of type `one` and ways of type `way` between the same terms (graph semantics, section 4.5).

    `same` and `opposite` say in which direction the way is looked for, seen from the statement. A direct way, of one
    step, does not count where another rule has it (`longer`), or is all that counts (`direct`).
    """

    one: str
    way: str
    same: bool = False
    opposite: bool = False
    longer: bool = False
    direct: bool = False


DOUBTFUL = (
    Pair(KIND, PART, same=True, longer=True),
    Pair(PART, KIND, same=True, longer=True),
    Pair(REQUIRES, KIND, opposite=True),
    Pair(ALGORITHM, KIND, same=True),
    Pair("is-variant-of", KIND, same=True, opposite=True, direct=True),
)
"""What 4.5 warns of."""

WORTH_A_LOOK = (
    Pair(ALTERNATIVE, REQUIREMENTS, same=True, opposite=True),
    Pair("contrasts-with", HIERARCHY, same=True, opposite=True),
    Pair("often-confused-with", HIERARCHY, same=True, opposite=True),
)
"""What 4.5 calls legitimate and worth knowing."""


def doubtful_pairs(rule: Rule, view: View) -> Iterator[Problem]:
    """The pairs of DOUBTFUL, or for a suggestion of WORTH_A_LOOK."""
    for pair in DOUBTFUL if rule.severity is Severity.WARNING else WORTH_A_LOOK:
        yield from _with_ways(rule, view, pair)


def _with_ways(rule: Rule, view: View, pair: Pair) -> Iterator[Problem]:
    stated = _steps(view, pair.one)
    steps = _by_ends(view, pair.way) if stated else {}
    asked: list[tuple[Said, tuple[str, str]]] = []
    for step in stated:
        first, then, _ = step
        ends = [(first, then)] * pair.same + [(then, first)] * pair.opposite
        asked += [
            (step, each)
            for each in ends
            if not (pair.longer and each in steps) and not (pair.direct and each not in steps)
        ]
    ways = _ways(view, pair.way).joined([each for _, each in asked]) if asked else set()
    ahead: Mapping[str, list[str]] = defaultdict(list)
    if ways:
        for first, then in steps:
            ahead[first].append(then)
    for step, (start, end) in asked:
        if (start, end) in ways:
            yield _problem(rule, view, step, [steps[each] for each in pairwise(path(start, end, ahead))])


@dataclass(slots=True)
class _Kept:
    """What several pairs ask of one view, by type."""

    steps: dict[str, Sequence[Said]] = field(default_factory=dict)
    by_ends: dict[str, Mapping[tuple[str, str], Said]] = field(default_factory=dict)
    ways: dict[str, Ways] = field(default_factory=dict)

    @classmethod
    def of(cls, _view: View) -> "_Kept":
        return cls()


def _steps(view: View, type_: str) -> Sequence[Said]:
    """The statements of a type, or of HIERARCHY or REQUIREMENTS, between different, existing terms."""
    kept = view.once(_Kept.of).steps
    if type_ not in kept:
        kept[type_] = tuple(_searched(view, type_))
    return kept[type_]


def _by_ends(view: View, type_: str) -> Mapping[tuple[str, str], Said]:
    """The same by their ends, of several the last."""
    kept = view.once(_Kept.of).by_ends
    if type_ not in kept:
        kept[type_] = {step[:2]: step for step in _steps(view, type_)}
    return kept[type_]


def _ways(view: View, type_: str) -> Ways:
    kept = view.once(_Kept.of).ways
    if type_ not in kept:
        kept[type_] = Ways(_by_ends(view, type_))
    return kept[type_]


def _searched(view: View, type_: str) -> Iterator[Said]:
    if type_ in (REQUIRES, REQUIREMENTS):
        for step in view.required:
            if type_ == REQUIREMENTS or isinstance(step[2], Requirement) or _type(step) == REQUIRES:
                yield step
        return
    types = view.registry.types
    wanted = [type_] if type_ else [key for key, row in types.items() if row.hierarchical]
    for each in view.joined_by(wanted):
        yield each.subject, each.object, each


def _type(step: Said) -> str:
    return step[2].type if isinstance(step[2], Relation) else REQUIRES


def _problem(rule: Rule, view: View, step: Said, way: list[Said]) -> Problem:
    said, because = (step_note(view, each).message for each in (step, way[0]))
    if len(way) > 1:
        because = f"there is a way of {len(way)} steps from '{way[0][0]}' to '{way[-1][1]}'"
    where = step_note(view, step).where
    notes = [step_note(view, each) for each in way[:NOTES]]
    return rule.problem(f"{said}, and {because}", where, subjects=step[:2], notes=notes)


def vague_relations(rule: Rule, view: View) -> Iterator[Problem]:
    """`related-to` where more is said already, or between terms right below one parent without a word on how.

    Where a hierarchical relation joins the two the statements contradict each other, which is another rule.
    """
    vague = [step for step in _steps(view, RELATED) if isinstance(step[2], Relation)]
    if not vague:
        return
    types = view.registry.types
    stronger = _stronger(view, {frozenset(step[:2]) for step in vague})
    parents = _objects(view, [key for key, row in types.items() if row.hierarchical])
    for first, then, statement in vague:
        found = stronger.get(frozenset((first, then)))
        shared = sorted(parents[first] & parents[then])
        message = ""
        if found and not types[_type(found)].hierarchical:
            message = f"that '{first}' and '{then}' are related adds nothing to: {step_note(view, found).message}"
        elif shared and not found and not _remark(statement):
            message = f"that '{first}' and '{then}' are related says no more than that both are right below "
            message += quoted(shared[:3])
        if message:
            yield rule.problem(message, view.where_statement(statement), subjects=(first, then))


def _remark(statement: object) -> bool:
    """Whether a relation says why or for what it is."""
    return isinstance(statement, Relation) and bool(statement.why or statement.for_)


def _stronger(view: View, pairs: Collection[frozenset[str]]) -> Mapping[frozenset[str], Said]:
    """For each of the pairs that another type joins as well that statement, a hierarchical one first."""
    types = view.registry.types
    found: dict[frozenset[str], Said] = {}
    for each in view.content.relations.values():
        pair = frozenset((each.subject, each.object))
        if pair in pairs and each.type != RELATED and each.type in types:
            said: Said = (each.subject, each.object, each)
            found[pair] = said if types[each.type].hierarchical else found.get(pair, said)
    for step in view.required:
        if frozenset(step[:2]) in pairs:
            found.setdefault(frozenset(step[:2]), step)
    return found


def _objects(view: View, types: Iterable[str]) -> Mapping[str, set[str]]:
    """For each term the objects of its relations of these types."""
    wanted = set(types)
    found: dict[str, set[str]] = defaultdict(set)
    for each in view.content.relations.values():
        if each.type in wanted:
            found[each.subject].add(each.object)
    return found


def parts_apart(rule: Rule, view: View) -> Iterator[Problem]:
    """Parts and wholes of which neither comes before the other."""
    stated = _steps(view, PART)
    ends = [pair for first, then, _ in stated for pair in ((first, then), (then, first))]
    ways = _ways(view, REQUIREMENTS).joined(ends) if ends else set()
    for first, then, statement in stated:
        if (first, then) not in ways and (then, first) not in ways and isinstance(statement, Relation):
            message = f"'{first}' is part of '{then}', and no requirement leads from either to the other"
            yield rule.problem(message, view.where("relation", statement.key), subjects=(first, then))


def unlike_alternatives(rule: Rule, view: View) -> Iterator[Problem]:
    """Alternatives that share neither a parent nor something both are an algorithm for."""
    types = view.registry.types
    parents = _objects(view, [key for key, row in types.items() if row.hierarchical])
    purposes = _objects(view, [ALGORITHM])
    for first, then, statement in _steps(view, ALTERNATIVE):
        if not (parents[first] & parents[then] or purposes[first] & purposes[then]) and isinstance(statement, Relation):
            message = f"'{first}' and '{then}' are alternatives, but of no common kind and for no common purpose"
            yield rule.problem(message, view.where("relation", statement.key), subjects=(first, then))


PAIRS = (
    Check(
        Rule(
            "TG315", "vague-relation", Severity.WARNING,
            "Only where no other type fits, and the glossary does not say as much already, does `related-to` stand.",
            "It is the last resort: it tells a reader nothing about how the two belong together.",
            "a related-to b, a uses b",
            "Delete it, use a type that says more, or say how they are related in `why`.",
            "W8",
        ),
        vague_relations,
        sees=frozenset({SLUGS, *EDGES}),
    ),
    Check(
        Rule(
            "TG316", "doubtful-pair", Severity.WARNING,
            "What is a kind of something is not a part, a requirement, an algorithm for it or a variant of it as well.",
            "Both can hardly be meant, and of the two the hierarchical one says more.",
            "a requires b, b is-a a",
            "Keep the statement that is true; the message shows both.",
            "W9",
        ),
        doubtful_pairs,
        sees=frozenset({SLUGS, *EDGES}),
    ),
    Check(
        Rule(
            "TG321", "pair-to-check", Severity.INFO,
            "Alternatives rarely require each other, and what is contrasted is rarely broader or narrower.",
            "It can be true, as of LoRA and full fine-tuning, and it surprises a reader.",
            "a is-alternative-to b, a requires b",
            "Read both statements once more; it may well be right.",
            "W9",
        ),
        doubtful_pairs,
        sees=frozenset({SLUGS, *EDGES}),
    ),
    Check(
        Rule(
            "TG323", "part-apart", Severity.INFO,
            "Of a part and its whole, one is mostly learned before the other.",
            "A part implies no reading order, so it has to be said where there is one.",
            "a part-of b, and nothing that says which comes first",
            "Say `requires` or `builds-on` where one needs the other.",
            "I2",
        ),
        parts_apart,
        sees=frozenset({SLUGS, UP, HARD}),
    ),
    Check(
        Rule(
            "TG326", "unlike-alternatives", Severity.INFO,
            "Alternatives have a parent in common, or something both are an algorithm for.",
            "One can only take the place of the other if they serve the same end.",
            "a is-alternative-to b, where a is a kind of c, and b of d",
            "Check the claim; if it is true, say what both are a kind of, or what both are for.",
            "I7",
        ),
        unlike_alternatives,
        sees=frozenset({SLUGS, LEVELS, *EDGES}),
    ),
)  # fmt: skip  # one row reads as one paragraph
