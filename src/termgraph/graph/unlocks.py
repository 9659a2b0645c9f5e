"""What a term opens: what can be learned right after it, and what it comes before in the end (Q6)."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nsmallest

from termgraph.model import Tier

from .fringe import opened
from .learning import Verdict, dependents, necessity
from .plan_order import emitted
from .reading_order import block
from .snapshot import Snapshot

MOST_SHOWN = 50
"""Terms of the answer that get a verdict: each costs one forward chaining."""

_EXACT = 5_000
"""Terms up to which the downstream of each is counted exactly: a bit set of so many bits for each of them."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A term that `distance` requirement edges lie before, and whether there is a way to it without the term."""

    term: int
    distance: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Important:
    """A term and the size of its own downstream: how many terms it may come before."""

    term: int
    importance: int


@dataclass(frozen=True, slots=True)
class Unlocks:
    """What a term opens.

    `now` becomes ready by learning it with its block; `eventually` are the first of the `total` terms that it may come
    before, by (distance, slug); `top` are the five most important of all of them by (importance, slug). Where there are
    more than 5,000, `exact` is false and importance counts only the terms right after each.
    """

    now: tuple[int, ...]
    eventually: tuple[Unlocked, ...]
    total: int
    top: tuple[Important, ...]
    exact: bool


def unlocks(
    snapshot: Snapshot,
    number: int,
    known: AbstractSet[int] = frozenset(),
    *,
    depth: int | None = None,
    tier: Tier = Tier.REQUIRED,
    limit: int = MOST_SHOWN,
) -> Unlocks:
    """What term `number` opens to somebody who knows exactly `known`; at most `limit` (50) terms get a verdict.

    `eventually` and `total` reach `depth` edges far. A known term has the verdict ALREADY_KNOWN. Members of the term's
    own block come with it and are not opened by it. Time O(V+E) for the sets.
    """
    distances = downstream(snapshot, number, tier)
    found = sorted((far, term) for term, far in distances.items() if depth is None or far <= depth)
    shown = found[: max(min(limit, MOST_SHOWN), 0)]
    eventually = tuple(Unlocked(term, far, necessity(snapshot, term, number, known, tier)) for far, term in shown)
    after = {term: dependents(snapshot, term, tier) for term in distances}
    exact = len(distances) <= _EXACT
    sizes = _sizes(snapshot, after) if exact else {term: len(each) for term, each in after.items()}
    top = nsmallest(5, sizes, key=lambda term: (-sizes[term], term))
    return Unlocks(
        opened(snapshot, number, known, tier) if number not in known else (),
        eventually,
        len(found),
        tuple(Important(term, sizes[term]) for term in top),
        exact,
    )


def downstream(snapshot: Snapshot, number: int, tier: Tier = Tier.REQUIRED) -> Mapping[int, int]:
    """Every term that term `number` may come before, with the fewest requirement edges in between."""
    distances = dict.fromkeys(block(snapshot, number), 0)
    layer, far = list(distances), 0
    while layer:
        far += 1
        arrived = {
            mate
            for term in layer
            for dependent in dependents(snapshot, term, tier)
            for mate in block(snapshot, dependent)
            if mate not in distances
        }
        layer = sorted(arrived)
        distances.update(dict.fromkeys(layer, far))
    return {term: far for term, far in distances.items() if far}


def _sizes(snapshot: Snapshot, after: Mapping[int, Sequence[int]]) -> Mapping[int, int]:
    """How many terms come after each of a set that holds all that comes after any of its members."""
    blocks = {block(snapshot, term) for term in after}
    leaders = {whole[0]: {block(snapshot, each)[0] for term in whole for each in after[term]} for whole in blocks}
    arcs = {leader: sorted(each - {leader}) for leader, each in leaders.items()}
    bit = {term: 1 << place for place, term in enumerate(sorted(after))}
    reach: dict[int, int] = {}
    for leader in emitted(arcs, sorted(arcs)):
        reach[leader] = 0
        for each in arcs[leader]:
            reach[leader] |= reach.get(each, 0)
            for term in block(snapshot, each):
                reach[leader] |= bit[term]
    return {term: reach[block(snapshot, term)[0]].bit_count() for term in after}
