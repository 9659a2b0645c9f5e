"""Relay connections: pages of a sorted list, cut by keys instead of positions.

GraphQL Cursor Connections Specification; `nodes` and `totalCount` are the additions that GitHub made usual.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

import strawberry

from termgraph.errors import Code, TermgraphError

from . import cursors
from .cursors import Key
from .declare import field, object_type, said

DEFAULT_PAGE = 20
LARGEST_PAGE = 100

First = Annotated[
    int | None,
    strawberry.argument(description="At most this many from the start, 1 to 100; 20 when neither is given."),
]
After = Annotated[str | None, strawberry.argument(description="Only what comes after this cursor.")]
Last = Annotated[
    int | None, strawberry.argument(description="At most this many from the end, 1 to 100; not together with `first`.")
]
Before = Annotated[str | None, strawberry.argument(description="Only what comes before this cursor.")]

Item = TypeVar("Item")
NodeT = TypeVar("NodeT")
EdgeT = TypeVar("EdgeT", bound="Edge[Any]")


@object_type
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = said("Whether something comes after this page.")
    has_previous_page: bool = said("Whether something comes before this page.")
    start_cursor: str | None = said("The cursor of the first item; null when the page is empty.")
    end_cursor: str | None = said("The cursor of the last item; null when the page is empty.")


@dataclass(slots=True)
class Page(Generic[Item]):
    """What a connection shows of a list: nothing is made of it until a client asks for it.

    `edge` makes an edge of an item at its place, `nodes` what the items are alone; without it they are the edges' own.
    """

    items: Sequence[Item]
    total: int
    more_before: bool
    more_behind: bool
    order: str
    key: Callable[[Item], Key]
    edge: "Callable[[Place, Item], Any]"
    nodes: Callable[[Sequence[Item]], list[Any]] | None

    def cursor(self, item: Item) -> str:
        """Where one of the items stands."""
        return cursors.encode(self.order, self.key(item))


Place = tuple[Page[Any], Any]
"""An item and the page it is on, of which its cursor can be made."""


def _cursor(self: "Edge[Any]") -> str:
    page, item = self.place
    return page.cursor(item)


@object_type
class Edge(Generic[NodeT]):
    """An item in its list."""

    place: strawberry.Private[Place]
    cursor: str = strawberry.field(resolver=_cursor, description="Where the item stands, for `after` and `before`.")
    node: NodeT = said("The item.")


@object_type
class Connection(Generic[NodeT, EdgeT]):
    """A page of a list."""

    page: strawberry.Private[Page[Any]]

    @field
    def edges(self) -> list[EdgeT]:
        """The items with what the list says about each; at most 100."""
        page = self.page
        edge = page.edge
        return [edge((page, item), item) for item in page.items]

    @field
    def nodes(self) -> list[NodeT]:
        """The items alone; at most 100."""
        page = self.page
        if page.nodes is not None:
            return page.nodes(page.items)
        return [page.edge((page, item), item).node for item in page.items]

    @field
    def page_info(self) -> PageInfo:
        """Where this page stands in the list."""
        page = self.page
        return PageInfo(
            has_next_page=page.more_behind,
            has_previous_page=page.more_before,
            start_cursor=page.cursor(page.items[0]) if page.items else None,
            end_cursor=page.cursor(page.items[-1]) if page.items else None,
        )

    @field
    def total_count(self) -> int:
        """How many items the whole list has."""
        return self.page.total


class Window(NamedTuple):
    """What a client asked of a list; make one with `window`, which refuses what the contract does not allow."""

    size: int
    backwards: bool
    after: str | None
    before: str | None


def window(first: int | None, after: str | None, last: int | None, before: str | None) -> Window:
    """The window of the four arguments, absent ones unset or None; raises TermgraphError BAD_USER_INPUT."""
    backwards = isinstance(last, int)
    size = last if isinstance(last, int) else first if isinstance(first, int) else DEFAULT_PAGE
    if backwards and isinstance(first, int):
        raise TermgraphError(Code.BAD_USER_INPUT, "Give `first` or `last`, not both.")
    if not 1 <= size <= LARGEST_PAGE:
        name = "last" if backwards else "first"
        raise TermgraphError(Code.BAD_USER_INPUT, f"`{name}` must be from 1 to {LARGEST_PAGE}.", argument=name)
    after_text, before_text = after if isinstance(after, str) else None, before if isinstance(before, str) else None
    return Window(size, backwards, after_text, before_text)


def cut(
    items: Sequence[Item],
    key: Callable[[Item], Key],
    edge: Callable[[Place, Item], Edge[Any]],
    asked: Window,
    order: str,
    *,
    descending: bool = False,
    nodes: Callable[[Sequence[Item]], list[Any]] | None = None,
) -> Page[Item]:
    """The page of `items` that was asked for; they are sorted by `key` (from the largest if `descending`).

    Finding it costs O(log n) keys; for `edge` and `nodes` see Page.
    `order` names the order in cursors, so that a cursor of another list is refused.
    """

    def position(cursor: str, *, behind: bool) -> int:
        mark = cursors.decode(order, cursor)

        def reached(item: Item) -> bool:
            own = key(item)
            if own == mark:
                return not behind
            return (own < mark) if descending else (own > mark)

        try:
            return bisect_left(items, True, key=reached)
        except TypeError:
            raise TermgraphError(Code.BAD_USER_INPUT, "This is not a cursor of this list.") from None

    start = position(asked.after, behind=True) if asked.after is not None else 0
    stop = max(start, position(asked.before, behind=False)) if asked.before is not None else len(items)
    if asked.backwards:
        start = max(start, stop - asked.size)
    else:
        stop = min(stop, start + asked.size)
    return Page(items[start:stop], len(items), start > 0, stop < len(items), order, key, edge, nodes)
