"""The glossary as linked data: six syntaxes, two profiles, all of it or a part."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, Protocol

from termgraph.errors import Code, TermgraphError
from termgraph.formats.scope import WHOLE, Scope, number_of
from termgraph.graph.snapshot import Snapshot

from . import context, schema_org, skos
from .ground import Ground, When, names_of, unknown
from .jsonld import Compact, JsonLdWriter
from .lines import LinesWriter, TurtleWriter
from .names import KNOWN_NAMESPACES, NAMESPACES, Names, Object, Triple
from .nodes import Node, Part, triples
from .rdf_xml import XmlWriter
from .syntaxes import SYNTAXES, Syntax, syntax_of

if TYPE_CHECKING:
    import rdflib

__all__ = [
    "PROFILES", "SYNTAXES", "WHOLE", "Ground", "Names", "Object", "Scope", "Syntax", "Triple", "When", "names_of",
    "part_bytes", "statements", "syntax_of", "term_bytes", "to_rdflib", "unknown", "write",
]  # fmt: skip

Progress = Callable[[int, int], None]

_BLOCK = 256
"""How many things are written at a time."""


class Writer(Protocol):
    """One syntax: how a thing is written, and what stands before the first, between two, and after the last."""

    start: str
    between: str
    end: str

    def node(self, node: Node) -> str:
        """One thing."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A way to say what a glossary says: its IRI, its parts, one term's part, and its names in JSON-LD and Turtle."""

    name: str
    iri: str
    parts: Callable[[Ground, Scope], Iterator[Part]]
    term_part: Callable[[Ground, int], Part]
    compact: Callable[[Ground], Compact]
    namespaces: Mapping[str, str]


PROFILES: dict[str, Profile] = {
    row.name: row
    for row in (
        Profile("skos", NAMESPACES["skos"], skos.parts, skos.term_part, context.own, NAMESPACES),
        Profile(
            "schema",
            KNOWN_NAMESPACES["schema"],
            schema_org.parts,
            schema_org.term_part,
            lambda _: schema_org.compact(),
            {"schema": KNOWN_NAMESPACES["schema"], "xsd": NAMESPACES["xsd"]},
        ),
    )
}
"""Every profile by its name; the first is what is written where none is asked for."""


def write(
    snapshot: Snapshot,
    out: BinaryIO,
    format: str = "turtle",  # noqa: A002  # what it is called
    profile: str = "skos",
    scope: Scope = WHOLE,
    *,
    changed: When = unknown,
    progress: Progress | None = None,
) -> None:
    """Writes a glossary, or the part of it that `scope` says, in a syntax of SYNTAXES and a profile of PROFILES.

    The bytes are always the same, and memory does not grow with the glossary but for the names of its terms. N-Quads
    and TriG put everything in the graph named like the glossary. `changed` says when terms were last changed;
    `progress` is called with how many terms are written and how many there are.

    Raises TermgraphError UNKNOWN_FORMAT for a syntax or profile, UNKNOWN_TERM or NOT_FOUND for what a scope names, and
    CONTENT_INVALID when the glossary's base address is no web address.
    """
    row, ground = _profile(profile), _ground(snapshot, changed)
    total = len(scope.terms(snapshot))
    writer = _writer(snapshot, row, syntax_of(format))
    out.write(writer.start.encode())
    # Texts alone wait to be written: parts that waited would keep the garbage collector busy.
    waiting: list[str] = []
    begun = False
    for done, part in enumerate(row.parts(ground, scope)):
        waiting += [writer.node(node) for node in part.sorted()]
        if len(waiting) > _BLOCK:
            out.write((writer.between * begun + writer.between.join(waiting)).encode())
            waiting, begun = [], True
            if progress:
                progress(min(done, total), total)
    out.write(((writer.between if begun and waiting else "") + writer.between.join(waiting) + writer.end).encode())
    if progress:
        progress(total, total)


def term_bytes(
    snapshot: Snapshot,
    slug: str,
    format: str,  # noqa: A002  # what it is called
    profile: str = "skos",
    *,
    changed: When = unknown,
) -> bytes:
    """One term, straight from its record: what `write` writes with `Scope.term(slug)`; raises as it does.

    Linear in what is said of the term; the first call for a snapshot makes the names of all its terms.
    """
    row, ground = _profile(profile), _ground(snapshot, changed)
    return part_bytes(snapshot, row.term_part(ground, number_of(snapshot, slug)), format, profile)


def part_bytes(snapshot: Snapshot, part: Part, format: str, profile: str = "skos") -> bytes:  # noqa: A002  # likewise
    """Some things of a glossary, or about it, as a document of their own; raises as `write` does."""
    writer = _writer(snapshot, _profile(profile), syntax_of(format))
    return f"{writer.start}{writer.between.join(map(writer.node, part.sorted()))}{writer.end}".encode()


def statements(
    snapshot: Snapshot, profile: str = "skos", scope: Scope = WHOLE, *, changed: When = unknown
) -> Iterator[Triple]:
    """Every triple, each once in its part, in the order in which it is written; raises as `write` does."""
    return triples(_profile(profile).parts(_ground(snapshot, changed), scope))


def to_rdflib(snapshot: Snapshot, profile: str = "skos", *, changed: When = unknown) -> "rdflib.Graph":
    """The glossary as an rdflib Graph with its namespaces bound; raises as `write` does."""
    import rdflib

    from .graphs import rdflib_graph

    graph: rdflib.Graph = rdflib_graph(statements(snapshot, profile, changed=changed))
    for prefix, namespace in names_of(snapshot).prefixes(_profile(profile).namespaces).items():
        graph.bind(prefix, namespace)
    return graph


def _profile(name: str) -> Profile:
    if name not in PROFILES:
        known = ", ".join(PROFILES)
        message = f"There is no profile {name!r}; the profiles are {known}."
        raise TermgraphError(Code.UNKNOWN_FORMAT, message, profiles=list(PROFILES))
    return PROFILES[name]


def _ground(snapshot: Snapshot, changed: When) -> Ground:
    return replace(Ground.of(snapshot), changed=changed)


def _writer(snapshot: Snapshot, profile: Profile, syntax: Syntax) -> Writer:
    """The writer for a snapshot, kept with it: its beginning is long, and it remembers how it spells names."""
    kept = snapshot.once(_writers)
    key = (profile.name, syntax.name)
    if key not in kept:
        ground = Ground.of(snapshot)
        kept[key] = _WRITERS[syntax.name](profile, ground, ground.names.prefixes(profile.namespaces))
    return kept[key]


def _writers(_: Snapshot) -> dict[tuple[str, str], Writer]:
    return {}


_WRITERS: dict[str, Callable[[Profile, Ground, dict[str, str]], Writer]] = {
    "turtle": lambda _, __, prefixes: TurtleWriter(prefixes),
    "trig": lambda _, ground, prefixes: TurtleWriter(prefixes, ground.names.scheme),
    "n-triples": lambda *_: LinesWriter(),
    "n-quads": lambda _, ground, __: LinesWriter(ground.names.scheme),
    "rdf-xml": lambda _, __, prefixes: XmlWriter(prefixes),
    "json-ld": lambda profile, ground, _: JsonLdWriter(profile.compact(ground)),
}
