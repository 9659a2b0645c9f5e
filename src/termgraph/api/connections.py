"""Relay connections: pages of a sorted list, cut by keys instead of positions.

GraphQL Cursor Connections Specification; `nodes` and `totalCount` are the additions that GitHub made usual.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from termgraph.errors import Code, TermgraphError

from . import cursors
from .cursors import Key
from .declare import object_type, said

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


@object_type
class Edge(Generic[NodeT]):
    """An item in its list."""

    cursor: str = said("Where the item stands, for `after` and `before`.")
    node: NodeT = said("The item.")


@object_type
class Connection(Generic[NodeT, EdgeT]):
    """A page of a list."""

    edges: list[EdgeT] = said("The items with what the list says about each; at most 100.")
    nodes: list[NodeT] = said("The items alone; at most 100.")
    page_info: PageInfo = said("Where this page stands in the list.")
    total_count: int = said("How many items the whole list has.")


@dataclass(frozen=True, slots=True)
class Window:
    """What a client asked of a list; make one with `window`, which refuses what the contract does not allow."""

    size: int
    backwards: bool
    after: str | None
    before: str | None


def window(first: int | None, after: str | None, last: int | None, before: str | None) -> Window:
    """The window of the four arguments, absent ones unset or None; raises TermgraphError BAD_USER_INPUT."""
    sizes = [("first", first), ("last", last)]
    given = [(name, size) for name, size in sizes if isinstance(size, int)]
    if len(given) > 1:
        raise TermgraphError(Code.BAD_USER_INPUT, "Give `first` or `last`, not both.")

    def text(cursor: str | None) -> str | None:
        return cursor if isinstance(cursor, str) else None

    name, size = given[0] if given else ("first", DEFAULT_PAGE)
    if not 1 <= size <= LARGEST_PAGE:
        raise TermgraphError(Code.BAD_USER_INPUT, f"`{name}` must be from 1 to {LARGEST_PAGE}.", argument=name)
    return Window(size, name == "last", text(after), text(before))


def cut(
    items: Sequence[Item],
    key: Callable[[Item], Key],
    edge: Callable[[str, Item], EdgeT],
    asked: Window,
    order: str,
    *,
    descending: bool = False,
) -> dict[str, Any]:
    """The four fields of a connection over `items`, which are sorted by `key` (from the largest if `descending`).

    Finding the page costs O(log n) keys; an edge is made for each item of the page only.
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
    edges = [edge(cursors.encode(order, key(item)), item) for item in items[start:stop]]
    return {
        "edges": edges,
        "nodes": [each.node for each in edges],
        "page_info": PageInfo(
            has_next_page=stop < len(items),
            has_previous_page=start > 0,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
        "total_count": len(items),
    }
