"""An operation as functions: one for each way in which `@skip` and `@include` can fall, made when it is needed."""

from collections.abc import Mapping
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
from .run import Function, Operation, Run
from .selections import Collector, Uncovered
from .writer import Writer

MOST_WAYS = 16
"""What four independent conditions need; an operation with more of them is run by graphql-core beyond."""

CONDITIONS = ("skip", "include")


class Compiled:
    """An operation that is compiled; `fields` counts those of all functions made so far, by which memory is bounded."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        """Raises Uncovered for what graphql-core has to run."""
        if operation.operation is not OperationType.QUERY:
            raise Uncovered(f"a {operation.operation.value}")
        if schema._strawberry_schema.extensions:  # type: ignore[attr-defined]  # noqa: SLF001  # as strawberry finds it
            raise Uncovered("an extension of the schema")
        self.fields = 0
        self._operation = Operation(schema, document, operation)
        self._coerced = variables_of(schema, operation)
        variables = {each.variable.name.value: print_ast(each.type) for each in operation.variable_definitions or ()}
        decided = conditions(document)
        self._conditions = [each for each in decided if variables.get(each, "").startswith("Boolean")]
        self._only_conditions = variables.keys() <= set(self._conditions)
        self._ways: dict[tuple[Any, ...], Function | str] = {}

    def run(self, given: Mapping[str, Any], root: object, budget: Budget) -> ExecutionResult | None:
        """The answer, None where the variables are wrong, which graphql-core has to say; raises Uncovered."""
        try:
            variables = self._coerced(given)
        except Exception:  # noqa: BLE001  # whatever it is, graphql-core knows more rules
            values = self._operation.values(given)
            if isinstance(values, list):
                return None
            variables = values.coerced
        way = tuple([variables.get(name, Undefined) for name in self._conditions])
        function = self._ways.get(way) or self._made(way, given)
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

    def _made(self, way: tuple[Any, ...], given: Mapping[str, Any]) -> Function | str:
        """The function of a way that was not asked for before, or why there is none."""
        if len(self._ways) == MOST_WAYS:
            return "more conditions than are worth it"
        made: Function | str
        operation, fields = self._operation, 0
        values = operation.values(given)
        if isinstance(values, list):  # not reachable: the same values were accepted before
            return "wrong variables"
        collector = Collector(operation.schema, operation.fragments, operation.node, values)
        try:
            root, writer = collector.root(), Writer(operation)
            made, fields = writer.function(root), writer.fields
            if self._only_conditions and about_schema(root):
                made = Remembered(made)
        except Uncovered as error:
            made = error.reason
        except Exception as error:  # noqa: BLE001  # a condition that is null, or a library that is not as it was
            made = f"{type(error).__name__} when it was compiled"
        self._ways[way] = made
        self.fields += fields
        return made


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
