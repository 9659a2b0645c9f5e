"""An editor's order of reading, checked against the graph and never mixed into it (graph semantics, section 5, Q7)."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from termgraph.model import Path

from .effort import effort
from .known import KnownMode, known_terms, unmet
from .learning import TieredGroup
from .lookup import by_slug
from .plans import BUDGET, cheapest_plan
from .snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Violation:
    """A requirement of a term of the path that neither the profile nor what stands before it meets.

    `later` where the whole path would meet it, so that only the order is wrong; else something is absent from it.
    """

    group: TieredGroup
    later: bool


@dataclass(frozen=True, slots=True)
class CuratedItem:
    """A term of the path, at `position` from 1; `gaps` are the terms to learn before it that are not on the path.

    They are those of the cheapest plan, in slug order, without what the profile, earlier items and their gaps cover.
    """

    position: int
    term: int
    minutes: int
    estimated: bool
    violations: tuple[Violation, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CuratedPath:
    """A curated path with what is wrong with it; minutes of its terms, and of all gaps together.

    `optimal` is false where the search of a gap was stopped by its budget.
    """

    path: Path
    items: tuple[CuratedItem, ...]
    minutes: int
    gap_minutes: int
    optimal: bool

    @property
    def sound(self) -> bool:
        """Whether it can be followed as it stands."""
        return not any(item.violations for item in self.items)


def curated_path(snapshot: Snapshot, key: str, max_nodes: int = BUDGET) -> CuratedPath | None:
    """The path with this key, or None; terms that are not in the glossary are left out, redirects followed.

    Who follows the path knows its profile and what knowing that implies, then each item as it comes. A term that
    stands twice on the path is an item twice, and only the first can have faults.
    """
    path = snapshot.paths.get(key)
    if path is None:
        return None
    terms = tuple(entry.term for slug in path.terms if (entry := by_slug(snapshot, slug)))
    profile = path.profile if path.profile in snapshot.profiles else None
    known: AbstractSet[int] = known_terms(snapshot, (), profile, KnownMode.SURMISE)
    whole = known | set(terms)
    covered = known
    items: list[CuratedItem] = []
    optimal = True
    for position, term in enumerate(terms, 1):
        violations = tuple(_violations(snapshot, term, known, whole))
        plan = cheapest_plan(snapshot, (term,), covered, max_nodes=max_nodes)
        optimal = optimal and (plan is None or plan.optimal)
        gaps = tuple(each for each in (plan.terms if plan else ()) if each not in whole)
        took = effort(snapshot, term)
        items.append(CuratedItem(position, term, took.minutes, took.estimated, violations, gaps))
        known = known | {term}
        covered = covered | {term, *(plan.terms if plan else ())}
    return CuratedPath(
        path,
        tuple(items),
        sum(item.minutes for item in items),
        sum(_minutes(snapshot, item.gaps) for item in items),
        optimal,
    )


def _violations(snapshot: Snapshot, term: int, known: AbstractSet[int], whole: AbstractSet[int]) -> Iterator[Violation]:
    """What `term` requires that is not there yet."""
    if term in known:
        return
    for group in unmet(snapshot, term, known):
        yield Violation(group, later=any(all(each in whole for each in option) for option in group.options))


def _minutes(snapshot: Snapshot, terms: Sequence[int]) -> int:
    return sum(effort(snapshot, term).minutes for term in terms)
