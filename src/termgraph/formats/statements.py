"""Relations and requirements as files state them: read, turned into the stored direction, and merged.

Whether their terms and types exist is judged later, by `integrity`.
"""

from collections.abc import Iterable, MutableMapping
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from termgraph.errors import Note, Problem, Where
from termgraph.model import Relation, Requirement
from termgraph.relations import REQUIRES, Registry

from .caps import OPTIONS, RELATIONS, REMARK
from .fields import Field, Fields, is_empty, kind_of, listed, read_fields, report_size
from .reading import Placed, Reading
from .rules import FILE_RULES
from .source import Place
from .strict_yaml import Listed, Mapped, Node, Scalar
from .values import choice, flag, label, line, slug, text


class Statement(NamedTuple):
    """One statement of a file, as it will be stored; `turned` says that the file has it the other way round."""

    record: Relation | Requirement
    turned: bool
    where: Where
    type_where: Where
    options: tuple[tuple[str, Where], ...] = ()


_REMARKS: Fields = {
    "why": Field("why", text(REMARK)),
    "source": Field("source", line(REMARK)),
    "keep": Field("keep", flag),
}
_QUALIFIERS: Fields = {
    **_REMARKS,
    "for": Field("for_", line(REMARK)),
    "since": Field("since", label),
    "primary": Field("primary", flag),
}
QUALIFIED: Fields = {"to": Field("object", slug, needed=True), **_QUALIFIERS}
REQUIREMENT: Fields = {"any": Field("options", None, needed=True), **_REMARKS}
_RELATION_ROW: Fields = {
    "s": Field("subject", slug, needed=True),
    "t": Field("type", label, needed=True),
    "o": Field("object", slug, needed=True),
    **_QUALIFIERS,
}
_REQUIREMENT_ROW: Fields = {
    "s": Field("subject", slug, needed=True),
    "t": Field("type", choice([REQUIRES]), needed=True),
    **REQUIREMENT,
}


def read_relations(reading: Reading, node: Node, subject: str, registry: Registry) -> list[Statement]:
    """The statements under a term's `relations`: type key or inverse key, then slugs, mappings and groups."""
    found: list[Statement] = []
    if not isinstance(node, Mapped):
        if not is_empty(node):
            reading.report("TG109", node, f"relation types with their terms are needed here, not {kind_of(node)}")
        return found
    for key, (spot, value) in node.entries.items():
        for item in listed(reading, value, RELATIONS):
            statement = _statement(reading, item, subject, key, spot, registry)
            if statement is not None:
                found.append(statement)
    if len(found) > RELATIONS.limit:
        report_size(reading, node, RELATIONS, len(found))
        del found[RELATIONS.limit :]
    return found


def read_rows(reading: Reading, items: Iterable[Node], registry: Registry) -> list[Statement]:
    """The statements of a list of rows `{s: …, t: …, o: …}` or `{s: …, t: requires, any: …}`."""
    found: list[Statement] = []
    for item in items:
        if isinstance(item, Mapped) and "any" in item.entries:
            values = read_fields(reading, item, _REQUIREMENT_ROW, ())
            if {"subject", "type"} <= values.keys():
                del values["type"]
                statement = _requirement(reading, item, values, item.entries["t"][1])
                found += [statement] if statement else []
            continue
        values = read_fields(reading, item, _RELATION_ROW, ())
        if isinstance(item, Mapped) and {"subject", "type", "object"} <= values.keys():
            found.append(_relation(reading, Relation(**values), item.entries["o"][1], item.entries["t"][1], registry))
    return found


def _statement(
    reading: Reading, item: Node, subject: str, key: str, spot: Scalar, registry: Registry
) -> Statement | None:
    if isinstance(item, Scalar):
        target = label(reading, item, ())
        if target is None:
            if is_empty(item):
                reading.report("TG109", item, "the slug of a term is needed here")
            return None
        return _relation(reading, Relation(subject, key, target), item, spot, registry)
    if isinstance(item, Mapped) and "any" in item.entries:
        if key != REQUIRES:
            reading.report("TG110", item.entries["any"][0], f"only '{REQUIRES}' takes groups of alternatives")
            return None
        return _requirement(reading, item, {**read_fields(reading, item, REQUIREMENT, ()), "subject": subject}, spot)
    if not isinstance(item, Mapped):
        reading.report("TG109", item, f"a slug or keys and values are needed here, not {kind_of(item)}")
        return None
    values = read_fields(reading, item, QUALIFIED, ())
    if "object" not in values:
        return None
    return _relation(reading, Relation(subject, key, **values), item.entries["to"][1], spot, registry)


