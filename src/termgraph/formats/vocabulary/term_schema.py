"""`term.schema.json`: a JSON Schema (2020-12) of a term file's front matter, for editors' language servers.

Keys, and which of them must be there, are those of the tables that read term files; here is what their values are. A
key of those tables that is missing here is found when the schema is made.
"""

import json
from collections.abc import Mapping
from typing import Any

from termgraph.formats import caps
from termgraph.formats.fields import Fields
from termgraph.formats.site_records import TERM_LINK
from termgraph.formats.statements import QUALIFIED, REQUIREMENT
from termgraph.formats.term_records import ALIAS, REVIEW, SOURCE, SUPPRESSION, TERM
from termgraph.model import MATCH_TYPES, Level, TermKind, TermStatus
from termgraph.model.term import ALIAS_KINDS
from termgraph.relations import BUILT_IN, NAMESPACE, REQUIRES

IDENTITY = f"{NAMESPACE.rstrip('#')}/v1/term.schema.json"

Schema = dict[str, Any]

_SLUG_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
_KEY_PATTERN = "^[a-z][a-z0-9-]*$"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _many(item: Schema, most: caps.Cap = caps.ITEMS) -> Schema:
    """One or several: a single value counts as a list of one, and nothing as an empty list."""
    return {"anyOf": [item, {"type": "array", "items": item, "maxItems": most.limit}, {"type": "null"}]}


