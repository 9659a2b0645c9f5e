"""Who runs an operation: the compiled executor, graphql-core, or both."""

import logging
from collections import Counter, OrderedDict
from collections.abc import Mapping
from copy import copy
from typing import Any

from graphql import ExecutionResult, GraphQLSchema, OperationDefinitionNode
from graphql import execute as execute_by_core

from termgraph.api.budget import Budget, Exhausted, Metered
from termgraph.api.documents import Document
from termgraph.errors import Code
from termgraph.settings import Executors

from .compiled import Compiled
from .differences import Outcome, told
from .run import never
from .selections import Uncovered

LOG = logging.getLogger("termgraph.api")

MOST_FIELDS = 20_000
"""Fields of all functions that are kept, about 2,400 bytes each; those not asked for longest are forgotten."""

SAMPLE = 10
"""Of so many runs one is compared where the setting is `verify`."""

LONGEST = 500
"""Characters of a document, and of an answer, in the log."""


class Executor:
    """Runs operations of one schema; `runs` counts them by who ran them, and of graphql-core's by the reason."""

    def __init__(self, schema: GraphQLSchema, choice: Executors = Executors.COMPILED, after: int = 1) -> None:
        """Compiles an operation once it was run `after` times: one that is never asked again is not worth it."""
        self.runs: Counter[str] = Counter()
        self.differences = 0
        self._schema = schema
        self._compiles = choice is Executors.COMPILED
        self._verifies = choice is Executors.VERIFY
        self._after = after
        self._kept: OrderedDict[Document, int] = OrderedDict()
        self._compared = 0

    def run(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        root: object,
        budget: Budget,
    ) -> ExecutionResult:
        """The answer of a valid operation; raises Exhausted, and TypeError where a resolver was asynchronous."""
        if self._compiles:
            found = self._by_function(document, operation, variables, root, budget)
            if found is not None:
                return found
        elif self._verifies:
            return self._verified(document, operation, variables, root, budget)
        return self._by_core(document, operation, variables, root, budget)

    def _by_core(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        root: object,
        budget: Budget,
    ) -> ExecutionResult:
        result = execute_by_core(
            self._schema,
            document.node,
            root_value=root,
            context_value=budget,
            variable_values=dict(variables),
            operation_name=operation.name.value if operation.name else None,
            executor_class=Metered,
            is_awaitable=never,
            is_async_iterable=never,
            operation_extensions=None,
        )
        if not isinstance(result, ExecutionResult):
            raise TypeError("a resolver was asynchronous")
        return result

    def _by_function(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        root: object,
        budget: Budget,
    ) -> ExecutionResult | None:
        """The answer of the compiled operation, None where graphql-core has to give it."""
        try:
            compiled = self._compiled(document, operation)
            if compiled is None:
                self.runs["graphql-core: not asked often enough"] += 1
                return None
            fields, cares = compiled.fields, compiled.cares
            result = compiled.run(variables, root, budget)
        except Uncovered as error:
            reason = f"graphql-core: {error.reason}"
            if reason not in self.runs:
                LOG.info("graphql-core runs what is not compiled: %s", error.reason)
            self.runs[reason] += 1
            return None
        if result is None:
            self.runs["graphql-core: wrong variables"] += 1
        else:
            self.runs["compiled" if compiled.cares == cares else "compiled, with care"] += 1
        self._keep(document, compiled.fields - fields)
        return result

    def _compiled(self, document: Document, operation: OperationDefinitionNode) -> Compiled | None:
        """The compiled operation, None as long as it was not asked for often enough; raises Uncovered."""
        name = operation.name.value if operation.name else ""
        known: Compiled | Uncovered | int = document.compiled.get(name, 0)
        if isinstance(known, Compiled):
            return known
        if isinstance(known, int):
            if known < self._after:
                document.compiled[name] = known + 1
                return None
            try:
                known = Compiled(self._schema, document.node, operation)
            except Uncovered as error:
                known = error
            except Exception as error:  # noqa: BLE001  # a library that is not as it was
                known = Uncovered(f"{type(error).__name__} when it was compiled")
            document.compiled[name] = known
        if isinstance(known, Uncovered):
            raise Uncovered(known.reason)
        return known

    def _keep(self, document: Document, more: int) -> None:
        """Notes that a document was asked for, and forgets the functions of others when there are too many fields."""
        if not more:
            if document in self._kept:
                self._kept.move_to_end(document)
            return
        self._kept[document] = self._kept.get(document, 0) + more
        self._kept.move_to_end(document)
        while len(self._kept) > 1 and sum(self._kept.values()) > MOST_FIELDS:
            self._kept.popitem(last=False)[0].compiled.clear()

    def _verified(
        self,
        document: Document,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        root: object,
        budget: Budget,
    ) -> ExecutionResult:
        """graphql-core's answer, compared with the other one in a sample of all runs."""
        self._compared += 1
        if self._compared % SAMPLE:
            return self._by_core(document, operation, variables, root, budget)
        spare = copy(budget)
        expected: Outcome
        found: Outcome | None
        try:
            expected = self._by_core(document, operation, variables, root, budget)
        except Exhausted as error:
            expected = error
        try:
            found = self._by_function(document, operation, variables, root, spare)
        except Exhausted as error:
            found = error
        except Exception as error:  # noqa: BLE001  # whoever verifies is answered all the same
            self._differ(document, type(error).__name__, told(expected))
            found = None
        if found is not None and not _late(expected, found) and told(found) != told(expected):
            self._differ(document, told(found), told(expected))
        if isinstance(expected, Exhausted):
            raise expected
        return expected

    def _differ(self, document: Document, found: str, expected: str) -> None:
        """Counts and logs a difference."""
        self.differences += 1
        text = document.node.loc.source.body if document.node.loc else ""
        shown = (each[:LONGEST] for each in (found, expected, text))
        LOG.error("The compiled executor answers %s where graphql-core answers %s, asked %s", *shown)


def _late(*outcomes: Outcome) -> bool:
    """Whether one of them ended by the clock, which says nothing about the other."""
    return any(isinstance(each, Exhausted) and each.error.code is Code.TIMEOUT for each in outcomes)
