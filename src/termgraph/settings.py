"""What an operator can set, in one frozen record; the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path

from .errors import Code, TermgraphError

PREFIX = "TERMGRAPH_"

PATHS = ("data", "documents", "site")
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class Statuses(StrEnum):
    """Which HTTP status codes answer a GraphQL request that fails."""

    AUDIT = "audit"
    DRAFT = "draft"


class Executors(StrEnum):
    """Who runs a GraphQL operation; whatever the answer, it is the same."""

    COMPILED = "compiled"
    GRAPHQL_CORE = "graphql-core"
    VERIFY = "verify"


class Redirect(StrEnum):
    """How the address of a term, which is no document, is answered."""

    SEE_OTHER = "see-other"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings with their defaults; each can be given as `TERMGRAPH_<NAME>` in the environment or as an option.

    `database` is a SQLAlchemy URL or a path of an SQLite file; `data` the folder of term files;
    `base_url` overrides the glossary's own (never taken from a request's Host header);
    `poll_ms` is how often an SQLite store is looked at for a new revision, in milliseconds
    (a PostgreSQL store notifies, and is polled every `poll_postgresql_ms` besides);
    `workers` is how many processes share the work of answering;
    `max_body` is the largest request body read, and `max_url` the longest path and query string, in bytes.

    What one GraphQL document may ask for (docs/graphql.md has the reasons): `max_tokens`, `max_depth` of nested fields,
    `max_cost` in estimated fields of the answer, `max_aliases` and `max_directives` in the whole document,
    `max_repeats` of one key in one selection set; and what its run may take: `max_nodes` fields, `deadline_ms`.
    `statuses` is "audit" for the status codes that today's clients know, or "draft" for those of the 2026 draft of
    GraphQL over HTTP. `documents` is a folder of further `.graphql` documents that clients may ask for by id;
    with `trusted_documents` no other document is run. `executor` is "compiled" for operations made into functions when
    they are asked for again, "graphql-core" for the library alone, or "verify" for the library with a sample of its
    answers compared with the functions' (a difference is logged). `max_age` is how long, in seconds, caches may use the
    answer to a GET without asking again.

    What makes answers cheap, each of which can be turned off: `response_cache_mb` of answers of the present revision in
    memory, `document_cache_kb` of documents as parsed and validated (0 for none), `conditional_get` for If-None-Match,
    `gzip` for whoever takes it, `lean_route`, by which GraphQL goes past the web framework, and `prompt_answers`, by
    which it goes past most of the server as well.

    What stays open (docs/graphql.md, "Real time"): `max_streams` WebSockets and event streams at a time, of them
    `max_streams_per_address` of one address (an IPv6 network of 64 bits counts as one), and `max_operations` at a time
    in one WebSocket. `heartbeat_ms` is how often a sign of life is sent where nothing else is, in milliseconds.

    `site` is a folder with a publisher's own `templates/` and `static/` for the pages.

    Linked data (docs/linked-data.md, "On the web"): `redirect` is "see-other" where a term's address leads to a
    document about it (303), or "none" where it is answered with the document itself (200, Content-Location).
    `sparql` answers SPARQL queries, of which one may take `sparql_ms`, `sparql_mb` of memory and `sparql_result_mb` for
    its result, and `sparql_queries` are carried out at a time; as many again may wait, four times over.
    """

    database: str = ".termgraph/glossary.db"
    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str | None = None
    poll_ms: int = 100
    poll_postgresql_ms: int = 2000
    max_body: int = 256 * 1024
    max_url: int = 8 * 1024
    workers: int = 1
    max_tokens: int = 2_000
    max_depth: int = 15
    max_cost: int = 30_000
    max_aliases: int = 100
    max_directives: int = 100
    max_repeats: int = 50
    max_nodes: int = 100_000
    deadline_ms: int = 3_000
    statuses: Statuses = Statuses.AUDIT
    documents: Path | None = None
    trusted_documents: bool = False
    executor: Executors = Executors.COMPILED
    max_age: int = 0
    response_cache_mb: int = 32
    document_cache_kb: int = 200
    conditional_get: bool = True
    gzip: bool = True
    lean_route: bool = True
    prompt_answers: bool = True
    max_streams: int = 1_000
    max_streams_per_address: int = 100
    max_operations: int = 50
    heartbeat_ms: int = 12_000
    site: Path | None = None
    redirect: Redirect = Redirect.SEE_OTHER
    sparql: bool = False
    sparql_ms: int = 5_000
    sparql_mb: int = 512
    sparql_result_mb: int = 16
    sparql_queries: int = 2


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from `environment` (the process's own by default).

    Raises TermgraphError USAGE for an unknown `TERMGRAPH_` name or a value that is not a number where one is needed.
    """
    given = os.environ if environment is None else environment
    known = {PREFIX + field.name.upper(): field.name for field in fields(Settings)}
    values: dict[str, object] = {}
    for name, text in given.items():
        if not name.startswith(PREFIX):
            continue
        if name not in known:
            raise TermgraphError(Code.USAGE, f"{name} is not a setting; the settings are {', '.join(sorted(known))}.")
        values[known[name]] = _convert(name, known[name], text)
    return Settings(**values)  # type: ignore[arg-type]  # each value was converted for its field just above


def _convert(name: str, field: str, text: str) -> object:
    default = getattr(Settings(), field)
    if isinstance(default, bool):
        if text not in BOOLEANS:
            raise TermgraphError(Code.USAGE, f"{name} must be true or false, not {text!r}.")
        return BOOLEANS[text]
    if isinstance(default, int):
        if not text.isdecimal() or len(text) > 9:
            raise TermgraphError(Code.USAGE, f"{name} must be a whole number, not {text!r}.")
        return int(text)
    if isinstance(default, StrEnum):
        kind = type(default)
        if text not in tuple(kind):
            raise TermgraphError(Code.USAGE, f"{name} must be {' or '.join(kind)}, not {text!r}.")
        return kind(text)
    return Path(text) if field in PATHS else text
