"""What an address stands for: a term, a category or a person, with all that its answers say, as plain data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from termgraph.formats.rdf import Ground, names_of, part_bytes, term_bytes
from termgraph.formats.rdf.dataset import alternates_part, licence_of, single_part
from termgraph.formats.rdf.names import NAMESPACES, segment
from termgraph.glossary.view import View
from termgraph.graph.labels import shown_title
from termgraph.graph.lookup import by_slug
from termgraph.graph.snapshot import Snapshot
from termgraph.model import TermStatus

from .links import Described
from .page import Block, anchor, bidi, page
from .representations import ALTERNATES, FORMATS, HTML, OF_OTHERS, OF_TERMS, SKOS, SYNTAXES, Format, Representation

SCHEMA_ORG = "https://schema.org/"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with an address: the folder it is in, its own name there, what it is called, and what it is."""

    folder: str
    key: str
    title: str
    types: tuple[str, ...]
    offers: Sequence[Representation]
    successors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last part of its address."""
        return segment(self.key)

    def described(self, snapshot: Snapshot) -> Described:
        """What the Link header says of it."""
        names = names_of(snapshot)
        return Described(
            iri=f"{names.scheme}{self.folder}/{self.name}",
            types=self.types,
            offers=self.offers,
            collection=names.scheme,
            description=f"{names.scheme}.well-known/void",
            licence=licence_of(snapshot.glossary),
            successors=self.successors,
        )


def term_thing(snapshot: Snapshot, slug: str) -> Thing | None:
    """The term with this slug; former slugs are not followed."""
    term = snapshot.term(slug)
    if term is None:
        return None
    names = names_of(snapshot)
    replaced = term.replaced_by if term.status is TermStatus.DEPRECATED else ()
    return Thing(
        "terms",
        slug,
        shown_title(snapshot.glossary, term),
        (f"{SCHEMA_ORG}AboutPage", f"{SCHEMA_ORG}DefinedTerm", f"{NAMESPACES['skos']}Concept"),
        OF_TERMS,
        tuple(names.term(each) for each in replaced if each in snapshot.numbers),
    )


def category_thing(snapshot: Snapshot, slug: str) -> Thing | None:
    """The category with this slug."""
    category = snapshot.categories.get(slug)
    types = (f"{SCHEMA_ORG}CollectionPage", f"{NAMESPACES['skos']}Collection")
    return Thing("categories", slug, category.name, types, OF_OTHERS) if category else None


def person_thing(snapshot: Snapshot, key: str) -> Thing | None:
    """Whoever edits or reviews under this key."""
    person = snapshot.content.people.get(key)
    types = (f"{SCHEMA_ORG}AboutPage", f"{NAMESPACES['foaf']}Person")
    return Thing("people", key, person.name, types, OF_OTHERS) if person else None


FOLDERS: Mapping[str, Callable[[Snapshot, str], Thing | None]] = MappingProxyType(
    {"terms": term_thing, "categories": category_thing, "people": person_thing}
)
"""The folders of addresses, and how a thing in each is found."""


def split(name: str) -> tuple[str, Format | None]:
    """The name of a thing and the format that an address asks for by its suffix."""
    stem, dot, suffix = name.rpartition(".")
    found = next((each for each in FORMATS if each.suffix == suffix), None)
    return (stem, found) if dot and stem and found else (name, None)


def redirected(snapshot: Snapshot, folder: str, key: str) -> str | None:
    """The slug of the term that had this one once."""
    if folder != "terms" or key in snapshot.numbers:
        return None
    found = by_slug(snapshot, key)
    return snapshot.terms[found.term].slug if found else None


def document(view: View, thing: Thing, sent: Representation) -> bytes:
    """The bytes of a representation."""
    snapshot = view.snapshot
    syntax = SYNTAXES.get(sent.format.suffix, "")
    if sent.profile is ALTERNATES:
        if sent.format is HTML:
            return page(snapshot, f"{thing.title}: representations", [_alternates(thing)])
        rows = [
            (each.suffix, each.format.media_type, each.profile.uri if each.profile else None) for each in thing.offers
        ]
        return part_bytes(snapshot, alternates_part(thing.described(snapshot).iri, rows), syntax)
    if sent.format is HTML:
        return page(snapshot, thing.title, _blocks(view, thing), thing.name, thing.offers)
    if thing.folder == "terms":
        return term_bytes(snapshot, thing.key, syntax, (sent.profile or SKOS).token, changed=view.changed.at)
    return part_bytes(snapshot, single_part(Ground.of(snapshot), thing.folder, thing.key), syntax)


def _blocks(view: View, thing: Thing) -> list[Block]:
    """What the page of a person says; terms and categories have pages of their own."""
    person = view.snapshot.content.people[thing.key]
    said = [bidi(person.role)] if person.role else []
    if person.url and person.url.startswith(("https://", "http://")):
        said.append(anchor(person.url, person.url))
    return [Block(None, "".join(f"<p>{each}</p>" for each in said))]


def _alternates(thing: Thing) -> Block:
    """The table that the specification draws for people (connegp, 7.3.2.1)."""
    rows = "".join(
        f"<tr><td>{anchor(thing.name + each.suffix, thing.name + each.suffix)}</td>"
        f"<td>{bidi(each.profile.uri) if each.profile else ''}</td><td>{bidi(each.format.media_type)}</td>"
        f"<td>{'' if number else 'yes'}</td></tr>\n"
        for number, each in enumerate(thing.offers)
    )
    head = "<tr><th>Representation</th><th>Profile</th><th>Media type</th><th>Default</th></tr>"
    return Block(None, f"<table>\n{head}\n{rows}</table>")
