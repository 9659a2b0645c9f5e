"""What a term opens: what can be learned right after it, and what it comes before in the end (Q6)."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain

from termgraph.model import Tier

from .fringe import opened
from .learning import Verdict
from .precedence import afterwards, precedence, reached
from .reading_order import block
from .snapshot import Snapshot

MOST_SHOWN = 50
"""Terms of the answer that get a verdict: what comes before all of them is gone through once."""

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
    found = [(far, term) for term, far in distances.items() if depth is None or far <= depth]
    shown = found[: max(min(limit, MOST_SHOWN), 0)]
    after = afterwards(snapshot, tier)
    exact = len(distances) <= _EXACT
    sizes = _sizes(snapshot, distances.keys(), tier) if exact else {term: len(after[term]) for term in distances}
    top = nsmallest(5, sizes, key=lambda term: (-sizes[term], term))
    return Unlocks(
        opened(snapshot, number, known, tier) if number not in known else (),
        tuple(_verdicts(snapshot, shown, number, known, tier)),
        len(found),
        tuple(Important(term, sizes[term]) for term in top),
        exact,
    )


def _verdicts(
    snapshot: Snapshot, shown: Sequence[tuple[int, int]], number: int, known: AbstractSet[int], tier: Tier
) -> Iterator[Unlocked]:
    """The verdict of `necessity` on each of some terms after term `number`, by one forward chaining for all."""
    order = precedence(snapshot, tier)
    terms = chain.from_iterable(reached(order.before, order.blocks, (term for _, term in shown)))
    learned = set(order.learned(terms, known - {number}, frozenset(block(snapshot, number))))
    for far, term in shown:
        possible = Verdict.ALTERNATIVE if term in learned else Verdict.NECESSARY
        yield Unlocked(term, far, Verdict.ALREADY_KNOWN if term in known else possible)


def downstream(snapshot: Snapshot, number: int, tier: Tier = Tier.REQUIRED) -> Mapping[int, int]:
    """Every term that term `number` may come before, with the fewest requirement edges in between."""
    order = precedence(snapshot, tier)
    found = reached(afterwards(snapshot, tier), order.blocks, (number,))
    return {term: far for far, layer in enumerate(found) for term in layer if far}


def _sizes(snapshot: Snapshot, terms: AbstractSet[int], tier: Tier) -> Mapping[int, int]:
    """How many terms come after each of a set that holds all that comes after any of its members; by bit sets."""
    order, after = precedence(snapshot, tier), afterwards(snapshot, tier)
    bit = {term: 1 << place for place, term in enumerate(sorted(terms))}
    reach: dict[int, int] = {}
    for term in sorted(terms, key=order.places.__getitem__, reverse=True):  # what comes after it comes first
        if term in reach:
            continue  # it came with its block
        whole = order.blocks.get(term, (term,))
        own = sum(bit[each] for each in whole)
        mine = 0
        for mate in whole:
            for each in after[mate]:
                mine |= reach.get(each, 0)
                for arrived in order.blocks.get(each, (each,)):
                    mine |= bit[arrived]
        reach.update(dict.fromkeys(whole, mine & ~own))
    return {term: reach[term].bit_count() for term in terms}
