"""A plan's terms laid out: in which stage and place each stands, what for, and what else could have been chosen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Self

from termgraph.model import Tier

from .effort import ease, effort, minutes
from .learning import TieredGroup, requirements, skipped, ties
from .plan_ground import Ground
from .plan_order import Layers, just_in_time, layers, longest_chain
from .plan_puzzle import Decision, Outcome, Place
from .plan_records import Chosen, NeededFor, Optional, OtherOption, Stage, Step, Totals
from .precedence import precedence
from .reading_order import dependent_and_first
from .sentences import sentence
from .snapshot import Snapshot


@dataclass(frozen=True)
class Chart:
    """The terms of a plan and, for those that have groups with alternatives, the option that it meets each group by.

    All other groups have one option. Blocks are named by their leaders, as on the ground.
    """

    snapshot: Snapshot
    ground: Ground
    terms: AbstractSet[int]
    picks: Mapping[int, Sequence[int]]

    @classmethod
    def of(cls, snapshot: Snapshot, ground: Ground, terms: AbstractSet[int], prefer: AbstractSet[int]) -> Self:
        """The chart of a sufficient set of terms."""
        picks = {
            term: [ground.chosen(group, terms, prefer) for group in ground.needs[term]]
            for term in sorted(terms & ground.order.choices.keys())
        }
        return cls(snapshot, ground, terms, picks)

    def chosen(self, term: int) -> Iterable[tuple[TieredGroup, int]]:
        """The groups of a term, each with the option that the plan meets it by."""
        return zip(self.ground.needs[term], self.picks.get(term, repeat(0)), strict=False)

    def relied_on(self, term: int) -> Sequence[int]:
        """The terms of the chosen options of a term, known ones among them."""
        if term not in self.picks:
            return self.ground.order.before[term]
        return [each for group, option in self.chosen(term) for each in group.options[option]]

    @cached_property
    def arcs(self) -> Mapping[int, Sequence[int]]:
        """The leaders that each comes right after."""
        leader, members, terms = self.ground.leader, self.ground.members, self.terms
        found: dict[int, Sequence[int]] = {}
        for own in sorted({leader[term] for term in terms}):
            relied = (each for term in members[own] for each in self.relied_on(term))
            found[own] = [leader[each] for each in relied if each in terms and leader[each] != own]
        return found

    @cached_property
    def layers(self) -> Layers:
        """Stage and slack of every block."""
        return layers(self.arcs, sorted(self.arcs, key=self.ground.order.places.__getitem__))

    @cached_property
    def members(self) -> Mapping[int, tuple[int, ...]]:
        """The terms of each block, by (level, minutes, slug)."""
        order, members = ease(self.snapshot).__getitem__, self.ground.members
        return {
            leader: tuple(sorted(members[leader], key=order)) if len(members[leader]) > 1 else members[leader]
            for leader in self.arcs
        }

    @cached_property
    def staged(self) -> Sequence[int]:
        """The terms by (stage, level, minutes, slug); a block stands where its first member does."""
        stage, order, members = self.layers.stage, ease(self.snapshot), self.members
        leaders = sorted(self.arcs, key=lambda leader: (stage[leader], order[members[leader][0]]))
        return [term for leader in leaders for term in members[leader]]

    def just_in_time(self) -> list[int]:
        """The terms depth first from the goals, each right before it is used as far as that is possible."""
        goals = [self.ground.leader[goal] for goal in self.ground.goals]
        return [term for leader in just_in_time(self.arcs, goals, self.layers.stage) for term in self.members[leader]]

    def steps(self, place: Sequence[int], others: Mapping[Place, tuple[OtherOption, ...]]) -> tuple[Step, ...]:
        """The steps in this order; `others` are the other options of each group with alternatives."""
        reasons, tiers, layers = self._reasons(place), self._tiers(), self.layers
        found: list[Step] = []
        for position, term in enumerate(place, 1):
            leader, took = self.ground.leader[term], effort(self.snapshot, term)
            block = self.members[leader]
            found.append(
                Step(
                    position,
                    layers.stage[leader],
                    layers.slack[leader],
                    term,
                    took.minutes,
                    took.estimated,
                    self.snapshot.terms[term].level,
                    tiers[term],
                    tuple(reasons[term]),
                    tuple(self.decided(term, others)) if term in self.picks else (),
                    tuple(each for each in block if each != term) if len(block) > 1 else (),
                )
            )
        return tuple(found)

    def decided(self, term: int, others: Mapping[Place, tuple[OtherOption, ...]]) -> Iterator[Chosen]:
        """How the plan meets the groups of a term that have alternatives."""
        for number, (group, option) in enumerate(self.chosen(term)):
            if len(group.options) > 1:
                yield Chosen(group, option, others[term, number])

    def stages(self) -> tuple[Stage, ...]:
        """The stages, each with its terms in the order of STAGED."""
        terms: list[list[int]] = [[] for _ in range(self.layers.count)]
        for term in self.staged:
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
        """The known terms that some chosen option relies on, in slug order, without the targets known already."""
        known = self.ground.known
        relied = (each for term in self.terms for each in self.relied_on(term) if each in known) if known else ()
        return tuple(sorted(set(relied).difference(already_known)))

    def optional(self, steps: Iterable[Step]) -> tuple[Optional, ...]:
        """Recommended terms that are neither in the plan nor known nor to be avoided, in the order of what for."""
        required, recommended = (precedence(self.snapshot, tier) for tier in (Tier.REQUIRED, Tier.RECOMMENDED))
        found: dict[int, list[NeededFor]] = {}
        for step in steps:
            if recommended.before[step.term] is required.before[step.term]:
                continue  # nothing is recommended
            for group in requirements(self.snapshot, step.term, Tier.RECOMMENDED):
                if group.tier is Tier.RECOMMENDED:
                    for member in group.members:
                        if not (member in self.terms or member in self.ground.known or member in self.ground.avoided):
                            found.setdefault(member, []).append(NeededFor(step.term, group))
        return tuple(Optional(term, tuple(reasons)) for term, reasons in found.items())

    def warnings(self) -> tuple[str, ...]:
        """A sentence for every softer edge of a term of the plan that was left out of the order, by edge."""
        snapshot, tier = self.snapshot, self.ground.tier
        left_out = sorted(skipped(snapshot, tier)) if tier is not Tier.REQUIRED else []
        return tuple(
            f"Left out, because it would close a circle: {sentence(snapshot, snapshot.edges[edge].statement)}"
            for edge in left_out
            if dependent_and_first(snapshot, edge)[0] in self.terms
        )

    def _reasons(self, place: Sequence[int]) -> Mapping[int, list[NeededFor]]:
        """What each term is needed for, in the order of the plan; last the terms it is learned together with."""
        found: dict[int, list[NeededFor]] = {term: [] for term in place}
        for dependent in place:
            for group, option in self.chosen(dependent):
                reason = NeededFor(dependent, group)
                for each in group.options[option]:
                    if each in found:
                        found[each].append(reason)
        for dependent in place if self.ground.order.blocks else ():
            for group in ties(self.snapshot, dependent):
                (each,) = group.members
                if each in found:
                    found[each].append(NeededFor(dependent, group))
        return found

    def _tiers(self) -> Mapping[int, Tier]:
        """The tier at which each term is first reached from the goals."""
        if self.ground.tier is Tier.REQUIRED:
            return dict.fromkeys(self.terms, Tier.REQUIRED)
        found = {
            term: Tier.REQUIRED for goal in self.ground.goals for term in self.ground.members[self.ground.leader[goal]]
        }
        for tier in Tier:
            stack = list(found)
            while stack:
                for group, option in self.chosen(stack.pop()):
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
        block = self.members[self.ground.leader[term]]
        return (each for member in block for each in self.relied_on(member) if each in self.terms)

    def _minutes(self, terms: Iterable[int]) -> int:
        return sum(map(minutes(self.snapshot).__getitem__, terms))


def other_options(
    chart: Chart, decision: Decision, best: Outcome, most: int, last: int | None = None
) -> Mapping[Place, tuple[OtherOption, ...]]:
    """For every group of the plan with alternatives, what the options not chosen would cost on top.

    Looks at `most` nodes for all of them together, in slug order of the terms, and a little more for the last one.
    Terms after `last` are left out.
    """
    left = most
    found: dict[Place, tuple[OtherOption, ...]] = {}
    for term in chart.picks:
        for number, (group, chosen) in enumerate(chart.chosen(term)):
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
        if term == last:
            break
    return found
