"""What is probed: a term of the server, found by what the server says of itself, and where its documents are."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from termgraph.errors import Code, TermgraphError

from .exchange import Reply, Server

MEDIA = {
    "html": "text/html",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
}
"""Media type by suffix (design: linked data, "Answers")."""

_EXAMPLE = re.compile(r"^<([^>]*)> <http://rdfs\.org/ns/void#exampleResource> <([^>]*)> \.$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Subject:
    """A term's path on the server; what its IRIs begin with; and paths of others, where they are known."""

    term: str
    base: str
    old: str | None = None
    gone: str | None = None
    deprecated: str | None = None

    @property
    def iri(self) -> str:
        """The IRI of the term."""
        return self.base + self.term

    def local(self, iri: str) -> str:
        """An address of the glossary on the server that is probed, which may not be where the IRIs lead."""
        return iri.removeprefix(self.base) if iri.startswith(self.base) else iri


def subject_of(server: Server, term: str | None, **others: str | None) -> Subject:
    """The subject: `term` is a path such as "terms/rlhf"; without one, the server's own example is taken.

    Raises TermgraphError USAGE when the server names no example.
    """
    reply = server.get(".well-known/void?_mediatype=application/n-triples", ("Accept", "application/n-triples"))
    example = _EXAMPLE.search(reply.body.decode("utf-8", "replace")) if reply.status == 200 else None
    if example:
        dataset, found = example.groups()
        return Subject((term or found.removeprefix(dataset)).lstrip("/"), dataset, **others)
    if term is None:
        raise TermgraphError(Code.USAGE, "The server names no example in /.well-known/void; name a path with --term.")
    return Subject(term.lstrip("/"), server.url, **others)


def landed(server: Server, reply: Reply) -> Reply:
    """Where a reply leads: itself, or what is at its Location, asked for without any wish."""
    location = reply.header("location")
    if reply.status not in (301, 302, 303, 307, 308) or location is None:
        return reply
    target = urljoin(reply.url, location)
    here = urlsplit(server.url)
    # A server behind a proxy may say its public address, which need not lead here.
    if urlsplit(target).netloc != here.netloc:
        target = urlsplit(target)._replace(scheme=here.scheme, netloc=here.netloc).geturl()
    return server.get(target)
