"""What can be had of a thing: formats, profiles, and which of them go together, as tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

COMPACTED = "http://www.w3.org/ns/json-ld#compacted"
UTF_8 = (("charset", "utf-8"),)


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its suffix: how it is asked for and announced.

    `also` is another media type it answers to. A parameter in `open_parameters` never excludes it: of a JSON-LD
    `profile`, a server must pass over what it does not know (JSON-LD 1.1, section C.3, "profile").
    """

    suffix: str
    media_type: str
    parameters: tuple[tuple[str, str], ...] = ()
    also: str | None = None
    open_parameters: frozenset[str] = frozenset()

    @property
    def content_type(self) -> str:
        """The value of Content-Type."""
        quoted = (f'; {name}="{value}"' if "/" in value else f"; {name}={value}" for name, value in self.parameters)
        return self.media_type + "".join(quoted)


HTML = Format("html", "text/html", UTF_8)
JSON_LD = Format("jsonld", "application/ld+json", (("profile", COMPACTED),), "application/json", frozenset({"profile"}))
TURTLE = Format("ttl", "text/turtle", UTF_8)
RDF_XML = Format("rdf", "application/rdf+xml")
N_TRIPLES = Format("nt", "application/n-triples")
N_QUADS = Format("nq", "application/n-quads")
TRIG = Format("trig", "application/trig")

DATA = (JSON_LD, TURTLE, RDF_XML, N_TRIPLES)
FORMATS = (HTML, *DATA)
"""The formats of one thing; of two that are equally welcome, the one that stands first here is sent."""

SYNTAXES: Mapping[str, str] = MappingProxyType(
    {
        "jsonld": "json-ld",
        "ttl": "turtle",
        "rdf": "rdf-xml",
        "nt": "n-triples",
        "nq": "n-quads",
        "trig": "trig",
    }
)
"""What the writers call a format, by its suffix."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An information model that a representation may conform to: its token, its URI, and other URIs it goes by."""

    token: str
    uri: str
    other_uris: tuple[str, ...] = ()
    other_tokens: tuple[str, ...] = ()

    def is_called(self, uri: str | None, token: str | None) -> bool:
        """Whether this is the profile that somebody asks for."""
        if uri is not None:
            return uri == self.uri or uri in self.other_uris
        return token == self.token or token in self.other_tokens


SKOS = Profile("skos", "http://www.w3.org/2004/02/skos/core", ("http://www.w3.org/2004/02/skos/core#",))
SCHEMA = Profile("schema", "https://schema.org/", ("http://schema.org/", "https://schema.org", "http://schema.org"))
ALTERNATES = Profile(
    "alt",
    "http://www.w3.org/ns/dx/connegp/altr",
    ("http://www.w3.org/ns/dx/connegp/altr#", "http://www.w3.org/ns/dx/conneg/altr"),
    ("all",),
)
"""The list of representations; `all` is the token that the specification reserves (7.3.2)."""


@dataclass(frozen=True, slots=True)
class Representation:
    """One way to have a thing: a format, and the profile it conforms to (None for a page that people read)."""

    format: Format
    profile: Profile | None

    @property
    def suffix(self) -> str:
        """What makes the address of a thing this representation's."""
        named = self.profile is not None and self.profile is not SKOS
        return f".{self.format.suffix}" + (f"?_profile={self.profile.token}" if named and self.profile else "")


def representations(profiles: Iterable[Profile]) -> tuple[Representation, ...]:
    """The page first, which is the default, then every format in each of `profiles`, and the list of them all."""
    data = (Representation(each, profile) for profile in profiles for each in DATA)
    return (Representation(HTML, None), *data, *(Representation(each, ALTERNATES) for each in FORMATS))


OF_TERMS = representations((SKOS, SCHEMA))
OF_OTHERS = representations((SKOS,))
