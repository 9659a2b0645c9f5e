"""Requests about methods, validators, codings and other origins (RFC 9110, 8, 9, 13; Fetch)."""

import gzip
import zlib
from collections.abc import Iterator

from .exchange import Reply, Server
from .outcomes import Outcome, ask, empty, has, judged, lacks, lists, status, strong_tag, typed
from .subject import MEDIA, Subject

LONG_AGO = "Mon, 01 Jan 1990 00:00:00 GMT"
OTHER = '"something-else"'


def methods(server: Server, subject: Subject) -> Iterator[Outcome]:
    """HEAD is GET without the body; what else is refused says what is not."""
    for address, headers in (
        (subject.term, ()),
        (f"{subject.term}.html", ()),
        (f"{subject.term}.ttl", ()),
        (f"{subject.term}.jsonld", (("Accept-Encoding", "gzip"),)),
    ):
        get = server.send("GET", address, headers)
        yield ask(
            server,
            "RFC 9110 9.3.2: HEAD",
            ("HEAD", address, headers),
            "the status and headers of GET, and no body",
            status(get.status),
            empty,
            *(has(name, get.header(name)) for name in _SAME if get.header(name) is not None),
        )[0]
    for method in ("POST", "PUT", "DELETE"):
        yield ask(
            server,
            "RFC 9110 15.5.6: methods that are not there",
            (method, f"{subject.term}.ttl", (("Content-Length", "0"),)),
            "405 with Allow",
            status(405),
            lists("allow", "get"),
        )[0]


_SAME = (
    "content-type",
    "content-length",
    "content-encoding",
    "etag",
    "last-modified",
    "vary",
    "link",
    "location",
    "cache-control",
)


def headers_of_answers(server: Server, subject: Subject) -> Iterator[Outcome]:
    """What every answer carries."""
    for suffix, media_type in MEDIA.items():
        yield ask(
            server,
            "design, Answers: the headers of a document",
            ("GET", f"{subject.term}.{suffix}", ()),
            f"200 {media_type} with a strong ETag, Last-Modified, Cache-Control, Vary and CORS",
            status(200),
            typed(media_type),
            strong_tag,
            has("cache-control"),
            has("last-modified"),
            has("vary"),
            has("access-control-allow-origin", "*"),
            lacks("access-control-allow-credentials"),
        )[0]
    tags = [server.get(f"{subject.term}.{suffix}").header("etag") for suffix in MEDIA]
    yield judged(
        "RFC 9110 8.8.3: a tag names one representation",
        f"GET {subject.term}.*",
        "a tag of its own for each format",
        [] if len(set(tags)) == len(MEDIA) else [f"the tags {', '.join(map(str, tags))}"],
    )
    yield ask(
        server,
        "Fetch 3.2.2: preflight",
        (
            "OPTIONS",
            f"{subject.term}.ttl",
            (
                ("Origin", "https://elsewhere.example"),
                ("Access-Control-Request-Method", "GET"),
                ("Access-Control-Request-Headers", "if-none-match, accept-profile"),
            ),
        ),
        "the origin and the headers are allowed",
        status(200, 204),
        has("access-control-allow-origin", "*"),
        lists("access-control-allow-headers", "if-none-match", "accept-profile"),
    )[0]
    yield ask(
        server,
        "Fetch 3.2.3: what pages of other origins may read",
        ("GET", f"{subject.term}.ttl", (("Origin", "https://elsewhere.example"),)),
        "ETag and Link are exposed",
        status(200),
        has("access-control-allow-origin", "*"),
        lists("access-control-expose-headers", "etag", "link"),
    )[0]


def conditions(server: Server, subject: Subject) -> Iterator[Outcome]:
    """Every precondition, alone and together."""
    for address in (f"{subject.term}.ttl", f"{subject.term}.html"):
        yield from _conditions(server, address)
    tag = server.get(subject.term, ("Accept", "text/turtle")).header("etag")
    first = server.get(subject.term, ("Accept", "text/turtle")).status
    yield ask(
        server,
        "RFC 9110 13.2.1: conditions do not apply to a redirect",
        ("GET", subject.term, (("Accept", "text/turtle"), ("If-None-Match", tag or "*"))),
        "303 as before, or 304 where the first answer was 200",
        status(303) if first == 303 else status(304),
    )[0]


