"""The one place where the web application is wired: what is served where, and with which headers."""

from collections.abc import Container, Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from termgraph.api.codes import published, status
from termgraph.api.failures import failure
from termgraph.api.http import GraphQL
from termgraph.api.negotiation import wants_page
from termgraph.api.schema import sdl
from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import Current
from termgraph.settings import Settings

from .compression import Compression
from .front import GRAPHIQL, GRAPHQL
from .headers import HEADERS, RAW
from .linked_data import linked_data_routes, wants_data
from .open_to_all import OpenToAll
from .pages import Pages
from .prompt_answers import Prompt
from .sparql import sparql_routes

STATIC = Path(str(files("termgraph.web").joinpath("static")))

PAGE_POLICY: Mapping[str, str] = MappingProxyType(
    {
        "default-src": "'none'",
        "base-uri": "'self'",
        "connect-src": "'self'",
        "font-src": "data:",  # GraphiQL's style sheet carries its fonts.
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "img-src": "'self' data:",
        "script-src": "'self'",
        "style-src": "'self'",
    }
)
"""What the GraphiQL page may do (Content Security Policy Level 3): talk to this server and to nobody else."""

KEPT: Mapping[str, str] = MappingProxyType({"Cache-Control": "public, max-age=3600"})
"""Browsers keep our files for an hour, and ask whether they changed afterwards."""

CODES: Mapping[int, Code] = MappingProxyType({404: Code.NOT_FOUND, 405: Code.METHOD_NOT_ALLOWED})
"""What the framework refuses by itself, as codes; BAD_USER_INPUT for anything else of the client's."""


def create_app(settings: Settings, glossary: Current, transport: GraphQL | None = None) -> FastAPI:
    """The application that serves `glossary`: anything whose `current` is the view of its newest revision.

    Its `state.streams` are the connections that stay open, which `server.Server` ends before it stops. `transport`
    answers GraphQL where there is one already (`front.Front`).
    """
    text, page = sdl(), (STATIC / "graphiql" / "index.html").read_text("utf-8")

    async def graphiql(_: Request) -> Response:
        policy = "; ".join(f"{name} {value}" for name, value in PAGE_POLICY.items())
        headers = {"Content-Security-Policy": policy, "Vary": "Accept", "Cache-Control": "no-cache"}
        return Response(page, media_type="text/html", headers=headers)

    async def schema(_: Request) -> Response:
        return PlainTextResponse(text, headers={"Cache-Control": "no-cache"})

    async def home(request: Request) -> Response:
        if wants_data(request):
            return RedirectResponse(".well-known/void", 303, {"Vary": "Accept, Accept-Profile"})
        response = await pages.home(glossary, request)
        response.headers["Vary"] = "Accept, Accept-Profile"
        return response

    async def not_served(request: Request, error: Exception) -> Response:
        number = error.status_code if isinstance(error, HTTPException) else 400
        if number == 404 and wants_page(request.headers.get("accept")):
            return pages.missing(glossary.current, request)
        return _not_served(request, number, error.headers if isinstance(error, HTTPException) else None)

    async def alive(_: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def ready(_: Request) -> Response:
        return PlainTextResponse(f"ready at revision {glossary.current.snapshot.revision}\n")

    page_route = Route(GRAPHIQL, graphiql)
    graphql = transport or GraphQL(glossary, _dressed(page_route.app, settings), settings, RAW)
    pages = Pages(settings)
    app = Application(
        title="termgraph",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # such a redirect would repeat whatever host the request named
        exception_handlers={TermgraphError: _refused, HTTPException: not_served, Exception: _broken},
        routes=[
            Route(GRAPHQL, graphql),
            WebSocketRoute(GRAPHQL, graphql),
            page_route,
            Route("/schema.graphql", schema),
            Route("/livez", alive),
            Route("/readyz", ready),
            Route("/", home),
            *pages.routes(glossary),
            *linked_data_routes(glossary, settings, pages.document),
            *sparql_routes(glossary, settings),
            Mount("/static", _WithHeaders(StaticFiles(directory=STATIC), KEPT, statuses={200, 206, 304})),
        ],
    )
    app.state.streams = graphql.streams
    app.lean = graphql if settings.lean_route else None
    app.prompt = graphql if settings.lean_route and settings.prompt_answers else None
    app.add_middleware(Compression, on=settings.gzip)
    app.add_middleware(OpenToAll)
    app.add_middleware(_WithHeaders, headers=HEADERS)
    return app


def _dressed(app: ASGIApp, settings: Settings) -> ASGIApp:
    """An application with what our middleware does, for where that is passed by."""
    return _WithHeaders(OpenToAll(Compression(app, on=settings.gzip)), HEADERS)


async def _refused(_: Request, error: Exception) -> Response:
    """The answer to a failure with a code."""
    code = published(error.code) if isinstance(error, TermgraphError) else Code.INTERNAL_SERVER_ERROR
    message = str(error) if code is not Code.INTERNAL_SERVER_ERROR else "Something went wrong on our side."
    return JSONResponse({"errors": [failure(code, message)]}, status(code))


def _not_served(request: Request, number: int, headers: Mapping[str, str] | None) -> Response:
    """The answer to what the framework refuses: an unknown path, a method that a path has not."""
    message = f"There is nothing at {request.url.path[:200]}." if number == 404 else "This cannot be done here."
    code = CODES.get(number, Code.BAD_USER_INPUT)
    return JSONResponse({"errors": [failure(code, message)]}, number, {**(headers or {}), "Vary": "Accept"})


async def _broken(_: Request, __: Exception) -> Response:
    """The answer to anything unforeseen; the server logs it."""
    return JSONResponse({"errors": [failure(Code.INTERNAL_SERVER_ERROR, "Something went wrong on our side.")]}, 500)


class Application(FastAPI):
    """FastAPI, with what is asked most before its routing and middleware, which would cost more than most answers do.

    Where `lean` is there it answers all that is sent to its address, but for the preflights of browsers.
    """

    lean: ASGIApp | None = None
    prompt: Prompt | None = None
    """What our server asks before anything of ASGI."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if self.lean and scope.get("path") == GRAPHQL and scope.get("method") != "OPTIONS":
            await self.lean(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class _WithHeaders:
    """Sets headers of every response, or of those with one of `statuses`."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str], statuses: Container[int] | None = None) -> None:
        self._app = app
        self._headers = headers
        self._statuses = statuses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""

        async def send_with_headers(message: Message) -> None:
            statuses = self._statuses
            if message["type"] == "http.response.start" and (statuses is None or message["status"] in statuses):
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_with_headers)