def _line(cap: caps.Cap) -> Schema:
    """Text on a line; what YAML would take for a number or a truth (`name: 4090`) is text as it stands."""
    return {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": cap.limit}


def _or_nothing(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_LABEL, _REMARK, _SLUG = _ref("label"), _ref("remark"), _ref("slug")
_FLAG: Schema = {"type": ["boolean", "null"]}
_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_MINUTES: Schema = {"type": ["integer", "null"], "minimum": 1, "maximum": caps.MINUTES.limit}

_STATEMENT: Mapping[str, Schema] = {
    "to": _SLUG,
    "any": {"type": "array", "items": _many(_SLUG, caps.OPTIONS), "minItems": 1, "maxItems": caps.OPTIONS.limit},
    "why": _REMARK,
    "source": _REMARK,
    "keep": _FLAG,
    "for": _REMARK,
    "since": _LABEL,
    "primary": _FLAG,
}

_LINK: Mapping[str, Schema] = {
    "id": _LABEL,
    "title": _LABEL,
    "url": {"type": "string", "minLength": 1, "maxLength": caps.ADDRESS.limit},
    "group": _LABEL,
    "kind": _LABEL,
    "about": _many(_LABEL, caps.LISTED),
    "teaches": _many(_LABEL, caps.LISTED),
    "requires": _many(_SLUG, caps.LISTED),
    "level": {"enum": [*Level, None]},
    "minutes": _MINUTES,
    "lang": _ref("language"),
    "published": _DAY,
}

_ALIAS: Mapping[str, Schema] = {
    "text": _LABEL,
    "kind": {"enum": list(ALIAS_KINDS)},
    "lang": _ref("language"),
    "case": _FLAG,
}
_SOURCE: Mapping[str, Schema] = {"id": _LABEL, "ref": _REMARK, "title": _REMARK}
_REVIEW: Mapping[str, Schema] = {"by": _LABEL, "date": _DAY, "due": _DAY}
_SUPPRESSION: Mapping[str, Schema] = {"rule": _LABEL, "why": _REMARK}

_TERM: Mapping[str, Schema] = {
    "name": {**_LABEL, "description": "What the term is called, written out."},
    "acronym": {**_or_nothing(_LABEL), "description": "Its short form; the title shows both."},
    "title": {**_or_nothing(_LABEL), "description": "What to show, where the pattern of the glossary does not fit."},
    "aliases": {
        **_many({"anyOf": [_LABEL, _ref("alias")]}, caps.ALIASES),
        "description": "Other labels: text, or text with a kind, a language, or letter case that matters.",
    },
    "no_autolink": {**_many(_LABEL), "description": "Labels that are ordinary words too."},
    "former_slugs": {**_many(_SLUG), "description": "What the file was once called, oldest first."},
    "kind": {"enum": [*TermKind, None], "description": "What sort of thing the term names; `concept` if not said."},
    "category": {**_many(_SLUG), "description": "The shelves it stands on; the first is canonical."},
    "level": {"enum": [*Level, None], "description": "How much a reader needs to know before."},
    "minutes": {**_MINUTES, "description": "How long it takes to read and understand."},
    "status": {"enum": [*TermStatus, None], "description": "`published` if not said; drafts are never served."},
    "replaced_by": {**_many(_SLUG), "description": "What to read instead of a deprecated term."},
    "summary": {
        **_or_nothing(_line(caps.SUMMARY)),
        "description": "One plain sentence of 40 to 200 characters that says what it is.",
    },
    "relations": {**_or_nothing(_ref("relations")), "description": "What joins the term to others, by type."},
    "mappings": {**_or_nothing(_ref("mappings")), "description": "Its counterparts in other vocabularies."},
    "source_iri": {**_or_nothing(_ref("iri")), "description": "What the vocabulary it came from calls it."},
    "links": {
        "anyOf": [{"type": "array", "items": _ref("link")}, {"type": "null"}],
        "description": "Pages outside the glossary.",
    },
    "sources": {**_many(_ref("source")), "description": "What the text cites as [@id]."},
    "review": {**_or_nothing(_ref("review")), "description": "Who read it critically and when."},
    "suppress": {**_many(_ref("suppression")), "description": "Rules that do not apply here, with the reason."},
}


def term_schema() -> str:
    """The schema as JSON, always the same."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": IDENTITY,
        "title": "A term of a termgraph glossary",
        "description": "The front matter of a term file.",
        **_record(TERM, _TERM),
        "$defs": _definitions(),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _definitions() -> Schema:
    return {
        "label": _line(caps.LABEL),
        "remark": _line(caps.REMARK),
        "slug": {"type": ["string", "integer"], "pattern": _SLUG_PATTERN, "maxLength": caps.LABEL.limit},
        "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
        "iri": {
            "type": "string",
            "pattern": '^([Hh][Tt][Tt][Pp][Ss]?://|[Uu][Rr][Nn]:)[^\\s<>"{}|\\\\^`]+$',
            "maxLength": caps.ADDRESS.limit,
        },
        "alias": _record(ALIAS, _ALIAS),
        "source": _record(SOURCE, _SOURCE),
        "review": _record(REVIEW, _REVIEW),
        "suppression": _record(SUPPRESSION, _SUPPRESSION),
        "link": _record(TERM_LINK, _LINK),
        "relation": _record(QUALIFIED, _STATEMENT),
        "requirement": _record(REQUIREMENT, _STATEMENT),
        "mappings": {
            "type": "object",
            "properties": {each: _many(_ref("iri")) for each in MATCH_TYPES},
            "additionalProperties": False,
        },
        "relations": _relations(),
    }


def _relations() -> Schema:
    """By the key or inverse key of a type; a glossary's own types are not known here."""
    plain = _many({"anyOf": [_SLUG, _ref("relation")]}, caps.RELATIONS)
    grouped = _many({"anyOf": [_SLUG, _ref("relation"), _ref("requirement")]}, caps.RELATIONS)
    described: dict[str, Schema] = {}
    for key, (row, inverse) in BUILT_IN.keys.items():
        says = f"This term {BUILT_IN.sentence_label(row.key, inverse)} …"
        described[key] = {**(grouped if key == REQUIRES else plain), "description": says}
    return {
        "type": "object",
        "properties": described,
        "propertyNames": {"pattern": _KEY_PATTERN},
        "additionalProperties": plain,
    }


def _record(fields: Fields, values: Mapping[str, Schema]) -> Schema:
    """A mapping with the keys of a table, and what each holds; KeyError names a key that has no row here."""
    return {
        "type": "object",
        "properties": {key: values[key] for key in fields},
        "required": [key for key, field in fields.items() if field.needed],
        "additionalProperties": False,
    }
