"""A glossary's own relation types: the keys of relation-types.yaml, read and written.

The fields are those of section 4.2 of the project's graph semantics. A type that cannot be is reported where it
stands; `integrity` says the same of types that come from elsewhere.
"""

from collections.abc import Mapping
from dataclasses import fields as record_fields
from typing import Any

from termgraph.model import RelationGroup, RelationType, TermKind, Tier
from termgraph.relations import BUILT_IN, check_type

from .caps import ITEMS, LISTED, ORDER
from .fields import Field, Fields, Reader, many, mapped, read_fields, record
from .reading import Reading, shorten
from .source import Place
from .strict_yaml import Node, Scalar
from .values import choice, flag, iri, is_type_key, label, number, whole

_KINDS = many(choice(TermKind, TermKind))
_BUILT_IN_GROUPS = {row.group.key: row.group for row in BUILT_IN.types.values()}


def _acyclic(reading: Reading, node: Node, place: Place) -> str | None:
    """`true`, `false` or `warn`."""
    if isinstance(node, Scalar) and node.text.strip() == "warn":
        return "warn"
    value = flag(reading, node, place)
    return None if value is None else "yes" if value else "no"


def _tier(reading: Reading, node: Node, place: Place) -> Tier | None:
    """A tier in capitals, as documents write it, or in small letters."""
    known = [*(tier.name for tier in Tier), *Tier]
    found: Tier | None = choice(known, lambda word: Tier(word.lower()))(reading, node, place)
    return found


_INVERSE: Fields = {"key": Field("key", label, needed=True), "label": Field("label", label, needed=True)}
_RDF: Fields = {
    "predicate": Field("predicate", iri),
    "sub_property_of": Field("sub_property_of", many(label)),
}
_PREREQUISITE: Fields = {
    "tier": Field("tier", _tier, needed=True),
    "first": Field("first", choice(["object", "subject"]), needed=True),
}
_GROUP: Fields = {
    "key": Field("key", label, needed=True),
    "label": Field("label", label, needed=True),
    "order": Field("order", whole(-ORDER.limit, ORDER.limit)),
}


def _group(reading: Reading, node: Node, place: Place) -> RelationGroup | None:
    """A group of its own, or the key of a built-in one."""
    if isinstance(node, Scalar):
        found: RelationGroup | None = choice(_BUILT_IN_GROUPS, _BUILT_IN_GROUPS.__getitem__)(reading, node, place)
        return found
    value: RelationGroup | None = record(_GROUP, RelationGroup)(reading, node, place)
    return value


def _part(fields: Fields) -> Reader:
    return record(fields, dict)


_TYPE: Fields = {
    "label": Field("label", label, needed=True),
    "inverse": Field("inverse", _part(_INVERSE)),
    "rdf": Field("rdf", _part(_RDF)),
    "symmetric": Field("symmetric", flag),
    "transitive": Field("transitive", flag),
    "acyclic": Field("acyclic", _acyclic),
    "hierarchical": Field("hierarchical", choice(["generic", "partitive", "instantial"])),
    "prerequisite": Field("prerequisite", _part(_PREREQUISITE)),
    "block": Field("block", flag),
    "same_kind": Field("same_kind", flag),
    "domain": Field("domain", _KINDS),
    "range": Field("range", _KINDS),
    "disjoint_with": Field("disjoint_with", many(label, ITEMS)),
    "explain_cost": Field("explain_cost", number(0.1, 100.0)),
    "rank_weight": Field("rank_weight", number(0.0, 100.0)),
    "group": Field("group", _group),
    "why": Field("why", choice(["required", "expected", "optional"])),
}

_SPREAD = {
    "inverse": {"key": "inverse_key", "label": "inverse_label"},
    "rdf": {"predicate": "predicate", "sub_property_of": "sub_property_of"},
    "prerequisite": {"tier": "tier", "first": "first"},
}
"""Which fields of the record the parts of a row fill."""


def read_types(reading: Reading, node: Node) -> list[RelationType]:
    """The types of a mapping from key to row."""
    types: list[RelationType] = []
    taken = {name: f"'{row.key}', which is built in" for name, (row, _) in BUILT_IN.keys.items()}
    for key, value in mapped(reading, node, LISTED):
        place = ("relation-type", key.text)
        values = read_fields(reading, value, _TYPE, place)
        reading.place(place, key)
        for part, names in _SPREAD.items():
            for name, found in (values.pop(part, None) or {}).items():
                values[names[name]] = found
        row = RelationType(key.text, **{"label": key.text, **values})
        for fault in (*check_type(row), *_taken(row, taken)):
            reading.report("TG121", key, f"the type '{shorten(row.key)}': {fault}")
        taken |= {name: f"'{row.key}'" for name in (row.key, row.inverse_key) if name and name not in taken}
        types.append(row)
    return types


def _taken(row: RelationType, taken: Mapping[str, str]) -> list[str]:
    """What is wrong with the names of a row: of the wrong form, or in use."""
    names = [name for name in (row.key, row.inverse_key) if name is not None]
    faults = [f"'{shorten(name)}' is not made of a to z, digits and hyphens" for name in names if not is_type_key(name)]
    faults += [f"'{name}' is a key of the type {taken[name]} already" for name in names if name in taken]
    return faults + (["its key and its inverse key are the same"] if row.key == row.inverse_key else [])


def type_row(row: RelationType) -> dict[str, Any]:
    """The row of relation-types.yaml that reads as `row`; what is at its default is left out."""
    defaults = {field.name: field.default for field in record_fields(RelationType)}
    shown: dict[str, Any] = {"label": row.label}
    for part, names in _SPREAD.items():
        values = {name: getattr(row, field) for name, field in names.items() if getattr(row, field)}
        if values:
            shown[part] = values
    spread = {field for names in _SPREAD.values() for field in names.values()}
    for name in _TYPE:
        if name in spread or name in shown or name not in defaults:
            continue
        value = getattr(row, name)
        if value != defaults[name]:
            shown[name] = value
    if "acyclic" in shown:
        shown["acyclic"] = True if row.acyclic == "yes" else row.acyclic
    if "group" in shown:
        shown["group"] = {"key": row.group.key, "label": row.group.label, "order": row.group.order}
    if "prerequisite" in shown and row.tier:
        shown["prerequisite"]["tier"] = row.tier.name
    return shown
