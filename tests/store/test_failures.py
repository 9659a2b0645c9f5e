"""What goes wrong with a database becomes one clear sentence with a code; the file is left as it was."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from facts import facts
from sqlalchemy import event, text

from termgraph.errors import Code, TermgraphError
from termgraph.model import Change, Changes, Content, Term, difference
from termgraph.store import Store, engines
from termgraph.store.sqlite_file import PRAGMAS


def _term(slug: str) -> Changes:
    return (Change("term", slug, None, Term(slug, slug)),)


def _execute(store: Store, statement: str) -> None:
    with store._database.write.begin() as connection:
        connection.execute(text(statement))


def _fails(code: Code, call: Callable[[], object]) -> str:
    with pytest.raises(TermgraphError) as error:
        call()
    assert error.value.code is code
    assert "\n" not in error.value.message
    return error.value.message


def test_importing_the_package_loads_no_sql_library() -> None:
    code = (
        "import sys; from termgraph.store import Head, LoggedRevision, next_chain; "
        "sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'sqlmodel', 'alembic', 'psycopg')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_opening_a_store_that_is_there_loads_no_alembic(tmp_path: Path) -> None:
    Store.open(str(tmp_path / "a.db")).close()
    code = (
        "import sys; from termgraph.store import Store; Store.open(sys.argv[1]).content(); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.db")], check=False).returncode == 0


def test_a_newer_programs_store_is_left_alone(store: Store, database: str) -> None:
    head = store.apply(_term("a"))
    _execute(store, "UPDATE graph_state SET schema_version = 99")
    message = _fails(Code.STORE_TOO_NEW, lambda: Store.open(database))
    assert "written by a newer termgraph" in message
    assert "upgrade the program or choose another --database" in message
    assert store.head().schema_version == 99
    for call in (store.content, lambda: store.log(0), lambda: store.apply(_term("b")), store.verify):
        _fails(Code.STORE_TOO_NEW, call)
    assert store.head().revision == head.revision


def test_a_missing_store_is_not_made_unasked(database: str) -> None:
    _fails(Code.NOT_FOUND, lambda: Store.open(database, create=False))
    assert "://" in database or not Path(database).exists()


@pytest.mark.parametrize("content", [b"These are no pages of SQLite.\n" * 300, b"\x00" * 5000], ids=["text", "zeros"])
def test_another_kind_of_file_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    _fails(Code.STORE_DAMAGED, lambda: Store.open(str(path)))
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE places (id INTEGER)")
    connection.close()
    before = path.read_bytes()
    assert "not a termgraph database" in _fails(Code.STORE_DAMAGED, lambda: Store.open(str(path)))
    assert path.read_bytes() == before


def test_another_programs_tables_in_postgresql_are_left_alone(postgresql_server: str) -> None:
    from databases import postgresql_database
    from sqlalchemy import create_engine, inspect

    with postgresql_database(postgresql_server) as url:
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE term (id INTEGER)"))
        _fails(Code.STORE_DAMAGED, lambda: Store.open(url))
        assert inspect(engine).get_table_names() == ["term"]
        engine.dispose()


def test_a_file_with_a_broken_page_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "glossary.db"
    with Store.open(str(path)) as store:
        store.apply(difference(Content(), facts()))
    pages = bytearray(path.read_bytes())
    pages[8192:] = b"\xaa" * (len(pages) - 8192)
    path.write_bytes(pages)
    with pytest.raises(TermgraphError) as error, Store.open(str(path)) as store:
        store.content()
    assert error.value.code is Code.STORE_DAMAGED


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE relation",
        "DELETE FROM graph_state",
        "DELETE FROM glossary",
        "UPDATE term SET kind = 'nonsense'",
        "UPDATE term SET former_slugs = '7'",
        "UPDATE glossary SET sections = '[[1]]'",
    ],
)
def test_tables_that_somebody_broke_are_damaged(store: Store, statement: str) -> None:
    store.apply(difference(Content(), facts()))
    _execute(store, statement)
    _fails(Code.STORE_DAMAGED, store.content)


@contextmanager
def _not_root() -> Iterator[None]:
    """Runs as somebody for whom file permissions count."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_folder_that_may_not_be_written_to_is_said_so(tmp_path: Path) -> None:
    path = Path("/proc/glossary.db") if sys.platform == "linux" else tmp_path / "missing"
    message = _fails(Code.STORE_UNAVAILABLE, lambda: Store.open(str(path)))
    assert str(path) in message


