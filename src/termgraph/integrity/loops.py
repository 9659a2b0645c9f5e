"""Circles: hierarchies, prerequisites and orders that lead back to where they began, shown with every step's place."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from termgraph.errors import Note, Problem, Rule, Severity
from termgraph.model import Category, Relation, Requirement, Tier
from termgraph.relations import REQUIRES

from .cycles import shortest_cycles
from .reach import path
from .view import EDGES, HARD, SLUGS, UP, Check, View
from .words import circle

NOTES = 100
"""How many steps of a circle are listed with their places."""

Step = tuple[str, str, Relation | Requirement | Category]
"""From where, to where, and the statement that says so."""

Said = tuple[str, str, Relation | Requirement]
"""A step from one term to another."""


def trail_cycles(rule: Rule, view: View) -> Iterator[Problem]:
    """Circles among hierarchical relations, and among categories.

    The trail graph joins the two by arcs from terms to categories; no arc leads back, so none of those is on a circle.
    """
    hierarchical = [key for key, row in view.registry.types.items() if row.hierarchical]
    yield from _circles(rule, view, _relation_steps(view, hierarchical), "the way up from '{}' leads back to it")
    categories = view.content.categories
    shelves: list[Step] = [
        (slug, category.parent, category)
        for slug, category in categories.items()
        if category.parent and category.parent in categories
    ]
    yield from _circles(rule, view, shelves, "the category '{}' stands in itself")


def requirement_cycles(rule: Rule, view: View) -> Iterator[Problem]:
    """Circles among hard prerequisites, all options counted, terms that are learned together taken as one."""
    together = _together(view)
    leaders = _leaders(together)
    steps: dict[tuple[str, str], Step] = {}
    for said in view.required:
        first, then = leaders.get(said[0], said[0]), leaders.get(said[1], said[1])
        steps.setdefault((first, then), said)
    for cycle in shortest_cycles(steps):
        arcs = _arcs(cycle, steps)
        shown: list[Step] = []
        for step, following in zip(arcs, [*arcs[1:], arcs[0]], strict=True):
            block = path(step[1], following[0], together)
            bridge = pairwise(block)
            shown += [step, *((first, then, together[first][then]) for first, then in bridge)]
        yield _problem(rule, view, shown, "'{}' would have to be learned before itself")


def type_cycles(rule: Rule, view: View) -> Iterator[Problem]:
    """Circles of one type that must not, or should not, run in circles, and that no other rule watches."""
    acyclic = "yes" if rule.severity is Severity.ERROR else "warn"
    for key, row in view.registry.types.items():
        if row.acyclic == acyclic and row.hierarchical is None and row.tier is not Tier.REQUIRED:
            yield from _circles(
                rule, view, _relation_steps(view, (key,)), f"'{row.label}' leads from '{{}}' back to it"
            )


def _relation_steps(view: View, types: Collection[str]) -> list[Step]:
    """The relations of these types between different, existing terms."""
    return [(relation.subject, relation.object, relation) for relation in view.joined_by(types)]


def _together(view: View) -> Mapping[str, Mapping[str, Relation]]:
    """For every term that is learned together with others: those others, with the statement."""
    blocks = [key for key, row in view.registry.types.items() if row.block]
    found: dict[str, dict[str, Relation]] = defaultdict(dict)
    for first, then, relation in _relation_steps(view, blocks):
        if isinstance(relation, Relation):
            found[first].setdefault(then, relation)
            found[then].setdefault(first, relation)
    return {slug: dict(sorted(others.items())) for slug, others in found.items()}


def _leaders(together: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """For every term of a block the smallest slug of its block."""
    leaders: dict[str, str] = {}
    for slug in sorted(together):
        stack = [slug] if slug not in leaders else []
        while stack:
            member = stack.pop()
            if member not in leaders:
                leaders[member] = slug
                stack.extend(together[member])
    return leaders


def _circles(rule: Rule, view: View, steps: Iterable[Step], message: str) -> Iterator[Problem]:
    """A finding for one shortest circle of every component of `steps`; `message` has a gap for the first name."""
    arcs: dict[tuple[str, str], Step] = {}
    for step in steps:
        arcs.setdefault(step[:2], step)
    for cycle in shortest_cycles(arcs):
        yield _problem(rule, view, _arcs(cycle, arcs), message)


def _arcs(cycle: Sequence[str], steps: Mapping[tuple[str, str], Step]) -> list[Step]:
    return [steps[arc] for arc in zip(cycle, [*cycle[1:], cycle[0]], strict=True)]


def _problem(rule: Rule, view: View, steps: Sequence[Step], message: str) -> Problem:
    names = [first for first, _, _ in steps]
    notes = [step_note(view, step) for step in steps[:NOTES]]
    if len(steps) > NOTES:
        notes.append(Note(f"and {len(steps) - NOTES:,} more steps"))
    where = next((note.where for note in notes if note.where), None)
    subjects = tuple(dict.fromkeys(names))
    return rule.problem(f"{message.format(names[0])}: {circle(names)}", where, subjects=subjects, notes=notes)


def step_note(view: View, step: Step) -> Note:
    """One step in words, with its place."""
    first, then, statement = step
    if isinstance(statement, Category):
        return Note(f"'{first}' stands in '{then}'", view.where("category", first, "parent"))
    if isinstance(statement, Requirement):
        words = view.registry.sentence_label(REQUIRES, inverse=False)
        several = " (one of several options)" if len(statement.options) > 1 else ""
        return Note(f"'{first}' {words} '{then}'{several}", view.where("requirement", statement.key, "options", then))
    words = view.registry.sentence_label(statement.type, inverse=first != statement.subject)
    return Note(f"'{first}' {words} '{then}'", view.where("relation", statement.key))


LOOPS = (
    Check(
        Rule(
            "TG301", "trail-cycle", Severity.ERROR,
            "Walking up through kinds, wholes, classes and parent categories never leads back to where it began.",
            "Breadcrumbs walk up until they reach the top; in a circle they never would.",
            "a is-a b, b part-of c, c is-a a",
            "Delete the one step of the circle that is not true; the message lists them with their places.",
            "E1",
        ),
        trail_cycles,
        sees=frozenset({SLUGS, UP}),
    ),
    Check(
        Rule(
            "TG302", "requirement-cycle", Severity.ERROR,
            "No term is its own prerequisite, whichever options are chosen.",
            "Learning paths rest on it: in a circle there is nothing to begin with.",
            "a requires b, b requires c, c requires a",
            "Of the steps listed, turn the one that only helps into builds-on.",
            "E2",
        ),
        requirement_cycles,
        sees=frozenset({SLUGS, HARD}),
    ),
    Check(
        Rule(
            "TG303", "type-cycle", Severity.ERROR,
            "Relations of a type that is declared acyclic never lead back to where they began.",
            "Such a type says an order in time or descent, and an order has no circles.",
            "a precedes b, b precedes a",
            "Delete the one step of the circle that is not true.",
            "E3",
        ),
        type_cycles,
        sees=frozenset({SLUGS, *EDGES}),
    ),
    Check(
        Rule(
            "TG304", "type-cycle-warning", Severity.WARNING,
            "Relations of a type that is declared acyclic with a warning rarely lead back to where they began.",
            "It can be true of this type, as of problems that cause each other, but it is a slip more often.",
            "a builds-on b, b builds-on a",
            "Look at the steps listed; delete the one that is not true, or suppress the rule with the reason.",
            "E3",
        ),
        type_cycles,
        sees=frozenset({SLUGS, *EDGES}),
    ),
)  # fmt: skip  # one row reads as one paragraph
