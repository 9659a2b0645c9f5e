"""From a request to its answer: the one way a document is run, whoever asks and by whatever transport."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeGuard

from graphql import ExecutionResult, GraphQLError, OperationDefinitionNode, OperationType
from graphql.execution import Executor as CoreExecutor
from graphql.execution import create_source_event_stream, execute_subscription_event

from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import Current, View

from . import failures
from .budget import Budget, Exhausted, Metered
from .documents import Document, Documents
from .executor.choice import Executor
from .guard import Size, refuse_if_large
from .limits import Limits
from .query import Query
from .reading import Reading
from .requests import Request
from .schema import core
from .subscription import Subscription
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
    """Runs documents, and keeps them parsed and validated; one for a server. `executor.runs` counts who runs them."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._documents = Documents(limits)
        self.executor = Executor(core, limits.executor)
        self._line = asyncio.Lock()

    def answer(self, view: View, request: Request, text: str) -> Answer:
        """The answer to a request whose document is `text`, from one view; never raises.

        A subscription is refused with NOT_ACCEPTABLE: it has no single answer.
        """
        try:
            document, operation, size = self._measured(request, text)
            if document.errors:
                return _invalid(document)
            if operation.operation is OperationType.SUBSCRIPTION:
                return failed(TermgraphError(Code.NOT_ACCEPTABLE, "Accept text/event-stream, or ask over a WebSocket."))
            extensions = self._extensions(view, size)
            if _only_measured(request):
                return Answer({"data": None, "extensions": extensions})
            root, budget = Query(reading=Reading(view, term_of)), Budget(self._limits)
            result = self.executor.run(document, operation, request.variables, root, budget)
            return _answer(result, extensions)
        except (Exception, Exhausted) as error:  # noqa: BLE001  # the last place before the client
            return failed(error)

    async def answers(self, glossary: Current, request: Request, text: str) -> AsyncGenerator[Answer, None]:
        """The answers to a request: one to a query, and to a subscription one for each event; never raises.

        Whatever is to be run stands in one line, and lets others have their turn before it.
        """
        async with self._turn():
            first = self._first(glossary, request, text)
        if isinstance(first, Answer):
            yield first
            return
        async with aclosing(self._events(glossary, request, *first)) as answers:
            async for answer in answers:
                yield answer

    def _first(self, glossary: Current, request: Request, text: str) -> Answer | tuple[Document, Size]:
        """The only answer there is, or the document of a subscription and its size."""
        try:
            document, operation, size = self._measured(request, text)
        except (Exception, Exhausted) as error:  # noqa: BLE001  # likewise
            return failed(error)
        if operation.operation is not OperationType.SUBSCRIPTION:
            return self.answer(glossary.current, request, text)
        if document.errors:
            return _invalid(document)
        if _only_measured(request):
            return Answer({"data": None, "extensions": self._extensions(glossary.current, size)})
        return document, size

    async def _events(
        self, glossary: Current, request: Request, document: Document, size: Size
    ) -> AsyncGenerator[Answer, None]:
        """The answers to a subscription (GraphQL, "Subscription"), each with a budget of its own."""
        found = await _subscribed(glossary, request, document)
        if isinstance(found, list):
            yield Answer({"errors": [failures.of_execution(error) for error in found]}, Code.BAD_USER_INPUT)
            return
        executor, events = found
        try:
            async with aclosing(events):
                async for event in events:
                    async with self._turn():
                        one = executor.build_per_event_executor(event)
                        one.context_value, one.is_awaitable = Budget(self._limits), _never
                        answer = _answer(execute_subscription_event(one), self._extensions(event.reading.view, size))
                    del event, one  # While a slow client takes the answer, nothing holds on to an old snapshot.
                    yield answer
        except (Exception, Exhausted) as error:  # noqa: BLE001  # likewise
            yield failed(error)

    def _measured(self, request: Request, text: str) -> tuple[Document, OperationDefinitionNode, Size]:
        """The document, the operation to run and its size, when it is within the limits and may be run."""
        document = self._documents.get(text)
        operation = document.operation(request.operation_name)
        if operation.operation is OperationType.MUTATION:
            if request.safe:
                raise TermgraphError(Code.METHOD_NOT_ALLOWED, "GET answers queries only.")
            raise TermgraphError(Code.OPERATION_RESOLUTION_FAILURE, "This schema has no mutations.")
        size = document.size(operation, request.variables)
        refuse_if_large(size, self._limits)
        return document, operation, size

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """The right to run something that was asked for by stream: one at a time, and others are answered between."""
        async with self._line:
            await asyncio.sleep(0)
            yield

    def _extensions(self, view: View, size: Size) -> dict[str, Any]:
        cost = {"requested": size.cost, "limit": self._limits.cost}
        return {SCOPE: {"revision": view.snapshot.revision, "cost": cost}}


def execute(view: View, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answer to one query as plain JSON values, as a client of the server would get it; never raises."""
    return Execution(Limits()).answer(view, Request(query, None, variables or {}), query).body


async def _subscribed(
    glossary: Current, request: Request, document: Document
) -> tuple[CoreExecutor[Any], AsyncGenerator[Any, None]] | list[GraphQLError]:
    """What runs a subscription, and its events; or what is wrong with its variables or arguments."""
    executor = Metered.build(
        core,
        document.node,
        root_value=Subscription(glossary=glossary),
        raw_variable_values=dict(request.variables),
        operation_name=request.operation_name,
    )
    if isinstance(executor, list):
        return executor
    events = create_source_event_stream(executor)
    found = await events if isinstance(events, Awaitable) else events
    if isinstance(found, ExecutionResult):
        return found.errors or []
    if not isinstance(found, AsyncGenerator):
        raise TypeError("a subscription has no events")
    return executor, found


def failed(error: BaseException) -> Answer:
    """The answer where nothing could be run, or nothing came of it."""
    match error:
        case GraphQLError():
            code, shown = failures.of_document(error)
        case TermgraphError():
            code, shown = failures.of_request(error)
        case Exhausted():
            code, shown = failures.of_request(error.error)
        case RecursionError():
            code = Code.QUERY_TOO_COMPLEX
            shown = failures.failure(code, "The document is nested too deeply.")
        case _:
            code, shown = Code.INTERNAL_SERVER_ERROR, failures.internal(error)
    return Answer({"errors": [shown]}, code)


def _invalid(document: Document) -> Answer:
    shown = [failures.of_document(error)[1] for error in document.errors]
    return Answer({"errors": shown}, Code.GRAPHQL_VALIDATION_FAILED)


def _only_measured(request: Request) -> bool:
    """Whether the client asks what its document costs, and not for the answer."""
    ours = request.extensions.get(SCOPE)
    return isinstance(ours, dict) and ours.get("dryRun") is True


def _answer(result: object, extensions: dict[str, Any]) -> Answer:
    if not isinstance(result, ExecutionResult):
        raise TypeError("a resolver was asynchronous")
    if not result.errors and result.data is not None:
        return Answer({"data": result.data, "extensions": extensions})
    errors = [failures.of_execution(error) for error in result.errors or ()]
    started = result.data is not None or any(error.path for error in result.errors or ())
    body: dict[str, Any] = {"data": result.data} if started else {}
    if errors:
        body["errors"] = errors
    return Answer({**body, "extensions": extensions}, None if started else Code.BAD_USER_INPUT)


def _never(_: object) -> TypeGuard[Any]:
    """No resolver is asynchronous, so nothing needs to be looked at."""
    return False
