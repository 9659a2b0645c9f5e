"""Requests about links: what the Link header names, and whether it is there (FAIR Signposting, RFC 8288)."""

from collections.abc import Iterator

from .exchange import Server
from .outcomes import Outcome, ask, has_links, judged, links_with, status, typed
from .subject import Subject

RELATIONS = ("canonical", "cite-as", "alternate", "describedby", "type", "collection")


def linking(server: Server, subject: Subject) -> Iterator[Outcome]:
    """The relations of each kind of document, and every alternate followed."""
    document = f"{subject.term}.ttl"
    for address, more in ((subject.term, ()), (f"{subject.term}.html", ()), (document, ("profile", "describes"))):
        yield ask(
            server,
            "FAIR Signposting; RFC 8288 3",
            ("GET", address, (("Accept", "text/turtle"),)),
            f"links of relation {', '.join((*RELATIONS, *more))}",
            status(200, 303),
            has_links(*RELATIONS, *more),
        )[0]
    reply = server.get(document)
    cited = [each.target for each in links_with(reply, "cite-as")]
    yield judged(
        "RFC 8574 3: cite-as",
        f"GET {document}",
        f"one link, to {subject.iri}",
        [] if cited == [subject.iri] else [f"links to {', '.join(cited) or 'nothing'}"],
    )
    for each in (*links_with(reply, "canonical"), *links_with(reply, "alternate")):
        wanted, profile = each.attributes.get("type"), each.attributes.get("profile")
        yield ask(
            server,
            "connegp 7.2.1: what is listed can be had",
            ("GET", subject.local(each.target), ()),
            f"{wanted}{f' that conforms to {profile}' if profile else ''}",
            status(200),
            typed(wanted, profile),
        )[0]
    for each in links_with(reply, "describedby"):
        yield ask(
            server, "RFC 6892 2: describedby", ("GET", subject.local(each.target), ()), "a description", status(200)
        )[0]
