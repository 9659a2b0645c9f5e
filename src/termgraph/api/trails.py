"""All trails to a term in a polyhierarchy, and other terms its reader may want."""

import strawberry

from termgraph.errors import Code, TermgraphError
from termgraph.graph import breadcrumbs
from termgraph.graph.related import MOST_ITEMS, RelatedTerm, because_in_words, related

from .breadcrumbs import Breadcrumb, printed
from .connections import Connection, Edge, Window, cut
from .cursors import Key
from .declare import field, object_type, said
from .enums import TrailStyle
from .lookup import TermBy
from .named import Named
from .reading import Reading, TermRef, bounded

MOST_CRUMBS = 1_000


@object_type
class TrailCrumb:
    """One step of a trail, with what it is to the term at its end."""

    breadcrumb: Breadcrumb = said("What to print.")
    claim: str | None = said("The key of the relation type that follows for the term; null where nothing follows.")
    folded: bool = said("Whether a long trail is shown without it.")


@object_type
class Trail:
    """One way from the glossary to a term."""

    crumbs: list[TrailCrumb] = said("All of its steps; at most 1,000.")
    folded: int = said("How many of them need not be shown.")


@object_type
class Trails:
    """The ways from the glossary to a term, the canonical one first."""

    items: list[Trail] = said("At most `first` of them.")
    total: float = said("How many there are, counted up to 1,000,000,000,000.")
    truncated: bool = said("Whether there are more than those in `items`.")


@object_type
class RelatedEdge(Edge[TermRef]):
    """A term that a reader may want as well."""

    reading: strawberry.Private[Reading]
    number: strawberry.Private[int]
    found: strawberry.Private[RelatedTerm]

    @field
    def score(self) -> float:
        """How closely it is related, 0 to 1, comparable within one answer."""
        return self.found.score

    @field
    def because(self) -> list[str]:
        """The reasons in words, best evidence first; at most 10."""
        return list(because_in_words(self.reading.snapshot, self.number, self.found))[:10]


@object_type
class RelatedConnection(Connection[TermRef, RelatedEdge]):
    """Terms that are not joined to this one by a relation and are near it all the same, best first."""


def canonical_trail(reading: Reading, number: int, style: TrailStyle) -> list[Breadcrumb]:
    """The canonical trail of a term, ready to print."""
    found = breadcrumbs.breadcrumbs(reading.snapshot, number, breadcrumbs.TrailStyle[style.name])
    return printed(reading, [each.crumb for each in found.crumbs[:MOST_CRUMBS]])


def trails_of(reading: Reading, number: int, style: TrailStyle, via: TermBy | None, first: int) -> Trails:
    """The trails of a term; raises TermgraphError UNKNOWN_TERM, and NOT_AN_ANCESTOR where none leads through `via`."""
    limit = bounded("first", first, breadcrumbs.MOST_TRAILS)
    named = Named(reading)
    through = None if via is None else named.one(via)
    if failure := named.failure():
        raise TermgraphError(Code.UNKNOWN_TERM, failure.message)
    found = breadcrumbs.trails(reading.snapshot, number, breadcrumbs.TrailStyle[style.name], through, limit)
    return Trails(
        items=[_trail(reading, each) for each in found.trails], total=float(found.total), truncated=found.truncated
    )


def related_of(reading: Reading, number: int, asked: Window) -> RelatedConnection:
    """A page of the terms nearest to a term."""
    terms = reading.snapshot.terms

    def edge(cursor: str, found: RelatedTerm) -> RelatedEdge:
        return RelatedEdge(cursor=cursor, node=reading.term(found.term), reading=reading, number=number, found=found)

    def key(found: RelatedTerm) -> Key:
        return (-round(found.score * 1_000_000), terms[found.term].slug)

    return RelatedConnection(**cut(related(reading.snapshot, number, MOST_ITEMS).terms, key, edge, asked, "related"))


def _trail(reading: Reading, found: breadcrumbs.Trail) -> Trail:
    crumbs = found.crumbs[:MOST_CRUMBS]
    shown = printed(reading, [each.crumb for each in crumbs])
    return Trail(
        crumbs=[
            TrailCrumb(breadcrumb=crumb, claim=each.claim, folded=each.folded)
            for crumb, each in zip(shown, crumbs, strict=True)
        ],
        folded=found.folded,
    )
