"""A plan's terms laid out: in which stage and place each stands, what for, and what else could have been chosen."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from termgraph.model import Tier

from .effort import effort, level_rank
from .learning import TieredGroup, requirements, skipped, ties
from .plan_ground import Ground
from .plan_order import Layers, just_in_time, layers, longest_chain
from .plan_puzzle import Decision, Outcome, Place
from .plan_records import Chosen, NeededFor, Optional, OtherOption, Stage, Step, Totals
from .reading_order import soft_edges
from .sentences import sentence
from .snapshot import Snapshot


@dataclass(frozen=True)
class Chart:
    """The terms of a plan with, for each of their groups in order, the option that the plan meets it by.

    Blocks are named by their leaders, as on the ground; `arcs` are the leaders that each comes right after.
    """

    snapshot: Snapshot
    ground: Ground
    terms: AbstractSet[int]
    picks: Mapping[int, tuple[tuple[TieredGroup, int], ...]]
    arcs: Mapping[int, Sequence[int]]

    @classmethod
    def of(cls, snapshot: Snapshot, ground: Ground, terms: AbstractSet[int], prefer: AbstractSet[int]) -> Self:
        """The chart of a sufficient set of terms."""
        picks = {
            term: tuple((group, ground.chosen(group, terms, prefer)) for group in ground.needs[term])
            for term in sorted(terms)
        }
        arcs: dict[int, set[int]] = {}
        for term, groups in picks.items():
            own = ground.leader[term]
            before = arcs.setdefault(own, set())
            for group, option in groups:
                before.update(ground.leader[each] for each in group.options[option] if each in terms)
            before.discard(own)
        return cls(snapshot, ground, terms, picks, {leader: sorted(before) for leader, before in arcs.items()})

    @cached_property
    def layers(self) -> Layers:
        """Stage and slack of every block."""
        return layers(self.arcs)

    @cached_property
    def members(self) -> Mapping[int, tuple[int, ...]]:
        """The terms of each block, by (level, minutes, slug)."""
        return {leader: tuple(sorted(self.ground.members[leader], key=self._ease)) for leader in self.arcs}

    def staged(self) -> list[int]:
        """The terms by (stage, level, minutes, slug); a block stands where its first member does."""
        stage = self.layers.stage
        leaders = sorted(self.arcs, key=lambda leader: (stage[leader], self._ease(self.members[leader][0])))
        return [term for leader in leaders for term in self.members[leader]]

    def just_in_time(self) -> list[int]:
        """The terms depth first from the goals, each right before it is used as far as that is possible."""
        goals = [self.ground.leader[goal] for goal in self.ground.goals]
        return [term for leader in just_in_time(self.arcs, goals, self.layers.stage) for term in self.members[leader]]

    def steps(self, place: Sequence[int], others: Mapping[Place, tuple[OtherOption, ...]]) -> tuple[Step, ...]:
        """The steps in this order; `others` are the other options of each group with alternatives."""
        reasons, tiers = self._reasons(place), self._tiers()
        return tuple(
            self._step(position, term, reasons[term], tiers[term], others) for position, term in enumerate(place, 1)
        )

    def stages(self) -> tuple[Stage, ...]:
        """The stages, each with its terms in the order of STAGED."""
        terms: list[list[int]] = [[] for _ in range(self.layers.count)]
        for term in self.staged():
            terms[self._stage(term)].append(term)
        return tuple(Stage(index, self._minutes(each), tuple(each)) for index, each in enumerate(terms))

    def totals(self) -> Totals:
        """Sums over the plan, and its longest chain, which ends in the last stage at the smallest slug."""
        last = self.layers.count - 1
        end = min((term for term in self.terms if self._stage(term) == last), default=None)
        estimated = any(effort(self.snapshot, term).estimated for term in self.terms)
        chain = tuple(longest_chain(end, self._stage, self._before))
        return Totals(len(self.terms), self._minutes(self.terms), estimated, chain)

    def assumed(self, already_known: Iterable[int]) -> tuple[int, ...]:
        """The known terms that some chosen option relies on, and the targets known already, in slug order."""
        relied = (each for groups in self.picks.values() for group, option in groups for each in group.options[option])
        return tuple(sorted({*already_known, *(each for each in relied if each in self.ground.known)}))

    def optional(self, steps: Iterable[Step]) -> tuple[Optional, ...]:
        """Recommended terms that are neither in the plan nor known nor to be avoided, in the order of what for."""
        found: dict[int, list[NeededFor]] = {}
        for step in steps:
            for group in requirements(self.snapshot, step.term, Tier.RECOMMENDED):
                if group.tier is Tier.RECOMMENDED:
                    for member in group.members:
                        if not (member in self.terms or member in self.ground.known or member in self.ground.avoided):
                            reason = NeededFor(step.term, group.statement.why, group)
                            found.setdefault(member, []).append(reason)
        return tuple(Optional(term, tuple(reasons)) for term, reasons in found.items())

    def warnings(self, tier: Tier) -> tuple[str, ...]:
        """A sentence for every softer edge of a term of the plan that was left out of the order."""
        left_out = frozenset(skipped(self.snapshot, tier)) if tier is not Tier.REQUIRED else frozenset()
        return tuple(
            f"Left out, because it would close a circle: {sentence(self.snapshot, self.snapshot.edges[edge].statement)}"
            for _, edge, dependent, _ in (soft_edges(self.snapshot) if left_out else ())
            if edge in left_out and dependent in self.terms
        )

    def _step(
        self,
        position: int,
        term: int,
        reasons: Sequence[NeededFor],
        tier: Tier,
        others: Mapping[Place, tuple[OtherOption, ...]],
    ) -> Step:
        leader = self.ground.leader[term]
        took = effort(self.snapshot, term)
        chosen = (
            Chosen(group, option, others[term, number])
            for number, (group, option) in enumerate(self.picks[term])
            if len(group.options) > 1
        )
        return Step(
            position,
            self.layers.stage[leader],
            self.layers.slack[leader],
            term,
            took.minutes,
            took.estimated,
            self.snapshot.terms[term].level,
            tier,
            tuple(reasons),
            tuple(chosen),
            tuple(each for each in self.members[leader] if each != term),
        )

    def _reasons(self, place: Sequence[int]) -> Mapping[int, list[NeededFor]]:
        """What each term is needed for, in the order of the plan; last the terms it is learned together with."""
        found: dict[int, list[NeededFor]] = {term: [] for term in place}
        for dependent in place:
            for group, option in self.picks[dependent]:
                for each in group.options[option]:
                    if each in found:
                        found[each].append(NeededFor(dependent, group.statement.why, group))
        for dependent in place:
            for group in ties(self.snapshot, dependent):
                (each,) = group.members
                if each in found:
                    found[each].append(NeededFor(dependent, group.statement.why, group))
        return found

    def _tiers(self) -> Mapping[int, Tier]:
        """The tier at which each term is first reached from the goals."""
        found = {
            term: Tier.REQUIRED for goal in self.ground.goals for term in self.ground.members[self.ground.leader[goal]]
        }
        for tier in Tier:
            stack = list(found)
            while stack:
                for group, option in self.picks[stack.pop()]:
                    if group.tier.rank <= tier.rank:
                        for each in group.options[option]:
                            if each in self.terms and each not in found:
                                arrived = self.ground.members[self.ground.leader[each]]
                                found.update(dict.fromkeys(arrived, tier))
                                stack += arrived
        return found

    def _stage(self, term: int) -> int:
        return self.layers.stage[self.ground.leader[term]]

    def _before(self, term: int) -> Iterable[int]:
        """The terms of the plan that a term's block comes right after."""
        return (
            each
            for member in self.members[self.ground.leader[term]]
            for group, option in self.picks[member]
            for each in group.options[option]
            if each in self.terms
        )

    def _minutes(self, terms: Iterable[int]) -> int:
        return sum(effort(self.snapshot, term).minutes for term in terms)

    def _ease(self, term: int) -> tuple[int, int, int]:
        return (level_rank(self.snapshot, term), effort(self.snapshot, term).minutes, term)


def other_options(
    chart: Chart, decision: Decision, best: Outcome, most: int
) -> Mapping[Place, tuple[OtherOption, ...]]:
    """For every group of the plan with alternatives, what the options not chosen would cost on top.

    Looks at `most` nodes for all of them together, in slug order of the terms, and a little more for the last one.
    """
    left = most
    found: dict[Place, tuple[OtherOption, ...]] = {}
    for term, groups in chart.picks.items():
        for number, (group, chosen) in enumerate(groups):
            others: list[OtherOption] = []
            for option in range(len(group.options)):
                if option == chosen:
                    continue
                possible = chart.ground.open(group.options[option])
                outcome = decision.forced((term, number), option, left) if possible and left > 0 else None
                if outcome is None:
                    others.append(OtherOption(option, possible, not possible, None, None))
                    continue
                left -= outcome.nodes
                others.append(
                    OtherOption(
                        option,
                        possible=True,
                        proved=best.optimal and outcome.optimal,
                        extra_minutes=outcome.minutes - best.minutes,
                        extra_terms=outcome.count - best.count,
                    )
                )
            if len(group.options) > 1:
                found[term, number] = tuple(others)
    return found
