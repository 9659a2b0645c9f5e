"""The ground a plan is made on: what may come before its targets, and what of it can be learned at all."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Self

from termgraph.model import Tier

from .learning import Needs, TieredGroup, before
from .precedence import Precedence, precedence
from .reading_order import block
from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything unknown that may come before the `goals`, which are the targets not yet known.

    `needs` has the groups of each such term at `tier`, and `order` all of them as numbers; `leader` is its block by the
    block's first unknown member, `members` are the unknown members of each block. `learned` can be learned from what is
    known without `avoided`, in this order, and `learnable` is that and what is known. A block is learned as a whole, so
    avoiding a member that is not known yet avoids all of it.
    """

    goals: tuple[int, ...]
    known: AbstractSet[int]
    avoided: AbstractSet[int]
    tier: Tier
    order: Precedence
    needs: Needs
    leader: Mapping[int, int]
    members: Mapping[int, tuple[int, ...]]
    learned: Sequence[int]
    learnable: AbstractSet[int]

    @property
    def merged(self) -> bool:
        """Whether some of these terms are learned together."""
        return not self.order.blocks.keys().isdisjoint(self.needs)

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        targets: Iterable[int],
        known: AbstractSet[int],
        tier: Tier = Tier.REQUIRED,
        avoid: Collection[int] = (),
    ) -> Self:
        """The ground before these targets; time O(V log V + E) of what may come before them."""
        goals = tuple(dict.fromkeys(each for each in targets if each not in known))
        avoided = frozenset(avoid) - known
        order = precedence(snapshot, tier)
        needs, _ = before(snapshot, goals, tier, known)
        leader = {term: term for term in needs}
        members: dict[int, tuple[int, ...]] = {term: (term,) for term in sorted(needs)}
        for whole in {order.blocks[term] for term in needs.keys() & order.blocks.keys()}:
            there = [each for each in whole if each in needs]
            leader.update(dict.fromkeys(there, there[0]))
            for each in there[1:]:
                del members[each]
            members[there[0]] = tuple(there)
        barred = frozenset(each for term in avoided for each in block(snapshot, term) if each not in known)
        learned = order.learned(needs, known, barred)
        return cls(goals, known, avoided, tier, order, needs, leader, members, learned, frozenset(learned).union(known))

    def open(self, option: Sequence[int]) -> bool:
        """Whether all terms of an option are known or can be learned."""
        return all(each in self.learnable for each in option)

    def chosen(self, group: TieredGroup, plan: AbstractSet[int], prefer: AbstractSet[int]) -> int:
        """The option by which a plan meets a group: a preferred one of those it holds, else the first of them."""
        holding = [
            position
            for position, option in enumerate(group.options)
            if all(each in plan or each in self.known for each in option)
        ]
        preferred = (position for position in holding if not prefer.isdisjoint(group.options[position]))
        return next(preferred, holding[0])
