"""Lists of terms: which, in what order."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Annotated, TypeVar

import strawberry

from termgraph.errors import Code, TermgraphError
from termgraph.graph.orders import Order, by_level, by_minutes, by_name, by_slug
from termgraph.graph.snapshot import Snapshot
from termgraph.relations import Registry

from .connections import Connection, Edge, Place, Window, cut
from .declare import input_type, maybe, object_type
from .enums import Level, OrderDirection, TermKind, TermOrderField
from .reading import Reading, TermRef, given

Types = Annotated[
    list[str] | None,
    strawberry.argument(description="Keys of relation types; all when left out. An unknown key is an error."),
]

LARGEST_FILTER = 100


@input_type
class TermFilter:
    """Which terms: a term must fit every field that is given, and fits a list when it fits one of its items."""

    categories: list[str] | None = maybe("Slugs of categories, at most 100; the term stands in one of them.")
    kinds: list[TermKind] | None = maybe("Kinds, at most 100; the term is of one of them.")
    levels: list[Level] | None = maybe("Levels, at most 100; the term has one of them.")
    relation_types: list[str] | None = maybe(
        "Keys of relation types, at most 100; the term has such a relation. A key means either end of the relation, "
        'an inverse key ("has-algorithm") the object\'s end.'
    )


@input_type
class TermOrder:
    """The order of a list of terms."""

    field: TermOrderField = strawberry.field(default=TermOrderField.NAME, description="What to order by.")
    direction: OrderDirection = strawberry.field(default=OrderDirection.ASC, description="Which end comes first.")


@object_type
class TermEdge(Edge[TermRef]):
    """A term in a list."""


@object_type
class TermConnection(Connection[TermRef, TermEdge]):
    """Terms in the order asked for."""


Item = TypeVar("Item")


ORDERS: Mapping[TermOrderField, Callable[[Snapshot], Order]] = {
    TermOrderField.NAME: by_name,
    TermOrderField.SLUG: by_slug,
    TermOrderField.LEVEL: by_level,
    TermOrderField.MINUTES: by_minutes,
}
"""All terms of a snapshot in each order, sorted once for a snapshot."""


def term_connection(
    reading: Reading, among: AbstractSet[int] | None, order: TermOrder | None, asked: Window
) -> TermConnection:
    """A page of the terms with these numbers, or of all."""
    chosen = order if isinstance(order, TermOrder) else TermOrder()
    sorting = reading.snapshot.once(ORDERS[chosen.field])
    numbers = sorting.numbers if among is None else [number for number in sorting.numbers if number in among]
    descending = chosen.direction is OrderDirection.DESC
    if descending:
        numbers = numbers[::-1]

    def edge(place: Place, number: int) -> TermEdge:
        return TermEdge(place=place, node=reading.term(number))

    name = f"term-{chosen.field.value}"
    page = cut(numbers, sorting.key, edge, asked, name, descending=descending, nodes=reading.numbered)
    return TermConnection(page=page)


def chosen_terms(snapshot: Snapshot, wanted: TermFilter | None) -> AbstractSet[int] | None:
    """Numbers of the terms that fit a filter; None when nothing is filtered.

    Raises TermgraphError TOO_MANY for a list that is too long, UNKNOWN_TYPE for an unknown key of a relation type.
    An unknown category fits no term.
    """
    if not isinstance(wanted, TermFilter):
        return None
    sets: list[AbstractSet[int]] = []
    if (slugs := _listed("categories", wanted.categories)) is not None:
        sets.append({number for slug in slugs for number in snapshot.members.get(slug, ())})
    if (kinds := _listed("kinds", wanted.kinds)) is not None:
        of_kinds = {kind.name for kind in kinds}
        sets.append({number for number, term in enumerate(snapshot.terms) if term.kind.name in of_kinds})
    if (levels := _listed("levels", wanted.levels)) is not None:
        of_levels = {level.name for level in levels}
        sets.append(
            {number for number, term in enumerate(snapshot.terms) if term.level and term.level.name in of_levels}
        )
    if (keys := _listed("relationTypes", wanted.relation_types)) is not None:
        sets.append(_related(snapshot, keys))
    return frozenset.intersection(*map(frozenset, sets)) if sets else None


def _listed(name: str, items: Sequence[Item] | None) -> Sequence[Item] | None:
    items = given(items)
    if items is not None and len(items) > LARGEST_FILTER:
        raise TermgraphError(
            Code.TOO_MANY, f"`{name}` takes at most {LARGEST_FILTER} items.", field=name, limit=LARGEST_FILTER
        )
    return items


def _related(snapshot: Snapshot, keys: Sequence[str]) -> AbstractSet[int]:
    """Terms with a relation of one of these types, at the end that the key names, or at either."""
    found: set[int] = set()
    wanted = {known_type(snapshot.registry, key) for key in keys}
    for edge in snapshot.edges:
        if (edge.type, False) in wanted:
            found.update((edge.subject, edge.object))
        elif (edge.type, True) in wanted:
            found.add(edge.object)
    return found


def known_type(registry: Registry, key: str) -> tuple[str, bool]:
    """The type with this key or inverse key, and whether it is the inverse; raises TermgraphError UNKNOWN_TYPE."""
    if key not in registry.keys:
        raise TermgraphError(Code.UNKNOWN_TYPE, "No relation type has this key; see `relationTypes`.", key=key[:100])
    row, inverse = registry.keys[key]
    return row.key, inverse


def known_types(registry: Registry, keys: Sequence[str] | None) -> frozenset[str] | None:
    """The types with these keys or inverse keys, None for all of them; raises TermgraphError UNKNOWN_TYPE."""
    return None if keys is None else frozenset(known_type(registry, key)[0] for key in keys)
