"""Making and upgrading the tables, in one transaction, whoever else tries the same at the same time."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select, text, update

from termgraph.errors import Code, TermgraphError
from termgraph.model import GlossaryInfo

from .chain import genesis
from .engines import Database, settle
from .head import SCHEMA_VERSION
from .reading import check_version
from .rows import LAYOUTS
from .tables import TABLES

MIGRATIONS = Path(__file__).parent / "migrations"

ADVISORY_LOCK = 0x7465726D
"""The number by which processes that make the tables of one PostgreSQL database wait for each other ("term")."""


def prepare(database: Database, *, create: bool) -> None:
    """Makes sure that the database has this program's tables.

    Raises TermgraphError NOT_FOUND where there is no store and `create` is false, STORE_DAMAGED where something else
    is kept, STORE_TOO_NEW where a newer program was at work.
    """
    if database.path is not None and not database.path.exists():
        if not create:
            raise _nothing(database)
        _new_file(database.path)
    with database.read.connect() as connection:
        version = schema_version(database, connection)
    if version == SCHEMA_VERSION:
        return
    if version is None and not create:
        raise _nothing(database)
    with database.write.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        _upgrade(connection, schema_version(database, connection))
        connection.commit()
        if database.path is not None:
            settle(connection)


def schema_version(database: Database, connection: Connection) -> int | None:
    """The version of the tables, None where there are no tables at all; raises as `prepare` does."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "graph_state" not in tables:
        raise TermgraphError(
            Code.STORE_DAMAGED,
            f"{database.name} is not a termgraph database: it holds other tables. Choose another --database.",
        )
    version = connection.scalar(select(TABLES["graph_state"].c.schema_version))
    if version is None:
        raise TermgraphError(Code.STORE_DAMAGED, f"{database.name} is damaged: its state is missing.")
    check_version(database.name, version)
    return int(version)


def now() -> str:
    """The time of a write: UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _nothing(database: Database) -> TermgraphError:
    return TermgraphError(Code.NOT_FOUND, f"There is no store in {database.name}; `termgraph load` makes one.")


def _new_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        raise TermgraphError(
            Code.STORE_UNAVAILABLE, f"{path} cannot be made: {(error.strerror or str(error)).lower()}."
        ) from error


def _upgrade(connection: Connection, version: int | None) -> None:
    if version == SCHEMA_VERSION:  # Another process was faster.
        return
    migrate(connection)
    if version is not None:
        connection.execute(update(TABLES["graph_state"]).values(schema_version=SCHEMA_VERSION))
        return
    epoch = secrets.token_hex(4)
    chain = genesis(epoch)
    connection.execute(
        insert(TABLES["graph_state"]).values(
            id=1,
            epoch=epoch,
            revision=0,
            public_revision=0,
            chain=chain,
            schema_version=SCHEMA_VERSION,
            min_log_revision=0,
        )
    )
    connection.execute(
        insert(TABLES["revision"]).values(revision=0, at=now(), kind="create", public=False, chain=chain)
    )
    connection.execute(insert(TABLES["glossary"]).values(LAYOUTS["glossary"].row(GlossaryInfo())))


def migrate(connection: Connection) -> None:
    """Runs the steps that the database lacks, inside the connection's transaction."""
    from alembic.command import upgrade
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    upgrade(config, "head")
