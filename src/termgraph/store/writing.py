"""The statements of one write transaction, in the order that makes them safe.

The first one moves the counter and so takes the lock: writers stand in a line from there on, everything read after
it is current, and the order of revisions is the order of commits, without gaps.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from termgraph.errors import Code, TermgraphError
from termgraph.model import ENTITIES, PUBLIC_STATUSES, Changes, Content, decode, encode

from .chain import Entry, Sealing, entries
from .head import Head
from .inserting import add
from .reading import check_version
from .records import content_of, relation_of
from .rows import LAYOUTS, Row
from .schema import now
from .tables import TABLES
from .visible import shows
from .watch import CHANNEL

CHUNK = 5000
"""Changes whose rows are made and sent together; bounds the memory of a large load."""

KEPT_HOURS = 24
"""How long the answer to a request with an id is remembered."""

NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""U+0000 as JSON spells it, and not a backslash that happens to stand before "u0000"."""

STATE = TABLES["graph_state"]
STATE_COLUMNS = [STATE.c[name] for name in Head.__dataclass_fields__]
Plan = Changes | Callable[[Content], Changes]


@dataclass(frozen=True, slots=True)
class Write:
    """What somebody wants written: `logged` is what the log keeps of it where that was made before the transaction.

    `base` is what the plan was made from.
    """

    plan: Plan
    logged: list[Entry] | None
    base: Head | None
    actor: str | None
    kind: str
    request_id: str | None
    body_hash: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state after a transaction; nothing is to be committed unless `written`."""

    head: Head
    written: bool = True


def head_of(name: str, connection: Connection) -> Head:
    """The newest state; raises TermgraphError STORE_DAMAGED where its row is missing."""
    return _head(name, connection.execute(select(*STATE_COLUMNS)).first())


def read(connection: Connection) -> Callable[[str], Iterable[Any]]:
    """Reads a table by name, for `content_of`."""
    return lambda table: connection.execute(select(TABLES[table]))


def transact(name: str, connection: Connection, wanted: Write) -> Outcome:
    """Does everything of a write but the commit; raises TermgraphError CONFLICT where the base moved."""
    head = lock(name, connection)
    check_version(name, head.schema_version)
    before = replace(head, revision=head.revision - 1)
    if wanted.request_id is not None and (answer := answered(connection, wanted)):
        return Outcome(answer, written=False)
    if wanted.base is not None:
        check_base(before, wanted.base)
    changes = _changes(connection, wanted)
    if not changes:
        return Outcome(before, written=False)
    public = shows(changes, _hidden(connection), lambda: _with_purpose(connection))
    sealing = Sealing(head.chain)
    for start in range(0, len(changes), CHUNK):
        part = changes[start : start + CHUNK]
        logged = entries(part) if wanted.logged is None else wanted.logged[start : start + CHUNK]
        _check_text(logged)
        sealing.add(logged)
        _write_rows(connection, part)
        _write_log(connection, head.revision, start, logged)
    after = replace(head, chain=sealing.chain(), public_revision=head.public_revision + public)
    _write_state(connection, after, public, wanted)
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(CHANNEL, f"{after.epoch}:{after.revision}")))
    return Outcome(after)


def check_base(head: Head, base: Head) -> None:
    """Raises TermgraphError CONFLICT where the store is no longer at `base`."""
    if (head.epoch, head.revision) != (base.epoch, base.revision):
        raise TermgraphError(
            Code.CONFLICT,
            f"The store moved meanwhile, from {base.epoch}.{base.revision} to {head.epoch}.{head.revision}; "
            "compare with the new state and try again.",
            revision=f"{head.epoch}.{head.revision}",
        )


def answered(connection: Connection, wanted: Write) -> Head | None:
    """The answer that this request got before, None where it is new; CONFLICT where its id stood for something else."""
    table = TABLES["applied_request"]
    row = connection.execute(select(table).where(table.c.key == wanted.request_id)).first()
    if row is None:
        return None
    if row.body_hash != wanted.body_hash:
        raise TermgraphError(
            Code.CONFLICT, f"The request id {wanted.request_id!r} was used before, for another request."
        )
    return decode(Head, row.response)


def lock(name: str, connection: Connection) -> Head:
    """Stands in the line of writers and counts a revision; the state is the coming one, its chain still the last."""
    row = connection.execute(update(STATE).values(revision=STATE.c.revision + 1).returning(*STATE_COLUMNS)).first()
    return _head(name, row)


def _head(name: str, row: Any) -> Head:
    if row is None:
        raise TermgraphError(Code.STORE_DAMAGED, f"{name} is damaged: its state is missing.")
    return Head(*row)


def _changes(connection: Connection, wanted: Write) -> Changes:
    """The plan's changes; made against the present content, or checked against it where no base vouches for them."""
    if not callable(wanted.plan) and wanted.base is not None:
        return wanted.plan
    content = content_of(read(connection))
    if callable(wanted.plan):
        return wanted.plan(content)
    fields = {entity.name: entity.field for entity in ENTITIES}
    for change in wanted.plan:
        field = fields.get(change.entity)
        present = content.glossary if field is None else getattr(content, field).get(change.key)
        if present != change.before:
            raise TermgraphError(
                Code.CONFLICT,
                f"The {change.entity} {change.key} was changed meanwhile.",
                entity=change.entity,
                key=change.key,
                stored=present,
                wanted=change.after,
            )
    return wanted.plan


