"""Errors as clients see them: always with a code, never with the text of an exception."""

import logging
import traceback
from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError, GraphQLSyntaxError

from termgraph.errors import Code, TermgraphError

from .codes import published

LOG = logging.getLogger("termgraph.api")

LONGEST = 500
"""Characters of a message; graphql-core quotes what a client sent."""

STOPPED = "Parsing aborted."
"""How graphql-core ends its message when a document is over a cap."""


def failure(code: Code, message: str, details: Mapping[str, object] | None = None) -> dict[str, Any]:
    """An error of the request as a whole."""
    return {"message": _cut(message), "extensions": {"code": code.value, **(details or {})}}


def of_request(error: TermgraphError) -> tuple[Code, dict[str, Any]]:
    """The code and the shown form of a failure of ours."""
    code = published(error.code)
    if code is not error.code:
        return code, _masked(error, "request")
    return code, failure(code, error.message, error.details)


def of_document(error: GraphQLError) -> tuple[Code, dict[str, Any]]:
    """The code and the shown form of an error found before anything ran."""
    if not isinstance(error, GraphQLSyntaxError):
        code = Code.GRAPHQL_VALIDATION_FAILED
    else:
        code = Code.QUERY_TOO_COMPLEX if error.message.endswith(STOPPED) else Code.GRAPHQL_PARSE_FAILED
    return code, _shown(error, failure(code, error.message))


def of_execution(error: GraphQLError) -> dict[str, Any]:
    """The shown form of an error found while running: a variable, an argument, or a field that failed."""
    cause = error.original_error
    if isinstance(cause, TermgraphError):
        shown = of_request(cause)[1]
    elif cause is None or isinstance(cause, GraphQLError):
        shown = failure(Code.BAD_USER_INPUT, error.message)
    else:
        shown = _masked(cause, "/".join(map(str, error.path or ())))
    return _shown(error, shown)


def internal(error: BaseException) -> dict[str, Any]:
    """The shown form of anything unforeseen outside a field."""
    return _masked(error, "request")


def _masked(error: BaseException, place: str) -> dict[str, Any]:
    frame = next(iter(traceback.extract_tb(error.__traceback__)[-1:]), None)
    where = f"{frame.filename}:{frame.lineno}" if frame else "nowhere"
    LOG.error("%s failed: %s at %s: %s", place, type(error).__name__, where, _cut(str(error)))
    return failure(Code.INTERNAL_SERVER_ERROR, "Something went wrong on our side.")


def _shown(error: GraphQLError, shown: dict[str, Any]) -> dict[str, Any]:
    """`shown` with the places in the document and the answer that graphql-core knows."""
    formatted = error.formatted
    places = {key: formatted[key] for key in ("locations", "path") if formatted.get(key)}
    return {"message": shown["message"], **places, "extensions": shown["extensions"]}


def _cut(message: str) -> str:
    return message if len(message) <= LONGEST else message[:LONGEST] + "…"
