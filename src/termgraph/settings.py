"""What an operator can set, in one frozen record; the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from .errors import Code, TermgraphError

PREFIX = "TERMGRAPH_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings with their defaults; each can be given as `TERMGRAPH_<NAME>` in the environment or as an option.

    `database` is a SQLAlchemy URL or a path of an SQLite file; `data` the folder of term files;
    `base_url` overrides the glossary's own (never taken from a request's Host header);
    `poll_ms` is how often an SQLite store is looked at for a new revision, in milliseconds
    (a PostgreSQL store notifies, and is polled every `poll_postgresql_ms` besides);
    `max_body` is the largest request body read, in bytes.
    """

    database: str = ".termgraph/glossary.db"
    data: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str | None = None
    poll_ms: int = 100
    poll_postgresql_ms: int = 2000
    max_body: int = 256 * 1024


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
    if isinstance(default, int):
        if not text.isdecimal() or len(text) > 9:
            raise TermgraphError(Code.USAGE, f"{name} must be a whole number, not {text!r}.")
        return int(text)
    return Path(text) if isinstance(default, Path) else text
