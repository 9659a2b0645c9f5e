"""The ground a plan is made on: what may come before its targets, and what of it can be learned at all."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Self

from termgraph.model import Tier

from .forward_chaining import learnable
from .learning import Needs, TieredGroup, before
from .reading_order import block
from .snapshot import Snapshot

_NOBODY = -1
"""A term that is not there, for forward chaining that has nobody in particular to avoid."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything unknown that may come before the `goals`, which are the targets not yet known.

    `needs` has the groups of each such term, `leader` its block by the block's first member, `members` the unknown
    members of each block, and `learnable` is what can be learned from `known` without `avoided`. A block is learned as
    a whole, so avoiding a member that is not known yet avoids all of it.
    """

    goals: tuple[int, ...]
    known: AbstractSet[int]
    avoided: AbstractSet[int]
    needs: Needs
    leader: Mapping[int, int]
    members: Mapping[int, tuple[int, ...]]
    learnable: AbstractSet[int]

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        targets: Iterable[int],
        known: AbstractSet[int],
        tier: Tier = Tier.REQUIRED,
        avoid: Collection[int] = (),
    ) -> Self:
        """The ground before these targets; time O(V+E) of what may come before them."""
        goals = tuple(dict.fromkeys(each for each in targets if each not in known))
        avoided = frozenset(avoid) - known
        needs, _ = before(snapshot, goals, tier, known)
        leader = {term: block(snapshot, term)[0] for term in needs}
        members: dict[int, list[int]] = {}
        for term in sorted(needs):
            members.setdefault(leader[term], []).append(term)
        closed = {leader[term] for term in avoided if term in leader}
        lacks = {
            term: [[[each for each in option if each not in known] for option in group.options] for group in groups]
            for term, groups in needs.items()
            if leader[term] not in closed
        }
        learned = learnable(lacks, {**leader, _NOBODY: _NOBODY}, frozenset(), _NOBODY)
        return cls(goals, known, avoided, needs, leader, {key: tuple(each) for key, each in members.items()}, learned)

    def open(self, option: Sequence[int]) -> bool:
        """Whether all terms of an option are known or can be learned."""
        return all(each in self.known or each in self.learnable for each in option)

    def chosen(self, group: TieredGroup, plan: AbstractSet[int], prefer: AbstractSet[int]) -> int:
        """The option by which a plan meets a group: a preferred one of those it holds, else the first of them."""
        holding = [
            position
            for position, option in enumerate(group.options)
            if all(each in plan or each in self.known for each in option)
        ]
        preferred = (position for position in holding if not prefer.isdisjoint(group.options[position]))
        return next(preferred, holding[0])
