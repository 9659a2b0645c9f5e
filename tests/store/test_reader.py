"""An SQLite file is read without an SQL library, and what is read is what the store says."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from contents import contents
from facts import facts
from hypothesis import given, settings
from sqlalchemy import JSON, Boolean

from termgraph.errors import Code, TermgraphError
from termgraph.model import Content, GlossaryInfo, Term, difference, digest
from termgraph.store import Head, Store, open_to_read
from termgraph.store.history import DELETED, IMAGES
from termgraph.store.reader import JSON_COLUMNS, TRUTH_COLUMNS, Reader
from termgraph.store.reading import Reading
from termgraph.store.sqlite_file import connected, file_uri
from termgraph.store.tables import TABLES


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reader") / "glossary.db"


def told(store: Reading, begin: Head) -> str:
    """All that a store tells, as text, in which 1 is not True."""
    head, content = store.content()
    past = store.past(head, revisions=3, changes=1000)
    rest = store.log(begin.revision), past, store.bygone(head), store.bygone(begin), store.counts(), store.changed(head)
    return repr((store.head(), head, content, rest))


@settings(max_examples=20, deadline=None)
@given(one=contents(), other=contents())
def test_a_reader_tells_what_the_store_tells_of_any_content(path: Path, one: Content, other: Content) -> None:
    with Store.open(str(path)) as store:
        begin = store.head()
        for wanted in (one, other):
            head, before = store.content()
            store.apply(difference(before, wanted), base=head)
        reader = open_to_read(str(path))
        assert isinstance(reader, Reader)
        assert told(reader, begin) == told(store, begin)
        assert digest(reader.content()[1]) == digest(other)


def test_columns_are_told_from_others_by_their_names() -> None:
    columns = [column for table in TABLES.values() for column in table.columns]
    for names, kind in ((JSON_COLUMNS, JSON), (TRUTH_COLUMNS, Boolean)):
        assert names == {column.name for column in columns if isinstance(column.type, kind)}
        assert not [column for column in columns if column.name in names and not isinstance(column.type, kind)]


def test_reading_imports_no_sql_library(tmp_path: Path) -> None:
    database = tmp_path / "glossary.db"
    with Store.open(str(database)) as store:
        store.apply(difference(Content(), facts()))
    script = (
        "import sys; from termgraph.store import open_to_read; store = open_to_read(sys.argv[1]); "
        "head, content = store.content(); store.log(0); store.bygone(head); store.changed(head); "
        "store.watch().close(); "
        "print(len(content.terms), [name for name in ('sqlalchemy', 'sqlmodel', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script, database], capture_output=True, text=True, check=True)
    assert done.stdout == "195 []\n"


def test_what_is_no_store_of_this_program_is_left_to_the_store(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    store = open_to_read(str(fresh))
    assert isinstance(store, Store)
    store.close()
    assert isinstance(open_to_read(str(fresh)), Reader)
    with pytest.raises(TermgraphError) as nothing:
        open_to_read(str(tmp_path / "none.db"), create=False)
    assert nothing.value.code is Code.NOT_FOUND
    assert not (tmp_path / "none.db").exists()
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE shopping (what TEXT)")
    with pytest.raises(TermgraphError) as damaged:
        open_to_read(str(other))
    assert damaged.value.code is Code.STORE_DAMAGED
    with closing(sqlite3.connect(fresh)) as connection, connection:
        connection.execute("UPDATE graph_state SET schema_version = 999")
    with pytest.raises(TermgraphError) as newer:
        open_to_read(str(fresh))
    assert newer.value.code is Code.STORE_TOO_NEW


def test_trouble_has_the_codes_of_the_store(tmp_path: Path) -> None:
    database = tmp_path / "glossary.db"
    Store.open(str(database)).close()
    reader = open_to_read(str(database))
    assert isinstance(reader, Reader)

    def code() -> Code:
        with pytest.raises(TermgraphError) as trouble:
            reader.content()
        return trouble.value.code

    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE graph_state SET schema_version = 999")
    assert reader.head().schema_version == 999
    assert code() is Code.STORE_TOO_NEW
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE graph_state SET schema_version = 4")
        connection.execute("UPDATE glossary SET languages = 'no JSON'")
    assert code() is Code.STORE_DAMAGED
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM graph_state")
    assert code() is Code.STORE_DAMAGED
    database.write_bytes(b"no database at all, but a file of some length" * 100)
    assert code() is Code.STORE_DAMAGED
    database.unlink()
    assert code() is Code.STORE_UNAVAILABLE
    assert not database.exists()


def test_a_file_that_takes_the_place_of_another_is_read(tmp_path: Path) -> None:
    database, other = tmp_path / "glossary.db", tmp_path / "other.db"
    for each in (database, other):
        Store.open(str(each)).close()
    reader = open_to_read(str(database))
    before = reader.head()
    other.replace(database)
    assert reader.head().epoch != before.epoch


def test_the_log_of_a_large_load_is_read_row_by_row(tmp_path: Path) -> None:
    """Counted are SQLite's own steps: what was deleted and what was before must not compare all records with all."""
    steps = []
    for size in (500, 1000):
        database = tmp_path / f"{size}.db"
        terms = [Term(f"term-{number}", f"Term {number}") for number in range(size)]
        one = Content.of(GlossaryInfo(), terms=terms)
        with Store.open(str(database)) as store:
            store.apply(difference(Content(), one))
            edited = Content.of(GlossaryInfo(), terms=[replace(term, summary="New.") for term in terms[: size // 2]])
            head = store.apply(difference(one, edited))
        taken = 0

        def count() -> int:
            nonlocal taken
            taken += 1
            return 0

        with closing(connected(file_uri(database), ())) as connection:
            connection.set_progress_handler(count, 100)
            for statement, values in ((IMAGES, {"at": 1, "until": 2}), (DELETED, {"until": head.revision})):
                assert len(connection.execute(statement, values).fetchall()) in {size, size // 2}
        steps.append(taken)
    assert steps[1] < 3 * steps[0]
