"""What a reader knows: from the terms somebody names and a profile to the set that answers start from."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from termgraph.errors import Code, TermgraphError
from termgraph.model import Tier

from .learning import TieredGroup, requirements
from .lookup import by_slug
from .precedence import precedence
from .snapshot import Snapshot

MOST_KNOWN = 500
"""Terms that somebody may name as known."""


class KnownMode(StrEnum):
    """Whether knowing a term implies knowing what it requires."""

    SURMISE = "surmise"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class MissingGroup:
    """A prerequisite of a known term that nothing known meets: "you know RLHF; which of PPO, RLOO, GRPO?"."""

    term: int
    group: TieredGroup


def known_terms(
    snapshot: Snapshot,
    known: Collection[int] = (),
    profile: str | None = None,
    mode: KnownMode = KnownMode.SURMISE,
) -> frozenset[int]:
    """The terms named and those of the profile; under SURMISE also what knowing them implies.

    Implied are the terms of their hard groups of one option, and so on (surmise closure). A group of several options
    implies nothing, and neither does a softer edge, whatever the tier of the question: only `requires` has to pass the
    surmise test (graph semantics, 4.4). TOO_MANY and UNKNOWN_PROFILE are raised as TermgraphError.
    """
    check_count("known", known, MOST_KNOWN)
    found = set(known)
    if profile is not None:
        if profile not in snapshot.profiles:
            raise TermgraphError(
                Code.UNKNOWN_PROFILE,
                f"There is no profile '{profile}'.",
                profile=profile,
                profiles=tuple(sorted(snapshot.profiles)),
            )
        found.update(profile_terms(snapshot, profile))
    return surmised(snapshot, found) if mode is KnownMode.SURMISE else frozenset(found)


def profile_terms(snapshot: Snapshot, key: str) -> tuple[int, ...]:
    """The terms of the profile with this key, in the editors' order, redirects followed and unknown ones left out."""
    entries = (by_slug(snapshot, slug) for slug in snapshot.profiles[key].terms)
    return tuple(dict.fromkeys(entry.term for entry in entries if entry))


def surmised(snapshot: Snapshot, known: Iterable[int]) -> frozenset[int]:
    """The surmise closure: `known`, all terms of its hard groups of one option, of theirs, and so on."""
    found = set(known)
    stack = list(found)
    while stack:
        for group in snapshot.groups[stack.pop()]:
            if len(group.options) == 1:
                fresh = [each for each in group.options[0] if each not in found]
                found.update(fresh)
                stack += fresh
    return frozenset(found)


def unmet(snapshot: Snapshot, number: int, known: AbstractSet[int], tier: Tier = Tier.REQUIRED) -> list[TieredGroup]:
    """The groups of term `number` of which no option is known."""
    if precedence(snapshot, tier).met(number, frozenset(known)):
        return []
    return [
        group
        for group in requirements(snapshot, number, tier)
        if not any(all(each in known for each in option) for option in group.options)
    ]


def missing_groups(snapshot: Snapshot, known: AbstractSet[int], tier: Tier = Tier.REQUIRED) -> tuple[MissingGroup, ...]:
    """What keeps `known` from being a state one can be in: groups of known terms that nothing known meets.

    By slug of the term, then in the order of its groups; empty exactly when the state is feasible.
    """
    order, there = precedence(snapshot, tier), frozenset(known)
    stuck = (number for number in sorted(there) if not order.met(number, there))
    return tuple(MissingGroup(number, group) for number in stuck for group in unmet(snapshot, number, there, tier))


def check_count(field: str, numbers: Collection[int], limit: int) -> None:
    """Raise TOO_MANY when more than `limit` terms are named."""
    if len(set(numbers)) > limit:
        raise TermgraphError(Code.TOO_MANY, f"At most {limit} terms for '{field}'.", field=field, limit=limit)
