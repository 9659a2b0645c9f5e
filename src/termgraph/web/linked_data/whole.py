"""The glossary as a whole: dumps, its description as a data set, and its vocabulary with the JSON-LD context."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from termgraph.api.caching import cache_control
from termgraph.api.header_lists import takes_gzip
from termgraph.api.requests import headers_of
from termgraph.errors import Code
from termgraph.formats.rdf import Ground, names_of, part_bytes
from termgraph.formats.rdf.dataset import Download, about_own_vocabulary, dataset_part, licence_of
from termgraph.glossary.view import Current, View
from termgraph.settings import Settings

from .addresses import Endpoint, wishes_of
from .conditions import Part, Validators, Verdict, verdict, wanted_part
from .dumps import Dump, Dumps
from .links import link
from .negotiation import Wishes, negotiate
from .representations import (
    HTML,
    JSON_LD,
    N_QUADS,
    N_TRIPLES,
    OF_OTHERS,
    RDF_XML,
    SCHEMA,
    SKOS,
    SYNTAXES,
    TRIG,
    TURTLE,
    Format,
    Representation,
)
from .responses import NEGOTIATED, Answer, failed_precondition, head_of, moment, not_modified, refusal, respond

OF_DATA = tuple(Representation(each, SKOS) for each in (TURTLE, JSON_LD, RDF_XML, N_TRIPLES))
"""Documents that are data alone: Turtle first, which people read as well."""

FEATURES = {
    TURTLE: "http://www.w3.org/ns/formats/Turtle",
    JSON_LD: "http://www.w3.org/ns/formats/JSON-LD",
    RDF_XML: "http://www.w3.org/ns/formats/RDF_XML",
    N_TRIPLES: "http://www.w3.org/ns/formats/N-Triples",
    N_QUADS: "http://www.w3.org/ns/formats/N-Quads",
    TRIG: "http://www.w3.org/ns/formats/TriG",
}
"""W3C's names of the formats of dumps."""

DOWNLOADS = tuple(Download(f"export.{each.suffix}", each.media_type, name) for each, name in FEATURES.items())

SPARQL = "sparql"
"""The last part of the address of the SPARQL endpoint, where there is one."""

FOR_EVER = "public, max-age=31536000, immutable"
"""The context has its version in its address (RFC 8246)."""


def whole_routes(glossary: Current, settings: Settings) -> list[Route]:
    """Their routes."""
    dumps = Dumps()
    control = cache_control(settings.max_age, shared=True)

    def dataset(view: View, syntax: str) -> bytes:
        part = dataset_part(Ground.of(view.snapshot), DOWNLOADS, view.changed_at, SPARQL if settings.sparql else None)
        return part_bytes(view.snapshot, part, syntax)

    def vocabulary(view: View, syntax: str) -> bytes:
        from termgraph.formats.vocabulary import ontology_part

        part = ontology_part()
        about_own_vocabulary(Ground.of(view.snapshot), part)
        return part_bytes(view.snapshot, part, syntax)

    async def shared_context(request: Request) -> Response:
        from termgraph.formats.vocabulary import context

        return respond(request, Answer(context().encode(), JSON_LD.media_type, cache_control=FOR_EVER))

    return [
        *(Route(f"/export.{each.suffix}", _dump(glossary, dumps, each, control)) for each in FEATURES),
        Route("/.well-known/void", _data(glossary, dataset, control)),
        Route("/ns", _data(glossary, vocabulary, control)),
        Route("/ns/v1/context.jsonld", shared_context),
    ]


def wants_data(request: Request) -> bool:
    """Whether who asks for the glossary's own address would rather have data than a page."""
    found = negotiate(wishes_of(request), OF_OTHERS)
    return found is not None and found.format is not HTML


def _data(glossary: Current, made: Callable[[View, str], bytes], control: str) -> Endpoint:
    """What answers the address of a document that is data, in the format that suits."""

    async def answer(request: Request) -> Response:
        view = glossary.current
        found = negotiate(wishes_of(request), OF_DATA)
        links = _document_links(view, request.url.path.lstrip("/"))
        if found is None:
            message = f"This can be had as {_listed(OF_DATA)}."
            return refusal(406, Code.NOT_ACCEPTABLE, message, Vary=", ".join(NEGOTIATED), Link=links)
        body = await asyncio.to_thread(made, view, SYNTAXES[found.format.suffix])
        return respond(
            request, Answer(body, found.format.content_type, 200, NEGOTIATED, links, view.changed_at, control)
        )

    return answer