def _relation(reading: Reading, relation: Relation, target: Placed, spot: Placed, registry: Registry) -> Statement:
    stored = registry.stored(relation)
    return Statement(stored, stored is not relation, reading.where(target), reading.where(spot))


def _requirement(reading: Reading, item: Mapped, values: dict[str, Any], spot: Placed) -> Statement | None:
    """A group of alternatives: a list of options, each a list of slugs or one slug."""
    key, node = item.entries["any"]
    options: list[tuple[str, ...]] = []
    places: list[tuple[str, Where]] = []
    for option in listed(reading, node, OPTIONS):
        members: list[str] = []
        for member in listed(reading, option, OPTIONS):
            target = label(reading, member, ())
            if target is not None:
                members.append(target)
                places.append((target, reading.where(member)))
            elif is_empty(member):
                reading.report("TG109", member, "the slug of a term is needed here")
        if members or isinstance(option, Listed):
            options.append(tuple(sorted(members)))
    if not options:
        reading.report("TG111", key, "a group of alternatives needs at least one option")
        return None
    requirement = Requirement(options=tuple(options), **values)
    return Statement(requirement, False, reading.where(node), reading.where(spot), tuple(places))


# Merging


def merge(
    statements: Iterable[Statement], positions: MutableMapping[Place, Where], registry: Registry
) -> tuple[list[Relation], list[Requirement], list[Problem]]:
    """Each relation and requirement once, whatever the order of files; findings TG118 for what is stated again.

    The statement in the stored direction is kept, of several the first in its file; what it leaves open is filled
    from the others.
    """
    # A group with one option of one term has the key of the plain relation, and stays apart from it all the same.
    plain: dict[str, Statement] = {}
    groups: dict[str, Statement] = {}
    several: dict[tuple[type, str], list[Statement]] = {}
    for statement in statements:
        record = statement.record
        first = (plain if record.__class__ is Relation else groups).setdefault(record.key, statement)
        if first is not statement:
            several.setdefault((record.__class__, record.key), [first]).append(statement)
    relations: list[Relation] = []
    requirements: list[Requirement] = []
    problems: list[Problem] = []
    for key, first in chain(plain.items(), groups.items()):
        kept = first
        if found := several.get((first.record.__class__, key)):
            found.sort(key=lambda each: (each.turned, each.where.file, each.where.line, each.where.column))
            kept = found[0]
            for other in found[1:]:
                problems.append(_again(kept, other, registry))
                kept = kept._replace(record=_filled(kept.record, other.record))
        if isinstance(kept.record, Relation):
            relations.append(kept.record)
            positions["relation", key] = kept.where
            positions["relation", key, "type"] = kept.type_where
        else:
            requirements.append(kept.record)
            positions["requirement", key] = kept.where
            for target, where in kept.options:
                positions["requirement", key, "options", target] = where
    return relations, requirements, problems


_QUALIFYING = ("why", "for_", "source", "since", "primary", "keep")


def _filled(kept: Any, other: Any) -> Any:
    values = {
        name: getattr(other, name)
        for name in _QUALIFYING
        if getattr(other, name, None) and not getattr(kept, name, None)
    }
    return replace(kept, **values) if values else kept


def _again(kept: Statement, other: Statement, registry: Registry) -> Problem:
    record = other.record
    if isinstance(record, Requirement):
        words, how = f"this group of alternatives of '{record.subject}'", "a second time"
        subjects: tuple[str, ...] = (record.subject,)
    else:
        words = f"'{record.subject} {record.type} {record.object}'"
        subjects = (record.subject, record.object)
        row = registry.types.get(record.type)
        if kept.turned == other.turned:
            how = "a second time"
        else:
            how = "from the other side too" if row and row.symmetric else "as its inverse too"
    message = f"{words} is stated here {how}; the statement at {kept.where} is kept"
    notes = (Note("the statement that is kept", kept.where),)
    return FILE_RULES["TG118"].problem(message, other.where, subjects=subjects, notes=notes)
