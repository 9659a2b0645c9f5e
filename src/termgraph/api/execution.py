"""From a request to its answer: the one way a document is run, whoever asks and by whatever transport."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from graphql import ExecutionResult, GraphQLError, OperationType
from graphql import execute as run

from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import View

from . import failures
from .budget import Budget, Exhausted, Metered
from .documents import Documents
from .guard import Size, measure, refuse_if_large
from .limits import Limits
from .query import Query
from .reading import Reading
from .requests import Request
from .schema import core
from .term import term_of

SCOPE = "termgraph"
"""The entry of `extensions` that is ours, in requests and in answers (GraphQL over HTTP, JSON Encoding)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a response, and the code it failed with as a whole, None when it was run."""

    body: dict[str, Any]
    code: Code | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing went wrong, neither with the request nor with a field."""
        return self.code is None and "errors" not in self.body


class Execution:
    """Runs documents, and keeps them parsed and validated; one for a server."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._documents = Documents(limits)

    def answer(self, view: View, request: Request, text: str) -> Answer:
        """The answer to a request whose document is `text`, from one view; never raises."""
        try:
            return self._run(view, request, text)
        except GraphQLError as error:
            code, shown = failures.of_document(error)
        except TermgraphError as error:
            code, shown = failures.of_request(error)
        except Exhausted as exhausted:
            code, shown = failures.of_request(exhausted.error)
        except RecursionError:
            code = Code.QUERY_TOO_COMPLEX
            shown = failures.failure(code, "The document is nested too deeply.")
        except Exception as error:  # noqa: BLE001  # the last place before the client
            code, shown = Code.INTERNAL_SERVER_ERROR, failures.internal(error)
        return Answer({"errors": [shown]}, code)

    def _run(self, view: View, request: Request, text: str) -> Answer:
        document = self._documents.get(text)
        operation = document.operation(request.operation_name)
        if operation.operation is not OperationType.QUERY:
            _refuse(operation.operation, request)
        size = measure(core, document.node, operation, request.variables)
        refuse_if_large(size, self._limits)
        if document.errors:
            shown = [failures.of_document(error)[1] for error in document.errors]
            return Answer({"errors": shown}, Code.GRAPHQL_VALIDATION_FAILED)
        extensions = self._extensions(view, size)
        if _only_measured(request):
            return Answer({"data": None, "extensions": extensions})
        result = run(
            core,
            document.node,
            root_value=Query(reading=Reading(view, term_of)),
            context_value=Budget(self._limits),
            variable_values=dict(request.variables),
            operation_name=request.operation_name,
            executor_class=Metered,
            is_awaitable=_never,
            is_async_iterable=_never,
            operation_extensions=None,
        )
        if not isinstance(result, ExecutionResult):
            raise TypeError("a resolver was asynchronous")
        return _answer(result, extensions)

    def _extensions(self, view: View, size: Size) -> dict[str, Any]:
        cost = {"requested": size.cost, "limit": self._limits.cost}
        return {SCOPE: {"revision": view.snapshot.revision, "cost": cost}}


def execute(view: View, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answer to one query as plain JSON values, as a client of the server would get it; never raises."""
    return Execution(Limits()).answer(view, Request(query, None, variables or {}), query).body


def _refuse(operation: OperationType, request: Request) -> None:
    if request.safe and operation is OperationType.MUTATION:
        raise TermgraphError(Code.METHOD_NOT_ALLOWED, "GET answers queries only.")
    raise TermgraphError(Code.OPERATION_RESOLUTION_FAILURE, "This schema has queries only.")


def _only_measured(request: Request) -> bool:
    """Whether the client asks what its document costs, and not for the answer."""
    ours = request.extensions.get(SCOPE)
    return isinstance(ours, dict) and ours.get("dryRun") is True


def _answer(result: ExecutionResult, extensions: dict[str, Any]) -> Answer:
    errors = [failures.of_execution(error) for error in result.errors or ()]
    started = result.data is not None or any(error.path for error in result.errors or ())
    body: dict[str, Any] = {"data": result.data} if started else {}
    if errors:
        body["errors"] = errors
    return Answer({**body, "extensions": extensions}, None if started else Code.BAD_USER_INPUT)


def _never(_: object) -> TypeGuard[Any]:
    """No resolver is asynchronous, so nothing needs to be looked at."""
    return False