def _dump(glossary: Current, dumps: Dumps, form: Format, control: str) -> Endpoint:
    """What answers the address of a dump: all of it, or the part that is wanted (RFC 9110, section 14)."""
    offers = (Representation(form, SKOS), Representation(form, SCHEMA))

    async def answer(request: Request) -> Response:
        view = glossary.current
        headers = headers_of(request.scope)
        asked = wishes_of(request)
        found = negotiate(Wishes(accept_profile=asked.accept_profile, profile=asked.profile), offers)
        profile = found.profile if found else None
        if profile is None:
            return refusal(406, Code.NOT_ACCEPTABLE, "The profiles are skos and schema.", Vary="Accept-Profile")
        compressed = takes_gzip(headers.get("accept-encoding"))
        dump = await dumps.of(
            view.snapshot, SYNTAXES[form.suffix], profile.token, compressed=compressed, changed=view.changed.at
        )
        said = head_of(
            Answer(
                b"",
                form.content_type,
                vary=("Accept-Profile",),
                links=_dump_links(view, form, profile.uri),
                modified=view.changed_at,
                cache_control=control,
                headers={"Accept-Ranges": "bytes", "Content-Profile": f"<{profile.uri}>"},
            ),
            validators := Validators(f'"{dump.digest}"', moment(view.changed_at)),
        ) | ({"Content-Encoding": "gzip"} if compressed else {})
        match verdict(headers, validators):
            case Verdict.NOT_MODIFIED:
                return not_modified(said)
            case Verdict.FAILED:
                return failed_precondition()
        wanted = wanted_part(headers, validators, dump.size) if request.method == "GET" else None
        said["Content-Type"] = form.content_type
        return _part(dump, wanted, said, request.method)

    return answer


def _part(dump: Dump, wanted: Part | None, headers: dict[str, str], method: str) -> Response:
    part = wanted or Part(0, dump.size)
    if wanted and part.start == part.end:
        message = f"There are {dump.size} bytes."
        return refusal(416, Code.BAD_USER_INPUT, message, Content_Range=f"bytes */{dump.size}", Accept_Ranges="bytes")
    if wanted:
        headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{dump.size}"
    headers["Content-Length"] = str(part.end - part.start)
    body = dump.chunks(part.start, part.end) if method == "GET" else _nothing()
    return StreamingResponse(body, 206 if wanted else 200, headers)


async def _nothing() -> AsyncIterator[bytes]:
    return
    yield b""


def _document_links(view: View, path: str) -> str:
    base = names_of(view.snapshot).scheme
    licence = licence_of(view.snapshot.glossary)
    formats = [each.format.media_type for each in OF_DATA]
    return ", ".join([
        link(base + path, "canonical"),
        *(link(f"{base}{path}?_mediatype={quote(each)}", "alternate", type=each) for each in formats),
        link(f"{base}.well-known/void", "describedby", type=TURTLE.media_type),
        link(base, "collection"),
        *([link(licence, "license")] if licence else []),
    ])  # fmt: skip  # a link a line


def _dump_links(view: View, form: Format, profile: str) -> str:
    base = names_of(view.snapshot).scheme
    licence = licence_of(view.snapshot.glossary)
    return ", ".join([
        link(base, "cite-as"),
        link(f"{base}export.{form.suffix}", "canonical", type=form.media_type),
        *(
            link(f"{base}export.{each.suffix}", "alternate", type=each.media_type)
            for each in FEATURES
            if each is not form
        ),
        link(f"{base}.well-known/void", "describedby", type=TURTLE.media_type),
        link("http://www.w3.org/ns/dcat#Distribution", "type"),
        *([link(licence, "license")] if licence else []),
        link(profile, "profile"),
    ])  # fmt: skip  # a link a line


def _listed(offers: Sequence[Representation]) -> str:
    return ", ".join(each.format.media_type for each in offers)
