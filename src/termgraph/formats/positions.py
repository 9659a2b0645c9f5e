"""Where each part of a content was written, in a few bytes each: there are millions, and few are ever asked for.

A dictionary of places would take as much memory as all else that is read.
"""

import marshal
from collections.abc import Iterator, MutableMapping

from termgraph.errors import Where

from .source import Place

Written = tuple[int, int, int, int | None]
"""The number of a file, line, column, and end column."""


class Positions(MutableMapping[Place, Where]):
    """Positions by place. The places of one record are packed together, and best set one after another."""

    def __init__(self) -> None:
        self._packed: dict[str, dict[str, bytes]] = {}  # by entity, then by key
        self._files: dict[str, int] = {}
        self._names: list[str] = []
        self._open: Place = ()
        self._places: dict[Place, Written] = {}
        self._changed = False
        self._count = 0

    def __setitem__(self, place: Place, where: Where) -> None:
        if place[:2] != self._open:
            self._turn(place)
        file = self._files.get(where.file)
        if file is None:
            file = self._files[where.file] = len(self._names)
            self._names.append(where.file)
        self._count += place[2:] not in self._places
        self._places[place[2:]] = (file, where.line, where.column, where.end_column)
        self._changed = True

    def __getitem__(self, place: Place) -> Where:
        if place[:2] != self._open:
            self._turn(place)
        file, line, column, end = self._places[place[2:]]
        return Where(self._names[file], line, column, end)

    def __delitem__(self, place: Place) -> None:
        if place[:2] != self._open:
            self._turn(place)
        del self._places[place[2:]]
        self._count -= 1
        self._changed = True

    def __iter__(self) -> Iterator[Place]:
        self._pack()
        for entity, records in self._packed.items():
            for key, packed in records.items():
                for rest in marshal.loads(packed):  # noqa: S302  # what this process has written
                    yield (entity, key, *rest)

    def __len__(self) -> int:
        return self._count

    def _turn(self, place: Place) -> None:
        """Packs the record that was open, and opens that of a place."""
        self._pack()
        entity, key = self._open = place[:2]
        packed = self._packed.get(entity, {}).get(key)
        self._places = {} if packed is None else marshal.loads(packed)  # noqa: S302  # likewise

    def _pack(self) -> None:
        if self._changed:
            entity, key = self._open
            self._packed.setdefault(entity, {})[key] = marshal.dumps(self._places)
            self._changed = False
