"""What names a state of the store, and what the log says about how it came to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

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


TERM_FILE = ("term", "relation", "requirement")
"""The records that the file of a term holds; the key of each begins with the slug of the term."""


@dataclass(frozen=True, slots=True)
class Changed:
    """When readers were last shown another record of each term, or another statement of its own (UTC, ISO 8601).

    `first` is when the log begins, and with it every term that `later` does not name; None where that is not known. So
    what a glossary of a million terms takes is what was changed after it was loaded.
    """

    first: str | None = None
    later: Mapping[str, str] = field(default_factory=dict)

    def at(self, slug: str) -> str | None:
        """When the term that has this slug now was last changed, None where that is not known."""
        return self.later.get(slug, self.first)

    def after(self, writes: Iterable[LoggedRevision]) -> Self:
        """The same after further writes, of which those that the public does not see count for nothing."""
        told = ((each.entity, each.key, write.at) for write in writes if write.public for each in write.changes)
        return self.told(told)

    def told(self, rows: Iterable[tuple[str, str, str]]) -> Self:
        """The same after changes, the oldest first: the entity and the key of each, and when it was made."""
        later = {key.partition(" ")[0]: at for entity, key, at in rows if entity in TERM_FILE}
        return type(self)(self.first, {**self.later, **later}) if later else self


@dataclass(frozen=True, slots=True)
class Bygone:
    """What the log tells of former public states: when the present one began (UTC, ISO 8601), and the terms deleted.

    `gone` are slugs of terms that readers saw and that were deleted since, with the slugs those had before.
    """

    at: str | None
    gone: frozenset[str]
