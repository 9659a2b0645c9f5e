"""Which schemes an IRI may begin with (RFC 3986, section 3.1): those that we link, those refused, and all others."""

LINKED = ("http://", "https://", "urn:")
"""What IRIs begin with that mappings, origins and links may have; those of any other scheme are kept as statements."""

_RUNNING = (
    "blob", "data", "filesystem", "jar", "javascript", "jscript", "livescript", "mhtml", "mocha", "vbscript",
    "view-source", "wyciwyg",
)  # fmt: skip
_LOCAL = (
    "about", "chrome", "chrome-extension", "edge", "file", "mk", "moz-extension", "ms-its", "ms-msdt", "ms-officecmd",
    "opera", "res", "resource", "search-ms", "shell", "smb",
)  # fmt: skip
PREFIXES = (
    "category", "dcat", "dcterms", "foaf", "isothes", "ns", "owl", "person", "rdf", "rdfs", "skos", "term", "tg",
    "vann", "void", "xsd",
)  # fmt: skip
"""What our exports shorten: no syntax has a way to tell JSON-LD that `skos:x` is a whole IRI (JSON-LD 1.1 API, 5.2)."""

REFUSED: dict[str, str] = {
    **dict.fromkeys(_RUNNING, "it can run code in a reader's browser"),
    **dict.fromkeys(_LOCAL, "it means a file, a page or a program of the reader's own machine"),
    **dict.fromkeys(PREFIXES, "JSON-LD takes it for a prefix; outside < and > Turtle does too"),
}
"""Why an IRI of a scheme, in small letters, is not taken; every scheme that is not here is."""


def linked(iri: str) -> bool:
    """Whether the IRI may be a mapping, an origin or a link."""
    return iri.startswith(LINKED) or iri.lower().startswith(LINKED)


def why_refused(iri: str) -> str | None:
    """What is wrong with the scheme of an IRI, None for one that is taken."""
    return REFUSED.get(iri.partition(":")[0].lower())
