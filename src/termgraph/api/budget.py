"""What stands behind the guard while a document runs: fields are counted, and the clock is looked at.

The guard estimates before anything runs; a list that turns out longer than estimated, or a field that turns out slower,
ends here. An answer that runs out is no answer: half of one would be taken for the whole.
"""

import time
from collections.abc import Callable
from typing import Any

from graphql.execution.collect_fields import GroupedFieldSet
from graphql.pyutils import AwaitableOrValue, Path
from graphql.type import GraphQLObjectType
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from termgraph.errors import Code, TermgraphError

from .limits import Limits


class Exhausted(BaseException):
    """Nothing is left; no Exception, so that no field of the answer can take it for a failure of its own."""

    def __init__(self, error: TermgraphError) -> None:
        super().__init__(error.message)
        self.error = error


class Budget:
    """The fields and the seconds that one run may take."""

    __slots__ = ("_limits", "clock", "left", "until")

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        """`left` are the fields that may still be spent, less than none when it ran out; `until` is by `clock`."""
        self._limits = limits
        self.clock = clock
        self.left = limits.nodes
        self.until = clock() + limits.seconds

    def take(self, fields: int) -> None:
        """Spends some fields; raises Exhausted with QUERY_TOO_COMPLEX or TIMEOUT when nothing is left."""
        self.left -= fields
        if self.left < 0:
            limit = self._limits.nodes
            message = f"The answer has more than {limit:,} fields; ask for less at once."
            raise Exhausted(TermgraphError(Code.QUERY_TOO_COMPLEX, message, metric="nodes", limit=limit))
        if self.clock() > self.until:
            limit = round(self._limits.seconds * 1000)
            message = f"The answer took longer than {limit:,} ms; ask for less at once."
            raise Exhausted(TermgraphError(Code.TIMEOUT, message, limit=limit))


class Metered(StrawberryGraphQLCoreExecutionContext):
    """Execution as in graphql-core, with a Budget as its context value: every object pays for its fields."""

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: Any,
    ) -> AwaitableOrValue[dict[str, Any]]:
        """Runs the fields of one object; raises Exhausted."""
        if isinstance(self.context_value, Budget):
            self.context_value.take(len(grouped_field_set))
        return super().execute_fields(parent_type, source_value, path, grouped_field_set, position_context)
