"""What things are called in RDF: namespaces, and the IRIs of a glossary's own things. Plain text, no RDF library."""

import re
from typing import NamedTuple
from urllib.parse import quote

from termgraph.model import Relation, RelationType, Requirement
from termgraph.relations import BUILT_IN, NAMESPACE

NAMESPACES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "isothes": "http://purl.org/iso25964/skos-thes#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tg": NAMESPACE,
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefix to namespace, of what an export uses."""

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

STRING, INTEGER, BOOLEAN, DATE = (NAMESPACES["xsd"] + name for name in ("string", "integer", "boolean", "date"))
LANGUAGE_STRING = NAMESPACES["rdf"] + "langString"


class Object(NamedTuple):
    """The object of a triple: an IRI (`datatype` is IRI), or a literal with its datatype and, for texts, language."""

    value: str
    datatype: str = IRI
    language: str = ""


Triple = tuple[str, str, Object]
"""Subject IRI, predicate IRI, object."""

_ABSOLUTE = re.compile(r"(?:https?://[^\s/?#]|urn:[A-Za-z0-9])", re.IGNORECASE)
_ODD_HOST = re.compile(r"https?://[^/?#]*[\[\]%]", re.IGNORECASE)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SLUG = re.compile(r"[a-z0-9-]+")
_HYPHEN = re.compile(r"-([a-z])")
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)
"""A well-formed language tag in small letters (RFC 5646, section 2.1, without the grandfathered ones)."""


def name(curie: str) -> str:
    """The IRI of "prefix:local" for a prefix that exports use."""
    prefix, local = curie.split(":", 1)
    return NAMESPACES[prefix] + local


def link(subject: str, predicate: str, target: str) -> Triple:
    """A triple whose predicate is "prefix:local" and whose object is an IRI."""
    return subject, name(predicate), Object(target)


def plain(subject: str, predicate: str, value: str | int | bool) -> Triple:
    """A triple whose predicate is "prefix:local" and whose object is a string, a number or a truth."""
    if isinstance(value, bool):
        return subject, name(predicate), Object("true" if value else "false", BOOLEAN)
    return subject, name(predicate), Object(str(value), INTEGER if isinstance(value, int) else STRING)


def literal(text: str, language: str | None) -> Object:
    """A text in a language; a plain string where the language is no well-formed tag.

    Tags are written in small letters, as RDF compares them (RDF 1.1 Concepts, section 3.3).
    """
    tag = (language or "").replace("_", "-").lower()
    return Object(text, LANGUAGE_STRING, tag) if _LANGUAGE.fullmatch(tag) else Object(text, STRING)


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


def segment(text: str) -> str:
    """`text` as one part of a path or fragment: percent-encoded, and never "." or ".."."""
    if _SLUG.fullmatch(text):
        return text
    return text.replace(".", "%2E") if text in (".", "..") else quote(text, safe="")


def local_name(key: str) -> str:
    """A key in lowerCamelCase, as one to one as keys are: "is-algorithm-for" is "isAlgorithmFor", "top-1" "top-1"."""
    return segment(_HYPHEN.sub(lambda found: found[1].upper(), key))


class Names:
    """The IRIs of the things of a glossary under `base`, which ends in a slash."""

    def __init__(self, base: str) -> None:
        self.scheme = base
        self.terms, self.categories, self.people = base + "terms/", base + "categories/", base + "people/"
        self.own = base + "ns#"

    def prefixes(self) -> dict[str, str]:
        """Prefix to namespace for an export of this glossary."""
        places = {"category": self.categories, "ns": self.own, "person": self.people, "term": self.terms}
        return dict(sorted((NAMESPACES | places).items()))

    def term(self, slug: str) -> str:
        """The IRI of a term."""
        return self.terms + segment(slug)

    def category(self, slug: str) -> str:
        """The IRI of a category."""
        return self.categories + segment(slug)

    def person(self, key: str) -> str:
        """The IRI of somebody who reviews."""
        return self.people + segment(key)

    def source(self, slug: str, identity: str) -> str:
        """The IRI of a source that a term names."""
        return f"{self.term(slug)}#source/{segment(identity)}"

    def note(self, key: str) -> str:
        """The predicate of a section of terms; the underscore keeps it apart from relation types."""
        return f"{self.own}note_{local_name(key)}"

    def predicate(self, row: RelationType) -> str:
        """The predicate of a relation type: a built-in one's is the same everywhere, another's as declared or its own.

        A type never takes over a predicate of SKOS, which says more than the type does.
        """
        if row.key in BUILT_IN.types:
            return NAMESPACE + local_name(row.key)
        declared = expanded(row.predicate) if row.predicate else None
        return declared if declared and not is_skos(declared) else self.own + local_name(row.key)

    def inverse(self, key: str) -> str:
        """The predicate of an own type read from the other end."""
        return self.own + local_name(key)

    def relation(self, relation: Relation) -> str:
        """The IRI of what is said about a relation, a fragment of its subject's."""
        return f"{self.term(relation.subject)}#{segment(relation.type)}/{segment(relation.object)}"

    def requirement(self, requirement: Requirement) -> str:
        """The IRI of a group of alternatives, a fragment of its subject's: the same in whatever order they stand."""
        options = sorted("+".join(segment(slug) for slug in option) for option in requirement.options)
        return f"{self.term(requirement.subject)}#requires-any/{','.join(options)}"
