"""Documents as parsed and validated: each text once, as long as it is asked for."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, parse, validate
from graphql.validation import specified_rules
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from termgraph.errors import Code, TermgraphError

from .guard import Size, measure, told_apart
from .limits import Limits
from .schema import core

RULES = (*specified_rules, OneOfInputValidationRule)
"""Those of the specification; strawberry marks its `@oneOf` inputs in its own way and brings the rule for them."""

MOST_ERRORS = 20
"""Each error may cost a search for what the client meant."""

MOST_SIZES = 20
"""Of one operation, with variables that make a difference."""


class Document:
    """A parsed document; `errors` are those of its validation, found when first asked for.

    `compiled` belongs to the executor: what it knows of each operation, by name.
    """

    __slots__ = ("_errors", "_sizes", "compiled", "node", "operations")

    def __init__(self, node: DocumentNode) -> None:
        self.node = node
        self.operations = [each for each in node.definitions if isinstance(each, OperationDefinitionNode)]
        self.compiled: dict[str, Any] = {}
        self._errors: list[GraphQLError] | None = None
        self._sizes: dict[str, tuple[list[str], dict[object, Size]]] = {}

    @property
    def errors(self) -> list[GraphQLError]:
        """What is wrong with the document against the schema."""
        if self._errors is None:
            self._errors = validate(core, self.node, RULES, max_errors=MOST_ERRORS)
        return self._errors

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation to run; raises TermgraphError OPERATION_RESOLUTION_FAILURE."""
        named = [each for each in self.operations if name is None or (each.name and each.name.value == name)]
        if len(named) == 1:
            return named[0]
        if name is None and named:
            raise TermgraphError(
                Code.OPERATION_RESOLUTION_FAILURE, "The document has several operations; give `operationName`."
            )
        wanted = "operation" if name is None else f"operation named {name[:100]!r}"
        raise TermgraphError(Code.OPERATION_RESOLUTION_FAILURE, f"The document has no {wanted}, or more than one.")

    def size(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> Size:
        """How much one of its operations asks for; measured once for all variables that make no difference."""
        name = operation.name.value if operation.name else ""
        names, sizes = self._sizes.get(name, ([], {}))
        if found := sizes.get(told_apart(names, variables)):
            return found
        looked_at: set[str] = set()
        found = measure(core, self.node, operation, variables, looked_at)
        names = sorted(looked_at)
        kept = sizes if len(sizes) < MOST_SIZES else {}
        self._sizes[name] = names, {**kept, told_apart(names, variables): found}
        return found


class Documents:
    """The documents asked for lately, by text."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._kept: OrderedDict[str, Document] = OrderedDict()
        self._size = 0

    def get(self, text: str) -> Document:
        """The document of a text; raises GraphQLSyntaxError, also for one that is too long or too deep to parse."""
        if found := self._kept.get(text):
            self._kept.move_to_end(text)
            return found
        limits = self._limits
        document = Document(parse(text, max_lexical_tokens=limits.tokens, max_comments=limits.comments))
        self._kept[text] = document
        self._size += len(text)
        while self._size > limits.documents:
            oldest, _ = self._kept.popitem(last=False)
            self._size -= len(oldest)
        return document
