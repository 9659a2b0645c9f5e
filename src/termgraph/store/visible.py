"""Whether a write changes what the public sees, from the changes alone: nobody reads the whole store for it.

What is public of a record depends on the record and on which terms are hidden, so comparing the changed records
before and after is enough. One thing more can change without being written: a relation's purpose is a term's slug
or free text, and becomes the one or the other when an unpublished term of that name comes or goes. References of
other kinds always name terms that exist; the integrity rules see to that.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from termgraph.model import ENTITIES, PUBLIC_STATUSES, Change, Changes, Content, Relation, Term, TermStatus, public


def shows(changes: Changes, hidden: Collection[str], purposes: Callable[[], Iterable[Relation]]) -> bool:
    """True when the public content before and after `changes` differ.

    `hidden` are the slugs of unpublished terms before; `purposes` gives the stored relations that have a purpose, and
    is only asked when unpublished terms come or go.
    """
    if any(_comes_or_goes(change) for change in changes):
        return True
    before, after = _drafts(changes, "before"), _drafts(changes, "after")
    changed = {change.key for change in changes if change.entity == "term"}
    stubs = [Term(slug, slug, status=TermStatus.DRAFT) for slug in hidden if slug not in changed]
    written = {change.key for change in changes if change.entity == "relation"}
    others = [] if before == after else [relation for relation in purposes() if relation.key not in written]
    return _seen(changes, "before", stubs, others) != _seen(changes, "after", stubs, others)


def _comes_or_goes(change: Change) -> bool:
    """Whether a published term is new or gone: this is seen whatever else changes, and most large loads have one."""
    if change.entity != "term" or (change.before is None) is (change.after is None):
        return False
    return (change.before or change.after).status in PUBLIC_STATUSES


def _records(changes: Changes, entity: str, side: str) -> list[Any]:
    found = (getattr(change, side) for change in changes if change.entity == entity)
    return [record for record in found if record is not None]


def _drafts(changes: Changes, side: str) -> set[str]:
    return {term.slug for term in _records(changes, "term", side) if term.status not in PUBLIC_STATUSES}


def _seen(changes: Changes, side: str, stubs: list[Term], others: list[Relation]) -> Content:
    records = {entity.field: _records(changes, entity.name, side) for entity in ENTITIES}
    records["terms"] += stubs
    records["relations"] += others
    glossary = _records(changes, "glossary", side)
    return public(Content.of(glossary[0] if glossary else None, **records))
