"""The scalars of the schema, each with the page that specifies it."""

from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from termgraph.relations import NAMESPACE

URL = NewType("URL", str)
Date = NewType("Date", str)
DateTime = NewType("DateTime", str)
Revision = NewType("Revision", str)


def text(value: object) -> str:
    """The value itself, which must be a string; raises TypeError."""
    if not isinstance(value, str):
        raise TypeError("Expected a string.")
    return value


def _scalar(name: str, specified_by: str, says: str) -> ScalarDefinition:
    return strawberry.scalar(
        name=name, description=says, specified_by_url=specified_by, serialize=text, parse_value=text
    )


SCALARS: dict[object, ScalarDefinition] = {
    URL: _scalar(
        "URL",
        "https://www.rfc-editor.org/rfc/rfc3986",
        'An absolute address, such as "https://glossary.example/terms/ppo".',
    ),
    Date: _scalar(
        "Date", "https://www.rfc-editor.org/rfc/rfc3339#section-5.6", 'A calendar date, such as "2026-11-20".'
    ),
    DateTime: _scalar(
        "DateTime",
        "https://www.rfc-editor.org/rfc/rfc3339#section-5.6",
        'A moment, in UTC, such as "2026-11-20T16:00:00Z".',
    ),
    Revision: _scalar(
        "Revision",
        f"{NAMESPACE}Revision",
        'One state of the glossary, such as "e7f3.1042": the name of its history and a number that grows with each '
        "change. Two answers with the same revision come from the same content.",
    ),
}
