"""What an edit does to readers: findings, plans of watched terms, verdicts, trails (graph semantics, Q14).

Findings are about the whole content. Plans and trails are those of the public part, which is what readers see.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from termgraph.errors import Problem
from termgraph.formats.source import Source
from termgraph.graph.breadcrumbs import TrailStyle, breadcrumbs
from termgraph.graph.known import surmised
from termgraph.graph.learning import Verdict, before, necessity
from termgraph.graph.plans import LearningPath, learning_path
from termgraph.graph.polyhierarchy import Polyhierarchy
from termgraph.graph.snapshot import Snapshot
from termgraph.integrity import check
from termgraph.model import Content, Tier, public

MOST_TRAILS = 100
"""How many moved trails are told one by one, by slug; the others are counted."""

STYLES = (TrailStyle.CATEGORY, TrailStyle.CONCEPT)

Needs = Mapping[str, tuple[tuple[tuple[str, ...], ...], ...]]
"""The groups of each term that may come before a target, by slug."""


@dataclass(frozen=True, slots=True)
class Route:
    """The size of a plan; `optimal` says that it is proved to be the cheapest."""

    terms: int
    minutes: int
    optimal: bool


@dataclass(frozen=True, slots=True)
class StageMove:
    """A term of both plans that stands in another stage, counted from 0."""

    term: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A term that is needed for the target in another way than before."""

    term: str
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class PlanEffect:
    """What becomes of the way to a watched term for somebody who knows nothing; a route is None where there is none.

    `added` and `removed` are terms of one plan only, in the order of that plan; the others are in the order of slugs.
    """

    target: str
    before: Route | None
    after: Route | None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: tuple[StageMove, ...] = ()
    verdicts: tuple[VerdictChange, ...] = ()


