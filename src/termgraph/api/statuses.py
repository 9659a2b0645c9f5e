"""HTTP statuses of GraphQL answers, in two profiles: what today's clients and audits know, and the 2026 draft.

GraphQL over HTTP, "Status Codes". Both answer what is wrong with the document of a well-formed request with 200 to
clients of plain JSON, who take any other status for a fault on the way.
"""

from enum import Enum

from termgraph.errors import Code
from termgraph.settings import Statuses

from .codes import status
from .negotiation import JSON, RESPONSE


class Stage(Enum):
    """How far a request that failed had come."""

    BYTES = 0
    """It is not JSON in UTF-8."""
    REQUEST = 1
    """It is not a well-formed GraphQL request."""
    DOCUMENT = 2
    """It is well-formed; its document cannot be had, read, validated or run with its variables."""


PARTIAL = 294
"""Data beside errors: "Partial Success" in the draft."""

UNREADABLE = frozenset({Code.GRAPHQL_PARSE_FAILED})
"""What the draft answers with 400 though the request is well-formed; all else that a client can mend is 422."""


def of_failure(code: Code, stage: Stage, media: str | None, profile: Statuses) -> int:
    """The status of an answer without data."""
    number = status(code)
    if number != 400:
        return number
    if media == JSON and stage is Stage.DOCUMENT:
        return 200
    drafted = profile is Statuses.DRAFT and stage is not Stage.BYTES and code not in UNREADABLE
    return 422 if drafted else 400


def of_answer(media: str, profile: Statuses, *, partial: bool) -> int:
    """The status of an answer with data; `partial` when there are errors beside it."""
    return PARTIAL if partial and media == RESPONSE and profile is Statuses.DRAFT else 200
