"""From terms and groups to pieces and choices: what of a plan is settled, and what there is to decide."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from .plan_ground import Ground
from .plan_order import emitted
from .plan_search import Alternative, Choice, Puzzle, Solution, pieces, solve

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
    long a term takes; a plan's cost is their sum or, with `count`, the number of its terms.
    """

    def __init__(
        self, ground: Ground, prefer: AbstractSet[int], minutes: Callable[[int], int], count: bool = False
    ) -> None:
        self._ground = ground
        self._count = count
        self._scale = len(ground.needs) + 1
        blocks = {
            leader: _block(ground, leader, prefer)
            for leader, members in ground.members.items()
            if members[0] in ground.learnable
        }
        goals = dict.fromkeys(ground.leader[goal] for goal in ground.goals)
        self._settled = _forced(blocks, goals)
        order = _dependents_last(blocks, self._settled)
        self._closure = dict.fromkeys(self._settled, 0)
        for number, leader in enumerate(order):
            closure = 1 << number
            for each in blocks[leader].forced:
                closure |= self._closure[each]
            self._closure[leader] = closure
        self._order = order
        self._minutes = [sum(map(minutes, ground.members[leader])) for leader in order]
        self._sizes = [len(ground.members[leader]) for leader in order]
        settled_terms = [term for leader in self._settled for term in ground.members[leader]]
        self._base = len(settled_terms), sum(map(minutes, settled_terms))
        self._places: dict[Place, int] = {}
        self._puzzle = self._build(blocks)

    def best(self, most: int) -> Outcome:
        """The cheapest plan, or the cheapest found by looking at `most` nodes."""
        return self._outcome(solve(self._puzzle, most))

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
                return self._outcome(solve(self._puzzle, most, start, choice))
        return None

    def _outcome(self, solution: Solution) -> Outcome:
        count, minutes = self._base
        lower = solution.lower // self._scale + (count if self._count else minutes)
        for piece in pieces(solution.taken):
            count += self._sizes[piece]
            minutes += self._minutes[piece]
        return Outcome(solution.taken, count, minutes, solution.optimal, lower, solution.nodes)

    def _build(self, blocks: "Mapping[int, _Block]") -> Puzzle:
        costs = self._sizes if self._count else self._minutes
        choices: list[Choice] = []
        for leader in sorted(blocks):
            for option in blocks[leader].options:
                self._places[option.place] = len(choices)
                alternatives = tuple(
                    Alternative(self._union(each.leaders), each.position, each.preferred) for each in option.open
                )
                choices.append(Choice(alternatives, self._closure[leader], option.settled))
        numbers = {leader: [self._places[option.place] for option in blocks[leader].options] for leader in blocks}
        return Puzzle(
            weights=[cost * self._scale + size for cost, size in zip(costs, self._sizes, strict=True)],
            positions=[blocks[leader].positions for leader in self._order],
            numbers=[self._ground.members[leader] for leader in self._order],
            choices=choices,
            choices_of=[numbers[leader] for leader in self._order],
            at_start=[number for leader in sorted(self._settled) for number in numbers[leader]],
        )

    def _union(self, leaders: Iterable[int]) -> int:
        union = 0
        for leader in leaders:
            union |= self._closure[leader]
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


class _Block(NamedTuple):
    """What the unknown members of a block need of other blocks; `positions` sums up the options that are no choice."""

    forced: frozenset[int]
    options: tuple[_Group, ...]
    positions: int


def _block(ground: Ground, leader: int, prefer: AbstractSet[int]) -> _Block:
    forced: set[int] = set()
    options: list[_Group] = []
    positions = 0
    for term in ground.members[leader]:
        for number, group in enumerate(ground.needs[term]):
            found = tuple(
                _Open(
                    position,
                    frozenset(ground.leader[each] for each in option if each not in ground.known) - {leader},
                    not prefer.isdisjoint(option),
                )
                for position, option in enumerate(group.options)
                if ground.open(option)
            )
            if len(found) == 1:
                forced |= found[0].leaders
                positions += found[0].position
            else:
                options.append(_Group((term, number), found, not all(each.leaders for each in found)))
    return _Block(frozenset(forced), tuple(options), positions)


def _forced(blocks: Mapping[int, _Block], goals: Iterable[int]) -> frozenset[int]:
    """The goals and everything that their groups of one open option bring."""
    found = set(goals)
    stack = list(found)
    while stack:
        fresh = blocks[stack.pop()].forced - found
        found |= fresh
        stack += fresh
    return frozenset(found)


def _dependents_last(blocks: Mapping[int, _Block], settled: AbstractSet[int]) -> list[int]:
    """The blocks not settled, each after those it is forced to bring, by slug."""
    arcs = {leader: sorted(each.forced) for leader, each in blocks.items()}
    return [leader for leader in emitted(arcs, sorted(blocks)) if leader not in settled]
