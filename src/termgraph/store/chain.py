"""The hash chain over the change log: it shows a history that was edited, forked or restored.

chain_n = SHA-256(chain_{n-1} || canonical JSON of the changes of revision n), where a change is the array
[entity, key, record after it or null]. Pure functions over text; whoever reads the log can verify it with them.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import groupby
from typing import Any

from termgraph.model import Change, canonical_json


class Image(str):
    """Canonical JSON text of a record after a change, `null` for a record that is gone."""

    __slots__ = ()


Entry = tuple[str, str, Image]
"""Entity, key and image of one change: what the log keeps and the chain seals."""


def genesis(epoch: str) -> str:
    """The chain of a store in which nothing was written yet: no two stores share a history."""
    return sha256(epoch.encode()).hexdigest()


def entries(changes: Iterable[Change]) -> list[Entry]:
    """What the log keeps of `changes`, in their order; the caller sees to it that every text is valid Unicode."""
    return [(change.entity, change.key, Image(canonical_json(change.after))) for change in changes]


class Sealing:
    """The chain after one more revision, while its entries come part by part."""

    def __init__(self, chain: str) -> None:
        self._total = sha256(chain.encode())
        self._total.update(b"[")
        self._begun = False

    def add(self, logged: Iterable[Entry]) -> None:
        """The next entries."""
        for entity, key, image in logged:
            comma = "," if self._begun else ""
            self._total.update(f"{comma}[{canonical_json(entity)},{canonical_json(key)},{image}]".encode())
            self._begun = True

    def chain(self) -> str:
        """The chain after all of them; nothing can be added any more."""
        self._total.update(b"]")
        return self._total.hexdigest()


def seal(chain: str, logged: Iterable[Entry]) -> str:
    """The chain after one more revision, whose entries are `logged`."""
    sealing = Sealing(chain)
    sealing.add(logged)
    return sealing.chain()


def first_break(seals: Mapping[int, str], start: int, logged: Iterable[tuple[int, tuple[str, str, Any]]]) -> int | None:
    """The first revision at which a history does not fit together, None for one that is whole.

    `seals` are the chains by revision, `start` the revision that the log begins after, and `logged` gives, in order,
    the revision of each entry with its entity, key and plain JSON value.
    """
    at, chain = start, seals.get(start)
    revision: int
    for revision, group in groupby(logged, lambda entry: entry[0]):
        if chain is None or revision != at + 1:
            return at + 1
        chain = seal(chain, ((entity, key, Image(canonical_json(after))) for _, (entity, key, after) in group))
        if seals.get(revision) != chain:
            return revision
        at = revision
    return None if chain is not None and at == max(seals) else at + 1


def next_chain(chain: str, changes: Iterable[Change]) -> str:
    """The chain after a revision with these changes; only the `after` of each counts."""
    return seal(chain, entries(changes))
