"""Why one term comes before another, and what it takes to do without it (graph semantics, section 5, Q3 and Q4)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from termgraph.model import Tier

from .learning import TieredGroup, Verdict, before, necessity
from .plans import BUDGET, LearningPath, learning_path
from .sentences import listed, short_name
from .snapshot import Snapshot
from .ways import COUNTED, Hop, PathDown, Ways

__all__ = [
    "COUNTED",
    "MOST_PATHS",
    "Detour",
    "Hop",
    "PathDown",
    "Replacement",
    "WhyPrerequisite",
    "detour",
    "detour_sentence",
    "why_prerequisite",
]

MOST_PATHS = 10
"""Paths that one question may ask for."""


@dataclass(frozen=True, slots=True)
class WhyPrerequisite:
    """Why a term comes before another, as far as it does.

    `paths` are the best by (length, weakest tier, slugs along the path) of `total`, which stops at 10^12;
    `bottlenecks` are the terms on every path, from the target down. `subgraph` has every hop that lies on some path, by
    (dependent, term), and is None unless it was asked for.
    """

    verdict: Verdict
    paths: tuple[PathDown, ...]
    total: int
    bottlenecks: tuple[int, ...]
    subgraph: tuple[Hop, ...] | None

    @property
    def more_paths(self) -> bool:
        """Whether there are more paths than these."""
        return self.total > len(self.paths)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A group of the plan that avoids a term which meets it by `option`, and could be met by the term otherwise."""

    term: int
    group: TieredGroup
    option: int


@dataclass(frozen=True, slots=True)
class Detour:
    """The cheapest plan that does without a term, against the cheapest plan: 0 extra where that has no need of it.

    `options` are, in the order of the plan, what is taken where an option is not possible without the term. Unless
    `proved`, the budget stopped one of the two searches.
    """

    extra_minutes: int
    extra_terms: int
    options: tuple[Replacement, ...]
    proved: bool


def why_prerequisite(
    snapshot: Snapshot,
    target: int,
    prerequisite: int,
    k: int = 1,
    known: AbstractSet[int] = frozenset(),
    *,
    tier: Tier = Tier.REQUIRED,
    everything: bool = False,
) -> WhyPrerequisite:
    """The verdict of `necessity`, and up to `k` (at most 10) paths; with `everything` all hops that are on some path.

    Only the verdict depends on what is known. Time O(k (V+E) log k) of what lies between the two.
    """
    verdict = necessity(snapshot, target, prerequisite, known, tier)
    needs, _ = before(snapshot, (target,), tier)
    if prerequisite == target or prerequisite not in needs:
        return WhyPrerequisite(verdict, (), 0, (), () if everything else None)
    ways = Ways(snapshot, needs, target, prerequisite)
    paths = ways.best(max(min(k, MOST_PATHS), 0))
    return WhyPrerequisite(verdict, paths, ways.total(), ways.bottlenecks(), ways.hops() if everything else None)


def detour(
    snapshot: Snapshot,
    target: int,
    prerequisite: int,
    known: AbstractSet[int] = frozenset(),
    *,
    tier: Tier = Tier.REQUIRED,
    max_nodes: int = BUDGET,
) -> Detour | None:
    """What it takes to learn `target` without ever learning `prerequisite`; None where that is impossible (Q3).

    That is what an ALTERNATIVE costs. As in `necessity`, a known prerequisite is avoided like any other.
    """
    rest = known - {prerequisite}
    plan = learning_path(snapshot, (target,), rest, tier=tier, max_nodes=max_nodes)
    other = learning_path(snapshot, (target,), rest, tier=tier, avoid=(prerequisite,), max_nodes=max_nodes)
    if not (isinstance(plan, LearningPath) and isinstance(other, LearningPath)):
        return None
    options = tuple(
        Replacement(step.term, chosen.group, chosen.option)
        for step in other.steps
        for chosen in step.chosen
        if not all(each.possible for each in chosen.others)
    )
    return Detour(
        other.totals.minutes - plan.totals.minutes,
        other.totals.terms - plan.totals.terms,
        options,
        plan.optimal and other.optimal,
    )


def detour_sentence(snapshot: Snapshot, target: int, prerequisite: int, found: Detour) -> str:
    """A detour in words: "RLHF can be learned without PPO, with GRPO instead, in 45 minutes more."."""
    names = [short_name(snapshot.terms[each]) for each in (target, prerequisite)]
    taken = dict.fromkeys(term for each in found.options for term in each.group.options[each.option])
    instead = listed([short_name(snapshot.terms[term]) for term in taken], "and") if taken else ""
    extra = abs(found.extra_minutes)
    length = f"{extra:,} minute{'' if extra == 1 else 's'} {'more' if found.extra_minutes > 0 else 'less'}"
    return (
        f"{names[0]} can be learned without {names[1]}, {f'with {instead} instead, ' if instead else ''}"
        f"in {length if extra else 'the same time'}{'' if found.proved else ' or thereabouts'}."
    )
