"""Statements of imported vocabularies that the glossary has kept, said again word for word."""

from typing import TYPE_CHECKING

from termgraph.graph.snapshot import Snapshot

from .ground import Ground
from .names import Object
from .nodes import Part

if TYPE_CHECKING:
    from termgraph.formats.extra_statements import Value

    Statement = tuple[str, str, Value]


def extras_of(ground: Ground, part: Part, number: int) -> None:
    """The extra statements that name a term; one that names several stands with the first of them."""
    _say(part, ground.snapshot.once(_by_term).get(ground.snapshot.terms[number].slug, ()))


def extras_of_none(ground: Ground, part: Part) -> None:
    """The extra statements that name no term."""
    _say(part, ground.snapshot.once(_by_term).get("", ()))


def _say(part: Part, statements: "list[Statement] | tuple[()]") -> None:
    for subject, predicate, value in statements:
        part.node(subject).add(predicate, Object(*value))


def _by_term(snapshot: Snapshot) -> "dict[str, list[Statement]]":
    """By the slug of the first term that each names and that is there, "" where it names none."""
    from termgraph.formats.extra_statements import parsed  # which comes with the reader of term files

    found: dict[str, list[Statement]] = {}
    for extra in snapshot.content.extras.values():
        statement = parsed(extra.statement)
        if statement:
            slug = next((each for each in extra.terms if each in snapshot.numbers), "")
            found.setdefault(slug, []).append(statement)
    return found
