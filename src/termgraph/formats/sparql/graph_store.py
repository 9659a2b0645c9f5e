"""Sending a graph to a triple store (SPARQL 1.1 Graph Store HTTP Protocol, section 5.3), over the standard library."""

import http.client
import ssl
from base64 import b64encode
from typing import BinaryIO
from urllib.parse import quote, unquote, urlsplit

from termgraph.errors import Code, TermgraphError

PATIENCE = 600
"""Seconds for the store to take the graph, which it may index before it answers."""

DEFAULT = "default"
"""What stands for the graph without a name."""

QUOTED = 300
"""Characters of a refusal that are shown."""


def put(url: str, graph: str, media_type: str, body: BinaryIO, size: int) -> str:
    """Makes `body` all that the graph has, and gives the status that the store answered with ("201 Created").

    `url` is the address of the graph store, `graph` the IRI of the graph in it, or DEFAULT. A name and password in the
    address are sent as RFC 7617 says. Nothing is followed: a redirect is a failure, as the data would go elsewhere.
    Raises TermgraphError USAGE for what is no address, STORE_UNAVAILABLE when the store cannot be reached or refuses.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # of a port that is no number, or brackets that are not closed
        raise TermgraphError(Code.USAGE, f"{url!r} is not the address of a graph store.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise TermgraphError(Code.USAGE, f"{url!r} is not the address of a graph store.")
    chosen = DEFAULT if graph == DEFAULT else f"graph={quote(graph, safe='')}"
    target = f"{parts.path or '/'}?{f'{parts.query}&' if parts.query else ''}{chosen}"
    headers = {"Content-Type": media_type, "Content-Length": str(size)}
    if parts.username is not None:
        secret = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = f"Basic {b64encode(secret.encode()).decode()}"
    shown = f"{parts.scheme}://{parts.hostname}{f':{port}' if port else ''}{target}"
    connection = _connection(parts.scheme, parts.hostname, port)
    try:
        connection.request("PUT", target, body, headers)
        response = connection.getresponse()
        said = response.read(QUOTED).decode("utf-8", "replace").strip()
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise TermgraphError(Code.STORE_UNAVAILABLE, f"The graph was not sent to {shown}: {error!r}.") from None
    finally:
        connection.close()
    if not 200 <= response.status < 300:
        message = f"{shown} answered {response.status} {response.reason}{f': {said}' if said else '.'}"
        raise TermgraphError(Code.STORE_UNAVAILABLE, message)
    return f"{response.status} {response.reason}"


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=PATIENCE)
