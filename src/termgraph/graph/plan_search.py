"""The cheapest way to meet requirements with alternatives: exact branch and bound over bit sets (graph semantics, Q2).

It knows no term: a *piece* is what has to be taken as a whole, one bit of a set; a *choice* comes with a piece and has
to be met by one of its alternatives, each of which brings pieces. Finding the cheapest way is Set Cover, so NP-hard.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to meet a choice: all pieces it `brings`, with what they bring; it holds when all of them are taken."""

    brings: int
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


def solve(puzzle: Puzzle, most: int, start: int = 0, aside: int | None = None) -> Solution:
    """The best solution that takes the pieces of `start`, or the best found when `most` nodes have been looked at.

    Choice `aside` counts as met. The first solution is always finished, at a node for each choice at most.
    """
    return _Search(puzzle, start, aside).run(most)


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


class _Search:
    def __init__(self, puzzle: Puzzle, start: int, aside: int | None) -> None:
        self._puzzle = puzzle
        self._start = start
        self._aside = aside
        self._ways = [choice.ways for choice in puzzle.choices]
        self._with_choices = sum(1 << piece for piece, choices in enumerate(puzzle.choices_of) if choices)
        self._weight = lru_cache(maxsize=1 << 16)(self._weigh)
        self._best: tuple[int, int, list[int]] | None = None
        self._taken = 0

    def run(self, most: int) -> Solution:
        """Depth first, lightest branch first; only what is strictly worse than the best so far is cut off."""
        weight = self._weigh(self._start)
        stack = [_Node(weight, weight, self._start, tuple(self._choices(self._start)))]
        seen: set[int] = set()
        nodes = 0
        while stack and (nodes < most or self._best is None):
            node = stack.pop()
            if node.taken in seen or (self._best and node.bound > self._best[0]):
                continue
            seen.add(node.taken)
            nodes += 1
            stack += self._look(node)
        left = [node.bound for node in stack if self._best and node.bound <= self._best[0]]
        weight = self._weigh(self._taken)
        return Solution(self._taken, weight, not left, min([weight, *left]), nodes)

    def _look(self, node: _Node) -> list[_Node]:
        """The nodes after this one, the lightest last; none where it is a solution or cannot lead to a better one."""
        found = {choice: branches for choice in node.open if (branches := self._branches(choice, node.taken))}
        if not found:
            self._finish(node)
            return []
        bound = node.weight + max(branches[0].weight for branches in found.values())
        if self._best and bound > self._best[0]:
            return []
        select = min(found, key=lambda choice: (len(self._ways[choice]), -found[choice][0].weight, choice))
        rest = tuple(choice for choice in found if choice != select)
        return [
            _Node(
                max(bound, node.weight + branch.weight),
                node.weight + branch.weight,
                node.taken | branch.brings,
                (*rest, *self._choices_of(branch.brings)),
            )
            for branch in reversed(found[select])
        ]

    def _branches(self, choice: int, taken: int) -> list[_Branch]:
        """The ways to meet a choice, lightest first; none where it is met."""
        found: list[_Branch] = []
        for way in self._ways[choice]:
            lacks = way.brings & ~taken
            if not lacks:
                return []
            found.append(_Branch(self._weight(lacks), way.position, lacks))
        return sorted(found)

    def _finish(self, node: _Node) -> None:
        """Keep a solution if it is better than the best so far."""
        if self._best and node.weight > self._best[0]:
            return
        positions = sum(self._puzzle.positions[piece] for piece in pieces(node.taken))
        positions += sum(self._chosen(choice, node.taken) for choice in self._choices(node.taken))
        if self._best and (node.weight, positions) > self._best[:2]:
            return
        numbers = sorted(chain.from_iterable(self._puzzle.numbers[piece] for piece in pieces(node.taken)))
        if self._best is None or (node.weight, positions, numbers) < self._best:
            self._best, self._taken = (node.weight, positions, numbers), node.taken

    def _chosen(self, choice: int, taken: int) -> int:
        """The position of the alternative that a choice is met by: a preferred one of those that hold, else the first.

        At least one holds, because the choice is met.
        """
        alternatives = self._puzzle.choices[choice].alternatives
        return min((not each.preferred, each.position) for each in alternatives if not each.brings & ~taken)[1]

    def _choices(self, taken: int) -> Iterator[int]:
        yield from (choice for choice in self._puzzle.at_start if choice != self._aside)
        yield from self._choices_of(taken)

    def _choices_of(self, taken: int) -> Iterator[int]:
        for piece in pieces(taken & self._with_choices):
            yield from (choice for choice in self._puzzle.choices_of[piece] if choice != self._aside)

    def _weigh(self, taken: int) -> int:
        return sum(self._puzzle.weights[piece] for piece in pieces(taken))
