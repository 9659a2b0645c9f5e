"""Walks along relations, as lists of steps and in words."""

from collections.abc import Sequence

import strawberry

from termgraph.graph.sentences import sentence
from termgraph.graph.steps import Step, target, walk_in_words

from .declare import object_type, said
from .reading import Reading, TermRef
from .relation_types import RelationType
from .requirements import relation_id

MOST_STEPS = 20


@object_type
class WalkStep:
    """One relation, walked in either direction."""

    relation_id: strawberry.ID = said("Names the statement, the same wherever it is told.")
    term: TermRef = said("Where it leads.")
    type: RelationType = said("The relation type.")
    inverse: bool = said("Whether it is walked from the object to the subject.")
    sentence: str = said("The relation in words, told from where it starts.")
    why: str | None = said("The reason; null when the editors gave none.")


@object_type
class Walk:
    """A way from one term to another along relations."""

    sentence: str = said('The steps in words: "PPO has variant GRPO, which is an algorithm for RLHF.".')
    steps: list[WalkStep] = said("Its steps; at most 20.")
    total: int = said("How many steps it has.")
    truncated: bool = said("Whether there are more than those in `steps`.")


def walk_of(reading: Reading, steps: Sequence[Step]) -> Walk:
    """A walk as the schema shows it."""
    shown = steps[:MOST_STEPS]
    return Walk(
        sentence=walk_in_words(reading.snapshot, shown),
        steps=[step_of(reading, step) for step in shown],
        total=len(steps),
        truncated=len(steps) > len(shown),
    )


def step_of(reading: Reading, step: Step) -> WalkStep:
    """A step as the schema shows it."""
    snapshot = reading.snapshot
    edge = snapshot.edges[step.edge]
    return WalkStep(
        relation_id=relation_id(edge.statement),
        term=reading.term(target(snapshot, step)),
        type=RelationType(row=snapshot.registry.types[edge.type]),
        inverse=step.inverse,
        sentence=sentence(snapshot, edge.statement, inverse=step.inverse),
        why=edge.statement.why,
    )
