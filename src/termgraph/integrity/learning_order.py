"""The order of learning: levels that fit it, softer statements that yield to it, alternatives that are none."""

from collections.abc import Iterator, Sequence

from termgraph.errors import Problem, Rule, Severity
from termgraph.graph.acyclic import components
from termgraph.graph.learning import TieredGroup
from termgraph.graph.plan_records import Chosen
from termgraph.graph.plans import proved_choices
from termgraph.graph.reading_order import skipped
from termgraph.model import Level, Term

from .view import HARD, LEVELS, SLUGS, SOFT, Check, View
from .words import listed, quoted

MARGIN = 60
"""By how many minutes an option may be the cheapest of its group without a suggestion."""

SEARCHED = 200
"""How many nodes the search for the cheapest plan of one term may look at; what it cannot prove is no finding."""


def level_inversions(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms with a lower level than a prerequisite, of several options the easiest; terms without a level fit all."""
    terms = view.snapshot.terms
    for term, groups in zip(terms, view.needs, strict=True):
        for group in groups if term.level else ():
            easiest = min(group.options, key=lambda option: _rank(terms, option))
            hardest = max(easiest, key=lambda number: _rank(terms, [number]))
            level = terms[hardest].level
            if term.level and level and term.level.rank < level.rank:
                slug = terms[hardest].slug
                least = ", the easiest of its options," if len(group.options) > 1 else ","
                message = f"'{term.slug}' is {_level(term.level)} and requires '{slug}'{least} which is {_level(level)}"
                where = view.where_statement(group.statement, slug)
                yield rule.problem(message, where, subjects=(term.slug, slug))


def _rank(terms: Sequence[Term], option: Sequence[int]) -> int:
    """The level of the hardest term of an option."""
    return max((level.rank for number in option if (level := terms[number].level)), default=-1)


def _level(level: Level) -> str:
    return "introductory" if level is Level.INTRO else level.value


def yielding_edges(rule: Rule, view: View) -> Iterator[Problem]:
    """Softer statements that no order can follow; a circle of one type that should have none is another rule's."""
    snapshot = view.snapshot
    left_out = skipped(snapshot)
    circles: dict[str, list[int]] = {}
    for number in left_out:
        edge = snapshot.edges[number]
        row = snapshot.registry.types[edge.type]
        if row.acyclic != "no":
            if edge.type not in circles:
                circles[edge.type] = _circles(view, edge.type)
            if circles[edge.type][edge.subject] == circles[edge.type][edge.object]:
                continue
        subject, target = (snapshot.terms[end].slug for end in (edge.subject, edge.object))
        message = f"'{subject}' {row.label} '{target}' is left out of every order, because it would close a circle"
        yield rule.problem(message, view.where_statement(edge.statement), subjects=(subject, target))


def _circles(view: View, key: str) -> list[int]:
    """For every term the number of the circle of this type that it is on, or a number of its own."""
    ahead: list[list[int]] = [[] for _ in view.snapshot.terms]
    for edge in view.snapshot.edges:
        if edge.type == key:
            ahead[edge.subject].append(edge.object)
    return components(ahead)


def one_sided_groups(rule: Rule, view: View) -> Iterator[Problem]:
    """Groups of which the cheapest plan for their term, from nothing, takes one option by a wide margin."""
    terms = view.snapshot.terms
    for number, groups in enumerate(view.needs):
        if not any(len(group.options) > 1 for group in groups):
            continue
        for each in proved_choices(view.snapshot, number, SEARCHED) or ():
            margin = _margin(each)
            if margin is not None and margin > MARGIN:
                slug = terms[number].slug
                option = quoted(_slugs(view, each.group, each.option))
                rest = [quoted(_slugs(view, each.group, other.option)) for other in each.others]
                message = f"of this group of '{slug}' the cheapest plan takes {option}; {listed(rest, 'or')}"
                message += f" takes at least {margin} minutes more"
                where = view.where_statement(each.group.statement)
                yield rule.problem(message, where, subjects=(slug, *_slugs(view, each.group, each.option)))


def _margin(chosen: Chosen) -> int | None:
    """By how many minutes the chosen option is cheaper than the next; None where there is none or nothing is proved."""
    extra = [other.extra_minutes for other in chosen.others if other.possible]
    if not all(other.proved for other in chosen.others if other.possible):
        return None
    return min((minutes for minutes in extra if minutes is not None), default=None)


def _slugs(view: View, group: TieredGroup, option: int) -> list[str]:
    return [view.snapshot.terms[number].slug for number in group.options[option]]


LEARNING_ORDER = (
    Check(
        Rule(
            "TG317", "level-inversion", Severity.WARNING,
            "A term is at least as advanced as what it requires; of several options, as the easiest.",
            "A plan would look wrong to its readers: something advanced before something introductory.",
            "A term with `level: intro` that requires one with `level: advanced`.",
            "Correct one of the levels, or turn the requirement into builds-on.",
            "W7",
        ),
        level_inversions,
        sees=frozenset({SLUGS, LEVELS, HARD}),
    ),
    Check(
        Rule(
            "TG318", "edge-left-out", Severity.WARNING,
            "What should be learned earlier does not close a circle with what is learned earlier for a better reason.",
            "The weaker statement is left out of every order, so that it says nothing there.",
            "a requires b, b builds-on a",
            "Delete the statement or turn it round, or suppress the rule with the reason.",
            "W11",
        ),
        yielding_edges,
        sees=frozenset({SLUGS, HARD, SOFT}),
    ),
    Check(
        Rule(
            "TG325", "one-sided-group", Severity.INFO,
            f"No option of a group is the cheapest by more than {MARGIN} minutes.",
            "Nearly every plan will take it, so that the alternatives may be there for show.",
            "`any: [[tokenization], [rlhf]]`",
            "Check whether the other options are meant; plain `requires` may be what is true.",
            "I6",
        ),
        one_sided_groups,
        sees=frozenset({SLUGS, LEVELS, HARD, SOFT}),  # The order of the search follows that of all terms.
    ),
)  # fmt: skip  # one row reads as one paragraph
