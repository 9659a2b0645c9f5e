"""Requests about negotiation: by media type (RFC 9110, 12) and by profile (W3C connegp, 7)."""

from collections.abc import Iterator

from .exchange import Headers, Reply, Server
from .outcomes import Outcome, ask, judged, links_with, lists, never_says, status, typed
from .subject import MEDIA, Subject, landed

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
COMPACTED = 'application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"'
SKOS = "http://www.w3.org/2004/02/skos/core"
SCHEMA = "https://schema.org/"
ALTERNATES = "http://www.w3.org/ns/dx/connegp/altr"

ACCEPTED: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("RFC 9110 12.5.1: without Accept, anything", (), "html"),
    ("RFC 9110 12.5.1: */*", ("*/*",), "html"),
    ("RFC 9110 12.5.1: an empty list names no preference", ("",), "html"),
    ("RFC 9110 12.5.1", ("text/html",), "html"),
    ("RFC 9110 12.5.1", ("application/ld+json",), "jsonld"),
    ("design, Answers: application/json", ("application/json",), "jsonld"),
    ("RFC 9110 12.5.1", ("text/turtle",), "ttl"),
    ("RFC 9110 12.5.1", ("application/rdf+xml",), "rdf"),
    ("RFC 9110 12.5.1", ("application/n-triples",), "nt"),
    ("RFC 9110 12.5.1: a browser", (BROWSER,), "html"),
    ("RFC 9110 12.4.2: q", ("text/turtle;q=0.5, application/ld+json",), "jsonld"),
    ("RFC 9110 12.4.2: q", ("text/turtle;q=0.501, application/ld+json;q=0.5",), "ttl"),
    ("RFC 9110 12.4.2: q=1.000", ("text/turtle;q=1.000",), "ttl"),
    ("RFC 9110 12.4.2: q=0 is not acceptable", ("text/html;q=0, */*",), "jsonld"),
    ("RFC 9110 12.4.2: q=0 is not acceptable", ("text/turtle;q=0.0, application/n-triples;q=0.1",), "nt"),
    ("RFC 9110 12.5.1: wildcard", ("text/turtle, */*;q=0.1",), "ttl"),
    ("RFC 9110 12.5.1: subtype wildcard", ("application/*",), "jsonld"),
    ("RFC 9110 12.5.1: specificity before q", ("*/*;q=0.9, text/html;q=0.1",), "jsonld"),
    ("RFC 9110 12.5.1: specificity before q", ("text/*;q=0.3, text/turtle;q=0.7, */*;q=0.5",), "ttl"),
    ("RFC 9110 8.3.1: types are case-insensitive", ("TEXT/Turtle",), "ttl"),
    ("RFC 9110 8.3.1: a parameter of the type", ("text/turtle;charset=UTF-8",), "ttl"),
    ("RFC 9110 8.3.1: a quoted parameter", ('text/turtle; charset="utf-8"',), "ttl"),
    ("RFC 9110 12.5.1: a parameter that nothing has", ("text/turtle;level=1, application/n-triples;q=0.1",), "nt"),
    ("JSON-LD 1.1 C.3: profile", (COMPACTED,), "jsonld"),
    ("RFC 9110 5.6.4: a quoted comma", ('application/ld+json;profile="urn:a,b;c", text/html;q=0.1',), "jsonld"),
    ("RFC 9110 5.6.1: empty elements", (", ,text/turtle,,",), "ttl"),
    ("RFC 9110 5.3: two fields are one list", ("image/png", "text/turtle"), "ttl"),
    ("RFC 9110 12.5.1: an unknown type beside a known one", ("image/png, text/turtle;q=0.2",), "ttl"),
    ("design, Answers: malformed, the default", ("text",), "html"),
    ("design, Answers: malformed, the default", ('text/turtle;charset="',), "html"),
    ("design, Answers: malformed, the default", ("text/turtle;q=2",), "html"),
    ("design, Answers: malformed, the default", ("text/turtle;;;=",), "html"),
    ("design, Answers: at most 32 ranges", (", ".join(f"x/t{n}" for n in range(32)) + ", text/turtle",), "html"),
    ("design, Answers: at most 2 kB", ("text/turtle" + " " * 2048 + ", text/turtle",), "html"),
)
"""Why, the Accept fields, and the suffix of what is to come."""

REFUSED = ("image/png", "*/*;q=0", "text/csv, application/zip;q=0.3")
"""Accept fields for which there is nothing."""

