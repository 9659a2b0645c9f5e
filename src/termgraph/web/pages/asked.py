"""What a reader asks of a page: parts of its path, and what a form says; untrusted, and read with care."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from termgraph.errors import Code, TermgraphError

MOST = 50
"""Terms that one field of a form may name."""

LONGEST = 200
"""Characters that are read of a value, and of each name in a list."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`parts` come from the path, `form` from the query, in order."""

    parts: Mapping[str, str]
    form: Sequence[tuple[str, str]] = ()

    def one(self, name: str) -> str:
        """The first value that is not empty; "" where there is none."""
        return next((value[:LONGEST] for value in self._said(name)), "")

    def terms(self, name: str, most: int = MOST) -> list[str]:
        """Slugs or labels; several may stand in one value, between commas. Raises TermgraphError TOO_MANY."""
        parts = (part.strip()[:LONGEST] for value in self._said(name) for part in value.split(","))
        found = dict.fromkeys(part for part in parts if part)
        if len(found) > most:
            raise TermgraphError(Code.TOO_MANY, f"At most {most} terms can be named at once.")
        return list(found)

    def choice(self, name: str, values: Sequence[str]) -> str:
        """One of `values`; the first where another, or nothing, was said."""
        said = self.one(name)
        return said if said in values else values[0]

    def _said(self, name: str) -> Iterator[str]:
        for key, value in self.form:
            if key == name and (value := value.strip()):
                yield value