def _conditions(server: Server, address: str) -> Iterator[Outcome]:
    first = server.get(address)
    tag, modified = first.header("etag") or "", first.header("last-modified")
    rows = [
        ("13.1.2: If-None-Match", [("If-None-Match", tag)], 304),
        ("13.1.2: one of a list", [("If-None-Match", f'{OTHER}, "a,b", {tag}')], 304),
        ("13.1.2: two fields", [("If-None-Match", OTHER), ("If-None-Match", tag)], 304),
        ("13.1.2: weak comparison", [("If-None-Match", f"W/{tag}")], 304),
        ("13.1.2: *", [("If-None-Match", "*")], 304),
        ("13.1.2: another tag", [("If-None-Match", OTHER)], 200),
        ("13.1.1: If-Match", [("If-Match", tag)], 200),
        ("13.1.1: *", [("If-Match", "*")], 200),
        ("13.1.1: another tag", [("If-Match", OTHER)], 412),
        ("13.1.1: strong comparison", [("If-Match", f"W/{tag}")], 412),
        ("13.1.4: If-Unmodified-Since", [("If-Unmodified-Since", LONG_AGO)], 412),
        ("13.1.4: a date that is none", [("If-Unmodified-Since", "yesterday")], 200),
        ("13.1.3: long ago", [("If-Modified-Since", LONG_AGO)], 200),
        ("13.1.3: a date that is none", [("If-Modified-Since", "tomorrow")], 200),
    ]
    if modified:
        rows += [
            ("13.1.3: If-Modified-Since", [("If-Modified-Since", modified)], 304),
            ("13.2.2: a tag stands over a date", [("If-None-Match", OTHER), ("If-Modified-Since", modified)], 200),
            ("13.2.2: If-Match stands over a date", [("If-Match", tag), ("If-Unmodified-Since", LONG_AGO)], 200),
        ]
    for section, headers, wanted in rows:
        extra = (empty, has("etag", tag), has("vary"), has("cache-control")) if wanted == 304 else ()
        yield ask(
            server,
            f"RFC 9110 {section}",
            ("GET", address, tuple(headers)),
            f"{wanted}{' with the headers that caches update, and no body' if extra else ''}",
            status(wanted),
            *extra,
        )[0]


def codings(server: Server, subject: Subject) -> Iterator[Outcome]:
    """Compressed or not, the tag belongs to the bytes."""
    address = f"{subject.term}.ttl"
    plain = server.get(address)

    def same_content(reply: Reply) -> str | None:
        if reply.header("content-encoding") is None:
            return None if reply.body == plain.body else "another body"
        try:
            return None if gzip.decompress(reply.body) == plain.body else "another body, compressed"
        except (OSError, EOFError, zlib.error):
            return "a body that is not gzip"

    def own_tag(reply: Reply) -> str | None:
        coded = reply.header("content-encoding") is not None
        same = reply.header("etag") == plain.header("etag")
        strong = not (reply.header("etag") or "W/").startswith("W/")
        return "the strong tag of other bytes" if coded and same and strong else None

    for accepted in ("gzip", "gzip, deflate, br", "*", "x-gzip;q=0.5"):
        yield ask(
            server,
            "RFC 9110 8.8.3.3: a tag for each coding",
            ("GET", address, (("Accept-Encoding", accepted),)),
            "the same content, and a tag of its own where it is compressed",
            status(200),
            same_content,
            own_tag,
            lists("vary", "accept-encoding"),
        )[0]
    for refused in ("gzip;q=0", "identity", "gzip;q=0, *", "identity, gzip;q=0.1", ""):
        yield ask(
            server,
            "RFC 9110 12.5.3: a coding that is not welcome",
            ("GET", address, (("Accept-Encoding", refused),)),
            "the bytes as they stand",
            status(200),
            lacks("content-encoding"),
            has("etag", plain.header("etag")),
            same_content,
        )[0]
    packed = server.get(address, ("Accept-Encoding", "gzip"))
    yield ask(
        server,
        "RFC 9110 13.1.2: the tag of the compressed bytes",
        ("GET", address, (("Accept-Encoding", "gzip"), ("If-None-Match", packed.header("etag") or "*"))),
        "304",
        status(304),
    )[0]
