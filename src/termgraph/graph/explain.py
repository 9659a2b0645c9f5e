"""How two terms are related, as data and as sentences (graph semantics, section 5, Q8)."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from termgraph.relations import REQUIRES

from .adjacency import Adjacency
from .best_paths import TellingPath, best_paths
from .compare import Comparison, check_different, compare
from .learning import TieredGroup, Verdict, necessity, prerequisites
from .lowest_common import CommonAncestor, common_ancestors
from .sentences import short_name
from .snapshot import Snapshot
from .steps import Step, steps_between, told
from .trails import Ancestor, ancestors, claim_words


@dataclass(frozen=True, slots=True)
class Direct:
    """A relation between two terms, stored or entailed, and the sentence that says it.

    `steps` has the one stored step from the one to the other, or the chain that entails the relation, walked from the
    term that is its subject; `inverse` says that this is the other. `type` is a relation type, for an entailed
    hierarchical relation its claim.
    """

    type: str
    inverse: bool
    entailed: bool
    steps: tuple[Step, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class PrerequisiteLink:
    """`dependent` has `group`, which term `term` (partly) meets."""

    dependent: int
    group: TieredGroup
    term: int


@dataclass(frozen=True, slots=True)
class PrerequisiteAnswer:
    """`target` has `prerequisite` among what it may require: whether it can be skipped, and one way down to it."""

    target: int
    prerequisite: int
    verdict: Verdict
    path: tuple[PrerequisiteLink, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Five answers to how two terms are related, each possibly empty.

    `common` are the lowest common ancestors over generic and instantial relations, `common_parts` those that join them
    when partitive ones count too. `difference` is there for terms with a parent in common. `component_distance` is the
    length of a shortest path over all relations, None when there is none; `truncated` is about `paths` alone.
    """

    one: int
    other: int
    direct: tuple[Direct, ...]
    prerequisite: PrerequisiteAnswer | None
    common: tuple[CommonAncestor, ...]
    common_parts: tuple[CommonAncestor, ...]
    difference: Comparison | None
    paths: tuple[TellingPath, ...]
    truncated: bool
    component_distance: int | None


def explain(snapshot: Snapshot, one: int, other: int, count: int = 5, max_hops: int = 4) -> Explanation:
    """How two different terms are related; `count` and `max_hops` are those of `best_paths`.

    Common ancestors that are one of the two terms are left out, since `direct` says so. TermgraphError SAME_TERM when
    they are one.
    """
    check_different(snapshot, one, other)
    types = snapshot.registry.types
    kinds = [key for key, row in types.items() if row.hierarchical in ("generic", "instantial")]
    common = _without(common_ancestors(snapshot, one, other, kinds), one, other)
    whole = _without(common_ancestors(snapshot, one, other), one, other)
    known = {each.term for each in common}
    difference = compare(snapshot, one, other)
    found = best_paths(snapshot, one, other, count, max_hops)
    return Explanation(
        one,
        other,
        direct(snapshot, one, other),
        _prerequisite(snapshot, one, other) or _prerequisite(snapshot, other, one),
        common,
        tuple(each for each in whole if each.term not in known),
        difference if difference.parents else None,
        found.paths,
        found.truncated,
        distance(snapshot, one, other),
    )


def direct(snapshot: Snapshot, one: int, other: int) -> tuple[Direct, ...]:
    """Every relation between two terms: stored ones as in `steps_between`, told from the one, then entailed ones.

    Entailed are the claim of a longer chain of hierarchical relations, and longer chains of one transitive type, told
    from their subject; symmetric types join blocks, which say nothing, and whether one term requires the other is the
    second answer's part. A relation that is stored is not said again.
    """
    stored = tuple(
        Direct(snapshot.edges[step.edge].type, step.inverse, False, (step,), told(snapshot, step))
        for step in steps_between(snapshot, one, other)
    )
    said = {(each.type, each.inverse) for each in stored}
    entailed = [*_claims(snapshot, one, other), *_chains(snapshot, one, other)]
    return (*stored, *(each for each in entailed if (each.type, each.inverse) not in said))


