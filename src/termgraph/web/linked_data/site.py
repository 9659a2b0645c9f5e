"""What search engines and people's browsers look for: sitemaps, robots.txt, OpenSearch, and a page that searches."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import chain
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from termgraph.api.caching import cache_control
from termgraph.errors import Code
from termgraph.formats.rdf import names_of
from termgraph.formats.rdf.names import segment
from termgraph.glossary.view import Current, View
from termgraph.graph.snapshot import Snapshot
from termgraph.settings import Redirect, Settings

from .addresses import Endpoint
from .page import POLICY
from .representations import HTML
from .responses import Answer, refusal, respond

MOST_LOCATIONS = 50_000
"""Addresses in one sitemap (sitemaps.org, "Sitemap index files"); of more, an index lists several sitemaps."""

XML = "application/xml; charset=utf-8"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

LONGEST_SHORT_NAME, LONGEST_DESCRIPTION = 16, 1024
"""Characters of the names in an OpenSearch description (OpenSearch 1.1, "ShortName", "Description")."""


def site_routes(glossary: Current, settings: Settings) -> list[Route]:
    """Their routes."""

    def text(content_type: str, made: Callable[[View, Request], str | None]) -> Endpoint:
        async def answer(request: Request) -> Response:
            view = glossary.current
            # A sitemap of many pages, or a search in many terms, takes its time.
            body = await asyncio.to_thread(made, view, request)
            if body is None:
                return refusal(404, Code.NOT_FOUND, "There is no such sitemap.")
            control = cache_control(settings.max_age, shared=True)
            headers = POLICY if content_type == HTML.content_type else {}
            sent = Answer(body.encode(), content_type, modified=view.changed_at, cache_control=control, headers=headers)
            return respond(request, sent)

        return answer

    suffix = "" if settings.redirect is Redirect.NONE else f".{HTML.suffix}"
    return [
        Route("/robots.txt", text("text/plain; charset=utf-8", lambda view, _: robots(view.snapshot))),
        Route("/sitemap.xml", text(XML, lambda view, _: sitemap(view, suffix))),
        Route(
            "/sitemap-{number:int}.xml",
            text(XML, lambda view, request: sitemap_part(view, suffix, request.path_params["number"])),
        ),
        Route(
            "/opensearch.xml",
            text("application/opensearchdescription+xml", lambda view, _: opensearch(view.snapshot)),
        ),
    ]


ASKED = ("graphql", "search", "path.html?", "compare.html?", "explain.html?")
"""Beginnings of addresses that ask something: there is no end to them, and nothing in them that is not elsewhere."""


def robots(snapshot: Snapshot) -> str:
    """Everything may be read, but for answers to questions (RFC 9309); and where the sitemap is (sitemaps.org)."""
    base = names_of(snapshot).scheme
    refused = "".join(f"Disallow: /{each}\n" for each in ASKED)
    return f"User-agent: *\n{refused}Allow: /\n\nSitemap: {base}sitemap.xml\n"


def sitemap(view: View, suffix: str) -> str:
    """The addresses of all pages, or an index of sitemaps where they are too many for one."""
    count = sum(1 for _ in _locations(view.snapshot, suffix))
    if count <= MOST_LOCATIONS:
        return _urlset(_locations(view.snapshot, suffix))
    base = names_of(view.snapshot).scheme
    numbers = range(1, -(-count // MOST_LOCATIONS) + 1)
    rows = "".join(
        f"<sitemap><loc>{escape(f'{base}sitemap-{number}.xml')}</loc>{_modified(view)}</sitemap>\n"
        for number in numbers
    )
    return f'{DECLARATION}<sitemapindex xmlns="{SITEMAPS}">\n{rows}</sitemapindex>\n'


def sitemap_part(view: View, suffix: str, number: int) -> str | None:
    """The sitemap with this number, from 1; None where there is none."""
    addresses = list(_locations(view.snapshot, suffix))[(number - 1) * MOST_LOCATIONS : number * MOST_LOCATIONS]
    return _urlset(iter(addresses)) if number > 0 and addresses else None


def opensearch(snapshot: Snapshot) -> str:
    """How to search from a browser's bar (OpenSearch 1.1, draft 6)."""
    glossary, base = snapshot.glossary, names_of(snapshot).scheme
    description = " ".join((glossary.description or glossary.name).split())[:LONGEST_DESCRIPTION]
    return (
        f'{DECLARATION}<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(glossary.name[:LONGEST_SHORT_NAME])}</ShortName>\n"
        f"<Description>{escape(description)}</Description>\n"
        f'<Url type="text/html" template="{escape(base)}search?q={{searchTerms}}"/>\n'
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{escape(base)}opensearch.xml"/>\n'
        f"<Language>{escape(glossary.language)}</Language>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n"
        "</OpenSearchDescription>\n"
    )


def _locations(snapshot: Snapshot, suffix: str) -> Iterator[str]:
    names = names_of(snapshot)
    terms = (f"{names.terms}{segment(term.slug)}{suffix}" for term in snapshot.terms)
    return chain(terms, (f"{names.categories}{segment(slug)}{suffix}" for slug in snapshot.categories))


def _urlset(addresses: Iterator[str]) -> str:
    rows = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    return f'{DECLARATION}<urlset xmlns="{SITEMAPS}">\n{rows}</urlset>\n'


def _modified(view: View) -> str:
    return f"<lastmod>{escape(view.changed_at)}</lastmod>" if view.changed_at else ""
