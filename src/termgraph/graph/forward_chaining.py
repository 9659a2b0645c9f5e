"""What can be learned at all: forward chaining over groups of alternatives, a block at a time, in linear time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

Options = Sequence[Sequence[int]]
"""One prerequisite group: any option meets it, all terms of an option are needed."""


def learnable(
    needs: Mapping[int, Iterable[Options]], leader: Mapping[int, int], known: AbstractSet[int], avoided: int
) -> AbstractSet[int]:
    """The terms of `needs` that can be learned from `known` without ever learning `avoided`.

    `needs` has the groups of every term concerned; `leader` names each term's block by one of its members.
    A block is learned in one step, once what its not yet learned members need is there; a need inside the block is met
    by the step itself.
    """
    learned = {term for term in known if term in needs} - {avoided}
    waiting = _Waiting(leader)
    members: dict[int, list[int]] = {}
    for term, groups in needs.items():
        members.setdefault(leader[term], []).append(term)
        if term not in learned:
            for options in groups:
                waiting.add(term, options, learned)
    ready = [block for block in members if waiting.unmet.get(block, 0) == 0]
    while ready:
        block = ready.pop()
        if block == leader[avoided]:
            continue
        for term in members[block]:
            if term not in learned:
                learned.add(term)
                ready.extend(waiting.learn(term))
    return learned


class _Waiting:
    """Which blocks wait for which terms: every option counts its missing terms, every block its unmet groups."""

    def __init__(self, leader: Mapping[int, int]) -> None:
        self.unmet: dict[int, int] = {}
        self._leader = leader
        self._missing: list[int] = []
        self._group: list[int] = []
        self._block: list[int | None] = []
        self._options: dict[int, list[int]] = {}

    def add(self, term: int, options: Options, learned: AbstractSet[int]) -> None:
        """Let the block of `term` wait for one of `options`, unless one is there already."""
        block = self._leader[term]
        lacks = [[each for each in option if each not in learned and self._leader[each] != block] for option in options]
        if not all(lacks):
            return
        for lack in lacks:
            for each in lack:
                self._options.setdefault(each, []).append(len(self._missing))
            self._missing.append(len(lack))
            self._group.append(len(self._block))
        self._block.append(block)
        self.unmet[block] = self.unmet.get(block, 0) + 1

    def learn(self, term: int) -> Iterator[int]:
        """The blocks that wait for nothing more, now that `term` is learned."""
        for option in self._options.get(term, ()):
            self._missing[option] -= 1
            block = self._block[self._group[option]]
            if self._missing[option] == 0 and block is not None:
                self._block[self._group[option]] = None
                self.unmet[block] -= 1
                if self.unmet[block] == 0:
                    yield block
