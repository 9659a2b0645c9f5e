"""How far a server keeps the contract: ours beside a stock strawberry application over the same schema and content.

`python tests/benchmarks/contract.py` prints the table of docs/graphql.md as Markdown. Each server is a process of its
own, because some of the documents keep a stock one busy for as long as one lets it.
"""

import json
import multiprocessing
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "api"), str(HERE.parent / "web")]

NEW = "application/graphql-response+json"
JSON = "application/json"
PATIENCE = 5.0
"""Seconds after which a server counts as hung."""

CONVERSATIONS = 1_000

Answer = httpx.Response | None
Figure = Callable[["Server"], str]


def ours() -> Any:
    """Our application over the facts."""
    from asking import api_of

    return api_of().app


def stock() -> Any:
    """FastAPI with strawberry's router, as strawberry's documentation shows it."""
    from asking import view_of
    from fastapi import FastAPI
    from strawberry.fastapi import GraphQLRouter

    from termgraph.api.query import Query
    from termgraph.api.reading import Reading
    from termgraph.api.schema import schema
    from termgraph.api.term import term_of

    view = view_of()
    app = FastAPI()
    router: Any = GraphQLRouter(schema, root_value_getter=lambda: Query(reading=Reading(view, term_of)))
    app.include_router(router, prefix="/graphql")
    return app


def run(make: Callable[[], Any], port: int) -> None:
    """Serves an application until the process is ended: ours as `termgraph serve` does, another as uvicorn does."""
    import logging

    import uvicorn

    from termgraph.settings import Settings
    from termgraph.web.server import server_of

    logging.disable()
    app = make()
    if make is not ours:
        uvicorn.run(app, port=port, log_level="critical")
        return
    with socket.create_server(("127.0.0.1", port)) as listener:
        server_of(app, app.state.streams, Settings()).run(sockets=[listener])


class Server:
    """A server in a process of its own, begun again when it hangs."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self.begin()

    def begin(self) -> None:
        """Starts it, and waits until it answers."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/graphql"
        self._process = multiprocessing.Process(target=run, args=(self._make, port), daemon=True)
        self._process.start()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                httpx.post(self.address, json={"query": "{ __typename }"}, timeout=PATIENCE)
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise SystemExit("a server did not start")

    def end(self) -> None:
        """Stops it."""
        self._process.kill()
        self._process.join()

    def ask(self, method: str = "POST", **request: Any) -> Answer:
        """The response, None where none came in time."""
        headers = {"Accept": NEW, "Content-Type": JSON, **request.pop("headers", {})}
        try:
            return httpx.request(method, self.address, headers=headers, timeout=PATIENCE, **request)
        except httpx.HTTPError:
            self.end()
            self.begin()
            return None


@contextmanager
def serving(make: Callable[[], Any]) -> Iterator[Server]:
    """A server of `make`'s application."""
    server = Server(make)
    try:
        yield server
    finally:
        server.end()


def audits(server: Server) -> str:
    """npm's graphql-http, its server audits."""
    from node import run as node

    results = json.loads(node("audit.mjs", server.address))
    return f"{sum(each['status'] == 'ok' for each in results)} of {len(results)}"


def refusals(server: Server) -> str:
    """Requests that cannot be answered: how many get a 4xx whose errors all have a code."""
    from refused_bodies import REFUSED

    answers = [server.ask(content=raw) for raw, *_ in REFUSED]
    faults = sum(answer is None or answer.status_code >= 500 for answer in answers)
    return f"{sum(map(is_coded, answers))} of {len(answers)} (faults of the server: {faults})"


def is_coded(answer: Answer) -> bool:
    """Whether a response is a 4xx with a code in every error."""
    if answer is None or not 400 <= answer.status_code < 500:
        return False
    try:
        errors = answer.json()["errors"]
    except (ValueError, KeyError, TypeError):
        return False
    return all((error.get("extensions") or {}).get("code") for error in errors)


def attacks(server: Server) -> str:
    """Documents that ask for too much: how many are refused within a second, and how many hang the server."""
    from hostile_documents import HOSTILE

    soon = hung = 0
    for query in HOSTILE.values():
        started = time.monotonic()
        answer = server.ask(json={"query": query})
        hung += answer is None
        soon += answer is not None and answer.status_code == 400 and time.monotonic() - started < 1
    return f"{soon} of {len(HOSTILE)} (hung for {PATIENCE:.0f} s: {hung})"


def operations(server: Server) -> str:
    """Several operations and no name: the specification wants a refusal."""
    answer = server.ask(json={"query": "query A { __typename } query B { __typename }"})
    return "refused" if answer is not None and answer.status_code == 400 else "runs the first"


def conditional(server: Server) -> str:
    """GET again with the tag of the first answer."""
    first = server.ask("GET", params={"query": "{ glossary { name } }"})
    tag = first.headers.get("etag", '"none"') if first is not None else '"none"'
    again = server.ask("GET", params={"query": "{ glossary { name } }"}, headers={"If-None-Match": tag})
    return f"{again.status_code}, {len(again.content)} bytes" if again is not None else "no answer"


def persisted(server: Server) -> str:
    """Apollo's automatic persisted queries: register, then name."""
    from termgraph.api.persisted import digest

    query = "{ glossary { name } }"
    named = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": digest(query)}}}
    server.ask(json={"query": query, **named})
    answer = server.ask(json=named)
    return "yes" if answer is not None and answer.status_code == 200 and answer.json().get("data") else "no"


def messages(server: Server) -> str:
    """Conversations over a WebSocket with mutated messages in them: how many end without the server saying why."""
    import random

    from frames import Raw, frame
    from test_patient_sockets import INIT, mutated

    chance, silent = random.Random(7), 0  # noqa: S311  # a reproducible order, not a secret
    for number in range(CONVERSATIONS):
        with Raw.open(server.address) as client:
            client.say(INIT)
            last = {"type": "pong", "payload": {"last": number}}
            messages = [mutated(chance) for _ in range(chance.choice((1, 2, 20)))]
            client.send(*messages, frame(json.dumps({**last, "type": "ping"}).encode()), frame(b"x" * 70_000))
            silent += client.outcome(last) == 1006
    return f"{silent} of {CONVERSATIONS}"


FIGURES: dict[str, Figure] = {
    "`graphql-http` server audits passed": audits,
    "requests that cannot be answered, refused with a 4xx and codes": refusals,
    "documents that ask for too much, refused within a second": attacks,
    "WebSockets with mutated messages, closed without a code": messages,
    "several operations and no `operationName`": operations,
    "GET again with the tag of the first answer": conditional,
    "Apollo's automatic persisted queries": persisted,
}


def main() -> None:
    """Prints the table."""
    found = []
    for make in (ours, stock):
        with serving(make) as server:
            found.append([figure(server) for figure in FIGURES.values()])
    print("| | termgraph | stock strawberry |\n|---|---|---|")  # noqa: T201  # the command's output
    for name, mine, theirs in zip(FIGURES, *found, strict=True):
        print(f"| {name} | {mine} | {theirs} |")  # noqa: T201  # likewise


if __name__ == "__main__":
    main()
