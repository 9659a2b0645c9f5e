"""Where pages are: every page is a file's name below the root, and links between them are relative.

So the same bytes can be served here, below another path, or from a folder on any static host.
"""

import re
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, unquote

INDEX = "index.html"

SHELVES = ("terms", "categories", "relation-types")
"""First parts of addresses that name things (their IRIs), each of which has a page of the same name."""


WIDE = (
    ("<pre>", '<pre tabindex="0">'),
    ("<table>", '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>'),
    ("</table>", "</table></div>"),
)
"""Elements of a text that may be wider than a screen; a tag cannot stand in the API's HTML as words, only escaped."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Turns the API's addresses, which begin with `base`, into links from the page at `path`, "/" for the root."""

    base: str
    path: str

    @property
    def root(self) -> str:
        """The way up from this page to the root, ending in a slash; "" on the top level."""
        return "../" * (self.path.count("/") - 1)

    @property
    def canonical(self) -> str:
        """The public address of this page; what it is about has one of its own."""
        return self.base + self.path.removeprefix("/").removesuffix(INDEX)

    def to(self, path: str) -> str:
        """The link to a page by its path below the root, such as "terms/ppo.html"; "" is the first page."""
        return self.root + path or "./"

    def page(self, url: str) -> str:
        """The link to what `url` names: relative to the page about it where it is ours, else `url`."""
        if url == self.base:
            return self.to("")
        shelf, _, name = url.removeprefix(self.base).partition("/") if url.startswith(self.base) else ("", "", "")
        if shelf not in SHELVES or not name or "/" in name:
            return url
        return self.to(f"{shelf}/{quote(unquote(name), safe='')}.html")

    def prose(self, html: str) -> str:
        """HTML of the API with its links to terms led to their pages, and with what may be too wide made to scroll.

        Who has no mouse scrolls what can be focused (WCAG 2.2, 2.1.1).
        """
        for plain, wide in WIDE:
            html = html.replace(plain, wide)
        pattern = rf'href="({re.escape(escape(self.base))}[^"]*)"(?= data-term=)'
        return re.sub(pattern, lambda found: f'href="{escape(self.page(found[1]))}"', html)
