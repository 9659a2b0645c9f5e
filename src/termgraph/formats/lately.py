"""Texts that were made lately, kept within bounds; several threads may ask."""

from collections.abc import Callable, Hashable


class Lately:
    """What was made for a key, as long as it is asked for now and then: others fill half the room before it goes.

    Whole halves go at once, so that no thread looks through a dictionary that another one changes.
    """

    def __init__(self, most: int) -> None:
        """`most` is how many characters are kept."""
        self._most = most
        self._recent: dict[Hashable, str] = {}
        self._earlier: dict[Hashable, str] = {}
        self._size = 0

    def once(self, key: Hashable, make: Callable[[], str]) -> str:
        """What `make` gives, or gave for the same key; two threads may both make it, equally."""
        made = self._recent.get(key)
        if made is None:
            made = self._earlier.get(key)
            if made is None:
                made = make()
            if self._size + len(made) > self._most // 2:
                self._earlier, self._recent, self._size = self._recent, {}, 0
            self._recent[key] = made
            self._size += len(made)
        return made
