"""Where the short way ends: graphql-core resolves a field or completes a value, in the same run, for the same answer.

So no rule and no message of graphql-core is written down again. What it completes it completes to the end, with
everything below.
"""

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
"""The indices of the lists around something, outermost first."""

At = Callable[[Any, Run, Indices], Any]


def resolving(asked: Asked, place: Place) -> At:
    """How the field at a place is resolved from its object: `resolve(source, info, **arguments)`."""
    definition, node = asked.definition, asked.details[0].node
    resolve = definition.resolve or default_field_resolver

    def resolved(source: Any, run: Run, indices: Indices) -> Any:
        info = _information(asked, place, run, indices)
        given = get_argument_values(definition, node, run.core.variable_values) if definition.args else {}
        return resolve(source, info, **given)

    return resolved


def completing(asked: Asked, place: Place, kind: Any, around: int) -> At:
    """How a value of the field at a place, or one in its lists, becomes what is answered as of type `kind`.

    `around` of the indices lead to the field, the others into its value (GraphQL, "Value Completion").
    """

    def completed(value: Any, run: Run, indices: Indices) -> Any:
        info = _information(asked, place, run, indices[:around])
        path = info.path
        for index in indices[around:]:
            path = path.add_key(index)
        return run.core.complete_value(kind, asked.details, info, path, value, None)

    return completed


def _information(asked: Asked, place: Place, run: Run, indices: Indices) -> GraphQLResolveInfo[Any]:
    """What graphql-core tells a resolver about its field."""
    path: Any = None
    numbers = iter(indices)
    for key, kind in place:
        path = Path(path, next(numbers) if key is None else key, kind)
    return run.core.build_resolve_info(asked.definition, asked.nodes, asked.parent, path)
