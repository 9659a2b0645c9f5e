"""The order of a plan: which steps are in which stage, which of them can wait, and two ways to go through them.

What is ordered are nodes (blocks of terms that are learned in one step), given by what each comes right after.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Node = TypeVar("Node")

Arcs = Mapping[int, Sequence[int]]
"""For every node of a plan the nodes it comes right after."""


@dataclass(frozen=True, slots=True)
class Layers:
    """`stage` is 0 for what comes after nothing, else one more than the largest before; `slack` how many it can wait.

    A node can wait until its latest stage: the one before the earliest latest stage of what comes after it, and the
    last stage of all for what nothing comes after.
    """

    stage: Mapping[int, int]
    slack: Mapping[int, int]

    @property
    def count(self) -> int:
        """How many stages there are."""
        return max(self.stage.values(), default=-1) + 1


def layers(arcs: Arcs, order: Sequence[int]) -> Layers:
    """The longest-path layers of a plan, whose nodes are given in an `order` that agrees with the arcs; O(V+E)."""
    stage: dict[int, int] = {}
    for node in order:
        mine = 0
        for each in arcs[node]:
            if stage.get(each, -1) >= mine:
                mine = stage[each] + 1
        stage[node] = mine
    last = max(stage.values(), default=0)
    latest = dict.fromkeys(order, last)
    for node in reversed(order):
        before = latest[node] - 1
        for each in arcs[node]:
            latest[each] = min(latest[each], before)
    return Layers(stage, {node: latest[node] - stage[node] for node in order})


def just_in_time(arcs: Arcs, goals: Iterable[int], stage: Mapping[int, int]) -> list[int]:
    """Depth first from the goals in the order given, what comes before by (stage, number): each close to its use."""
    ahead = {node: sorted(each, key=lambda other: (stage[other], other)) for node, each in arcs.items()}
    return emitted(ahead, goals)


def emitted(arcs: Mapping[Node, Sequence[Node]], roots: Iterable[Node]) -> list[Node]:
    """Every node once, after what it comes after, depth first from the roots in the order of `arcs`; no recursion."""
    found: list[Node] = []
    seen: set[Node] = set()
    for root in roots:
        if root in seen:
            continue
        seen.add(root)
        walk = [(root, iter(arcs[root]))]
        while walk:
            node, nodes = walk[-1]
            for each in nodes:
                if each not in seen:
                    seen.add(each)
                    walk.append((each, iter(arcs[each])))
                    break
            else:
                found.append(node)
                walk.pop()
    return found


def longest_chain(first: int | None, stage: Callable[[int], int], before: Callable[[int], Iterable[int]]) -> list[int]:
    """A chain through all stages, earliest first, that ends in `first`: on each stage the smallest number before."""
    chain: list[int] = []
    term = first
    while term is not None:
        chain.append(term)
        below = stage(term) - 1
        term = min((each for each in before(term) if stage(each) == below), default=None)
    return chain[::-1]
