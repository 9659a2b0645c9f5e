"""SPARQL over HTTP: read-only, off unless an operator turns it on."""

import sys

from starlette.routing import Route

from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import Current
from termgraph.settings import Settings
from termgraph.web.linked_data.whole import SPARQL


def sparql_routes(glossary: Current, settings: Settings) -> list[Route]:
    """The route of the endpoint; none where it is off.

    Raises TermgraphError USAGE on a system whose processes cannot be forked and confined.
    """
    if not settings.sparql:
        return []
    if sys.platform == "win32":
        raise TermgraphError(Code.USAGE, "SPARQL needs a Unix system, whose processes can be forked and confined.")
    from .endpoint import Endpoint

    return [Route(f"/{SPARQL}", Endpoint(glossary, settings, SPARQL).answer, methods=["GET", "POST"])]
