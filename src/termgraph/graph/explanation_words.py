"""How two terms are related, in words: no statement is told twice in one explanation."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from termgraph.model import Relation, Requirement

from .compare import SHOWN, Comparison, ComparisonRow, compare_in_words, reason
from .explain import Explanation, PrerequisiteAnswer
from .learning import Verdict
from .lowest_common import CommonAncestor, common_sentence
from .sentences import sentence, short_name
from .snapshot import Snapshot
from .steps import Step, walk_in_words


def explain_in_words(snapshot: Snapshot, found: Explanation) -> tuple[str, ...]:
    """The explanation as sentences, answer by answer; a sentence of which all was said before is left out.

    What was said is known by its edges. A note of the comparison is a relation between the two, which is told first of
    all, so that only its reason is added to it.
    """
    told: set[int] = set()
    said = [
        *_direct(snapshot, found, told),
        *_prerequisite(snapshot, found.prerequisite, told),
        *_common(snapshot, found, told),
        *_difference(snapshot, found.difference, told),
        *_walks(snapshot, found, told),
    ]
    return tuple(said or [_nothing(snapshot, found)])


def _direct(snapshot: Snapshot, found: Explanation, told: set[int]) -> Iterator[str]:
    notes = set(found.difference.notes) if found.difference else set()
    for each in found.direct:
        if each.entailed:
            yield each.sentence
            continue
        (step,) = each.steps
        if step.edge not in told:  # a requirement may have several edges between the two, and is told whole
            yield each.sentence
            told |= _told_with(snapshot, step)
        if step in notes and (why := reason(snapshot, step)):
            yield why


def _prerequisite(snapshot: Snapshot, answer: PrerequisiteAnswer | None, told: set[int]) -> Iterator[str]:
    """Whether one can be learned without the other, unless a statement between them says so, and the way down."""
    if answer is None:
        return
    target, wanted = (short_name(snapshot.terms[each]) for each in (answer.target, answer.prerequisite))
    if answer.verdict is not Verdict.NECESSARY:
        yield f"{wanted} is on one way to {target}; another way does without it."
    elif len(answer.path) > 1 or len(answer.path[0].group.options) > 1:
        yield f"{target} cannot be learned without {wanted}."
    for link in answer.path:
        edges = _edges_of(snapshot, link.dependent, link.group.statement)
        if not edges <= told:
            yield sentence(snapshot, link.group.statement)
            told |= edges


def _common(snapshot: Snapshot, found: Explanation, told: set[int]) -> Iterator[str]:
    for common in (*found.common, *found.common_parts):
        yield common_sentence(snapshot, found.one, found.other, common)
        told |= _right_above(common)


def _right_above(common: CommonAncestor) -> set[int]:
    """The stored relations that the sentence of a common ancestor tells."""
    sides = (common.of_one, common.of_other)
    return {edge for each in sides if each and each.distance == 1 for edge in each.chain}


def _difference(snapshot: Snapshot, comparison: Comparison | None, told: set[int]) -> Iterator[str]:
    """The rows of a comparison, without what was told."""
    if comparison is None:
        return
    one, other = comparison.one, comparison.other
    edges = _cells(snapshot, comparison)

    def behind(row: ComparisonRow, ends: Iterable[int], term: int) -> set[int]:
        return {edge for end in ends for edge in edges[end, row.type, row.optional, term]}

    def untold(row: ComparisonRow, terms: Iterable[int], *ends: int) -> tuple[int, ...]:
        return tuple(term for term in terms if not behind(row, ends, term) <= told)

    rows = tuple(
        replace(
            row,
            only_one=untold(row, row.only_one, one),
            only_other=untold(row, row.only_other, other),
            both=untold(row, row.both, one, other),
        )
        for row in comparison.rows
    )
    yield from compare_in_words(snapshot, replace(comparison, rows=rows, notes=()))
    for row in rows:
        if not row.optional:  # a row of options tells a part of requirements
            for terms, ends in ((row.only_one, (one,)), (row.only_other, (other,)), (row.both, (one, other))):
                for term in terms[:SHOWN]:
                    told |= behind(row, ends, term)


def _cells(snapshot: Snapshot, comparison: Comparison) -> dict[tuple[int, str, bool, int], set[int]]:
    """The edges behind each cell of a comparison: of which term, of which type, whether optional, to which term."""
    types, found = snapshot.registry.types, dict[tuple[int, str, bool, int], set[int]]()
    for end in (comparison.one, comparison.other):
        for number in snapshot.out(end):
            edge = snapshot.edges[number]
            found.setdefault((end, edge.type, edge.optional, edge.object), set()).add(number)
        for number in snapshot.into(end):
            edge = snapshot.edges[number]
            if types[edge.type].symmetric:
                found.setdefault((end, edge.type, edge.optional, edge.subject), set()).add(number)
    return found


def _walks(snapshot: Snapshot, found: Explanation, told: set[int]) -> Iterator[str]:
    for path in found.paths:
        if not all(step.edge in told for step in path.steps):
            yield walk_in_words(snapshot, path.steps)
            for step in path.steps:
                told |= _told_with(snapshot, step)


def _told_with(snapshot: Snapshot, step: Step) -> set[int]:
    """The edges of the statement that a step walks along."""
    edge = snapshot.edges[step.edge]
    return _edges_of(snapshot, edge.subject, edge.statement) if edge.optional else {step.edge}


def _edges_of(snapshot: Snapshot, subject: int, statement: Relation | Requirement) -> set[int]:
    return {each for each in snapshot.out(subject) if snapshot.edges[each].statement == statement}


def _nothing(snapshot: Snapshot, found: Explanation) -> str:
    names = [short_name(snapshot.terms[each]) for each in (found.one, found.other)]
    if found.component_distance is None:
        return f"Nothing joins {names[0]} and {names[1]}."
    return f"{names[0]} and {names[1]} are {found.component_distance} steps apart."
