"""Terms or relations as one CSV table each (RFC 4180, UTF-8, a header line), for spreadsheets and data frames.

A list stands in one cell with "; " between its items. Cells hold what editors wrote, unchanged.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from termgraph.graph.snapshot import Snapshot

from .flat import FlatEdge, FlatTerm, alternatives, flat_edges, flat_terms, listed
from .scope import WHOLE, Scope

TERMS = (
    "slug", "name", "acronym", "title", "aliases", "kind", "level", "minutes", "categories", "status", "summary",
    "definition", "former_slugs", "replaced_by",
)  # fmt: skip
"""The columns of terms; `title` is what a term is shown as."""

RELATIONS = (
    "subject", "type", "object", "label", "optional", "options", "why", "for", "source", "since", "primary", "keep",
)  # fmt: skip
"""The columns of relations; an option of a requirement is a row with `optional` true and the whole in `options`."""

Cell = str | int | None


def write_terms(snapshot: Snapshot, out: BinaryIO, scope: Scope = WHOLE) -> None:
    """Writes a row for each term."""
    _write(out, TERMS, (_term(each) for each in flat_terms(snapshot, scope)))


def write_relations(snapshot: Snapshot, out: BinaryIO, scope: Scope = WHOLE) -> None:
    """Writes a row for each relation, and for each option of a requirement."""
    _write(out, RELATIONS, (_edge(each) for each in flat_edges(snapshot, scope)))


def _write(out: BinaryIO, header: tuple[str, ...], rows: Iterable[Iterable[Cell]]) -> None:
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    try:
        csv.writer(text).writerows(_with_header(header, rows))
    finally:
        text.detach()


def _with_header(header: tuple[str, ...], rows: Iterable[Iterable[Cell]]) -> Iterator[Iterable[Cell]]:
    yield header
    yield from rows


def _term(flat: FlatTerm) -> tuple[Cell, ...]:
    term = flat.term
    return (
        term.slug, term.name, term.acronym, flat.title, listed(tuple(alias.text for alias in term.aliases)),
        term.kind.value, term.level and term.level.value, term.minutes, listed(term.categories), term.status.value,
        term.summary, term.definition, listed(term.former_slugs), listed(term.replaced_by),
    )  # fmt: skip


def _edge(edge: FlatEdge) -> tuple[Cell, ...]:
    statement = edge.statement
    since, primary = getattr(statement, "since", None), getattr(statement, "primary", False)
    return (
        edge.subject, edge.type, edge.object, edge.label, _flag(edge.optional), alternatives(edge.options),
        statement.why, edge.purpose, statement.source, since, _flag(primary), _flag(statement.keep),
    )  # fmt: skip


def _flag(value: bool) -> str:
    return "true" if value else "false"
