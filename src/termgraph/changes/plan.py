"""The plan of a load: what would change, in order, and what is left alone.

A plan is pure: it compares two contents and touches neither. Applying one is the store's work.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from termgraph.model import Change, Changes, Content, apply, difference, encode

LARGE_SHARE = 0.1
"""Deleting more than this share of a store's terms needs a second yes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What would change, in order, and what the store would then hold.

    `kept` are terms of the store that the files no longer have, left alone because pruning was not asked for;
    `deleted` are those that pruning removes; `large` says that they are more than LARGE_SHARE of the store's terms.
    """

    changes: Changes
    after: Content
    kept: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    large: bool = False


def plan(before: Content, wanted: Content, *, prune: bool = False) -> Plan:
    """The plan that brings a store from `before` to `wanted`.

    Without `prune` a term that `wanted` lacks stays, with the relations, requirements and links of its own file:
    a missing file is more often an accident than a decision. Everything else follows the files.
    """
    gone = tuple(sorted(before.terms.keys() - wanted.terms.keys()))
    if not prune and gone:
        wanted = _keep(before, wanted, frozenset(gone))
    large = prune and len(gone) > LARGE_SHARE * len(before.terms)
    return Plan(difference(before, wanted), wanted, () if prune else gone, gone if prune else (), large)


def _keep(before: Content, wanted: Content, gone: frozenset[str]) -> Content:
    own = [Change("term", slug, None, before.terms[slug]) for slug in gone]
    own += [
        Change(entity, key, None, record)
        for entity, records in (("relation", before.relations), ("requirement", before.requirements))
        for key, record in records.items()
        if record.subject in gone
    ]
    own += [Change("link", link.id, None, link) for link in before.links.values() if link.term in gone]
    return apply(wanted, own)


def field_changes(change: Change) -> dict[str, tuple[Any, Any]]:
    """The plain JSON values before and after of each field in which a changed record differs, by field name."""
    before, after = encode(change.before) or {}, encode(change.after) or {}
    names = [name for name in (before | after) if before.get(name) != after.get(name)]
    return {name: (before.get(name), after.get(name)) for name in names}


def sign(change: Change) -> str:
    """`+` for a new record, `-` for one that goes, `~` for one that differs."""
    return "+" if change.before is None else "-" if change.after is None else "~"


def as_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain JSON values: `changes` with sign, entity, key and fields, `kept`, `deleted`."""
    return {
        "changes": [
            {
                "sign": sign(change),
                "entity": change.entity,
                "key": change.key,
                "fields": {
                    name: {"before": before, "after": after} for name, (before, after) in field_changes(change).items()
                },
            }
            for change in plan.changes
        ],
        "kept": list(plan.kept),
        "deleted": list(plan.deleted),
    }


def lines(plan: Plan, width: int = 100) -> Iterator[str]:
    """The plan as lines for a person: `+ ~ -`, the record, and below a changed record its fields before and after.

    Values are cut to `width` characters around the first difference, so that a changed comma can be seen.
    """
    for change in plan.changes:
        mark = sign(change)
        yield f"{mark} {change.entity} {change.key}{_title(change)}"
        if mark == "~":
            for name, (before, after) in field_changes(change).items():
                was, now = _window(_text(before), _text(after), width)
                yield f"    {name}: {was} → {now}"
    for slug in plan.kept:
        yield f"  term {slug} is not in the files and is kept (--prune deletes it)"


def _title(change: Change) -> str:
    record = change.after or change.before
    name = getattr(record, "name", None) or getattr(record, "title", None)
    return f"  {name}" if name and change.entity != "glossary" else ""


def _text(value: Any) -> str:
    if value is None:
        return "(none)"
    if isinstance(value, str):
        return value.replace("\n", "⏎")
    if isinstance(value, list):
        return "[" + ", ".join(_text(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_text(item)}" for name, item in value.items()) + "}"
    return str(value)


def _window(before: str, after: str, width: int) -> tuple[str, str]:
    """Both texts cut to `width` around the first character in which they differ."""
    common = next(
        (index for index, (was, now) in enumerate(zip(before, after, strict=False)) if was != now),
        min(len(before), len(after)),
    )
    start = max(0, common - width // 3) if max(len(before), len(after)) > width else 0
    return _cut(before, start, width), _cut(after, start, width)


def _cut(text: str, start: int, width: int) -> str:
    end = start + width
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")
