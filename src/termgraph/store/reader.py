"""Reading an SQLite file with Python's own driver: what a server does, without the second that an SQL library takes."""

import json
import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .failures import reading, translated_driver
from .head import SCHEMA_VERSION
from .history import Ask
from .reading import STATE, Reading
from .sqlite_file import PRAGMAS, READ_PRAGMAS, connected, file_uri

if TYPE_CHECKING:
    from .watch import Watch

JSON_COLUMNS = frozenset(
    {
        *("after", "domain_kinds", "disjoint_with", "former_slugs", "languages", "no_autolink", "range_kinds"),
        *("replaced_by", "response", "sections", "site", "sub_property_of", "suppress", "terms", "watch"),
    }
)
TRUTH_COLUMNS = frozenset(
    {"block", "case_matters", "is_primary", "is_symmetric", "is_transitive", "keep", "public", "same_kind", "strict"}
)
"""Columns that SQLite keeps as text and as numbers, by name: no column of another kind is called so."""

AT_ONCE = 500
"""Rows that are converted together."""


class Reader(Reading):
    """An SQLite file with this program's tables; each question has its own connection, so the file may be replaced."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def name(self) -> str:
        """See `Reading`."""
        return str(self._path)

    def fits(self) -> bool:
        """Whether the file is there and has the tables that this program writes; anything else is for `Store`."""
        try:
            with closing(self._connection()) as connection:
                return [row[4] for row in connection.execute(STATE)] == [SCHEMA_VERSION]
        except sqlite3.Error:
            return False

    @contextmanager
    def asking(self) -> Iterator[Ask]:
        """See `Reading`."""
        with translated_driver(self.name), reading(self.name), closing(self._connection()) as connection:
            connection.execute("BEGIN")
            yield lambda statement, **values: _rows(connection.execute(statement, values))

    def watch(self) -> "Watch":
        """See `Reading`."""
        from .watch import FileWatch

        return FileWatch(self._path)

    def close(self) -> None:
        """See `Reading`; no connection is kept."""

    def _connection(self) -> sqlite3.Connection:
        return connected(file_uri(self._path), PRAGMAS + READ_PRAGMAS)


def _rows(cursor: sqlite3.Cursor) -> Iterator[Any]:
    """The rows of a question, converted column by column, without a step of Python for each row."""
    names = [column[0] for column in cursor.description]
    row: Any = namedtuple("Row", names)  # type: ignore[misc]  # its fields are the columns that were asked for
    converted = [(place, _CONVERTERS[name]) for place, name in enumerate(names) if name in _CONVERTERS]
    if not converted:
        return map(row._make, cursor)
    return chain.from_iterable(
        _made(row._make, batch, converted) for batch in iter(lambda: cursor.fetchmany(AT_ONCE), [])
    )


def _made(
    make: Callable[[Iterable[Any]], Any], rows: Sequence[Any], converted: Sequence[tuple[int, Callable[[Any], Any]]]
) -> Iterator[Any]:
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place, convert in converted:
        columns[place] = map(convert, columns[place])
    return map(make, zip(*columns, strict=True))


def _from_json(text: str | None) -> Any:
    if text is None:
        return None
    return () if text == "[]" else json.loads(text)  # most lists are empty


_CONVERTERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(JSON_COLUMNS, _from_json),
    **dict.fromkeys(TRUTH_COLUMNS, bool),
}
