"""Parts of a glossary collected from one file or many, and put together as a Source.

A slug, id or key that is given twice is reported here, and so are statements made twice.
"""

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from termgraph.errors import Note, Problem, Where
from termgraph.model import Content, GlossaryInfo
from termgraph.relations import BUILT_IN, Registry

from .positions import Positions
from .reading import Placed, Reading
from .source import Place, Source
from .statements import Statement, merge


@dataclass(slots=True)
class Gathered:
    """Everything read so far.

    `records` are by field of Content, then by key; `unread` are slugs of terms whose text could not be read at all.
    """

    glossary: GlossaryInfo = field(default_factory=GlossaryInfo)
    registry: Registry = BUILT_IN
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    positions: MutableMapping[Place, Where] = field(default_factory=Positions)
    problems: list[Problem] = field(default_factory=list)

    def reading(self, file: str, *subjects: str) -> Reading:
        """A reading of a file whose findings and positions are collected here."""
        return Reading(file, subjects, self.problems, self.positions)

    def add(self, reading: Reading, kind: str, entity: str, key: str, value: Any, spot: Placed) -> bool:
        """Add a record of a kind (a field of Content) unless its key is taken, which is reported.

        `entity` is the kind's name in places; True when the record was added.
        """
        records = self.records.setdefault(kind, {})
        place = (entity, key)
        if key in records:
            first = self.positions.get(place)
            notes = (Note("the first one", first),) if first else ()
            message = f"the {entity} '{key}' is here a second time; the first is at {first}"
            reading.report("TG113", spot, message, notes=notes)
            return False
        records[key] = value
        reading.place(place, spot)
        return True

    def source(self) -> Source:
        """The content with each statement once, positions, and findings in the order of files and lines.

        The statements are let go: in a large glossary they take as much room as the relations that are made of them.
        """
        relations, requirements, again = merge(self.statements, self.positions, self.registry)
        self.statements = []
        lists: dict[str, Iterable[Any]] = {kind: records.values() for kind, records in self.records.items()}
        content = Content.of(self.glossary, relations=relations, requirements=requirements, **lists)
        problems = sorted((*self.problems, *again), key=lambda problem: problem.sort_key)
        return Source(content, self.positions, tuple(problems), frozenset(self.unread - content.terms.keys()))
