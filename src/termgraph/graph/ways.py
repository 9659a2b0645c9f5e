"""All ways from a term down to one of its prerequisites: their number, the best of them, and what they share.

A way follows requirements from a term to a member of some option. Where terms are learned together it may first step to
another member of the block, since what any of them needs, all of them need.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from termgraph.model import Tier

from .learning import Needs, TieredGroup, ties
from .plan_order import emitted
from .reading_order import block
from .snapshot import Snapshot

COUNTED = 10**12
"""Paths are counted exactly up to this many."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step down: `term` is a member of option `option` of a group that `dependent` has.

    Of several groups and options with the term it is the strongest, then the first. A hop to a term that is learned
    together with `dependent` has that statement as `group`, or None where they are joined only by way of others.
    """

    dependent: int
    term: int
    group: TieredGroup | None
    option: int = 0

    @property
    def tier(self) -> Tier:
        """How strong the step is; what is learned together is as strong as a requirement."""
        return self.group.tier if self.group else Tier.REQUIRED

    @property
    def why(self) -> str | None:
        """The editor's reason."""
        return self.group.statement.why if self.group else None

    @property
    def siblings(self) -> tuple[tuple[int, ...], ...]:
        """The other options of the group."""
        options = self.group.options if self.group else ()
        return tuple(option for place, option in enumerate(options) if place != self.option)


@dataclass(frozen=True, slots=True)
class PathDown:
    """A way from the target down to the prerequisite; `tier` is that of its weakest hop."""

    hops: tuple[Hop, ...]
    tier: Tier


State = tuple[int, bool]
"""A term, and whether it was come to from another member of its block, from where only requirements lead on."""


class _Tail(NamedTuple):
    """The rest of a path from some state on: its length, its weakest tier, where it goes next, and which tail there."""

    length: int
    next: State
    place: int
    tier: int


class Ways:
    """The graph of all ways from a term down to another: states and hops, nothing that leads elsewhere.

    Terms of different blocks never lie on a circle, and within a block one step is all, so every way is simple.
    """

    def __init__(self, snapshot: Snapshot, needs: Needs, target: int, prerequisite: int) -> None:
        self._start: State = (target, False)
        self._goal = prerequisite
        self._ahead: dict[State, dict[State, Hop]] = {}
        everywhere = {
            (term, together): _hops(snapshot, needs, term, together)
            for term in needs
            for together in ((False, True) if len(block(snapshot, term)) > 1 else (False,))
        }
        leads = self._leading(everywhere)
        stack = [self._start]
        while stack:
            state = stack.pop()
            if state in self._ahead:
                continue
            self._ahead[state] = {other: hop for other, hop in everywhere[state].items() if other in leads}
            stack += self._ahead[state]
        self._order = emitted({state: list(onward) for state, onward in self._ahead.items()}, [self._start])

    def total(self) -> int:
        """How many ways there are, up to COUNTED."""
        count: dict[State, int] = {}
        for state in self._order:
            ways = sum(count[other] for other in self._ahead[state])
            count[state] = 1 if state[0] == self._goal else min(ways, COUNTED)
        return count[self._start]

    def hops(self) -> tuple[Hop, ...]:
        """Every hop of every way once, by (dependent, term)."""
        found = {(hop.dependent, hop.term): hop for onward in self._ahead.values() for hop in onward.values()}
        return tuple(found[pair] for pair in sorted(found))

    def bottlenecks(self) -> tuple[int, ...]:
        """The terms between the two that every way goes through, from the top.

        In an order from the target down, a state is on every way exactly when no hop jumps over it. A term that can be
        come to in two states is on every way when leaving both out cuts the way off.
        """
        place = {state: number for number, state in enumerate(reversed(self._order))}
        found: list[int] = []
        furthest = 0
        split = {term for term, together in place if together}
        for state, number in place.items():
            term = state[0]
            inner = state != self._start and term != self._goal
            alone = term not in split and furthest <= number
            if inner and term not in found and (alone or (term in split and self._cuts(term))):
                found.append(term)
            ends = (len(place) if other[0] == self._goal else place[other] for other in self._ahead[state])
            furthest = max([furthest, *ends])
        return tuple(found)

    def best(self, k: int) -> tuple[PathDown, ...]:
        """The k best ways by (length, weakest tier, slugs).

        Each state keeps the k best rests of each weakest tier, by (length, slugs): a hop in front makes the tier of two
        rests equal or leaves their order as it is, so no other rest can be part of an answer. Rests are compared by
        where they go next and their rank there, so that long ways cost no more to compare than short ones.
        """
        tails: dict[State, list[_Tail]] = {}
        for state in self._order:
            if state[0] == self._goal:
                tails[state] = [_Tail(0, state, 0, Tier.REQUIRED.rank)]
                continue
            found = sorted(
                _Tail(tail.length + 1, other, place, max(tail.tier, hop.tier.rank))
                for other, hop in self._ahead[state].items()
                for place, tail in enumerate(tails[other])
            )
            tails[state] = sorted(
                chain.from_iterable([tail for tail in found if tail.tier == tier.rank][:k] for tier in Tier)
            )
        first = sorted(tails[self._start], key=lambda tail: (tail.length, tail.tier))[:k]
        return tuple(self._spelled(tails, tail) for tail in first)

    def _spelled(self, tails: Mapping[State, Sequence[_Tail]], tail: _Tail) -> PathDown:
        hops: list[Hop] = []
        state, tier = self._start, tuple(Tier)[tail.tier]
        while tail.length:
            hops.append(self._ahead[state][tail.next])
            state, tail = tail.next, tails[tail.next][tail.place]
        return PathDown(tuple(hops), tier)

    def _leading(self, everywhere: Mapping[State, Mapping[State, Hop]]) -> AbstractSet[State]:
        """The states from which the prerequisite can be come to."""
        behind: dict[State, list[State]] = {}
        for state, onward in everywhere.items():
            for other in onward:
                behind.setdefault(other, []).append(state)
        found: set[State] = {(self._goal, False), (self._goal, True)}
        stack = list(found)
        while stack:
            fresh = [state for state in behind.get(stack.pop(), ()) if state not in found]
            found.update(fresh)
            stack += fresh
        return found

    def _cuts(self, term: int) -> bool:
        """Whether no way is left without a term."""
        seen = {self._start}
        stack = [self._start]
        while stack:
            state = stack.pop()
            if state[0] == self._goal:
                return False
            fresh = [other for other in self._ahead[state] if other not in seen and other[0] != term]
            seen.update(fresh)
            stack += fresh
        return True


def _hops(snapshot: Snapshot, needs: Needs, term: int, together: bool) -> dict[State, Hop]:
    """Where one can go from a state; the strongest and first group with a member says how."""
    found: dict[State, Hop] = {}
    for group in needs[term]:
        for place, option in enumerate(group.options):
            for member in option:
                if member in needs:
                    found.setdefault((member, False), Hop(term, member, group, place))
    mates = () if together else block(snapshot, term)
    if len(mates) > 1:
        stated = {group.members[0]: group for group in ties(snapshot, term)}
        for mate in mates:
            if mate != term and (mate, False) not in found:
                found[mate, True] = Hop(term, mate, stated.get(mate))
    return found