def _check_text(logged: list[Entry]) -> None:
    """Raises TermgraphError CONTENT_INVALID for U+0000, which SQLite would take and PostgreSQL cannot hold."""
    for entity, key, image in logged:
        if "\\u0000" in image and NUL.search(image):
            raise TermgraphError(Code.CONTENT_INVALID, f"The {entity} {key!r} holds the character U+0000.")


def _hidden(connection: Connection) -> list[str]:
    term = TABLES["term"]
    shown = [status.value for status in PUBLIC_STATUSES]
    return list(connection.scalars(select(term.c.slug).where(term.c.status.not_in(shown))))


def _with_purpose(connection: Connection) -> list[Any]:
    relation = TABLES["relation"]
    return [relation_of(row) for row in connection.execute(select(relation).where(relation.c.purpose.is_not(None)))]


def _write_rows(connection: Connection, changes: Changes) -> None:
    """Brings the tables to what the changes say: parts go before what they belong to, and come after it."""
    new: defaultdict[str, list[Row]] = defaultdict(list)
    changed: defaultdict[str, list[Row]] = defaultdict(list)
    gone: defaultdict[str, list[Row]] = defaultdict(list)
    parts: defaultdict[str, list[Row]] = defaultdict(list)
    stale: defaultdict[str, list[Row]] = defaultdict(list)
    for change in changes:
        layout = LAYOUTS[change.entity]
        row = layout.row(change.before if change.after is None else change.after)
        (new if change.before is None else gone if change.after is None else changed)[layout.table].append(row)
        for table, part in layout.parts.items():
            if change.before is not None:
                stale[table].append({"owner": next(iter(row.values()))})
            if change.after is not None:
                parts[table] += part(change.after)
    for statement, batches in ((_clear, stale), (_delete, gone), (_update, changed), (add, new), (add, parts)):
        for table, rows in batches.items():
            if rows:
                statement(connection, table, rows)


def _keys(table: str) -> Iterator[Any]:
    """Conditions that pick a row by its primary key, given as parameters "old_<column>"."""
    return (column == bindparam(f"old_{column.name}") for column in TABLES[table].primary_key)


def _clear(connection: Connection, table: str, rows: list[Row]) -> None:
    owner = next(iter(TABLES[table].columns))
    connection.execute(delete(TABLES[table]).where(owner == bindparam("owner")), rows)


def _delete(connection: Connection, table: str, rows: list[Row]) -> None:
    keys = [column.name for column in TABLES[table].primary_key]
    old = [{f"old_{key}": row[key] for key in keys} for row in rows]
    connection.execute(delete(TABLES[table]).where(and_(*_keys(table))), old)


def _update(connection: Connection, table: str, rows: list[Row]) -> None:
    keys = [column.name for column in TABLES[table].primary_key]
    statement = update(TABLES[table]).where(and_(*_keys(table)))
    if "row_version" in TABLES[table].c:
        statement = statement.values(row_version=TABLES[table].c.row_version + 1)
    connection.execute(
        statement, [{f"old_{name}" if name in keys else name: row[name] for name in row} for row in rows]
    )


def _write_log(connection: Connection, revision: int, start: int, logged: list[Entry]) -> None:
    rows = [
        {"revision": revision, "seq": seq, "entity": entity, "key": key, "after": None if image == "null" else image}
        for seq, (entity, key, image) in enumerate(logged, start)
    ]
    add(connection, "change_log", rows)


def _write_state(connection: Connection, head: Head, public: bool, wanted: Write) -> None:
    at = now()
    connection.execute(update(STATE).values(chain=head.chain, public_revision=head.public_revision))
    connection.execute(
        insert(TABLES["revision"]).values(
            revision=head.revision,
            at=at,
            actor=wanted.actor,
            request_id=wanted.request_id,
            kind=wanted.kind,
            public=public,
            chain=head.chain,
        )
    )
    if wanted.request_id is not None:
        requests = TABLES["applied_request"]
        old = datetime.now(UTC) - timedelta(hours=KEPT_HOURS)
        connection.execute(delete(requests).where(requests.c.at < old.strftime("%Y-%m-%dT%H:%M:%SZ")))
        connection.execute(
            insert(requests).values(
                key=wanted.request_id,
                body_hash=wanted.body_hash,
                revision=head.revision,
                response=encode(head),
                at=at,
            )
        )
