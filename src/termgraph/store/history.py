"""Reading the change log: what was written since a revision, and what records were before."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Protocol

from termgraph.model import ENTITIES, PUBLIC_STATUSES, Change, Changes, GlossaryInfo, Term, decode

from .head import Bygone, Changed, LoggedRevision

RECORDS = {entity.name: entity.record for entity in ENTITIES} | {"glossary": GlossaryInfo}


class Ask(Protocol):
    """Asks a database, inside a transaction that reads."""

    def __call__(self, statement: str, **values: object) -> Iterable[Any]:
        """The rows of a statement with `:name` in it for each value: columns as attributes, JSON and truth decoded."""


CHANGES = """
SELECT * FROM change_log WHERE revision > :since AND revision <= :until ORDER BY revision, seq
"""

WRITES = """
SELECT * FROM revision WHERE revision > :since AND revision <= :until ORDER BY revision
"""

COUNTS = """
SELECT revision, count(*) AS changes FROM change_log WHERE revision > :since AND revision <= :until
GROUP BY revision ORDER BY revision DESC
"""

LATER = "SELECT DISTINCT entity, key FROM change_log WHERE revision > :at AND revision <= :until"

IMAGES = f"""
SELECT later.entity, later.key, image.after FROM ({LATER}) AS later LEFT JOIN (
    SELECT entity, key, after, row_number() OVER (PARTITION BY entity, key ORDER BY revision DESC) AS place
    FROM change_log WHERE revision <= :at AND (entity, key) IN ({LATER})
) AS image ON image.entity = later.entity AND image.key = later.key AND image.place = 1
ORDER BY later.entity, later.key
"""  # noqa: S608  # a text of ours in another

DELETIONS = """
SELECT key FROM change_log WHERE entity = 'term' AND revision <= :until AND after IS NULL LIMIT 1
"""
"""Most stores have none, and whether there is any costs a fifth of finding them."""

DELETED = """
SELECT after FROM change_log
WHERE entity = 'term' AND revision <= :until AND after IS NOT NULL AND key IN (
    SELECT key FROM change_log WHERE entity = 'term' AND revision <= :until
    GROUP BY key HAVING max(revision) = max(CASE WHEN after IS NULL THEN revision END)
)
"""
"""Both look at each row of the log once: a join by key would compare all records of a large load with each other."""

FIRST = "SELECT revision, at FROM revision WHERE public AND revision <= :until ORDER BY revision LIMIT 1"

CHANGED_AT = """
SELECT change_log.entity, change_log.key, revision.at
FROM revision JOIN change_log ON change_log.revision = revision.revision
WHERE revision.public AND revision.revision > :since AND revision.revision <= :until
ORDER BY revision.revision
"""
"""Nothing, and at once, where a glossary was loaded and is as it was: its first write is not looked at."""

WRITTEN_AT = "SELECT max(at) AS at FROM revision WHERE public AND revision <= :until"


def logged(ask: Ask, since: int, until: int) -> list[LoggedRevision]:
    """Every write after revision `since` up to `until`, oldest first."""
    rows = ask(CHANGES, since=since, until=until)
    changes = {number: tuple(map(_change, group)) for number, group in groupby(rows, lambda row: row.revision)}
    return [
        LoggedRevision(row.revision, row.chain, row.public, row.at, row.actor, row.kind, changes.get(row.revision, ()))
        for row in ask(WRITES, since=since, until=until)
    ]


def beginning(ask: Ask, until: int, revisions: int, changes: int) -> int:
    """The revision after which there are at most so many writes up to `until`, with at most so many changes in all."""
    since = until
    for row in ask(COUNTS, since=until - revisions, until=until):
        changes -= row.changes
        if changes < 0:
            break
        since = row.revision - 1
    return since


def images(ask: Ask, at: int, until: int) -> Changes:
    """What each record that was written after revision `at` up to `until` was at that revision."""
    return tuple(map(_change, ask(IMAGES, at=at, until=until)))


def bygone(ask: Ask, until: int) -> Bygone:
    """When what readers see at revision `until` was written, and the slugs of published terms deleted by then.

    Of a log that was cut short, only what it still tells.
    """
    rows = ask(DELETED, until=until) if list(ask(DELETIONS, until=until)) else ()
    terms = (decode(Term, row.after) for row in rows)
    slugs = frozenset(
        slug for term in terms if term.status in PUBLIC_STATUSES for slug in (term.slug, *term.former_slugs)
    )
    return Bygone(next(row.at for row in ask(WRITTEN_AT, until=until)), slugs)


def changed(ask: Ask, until: int, *, whole: bool) -> Changed:
    """When each term was last changed for readers by revision `until`; `whole` says that the log tells everything."""
    first = next(iter(ask(FIRST, until=until)), None) if whole else None
    rows = ask(CHANGED_AT, since=first.revision if first else 0, until=until)
    return Changed(first and first.at).told((row.entity, row.key, row.at) for row in rows)


def _change(row: Any) -> Change:
    return Change(row.entity, row.key, after=None if row.after is None else decode(RECORDS[row.entity], row.after))
