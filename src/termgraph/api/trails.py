"""All trails to a term in a polyhierarchy."""

from termgraph.graph import breadcrumbs
from termgraph.graph.steps import Step
from termgraph.graph.trails import category_trail

from .breadcrumbs import Breadcrumb, printed
from .declare import object_type, said
from .enums import TrailStyle
from .lookup import TermBy
from .named import Named
from .reading import Reading, bounded
from .scalars import Revision
from .walks import WalkStep, step_of

MOST_CRUMBS = 1_000


@object_type
class TrailCrumb:
    """One step of a trail, with what it is to the next one and to the term at the end."""

    breadcrumb: Breadcrumb = said("What to print.")
    relation: WalkStep | None = said(
        "The relation by which the next step stands under this one; null where that is no relation of terms."
    )
    claim: str | None = said("The key of the relation type that follows for the term; null where nothing follows.")
    folded: bool = said("Whether a long trail is shown without it.")


@object_type
class Trail:
    """One way from the glossary to a term."""

    crumbs: list[TrailCrumb] = said("Its steps; at most 1,000: of more, those after the second are left out.")
    total: int = said("How many steps there are.")
    folded: int = said("How many of them need not be shown.")


@object_type
class Trails:
    """The ways from the glossary to a term, the canonical one first."""

    items: list[Trail] = said("At most `first` of them.")
    total: float = said("How many there are, counted up to 1,000,000,000,000.")
    truncated: bool = said("Whether there are more than those in `items`.")
    revision: Revision = said("The revision of the glossary this answer comes from.")


def canonical_trail(reading: Reading, number: int, style: TrailStyle) -> list[Breadcrumb]:
    """The canonical trail of a term, ready to print."""
    if style is TrailStyle.CATEGORY:
        return reading.once(_shelved, number)
    found = breadcrumbs.breadcrumbs(reading.snapshot, number, breadcrumbs.TrailStyle[style.name])
    return _printed(reading, _kept(found))


def _shelved(reading: Reading, number: int) -> list[Breadcrumb]:
    return printed(reading, category_trail(reading.snapshot, number))


def trails_of(reading: Reading, number: int, style: TrailStyle, via: TermBy | None, first: int) -> Trails:
    """The trails of a term; raises TermgraphError UNKNOWN_TERM, and NOT_AN_ANCESTOR where none leads through `via`."""
    limit = bounded("first", first, breadcrumbs.MOST_TRAILS)
    named = Named(reading)
    through = None if via is None else named.one(via)
    named.refuse_unknown()
    found = breadcrumbs.trails(reading.snapshot, number, breadcrumbs.TrailStyle[style.name], through, limit)
    return Trails(
        items=[_trail(reading, each) for each in found.trails],
        total=float(found.total),
        truncated=found.truncated,
        revision=Revision(reading.snapshot.revision),
    )


def _trail(reading: Reading, found: breadcrumbs.Trail) -> Trail:
    crumbs = _kept(found)
    return Trail(
        crumbs=[
            TrailCrumb(
                breadcrumb=crumb,
                relation=None if each.relation is None else step_of(reading, Step(each.relation)),
                claim=each.claim,
                folded=each.folded,
            )
            for crumb, each in zip(_printed(reading, crumbs), crumbs, strict=True)
        ],
        total=len(found.crumbs),
        folded=found.folded,
    )


def _kept(found: breadcrumbs.Trail) -> tuple[breadcrumbs.PlacedCrumb, ...]:
    """The crumbs to answer: of more than MOST_CRUMBS the first two and the last, as a trail is folded."""
    crumbs = found.crumbs
    return crumbs if len(crumbs) <= MOST_CRUMBS else (*crumbs[:2], *crumbs[2 - MOST_CRUMBS :])


def _printed(reading: Reading, crumbs: tuple[breadcrumbs.PlacedCrumb, ...]) -> list[Breadcrumb]:
    return printed(reading, (each.crumb for each in crumbs), (each.position for each in crumbs))
