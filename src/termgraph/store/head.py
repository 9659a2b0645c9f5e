"""What names a state of the store, and what the log says about how it came to be."""

from dataclasses import dataclass

from termgraph.model import Changes

SCHEMA_VERSION = 4
"""The version of the tables this program writes: the number of the newest migration."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest state of a store; `(epoch, revision)` names it.

    `epoch` is random and changes when history is rewritten (a new store, a restored backup). `revision` counts
    writes; `public_revision` counts those that changed something everybody may see. `chain` is the seal of the whole
    history up to here. The change log has every revision above `min_log_revision`.
    """

    epoch: str
    revision: int
    public_revision: int
    chain: str
    schema_version: int
    min_log_revision: int


@dataclass(frozen=True, slots=True)
class LoggedRevision:
    """One write: its seal, whether the public sees it, and its changes with only the `after` of each known.

    `at` is UTC in ISO 8601; `kind` says what sort of write it was ("load").
    """

    revision: int
    chain: str
    public: bool
    at: str
    actor: str | None
    kind: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class Bygone:
    """What the log tells of former public states: when the present one began (UTC, ISO 8601), and the terms deleted.

    `gone` are slugs of terms that readers saw and that were deleted since, with the slugs those had before.
    """

    at: str | None
    gone: frozenset[str]
