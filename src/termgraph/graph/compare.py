"""Two terms side by side: what only one of them is said to do, what both are, and what an editor says of the two."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from termgraph.errors import Code, TermgraphError
from termgraph.relations import ALTERNATIVES, DIFFERENCES

from .sentences import listed, short_name
from .snapshot import Snapshot
from .steps import Step, steps_between, told

SHOWN = 5
"""Terms that a sentence names of one row; the rest is counted."""

_NOTES = frozenset({ALTERNATIVES.key, DIFFERENCES.key})
"""Groups of relation types that say how two terms stand to each other as choices, or what keeps them apart."""


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """Terms that two terms have one relation to: only the one, only the other, both; each by slug.

    `optional` rows hold options of requirements: either of several would do, so no flat claim follows.
    """

    type: str
    optional: bool
    only_one: tuple[int, ...]
    only_other: tuple[int, ...]
    both: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference of two terms; `notes` are the relations between them that speak of alternatives and differences.

    `parents` are the terms right above both.
    """

    one: int
    other: int
    parents: tuple[int, ...]
    rows: tuple[ComparisonRow, ...]
    notes: tuple[Step, ...]


def compare(snapshot: Snapshot, one: int, other: int) -> Comparison:
    """What is said of two terms as subjects (either end of a symmetric type), row by row in the registry's order.

    The two terms themselves stand in no row. Notes stand as in `steps_between`, told from the one. TermgraphError
    SAME_TERM when they are one. Time is linear in their relations.
    """
    check_different(snapshot, one, other)
    types = snapshot.registry.types
    said_of_one, said_of_other = _said(snapshot, one), _said(snapshot, other)
    rows = []
    for key in types:
        for optional in (False, True):
            mine, theirs = said_of_one.get((key, optional), set()), said_of_other.get((key, optional), set())
            mine, theirs = mine - {other}, theirs - {one}
            if mine or theirs:
                rows.append(
                    ComparisonRow(key, optional, _sorted(mine - theirs), _sorted(theirs - mine), _sorted(mine & theirs))
                )
    between = steps_between(snapshot, one, other)
    notes = tuple(step for step in between if types[snapshot.edges[step.edge].type].group.key in _NOTES)
    return Comparison(one, other, _sorted(_parents(snapshot, one) & _parents(snapshot, other)), tuple(rows), notes)


def compare_in_words(snapshot: Snapshot, comparison: Comparison) -> tuple[str, ...]:
    """A comparison as sentences: notes with their reasons, then what is said of both, then of one alone.

    What is said of one alone may follow for the other from its other relations, so it is not told as a difference.
    """
    told_notes = []
    for step in comparison.notes:
        why = reason(snapshot, step)
        told_notes.append(told(snapshot, step) + (f" {why}" if why else ""))
    first, second = (short_name(snapshot.terms[each]) for each in (comparison.one, comparison.other))
    shared, apart = [], []
    for row in comparison.rows:
        words = "can meet a requirement by" if row.optional else snapshot.registry.types[row.type].label
        last = "or" if row.optional else "and"
        if row.both:
            shared.append(f"Each of {first} and {second} {words} {_names(snapshot, row.both, last)}.")
        for name, terms in ((first, row.only_one), (second, row.only_other)):
            if terms:
                apart.append(f"Stated of {name} alone: it {words} {_names(snapshot, terms, last)}.")
    return (*told_notes, *shared, *apart)


def reason(snapshot: Snapshot, step: Step) -> str | None:
    """Why the statement of a step holds, as a whole sentence."""
    why = snapshot.edges[step.edge].statement.why
    return why if why is None or why.endswith((".", "!", "?")) else f"{why}."


def check_different(snapshot: Snapshot, one: int, other: int) -> None:
    """Raise SAME_TERM when two terms are one."""
    if one == other:
        slug = snapshot.terms[one].slug
        raise TermgraphError(Code.SAME_TERM, f"Both terms are '{slug}'; name two different ones.", term=slug)


def _said(snapshot: Snapshot, number: int) -> Mapping[tuple[str, bool], set[int]]:
    found: dict[tuple[str, bool], set[int]] = {}
    for key, optional, target in _statements(snapshot, number):
        found.setdefault((key, optional), set()).add(target)
    return found


def _statements(snapshot: Snapshot, number: int) -> Iterator[tuple[str, bool, int]]:
    types = snapshot.registry.types
    for each in snapshot.out(number):
        edge = snapshot.edges[each]
        yield edge.type, edge.optional, edge.object
    for each in snapshot.into(number):
        edge = snapshot.edges[each]
        if types[edge.type].symmetric:
            yield edge.type, edge.optional, edge.subject


def _parents(snapshot: Snapshot, number: int) -> set[int]:
    types = snapshot.registry.types
    edges = (snapshot.edges[each] for each in snapshot.out(number))
    return {edge.object for edge in edges if types[edge.type].hierarchical}


def _names(snapshot: Snapshot, terms: tuple[int, ...], last: str) -> str:
    names = [short_name(snapshot.terms[each]) for each in terms[:SHOWN]]
    if len(terms) > SHOWN:
        names.append(f"{len(terms) - SHOWN:,} more")
    return listed(names, last)


def _sorted(terms: set[int]) -> tuple[int, ...]:
    return tuple(sorted(terms))
