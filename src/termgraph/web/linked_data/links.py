"""The Link header of a thing's representations: FAIR Signposting, and the lists of Content Negotiation by Profile."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .representations import ALTERNATES, DATA, HTML, JSON_LD, TURTLE, Profile, Representation

PROFILE_CLASS = "http://www.w3.org/ns/dx/prof/Profile"
"""The target of links that tell the token of a profile (W3C connegp, 7.2.1.2)."""


@dataclass(frozen=True, slots=True)
class Described:
    """A thing that documents are about: its own IRI, the types it has, and where to go from it.

    `description` is where the glossary as a whole is described; `successors` are the IRIs of what replaces it.
    """

    iri: str
    types: tuple[str, ...]
    offers: Sequence[Representation]
    collection: str
    description: str
    licence: str | None = None
    successors: tuple[str, ...] = ()


def link_header(thing: Described, sent: Representation | None) -> str:
    """The links of one representation of `thing`; of the thing itself where none is `sent`, as in a redirect.

    The list of representations stands there once, as the page, and can be had in every other format at its address.
    Canonical is the default representation (connegp 7.2.1), which is also the landing page of Signposting; every
    other one is an alternate. RFC 8574 has cite-as, RFC 6892 describedby and describes, RFC 6573 collection, RFC 6903
    type, RFC 4946 license, RFC 6906 profile, RFC 5829 successor-version.
    """
    return ", ".join(_links(thing, sent))


def link(target: str, relation: str, **attributes: str) -> str:
    """One link (RFC 8288, section 3). Targets are IRIs that were escaped when they were made."""
    quoted = "".join(f'; {name}="{value}"' for name, value in attributes.items())
    return f'<{target}>; rel="{relation}"{quoted}'


def _links(thing: Described, sent: Representation | None) -> Iterator[str]:
    yield link(thing.iri, "cite-as")
    listed = (each for each in thing.offers if each.profile is not ALTERNATES or each.format is HTML)
    for number, each in enumerate(listed):
        yield _to(thing, each, "alternate" if number else "canonical")
    if sent is not None and sent.format in DATA:
        yield link(f"{thing.iri}.{HTML.suffix}", "describes")
        yield link(thing.description, "describedby")
    else:
        for each in thing.offers:
            if each.format in (JSON_LD, TURTLE) and each.profile == thing.offers[1].profile:
                yield _to(thing, each, "describedby")
    for kind in thing.types:
        yield link(kind, "type")
    yield link(thing.collection, "collection")
    if thing.licence:
        yield link(thing.licence, "license")
    if sent is not None and sent.profile is not None:
        yield link(sent.profile.uri, "profile")
    for successor in thing.successors:
        yield link(successor, "successor-version")
    for profile in _profiles(thing.offers):
        yield link(PROFILE_CLASS, "type", token=profile.token, anchor=profile.uri)


def _to(thing: Described, each: Representation, relation: str) -> str:
    attributes = {"type": each.format.media_type}
    if each.profile is not None:
        attributes["profile"] = each.profile.uri
    return link(thing.iri + each.suffix, relation, **attributes)


def _profiles(offers: Iterable[Representation]) -> Iterable[Profile]:
    return dict.fromkeys(each.profile for each in offers if each.profile is not None)
