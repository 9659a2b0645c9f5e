"""What the databases' errors mean to a caller: no exception of SQLAlchemy or a driver leaves this package."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from termgraph.errors import Code, TermgraphError

SENTENCES = {
    Code.STORE_BUSY: "{store} is busy: another writer holds it; try again in a moment.",
    Code.STORE_UNAVAILABLE: "{store} cannot be used: {reason}.",
    Code.STORE_DAMAGED: "{store} is damaged or is not a termgraph database: {reason}.",
    Code.CONTENT_INVALID: "{store} cannot hold a value of the content: {reason}.",
}

SQLITE = {
    5: Code.STORE_BUSY,  # SQLITE_BUSY
    6: Code.STORE_BUSY,  # SQLITE_LOCKED
    1: Code.STORE_DAMAGED,  # SQLITE_ERROR: a table or column is missing
    11: Code.STORE_DAMAGED,  # SQLITE_CORRUPT
    26: Code.STORE_DAMAGED,  # SQLITE_NOTADB
    18: Code.CONTENT_INVALID,  # SQLITE_TOOBIG
    19: Code.CONTENT_INVALID,  # SQLITE_CONSTRAINT
    20: Code.CONTENT_INVALID,  # SQLITE_MISMATCH
}
"""Primary result codes (sqlite.org/rescode.html); any other says that the file cannot be used."""

POSTGRESQL = (
    ("55P03", Code.STORE_BUSY),  # lock_not_available
    ("57014", Code.STORE_BUSY),  # query_canceled, by statement_timeout
    ("25P03", Code.STORE_BUSY),  # idle_in_transaction_session_timeout
    ("40", Code.STORE_BUSY),  # transaction rollback: serialization failure, deadlock
    ("53300", Code.STORE_BUSY),  # too_many_connections
    ("42501", Code.STORE_UNAVAILABLE),  # insufficient_privilege
    ("42", Code.STORE_DAMAGED),  # undefined table or column
    ("XX", Code.STORE_DAMAGED),  # internal error, data or index corrupted
    ("22", Code.CONTENT_INVALID),  # data exception
    ("23", Code.CONTENT_INVALID),  # integrity constraint violation
    ("54", Code.CONTENT_INVALID),  # program limit exceeded: a key too long for an index
)
"""Prefixes of SQLSTATE (PostgreSQL documentation, appendix A), the first that fits; any other: it cannot be used."""


@contextmanager
def translated(store: str) -> Iterator[None]:
    """Turns the errors of the database `store` (a name without a password) into TermgraphErrors."""
    from sqlalchemy.exc import DataError, DBAPIError, NoSuchModuleError, SQLAlchemyError
    from sqlalchemy.exc import TimeoutError as PoolTimeout

    try:
        yield
    except DBAPIError as error:
        code = _code(error.orig, "22" if isinstance(error, DataError) else "")
        raise _failure(code, store, str(error.orig)) from error
    except PoolTimeout as error:
        raise _failure(Code.STORE_BUSY, store, "") from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise _failure(Code.CONTENT_INVALID, store, str(error)) from error
    except NoSuchModuleError as error:
        raise _failure(Code.STORE_UNAVAILABLE, store, "no driver for it is installed") from error
    except SQLAlchemyError as error:
        raise _failure(Code.STORE_UNAVAILABLE, store, type(error).__name__) from error


@contextmanager
def translated_driver(store: str) -> Iterator[None]:
    """Turns the errors of SQLite's own driver into TermgraphErrors."""
    try:
        yield
    except sqlite3.Error as error:
        raise _failure(_code(error), store, str(error)) from error


@contextmanager
def reading(store: str) -> Iterator[None]:
    """Turns what decoding raises over rows that no writer of ours wrote into STORE_DAMAGED."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _failure(Code.STORE_DAMAGED, store, str(error)) from error


def _code(error: BaseException | None, otherwise: str = "") -> Code:
    """The code for a driver's error; `otherwise` is the SQLSTATE where it names none."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is not None:
        return SQLITE.get(number & 0xFF, Code.STORE_UNAVAILABLE)
    state = getattr(error, "sqlstate", None) or otherwise
    return next((code for prefix, code in POSTGRESQL if state.startswith(prefix)), Code.STORE_UNAVAILABLE)


def _failure(code: Code, store: str, reason: str) -> TermgraphError:
    first_line = (reason.splitlines() or [""])[0].strip().rstrip(".")
    return TermgraphError(code, SENTENCES[code].format(store=store, reason=first_line))
