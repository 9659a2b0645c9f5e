"""Requests for the whole glossary, all of it and in parts (RFC 9110, 14)."""

from collections.abc import Iterator

from .exchange import Headers, Server
from .outcomes import Outcome, ask, body, has, lists, status, strong_tag, typed
from .subject import Subject

MEDIA = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "trig": "application/trig",
}


def dumping(server: Server, subject: Subject) -> Iterator[Outcome]:
    """Every format, and every kind of range of one."""
    del subject
    for suffix, media_type in MEDIA.items():
        yield ask(
            server,
            "design, Answers: the whole glossary",
            ("HEAD", f"export.{suffix}", ()),
            f"200 {media_type}, with a length, a strong ETag, and ranges",
            status(200),
            typed(media_type),
            has("content-length"),
            has("accept-ranges", "bytes"),
            strong_tag,
        )[0]
    yield from _ranges(server, "export.nt")


def _ranges(server: Server, address: str) -> Iterator[Outcome]:
    whole = server.get(address)
    size, tag = len(whole.body), whole.header("etag") or ""
    half, last = size // 2, size - 1
    rows: list[tuple[str, Headers, int, bytes | None, str | None]] = [
        ("14.1.2: the first bytes", [("Range", "bytes=0-99")], 206, whole.body[:100], f"bytes 0-99/{size}"),
        ("14.1.2: the last bytes", [("Range", "bytes=-9")], 206, whole.body[-9:], f"bytes {size - 9}-{last}/{size}"),
        ("14.1.2: to the end", [("Range", f"bytes={half}-")], 206, whole.body[half:], f"bytes {half}-{last}/{size}"),
        ("14.1.2: too much", [("Range", f"bytes={last}-{size}")], 206, whole.body[-1:], f"bytes {last}-{last}/{size}"),
        ("15.5.17: past the end", [("Range", f"bytes={size}-")], 416, None, f"bytes */{size}"),
        ("15.5.17: no last bytes", [("Range", "bytes=-0")], 416, None, f"bytes */{size}"),
        ("14.2: another unit", [("Range", "lines=0-9")], 200, whole.body, None),
        ("14.2: not well-formed", [("Range", "bytes=9-0")], 200, whole.body, None),
        ("13.1.5: If-Range", [("Range", "bytes=0-9"), ("If-Range", tag)], 206, whole.body[:10], f"bytes 0-9/{size}"),
        ("13.1.5: another tag", [("Range", "bytes=0-9"), ("If-Range", '"other"')], 200, whole.body, None),
        ("13.1.5: a weak tag", [("Range", "bytes=0-9"), ("If-Range", f"W/{tag}")], 200, whole.body, None),
        ("13.2.2: a condition first", [("Range", "bytes=0-9"), ("If-None-Match", tag)], 304, b"", None),
        ("13.2.2: a condition first", [("Range", "bytes=0-9"), ("If-Match", '"other"')], 412, None, None),
    ]  # fmt: skip  # a row a line
    for section, headers, wanted, bytes_, content_range in rows:
        more = [has("content-range", content_range)] if content_range else []
        yield ask(
            server,
            f"RFC 9110 {section}",
            ("GET", address, headers),
            f"{wanted}{f' {content_range}' if content_range else ''}",
            status(wanted),
            body(bytes_),
            *more,
        )[0]
    yield ask(
        server,
        "RFC 9110 14.2: Range means nothing to HEAD",
        ("HEAD", address, (("Range", "bytes=0-9"),)),
        "200 with the length of all",
        status(200),
        has("content-length", str(size)),
    )[0]
    yield ask(
        server,
        "RFC 9110 14.2: several ranges",
        ("GET", address, (("Range", "bytes=0-1, 5-6"),)),
        "all of it, or the parts",
        status(200, 206),
        lists("accept-ranges", "bytes"),
    )[0]
