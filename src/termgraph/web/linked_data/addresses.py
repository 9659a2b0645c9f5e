"""The addresses of things: negotiated, redirected, or answered with a document (design: linked data, "Answers")."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from termgraph.api.caching import cache_control
from termgraph.api.requests import headers_of
from termgraph.errors import Code
from termgraph.formats.rdf.names import segment
from termgraph.glossary.view import Current, View
from termgraph.graph.search import nearest
from termgraph.settings import Redirect, Settings
from termgraph.web.pages import POLICY as PAGE_POLICY

from .links import link_header
from .negotiation import Wishes, arguments, negotiate
from .page import POLICY, redirection_note
from .representations import ALTERNATES, HTML, Format, Representation
from .responses import NEGOTIATED, Answer, refusal, respond
from .things import FOLDERS, Thing, document, redirected, split

Endpoint = Callable[[Request], Awaitable[Response]]

Page = Callable[[View, str, str, str], tuple[int, bytes] | None]
"""Makes the page of `/{folder}/{name}.html`: its status and bytes, None for a folder that it knows nothing of.

The last argument is the cursor after which a long list goes on, "" for its beginning.
"""

NAMED = ("_mediatype", "_profile")

PAGES_POLICY = {"Content-Security-Policy": PAGE_POLICY}


def wishes_of(request: Request) -> Wishes:
    """What a request says of the representation it wants."""
    headers = headers_of(request.scope)
    asked = arguments(request.url.query)
    return Wishes(headers.get("accept"), headers.get("accept-profile"), asked.get("_mediatype"), asked.get("_profile"))


def endpoint(folder: str, glossary: Current, settings: Settings, html: Page) -> Endpoint:
    """What answers `/{folder}/{name}`."""

    async def answer(request: Request) -> Response:
        view = glossary.current
        key, fixed = split(request.path_params["name"])
        thing = FOLDERS[folder](view.snapshot, key)
        if thing is None:
            return _missing(view, folder, key, fixed, request, html)
        if fixed is not None:
            return _document(request, view, thing, fixed, settings, html)
        return _thing(request, view, thing, settings, html)

    return answer


def _thing(request: Request, view: View, thing: Thing, settings: Settings, html: Page) -> Response:
    """The thing itself, which is no document: 303 to one, or 200 with where it is."""
    found = negotiate(wishes_of(request), thing.offers)
    if found is None:
        return _not_acceptable(request, view, thing)
    location = thing.name + found.suffix
    if settings.redirect is Redirect.NONE:
        return _sent(request, view, thing, found, settings, html, NEGOTIATED, {"Content-Location": location})
    links = link_header(thing.described(view.snapshot), None)
    control = cache_control(settings.max_age, shared=True)
    return respond(request, redirection(303, location, NEGOTIATED, links, view.changed_at, control))


def _document(request: Request, view: View, thing: Thing, fixed: Format, settings: Settings, html: Page) -> Response:
    """A document by its suffix, which says the format; only the profile is left to be negotiated."""
    asked = wishes_of(request)
    offers = [each for each in thing.offers if each.format == fixed]
    found = negotiate(Wishes(accept_profile=asked.accept_profile, profile=asked.profile), offers)
    if found is None:
        return _not_acceptable(request, view, thing)
    return _sent(request, view, thing, found, settings, html, ("Accept-Profile",), {})


def redirection(
    status: int,
    location: str,
    vary: tuple[str, ...],
    links: str | None,
    modified: str | None,
    control: str = "public, no-cache",
) -> Answer:
    """An answer that leads elsewhere, with a note for whoever does not follow (RFC 9110, section 15.4)."""
    headers = {"Location": location, **POLICY}
    return Answer(redirection_note(location), HTML.content_type, status, vary, links, modified, control, headers)


def _sent(
    request: Request,
    view: View,
    thing: Thing,
    found: Representation,
    settings: Settings,
    html: Page,
    vary: tuple[str, ...],
    headers: dict[str, str],
) -> Response:
    if found.profile is not None:
        headers["Content-Profile"] = f"<{found.profile.uri}>"
    page = None
    if found.format is HTML and found.profile is not ALTERNATES:
        page = html(view, thing.folder, thing.name, arguments(request.url.query).get("after", ""))
    if page and page[0] != 200:
        return _as_it_is(page)
    if found.format is HTML:
        headers |= PAGES_POLICY if page else POLICY
    return respond(
        request,
        Answer(
            page[1] if page else document(view, thing, found),
            found.format.content_type,
            200,
            vary,
            link_header(thing.described(view.snapshot), found),
            view.changed_at,
            cache_control(settings.max_age, shared=True),
            headers,
        ),
    )


def _as_it_is(page: tuple[int, bytes]) -> Response:
    """A page that says why there is none; nobody keeps it."""
    return Response(page[1], page[0], {**PAGES_POLICY, "Cache-Control": "no-store"}, "text/html")


def _not_acceptable(request: Request, view: View, thing: Thing) -> Response:
    """406 with the list of what there is (RFC 9110, section 15.5.7)."""
    import orjson

    from termgraph.api.failures import failure

    rows = [
        {"url": thing.name + each.suffix, "type": each.format.media_type, "profile": each.profile and each.profile.uri}
        for each in thing.offers
    ]
    message = f"None of what is asked for can be had; there are {len(rows)} representations to choose from."
    error = failure(Code.NOT_ACCEPTABLE, message, {"representations": rows})
    body = orjson.dumps({"errors": [error]})
    links = link_header(thing.described(view.snapshot), None)
    answer = Answer(body, "application/json", 406, NEGOTIATED, links, view.changed_at)
    return respond(request, answer)


def _missing(view: View, folder: str, key: str, fixed: Format | None, request: Request, html: Page) -> Response:
    """301 to where the thing is now, 410 for what was deleted, 404 for what never was."""
    suffix = f".{fixed.suffix}" if fixed else ""
    if moved := redirected(view.snapshot, folder, key):
        asked = arguments(request.url.query)
        # What a client sent goes into a header only when it was read and written anew.
        kept = "&".join(f"{name}={segment(asked[name])}" for name in NAMED if name in asked)
        location = segment(moved) + suffix + (f"?{kept}" if kept else "")
        return respond(request, redirection(301, location, (), None, view.changed_at))
    if folder == "terms" and key in view.gone:
        return refusal(410, Code.GONE, f"The term {key} was here, and was taken away for good.")
    if fixed is HTML and (page := html(view, folder, segment(key), "")):
        return _as_it_is(page)
    near = [view.snapshot.terms[number].slug for number in nearest(view.snapshot, key)] if folder == "terms" else []
    return refusal(404, Code.NOT_FOUND, f"There is nothing called {key[:100]!r} here.", {"suggestions": near})
