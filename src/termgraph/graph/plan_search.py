"""The cheapest way to meet requirements with alternatives: exact branch and bound over bit sets (graph semantics, Q2).

It knows no term: a *piece* is what has to be taken as a whole, one bit of a set; a *choice* comes with a piece and has
to be met by one of its alternatives, each of which brings pieces. Finding the cheapest way is Set Cover, so NP-hard.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to meet a choice: all pieces it `brings`, with what they bring; it holds when all of them are taken.

    `far` are these and all that could be taken because of them, whichever way their own choices are met.
    """

    brings: int
    far: int
    position: int
    preferred: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A requirement with alternatives, in author order; `settled` when nothing has to be taken to meet it.

    `piece` brings the piece that needs it: 0 for one that is taken from the start.
    """

    alternatives: tuple[Alternative, ...]
    piece: int = 0
    settled: bool = False

    @property
    def ways(self) -> tuple[Alternative, ...]:
        """The alternatives to try: where there is something to settle, the preferred ones if there are any.

        Whatever else is taken, taking more is possible. So no wish has to be gone against, and the smallest solution by
        (wishes gone against, …) is the smallest of those that go against none.
        """
        preferred = tuple(each for each in self.alternatives if each.preferred)
        return self.alternatives if self.settled or not preferred else preferred


@dataclass(frozen=True, slots=True)
class Puzzle:
    """What there is to decide.

    `weights` (at least 1), `positions` (the sum of positions that are no choice) and `numbers` (what ties are compared
    by) are per piece; `choices_of` has the choices that come with each piece, `at_start` those that are there anyway.
    """

    weights: Sequence[int]
    positions: Sequence[int]
    numbers: Sequence[tuple[int, ...]]
    choices: Sequence[Choice]
    choices_of: Sequence[Sequence[int]]
    at_start: Sequence[int]


@dataclass(frozen=True, slots=True)
class Solution:
    """The pieces taken; `lower` is a weight no solution is below, and `nodes` how many were looked at.

    When `optimal`, it is the smallest by (weight, positions, numbers) of those that meet every wish.
    """

    taken: int
    weight: int
    optimal: bool
    lower: int
    nodes: int


def pieces(taken: int) -> Iterator[int]:
    """The numbers of the pieces in a set, smallest first."""
    while taken:
        lowest = taken & -taken
        yield lowest.bit_length() - 1
        taken ^= lowest


class _Node(NamedTuple):
    """What is taken so far, its weight, what any solution from here weighs at least, and the choices still open."""

    bound: int
    weight: int
    taken: int
    open: tuple[int, ...]


class _Branch(NamedTuple):
    """One way on; ordered by weight, then by author order."""

    weight: int
    position: int
    brings: int


class _Part(NamedTuple):
    """Choices that have to be decided together, and all that could be taken for them; `open` unless all are met."""

    choices: tuple[int, ...]
    far: int
    open: bool


class Solver:
    """Solves a puzzle, also from more than one start.

    Choices that could never be met by the same pieces are decided apart, each part once for all starts: weights and
    positions add up, and of two sets of equal size that with the smallest number only one of them has stays the smaller
    whatever is added to both. So the smallest solution is made of the smallest of the parts.
    """

    def __init__(self, puzzle: Puzzle) -> None:
        self._puzzle = puzzle
        self._ways = [choice.ways for choice in puzzle.choices]
        self._with_choices = sum(1 << piece for piece, choices in enumerate(puzzle.choices_of) if choices)
        self._weight = lru_cache(maxsize=1 << 16)(self._weigh)
        self._solved: dict[tuple[tuple[int, ...], int], Solution] = {}
        self._apart = self._parts(puzzle.at_start, 0)

    def solve(self, most: int, start: int = 0, aside: int | None = None) -> Solution:
        """The best solution that takes the pieces of `start`, or the best found when `most` nodes have been looked at.

        Choice `aside` counts as met. The first solution is always finished, at a node for each choice at most.
        """
        taken, weight, nodes = start, self._weigh(start), 0
        lower, optimal = weight, True
        for part in self._parts_from(start, aside):
            if not part.open:
                continue
            found = self._solved.get((part.choices, start & part.far))
            if found is None:
                found = _Search(self, self._puzzle, start & part.far, part.choices).run(most - nodes)
                nodes += found.nodes
                if found.optimal:
                    self._solved[part.choices, start & part.far] = found
            taken |= found.taken
            weight += found.weight
            lower += found.lower
            optimal = optimal and found.optimal
        return Solution(taken, weight, optimal, lower, nodes)

    def _parts_from(self, start: int, aside: int | None) -> Sequence[_Part]:
        """The choices of a start in parts: those that the start does not touch stay as they are without it."""
        if not start and aside is None:
            return self._apart
        loose = list(self.choices_of(start))
        touched = start
        for choice in loose:
            touched |= self._far(choice)
        kept: list[_Part] = []
        for part in self._apart:
            if part.far & touched or aside in part.choices:
                loose += part.choices
            else:
                kept.append(part)
        return kept + self._parts((choice for choice in loose if choice != aside), start)

    def _parts(self, choices: Iterable[int], start: int) -> list[_Part]:
        """Choices in parts that share nothing that could be taken.

        A choice that is met brings nothing, but by which alternative it is met depends on what else is taken.
        """
        parts: list[_Part] = []
        for choice in choices:
            met = any(not way.brings & ~start for way in self._ways[choice])
            mine = _Part((choice,), self._all_brought(choice) if met else self._far(choice), not met)
            apart: list[_Part] = []
            for part in parts:
                if part.far & mine.far & ~start:
                    mine = _Part((*part.choices, *mine.choices), part.far | mine.far, part.open or mine.open)
                else:
                    apart.append(part)
            parts = [*apart, mine]
        return [part._replace(choices=tuple(sorted(part.choices))) for part in parts]

    def _far(self, choice: int) -> int:
        far = 0
        for each in self._puzzle.choices[choice].alternatives:
            far |= each.far
        return far

    def _all_brought(self, choice: int) -> int:
        brought = 0
        for each in self._puzzle.choices[choice].alternatives:
            brought |= each.brings
        return brought

    def branches(self, choice: int, taken: int) -> list[_Branch]:
        """The ways to meet a choice, lightest first; none where it is met."""
        found: list[_Branch] = []
        for way in self._ways[choice]:
            lacks = way.brings & ~taken
            if not lacks:
                return []
            found.append(_Branch(self._weight(lacks), way.position, lacks))
        return sorted(found)

    def ways(self, choice: int) -> int:
        """How many ways there are to meet a choice."""
        return len(self._ways[choice])

    def choices_of(self, taken: int) -> Iterator[int]:
        """The choices that come with the pieces of a set."""
        for piece in pieces(taken & self._with_choices):
            yield from self._puzzle.choices_of[piece]

    def _weigh(self, taken: int) -> int:
        return sum(self._puzzle.weights[piece] for piece in pieces(taken))


class _Search:
    """The search for the smallest solution of some choices, from a start that is there anyway and weighs nothing."""

    def __init__(self, solver: Solver, puzzle: Puzzle, start: int, choices: tuple[int, ...]) -> None:
        self._solver = solver
        self._puzzle = puzzle
        self._start = start
        self._choices = choices
        self._best: tuple[int, int, list[int]] | None = None
        self._taken = 0

    def run(self, most: int) -> Solution:
        """Depth first, lightest branch first; only what is strictly worse than the best so far is cut off."""
        stack = [_Node(0, 0, self._start, self._choices)]
        seen: set[int] = set()
        nodes = 0
        while stack and (nodes < most or self._best is None):
            node = stack.pop()
            if node.taken in seen or (self._best and node.bound > self._best[0]):
                continue
            seen.add(node.taken)
            nodes += 1
            stack += self._look(node)
        weight = self._best[0] if self._best else 0
        left = [node.bound for node in stack if node.bound <= weight]
        return Solution(self._taken, weight, not left, min([weight, *left]), nodes)

    def _look(self, node: _Node) -> list[_Node]:
        """The nodes after this one, the lightest last; none where it is a solution or cannot lead to a better one."""
        found = {choice: branches for choice in node.open if (branches := self._solver.branches(choice, node.taken))}
        if not found:
            self._finish(node)
            return []
        bound = node.weight + max(branches[0].weight for branches in found.values())
        if self._best and bound > self._best[0]:
            return []
        select = min(found, key=lambda choice: (self._solver.ways(choice), -found[choice][0].weight, choice))
        rest = tuple(choice for choice in found if choice != select)
        return [
            _Node(
                max(bound, node.weight + branch.weight),
                node.weight + branch.weight,
                node.taken | branch.brings,
                (*rest, *self._solver.choices_of(branch.brings)),
            )
            for branch in reversed(found[select])
        ]

    def _finish(self, node: _Node) -> None:
        """Keep a solution if it is better than the best so far."""
        if self._best and node.weight > self._best[0]:
            return
        new = node.taken & ~self._start
        positions = sum(self._puzzle.positions[piece] for piece in pieces(new))
        decided = chain(self._choices, self._solver.choices_of(new))
        positions += sum(self._chosen(choice, node.taken) for choice in decided)
        if self._best and (node.weight, positions) > self._best[:2]:
            return
        numbers = sorted(chain.from_iterable(self._puzzle.numbers[piece] for piece in pieces(new)))
        if self._best is None or (node.weight, positions, numbers) < self._best:
            self._best, self._taken = (node.weight, positions, numbers), node.taken

    def _chosen(self, choice: int, taken: int) -> int:
        """The position of the alternative that a choice is met by: a preferred one of those that hold, else the first.

        At least one holds, because the choice is met.
        """
        alternatives = self._puzzle.choices[choice].alternatives
        return min((not each.preferred, each.position) for each in alternatives if not each.brings & ~taken)[1]
