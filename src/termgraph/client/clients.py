"""The client that waits and the client that does not; both ask the questions of `questions` over httpx."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from typing import Any, Self, TypeVar

import httpx

from termgraph.errors import Code, TermgraphError

from . import questions
from .exchange import MEDIA, Exchange
from .questions import Page, Question
from .records import Hit, LearningPath, Reference, Step, Term

Answer = TypeVar("Answer")
Item = TypeVar("Item")

SECONDS = 10.0


class Client:
    """A glossary server at `address`, such as "http://127.0.0.1:8000"; every call waits for its answer.

    What the server refuses is raised as TermgraphError with its code, and a server out of reach as STORE_UNAVAILABLE.
    An answer that did not change is not sent again. `options` go to httpx.Client.
    """

    def __init__(self, address: str, *, timeout: float = SECONDS, **options: Any) -> None:
        self._http = httpx.Client(base_url=address, timeout=timeout, **options)
        self._exchange = Exchange()

    @property
    def revision(self) -> str | None:
        """The newest revision that an answer came from, None before the first one."""
        return self._exchange.revision

    def term(self, slug: str, *, language: str | None = None, profile: str | None = None) -> Term | None:
        """The page of a term, None where there is none; a former slug leads to the term that had it."""
        return self._ask(questions.term(slug, language, profile))

    def search(self, text: str, *, first: int = 20) -> tuple[Hit, ...]:
        """The best `first` results, 1 to 100."""
        return self._ask(questions.search(text, first, None)).items

    def suggest(self, prefix: str, *, first: int = 8) -> tuple[Reference, ...]:
        """What somebody who has typed `prefix` may mean, at most `first`."""
        return self._ask(questions.suggest(prefix, first))

    def terms(self) -> Iterator[Reference]:
        """All terms by name, read a hundred at a time."""
        for page in self._pages(lambda after: questions.terms(100, after)):
            yield from page.items

    def learning_path(
        self,
        *targets: str,
        known: Iterable[str] = (),
        profile: str | None = None,
        avoid: Iterable[str] = (),
        tier: str = "REQUIRED",
    ) -> LearningPath:
        """The least to learn before some terms, all named by slug.

        Raises TermgraphError NO_ROUTE, UNKNOWN_TERM or UNKNOWN_PROFILE.
        """
        there, apart = tuple(known), tuple(avoid)
        return questions.path_of(
            list(self._pages(lambda after: questions.learning_path(targets, there, profile, apart, tier, after)))
        )

    def explain(self, a: str, b: str) -> tuple[str, ...]:
        """How two terms are related, in sentences; raises TermgraphError UNKNOWN_TERM or SAME_TERM."""
        return self._ask(questions.explain(a, b))

    def compare(self, a: str, b: str) -> tuple[str, ...]:
        """What two terms share and what keeps them apart; raises TermgraphError UNKNOWN_TERM or SAME_TERM."""
        return self._ask(questions.compare(a, b))

    def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> Any:
        """The data of any query, sent by POST; raises TermgraphError also where a part of it failed."""
        body = {"query": query, "variables": dict(variables or {})}
        try:
            found = self._http.post("/graphql", json=body, headers={"Accept": MEDIA})
        except httpx.HTTPError as error:
            raise _out_of_reach(error) from None
        return self._exchange.data(found.status_code, found.headers, found.content)

    def close(self) -> None:
        """Closes the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, question: Question[Answer]) -> Answer:
        sent = self._exchange.request(question.document, question.variables)
        try:
            found = self._http.get("/graphql", params=sent.parameters, headers=sent.headers)
        except httpx.HTTPError as error:
            raise _out_of_reach(error) from None
        return question.read(self._exchange.answer(sent, found.status_code, found.headers, found.content))

    def _pages(self, question: Callable[[str | None], Question[Page[Item]]]) -> Iterator[Page[Item]]:
        page = self._ask(question(None))
        yield page
        while page.after:
            page = self._ask(question(page.after))
            yield page


class AsyncClient:
    """The same for asyncio: every call is awaited, and `terms` is iterated with `async for`."""

    def __init__(self, address: str, *, timeout: float = SECONDS, **options: Any) -> None:
        self._http = httpx.AsyncClient(base_url=address, timeout=timeout, **options)
        self._exchange = Exchange()

    @property
    def revision(self) -> str | None:
        """See Client.revision."""
        return self._exchange.revision

    async def term(self, slug: str, *, language: str | None = None, profile: str | None = None) -> Term | None:
        """See Client.term."""
        return await self._ask(questions.term(slug, language, profile))

    async def search(self, text: str, *, first: int = 20) -> tuple[Hit, ...]:
        """See Client.search."""
        return (await self._ask(questions.search(text, first, None))).items

    async def suggest(self, prefix: str, *, first: int = 8) -> tuple[Reference, ...]:
        """See Client.suggest."""
        return await self._ask(questions.suggest(prefix, first))

    async def terms(self) -> AsyncIterator[Reference]:
        """See Client.terms."""
        async for page in self._pages(lambda after: questions.terms(100, after)):
            for each in page.items:
                yield each

    async def learning_path(
        self,
        *targets: str,
        known: Iterable[str] = (),
        profile: str | None = None,
        avoid: Iterable[str] = (),
        tier: str = "REQUIRED",
    ) -> LearningPath:
        """See Client.learning_path."""
        there, apart = tuple(known), tuple(avoid)
        pages: list[Page[Step]] = [
            page
            async for page in self._pages(
                lambda after: questions.learning_path(targets, there, profile, apart, tier, after)
            )
        ]
        return questions.path_of(pages)

    async def explain(self, a: str, b: str) -> tuple[str, ...]:
        """See Client.explain."""
        return await self._ask(questions.explain(a, b))

    async def compare(self, a: str, b: str) -> tuple[str, ...]:
        """See Client.compare."""
        return await self._ask(questions.compare(a, b))

    async def ask(self, query: str, variables: Mapping[str, Any] | None = None) -> Any:
        """See Client.ask."""
        body = {"query": query, "variables": dict(variables or {})}
        try:
            found = await self._http.post("/graphql", json=body, headers={"Accept": MEDIA})
        except httpx.HTTPError as error:
            raise _out_of_reach(error) from None
        return self._exchange.data(found.status_code, found.headers, found.content)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def _ask(self, question: Question[Answer]) -> Answer:
        sent = self._exchange.request(question.document, question.variables)
        try:
            found = await self._http.get("/graphql", params=sent.parameters, headers=sent.headers)
        except httpx.HTTPError as error:
            raise _out_of_reach(error) from None
        return question.read(self._exchange.answer(sent, found.status_code, found.headers, found.content))

    async def _pages(self, question: Callable[[str | None], Question[Page[Item]]]) -> AsyncIterator[Page[Item]]:
        page = await self._ask(question(None))
        yield page
        while page.after:
            page = await self._ask(question(page.after))
            yield page


def _out_of_reach(error: httpx.HTTPError) -> TermgraphError:
    return TermgraphError(
        Code.STORE_UNAVAILABLE, f"The server cannot be reached: {str(error) or type(error).__name__}."
    )
