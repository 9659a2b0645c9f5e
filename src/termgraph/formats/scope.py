"""Which part of a glossary is written: all of it, a category, one term, or the terms around one."""

from dataclasses import dataclass
from typing import Self

from termgraph.errors import Code, TermgraphError
from termgraph.graph.lookup import by_slug
from termgraph.graph.snapshot import Snapshot

NODES = 20


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of a glossary; make one with its class methods, WHOLE is all of it.

    A part has everything that is said of its terms. What they refer to is named, and not described.
    """

    kind: str = "whole"
    slug: str = ""
    nodes: int = NODES

    @classmethod
    def category(cls, slug: str) -> Self:
        """A category and those in it, with their terms."""
        return cls("category", slug)

    @classmethod
    def term(cls, slug: str) -> Self:
        """One term, by its slug or a former one."""
        return cls("term", slug)

    @classmethod
    def around(cls, slug: str, nodes: int = NODES) -> Self:
        """A term and up to `nodes` (at most 100) of those that matter most for it (see `graph.neighbourhood`)."""
        return cls("around", slug, nodes)

    def categories(self, snapshot: Snapshot) -> list[str]:
        """The slugs of the categories that are written, in order; raises TermgraphError NOT_FOUND."""
        if self.kind == "whole":
            return list(snapshot.categories)
        if self.kind != "category":
            return []
        if self.slug not in snapshot.categories:
            known = ", ".join(snapshot.categories)
            raise TermgraphError(Code.NOT_FOUND, f"There is no category {self.slug!r}; there are: {known}.")
        inside = shelves(snapshot)
        found, waiting = {self.slug}, [self.slug]
        while waiting:
            fresh = [each for each in inside.get(waiting.pop(), ()) if each not in found]
            found.update(fresh)
            waiting += fresh
        return sorted(found)

    def terms(self, snapshot: Snapshot) -> list[int]:
        """The numbers of the terms that are written, in order.

        Raises TermgraphError UNKNOWN_TERM (details: `suggestions`), or NOT_FOUND for a category.
        """
        if self.kind == "whole":
            return list(range(len(snapshot.terms)))
        if self.kind == "category":
            return sorted({number for slug in self.categories(snapshot) for number in snapshot.members[slug]})
        number = number_of(snapshot, self.slug)
        if self.kind == "term":
            return [number]
        from termgraph.graph.neighbourhood import neighbourhood

        return sorted(node.term for node in neighbourhood(snapshot, number, self.nodes).nodes)


WHOLE = Scope()
"""All of a glossary."""


def number_of(snapshot: Snapshot, slug: str) -> int:
    """The number of the term with this slug, or that had it once; raises TermgraphError UNKNOWN_TERM."""
    if found := by_slug(snapshot, slug):
        return found.term
    from termgraph.graph.search import nearest

    suggestions = [snapshot.terms[number].slug for number in nearest(snapshot, slug)]
    hint = f" Nearest: {', '.join(suggestions)}." if suggestions else ""
    raise TermgraphError(Code.UNKNOWN_TERM, f"There is no term {slug!r}.{hint}", suggestions=suggestions)


def shelves(snapshot: Snapshot) -> dict[str | None, list[str]]:
    """The categories that stand in each category, in order."""
    inside: dict[str | None, list[str]] = {}
    for category in snapshot.categories.values():
        inside.setdefault(category.parent, []).append(category.slug)
    return inside
