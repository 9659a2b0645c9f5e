"""From a request to its answer: the one way a document is run, whoever asks and by whatever transport."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from graphql import ExecutionResult, GraphQLError, OperationType
from graphql import execute as run

from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import View

from . import failures
from .documents import Documents
from .guard import measure, refuse_if_large
from .query import Query
from .reading import Reading
from .requests import Request
from .schema import core, schema
from .term import term_of


@dataclass(frozen=True, slots=True)
class Answer:
    """The body of a response, and the code it failed with as a whole, None when it was run."""

    body: dict[str, Any]
    code: Code | None = None


class Execution:
    """Runs documents, and keeps them parsed and validated; one for a server."""

    def __init__(self) -> None:
        self._documents = Documents()

    def answer(self, view: View, request: Request) -> Answer:
        """The answer to a request, from one view; never raises."""
        try:
            return self._run(view, request)
        except GraphQLError as error:
            code, shown = failures.of_document(error)
        except TermgraphError as error:
            code, shown = failures.of_request(error)
        except RecursionError:
            code = Code.QUERY_TOO_COMPLEX
            shown = failures.failure(code, "The document is nested too deeply.")
        except Exception as error:  # noqa: BLE001  # the last place before the client
            code, shown = Code.INTERNAL_SERVER_ERROR, failures.internal(error)
        return Answer({"errors": [shown]}, code)

    def _run(self, view: View, request: Request) -> Answer:
        document = self._documents.get(request.query)
        operation = document.operation(request.operation_name)
        if operation.operation is not OperationType.QUERY:
            raise TermgraphError(Code.OPERATION_RESOLUTION_FAILURE, "This schema has queries only.")
        refuse_if_large(measure(core, document.node, operation, request.variables))
        if document.errors:
            shown = [failures.of_document(error)[1] for error in document.errors]
            return Answer({"errors": shown}, Code.GRAPHQL_VALIDATION_FAILED)
        result = run(
            core,
            document.node,
            root_value=Query(reading=Reading(view, term_of)),
            variable_values=dict(request.variables),
            operation_name=request.operation_name,
            executor_class=schema.execution_context_class,
            is_awaitable=_never,
            is_async_iterable=_never,
            operation_extensions=None,
        )
        if not isinstance(result, ExecutionResult):
            raise TypeError("a resolver was asynchronous")
        return _answer(result, view)


def execute(view: View, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answer to one query as plain JSON values, as a client of the server would get it; never raises."""
    return Execution().answer(view, Request(query, None, variables or {})).body


def _answer(result: ExecutionResult, view: View) -> Answer:
    errors = [failures.of_execution(error) for error in result.errors or ()]
    extensions = {"termgraph": {"revision": view.snapshot.revision}}
    started = result.data is not None or any(error.path for error in result.errors or ())
    body: dict[str, Any] = {"data": result.data} if started else {}
    if errors:
        body["errors"] = errors
    return Answer({**body, "extensions": extensions}, None if started else Code.BAD_USER_INPUT)


def _never(_: object) -> TypeGuard[Any]:
    """No resolver is asynchronous, so nothing needs to be looked at."""
    return False
