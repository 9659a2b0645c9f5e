"""What two terms both are: their lowest common ancestors (graph semantics, section 5, Q11)."""

from collections.abc import Collection
from dataclasses import dataclass

from .sentences import short_name
from .snapshot import Snapshot
from .trails import Ancestor, ancestors, claim_words

COUNTED = 10_000
"""Descendants up to which common ancestors are told apart by their number; those with more stand by slug."""


@dataclass(frozen=True, slots=True)
class CommonAncestor:
    """A term above two terms, and how it is above each: None for a term that is the ancestor itself."""

    term: int
    of_one: Ancestor | None
    of_other: Ancestor | None


def common_ancestors(
    snapshot: Snapshot, one: int, other: int, types: Collection[str] | None = None
) -> tuple[CommonAncestor, ...]:
    """The lowest common ancestors of two terms over hierarchical relations (of these `types` only).

    A term counts as its own ancestor. An ancestor of both is lowest when it is not above another one. Order: fewest
    descendants first (see COUNTED), slug: the most specific is shown first. Time O(V+E), where ancestors take
    O(E log E) of what lies above.
    """
    above_one = {each.term: each for each in ancestors(snapshot, one, types)}
    above_other = {each.term: each for each in ancestors(snapshot, other, types)}
    shared = ({one, *above_one}) & ({other, *above_other})
    steps = hierarchical(snapshot, types)
    edges = (snapshot.edges[edge] for each in shared for edge in snapshot.out(each))
    higher = {edge.object for edge in edges if edge.type in steps}  # what is above a shared term is shared itself
    lowest = sorted(shared - higher)
    if len(lowest) > 1:
        lowest.sort(key=lambda term: (_descendants(snapshot, term, steps), term))
    return tuple(CommonAncestor(term, above_one.get(term), above_other.get(term)) for term in lowest)


def common_sentence(snapshot: Snapshot, one: int, other: int, common: CommonAncestor) -> str:
    """A common ancestor in words: "PPO and Q-Learning are each a kind of Model-Free RL."."""
    names = [short_name(snapshot.terms[each]) for each in (one, other, common.term)]
    claims = [claim_words(snapshot, each) for each in (common.of_one, common.of_other) if each]
    if len(claims) == 1:  # one of the two is the ancestor
        below = names[0] if common.of_one else names[1]
        return f"{below} {claims[0]} {names[2]}."
    if claims[0] == claims[1] and claims[0].startswith("is "):
        return f"{names[0]} and {names[1]} are each {claims[0].removeprefix('is ')} {names[2]}."
    return f"{names[0]} {claims[0]} {names[2]}, and {names[1]} {claims[1]} {names[2]}."


def hierarchical(snapshot: Snapshot, types: Collection[str] | None = None) -> frozenset[str]:
    """The hierarchical relation types (among these)."""
    rows = snapshot.registry.types.items()
    return frozenset(key for key, row in rows if row.hierarchical and (types is None or key in types))


def _descendants(snapshot: Snapshot, number: int, types: Collection[str]) -> int:
    found, stack = {number}, [number]
    while stack and len(found) < COUNTED:
        for edge in snapshot.into(stack.pop()):
            child = snapshot.edges[edge].subject
            if snapshot.edges[edge].type in types and child not in found:
                found.add(child)
                stack.append(child)
    return min(len(found), COUNTED)
