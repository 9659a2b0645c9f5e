"""A store that an older program left is brought up to date with everything in it, on either database."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import upgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from loading import open_and_close, start
from sqlalchemy import Connection, insert, inspect

from termgraph.model import (
    Alias,
    Category,
    Change,
    Content,
    Extra,
    GlossaryInfo,
    Level,
    Link,
    LinkGroup,
    Mapping,
    Person,
    Profile,
    Publisher,
    Relation,
    RelationType,
    Requirement,
    Review,
    Root,
    Section,
    SectionHeading,
    Source,
    Suppression,
    Term,
    TermKind,
    Translation,
    apply,
)
from termgraph.model import Path as Curated
from termgraph.store import SCHEMA_VERSION, Store
from termgraph.store.engines import connect
from termgraph.store.schema import MIGRATIONS
from termgraph.store.tables import METADATA, TABLES

ROWS: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "store-v0001.json").read_text("utf-8")
)
"""Every row of a store after two writes by the program of schema 1, by table."""


def content() -> Content:
    """What that store holds."""
    german = Translation(
        "de", "Größe", (Alias("Maß", "related"),), "Kurz.", "Siehe [[beta]].", (Section("deeper-dive", "Tief"),)
    )
    alpha = Term(
        "alpha", "Alpha", "A", "Alpha, the first", (Alias("\u03b1", "narrower-name", "el", case=True),), ("a",),
        ("aleph",), TermKind.METRIC, ("shelf",), Level.INTRO, 5, summary="The first 強化.", definition="Text.",
        sections=(Section("deeper-dive", "Deep."), Section("notes", "Own.", "Notes")),
        mappings=(Mapping("exact-match", "https://example.org/A"),), sources=(Source("s1", "arXiv:1707.06347"),),
        review=Review("jd", "2026-01-02", "2026-07-02"), suppress=(Suppression("W6", "Shared."),),
        translations=(german, Translation("nb", "Alfa")),
    )  # fmt: skip
    return Content.of(
        GlossaryInfo(
            "Old",
            languages=("en", "de", "nb"),
            publisher=Publisher("P", "https://p.example/"),
            root=Root("r", "R"),
            sections=(SectionHeading("deeper-dive", {"en": "Deeper dive"}),),
            watch=("alpha",),
        ),
        relation_types=[RelationType("runs-on", "runs on", "runs", "runs")],
        people=[Person("jd", "J. Doe")],
        categories=[Category("shelf", "Shelf", order=1)],
        link_groups=[LinkGroup("guides", "Guides")],
        profiles=[Profile("newcomer", ("beta",))],
        paths=[Curated("one", "One", ("beta", "alpha"), strict=True)],
        terms=[alpha, Term("beta", "Beta", summary="Later.")],
        relations=[Relation("alpha", "uses", "beta", "So.", "speed", keep=True)],
        requirements=[Requirement("alpha", (("beta",),), "So.")],
        links=[Link("l", "L", "/l", "guides", about=("alpha",), minutes=3)],
    )


@pytest.fixture
def old(database: str) -> str:
    """A database as the program of schema 1 left it."""
    if "://" not in database:
        Path(database).touch()
    opened = connect(database)
    with opened.write.begin() as connection:
        _migrate(connection, "0001")
        for name in (table.name for table in METADATA.sorted_tables):
            if ROWS.get(name):
                connection.execute(insert(TABLES[name]), ROWS[name])
    opened.close()
    return database


def _migrate(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    upgrade(config, revision)


def test_the_old_tables_are_really_old(old: str) -> None:
    opened = connect(old)
    with opened.read.connect() as connection:
        columns = {
            column["name"] for table in ("translation", "term") for column in inspect(connection).get_columns(table)
        }
        assert not inspect(connection).has_table("extra_statement")
        assert MigrationContext.configure(connection).get_current_revision() == "0001"
    opened.close()
    assert columns.isdisjoint({"made_from", "source_iri"})
    assert [row["schema_version"] for row in ROWS["graph_state"]] == [1]
    assert sum(map(len, ROWS.values())) > 40


def test_everything_is_there_after_the_upgrade(old: str) -> None:
    (state,) = ROWS["graph_state"]
    with Store.open(old, create=False) as store:
        head, found = store.content()
        assert found == content()
        assert (head.epoch, head.revision, head.public_revision, head.chain) == (
            state["epoch"], state["revision"], state["public_revision"], state["chain"]
        )  # fmt: skip
        assert head.schema_version == SCHEMA_VERSION
        assert store.verify() == head
        replayed = Content()
        for entry in store.log(0)[1]:
            replayed = apply(replayed, entry.changes)
        assert replayed == found


def test_the_upgrade_gives_the_declared_tables(old: str) -> None:
    Store.open(old).close()
    opened = connect(old)
    with opened.write.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
        assert context.get_current_revision() == f"{SCHEMA_VERSION:04}"
    opened.close()


def test_a_mark_can_be_written_into_what_was_old(old: str) -> None:
    with Store.open(old) as store:
        head, before = store.content()
        term = before.terms["alpha"]
        german, norwegian = term.translations
        marked = replace(term, translations=(replace(german, of="0123456789ab"), norwegian))
        after = store.apply((Change("term", "alpha", term, marked),), base=head)
        assert store.content() == (after, apply(before, [Change("term", "alpha", term, marked)]))
        assert after.public_revision == head.public_revision + 1
        assert store.verify() == after
    with Store.open(old) as store:
        assert store.content()[1].terms["alpha"].translations[0].of == "0123456789ab"


def test_what_was_imported_can_be_written_into_what_was_old(old: str) -> None:
    extra = Extra('<https://example.org/beta> <http://purl.org/dc/terms/creator> "B"', ("beta",))
    with Store.open(old) as store:
        head, before = store.content()
        beta = before.terms["beta"]
        known = replace(beta, source_iri="https://example.org/beta")
        changes = (Change("term", "beta", beta, known), Change("extra-statement", extra.statement, None, extra))
        after = store.apply(changes, base=head)
    with Store.open(old) as store:
        assert store.content() == (after, apply(before, changes))
        assert store.verify() == after
        gone = (Change("extra-statement", extra.statement, extra, None),)
        assert store.content()[1].extras
        store.apply(gone, base=after)
        assert store.content()[1].extras == {}


def test_eight_processes_upgrade_one_store(old: str) -> None:
    processes = [start(open_and_close, old) for _ in range(8)]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 8
    with Store.open(old, create=False) as store:
        assert store.content()[1] == content()
