"""Terms and the statements between them as flat rows: what tables and pictures of a glossary are made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from termgraph.graph.labels import shown_title
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Relation, Requirement, Term

from .scope import Scope

BETWEEN = "; "
"""What stands between the items of a list in one cell."""


@dataclass(frozen=True, slots=True)
class FlatTerm:
    """A term with what it is shown as."""

    term: Term
    title: str


@dataclass(frozen=True, slots=True)
class FlatEdge:
    """A statement between two terms that are both in the picture, by their slugs.

    `label` stands between subject and object in a sentence; `symmetric` says that it reads alike from both ends.
    `options` are those of a requirement of which the object is one, empty for a plain relation.
    """

    subject: str
    type: str
    object: str
    label: str
    symmetric: bool
    statement: Relation | Requirement
    options: tuple[tuple[str, ...], ...]

    @property
    def optional(self) -> bool:
        """Whether the object is one of several ways to meet a requirement."""
        return bool(self.options)

    @property
    def purpose(self) -> str | None:
        """Under which purpose the statement holds."""
        return self.statement.for_ if isinstance(self.statement, Relation) else None


def flat_terms(snapshot: Snapshot, scope: Scope) -> Iterator[FlatTerm]:
    """The terms of a scope, in order; raises as `Scope.terms` does."""
    for number in scope.terms(snapshot):
        term = snapshot.terms[number]
        yield FlatTerm(term, shown_title(snapshot.glossary, term))


def flat_edges(snapshot: Snapshot, scope: Scope) -> Iterator[FlatEdge]:
    """The statements that join two terms of a scope, by subject, type and object; raises as `Scope.terms` does."""
    terms, types = scope.terms(snapshot), snapshot.registry.types
    inside = frozenset(terms)
    for number in terms:
        for place in snapshot.out(number):
            edge = snapshot.edges[place]
            if edge.object not in inside:
                continue
            statement, row = edge.statement, types[edge.type]
            yield FlatEdge(
                snapshot.terms[edge.subject].slug,
                edge.type,
                snapshot.terms[edge.object].slug,
                row.label,
                row.symmetric,
                statement,
                statement.options if isinstance(statement, Requirement) else (),
            )


def listed(items: tuple[str, ...]) -> str:
    """The items of a list as one text."""
    return BETWEEN.join(items)


def alternatives(options: tuple[tuple[str, ...], ...]) -> str:
    """The options of a requirement as one text: "a; b + c"."""
    return BETWEEN.join(" + ".join(option) for option in options)
