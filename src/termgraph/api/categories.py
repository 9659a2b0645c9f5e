"""Categories: the shelves of the glossary."""

from typing import Annotated

import strawberry

from termgraph import model
from termgraph.graph.snapshot import Snapshot

from .connections import After, Before, Connection, Edge, First, Last, Place, Window, cut, window
from .cursors import Key
from .declare import field, object_type
from .nodes import Node, category_id
from .reading import Reading
from .scalars import URL
from .terms import TermConnection, TermOrder, term_connection

OrderBy = Annotated[TermOrder | None, strawberry.argument(description="The order of the terms; by name when left out.")]


@object_type
class Category(Node):
    """A shelf of the glossary; shelves may stand in shelves."""

    reading: strawberry.Private[Reading]
    record: strawberry.Private[model.Category]

    @field
    def id(self) -> strawberry.ID:
        """An opaque id; give it to `node` to get the category again."""
        return category_id(self.record.slug)

    @field
    def slug(self) -> str:
        """Names the category in addresses."""
        return self.record.slug

    @field
    def url(self) -> URL:
        """The category's page."""
        return self.reading.address("categories", self.record.slug)

    @field
    def name(self) -> str:
        """What to print."""
        return self.record.name

    @field
    def description(self) -> str | None:
        """What belongs here; null when the editors wrote nothing."""
        return self.record.description

    @field
    def parent(self) -> "Category | None":
        """The category this one stands in; null for one that stands in none."""
        found = self.reading.snapshot.categories.get(self.record.parent or "")
        return Category(reading=self.reading, record=found) if found else None

    @field
    def children(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> "CategoryConnection":
        """The categories that stand directly in this one."""
        records = [each for each in ordered(self.reading.snapshot) if each.parent == self.record.slug]
        return category_connection(self.reading, records, window(first, after, last, before))

    @field
    def terms(
        self,
        order_by: OrderBy = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> TermConnection:
        """The terms of this category, whether it is their first or a further one; not those of its children."""
        members = frozenset(self.reading.snapshot.members.get(self.record.slug, ()))
        return term_connection(self.reading, members, order_by, window(first, after, last, before))


@object_type
class CategoryEdge(Edge[Category]):
    """A category in a list."""


@object_type
class CategoryConnection(Connection[Category, CategoryEdge]):
    """Categories in the editors' order."""


def ordered(snapshot: Snapshot) -> list[model.Category]:
    """All categories in the editors' order."""
    return sorted(snapshot.categories.values(), key=category_key)


def category_key(record: model.Category) -> Key:
    """The editors' order, then the slug."""
    return (record.order, record.slug)


def category_connection(reading: Reading, records: list[model.Category], asked: Window) -> CategoryConnection:
    """A page of categories that stand in the order of `category_key`."""

    def edge(place: Place, record: model.Category) -> CategoryEdge:
        return CategoryEdge(place=place, node=Category(reading=reading, record=record))

    return CategoryConnection(page=cut(records, category_key, edge, asked, "category"))
