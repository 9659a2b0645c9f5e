"""What comes right before and right after every term, as plain numbers: prepared once for a snapshot and tier.

Questions about many terms at once (what may come before, what can be learned, what is opened) go over these numbers;
groups and statements are looked up for what is shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from itertools import chain

from termgraph.model import Tier

from .letting_go import let_go
from .reading_order import blocks, dependent_and_first, places, soft_types, softer
from .snapshot import Snapshot

Options = Sequence[Sequence[int]]
"""One prerequisite group: any option meets it, all terms of an option are needed."""

Arcs = Sequence[tuple[int, ...]]
"""For every term some others, each once."""


@dataclass(frozen=True, slots=True)
class Precedence:
    """What terms need, by number.

    `before` has the members of all options of each term's groups; terms that need all of them, and not themselves, are
    not in `choices`, which has the groups of the others. `blocks` are the terms learned together with a term, itself
    among them, where there are any. In the order of `places` everything stands after what it needs.
    """

    before: Arcs
    choices: Mapping[int, Sequence[Options]]
    blocks: Mapping[int, tuple[int, ...]]
    places: Sequence[int]

    def met(self, number: int, there: frozenset[int] | set[int]) -> bool:
        """Whether every group of a term has an option in `there`."""
        groups = self.choices.get(number)
        if groups is None:
            return there.issuperset(self.before[number])
        return all(any(map(there.issuperset, options)) for options in groups)

    def ready(self, number: int, known: frozenset[int] | set[int]) -> bool:
        """Whether a term, not yet known, can be learned next, together with the rest of its block."""
        whole = self.blocks.get(number)
        if whole is None:
            return self.met(number, known)
        there = known.union(whole)
        return all(self.met(each, there) for each in whole if each not in known)

    def learned(
        self, terms: Iterable[int], known: AbstractSet[int], barred: AbstractSet[int] = frozenset()
    ) -> list[int]:
        """What of `terms` can be learned by somebody who knows others, without the `barred` terms (forward chaining).

        Given is an order in which it can be learned. A block is learned in one step, so with one member all that are
        not known have to be barred. Without cycles one round is enough, in time O(V log V + E) of the terms; a cycle,
        which checked content has not, may take more.
        """
        there = set(known)
        order: list[int] = []
        blocks, choices, before = self.blocks, self.choices, self.before
        waiting = sorted(set(terms).difference(there, barred), key=self.places.__getitem__)
        while waiting:
            left = []
            for term in waiting:
                if term not in blocks and term not in choices:
                    if there.issuperset(before[term]):
                        there.add(term)
                        order.append(term)
                    else:
                        left.append(term)
                elif term not in there:  # else it came with its block
                    step = [each for each in blocks.get(term, (term,)) if each not in there]
                    there.update(step)  # which meets what the step needs of itself
                    if all(self.met(each, there) for each in step):
                        order += step
                    else:
                        there.difference_update(step)
                        left.append(term)
            if len(left) == len(waiting):
                break
            waiting = left
        return order


def precedence(snapshot: Snapshot, tier: Tier = Tier.REQUIRED) -> Precedence:
    """What comes right before every term at this tier."""
    return snapshot.once(_BEFORE[tier])


def afterwards(snapshot: Snapshot, tier: Tier = Tier.REQUIRED) -> Arcs:
    """For every term those that have it in some option of a group at this tier, in slug order."""
    return snapshot.once(_AFTER[tier])


def prepare_precedence(snapshot: Snapshot) -> None:
    """Make both for every tier."""
    for tier in Tier:
        precedence(snapshot, tier)
        afterwards(snapshot, tier)


def reached(
    onward: Arcs,
    blocks: Mapping[int, tuple[int, ...]],
    numbers: Iterable[int],
    barred: AbstractSet[int] = frozenset(),
) -> list[list[int]]:
    """All that arcs lead to from some terms, each with the rest of its block, by the number of arcs; in slug order.

    The first layer are these terms themselves. What is `barred` is left out, and so is what only leads over it.
    """
    found: list[list[int]] = []
    seen: set[int] = set()
    layer = set(numbers).difference(barred)
    while layer:
        if blocks:
            layer = set(chain.from_iterable(blocks.get(each, (each,)) for each in layer)).difference(barred, seen)
        found.append(sorted(layer))
        seen |= layer
        layer = set(chain.from_iterable(map(onward.__getitem__, layer))).difference(barred, seen)
    return found


def _before(tier: Tier, snapshot: Snapshot) -> Precedence:
    """The groups of terms, or what comes before at the next stronger tier, and the softer edges of this tier."""
    if tier is Tier.REQUIRED:
        before = [
            tuple(dict.fromkeys([each for group in groups for option in group.options for each in option]))
            for groups in snapshot.groups
        ]
        choices: dict[int, Sequence[Options]] = {
            number: [group.options for group in groups]
            for number, groups in enumerate(snapshot.groups)
            if any(len(group.options) > 1 for group in groups) or number in before[number]
        }
    else:
        stronger = precedence(snapshot, list(Tier)[tier.rank - 1])
        before, choices = list(stronger.before), dict(stronger.choices)
    kinds = soft_types(snapshot)
    for number, edges in softer(snapshot).items():
        mine = [edge for edge in edges if kinds[snapshot.edges[edge].type][0] is tier]
        more = [dependent_and_first(snapshot, edge)[1] for edge in mine]
        if not more:
            continue
        before[number] = tuple(dict.fromkeys((*before[number], *more)))
        if number in choices:
            choices[number] = [*choices[number], *([[each]] for each in more)]
    return Precedence(before, choices, blocks(snapshot), places(snapshot))


def _after(tier: Tier, snapshot: Snapshot) -> Arcs:
    found: list[list[int]] = [[] for _ in snapshot.terms]
    for number, terms in enumerate(precedence(snapshot, tier).before):
        for each in terms:
            found[each].append(number)
    made = [tuple(each) for each in found]
    let_go(found)
    return made


_BEFORE = {tier: partial(_before, tier) for tier in Tier}
_AFTER = {tier: partial(_after, tier) for tier in Tier}
