"""Reading the change log: what was written since a revision, and what records were before."""

from itertools import groupby
from typing import Any

from sqlalchemy import Connection, and_, func, null, select

from termgraph.model import ENTITIES, PUBLIC_STATUSES, Change, Changes, GlossaryInfo, Term, decode

from .head import Bygone, LoggedRevision
from .tables import TABLES

RECORDS = {entity.name: entity.record for entity in ENTITIES} | {"glossary": GlossaryInfo}

CHANGE, REVISION = TABLES["change_log"], TABLES["revision"]


def logged(connection: Connection, since: int, until: int) -> list[LoggedRevision]:
    """Every write after revision `since` up to `until`, oldest first."""
    rows = connection.execute(
        select(CHANGE)
        .where(CHANGE.c.revision > since, CHANGE.c.revision <= until)
        .order_by(CHANGE.c.revision, CHANGE.c.seq)
    )
    changes = {number: tuple(map(_change, group)) for number, group in groupby(rows, lambda row: row.revision)}
    writes = connection.execute(
        select(REVISION).where(REVISION.c.revision > since, REVISION.c.revision <= until).order_by(REVISION.c.revision)
    )
    return [
        LoggedRevision(row.revision, row.chain, row.public, row.at, row.actor, row.kind, changes.get(row.revision, ()))
        for row in writes
    ]


def beginning(connection: Connection, until: int, revisions: int, changes: int) -> int:
    """The revision after which there are at most so many writes up to `until`, with at most so many changes in all."""
    counts = connection.execute(
        select(CHANGE.c.revision, func.count())
        .where(CHANGE.c.revision > until - revisions, CHANGE.c.revision <= until)
        .group_by(CHANGE.c.revision)
        .order_by(CHANGE.c.revision.desc())
    )
    since = until
    for revision, count in counts:
        changes -= count
        if changes < 0:
            break
        since = revision - 1
    return since


def images(connection: Connection, at: int, until: int) -> Changes:
    """What each record that was written after revision `at` up to `until` was at that revision."""
    later = (
        select(CHANGE.c.entity, CHANGE.c.key)
        .where(CHANGE.c.revision > at, CHANGE.c.revision <= until)
        .distinct()
        .subquery()
    )
    last = (
        select(CHANGE.c.entity, CHANGE.c.key, func.max(CHANGE.c.revision).label("revision"))
        .join(later, and_(CHANGE.c.entity == later.c.entity, CHANGE.c.key == later.c.key))
        .where(CHANGE.c.revision <= at)
        .group_by(CHANGE.c.entity, CHANGE.c.key)
        .subquery()
    )
    rows = connection.execute(
        select(later.c.entity, later.c.key, CHANGE.c.after)
        .select_from(later)
        .outerjoin(last, and_(later.c.entity == last.c.entity, later.c.key == last.c.key))
        .outerjoin(
            CHANGE,
            and_(
                CHANGE.c.entity == last.c.entity,
                CHANGE.c.key == last.c.key,
                CHANGE.c.revision == last.c.revision,
            ),
        )
        .order_by(later.c.entity, later.c.key)
    )
    return tuple(map(_change, rows))


def bygone(connection: Connection, until: int) -> Bygone:
    """When what readers see at revision `until` was written, and the slugs of published terms deleted by then.

    Of a log that was cut short, only what it still tells.
    """
    last = (
        select(CHANGE.c.key, func.max(CHANGE.c.revision).label("revision"))
        .where(CHANGE.c.entity == "term", CHANGE.c.revision <= until)
        .group_by(CHANGE.c.key)
        .subquery()
    )
    deleted = (
        select(CHANGE.c.key)
        .join(last, and_(CHANGE.c.key == last.c.key, CHANGE.c.revision == last.c.revision))
        .where(CHANGE.c.entity == "term", CHANGE.c.after.is_(null()))
    )
    before = select(CHANGE.c.after).where(
        CHANGE.c.entity == "term",
        CHANGE.c.revision <= until,
        CHANGE.c.after.is_not(null()),
        CHANGE.c.key.in_(deleted),
    )
    terms = (decode(Term, row.after) for row in connection.execute(before))
    seen = [term for term in terms if term.status in PUBLIC_STATUSES]
    at = select(func.max(REVISION.c.at)).where(REVISION.c.public, REVISION.c.revision <= until)
    slugs = (slug for term in seen for slug in (term.slug, *term.former_slugs))
    return Bygone(connection.execute(at).scalar(), frozenset(slugs))


def _change(row: Any) -> Change:
    return Change(row.entity, row.key, after=None if row.after is None else decode(RECORDS[row.entity], row.after))
