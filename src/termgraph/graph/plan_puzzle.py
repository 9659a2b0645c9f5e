"""From terms and groups to pieces and choices: what of a plan is settled, and what there is to decide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from .learning import TieredGroup
from .plan_ground import Ground
from .plan_search import Alternative, Choice, Puzzle, Solution, Solver, pieces

Place = tuple[int, int]
"""A group: its term, and its position among the groups of the term."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan: how many terms and minutes, and which pieces beside what every plan has (see `Decision.terms`).

    `lower` is a cost that no plan is below, `nodes` what finding this one took.
    """

    taken: int
    count: int
    minutes: int
    optimal: bool
    lower: int
    nodes: int


class Decision:
    """What a plan on some ground has to decide, ready to be decided more than once.

    The forced closure of the goals is taken from the start. Every other block that may come before them is a piece,
    which brings its own forced closure as a bit set; the sets are as long as there are such blocks, and live as long
    as the question. A weight is cost x scale + number of terms, so that one number compares both. `minutes` says how
    long each term takes; a plan's cost is their sum or, with `count`, the number of its terms.
    """

    def __init__(self, ground: Ground, prefer: AbstractSet[int], minutes: Sequence[int], count: bool = False) -> None:
        self._ground = ground
        self._count = count
        self._scale = len(ground.needs) + 1
        leaders = ground.members.keys() & ground.learnable
        self._forced: dict[int, Sequence[int]] = {leader: ground.order.before[leader] for leader in leaders}
        self._options: dict[int, tuple[_Group, ...]] = {}
        self._positions: dict[int, int] = {}
        for leader in leaders if ground.merged else leaders & ground.order.choices.keys():
            self._look_at(leader, prefer)
        self._settled = self._closure(ground.leader[goal] for goal in ground.goals)
        self._order = [term for term in ground.learned if term in leaders and term not in self._settled]
        self._brings: dict[int, int] = {}
        self._far: dict[int, int] = {}
        self._sum_up()
        self._minutes = [sum(map(minutes.__getitem__, ground.members[leader])) for leader in self._order]
        self._sizes = [len(ground.members[leader]) for leader in self._order]
        settled_terms = [term for leader in self._settled for term in ground.members[leader]]
        self._base = len(settled_terms), sum(map(minutes.__getitem__, settled_terms))
        self._places: dict[Place, int] = {}
        self._puzzle = self._build()
        self._solver = Solver(self._puzzle)

    def best(self, most: int) -> Outcome:
        """The cheapest plan, or the cheapest found by looking at `most` nodes."""
        return self._outcome(self._solver.solve(most))

    def terms(self, outcome: Outcome) -> frozenset[int]:
        """The terms of a plan."""
        leaders = chain(self._settled, (self._order[piece] for piece in pieces(outcome.taken)))
        return frozenset(term for leader in leaders for term in self._ground.members[leader])

    def forced(self, place: Place, position: int, most: int) -> Outcome | None:
        """The cheapest plan that meets this group by this option; None where the option is not open."""
        choice = self._places.get(place)
        if choice is None:
            return None
        for each in self._puzzle.choices[choice].alternatives:
            if each.position == position:
                start = self._puzzle.choices[choice].piece | each.brings
                return self._outcome(self._solver.solve(most, start, choice))
        return None

    def _outcome(self, solution: Solution) -> Outcome:
        count, minutes = self._base
        lower = solution.lower // self._scale + (count if self._count else minutes)
        for piece in pieces(solution.taken):
            count += self._sizes[piece]
            minutes += self._minutes[piece]
        return Outcome(solution.taken, count, minutes, solution.optimal, lower, solution.nodes)

    def _look_at(self, leader: int, prefer: AbstractSet[int]) -> None:
        """Note what the unknown members of a block need of other blocks: what is no choice, and what is one."""
        ground = self._ground
        forced: list[int] = []
        options: list[_Group] = []
        positions = 0
        for term in ground.members[leader]:
            for number, group in enumerate(ground.needs[term]):
                found = tuple(_open_options(ground, leader, group, prefer))
                if len(found) == 1:
                    forced += found[0].leaders
                    positions += found[0].position
                else:
                    options.append(_Group((term, number), found, not all(each.leaders for each in found)))
        self._forced[leader], self._options[leader], self._positions[leader] = forced, tuple(options), positions

    def _closure(self, goals: Iterable[int]) -> frozenset[int]:
        """The goals and everything that they are forced to bring."""
        found = set(goals)
        layer = found
        while layer:
            layer = set(chain.from_iterable(map(self._forced.__getitem__, layer))).difference(found, self._ground.known)
            found |= layer
        return frozenset(found)

    def _sum_up(self) -> None:
        """For each piece all that it brings, and all that may be taken because of it whichever options are taken.

        In the order in which they can be learned the blocks that a block is forced to bring stand before it, and unless
        there is a cycle, which checked content has not, those of all options do. On a cycle anything may be taken.
        """
        nothing = dict.fromkeys((*self._settled, *self._ground.known), 0)
        everything = (1 << len(self._order)) - 1
        self._brings |= nothing
        self._far |= nothing
        for number, leader in enumerate(self._order):
            brings = far = 1 << number
            for each in self._forced[leader]:
                brings |= self._brings[each]
                far |= self._far[each]
            for option in self._options.get(leader, ()):
                for each in chain.from_iterable(way.leaders for way in option.open):
                    far |= self._far.get(each, everything)
            self._brings[leader], self._far[leader] = brings, far

    def _build(self) -> Puzzle:
        costs = self._sizes if self._count else self._minutes
        choices: list[Choice] = []
        numbers: dict[int, list[int]] = {}
        for leader in sorted(self._options):
            numbers[leader] = []
            for option in self._options[leader]:
                numbers[leader].append(len(choices))
                self._places[option.place] = len(choices)
                alternatives = tuple(
                    Alternative(
                        _union(self._brings, each.leaders),
                        _union(self._far, each.leaders),
                        each.position,
                        each.preferred,
                    )
                    for each in option.open
                )
                choices.append(Choice(alternatives, self._brings[leader], option.settled))
        return Puzzle(
            weights=[cost * self._scale + size for cost, size in zip(costs, self._sizes, strict=True)],
            positions=[self._positions.get(leader, 0) for leader in self._order],
            numbers=[self._ground.members[leader] for leader in self._order],
            choices=choices,
            choices_of=[numbers.get(leader, ()) for leader in self._order],
            at_start=[number for leader, own in numbers.items() if leader in self._settled for number in own],
        )


def _union(sets: Mapping[int, int], leaders: Iterable[int]) -> int:
    union = 0
    for leader in leaders:
        union |= sets[leader]
    return union


class _Open(NamedTuple):
    """An option that can be taken: its blocks but for the one that needs it and those already there."""

    position: int
    leaders: frozenset[int]
    preferred: bool


class _Group(NamedTuple):
    """A group with more than one open option; `settled` where one of them needs nothing to be learned before."""

    place: Place
    open: tuple[_Open, ...]
    settled: bool


def _open_options(ground: Ground, leader: int, group: TieredGroup, prefer: AbstractSet[int]) -> Iterator[_Open]:
    for position, option in enumerate(group.options):
        if ground.open(option):
            leaders = frozenset(ground.leader[each] for each in option if each in ground.leader) - {leader}
            yield _Open(position, leaders, not prefer.isdisjoint(option))
