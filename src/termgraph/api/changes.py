"""What changed since a revision: term by term as a list, and revision by revision for those who follow."""

from collections.abc import Iterable
from typing import Annotated

import strawberry

from termgraph.glossary.history import Revised
from termgraph.graph.lookup import by_slug
from termgraph.model import Touch

from .connections import After, Before, Connection, Edge, First, Last, Place, Window, cut, window
from .cursors import Key
from .declare import field, object_type
from .enums import ChangeKind
from .reading import Reading, TermRef, given
from .scalars import DateTime, Revision

Since = Annotated[
    Revision | None,
    strawberry.argument(
        description="A revision that you have; see `revision` of any answer. All that is remembered if left out."
    ),
]

Told = tuple[Revised, str, Touch]
"""A change: the revision, the slug, and what became of it."""


@object_type
class TermChange:
    """What a revision did to a term.

    A term changes when its own record does, or a relation, a requirement or a link that names it. What is only derived,
    such as its trails, its plan or related terms, and what it shares with others, such as the name of its category, may
    change without it.
    """

    reading: strawberry.Private[Reading]
    told: strawberry.Private[Told]

    @field
    def kind(self) -> ChangeKind:
        """What it did."""
        return ChangeKind[self.told[2].name]

    @field
    def slug(self) -> str:
        """The slug of the term in that revision, or before it for one that was removed."""
        return self.told[1]

    @field
    def term(self) -> TermRef | None:
        """The term as it is now, which may be later; null when it is gone. One that was renamed has another slug."""
        found = by_slug(self.reading.snapshot, self.told[1])
        return self.reading.term(found.term) if found else None

    @field
    def revision(self) -> Revision:
        """The revision."""
        return Revision(self.told[0].revision)

    @field
    def at(self) -> DateTime:
        """When the revision was written."""
        return DateTime(self.told[0].at)


@object_type
class ChangeEdge(Edge[TermChange]):
    """A change in a list."""


@object_type
class ChangeConnection(Connection[TermChange, ChangeEdge]):
    """Changes by revision, then by slug."""


@object_type
class RevisionChange:
    """A revision, and what it did; revisions come in order, and none is left out.

    There is one for every revision, also for those that change no term, such as one that renames a category.
    """

    reading: strawberry.Private[Reading]
    revised: strawberry.Private[Revised]

    @field
    def revision(self) -> Revision:
        """The revision; give it as `since` to go on from here."""
        return Revision(self.revised.revision)

    @field
    def at(self) -> DateTime:
        """When it was written."""
        return DateTime(self.revised.at)

    @field
    def changes(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> ChangeConnection:
        """The terms that it changed. Where there are more than a page, `changes` of Query goes on after the cursor."""
        return _changes(self.reading, [self.revised], window(first, after, last, before))


@object_type
class ChangeQuestions:
    """What a client asks that was away."""

    reading: strawberry.Private[Reading]

    @field
    def changes(
        self,
        since: Since = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> ChangeConnection:
        """Every change of a term after a revision, in order; a term that was changed twice is there twice.

        An error, REVISION_NOT_REACHED or EPOCH_CHANGED, when that is not known: then read anew what you show.
        """
        history = self.reading.view.history
        place = given(since)
        revised = history.revised if place is None else history.after(place)
        return _changes(self.reading, revised, window(first, after, last, before))


def _changes(reading: Reading, revised: Iterable[Revised], asked: Window) -> ChangeConnection:
    found: list[Told] = [(each, slug, touch) for each in revised for slug, touch in each.terms]

    def edge(place: Place, told: Told) -> ChangeEdge:
        return ChangeEdge(place=place, node=TermChange(reading=reading, told=told))

    return ChangeConnection(page=cut(found, _key, edge, asked, "change"))


def _key(told: Told) -> Key:
    return (told[0].number, told[1])
