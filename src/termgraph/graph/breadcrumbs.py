"""Trails from the root of the glossary to a term, in three styles, with what each crumb is to the term (Q9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from termgraph.errors import Code, TermgraphError

from .polyhierarchy import SATURATED, Polyhierarchy, Way
from .snapshot import Snapshot
from .trails import CLAIM_OF_KIND, START, Crumb, category_trail, composed, title

MOST_TRAILS = 20

LONGEST_WHOLE = 6
"""A trail of more crumbs is folded: the root, the first and the last three are shown."""


class TrailStyle(StrEnum):
    """What a trail leads through: the shelf, the terms above, or the shelf of the topmost and then the terms above."""

    CATEGORY = "category"
    CONCEPT = "concept"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class PlacedCrumb:
    """A crumb in its trail.

    `position` counts from 1 at the root. `relation` is the edge by which the next crumb stands under this one, None
    where that is no relation of terms. `claim` is what follows for the trail's term about a term above it ("is-a",
    "instance-of", "part-of"), None where nothing follows or the crumb is no such term. A `folded` one is not shown.
    """

    crumb: Crumb
    position: int
    relation: int | None = None
    claim: str | None = None
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Trail:
    """The crumbs from the root to a term, all of them; `folded` says how many need not be shown."""

    crumbs: tuple[PlacedCrumb, ...]

    @property
    def folded(self) -> int:
        """How many crumbs are folded."""
        return sum(crumb.folded for crumb in self.crumbs)

    @property
    def shown(self) -> tuple[PlacedCrumb, ...]:
        """The crumbs that are not folded; the folded ones stand between the second and the third of them."""
        return tuple(crumb for crumb in self.crumbs if not crumb.folded)


@dataclass(frozen=True, slots=True)
class Trails:
    """The first trails in canonical order, and how many there are.

    `total` is exact below SATURATED, where `saturated` is set; `truncated` says that not all are given.
    """

    trails: tuple[Trail, ...]
    total: int

    @property
    def saturated(self) -> bool:
        """Whether there may be more than `total`."""
        return self.total >= SATURATED

    @property
    def truncated(self) -> bool:
        """Whether there are more than these."""
        return len(self.trails) < self.total


def breadcrumbs(snapshot: Snapshot, number: int, style: TrailStyle = TrailStyle.CATEGORY) -> Trail:
    """The canonical trail of a term."""
    if style is TrailStyle.CATEGORY:
        return _by_category(snapshot, number)
    return _by_concept(snapshot, number, snapshot.once(Polyhierarchy.of).canonical_way(number), style)


def trails(
    snapshot: Snapshot,
    number: int,
    style: TrailStyle = TrailStyle.CONCEPT,
    via: int | None = None,
    first: int = 5,
) -> Trails:
    """The `first` trails of a term (at most MOST_TRAILS), canonical first; only those through `via` where it is given.

    There is one CATEGORY trail. CONCEPT and FULL have one for each way up the hierarchical relations. TermgraphError
    NOT_AN_ANCESTOR when no trail of this style leads through the term `via`.
    """
    found = _all(snapshot, number, style, via)
    total = _total(snapshot, number, style, via)
    if total == 0 and via is not None:
        names = [snapshot.terms[each].slug for each in (number, via)]
        raise TermgraphError(
            Code.NOT_AN_ANCESTOR, f"No trail to '{names[0]}' leads through '{names[1]}'.", term=names[0], via=names[1]
        )
    return Trails(tuple(islice(found, min(max(first, 0), MOST_TRAILS))), total)


def _all(snapshot: Snapshot, number: int, style: TrailStyle, via: int | None) -> Iterator[Trail]:
    if style is TrailStyle.CATEGORY:
        return iter([_by_category(snapshot, number)])
    ways = snapshot.once(Polyhierarchy.of).ways(number, via)
    return (_by_concept(snapshot, number, way, style) for way in ways)


def _total(snapshot: Snapshot, number: int, style: TrailStyle, via: int | None) -> int:
    if style is TrailStyle.CATEGORY:
        return 1 if via is None or via == number else 0
    return snapshot.once(Polyhierarchy.of).total(number, via)


def _by_category(snapshot: Snapshot, number: int) -> Trail:
    return Trail(tuple(PlacedCrumb(crumb, place) for place, crumb in enumerate(category_trail(snapshot, number), 1)))


def _by_concept(snapshot: Snapshot, number: int, way: Way, style: TrailStyle) -> Trail:
    """The trail of one way up: the root, shelves where the style has them, then the terms from the top down."""
    types, edges = snapshot.registry.types, snapshot.edges
    claims: list[str | None] = []
    for edge in way:
        claims.append(
            composed(claims[-1] if claims else START, CLAIM_OF_KIND[types[edges[edge].type].hierarchical or ""])
        )
    above = [(edges[edge].object, edge, claim) for edge, claim in zip(way, claims, strict=True)]
    top = above[-1][0] if above else number
    root = snapshot.glossary.root
    before = [Crumb("root", root.slug, root.name), *(_shelves(snapshot, top) if style is TrailStyle.FULL else ())]
    length = len(before) + len(above) + 1
    placed = [PlacedCrumb(crumb, place, folded=_folds(place, length)) for place, crumb in enumerate(before, 1)]
    for place, (term, edge, claim) in enumerate(reversed(above), len(placed) + 1):
        placed.append(PlacedCrumb(_term(snapshot, term), place, edge, claim, _folds(place, length)))
    return Trail((*placed, PlacedCrumb(_term(snapshot, number), length)))


def _folds(place: int, length: int) -> bool:
    return length > LONGEST_WHOLE and 2 < place <= length - 3


def _term(snapshot: Snapshot, number: int) -> Crumb:
    term = snapshot.terms[number]
    return Crumb("term", term.slug, title(snapshot, term))


def _shelves(snapshot: Snapshot, number: int) -> tuple[Crumb, ...]:
    """The first category of a term below those it stands in; a circle of categories is cut where it closes."""
    found: dict[str, Crumb] = {}
    slug = next(iter(snapshot.terms[number].categories), None)
    while slug is not None and slug not in found and slug in snapshot.categories:
        shelf = snapshot.categories[slug]
        found[slug] = Crumb("category", shelf.slug, shelf.name)
        slug = shelf.parent
    return tuple(reversed(found.values()))
