"""Linked data as files, for a static host: what the server answers at the same addresses."""

import io
from collections.abc import Iterator

from termgraph.formats.rdf import term_bytes, write
from termgraph.formats.rdf.names import segment
from termgraph.glossary.view import View

from .representations import DATA, HTML, N_QUADS, SYNTAXES, TRIG
from .site import robots, sitemap


def files(view: View) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every term in every format, of the whole in every one, and of what search engines look for."""
    snapshot = view.snapshot
    for term in snapshot.terms:
        for each in DATA:
            body = term_bytes(snapshot, term.slug, SYNTAXES[each.suffix], changed=view.changed.at)
            yield f"terms/{segment(term.slug)}.{each.suffix}", body
    for each in (*DATA, N_QUADS, TRIG):
        whole = io.BytesIO()
        write(snapshot, whole, SYNTAXES[each.suffix], changed=view.changed.at)
        yield f"export.{each.suffix}", whole.getvalue()
    yield "sitemap.xml", sitemap(view, f".{HTML.suffix}").encode()
    yield "robots.txt", robots(snapshot).encode()
