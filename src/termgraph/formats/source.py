"""What reading files gives: content, where each part of it was written, and what was wrong with the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from termgraph.errors import Problem, Where
from termgraph.model import Content

Place = tuple[str, ...]
"""Names a part of the content: entity, key, then a field and an item, as far as needed.

`("term", "ppo")`, `("term", "ppo", "level")`, `("term", "ppo", "aliases", "PPO-clip")`,
`("term", "ppo", "definition")` (the first line of the text), `("term", "ppo", "sections", "deeper-dive")`,
`("term", "ppo", "translations", "nb", "summary")`, `("relation", key)` (its object), `("relation", key, "type")`,
`("requirement", key)`, `("requirement", key, "options", "rloo")`, `("category", slug)`, `("link", id, "about", "gpu")`,
`("relation-type", key, "disjoint_with", "is-a")`, `("glossary", "glossary", "watch", "dpo")`.
Fields have their names in the records ("categories", not "category"), without a final underscore.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """Content with its side table of positions and the readers' own findings.

    Content that came from a store has no positions.
    `unread` are slugs of terms whose files could not be read: they are not in the content, which is reported once, at
    the file; a reference to one is no mistake of the file that refers.
    """

    content: Content
    positions: Mapping[Place, Where] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()

    def where(self, *place: str) -> Where | None:
        """Where the named part was written, or the smallest known part that contains it; None when nothing is known."""
        for length in range(len(place), 1, -1):
            if found := self.positions.get(place[:length]):
                return found
        return None
