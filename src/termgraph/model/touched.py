"""Which terms a write changes for readers, from the write alone: nobody compares whole glossaries for it.

A term changes when something that is stated about it does, as the public sees it: its own record, a relation or a
requirement with it at either end, or a link that names it. What the glossary says of its neighbours, of its category
and of itself is theirs; what follows from further away (trails, plans, related terms) is nobody's in particular.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import Any

from .content import Changes, Content, difference, public
from .term import PUBLIC_STATUSES, Term, TermStatus


class Touch(StrEnum):
    """What a write does to a term, as readers see it."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


Touched = tuple[tuple[str, Touch], ...]
"""Slugs, in order, with what became of each."""

FIELDS = {"term": "terms", "relation": "relations", "requirement": "requirements", "link": "links"}
"""The records that state something about a term, by entity, and the field of Content that holds them."""

Name = tuple[str, str]
"""A record by its entity and key."""


def touched(before: Content, writes: Sequence[Changes]) -> Iterator[Touched]:
    """For each of `writes`, made one after the other on the whole content `before`, the terms it changes for readers.

    Only the `after` of a change counts. Linear in the writes; in the content as well where one of them publishes or
    hides a term that others refer to.
    """
    state = _State(before)
    naming = _naming(before, writes, _appearing(before, writes))
    for changes in writes:
        shown = [(change.entity, change.key) for change in changes if change.entity in FIELDS]
        appearing = _appearing(state, [changes])
        names = dict.fromkeys(chain(shown, *(naming.get(slug, ()) for slug in appearing)))
        old = state.public(names)
        state.write(changes)
        yield _touched(old, state.public(names), state)


class _State:
    """A content, and what was written since."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._written: dict[Name, Any] = {}

    def record(self, name: Name) -> Any:
        """The record as it is now, None where there is none."""
        if name in self._written:
            return self._written[name]
        return getattr(self._content, FIELDS[name[0]]).get(name[1])

    def hides(self, slug: str) -> bool:
        """Whether there is a term that readers do not see."""
        term = self.record(("term", slug))
        return term is not None and term.status not in PUBLIC_STATUSES

    def write(self, changes: Changes) -> None:
        """Makes the changes."""
        self._written.update({(each.entity, each.key): each.after for each in changes if each.entity in FIELDS})

    def public(self, names: Iterable[Name]) -> Content:
        """What readers see of some records: what is public of one depends on which terms it names are hidden."""
        records: dict[str, list[Any]] = {field: [] for field in FIELDS.values()}
        for name in names:
            if (record := self.record(name)) is not None:
                records[FIELDS[name[0]]].append(record)
        own = {term.slug for term in records["terms"]}
        named = {slug for entity, field in FIELDS.items() for each in records[field] for slug in _named(entity, each)}
        hidden = [slug for slug in sorted(named - own) if self.hides(slug)]
        records["terms"] += [Term(slug, slug, status=TermStatus.DRAFT) for slug in hidden]
        return public(Content.of(None, **records))


def _touched(old: Content, new: Content, state: _State) -> Touched:
    own: dict[str, Touch] = {}
    others: set[str] = set()
    for change in difference(old, new):
        if change.entity == "term":
            kind = Touch.ADDED if change.before is None else Touch.REMOVED if change.after is None else Touch.CHANGED
            own[change.key] = kind
        else:
            for record in (change.before, change.after):
                if record is not None:
                    others.update(_about(change.entity, record))
    seen = (slug for slug in others - own.keys() if state.record(("term", slug)) and not state.hides(slug))
    return tuple(sorted((own | dict.fromkeys(seen, Touch.CHANGED)).items()))


def _about(entity: str, record: Any) -> Iterable[str]:
    """The slugs that a record states something about; other words may be among them."""
    match entity:
        case "relation":
            return (record.subject, record.object)
        case "requirement":
            return (record.subject, *chain.from_iterable(record.options))
        case "link":
            return (*filter(None, (record.term,)), *record.about, *record.teaches, *record.requires)
    return (record.slug,)


def _named(entity: str, record: Any) -> Iterable[str]:
    """All slugs in a record that decide what of it is public."""
    about = _about(entity, record)
    match entity:
        case "term":
            return (*about, *record.replaced_by)
        case "relation":
            return (*about, record.for_ or "")
    return about


def _appearing(content: "Content | _State", writes: Iterable[Changes]) -> set[str]:
    """The slugs of terms that readers do not see before, or after, some of `writes`, and do otherwise."""
    state = content if isinstance(content, _State) else _State(content)
    hidden: dict[str, bool] = {}
    found: set[str] = set()
    for change in chain.from_iterable(writes):
        if change.entity == "term":
            after = change.after is not None and change.after.status not in PUBLIC_STATUSES
            if after != hidden.get(change.key, state.hides(change.key)):
                found.add(change.key)
            hidden[change.key] = after
    return found


def _naming(content: Content, writes: Iterable[Changes], slugs: Collection[str]) -> Mapping[str, set[Name]]:
    """The records, old and written, that name each of `slugs`."""
    found: defaultdict[str, set[Name]] = defaultdict(set)
    if not slugs:
        return found
    old = ((entity, key, each) for entity, field in FIELDS.items() for key, each in getattr(content, field).items())
    new = ((each.entity, each.key, each.after) for each in chain.from_iterable(writes) if each.entity in FIELDS)
    for entity, key, record in chain(old, new):
        if record is not None:
            for slug in _named(entity, record):
                if slug in slugs:
                    found[slug].add((entity, key))
    return found
