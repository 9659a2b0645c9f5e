"""What one run of a compiled operation knows, and what it asks graphql-core for where the short way ends."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, TypeGuard

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    located_error,
)
from graphql.execution.collect_fields import FragmentDetails
from graphql.execution.executor import default_field_resolver, default_type_resolver
from graphql.execution.values import VariableValues, get_variable_values

from termgraph.api.budget import Budget, Metered

from .selections import Uncovered

MOST_ERRORS = 50
"""Errors of variables that graphql-core tells, as in its `execute`."""


class Operation:
    """An operation of a document, with all of the document that its runs need."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        found = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
        if any(each.variable_definitions for each in found):
            raise Uncovered("variables of fragments")
        self.schema = schema
        self.node = operation
        self.definitions = {each.name.value: each for each in found}
        self.fragments = {each.name.value: FragmentDetails(each) for each in found}

    def values(self, given: Mapping[str, Any]) -> VariableValues | list[GraphQLError]:
        """The variables as graphql-core coerces them, or what is wrong with them."""
        return get_variable_values(self.schema, self.node.variable_definitions or (), dict(given), MOST_ERRORS)


class Run:
    """One run: its coerced variables, its budget and the errors so far."""

    __slots__ = ("_core", "_given", "_operation", "_root", "budget", "errors", "take", "variables")

    def __init__(
        self, operation: Operation, given: Mapping[str, Any], variables: dict[str, Any], root: object, budget: Budget
    ) -> None:
        self.variables = variables
        self.errors: list[GraphQLError] = []
        self.take = budget.take
        self._operation = operation
        self._given = given
        self._root = root
        self.budget = budget
        self._core: Metered | None = None

    def failed(self, error: Exception, nodes: Collection[Node], path: Sequence[str | int]) -> None:
        """Keeps the error of something that may be null, and is null for it (GraphQL, "Handling Execution Errors")."""
        self.errors.append(located_error(error, nodes, path))

    @property
    def core(self) -> Metered:
        """graphql-core's executor of the same run, made when first needed; the errors of both are in one list."""
        if self._core is None:
            operation = self._operation
            values = operation.values(self._given)
            if isinstance(values, list):  # not reachable: the same values were accepted before the run
                raise values[0]
            self._core = Metered(
                operation.schema,
                operation.definitions,
                operation.fragments,
                self._root,
                self.budget,
                operation.node,
                values,
                default_field_resolver,
                default_type_resolver,
                default_field_resolver,
                is_awaitable=never,
                is_async_iterable=never,
            )
            together = self._core.collected_errors.errors
            together += self.errors
            self.errors = together
        return self._core


Function = Callable[[object, Run], dict[str, Any]]
"""An operation as it is run: of its root and a run, the data; raises GraphQLError where all of it is null."""


def never(_: object) -> TypeGuard[Any]:
    """No resolver is asynchronous, so nothing needs to be looked at."""
    return False
