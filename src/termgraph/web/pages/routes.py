"""The table of pages: where each is, and who makes it; and how a request becomes one."""

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from termgraph import __version__
from termgraph.api.caching import has_tag
from termgraph.api.codes import published, status
from termgraph.api.kept import Kept
from termgraph.api.limits import limits_of
from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import Current, View
from termgraph.settings import Settings

from . import feed, read, relate, theme
from .addresses import Addresses
from .asked import Asked
from .asking import Questions
from .desk import Desk, Shown
from .rendering import Templates

Handler = Callable[[Desk, Asked], Shown]

PAGES: Mapping[str, Handler] = {
    "/index.html": read.home,
    "/all-terms.html": read.all_terms,
    "/about.html": read.about,
    "/search": read.search,
    "/search.html": read.search,
    "/terms/{slug}.{language}.html": read.term,
    "/relation-types/{key}.html": read.relation_type,
    "/path": relate.path,
    "/path.html": relate.path,
    "/paths/{name}.html": relate.curated,
    "/paths/to/{slug}.html": relate.path,
    "/around/{slug}.html": relate.around,
    "/compare.html": relate.compare,
    "/explain.html": relate.explain,
}
"""Pages by their addresses; a static site has the same names as files."""

DOCUMENTS: Mapping[str, Handler] = {"terms": read.term, "categories": read.category}
"""Pages about things that have other representations: who answers their addresses asks for the page alone."""

POLICY = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self' data:; script-src 'self'; style-src 'self'"
)
"""What a page may do (Content Security Policy Level 3): nothing inline, and nobody else."""


MOST_BYTES = 16_000_000
"""Of pages that were made of the present revision."""