def test_a_file_that_may_not_be_written_to_is_said_so(shut: Path) -> None:
    store = Store.open(str(shut / "glossary.db"))
    store.apply(_term("a"))
    store.close()
    (shut / "glossary.db").chmod(0o444)
    shut.chmod(0o555)
    with _not_root():
        assert "glossary.db" in _fails(Code.STORE_UNAVAILABLE, lambda: store.apply(_term("b")))
        _fails(Code.STORE_UNAVAILABLE, lambda: Store.open(str(shut / "another.db")))
        _fails(Code.STORE_UNAVAILABLE, lambda: Store.open(str(shut / "folder" / "another.db")))
    assert list(shut.iterdir()) == [shut / "glossary.db"]
    shut.chmod(0o755)
    (shut / "glossary.db").chmod(0o644)
    assert list(store.content()[1].terms) == ["a"]
    store.close()


@pytest.fixture
def shut() -> Iterator[Path]:
    """A folder outside pytest's own, which only its owner may enter."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="termgraph-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("place", ["a folder", "below a file"])
def test_a_path_that_cannot_be_a_file_is_said_so(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    path = tmp_path if place == "a folder" else tmp_path / "file" / "glossary.db"
    _fails(Code.STORE_UNAVAILABLE, lambda: Store.open(str(path)))


@pytest.mark.parametrize("url", ["//jd:hunter2@127.0.0.1:1/glossary", "//127.0.0.1:1/glossary?password=hunter2"])
def test_a_server_that_is_not_there_is_said_so_without_the_password(url: str) -> None:
    message = _fails(Code.STORE_UNAVAILABLE, lambda: Store.open(f"postgresql:{url}"))
    assert "hunter2" not in message
    assert "127.0.0.1:1/glossary" in message


@pytest.mark.parametrize(
    "database", ["mysql://localhost/x", "http://example.org/", "sqlite:///a.db?mode=ro", "", "://"]
)
def test_other_addresses_are_refused(database: str) -> None:
    _fails(Code.USAGE, lambda: Store.open(database))


def test_a_held_lock_is_busy_and_readers_go_on(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines.BEGIN_WRITE, "postgresql", "SELECT set_config('lock_timeout', '100ms', true)")
    monkeypatch.setattr(engines, "PRAGMAS", ("busy_timeout=100", *PRAGMAS[1:]))
    monkeypatch.setattr(engines, "WAIT", 0.1)
    with Store.open(database) as holder, Store.open(database) as other:
        with holder._database.write.begin() as connection:
            connection.execute(text("UPDATE graph_state SET revision = revision + 1"))
            assert "busy" in _fails(Code.STORE_BUSY, lambda: other.apply(_term("a")))
            assert "busy" in _fails(Code.STORE_BUSY, lambda: holder.apply(_term("a")))
            assert other.head().revision == 0
            connection.rollback()
        assert other.apply(_term("a")).revision == 1


def test_a_deleted_file_is_not_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "glossary.db"
    with Store.open(str(path)) as store:
        path.unlink()
        _fails(Code.STORE_UNAVAILABLE, lambda: store.apply(_term("a")))
        _fails(Code.STORE_UNAVAILABLE, store.head)
    assert not path.exists()


def test_a_connection_lost_in_the_commit_is_looked_into(postgresql_server: str) -> None:
    from databases import postgresql_database

    with postgresql_database(postgresql_server) as url, Store.open(url) as store, Store.open(url) as other:
        _lose_connection(store, other, committed=True)
        head = store.apply(_term("a"), request_id="r1")
        assert head == store.head()
        assert head.revision == 1

        _lose_connection(store, other, committed=False)
        assert "safe to retry" in _fails(Code.STORE_UNAVAILABLE, lambda: store.apply(_term("b"), request_id="r2"))
        assert store.apply(_term("b"), request_id="r2").revision == 2

        for committed in (True, False):
            _lose_connection(store, other, committed=committed)
            _fails(Code.OUTCOME_UNKNOWN, lambda: store.apply(_term("c"), base=store.head()))
            assert ("c" in store.content()[1].terms) == committed
            store.apply(lambda content: difference(content, Content()))


def _lose_connection(store: Store, other: Store, *, committed: bool) -> None:
    """Ends the server's side of the next connection that commits, after the commit or before it."""

    def lose(connection: Any) -> None:
        driver = connection.connection.driver_connection
        if committed:
            driver.commit()
            driver.execute("SELECT 1")  # A transaction to commit, so that the loss is met.
        with other._database.write.begin() as another:
            another.execute(text("SELECT pg_terminate_backend(:pid, 2000)"), {"pid": driver.info.backend_pid})

    event.listen(store._database.write, "commit", lose, once=True)
