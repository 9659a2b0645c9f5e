"""The judge of a folder that is edited: what an edit cannot have touched is not judged again.

Rules say what they see (`Check`). Those that see something which changed, and those that do not say, are asked about
everything; rules of one term each otherwise about the terms whose files changed; of all others the findings are kept,
and move with the lines they stand on. The findings are those of `check`.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from termgraph.errors import Problem, Severity, Where
from termgraph.formats.source import Place, Source
from termgraph.model import Content, Relation, Term, Tier
from termgraph.model.garbage import no_cycles_sought
from termgraph.relations import Registry

from . import CHECKS, standing
from .mentions import Labels
from .prose import Phrases
from .style import acronyms
from .view import BESIDE, EDGES, HARD, LABELS, LEVELS, SLUGS, SOFT, UP, Check, View

EVERYTHING = frozenset({SLUGS, LABELS, LEVELS, *EDGES})

_SPARING = frozenset({"terms", "links", "extras", "relations", "requirements"})
"""The fields of Content of which a change may leave some rules alone; links and extras are seen by none of these."""

_OF_LABELS = (Labels.of, Phrases.of, acronyms)
"""What is made of a snapshot and depends on its labels alone."""


@dataclass(slots=True)
class _Judged:
    view: View
    found: list[list[Problem]]


class Judge:
    """Judges sources of one folder, one after the other, each as `check` does with the same day and severity."""

    def __init__(self, today: datetime.date | None = None, *, least: Severity = Severity.INFO) -> None:
        self._today = today
        self._asked = [row for row in CHECKS if row.rule.severity.rank >= least.rank]
        self._last: _Judged | None = None

    def judge(self, source: Source, touched: Collection[Place] | None) -> tuple[Problem, ...]:
        """All findings about `source`, which differs from the one before at these places, or anywhere (None)."""
        with no_cycles_sought():
            view, last = View(source, self._today), self._last
            if last is None or touched is None:
                found = [list(row.run(row.rule, view)) for row in self._asked]
            else:
                found = _again(self._asked, view, last, touched)
            self._last = _Judged(view, found)
            return standing(view, [problem for each in found for problem in each])


def _again(asked: Iterable[Check], view: View, last: _Judged, touched: Collection[Place]) -> list[list[Problem]]:
    before = last.view.source
    changed = _changed(before, view.source)
    view.follow(last.view, changed)
    if not changed & {SLUGS, LABELS}:
        for make in _OF_LABELS:
            if make in last.view.snapshot.made:
                view.snapshot.keep(make, last.view.snapshot.once(make))
    slugs = {place[1] for place in touched if place[0] == "term"}
    part = view.only(sorted(slugs & view.content.terms.keys()))
    moves = _moves(touched, before.positions, view.source.positions)
    files = {where.file for place in touched for where in (before.positions.get(place),) if where}
    found: list[list[Problem]] = []
    for row, kept in zip(asked, last.found, strict=True):
        moved: list[Problem] | None = None
        if row.sees is not None and not row.sees & changed:
            moved = _each(row, kept, slugs, part) if row.each else _moved(kept, files, moves)
        found.append(list(row.run(row.rule, view)) if moved is None else moved)
    return found


def _each(row: Check, kept: Iterable[Problem], slugs: Collection[str], part: View) -> list[Problem]:
    """The findings about single terms: those kept about the others, and those about the terms of `part`."""
    return [*(problem for problem in kept if problem.subjects[0] not in slugs), *row.run(row.rule, part)]


def _moved(kept: Iterable[Problem], files: Collection[str], moves: Mapping[Where, Where]) -> list[Problem] | None:
    """The findings at their new places; None where one stands in these files at what has no one new place."""
    found: list[Problem] = []
    for problem in kept:
        places = [problem.where, *(note.where for note in problem.notes)]
        places = [where for where in places if where and where.file in files]
        if not all(where in moves for where in places):
            return None
        found.append(_at(problem, moves) if places else problem)
    return found


def _at(problem: Problem, moves: Mapping[Where, Where]) -> Problem:
    notes = tuple(
        replace(note, where=moves.get(note.where, note.where)) if note.where else note for note in problem.notes
    )
    return replace(problem, where=moves.get(problem.where, problem.where) if problem.where else None, notes=notes)


def _moves(
    touched: Iterable[Place], before: Mapping[Place, Where], after: Mapping[Place, Where]
) -> Mapping[Where, Where]:
    """Where statements, and terms as wholes, stand now, by where they stood; without what that does not decide."""
    found: dict[Where, Where | None] = {}
    for place in touched:
        if (place[0] in ("relation", "requirement") or len(place) == 2) and (old := before.get(place)):
            new = after.get(place)
            found[old] = new if found.get(old, new) == new else None
    return {old: new for old, new in found.items() if new}


def _edges(old: Mapping[str, Relation], new: Mapping[str, Relation], registry: Registry) -> set[str]:
    """What kinds of relations are not the same; those of an unknown type are beside."""
    differ = [key for key, each in new.items() if old.get(key) is not each and old.get(key) != each]
    differ += [key for key in old if key not in new]
    found: set[str] = set()
    for key in differ:
        row = registry.types.get((new.get(key) or old[key]).type)
        hard = row and (row.tier is Tier.REQUIRED or row.block)
        kinds = {UP: row and row.hierarchical, HARD: hard, SOFT: row and row.tier and not hard}
        found |= {kind for kind, is_so in kinds.items() if is_so} or {BESIDE}
    return found


_SEEN: Mapping[str, Callable[[Term], object]] = {
    SLUGS: lambda term: term.former_slugs,
    LABELS: lambda term: (
        (term.name, term.acronym, term.title, term.aliases, term.no_autolink),
        [(each.language, each.name, each.aliases) for each in term.translations],
    ),
    LEVELS: lambda term: (term.kind, term.level, term.minutes, term.status),
}
"""What is seen of one term."""


def _changed(before: Source, after: Source) -> frozenset[str]:
    """What of all that rules can see of other terms is not the same in two sources."""
    old, new = before.content, after.content
    if any(getattr(old, name) != getattr(new, name) for name in Content.__dataclass_fields__ if name not in _SPARING):
        return EVERYTHING
    found = _edges(old.relations, new.relations, Registry.of(new.relation_types.values()))
    if old.requirements != new.requirements:
        found.add(HARD)
    if old.terms.keys() != new.terms.keys() or before.unread != after.unread:
        found.add(SLUGS)
    for slug, term in new.terms.items():
        earlier = old.terms.get(slug)
        if earlier is not None and earlier is not term:
            found.update(name for name, seen in _SEEN.items() if seen(earlier) != seen(term))
    return frozenset(found)