PROFILED: tuple[tuple[str, str, Headers, str, str | None], ...] = (
    ("connegp 7.2.2: Accept-Profile", "", (("Accept-Profile", f"<{SCHEMA}>"),), "jsonld", SCHEMA),
    ("connegp 7.2.2: and Accept", "", (("Accept-Profile", f"<{SCHEMA}>"), ("Accept", "text/turtle")), "ttl", SCHEMA),
    ("connegp 7.2.2: q", "", (("Accept-Profile", f"<{SCHEMA}>;q=0.2, <{SKOS}>"),), "jsonld", SKOS),
    ("connegp 7.2.2: an unknown one", "", (("Accept-Profile", f"<urn:x:y>, <{SCHEMA}>;q=0.1"),), "jsonld", SCHEMA),
    ("connegp 7.2: only unknown ones, the default", "", (("Accept-Profile", "<urn:x:y>"),), "html", None),
    ("RFC 9110 5.6.4: a quoted profile", "", (("Accept-Profile", '"https://schema.org/"'),), "html", None),
    ("connegp 7.3.3: _profile, a token", "?_profile=schema", (), "jsonld", SCHEMA),
    ("connegp 7.3.3: _profile, a URI", "?_profile=%3Chttps%3A%2F%2Fschema.org%2F%3E", (), "jsonld", SCHEMA),
    ("connegp 7.3.3: _profile, in order", "?_profile=nothing,schema,skos", (), "jsonld", SCHEMA),
    ("connegp 6.4: the query goes first", "?_profile=schema", (("Accept-Profile", f"<{SKOS}>"),), "jsonld", SCHEMA),
    ("connegp 7.3.1: the list of representations", "?_profile=alt", (), "html", ALTERNATES),
    ("connegp 7.3.1: its reserved token", "?_profile=all", (("Accept", "text/turtle"),), "ttl", ALTERNATES),
    ("connegp 7.3.1: _mediatype", "?_mediatype=text/turtle", (("Accept", "text/html"),), "ttl", SKOS),
    ("connegp 7.3.1: a plus sign is one", "?_mediatype=application/ld+json", (), "jsonld", SKOS),
    ("connegp 7.3.1: both", "?_profile=schema&_mediatype=text/turtle", (), "ttl", SCHEMA),
    ("connegp 7.3.3: _mediatype, in order", "?_mediatype=image/png,application/n-triples,text/turtle", (), "nt", SKOS),
)  # fmt: skip  # a row a line
"""Why, the query, the headers, the suffix of what is to come, and the profile it conforms to."""


def negotiating(server: Server, subject: Subject) -> Iterator[Outcome]:
    """Every row of the tables."""
    for section, fields, suffix in ACCEPTED:
        sent = tuple(("Accept", each) for each in fields)
        outcome, reply = ask(
            server,
            section,
            ("GET", subject.term, sent),
            f"{MEDIA[suffix]}, at once or by 303",
            status(200, 303),
            lists("vary", "accept"),
        )
        yield _with(outcome, _landing(server, reply, suffix))
    for accept in REFUSED:
        yield ask(
            server,
            "RFC 9110 15.5.7: nothing acceptable",
            ("GET", subject.term, (("Accept", accept),)),
            "406 with the list of what there is",
            status(406),
            lists("vary", "accept"),
            lambda reply: None if len(links_with(reply, "alternate")) >= 4 or b"turtle" in reply.body else "no list",
        )[0]
    yield ask(
        server,
        "design, Answers: an unknown _mediatype",
        ("GET", f"{subject.term}?_mediatype=image/png", ()),
        "406",
        status(406),
    )[0]
    for section, query, headers, suffix, profile in PROFILED:
        outcome, reply = ask(
            server,
            section,
            ("GET", subject.term + query, headers),
            f"{MEDIA[suffix]} that conforms to {profile or 'nothing in particular'}",
            status(200, 303),
        )
        yield _with(outcome, _landing(server, reply, suffix, profile))


def _landing(server: Server, reply: Reply, suffix: str, profile: str | None = None) -> str | None:
    """What is wrong with where a reply leads."""
    found = landed(server, reply)
    wanted = [status(200), typed(MEDIA[suffix], profile), never_says("Traceback")]
    return "; ".join(complaint for each in wanted if (complaint := each(found))) or None


def _with(outcome: Outcome, complaint: str | None) -> Outcome:
    if complaint is None:
        return outcome
    came = complaint if outcome.passed else f"{outcome.came}; {complaint}"
    return judged(outcome.section, outcome.asked, outcome.wanted, [came])