class Pages:
    """Makes pages from what the API answers; a publisher's folder may hold `templates/` and `static/`."""

    def __init__(self, settings: Settings) -> None:
        self.questions = Questions(limits_of(settings))
        self._made: Kept[bytes] = Kept(MOST_BYTES)
        self._folder = settings.site
        self._look = _digest_of(settings.site / "templates") if settings.site else ""
        self._templates = Templates(settings.site / "templates" if settings.site else None)

    def own_files(self) -> Iterator[tuple[str, bytes]]:
        """Path and bytes of every file of the publisher's own."""
        static = self._folder / "static" if self._folder else None
        for path in sorted(static.iterdir()) if static and static.is_dir() else ():
            if path.is_file():
                yield f"site/{path.name}", path.read_bytes()

    def style_sheet(self, view: View) -> str:
        """The publisher's colours; "" where there are none."""
        return theme.style_sheet(self._site(view))

    def _site(self, view: View) -> Any:
        return self.questions.ask(view, "Site")["glossary"]

    def make(self, view: View, handler: Handler, path: str, asked: Asked, *, static: bool = False) -> tuple[int, bytes]:
        """Status and bytes of a page; of one that has moved, where it is instead, relative to `path`."""
        site = self._site(view)
        desk = Desk(self.questions, view, Addresses(site["url"], path), static)
        try:
            shown = handler(desk, asked)
        except TermgraphError as error:
            shown = _refused(error)
        if shown.moved is not None:
            return 301, quote(desk.addresses.to(shown.moved), safe="/.").encode()
        return shown.status, self._templates.page(shown, desk, site)

    def document(self, view: View, folder: str, name: str, after: str = "") -> tuple[int, bytes] | None:
        """Status and bytes of the page about a thing, as `/{folder}/{name}.html` has it; None for other folders.

        A long list goes on after the cursor `after`.
        """
        if folder not in DOCUMENTS:
            return None
        path = f"/{folder}/{name}.html"
        key = f"{path}?{after}"
        kept = self._made.get(view.snapshot, key)
        if kept is not None:
            return 200, kept
        status, body = self.make(view, DOCUMENTS[folder], path, Asked({"slug": unquote(name)}, [("after", after)]))
        if status == 200:
            self._made.keep(view.snapshot, key, body, len(key) + len(body))
        return status, body

    def missing(self, view: View, request: Request) -> Response:
        """The page for an address where nothing is."""
        # As it was sent: links lead up by its slashes, of which an escaped one is none.
        path = request.scope.get("raw_path", request.url.path.encode()).decode("latin-1")
        number, body = self.make(view, read.missing, path, Asked({}))
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Vary": "Accept"}
        return Response(body, number, headers, "text/html")

    async def home(self, glossary: Current, request: Request) -> Response:
        """The first page."""
        response: Response = await self._endpoint(glossary, read.home)(request)
        return response

    def routes(self, glossary: Current) -> list[BaseRoute]:
        """The routes of all pages but those of `document`, and of what belongs to them."""
        found: list[BaseRoute] = [Route(path, self._endpoint(glossary, handler)) for path, handler in PAGES.items()]
        found.append(Route("/relation-types/{key}", _named))
        for path, media, text in (
            ("/feed.atom", "application/atom+xml", lambda view: feed.atom(self.questions, view)),
            ("/llms.txt", "text/plain", lambda view: feed.llms(self.questions, view)),
            ("/theme.css", "text/css", self.style_sheet),
        ):
            found.append(Route(path, self._file(glossary, path, media, text)))
        if self._folder and (self._folder / "static").is_dir():
            found.append(Mount("/site", StaticFiles(directory=self._folder / "static")))
        return found

    def _file(self, glossary: Current, path: str, media: str, text: Callable[[View], str]) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            view = glossary.current
            headers = _kept(view)
            if _has(request, headers):
                return Response(status_code=304, headers=headers)
            body = self._made.get(view.snapshot, path)
            if body is None:
                body = text(view).encode()
                self._made.keep(view.snapshot, path, body, len(path) + len(body))
            return Response(body, 200, headers, media)

        return endpoint

    def _endpoint(self, glossary: Current, handler: Handler) -> Callable[[Request], Any]:
        async def endpoint(request: Request) -> Response:
            view = glossary.current
            headers = {"Content-Security-Policy": POLICY, **_kept(view, self._look)}
            if _has(request, headers):
                return Response(status_code=304, headers=headers)
            key = f"{request.url.path}?{request.url.query}"
            kept = self._made.get(view.snapshot, key)
            if kept is not None:
                return Response(kept, 200, headers, "text/html")
            asked = Asked(request.path_params, list(request.query_params.multi_items()))
            number, body = self.make(view, handler, request.url.path, asked)
            if number == 301:
                # A translation may come, an old name may be given to another term: browsers ask again.
                return RedirectResponse(body.decode(), 301, {"Cache-Control": "no-cache"})
            if number != 200:
                headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
            else:
                self._made.keep(view.snapshot, key, body, len(key) + len(body))
            return Response(body, number, headers, "text/html")

        return endpoint


async def _named(request: Request) -> Response:
    """From a relation type to the page about it."""
    key = quote(request.path_params["key"], safe="")
    return RedirectResponse(f"{key}.html", 303)


def _kept(view: View, look: str = "") -> dict[str, str]:
    """Whoever has what was made from this revision for this address, by this program and templates, has it still."""
    made = sha256(f"{__version__} {look} {view.snapshot.glossary.base_url}".encode()).hexdigest()[:12]
    return {"Cache-Control": "public, no-cache", "ETag": f'W/"{view.snapshot.revision}-{made}"'}


def _digest_of(folder: Path) -> str:
    """What tells a publisher's templates from others: a digest of their names and bytes."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder)}\n".encode() + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _has(request: Request, headers: Mapping[str, str]) -> bool:
    return has_tag(request.headers.get("if-none-match"), headers["ETag"])


def _refused(error: TermgraphError) -> Shown:
    """The page about a question that cannot be answered, or about an address that names nothing."""
    code = published(error.code)
    if code in MISSING:
        return Shown("missing.html", {"answer": None}, 404)
    message = error.message if code is not Code.INTERNAL_SERVER_ERROR else "Something went wrong on our side."
    return Shown("refused.html", {"message": message}, status(code))


MISSING = frozenset({Code.UNKNOWN_TERM, Code.UNKNOWN_TYPE})
"""What is wrong with an address that names something, rather than with a question."""
