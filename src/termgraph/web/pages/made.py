"""Pages that were made of the present view, until there is another one; bounded in bytes."""

from collections import OrderedDict

from termgraph.glossary.view import View

MOST_BYTES = 16_000_000


class Made:
    """Pages by address; the one asked for longest ago is forgotten first."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._view: View | None = None
        self._pages: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    def get(self, view: View, key: str) -> bytes | None:
        """The page as it was made of this view; None where it was not, or is forgotten."""
        if view is not self._view or key not in self._pages:
            return None
        self._pages.move_to_end(key)
        return self._pages[key]

    def keep(self, view: View, key: str, body: bytes) -> None:
        """Remembers a page; those of another view are forgotten."""
        if view is not self._view:
            self._view, self._size = view, 0
            self._pages.clear()
        self._forget(key)
        self._pages[key] = body
        self._size += len(body) + len(key)
        while self._size > self._most:
            self._forget(next(iter(self._pages)))

    def _forget(self, key: str) -> None:
        body = self._pages.pop(key, None)
        if body is not None:
            self._size -= len(body) + len(key)
