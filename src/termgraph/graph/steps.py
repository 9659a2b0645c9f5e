"""Walking along relations in either direction, and such walks in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from termgraph.model import Relation

from .sentences import purpose, sentence, short_name
from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Step:
    """An edge walked from its subject to its object, or, `inverse`, from its object to its subject."""

    edge: int
    inverse: bool = False


def target(snapshot: Snapshot, step: Step) -> int:
    """The term a step leads to."""
    edge = snapshot.edges[step.edge]
    return edge.subject if step.inverse else edge.object


def steps_from(snapshot: Snapshot, number: int) -> Iterator[Step]:
    """Every step away from term `number`: edges that leave it, then edges that enter it."""
    yield from map(Step, snapshot.out(number))
    yield from (Step(edge, inverse=True) for edge in snapshot.into(number))


def steps_between(snapshot: Snapshot, one: int, other: int) -> tuple[Step, ...]:
    """Every step from `one` to `other`, most telling type first (explain cost), then edges that leave `one`, then edge.

    Time is linear in the edges of the term that has fewer.
    """
    degrees = [len(snapshot.out(each)) + len(snapshot.into(each)) for each in (one, other)]
    if degrees[0] <= degrees[1]:
        found = [step for step in steps_from(snapshot, one) if target(snapshot, step) == other]
    else:
        found = [
            Step(step.edge, not step.inverse) for step in steps_from(snapshot, other) if target(snapshot, step) == one
        ]
    types = snapshot.registry.types
    return tuple(
        sorted(found, key=lambda step: (types[snapshot.edges[step.edge].type].explain_cost, step.inverse, step.edge))
    )


def told(snapshot: Snapshot, step: Step) -> str:
    """A step as a sentence, told from where it starts."""
    return sentence(snapshot, snapshot.edges[step.edge].statement, inverse=step.inverse)


def walk_in_words(snapshot: Snapshot, steps: Sequence[Step]) -> str:
    """A walk in words, such as "PPO has variant GRPO, which is an algorithm for RLHF.", in one or more sentences.

    A new sentence begins after a requirement with alternatives, which is always told whole, and after a purpose, to
    which "which" would seem to refer.
    """
    sentences: list[str] = []
    open_end = False
    for step in steps:
        statement = snapshot.edges[step.edge].statement
        if open_end and isinstance(statement, Relation):
            sentences[-1] = f"{sentences[-1][:-1]}, which {_predicate(snapshot, statement, step.inverse)}"
        else:
            sentences.append(told(snapshot, step))
        open_end = isinstance(statement, Relation) and purpose(snapshot, statement) is None
    return " ".join(sentences)


def _predicate(snapshot: Snapshot, relation: Relation, inverse: bool) -> str:
    """The sentence of a relation without its first words, the name of the term that tells it."""
    teller = snapshot.term(relation.object if inverse else relation.subject)
    told_whole = sentence(snapshot, relation, inverse=inverse)
    return told_whole.removeprefix(f"{short_name(teller)} ") if teller else told_whole
