"""What a learning path says: steps, stages, totals, and how each group with alternatives is met. Plain records."""

from dataclasses import dataclass

from termgraph.model import Level, Tier

from .learning import TieredGroup


@dataclass(frozen=True, slots=True)
class NeededFor:
    """A reason for a step: term `term` of the plan has `group`, which the plan meets with the step's term.

    Where the step comes along because it is best learned together with `term`, `group` is that statement.
    """

    term: int
    group: TieredGroup

    @property
    def why(self) -> str | None:
        """The editor's reason."""
        return self.group.statement.why


@dataclass(frozen=True, slots=True)
class OtherOption:
    """An option that the plan does not take, and what the cheapest plan that takes it has more than this one.

    None where the option cannot be taken, and where the budget was used up before it was looked at (then `possible` is
    true and `proved` false). Unless `proved`, a cheaper plan with this option may exist. Extra terms or minutes may be
    negative: minutes under COUNT, both where something was preferred or this plan is not optimal.
    """

    option: int
    possible: bool
    proved: bool
    extra_minutes: int | None
    extra_terms: int | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a plan meets a group with alternatives: by option number `option` of `group.options`."""

    group: TieredGroup
    option: int
    others: tuple[OtherOption, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One term to learn, at `position` (from 1) and in `stage` (from 0).

    `together` are the other terms of the plan that are learned in the same step; they stand next to it. `tier` is that
    of the weakest edge on the strongest way to it within the plan, `slack` the number of stages it can wait, `chosen`
    how the term's own groups with alternatives are met.
    """

    position: int
    stage: int
    slack: int
    term: int
    minutes: int
    estimated: bool
    level: Level | None
    tier: Tier
    needed_for: tuple[NeededFor, ...]
    chosen: tuple[Chosen, ...]
    together: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """Terms that need nothing of each other, in the order of the stage; `index` counts from 0."""

    index: int
    minutes: int
    terms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What the plan amounts to; `longest_chain` is one term of each stage, each needing the one before."""

    terms: int
    minutes: int
    estimated: bool
    longest_chain: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Optional:
    """A recommended term that the plan leaves out, and for which of its terms it is recommended."""

    term: int
    needed_for: tuple[NeededFor, ...]


@dataclass(frozen=True, slots=True)
class LearningPath:
    """A plan: what to learn, in which order, and what for.

    `already_known` are the targets that need no learning, `assumed` the other known terms that it relies on.
    `lower_bound` is in the unit of the cost asked for: no plan that meets the wishes costs less; where the plan is
    `optimal`, it is what the plan costs. `nodes` were looked at to find it.
    """

    targets: tuple[int, ...]
    steps: tuple[Step, ...]
    stages: tuple[Stage, ...]
    totals: Totals
    assumed: tuple[int, ...]
    optional: tuple[Optional, ...]
    already_known: tuple[int, ...]
    optimal: bool
    lower_bound: int
    nodes: int
    warnings: tuple[str, ...]
