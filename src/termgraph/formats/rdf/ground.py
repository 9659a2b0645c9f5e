"""What statements about the things of one snapshot are made from: names, texts, and who stands above whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urljoin

from termgraph.errors import Code, TermgraphError
from termgraph.formats.prose import Prose
from termgraph.graph.lineage import Lineage
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Link

from .names import Names, Object, external

When = Callable[[str], str | None]
"""When a term was last changed, by its slug: an ISO 8601 date and time in UTC, None where that is not known."""


def unknown(_: str) -> None:
    """When anything was changed, of a glossary that was read from files."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A snapshot with its names: `concepts` are the IRIs of its terms by number, `predicates` those of its types.

    Get one with `Ground.of`, which keeps it as long as the snapshot.
    """

    snapshot: Snapshot
    names: Names
    prose: Prose
    lineage: Lineage
    concepts: tuple[Object, ...]
    predicates: Mapping[str, str]
    site: str
    changed: When = unknown

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """The ground of a snapshot; raises as `names_of` does."""
        return snapshot.once(cls._made)

    @property
    def language(self) -> str:
        """The glossary's own language."""
        return self.snapshot.glossary.language

    def address(self, link: Link) -> str | None:
        """Where a page outside is, None where its address is none that an IRI can be."""
        try:
            return external(urljoin(self.site, link.url))
        except ValueError:
            return None

    def targets(self, slugs: tuple[str, ...]) -> list[Object]:
        """The IRIs of the terms, and of categories ("category:slug"), that are there."""
        snapshot, found = self.snapshot, []
        for slug in slugs:
            if slug in snapshot.numbers:
                found.append(self.concepts[snapshot.numbers[slug]])
            elif slug.startswith("category:") and slug.removeprefix("category:") in snapshot.categories:
                found.append(Object(self.names.category(slug.removeprefix("category:"))))
        return found

    @classmethod
    def _made(cls, snapshot: Snapshot) -> Self:
        names = names_of(snapshot)
        publisher = snapshot.glossary.publisher
        return cls(
            snapshot,
            names,
            Prose(snapshot),
            snapshot.once(Lineage.of),
            tuple(Object(names.term(term.slug)) for term in snapshot.terms),
            {key: names.predicate(row) for key, row in snapshot.registry.types.items()},
            (publisher.url if publisher else None) or snapshot.glossary.base_url,
        )


def names_of(snapshot: Snapshot) -> Names:
    """The IRIs of a snapshot's things.

    Raises TermgraphError CONTENT_INVALID when the glossary's base address is not an http, https or urn address.
    """
    base = external(snapshot.glossary.base_url)
    if base is None:
        raise TermgraphError(Code.CONTENT_INVALID, f"base_url {snapshot.glossary.base_url!r} is not a web address.")
    return Names(base.rstrip("/") + "/")
