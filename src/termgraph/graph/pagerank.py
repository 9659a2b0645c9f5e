"""Personalised PageRank: how often a walk along relations that keeps starting again at one term is at another.

At each step the walk starts again with probability RESTART, else it follows an edge, heavier ones more often.
"""

from collections import deque
from collections.abc import Callable, Mapping

from .adjacency import Adjacency, Around

RESTART = 0.2
ROUNDS = 40

WHOLE = 2_000
"""Joined pairs up to which all of the graph is gone through (about 10 ms); a larger one is searched near the focus.

The switch looks at the size of the graph alone, so the terms of one glossary are all measured alike.
"""

THRESHOLD = 1e-4
"""Share of the walk, per neighbour, below which what waits at a term stays there."""

_ALL = 10**12
"""The walk in whole units: integers, so that every machine rounds alike."""


def near(adjacency: Adjacency, focus: int, around: Around | None = None) -> Mapping[int, float]:
    """The share of the walk at each term it reaches: by `rounds` on a small graph, by `push` on a large one.

    `around` narrows the relations that are followed.
    """
    follow = around or adjacency.around
    return rounds(follow, focus) if adjacency.pairs <= WHOLE else push(follow, adjacency.degree, focus)


def rounds(around: Around, focus: int) -> Mapping[int, float]:
    """The walk's shares after ROUNDS steps from `focus`, over all that is connected with it; time O(ROUNDS·E)."""
    joined = {focus: around(focus)}
    stack = [focus]
    while stack:
        for other, _ in joined[stack.pop()]:
            if other not in joined:
                joined[other] = around(other)
                stack.append(other)
    terms = sorted(joined)
    place = {term: number for number, term in enumerate(terms)}
    spread: list[list[tuple[int, float]]] = []
    for term in terms:
        total = sum(weight for _, weight in joined[term])
        spread.append([(place[other], (1 - RESTART) * weight / total) for other, weight in joined[term] if weight])
    shares = [0.0] * len(terms)
    shares[place[focus]] = 1.0
    for _ in range(ROUNDS):
        arrived = [0.0] * len(terms)
        arrived[place[focus]] = RESTART
        for here, onward in zip(shares, spread, strict=True):
            if here:
                for other, part in onward:
                    arrived[other] += here * part
        shares = arrived
    return dict(zip(terms, shares, strict=True))


def push(around: Around, degree: Callable[[int], int], focus: int) -> Mapping[int, float]:
    """The walk's shares by approximate push (Andersen, Chung and Lang, FOCS 2006), first come, first served.

    A term passes on what waits there once it is THRESHOLD for each of its neighbours (by `degree`), and RESTART of it
    stays for good; so after the focus, which always passes on, at most 1 / (RESTART·THRESHOLD) = 50,000 edges are
    followed, however large the graph. What still waits in the end is left out of the shares.
    """
    shares: dict[int, int] = {}
    waiting = {focus: _ALL}
    queue = deque([focus])
    queued = {focus}
    least = round(THRESHOLD * _ALL)
    while queue:
        number = queue.popleft()
        queued.discard(number)
        here = waiting[number]
        if here < least * degree(number) and (shares or number != focus):
            continue
        joined = around(number)
        total = sum(weight for _, weight in joined)
        stays = round(here * RESTART)
        shares[number] = shares.get(number, 0) + stays
        waiting[number] = 0
        for other, weight in joined if total else ():
            waiting[other] = waiting.get(other, 0) + (here - stays) * weight // total
            if other not in queued:
                queued.add(other)
                queue.append(other)
    return {number: share / _ALL for number, share in shares.items()}
