"""A field resolved in graphql-core's own way, with all that it tells a resolver; for fields that want it."""

from collections.abc import Callable
from typing import Any

from graphql import GraphQLResolveInfo, get_argument_values
from graphql.execution.executor import default_field_resolver
from graphql.pyutils import Path

from .run import Run
from .selections import Asked

Place = tuple[tuple[str | None, str | None], ...]
"""The path to a field: keys, each with the type of its object, and (None, None) for an index known only in a run."""

Indices = tuple[int, ...]

Informing = Callable[[Run, Indices], GraphQLResolveInfo[Any]]


def information(asked: Asked, place: Place) -> Informing:
    """What graphql-core tells the resolver of the field at `place`, in a run and at some indices."""
    definition, nodes, parent = asked.definition, asked.nodes, asked.parent

    def told(run: Run, indices: Indices) -> GraphQLResolveInfo[Any]:
        path: Any = None
        numbers = iter(indices)
        for key, kind in place:
            path = Path(path, next(numbers) if key is None else key, kind)
        return run.core.build_resolve_info(definition, nodes, parent, path)

    return told


def resolving(asked: Asked, informing: Informing) -> Callable[[Any, Run, Indices], Any]:
    """How a field is resolved from its object: `resolve(source, info, **arguments)`."""
    definition, node = asked.definition, asked.details[0].node
    resolve = definition.resolve or default_field_resolver

    def resolved(source: Any, run: Run, indices: Indices) -> Any:
        info = informing(run, indices)
        given = get_argument_values(definition, node, run.core.variable_values) if definition.args else {}
        return resolve(source, info, **given)

    return resolved
