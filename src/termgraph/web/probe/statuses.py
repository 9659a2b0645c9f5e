"""Requests for what is not there, moved, deleted or replaced, and what no request may cause."""

from collections.abc import Iterator

from .exchange import Server
from .outcomes import Outcome, ask, has, has_links, judged, never_says, status
from .subject import Subject, landed

EVIL = "evil.example"


def statuses(server: Server, subject: Subject) -> Iterator[Outcome]:
    """404, 301, 410, and terms that are deprecated, the last three where such terms are known."""
    missing = subject.term + "-that-is-not-there"
    for address in (missing, f"{missing}.ttl", f"{missing}.html", f"{subject.term}.png", f"{subject.term}/more"):
        yield ask(
            server, "RFC 9110 15.5.5: nothing there", ("GET", address, (("Accept", "text/turtle"),)), "404", status(404)
        )[0]
    if subject.old:
        for suffix in ("", ".ttl"):
            outcome, reply = ask(
                server,
                "RFC 9110 15.4.2: moved for good",
                ("GET", subject.old + suffix, (("Accept", "text/turtle"),)),
                "301 to where it is now",
                status(301),
                has("location"),
            )
            yield outcome
            found = landed(server, landed(server, reply))
            yield judged(
                "RFC 9110 15.4.2: moved for good",
                f"where {subject.old}{suffix} leads",
                "200",
                [] if found.status == 200 else [f"status {found.status}"],
            )
    if subject.gone:
        for suffix in ("", ".ttl"):
            yield ask(server, "RFC 9110 15.5.11: deleted", ("GET", subject.gone + suffix, ()), "410", status(410))[0]
    if subject.deprecated:
        yield ask(
            server,
            "RFC 5829 3.4; OWL 2 5.5: deprecated",
            ("GET", f"{subject.deprecated}.nt", ()),
            "200, owl:deprecated, and a link to its successor",
            status(200),
            has_links("successor-version"),
            lambda reply: None if b"owl#deprecated" in reply.body else "no owl:deprecated",
            lambda reply: None if b"terms/isReplacedBy" in reply.body else "no dcterms:isReplacedBy",
        )[0]


def odd_requests(server: Server, subject: Subject) -> Iterator[Outcome]:
    """The host is never believed, and nothing odd is an error of the server."""
    for name in ("Host", "X-Forwarded-Host", "Forwarded"):
        value = f"host={EVIL}" if name == "Forwarded" else EVIL
        for address in (subject.term, f"{subject.term}.ttl"):
            yield ask(
                server,
                "RFC 9110 7.2, 17.1: the host of a request is not to be believed",
                ("GET", address, ((name, value), ("Accept", "text/turtle"))),
                f"nothing of {EVIL}",
                status(200, 303, 400, 404, 421),
                never_says(EVIL),
            )[0]
    folder = subject.term.rpartition("/")[0]
    for address in (
        f"{folder}/%2e%2e%2f{subject.term.rpartition('/')[2]}",
        f"{folder}/%00",
        f"{folder}/%ff%fe",
        f"{folder}/" + "a" * 4000,
        f"{folder}/.ttl",
        f"{folder}/%0d%0aSet-Cookie:%20a=b",
        f"{subject.term}?_profile=%00",
        f"{subject.term}?_profile=%3C%3E&_mediatype=%ff",
        f"{subject.term}?_mediatype=",
        f"{subject.term}.ttl?_profile=%0d%0aX-Evil:%20yes",
    ):
        yield ask(
            server,
            "RFC 9110 15.6.1: no request is an error of the server",
            ("GET", address, (("Accept-Profile", "<<"), ("Accept", "\xe9/\xff"), ("If-None-Match", '"'))),
            "a status below 500, and no header that the client made",
            lambda reply: f"status {reply.status}" if reply.status >= 500 else None,
            lambda reply: "a header of the client's" if reply.header("x-evil") or reply.header("set-cookie") else None,
        )[0]
