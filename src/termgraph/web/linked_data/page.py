"""A plain page about a thing, for people: one template, with everything in it escaped and nothing that runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from termgraph.graph.snapshot import Snapshot

from .representations import Representation

POLICY: Mapping[str, str] = MappingProxyType(
    {"Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"}
)
"""What the page may do (Content Security Policy Level 3): show itself, and send its search form."""

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{head}</head>
<body>
<p>{home}</p>
<main>
<h1>{heading}</h1>
{body}</main>
{foot}</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page: its heading, and HTML that is safe as it stands."""

    heading: str | None
    html: str


def page(
    snapshot: Snapshot, title: str, blocks: Iterable[Block], name: str = "", offers: Sequence[Representation] = ()
) -> bytes:
    """The page of a thing; `name` is the last part of its address, `offers` how else it can be had."""
    glossary = snapshot.glossary
    others = [(name + each.suffix, each) for each in offers if each.profile is not None]
    links = "".join(
        f'<link rel="alternate" type="{each.format.media_type}" href="{escape(address)}">\n' for address, each in others
    )
    listed = [f'<a href="{escape(address)}">{_called(each)}</a>' for address, each in others]
    foot = f"<footer>\n<p>Also as: {', '.join(listed)}</p>\n</footer>\n" if listed else ""
    body = "".join(
        (f"<h2>{escape(block.heading)}</h2>\n" if block.heading else "") + block.html + "\n" for block in blocks
    )
    return _PAGE.format(
        language=escape(glossary.language),
        title=escape(f"{title} | {glossary.name}"),
        home=anchor(glossary.base_url, glossary.name),
        heading=bidi(title),
        head=links,
        body=body,
        foot=foot,
    ).encode()


def redirection_note(location: str) -> bytes:
    """What a redirect says to people."""
    return f"<!DOCTYPE html>\n<title>Elsewhere</title>\n<p>This is at {anchor(location, location)}.</p>\n".encode()


def anchor(address: str, words: str) -> str:
    """A link."""
    return f'<a href="{escape(address)}">{bidi(words)}</a>'


def bidi(words: str) -> str:
    """Words as they stand, kept from turning the direction of what is around them (HTML, 4.5.25)."""
    return f"<bdi>{escape(words)}</bdi>"


def _called(each: Representation) -> str:
    profile = each.profile.token if each.profile else "page"
    return escape(f"{each.format.suffix} ({profile})")
