"""Asking our own API, as any front end does: a document that comes with the package, by name, and its variables."""

from collections.abc import Mapping
from typing import Any

from termgraph.api.execution import Execution
from termgraph.api.limits import Limits
from termgraph.api.persisted import SHIPPED, read_documents
from termgraph.api.requests import Request
from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import View


class Questions:
    """Runs the package's documents in process, under the limits that any front end has."""

    def __init__(self, limits: Limits) -> None:
        self._execution = Execution(limits)
        self._texts = dict(read_documents(SHIPPED))

    def ask(self, view: View, document: str, variables: Mapping[str, Any] | None = None) -> Any:
        """The data of a whole answer; raises TermgraphError with the code and message of the first error."""
        text = self._texts[document]
        answer = self._execution.answer(view, Request(text, None, variables or {}), text)
        if answer.whole:
            return answer.body["data"]
        error = answer.body["errors"][0]
        raise TermgraphError(Code[error["extensions"]["code"]], error["message"])
