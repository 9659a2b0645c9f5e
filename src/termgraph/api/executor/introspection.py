"""Answers about the schema: they depend on nothing else, so each is made once and spends the same each time."""

from typing import Any

from .run import Function, Run
from .selections import Selection

LIGHTER = 32
"""A field of a remembered answer takes about this many times less memory than a field that was compiled: 66 bytes."""


def about_schema(root: Selection) -> bool:
    """Whether an operation asks for nothing but `__schema`, `__type` and `__typename` (GraphQL, "Introspection")."""
    return all(each.name.startswith("__") for each in root.fields)


class Remembered:
    """A function whose data, once made without an error, is answered again; nobody may change it."""

    def __init__(self, function: Function) -> None:
        self._function = function
        self._data: dict[str, Any] | None = None
        self._fields = 0
        self._weighed = False

    def __call__(self, root: object, run: Run) -> dict[str, Any]:
        """The data; raises Exhausted after as many fields as if it was made anew, and GraphQLError as the function."""
        if self._data is not None:
            run.take(self._fields)
            return self._data
        before = run.budget.left
        data = self._function(root, run)
        if not run.errors:
            self._data, self._fields = data, before - run.budget.left
        return data

    def weight(self) -> int:
        """What it weighs beside compiled fields, told once."""
        if self._data is None or self._weighed:
            return 0
        self._weighed = True
        return self._fields // LIGHTER
