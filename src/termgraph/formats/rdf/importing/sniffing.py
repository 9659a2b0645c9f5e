"""Which syntax a file is in, by what it says rather than by what it is called."""

import re

TRIG, QUADS, XML, JSON = "TriG", "N-Quads", "RDF/XML", "JSON-LD"
"""Four parsers read all six syntaxes: Turtle is TriG without named graphs, N-Triples are N-Quads without."""

SUFFIXES: dict[str, tuple[str, ...]] = {
    ".ttl": (TRIG, QUADS),
    ".trig": (TRIG, QUADS),
    ".nt": (QUADS,),
    ".nq": (QUADS,),
    ".rdf": (XML,),
    ".xml": (XML,),
    ".owl": (XML, TRIG, QUADS),
    ".jsonld": (JSON,),
    ".json": (JSON,),
}
"""What a file with this suffix may be in; one of another suffix is in whatever it is."""

WITHOUT_GRAPHS = frozenset({".ttl", ".nt"})
"""Suffixes of syntaxes that have no named graphs."""

_HEAD = 64_000
_LINES = 20
_SPACE = re.compile(rb"(?:[ \t\r\n]+|#[^\r\n]*)*+")
_JSON = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"\]]")
# An element with a prefix has an attribute that declares it; `<tag:a>` with none is an IRI (Namespaces in XML 1.0, 3).
_XML = re.compile(rb"<(?:\?xml\b|!DOCTYPE\b|!--|[A-Za-z_][\w.-]*(?:(?::[A-Za-z_][\w.-]*)?\s+[\w:.-]+\s*=|\s*/?>))")
_NAME = rb"(?:<[^<>\"{}|^`\x00-\x20]*>|_:[^\s<>\"]+)"
_QUAD = re.compile(
    rb"[ \t]*+" + _NAME + rb"[ \t]*+<[^<>\"{}|^`\x00-\x20]*>[ \t]*+(?:" + _NAME
    + rb"|\"(?:[^\"\\\r\n]|\\.)*+\"(?:@[A-Za-z0-9-]++|\^\^<[^<>\s]*>)?)[ \t]*+(?:" + _NAME
    + rb"[ \t]*+)?\.[ \t]*+(?:#.*+)?"
)  # fmt: skip  # the four parts of a line, one after the other
_ABSOLUTE = re.compile(rb"[ \t]*+(?:<[A-Za-z][A-Za-z0-9+.-]*:|_:)")
_TURTLE = re.compile(rb"@(?:prefix|base)\b|(?:prefix|base|graph)\b|<|\[|\(|_:|\{|[^\s\"'<>{}\\,;]*:", re.IGNORECASE)


def sniff(data: bytes) -> str | None:
    """The syntax of a file, None where it is none of RDF's."""
    head = data[:_HEAD]
    bare = head.lstrip()
    if _JSON.match(bare):
        return JSON
    if _XML.match(bare):
        return XML
    lines = [line for line in head.split(b"\n")[: _LINES + 1] if line.strip() and not line.lstrip().startswith(b"#")]
    whole = lines if len(head) == len(data) or len(lines) == 1 else lines[:-1]
    if whole and all(_QUAD.fullmatch(line.rstrip(b"\r")) and _ABSOLUTE.match(line) for line in whole):
        return QUADS
    found = _SPACE.match(head)
    rest = head[found.end() :] if found else head
    return TRIG if not rest or _TURTLE.match(rest) else None
