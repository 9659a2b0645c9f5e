"""One file being read: where its findings and the positions of its parts are collected."""

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Protocol

from termgraph.errors import Note, Problem, Where

from .caps import FINDINGS
from .positions import Positions
from .rules import FILE_RULES
from .source import Place


class Placed(Protocol):
    """Anything that knows where in its file it stands; lines and columns count from 1."""

    @property
    def line(self) -> int:
        """The line it begins on."""

    @property
    def column(self) -> int:
        """The column of its first character."""

    @property
    def end_column(self) -> int | None:
        """The column after its last character; None where it ends on another line."""


def shorten(text: str) -> str:
    """`text` for a message: on one line, and at most 60 characters."""
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return short if short.isprintable() else "".join(each if each.isprintable() else " " for each in short)


@dataclass(slots=True)
class Spot:
    """A place without a value."""

    line: int = 1
    column: int = 1
    end_column: int | None = None


START = Spot()
"""Where findings about a file as a whole are shown."""


@dataclass(slots=True)
class Reading:
    """What is found while one file is read.

    `file` is its path as shown to people, `subjects` are the slugs its findings are about.
    After `most` findings one more says that the rest are not shown.
    """

    file: str
    subjects: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    positions: MutableMapping[Place, Where] = field(default_factory=Positions)
    most: int = FINDINGS.limit
    found: int = 0

    def where(self, spot: Placed) -> Where:
        """The place of `spot` in this file."""
        return Where(self.file, spot.line, spot.column, spot.end_column)

    def place(self, place: Place, spot: Placed) -> None:
        """Remember that the named part of the content is written at `spot`."""
        self.positions[place] = Where(self.file, spot.line, spot.column, spot.end_column)

    def report(
        self,
        rule: str,
        spot: Placed,
        message: str,
        *,
        hint: str | None = None,
        fix: str | None = None,
        subjects: tuple[str, ...] | None = None,
        notes: tuple[Note, ...] = (),
    ) -> None:
        """Add a finding of `rule` at `spot`."""
        self.found += 1
        if self.found > self.most:
            if self.found == self.most + 1:
                message = f"this file has more than {self.most} findings; the rest are not shown"
                self.problems.append(FILE_RULES["TG106"].problem(message, self.where(spot), subjects=self.subjects))
            return
        about = self.subjects if subjects is None else subjects
        row = FILE_RULES[rule]
        self.problems.append(row.problem(message, self.where(spot), hint=hint, fix=fix, subjects=about, notes=notes))
