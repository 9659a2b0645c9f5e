"""Letting go of what a new view has replaced, in steps so short that no reader waits for them.

A view of a hundred thousand terms is millions of objects, and freeing them in one go stops every thread for half a
second. It knows nothing of what a view holds.
"""

import ctypes
import gc
import sys
import weakref
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from termgraph.graph.letting_go import let_go

LARGE = 1000
"""Containers with more items than this are emptied step by step."""

_CONTAINERS = (tuple, list, dict, set, frozenset)


class Parting:
    """Keeps the large containers of what is on its way out, so that whoever drops it last frees next to nothing."""

    def __init__(self) -> None:
        self._leaving: list[tuple[weakref.ref[Any], list[list[object]]]] = []

    def replaced(self, old: object, new: object) -> None:
        """Take note that `old` goes when its last reader does; what `new` has as well stays out of it."""
        shared = {id(each) for each in _large(new, frozenset())}
        heaps: list[list[object]] = []
        for each in _large(old, shared):
            for part in ([each], each, each.values() if isinstance(each, Mapping) else ()):
                heaps.append(list(part))  # noqa: PERF401  # a step of its own, so that others get their turn
        self._leaving.append((weakref.ref(old), heaps))

    def let_go(self) -> None:
        """Free what nobody reads any more."""
        gone = [heaps for reference, heaps in self._leaving if reference() is None]
        self._leaving = [each for each in self._leaving if each[0]() is not None]
        for heaps in gone:
            let_go(*heaps)


def give_back() -> None:
    """Hand free memory back to the system, where the C library is one that has to be told (glibc's `malloc_trim`).

    What making a view took beside the view is free afterwards, a twentieth of all that a process has. It takes a
    millisecond for 10,000 terms; nobody waits who needs no new memory.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def _large(root: object, shared: "frozenset[int] | set[int]") -> Iterator[Any]:
    """The large containers that an object leads to, over objects of ours and small containers."""
    seen = set(shared)
    stack = [root]
    while stack:
        each = stack.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, _CONTAINERS) and len(each) > LARGE:
            yield each
        elif isinstance(each, _CONTAINERS) or _ours(each):
            stack += gc.get_referents(each)


def _ours(each: object) -> bool:
    return type(each).__module__.partition(".")[0] == "termgraph"
