"""The SPARQL endpoint: which format to answer in, whose turn it is, and what went wrong, as HTTP says it."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from types import MappingProxyType
from weakref import ref

from starlette.requests import Request
from starlette.responses import Response

from termgraph.api.codes import status
from termgraph.api.header_lists import media_ranges
from termgraph.api.requests import headers_of
from termgraph.errors import Code, TermgraphError
from termgraph.formats.rdf import Ground, names_of, part_bytes
from termgraph.formats.sparql import TABLES, Form, Limits, Question, Result, Zygote, read
from termgraph.formats.sparql.description import description_part
from termgraph.formats.sparql.questions import check_graphs
from termgraph.glossary.view import Current, View
from termgraph.graph.snapshot import Snapshot
from termgraph.settings import Settings
from termgraph.web.linked_data.negotiation import ANY, quality
from termgraph.web.linked_data.representations import DATA, SYNTAXES, TURTLE, Format
from termgraph.web.linked_data.responses import Answer, refusal, respond

from .protocol import asked

WAITING = 4
"""For each query that is carried out, so many may wait."""

STATUS: Mapping[Code, int] = MappingProxyType({Code.SPARQL_REFUSED: 403, Code.SPARQL_PARSE_FAILED: 400})
"""SPARQL 1.1 Protocol, section 2.1.7; other codes have the status that they have everywhere."""

OF_TABLES = {
    "json": Format("json", TABLES["json"], also="application/json"),
    "xml": Format("xml", TABLES["xml"], also="application/xml"),
    "csv": Format("csv", TABLES["csv"], (("charset", "utf-8"),)),
    "tsv": Format("tsv", TABLES["tsv"], (("charset", "utf-8"),)),
}
OF_TRUTHS = {name: OF_TABLES[name] for name in ("json", "xml")}
OF_GRAPHS = {SYNTAXES[each.suffix]: each for each in (TURTLE, *(each for each in DATA if each is not TURTLE))}
"""The formats by the name that the sandbox knows them by; of equally welcome ones the first is sent."""


class Sandboxes:
    """The sandbox of the newest snapshot; the one before goes when its last question is answered."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: Callable[[], Snapshot | None] = lambda: None
        self._zygote: Zygote | None = None

    def ask(self, view: View, question: Question, form: str, limits: Limits) -> Result:
        """The result of a question about what readers see; blocks, and starts the sandbox where there is none yet."""
        snapshot = view.snapshot
        with self._lock:
            if self._of() is not snapshot or self._zygote is None:
                self._zygote = None
                self._zygote, self._of = Zygote(snapshot, view.changed.at), ref(snapshot)
            zygote = self._zygote
        try:
            return zygote.ask(question, form, limits)
        except TermgraphError as error:
            if error.code is Code.STORE_UNAVAILABLE or not zygote.close.alive:
                with self._lock:
                    if self._zygote is zygote:
                        self._zygote = None
            raise


class Endpoint:
    """Answers `/sparql`: a query by GET or POST, and a description of the service to a GET without one."""

    def __init__(self, glossary: Current, settings: Settings, path: str) -> None:
        self._glossary = glossary
        self._path = path
        self._settings = settings
        megabyte = 1024 * 1024
        self._limits = Limits(
            max(settings.sparql_ms, 1) / 1000, settings.sparql_mb * megabyte, settings.sparql_result_mb * megabyte
        )
        self._sandboxes = Sandboxes()
        self._threads = ThreadPoolExecutor(max(settings.sparql_queries, 1), "termgraph-sparql")
        self._pending = 0

    async def answer(self, request: Request) -> Response:
        """The response to a request; every refusal has a code."""
        try:
            return await self._answer(request)
        except TermgraphError as error:
            number = STATUS.get(error.code, status(error.code))
            if error.code is Code.THROTTLED:
                return refusal(number, error.code, error.message, Retry_After="5")
            return refusal(number, error.code, error.message)

    async def _answer(self, request: Request) -> Response:
        view = self._glossary.current
        wanted = await asked(request, self._settings.max_body, self._settings.max_url)
        if wanted.text is None:
            if request.method == "POST":
                raise TermgraphError(Code.BAD_USER_INPUT, "There is no query in the body.")
            return self._described(request, view)
        graph = names_of(view.snapshot).scheme
        check_graphs(list(wanted.graphs), graph)
        question = read(wanted.text, graph)
        formats = OF_GRAPHS if question.form.is_graph else OF_TRUTHS if question.form is Form.ASK else OF_TABLES
        name = _chosen(request, formats)
        result = await self._in_turn(view, question, name)
        headers = {"X-Termgraph-Revision": view.snapshot.revision}
        answer = Answer(result.body, formats[name].content_type, vary=("Accept",), headers=headers)
        return respond(request, answer)

    async def _in_turn(self, view: View, question: Question, form: str) -> Result:
        """Carried out when a place is free; raises TermgraphError THROTTLED where too many wait already."""
        if self._pending >= max(self._settings.sparql_queries, 1) * (1 + WAITING):
            raise TermgraphError(Code.THROTTLED, "Too many queries wait already; try later.")
        self._pending += 1
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._threads, self._sandboxes.ask, view, question, form, self._limits)
        finally:
            self._pending -= 1

    def _described(self, request: Request, view: View) -> Response:
        name = _chosen(request, OF_GRAPHS)
        body = part_bytes(view.snapshot, description_part(Ground.of(view.snapshot), self._path), name)
        answer = Answer(body, OF_GRAPHS[name].content_type, vary=("Accept",), modified=view.changed_at)
        return respond(request, answer)


def _chosen(request: Request, formats: Mapping[str, Format]) -> str:
    """The name of the format that suits best; raises TermgraphError NOT_ACCEPTABLE."""
    accept = headers_of(request.scope).get("accept")
    ranges = (media_ranges(accept) if accept else None) or (ANY,)
    best = max(formats, key=lambda name: quality(ranges, formats[name]))
    if not quality(ranges, formats[best]):
        known = ", ".join(each.media_type for each in formats.values())
        raise TermgraphError(Code.NOT_ACCEPTABLE, f"The result can be had as {known}.")
    return best
