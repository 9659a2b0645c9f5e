"""What readers were shown lately: for each public revision, the terms that it changed; bounded, and never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from termgraph.errors import Code, TermgraphError
from termgraph.model import Content, Touched, touched
from termgraph.store import LoggedRevision

MOST_REVISIONS = 1_000
"""Revisions that are remembered. A client that was away for longer reads anew what it shows."""

MOST_TOUCHES = 20_000
"""Changed terms of all remembered revisions together; a load of more is not told term by term."""


@dataclass(frozen=True, slots=True)
class Revised:
    """One public revision: which, when it was written (UTC, ISO 8601), and the terms it changed."""

    epoch: str
    number: int
    at: str
    terms: Touched

    @property
    def revision(self) -> str:
        """The revision, as clients know it."""
        return f"{self.epoch}.{self.number}"


@dataclass(frozen=True, slots=True)
class History:
    """The latest revisions of one epoch: numbers without gaps, up to `newest`, which is the one readers see."""

    epoch: str
    newest: int
    revised: tuple[Revised, ...] = ()

    @classmethod
    def beginning(cls, revision: str) -> Self:
        """The history of a glossary of which only the present state is known."""
        epoch, number = parsed(revision)
        return cls(epoch, number)

    @property
    def oldest(self) -> int:
        """The number of the earliest state that a reader can go on from."""
        return self.newest - len(self.revised)

    def name(self, number: int) -> str:
        """The revision with this number, as clients know it."""
        return f"{self.epoch}.{number}"

    def after(self, revision: str) -> Sequence[Revised]:
        """What came after the state that a reader has, oldest first.

        Raises TermgraphError EPOCH_CHANGED for a state of another history, REVISION_NOT_REACHED for one that is newer
        than ours or older than what is remembered, BAD_USER_INPUT for what is no revision.
        """
        epoch, number = parsed(revision)
        known = {"revision": self.name(self.newest), "oldest": self.name(self.oldest)}
        if epoch != self.epoch:
            message = "The glossary's history was replaced; read anew what you show."
            raise TermgraphError(Code.EPOCH_CHANGED, message, **known)
        if not self.oldest <= number <= self.newest:
            which = "newer than what this server has" if number > self.newest else "older than what it remembers"
            message = f"The revision {revision} is {which}; read anew what you show."
            raise TermgraphError(Code.REVISION_NOT_REACHED, message, **known)
        return self.revised[number - self.oldest :]

    def continued(self, before: Content, writes: Sequence[LoggedRevision]) -> Self:
        """The history after `writes`, of which drafts are content as well; `before` is the whole content until then.

        The history itself when readers see nothing of them.
        """
        changed = list(zip(writes, touched(before, [write.changes for write in writes]), strict=True))
        public = [(write, terms) for write, terms in changed if write.public]
        if not public:
            return self
        fresh = tuple(
            Revised(self.epoch, number, write.at, terms)
            for number, (write, terms) in enumerate(public, start=self.newest + 1)
        )
        return type(self)(self.epoch, self.newest + len(fresh), _latest(self.revised + fresh))


def parsed(revision: str) -> tuple[str, int]:
    """The epoch and the number of a revision; raises TermgraphError BAD_USER_INPUT."""
    epoch, dot, number = revision.rpartition(".")
    if not (epoch and dot and number.isascii() and number.isdecimal() and len(number) < 19):
        raise TermgraphError(Code.BAD_USER_INPUT, f"{revision[:100]!r} is not a revision of this API.")
    return epoch, int(number)


def _latest(revised: tuple[Revised, ...]) -> tuple[Revised, ...]:
    """As many of the last as may be remembered."""
    recent = revised[-MOST_REVISIONS:]
    sizes = accumulate(len(each.terms) for each in reversed(recent))
    kept = sum(size <= MOST_TOUCHES for size in sizes)
    return recent[len(recent) - kept :]