@dataclass(frozen=True, slots=True)
class TrailMove:
    """A term whose canonical trail leads another way; trails are slugs from the root to the term."""

    term: str
    style: TrailStyle
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything an edit does; all empty, and false as a condition, when it does nothing.

    Findings have no places. `trails` are the first MOST_TRAILS of `trails_total`, by slug and style.
    """

    new: tuple[Problem, ...] = ()
    fixed: tuple[Problem, ...] = ()
    plans: tuple[PlanEffect, ...] = ()
    trails: tuple[TrailMove, ...] = ()
    trails_total: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.fixed or self.plans or self.trails)


def impact(old: Content, new: Content) -> Impact:
    """What making `old` into `new` does, for the terms that either of them watches."""
    if old == new:
        return Impact()
    found, remain = (dict.fromkeys(check(Source(each))) for each in (old, new))
    shown = Snapshot.of(public(old)), Snapshot.of(public(new))
    moved = list(_moved(*shown))
    return Impact(
        tuple(each for each in remain if each not in found),
        tuple(each for each in found if each not in remain),
        tuple(_plans(*shown)),
        tuple(_trail(*shown, slug, style) for slug, style in moved[:MOST_TRAILS]),
        len(moved),
    )


def _plans(old: Snapshot, new: Snapshot) -> Iterator[PlanEffect]:
    for target in sorted({*old.glossary.watch, *new.glossary.watch}):
        was, now = _path(old, target), _path(new, target)
        effect = _plan(old, new, target, was, now)
        if was and now and _needs(old, target) != _needs(new, target):
            verdicts = _verdict_changes(_verdicts(old, target, was), _verdicts(new, target, now))
            effect = replace(effect, verdicts=tuple(verdicts))
        if effect != PlanEffect(target, effect.before, effect.before):
            yield effect


def _needs(snapshot: Snapshot, target: str) -> Needs:
    """What may come before a target, and what each of it requires."""
    needs, _ = before(snapshot, (snapshot.numbers[target],), Tier.REQUIRED)
    return {
        snapshot.terms[number].slug: tuple(
            tuple(tuple(snapshot.terms[each].slug for each in option) for option in group.options) for group in groups
        )
        for number, groups in needs.items()
    }


def _path(snapshot: Snapshot, target: str) -> LearningPath | None:
    if target not in snapshot.numbers:
        return None
    path = learning_path(snapshot, (snapshot.numbers[target],))
    return path if isinstance(path, LearningPath) else None


def _plan(old: Snapshot, new: Snapshot, target: str, was: LearningPath | None, now: LearningPath | None) -> PlanEffect:
    """The effect on the plan of a target, verdicts aside."""
    stages, later = _stages(old, was), _stages(new, now)
    return PlanEffect(
        target,
        _route(was),
        _route(now),
        tuple(slug for slug in later if slug not in stages),
        tuple(slug for slug in stages if slug not in later),
        tuple(
            StageMove(slug, stages[slug], later[slug])
            for slug in sorted(stages.keys() & later.keys())
            if stages[slug] != later[slug]
        ),
    )


def _route(path: LearningPath | None) -> Route | None:
    return Route(path.totals.terms, path.totals.minutes, path.optimal) if path else None


def _stages(snapshot: Snapshot, path: LearningPath | None) -> Mapping[str, int]:
    """The stage of each term of a plan, in the order of the plan."""
    return {snapshot.terms[step.term].slug: step.stage for step in path.steps} if path else {}


def _verdicts(snapshot: Snapshot, target: str, path: LearningPath) -> Mapping[str, Verdict]:
    """The verdict of everything that may come before a target which has this plan.

    What the plan does without can be done without, and what follows from single options cannot: only of the rest has
    the graph to be asked.
    """
    number = snapshot.numbers[target]
    needs, _ = before(snapshot, (number,), Tier.REQUIRED)
    planned = {step.term for step in path.steps}
    forced = surmised(snapshot, (number,))

    def verdict(each: int) -> Verdict:
        if each in forced:
            return Verdict.NECESSARY
        return necessity(snapshot, number, each) if each in planned else Verdict.ALTERNATIVE

    return {snapshot.terms[each].slug: verdict(each) for each in needs if each != number}


def _verdict_changes(was: Mapping[str, Verdict], now: Mapping[str, Verdict]) -> Iterator[VerdictChange]:
    none = Verdict.NOT_A_PREREQUISITE
    for slug in sorted(was.keys() | now.keys()):
        if was.get(slug, none) is not now.get(slug, none):
            yield VerdictChange(slug, was.get(slug, none), now.get(slug, none))


def _moved(old: Snapshot, new: Snapshot) -> Iterator[tuple[str, TrailStyle]]:
    """The terms of both whose canonical trail leads another way; linear, however long the trails are."""
    shelves = _shelves(old), _shelves(new)
    parents = _parents(old), _parents(new)
    rooted_elsewhere = old.glossary.root.slug != new.glossary.root.slug
    moved: dict[str, bool] = {}
    for slug in old.numbers:
        if slug not in new.numbers:
            continue
        if rooted_elsewhere or shelves[0].get(slug) != shelves[1].get(slug):
            yield slug, TrailStyle.CATEGORY
        way: list[str] = []
        above: str | None = slug
        while above is not None and above not in moved and parents[0].get(above) == parents[1].get(above):
            way.append(above)
            above = parents[0].get(above)
        # The way up is the same as far as it was walked, to the top or to a term whose trail is known or differs.
        differs = rooted_elsewhere if above is None else moved.setdefault(above, True)
        moved.update(dict.fromkeys(way, differs))
        if differs:
            yield slug, TrailStyle.CONCEPT


def _shelves(snapshot: Snapshot) -> Mapping[str, str]:
    """The category that a term's trail leads through."""
    return {
        term.slug: term.categories[0]
        for term in snapshot.terms
        if term.categories and term.categories[0] in snapshot.categories
    }


def _parents(snapshot: Snapshot) -> Mapping[str, str]:
    """The canonical parent of each term that has one."""
    parents = snapshot.once(Polyhierarchy.of).parents
    return {
        term.slug: snapshot.terms[snapshot.edges[edges[0]].object].slug
        for term, edges in zip(snapshot.terms, parents, strict=True)
        if edges
    }


def _trail(old: Snapshot, new: Snapshot, slug: str, style: TrailStyle) -> TrailMove:
    return TrailMove(slug, style, _crumbs(old, slug, style), _crumbs(new, slug, style))


def _crumbs(snapshot: Snapshot, slug: str, style: TrailStyle) -> tuple[str, ...]:
    """The slugs of a canonical trail."""
    number = snapshot.numbers[slug]
    if style is TrailStyle.CATEGORY:
        return tuple(placed.crumb.slug for placed in breadcrumbs(snapshot, number, style).crumbs)
    way = snapshot.once(Polyhierarchy.of).canonical_way(number)
    above = [snapshot.terms[snapshot.edges[edge].object].slug for edge in reversed(way)]
    return (snapshot.glossary.root.slug, *above, slug)
