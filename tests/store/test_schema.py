"""The migrations make exactly the tables that the program declares, and loading twice leaves the file untouched."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from facts import facts

from termgraph.model import Content, difference
from termgraph.store import SCHEMA_VERSION, Store
from termgraph.store.rows import LAYOUTS
from termgraph.store.schema import MIGRATIONS
from termgraph.store.tables import METADATA, TABLES


def test_the_migrations_give_the_declared_tables(store: Store) -> None:
    with store._database.write.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == f"{SCHEMA_VERSION:04}"


def test_the_newest_migration_is_the_programs_version() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [f"{SCHEMA_VERSION:04}"]


def test_every_table_is_filled_by_a_layout_or_keeps_the_state() -> None:
    filled = {table for layout in LAYOUTS.values() for table in (layout.table, *layout.parts)}
    assert filled | {"graph_state", "revision", "change_log", "applied_request"} == set(TABLES)


def test_loading_twice_leaves_the_file_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "glossary.db"
    with Store.open(str(path)) as store:
        store.apply(difference(Content(), facts()))
    before = path.read_bytes(), path.stat().st_mtime_ns
    with Store.open(str(path)) as store:
        head, content = store.content()
        assert store.apply(difference(content, facts()), base=head) == head
        assert store.apply(lambda present: difference(present, facts())) == head
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_store_is_one_file_after_each_write(tmp_path: Path) -> None:
    path, copy = tmp_path / "glossary.db", tmp_path / "copy.db"
    with Store.open(str(path)) as store:
        store.apply(difference(Content(), facts()))
        copy.write_bytes(path.read_bytes())
        with Store.open(str(copy), create=False) as other:
            assert other.content() == store.content()


def test_sqlite_has_the_settings_that_keep_promises(tmp_path: Path) -> None:
    with Store.open(str(tmp_path / "glossary.db")) as store:
        for engine in (store._database.write, store._database.read):
            with engine.begin() as connection:
                connection.exec_driver_sql("SELECT revision FROM graph_state").all()
                values = {
                    name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                    for name in ("journal_mode", "foreign_keys", "busy_timeout", "trusted_schema", "synchronous")
                }
            assert values == {
                "journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000, "trusted_schema": 0, "synchronous": 2
            }  # fmt: skip
