"""The error codes a client can meet, what each means, and the HTTP status it has by itself.

The registry of codes is `termgraph.errors`; a failure with a code that has no row here is ours, not the client's.
"""

from enum import Enum
from types import MappingProxyType

from strawberry import enum_value

from termgraph.errors import Code

from .declare import enum_type


@enum_type
class ErrorCode(Enum):
    """Every value of `extensions.code` in an error, and of `code` in an answer that says what is missing."""

    GRAPHQL_PARSE_FAILED = enum_value("GRAPHQL_PARSE_FAILED", description="The document is not GraphQL.")
    GRAPHQL_VALIDATION_FAILED = enum_value(
        "GRAPHQL_VALIDATION_FAILED", description="The document does not fit the schema."
    )
    BAD_USER_INPUT = enum_value(
        "BAD_USER_INPUT", description="A part of the request, a variable or an argument is wrong; the message says how."
    )
    OPERATION_RESOLUTION_FAILURE = enum_value(
        "OPERATION_RESOLUTION_FAILURE", description="It is not clear which operation to run, or it cannot be run."
    )
    QUERY_TOO_COMPLEX = enum_value("QUERY_TOO_COMPLEX", description="The document asks for too much at once.")
    PERSISTED_QUERY_NOT_FOUND = enum_value(
        "PERSISTED_QUERY_NOT_FOUND", description="No document is known by this id; send its text along, once."
    )
    DOCUMENT_NOT_TRUSTED = enum_value(
        "DOCUMENT_NOT_TRUSTED", description="This server runs only the documents that its operator gave it."
    )
    THROTTLED = enum_value("THROTTLED", description="Too much is open at a time; close something, or try later.")
    TIMEOUT = enum_value("TIMEOUT", description="The answer took too long; ask for less at once.")
    REQUEST_TOO_LARGE = enum_value("REQUEST_TOO_LARGE", description="The request's body is too large.")
    URI_TOO_LONG = enum_value("URI_TOO_LONG", description="The request's address is too long; use POST.")
    METHOD_NOT_ALLOWED = enum_value("METHOD_NOT_ALLOWED", description="Use GET for queries, or POST.")
    NOT_ACCEPTABLE = enum_value("NOT_ACCEPTABLE", description="None of the media types in Accept can be had.")
    UNSUPPORTED_MEDIA_TYPE = enum_value(
        "UNSUPPORTED_MEDIA_TYPE", description="The body must be application/json in UTF-8, not encoded further."
    )
    NOT_FOUND = enum_value("NOT_FOUND", description="There is nothing at this address.")
    UNKNOWN_TERM = enum_value("UNKNOWN_TERM", description="No term answers to this.")
    UNKNOWN_TYPE = enum_value("UNKNOWN_TYPE", description="No relation type has this key.")
    UNKNOWN_PROFILE = enum_value("UNKNOWN_PROFILE", description="The glossary has no profile with this name.")
    SAME_TERM = enum_value("SAME_TERM", description="Two different terms are needed.")
    NOT_AN_ANCESTOR = enum_value("NOT_AN_ANCESTOR", description="No trail leads through this term.")
    NO_ROUTE = enum_value("NO_ROUTE", description="What is to be avoided leaves no way to learn the targets.")
    TOO_MANY = enum_value("TOO_MANY", description="More items were given than the field takes.")
    REVISION_NOT_REACHED = enum_value(
        "REVISION_NOT_REACHED",
        description="What changed since this revision is not known, because it is newer than what the server has, or "
        "older than what it remembers; read anew what you show.",
    )
    EPOCH_CHANGED = enum_value(
        "EPOCH_CHANGED",
        description="The revision is of a history that the glossary no longer has; read anew what you show.",
    )
    STORE_UNAVAILABLE = enum_value("STORE_UNAVAILABLE", description="The server has nothing to answer from; try later.")
    INTERNAL_SERVER_ERROR = enum_value("INTERNAL_SERVER_ERROR", description="A fault of the server; it is logged.")


STATUS: MappingProxyType[Code, int] = MappingProxyType(
    {
        Code.DOCUMENT_NOT_TRUSTED: 403,
        Code.REQUEST_TOO_LARGE: 413,
        Code.URI_TOO_LONG: 414,
        Code.METHOD_NOT_ALLOWED: 405,
        Code.NOT_ACCEPTABLE: 406,
        Code.NOT_FOUND: 404,
        Code.UNSUPPORTED_MEDIA_TYPE: 415,
        Code.EPOCH_CHANGED: 409,
        Code.THROTTLED: 429,
        Code.REVISION_NOT_REACHED: 503,
        Code.STORE_UNAVAILABLE: 503,
        Code.TIMEOUT: 503,
        Code.INTERNAL_SERVER_ERROR: 500,
    }
)
"""HTTP status of a request refused with a code; 400 for every other code."""


def status(code: Code) -> int:
    """The HTTP status of a request that failed as a whole with this code."""
    return STATUS.get(code, 400)


def published(code: Code) -> Code:
    """The code itself when clients are told about it, else INTERNAL_SERVER_ERROR."""
    return code if code.name in ErrorCode.__members__ else Code.INTERNAL_SERVER_ERROR
