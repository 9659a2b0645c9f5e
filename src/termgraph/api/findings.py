"""What the integrity rules say about the glossary as it is served, for editors who work through the API."""

from enum import Enum

from strawberry import enum_value

from termgraph.errors import Problem

from .connections import Connection, Edge
from .cursors import Key
from .declare import enum_type, object_type, said

MOST_FINDINGS = 100


@enum_type
class Severity(Enum):
    """How much a finding matters."""

    ERROR = enum_value("error", description="Such content is not loaded.")
    WARNING = enum_value("warning", description="Something is wrong or missing.")
    INFO = enum_value("info", description="A suggestion.")


@object_type
class Finding:
    """Something a rule has to say."""

    rule: str = said('The code of the rule, such as "TG317".')
    name: str = said("The name of the rule.")
    severity: Severity = said("How much it matters.")
    message: str = said("What was found, in a sentence.")
    hint: str | None = said("What was probably meant; null when nothing is near.")
    subjects: list[str] = said("The slugs and keys it is about; at most 1,000.")


@object_type
class FindingEdge(Edge[Finding]):
    """A finding in its list."""


@object_type
class FindingConnection(Connection[Finding, FindingEdge]):
    """What the rules say, by rule, then message."""


def finding(problem: Problem) -> Finding:
    """A finding as the schema shows it; places in files are the editor's own and are not shown."""
    from termgraph.integrity import rule

    return Finding(
        rule=problem.rule,
        name=rule(problem.rule).name,
        severity=Severity(problem.severity.value),
        message=problem.message,
        hint=problem.hint,
        subjects=list(problem.subjects)[:1000],
    )


def finding_key(item: tuple[int, Problem]) -> Key:
    """Rule, message, and the place in the list, which tells equal ones apart."""
    place, problem = item
    return (problem.rule, problem.message, place)
