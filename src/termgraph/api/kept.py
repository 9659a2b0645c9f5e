"""What was made of the present snapshot, kept until there is another one; bounded in bytes, and never wrong.

It does not know what it keeps: answers of the API, pages.
"""

import weakref
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from termgraph.graph.snapshot import Snapshot

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by key, of one snapshot; the one asked for longest ago is forgotten first. `hits` counts what it gave."""

    def __init__(self, most: int) -> None:
        """`most` is the size of everything together; 0 keeps nothing."""
        self._most = most
        self._snapshot: weakref.ref[Snapshot] | None = None
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._size = 0
        self.hits = 0

    def get(self, snapshot: Snapshot, key: Hashable) -> Value | None:
        """What was made of this very snapshot; None where nothing was, or it is forgotten."""
        found = self._values.get(key)
        if found is None or self._snapshot is None or self._snapshot() is not snapshot:
            return None
        self._values.move_to_end(key)
        self.hits += 1
        return found[0]

    def keep(self, snapshot: Snapshot, key: Hashable, value: Value, size: int) -> None:
        """Remembers a value of so many bytes, if it leaves room for others; what another snapshot gave is forgotten."""
        if self._snapshot is None or self._snapshot() is not snapshot:
            self._snapshot, self._size = weakref.ref(snapshot), 0
            self._values.clear()
        self._forget(key)
        if size > self._most // LARGEST:
            return
        self._values[key] = value, size
        self._size += size
        while self._size > self._most:
            self._forget(next(iter(self._values)))

    def _forget(self, key: Hashable) -> None:
        _, size = self._values.pop(key, (None, 0))
        self._size -= size


LARGEST = 8
"""One value may take this part of the room, or else a single question could empty it."""