def distance(snapshot: Snapshot, one: int, other: int) -> int | None:
    """How many steps lie at least between two terms over all relations; None when they are not connected.

    Breadth first from both, the side with fewer edges ahead next; time O(V+E) at worst.
    """
    adjacency = snapshot.once(Adjacency.of)
    sides = [{one: 0}, {other: 0}]
    edges = [[one], [other]]
    while one != other and edges[0] and edges[1]:
        side = min((0, 1), key=lambda each: sum(adjacency.degree(term) for term in edges[each]))
        mine, theirs, ahead = sides[side], sides[1 - side], []
        best: int | None = None
        for term in edges[side]:
            for neighbour in adjacency.others(term):
                if neighbour in theirs:
                    length = mine[term] + 1 + theirs[neighbour]
                    best = length if best is None else min(best, length)
                if neighbour not in mine:
                    mine[neighbour] = mine[term] + 1
                    ahead.append(neighbour)
        if best is not None:
            return best
        edges[side] = ahead
    return 0 if one == other else None


def _without(found: tuple[CommonAncestor, ...], one: int, other: int) -> tuple[CommonAncestor, ...]:
    return tuple(each for each in found if each.term not in (one, other))


def _claims(snapshot: Snapshot, one: int, other: int) -> Iterator[Direct]:
    """What a chain of several hierarchical relations lets say of the one and the other, where it lets say anything."""
    for low, high, inverse in ((one, other, False), (other, one, True)):
        above: Ancestor | None = next((each for each in ancestors(snapshot, low) if each.term == high), None)
        if above is not None and above.claim is not None and above.distance > 1:
            names = [short_name(snapshot.terms[each]) for each in (low, high)]
            words = f"{names[0]} {claim_words(snapshot, above)} {names[1]}."
            yield Direct(above.claim, inverse, True, tuple(map(Step, above.chain)), words)


def _chains(snapshot: Snapshot, one: int, other: int) -> Iterator[Direct]:
    """What chains of one transitive type entail, beside hierarchical ones and what is required."""
    for key, row in snapshot.registry.types.items():
        if not row.transitive or row.symmetric or row.hierarchical or key == REQUIRES:
            continue
        for first, last, inverse in ((one, other, False), (other, one, True)):
            chain = _chain(snapshot, first, last, key)
            if len(chain) > 1:
                names = [short_name(snapshot.terms[each]) for each in (first, last)]
                yield Direct(key, inverse, True, chain, f"{names[0]} {row.label} {names[1]}.")


def _chain(snapshot: Snapshot, first: int, last: int, key: str) -> tuple[Step, ...]:
    """The shortest chain of relations of one type from a term to another, smallest slugs first; empty if none."""
    came: dict[int, int | None] = {first: None}
    queue = deque([first])
    while queue and last not in came:
        for edge in snapshot.out(queue.popleft()):
            then = snapshot.edges[edge].object
            if snapshot.edges[edge].type == key and then not in came:
                came[then] = edge
                queue.append(then)
    steps: list[Step] = []
    back = came.get(last)
    while back is not None:
        steps.append(Step(back))
        back = came[snapshot.edges[back].subject]
    return tuple(reversed(steps))


def _prerequisite(snapshot: Snapshot, target: int, wanted: int) -> PrerequisiteAnswer | None:
    """Whether `target` may require `wanted`, and one of the shortest ways, that of the smallest slugs."""
    verdict = necessity(snapshot, target, wanted)
    if verdict is Verdict.NOT_A_PREREQUISITE:
        return None
    down: dict[int, list[PrerequisiteLink]] = {}
    for each in prerequisites(snapshot, target):
        for dependent, group in each.via:
            down.setdefault(dependent, []).append(PrerequisiteLink(dependent, group, each.term))
    came: dict[int, PrerequisiteLink] = {}
    queue = deque([target])
    while queue and wanted not in came:
        for link in sorted(down.get(queue.popleft(), ()), key=lambda link: link.term):
            if link.term not in came and link.term != target:
                came[link.term] = link
                queue.append(link.term)
    path = [came[wanted]]
    while path[-1].dependent != target:
        path.append(came[path[-1].dependent])
    return PrerequisiteAnswer(target, wanted, verdict, tuple(reversed(path)))
