"""Adding rows: a statement is spelt once for all of them, and SQLAlchemy has no work with each."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, insert
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from .rows import Row
from .tables import TABLES

Bind = Callable[[Any], Any] | None
"""What makes a value of a column into what the driver takes; None where it is that already."""


def add(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Adds rows to a table; a column that a row does not have gets its usual value."""
    statement, columns = _statement(table, connection.dialect)
    values: Any = [
        tuple([row.get(name, usual) if bind is None else bind(row.get(name, usual)) for name, usual, bind in columns])
        for row in rows
    ]
    if not connection.dialect.positional:
        names = [name for name, _, _ in columns]
        values = [dict(zip(names, each, strict=True)) for each in values]
    connection.exec_driver_sql(statement, values)


@lru_cache
def _statement(table: str, dialect: Dialect) -> tuple[str, tuple[tuple[str, Any, Bind], ...]]:
    """The statement that adds a row, and its columns in order: name, usual value, and how it is bound."""
    compiled = insert(TABLES[table]).compile(dialect=dialect)
    columns = []
    for name in compiled.positiontup or compiled.params:
        column = TABLES[table].c[name]
        usual = column.default.arg if isinstance(column.default, ScalarElementColumnDefault) else None
        columns.append((name, usual, column.type.dialect_impl(dialect).bind_processor(dialect)))
    return str(compiled), tuple(columns)
