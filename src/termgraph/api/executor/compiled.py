"""An operation as functions: one for each way in which `@skip` and `@include` can fall, made when it is needed."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    Undefined,
    VariableNode,
    Visitor,
    print_ast,
    visit,
)

from termgraph.api.budget import Budget

from .inputs import variables_of
from .introspection import Remembered, about_schema
from .quick import Quick, QuickFunction
from .run import Function, Operation, Run
from .selections import Collector, Selection, Uncovered
from .writer import Writer

LOG = logging.getLogger("termgraph.api")

MOST_WAYS = 16
"""What four independent conditions need; an operation with more of them is run by graphql-core beyond."""

CONDITIONS = ("skip", "include")


class Compiled:
    """An operation that is compiled.

    `fields` counts those of all functions made so far, by which memory is bounded; `cares` the runs in which something
    was not as usual.
    """

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        """Raises Uncovered for what graphql-core has to run."""
        if operation.operation is not OperationType.QUERY:
            raise Uncovered(f"a {operation.operation.value}")
        if schema._strawberry_schema.extensions:  # type: ignore[attr-defined]  # noqa: SLF001  # as strawberry finds it
            raise Uncovered("an extension of the schema")
        self.fields = 0
        self.cares = 0
        self._operation = Operation(schema, document, operation)
        self._coerced = variables_of(schema, operation)
        variables = {each.variable.name.value: print_ast(each.type) for each in operation.variable_definitions or ()}
        decided = conditions(document)
        self._conditions = [each for each in decided if variables.get(each, "").startswith("Boolean")]
        self._only_conditions = variables.keys() <= set(self._conditions)
        self._ways: dict[tuple[Any, ...], Way] = {}

    def run(self, given: Mapping[str, Any], root: object, budget: Budget) -> ExecutionResult | None:
        """The answer, None where the variables are wrong, which graphql-core has to say; raises Uncovered."""
        try:
            variables = self._coerced(given)
        except Exception:  # noqa: BLE001  # whatever it is, graphql-core knows more rules
            values = self._operation.values(given)
            if isinstance(values, list):
                return None
            variables = values.coerced
        way = tuple([variables.get(name, Undefined) for name in self._conditions]) if self._conditions else ()
        found = self._ways.get(way) or self._found(way, given)
        if found.quick is not None:
            try:
                return ExecutionResult(found.quick(root, variables, budget))
            except Exception:  # noqa: BLE001  # whatever it is, the careful function finds it again and says it
                LOG.debug("An operation is run again with care.")
        self.cares += 1
        function = found.careful or self._written(found)
        if isinstance(function, str):
            raise Uncovered(function)
        run = Run(self._operation, given, variables, root, budget)
        try:
            data = function(root, run)
            if isinstance(function, Remembered):
                self.fields += function.weight()
        except GraphQLError as error:
            run.errors.append(error)
            return ExecutionResult(None, run.errors)
        return ExecutionResult(data, run.errors or None)

    def _found(self, key: tuple[Any, ...], given: Mapping[str, Any]) -> "Way":
        """The way of conditions that were not met before, with its quick function."""
        if len(self._ways) == MOST_WAYS:
            return TOO_MANY
        operation = self._operation
        values = operation.values(given)
        if isinstance(values, list):  # not reachable: the same values were accepted before
            return Way(None, "wrong variables")
        way, quick = Way(None), Quick(operation)
        try:
            way.root = Collector(operation.schema, operation.fragments, operation.node, values).root()
        except Uncovered as error:
            way.careful = error.reason
        except Exception as error:  # noqa: BLE001  # a condition that is null, or a library that is not as it was
            way.careful = f"{type(error).__name__} when it was compiled"
        else:
            with suppress(Exception):  # Then it has none.
                way.quick = quick.function(way.root)
        self._ways[key] = way
        self.fields += quick.fields
        return way

    def _written(self, way: "Way") -> Function | str:
        """The careful function of a way, or why there is none."""
        if way.root is None:  # not reachable: then there is a reason
            return "nothing to run"
        writer = Writer(self._operation)
        try:
            made = writer.function(way.root)
            way.careful = Remembered(made) if self._only_conditions and about_schema(way.root) else made
        except Uncovered as error:
            way.careful = error.reason
        except Exception as error:  # noqa: BLE001  # a library that is not as it was
            way.careful = f"{type(error).__name__} when it was compiled"
        self.fields += writer.fields
        return way.careful


@dataclass(slots=True, eq=False)
class Way:
    """A way in which conditions fell: what is asked for then, and the functions for it that are made so far.

    `quick` is None where there is none; `careful` is why there is none, where it is a text.
    """

    root: Selection | None
    careful: Function | str | None = None
    quick: QuickFunction | None = None


TOO_MANY = Way(None, "more conditions than are worth it")


def conditions(document: DocumentNode) -> tuple[str, ...]:
    """The variables that conditions in a document depend on; raises Uncovered for other directives than those two."""
    found = _Directives()
    visit(document, found)
    return tuple(found.variables)


class _Directives(Visitor):
    """Looks at all directives of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.variables: dict[str, None] = {}

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        """Keeps the variable of a condition; raises Uncovered."""
        if node.name.value not in CONDITIONS:
            raise Uncovered(f"@{node.name.value}")
        for argument in node.arguments or ():
            if isinstance(argument.value, VariableNode):
                self.variables[argument.value.name.value] = None
