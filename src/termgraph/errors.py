"""What can go wrong, as values: error codes, exceptions that carry one, and findings about content.

A *failure* (bad argument, store out of reach) is a `TermgraphError` with a `Code`.
A *finding* about what an editor wrote is a `Problem`: it is returned, never raised.
This module knows no HTTP status and no exit status; the faces translate codes to theirs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Code(StrEnum):
    """Every error code a client can meet; the one registry, published in the GraphQL schema's description."""

    # the GraphQL layer (names in common use among GraphQL servers)
    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    BAD_USER_INPUT = "BAD_USER_INPUT"
    OPERATION_RESOLUTION_FAILURE = "OPERATION_RESOLUTION_FAILURE"
    QUERY_TOO_COMPLEX = "QUERY_TOO_COMPLEX"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED"
    THROTTLED = "THROTTLED"
    TIMEOUT = "TIMEOUT"
    REQUEST_TOO_LARGE = "REQUEST_TOO_LARGE"
    URI_TOO_LONG = "URI_TOO_LONG"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    NOT_ACCEPTABLE = "NOT_ACCEPTABLE"
    UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
    INTERNAL_SERVER_ERROR = "INTERNAL_SERVER_ERROR"
    # SPARQL
    SPARQL_PARSE_FAILED = "SPARQL_PARSE_FAILED"
    SPARQL_REFUSED = "SPARQL_REFUSED"
    # the graph's questions
    UNKNOWN_TERM = "UNKNOWN_TERM"
    UNKNOWN_TYPE = "UNKNOWN_TYPE"
    UNKNOWN_PROFILE = "UNKNOWN_PROFILE"
    NOT_AN_ANCESTOR = "NOT_AN_ANCESTOR"
    SAME_TERM = "SAME_TERM"
    NO_ROUTE = "NO_ROUTE"
    UNKNOWN_RULE = "UNKNOWN_RULE"
    UNKNOWN_FORMAT = "UNKNOWN_FORMAT"
    TOO_MANY = "TOO_MANY"
    REVISION_NOT_REACHED = "REVISION_NOT_REACHED"
    EPOCH_CHANGED = "EPOCH_CHANGED"
    # the store and its writers
    CONTENT_INVALID = "CONTENT_INVALID"
    CONFLICT = "CONFLICT"
    STORE_BUSY = "STORE_BUSY"
    STORE_UNAVAILABLE = "STORE_UNAVAILABLE"
    STORE_TOO_NEW = "STORE_TOO_NEW"
    STORE_DAMAGED = "STORE_DAMAGED"
    OUTCOME_UNKNOWN = "OUTCOME_UNKNOWN"
    # the machine around us
    USAGE = "USAGE"
    PORT_TAKEN = "PORT_TAKEN"
    NOT_FOUND = "NOT_FOUND"
    GONE = "GONE"


class TermgraphError(Exception):
    """A failure with a published code, one sentence for a person, and details for a program."""

    def __init__(self, code: Code, message: str, **details: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details: Mapping[str, object] = MappingProxyType(details)


class Severity(StrEnum):
    """How much a finding matters; `ERROR` blocks a load, the others never do."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error: larger is worse."""
        return ("info", "warning", "error").index(self.value)


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file: path as the reader was given it, line and columns counted from 1.

    `end_column` is the first column after the place, or None where the place is a point or a whole line.
    """

    file: str
    line: int = 1
    column: int = 1
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Note:
    """A second place that belongs to a finding, such as one edge of a cycle."""

    message: str
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: which rule, how bad, what is wrong in a sentence, where, and what to do about it.

    `rule` is a key of the rule table ("TG201"); `subjects` are the slugs or keys it is about;
    `hint` says what the editor probably meant; `fix` is text that would replace the place exactly.
    """

    rule: str
    severity: Severity
    message: str
    where: Where | None = None
    hint: str | None = None
    fix: str | None = None
    subjects: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """File, line, column, rule, message: the order findings are shown in."""
        where = self.where or Where("")
        return (where.file, where.line, where.column, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule asks and why: one row of the rule table, shown by `termgraph rule CODE`.

    `design` is the rule's name in the literature of the project ("E4", "W6"), None for rules about file shape.
    """

    code: str
    name: str
    severity: Severity
    says: str
    because: str
    example: str
    fix: str
    design: str | None = None

    def problem(
        self,
        message: str,
        where: Where | None = None,
        *,
        hint: str | None = None,
        fix: str | None = None,
        subjects: Iterable[str] = (),
        notes: Iterable[Note] = (),
    ) -> Problem:
        """A finding of this rule."""
        return Problem(self.code, self.severity, message, where, hint, fix, tuple(subjects), tuple(notes))
