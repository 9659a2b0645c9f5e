"""What things are called in RDF: namespaces, and the IRIs of a glossary's own things. Plain text, no RDF library."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import quote

from termgraph.model import Relation, RelationType, Requirement
from termgraph.relations import BUILT_IN, NAMESPACE

NAMESPACES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "isothes": "http://purl.org/iso25964/skos-thes#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tg": NAMESPACE,
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix to namespace, of what an export in the SKOS profile uses."""

KNOWN_NAMESPACES = NAMESPACES | {
    "gvp": "http://vocab.getty.edu/ontology#",
    "mls": "http://www.w3.org/ns/mls#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "wdt": "http://www.wikidata.org/prop/direct/",
}
"""Prefix to namespace, of what an editor may write in a type's `sub_property_of`."""

IRI = "@id"
"""The datatype of an object that is an IRI."""

STRING, INTEGER, BOOLEAN, DATE, DATE_TIME = (
    NAMESPACES["xsd"] + name for name in ("string", "integer", "boolean", "date", "dateTime")
)
LANGUAGE_STRING = NAMESPACES["rdf"] + "langString"


class Object(NamedTuple):
    """The object of a triple: an IRI (`datatype` is IRI), or a literal with its datatype and, for texts, language."""

    value: str
    datatype: str = IRI
    language: str = ""


iri_object = lru_cache(1 << 12)(Object)
"""The object for an IRI that many things have, such as a category's; it is made once as long as it is remembered."""

_SPELT = {INTEGER: re.compile("0|-?[1-9][0-9]{0,14}"), BOOLEAN: re.compile("true|false")}

Triple = tuple[str, str, Object]
"""Subject IRI, predicate IRI, object."""

_ABSOLUTE = re.compile(r"(?:https?://[^\s/?#]|urn:[A-Za-z0-9])", re.IGNORECASE)
_ODD_HOST = re.compile(r"https?://[^/?#]*[\[\]%]", re.IGNORECASE)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SLUG = re.compile(r"[a-z0-9-]+")
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_NAMED = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
_HYPHEN = re.compile(r"-([a-z])")
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)
"""A well-formed language tag in small letters (RFC 5646, section 2.1, without the grandfathered ones)."""


@cache
def name(curie: str) -> str:
    """The IRI of "prefix:local" for a prefix that we know; only for names that stand in the code, which are kept."""
    prefix, local = curie.split(":", 1)
    return KNOWN_NAMESPACES[prefix] + local


def link(subject: str, predicate: str, target: str) -> Triple:
    """A triple whose predicate is "prefix:local" and whose object is an IRI."""
    return subject, name(predicate), Object(target)


def plain(subject: str, predicate: str, value: str | int | bool) -> Triple:
    """A triple whose predicate is "prefix:local" and whose object is a string, a number or a truth."""
    return subject, name(predicate), plain_value(value)


@lru_cache(1 << 12, typed=True)
def plain_value(value: str | int | bool) -> Object:
    """A string, a number or a truth as an object."""
    if isinstance(value, str):
        return Object(value, STRING)
    if isinstance(value, bool):
        return Object("true" if value else "false", BOOLEAN)
    return Object(str(value), INTEGER)


def literal(text: str, language: str | None) -> Object:
    """A text in a language; a plain string where the language is no well-formed tag.

    Tags are written in small letters, as RDF compares them (RDF 1.1 Concepts, section 3.3).
    """
    tag = _tag(language or "")
    return Object(text, LANGUAGE_STRING, tag) if tag else Object(text, STRING)


@lru_cache
def _tag(language: str) -> str:
    """A language tag in small letters, empty where it is not well-formed."""
    tag = language.replace("_", "-").lower()
    return tag if _LANGUAGE.fullmatch(tag) else ""


def external(address: str) -> str | None:
    """An http, https or urn IRI that others gave, with characters that no URI has escaped; None for anything else."""
    escaped = quote(_PERCENT.sub("%25", address.strip()), safe="/:?#@!$&'()*+,;=~%.-_")
    fits = _ABSOLUTE.match(escaped) and not _ODD_HOST.match(escaped) and escaped.count("#") <= 1
    return escaped if fits else None


def expanded(curie: str) -> str | None:
    """The IRI that an editor's "prefix:local" or full IRI stands for, None where it stands for none."""
    prefix, _, local = curie.partition(":")
    if prefix in KNOWN_NAMESPACES and not local.startswith("//"):
        return KNOWN_NAMESPACES[prefix] + segment(local)
    return external(curie)


def is_skos(iri: str) -> bool:
    """Whether SKOS or ISO 25964 says what the predicate means."""
    return iri.startswith((NAMESPACES["skos"], NAMESPACES["isothes"]))


PLAIN = "skos:broader"
"""What a hierarchical type of an editor's own declares above it when it claims no kind of hierarchy."""


