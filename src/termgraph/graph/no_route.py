"""Why there is no way to learn something: a proof as small as what it is about, and its sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .learning import TieredGroup
from .plan_ground import Ground
from .sentences import listed, sentence, short_name
from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Blocked:
    """An option that cannot be taken, because its term `term` is to be avoided or, unless `avoided`, has no way."""

    option: int
    term: int
    avoided: bool


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why term `term` cannot be learned: it is `avoided`, or it needs `group`, every option of which is blocked.

    `owner` is the term whose group it is: `term` itself or another member of its block, which is learned with it.
    An avoided member of the block is an obstacle with that member as `owner`, `avoided` and no group.
    """

    term: int
    owner: int
    avoided: bool
    group: TieredGroup | None = None
    blocked: tuple[Blocked, ...] = ()


@dataclass(frozen=True, slots=True)
class NoRoute:
    """There is no plan: `targets` cannot be learned, and `proof` says why.

    The proof is a tree written as a list, roots first. A blocked option that is not avoided refers to the obstacle of
    its term, which is there once however often it is referred to, so the proof is at most linear in the graph.
    """

    targets: tuple[int, ...]
    already_known: tuple[int, ...]
    proof: tuple[Obstacle, ...]


def no_route(ground: Ground, already_known: tuple[int, ...]) -> NoRoute | None:
    """Why some goals cannot be learned on this ground, or None when all of them can; time O(V+E)."""
    stuck = tuple(goal for goal in ground.goals if goal not in ground.learnable)
    if not stuck:
        return None
    found: dict[int, Obstacle] = {}
    stack = list(reversed(stuck))
    while stack:
        term = stack.pop()
        if term not in found:
            found[term] = _obstacle(ground, term)
            stack += reversed([each.term for each in found[term].blocked if not each.avoided])
    return NoRoute(stuck, already_known, tuple(found.values()))


def proof_sentences(snapshot: Snapshot, answer: NoRoute) -> tuple[str, ...]:
    """The proof read aloud, a sentence for each obstacle: "RLHF requires PPO, but PPO is to be avoided."."""
    return tuple(_sentence(snapshot, each) for each in answer.proof)


def _obstacle(ground: Ground, term: int) -> Obstacle:
    members = ground.members[ground.leader[term]]
    for owner in (term, *members):
        if owner in ground.avoided:
            return Obstacle(term, owner, avoided=True)
    for owner in (term, *members):
        for group in ground.needs[owner]:
            if not any(map(ground.open, group.options)):
                return Obstacle(term, owner, avoided=False, group=group, blocked=tuple(_blocked(ground, group)))
    raise AssertionError("what is not learnable is avoided or has a group that nothing meets")


def _blocked(ground: Ground, group: TieredGroup) -> Iterator[Blocked]:
    for position, option in enumerate(group.options):
        missing = [each for each in option if each not in ground.learnable]
        avoided = [each for each in missing if each in ground.avoided]
        yield Blocked(position, (avoided or missing)[0], bool(avoided))


def _sentence(snapshot: Snapshot, obstacle: Obstacle) -> str:
    name = short_name(snapshot.terms[obstacle.term])
    owner = short_name(snapshot.terms[obstacle.owner])
    if obstacle.group is None:
        together = "" if obstacle.owner == obstacle.term else f"{name} is learned with {owner}, and "
        return f"{together}{owner} is to be avoided."
    needs = sentence(snapshot, obstacle.group.statement).removesuffix(".")
    if obstacle.owner != obstacle.term:
        needs = f"{name} is learned with {owner}, and {needs}"
    avoided = _names(snapshot, (each.term for each in obstacle.blocked if each.avoided))
    stuck = _names(snapshot, (each.term for each in obstacle.blocked if not each.avoided))
    reasons = []
    if avoided:
        reasons.append(f"{listed(avoided, 'and')} {'is' if len(avoided) == 1 else 'are'} to be avoided")
    if stuck:
        reasons.append(f"{listed(stuck, 'and')} cannot be learned")
    return f"{needs}, but {' and '.join(reasons)}."


def _names(snapshot: Snapshot, numbers: Iterable[int]) -> list[str]:
    return [short_name(snapshot.terms[number]) for number in dict.fromkeys(numbers)]