def is_plain_hierarchy(row: RelationType) -> bool:
    """Whether a type is broader in no way that ISO 25964 has a word for: imported vocabularies say no more."""
    return PLAIN in row.sub_property_of and not any(each.startswith("isothes:") for each in row.sub_property_of)


def is_bare(value: str, datatype: str) -> bool:
    """Whether a number or truth is spelt as every syntax spells it, so that it can stand without its datatype."""
    return bool(datatype in _SPELT and _SPELT[datatype].fullmatch(value))


@lru_cache(1 << 14)
def segment(text: str) -> str:
    """`text` as one part of a path or fragment: percent-encoded, and never "." or ".."."""
    if _SLUG.fullmatch(text):
        return text
    return text.replace(".", "%2E") if text in (".", "..") else quote(text, safe="")


def local_name(key: str) -> str:
    """A key in lowerCamelCase, as one to one as keys are: "is-algorithm-for" is "isAlgorithmFor", "top-1" "top-1".

    It is a name that XML takes for an element (Namespaces in XML 1.0, NCName), so that every syntax can write it:
    what such a name cannot hold is written as "_" and the hexadecimal digits of its bytes.
    """
    camel = _HYPHEN.sub(lambda found: found[1].upper(), key)
    if _LOCAL.fullmatch(camel):
        return camel
    escaped = "".join(_hexadecimal(each) if each in "_.~" else each for each in camel)
    escaped = quote(escaped, safe="").replace("%", "_")
    return escaped if escaped[:1].isalpha() or escaped[:1] == "_" else _hexadecimal(escaped[:1]) + escaped[1:]


def _hexadecimal(mark: str) -> str:
    return "".join(f"_{byte:02X}" for byte in mark.encode())


class Names:
    """The IRIs of the things of a glossary under `base`, which ends in a slash."""

    def __init__(self, base: str) -> None:
        self.scheme = base
        self.terms, self.categories, self.people = base + "terms/", base + "categories/", base + "people/"
        self.own = base + "ns#"

    def prefixes(self, namespaces: Mapping[str, str] = NAMESPACES) -> dict[str, str]:
        """Prefix to namespace for an export of this glossary that uses `namespaces`."""
        places = {"category": self.categories, "ns": self.own, "person": self.people, "term": self.terms}
        return dict(sorted(({**namespaces, **places}).items()))

    def term(self, slug: str) -> str:
        """The IRI of a term."""
        return self.terms + segment(slug)

    def category(self, slug: str) -> str:
        """The IRI of a category."""
        return self.categories + segment(slug)

    def person(self, key: str) -> str:
        """The IRI of somebody who reviews."""
        return self.people + segment(key)

    def page(self, slug: str) -> str:
        """The address of the page about a term."""
        return f"{self.term(slug)}.html"

    def link(self, identity: str) -> str:
        """The IRI of what is said about a page outside."""
        return f"{self.scheme}links/{segment(identity)}"

    def link_group(self, key: str) -> str:
        """The IRI of a heading under which pages outside are shown."""
        return f"{self.scheme}link-groups/{segment(key)}"

    def profile(self, key: str) -> str:
        """The IRI of a named set of terms that a reader may know."""
        return f"{self.scheme}profiles/{segment(key)}"

    def path(self, key: str) -> str:
        """The IRI of an editor's order of reading."""
        return f"{self.scheme}paths/{segment(key)}"

    def source(self, slug: str, identity: str) -> str:
        """The IRI of a source that a term names."""
        return f"{self.term(slug)}#source/{segment(identity)}"

    def note(self, key: str) -> str:
        """The predicate of a section of terms; the underscore keeps it apart from relation types."""
        return f"{self.own}note_{local_name(key)}"

    def predicate(self, row: RelationType) -> str:
        """The predicate of a relation type: a built-in one's is the same everywhere, another's as declared or its own.

        A type never takes over a predicate of SKOS, which says more than the type does, nor one that RDF/XML could not
        name.
        """
        if row.key in BUILT_IN.types:
            return NAMESPACE + local_name(row.key)
        declared = expanded(row.predicate) if row.predicate else None
        if declared and not is_skos(declared) and _NAMED.search(declared):
            return declared
        return self.own + local_name(row.key)

    def inverse(self, key: str) -> str:
        """The predicate of an own type read from the other end."""
        return self.own + local_name(key)

    def relation(self, relation: Relation) -> str:
        """The IRI of what is said about a relation, a fragment of its subject's."""
        return self.statement(self.term(relation.subject), relation.type, self.term(relation.object))

    def statement(self, subject: str, kind: str, target: str) -> str:
        """The same from the IRIs of the two terms and the key of the type."""
        return f"{subject}#{segment(kind)}/{target[len(self.terms) :]}"

    def requirement(self, requirement: Requirement) -> str:
        """The IRI of a group of alternatives, a fragment of its subject's: the same in whatever order they stand."""
        options = sorted("+".join(segment(slug) for slug in option) for option in requirement.options)
        return f"{self.term(requirement.subject)}#requires-any/{','.join(options)}"
