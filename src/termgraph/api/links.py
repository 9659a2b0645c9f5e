"""Pages outside the glossary, and those that belong to a term, in their groups."""

import strawberry

from termgraph import model
from termgraph.graph.links import LinkGroupAnswer, link_trail, related_links
from termgraph.graph.snapshot import node_id
from termgraph.graph.trails import Crumb, category_trail

from .breadcrumbs import Breadcrumb, link_address, printed
from .connections import After, Before, First, Last, window
from .declare import field, object_type, said
from .enums import Level
from .nodes import Node
from .reading import Reading
from .scalars import URL, Date
from .terms import TermConnection, term_connection


@object_type
class Link(Node):
    """A page outside the glossary."""

    reading: strawberry.Private[Reading]
    record: strawberry.Private[model.Link]

    @field
    def id(self) -> strawberry.ID:
        """An opaque id; give it to `node` to get the link again."""
        return strawberry.ID(node_id("link", self.record.id))

    @field
    def key(self) -> str:
        """What the editors call the link."""
        return self.record.id

    @field
    def title(self) -> str:
        """What to print."""
        return self.record.title

    @field
    def url(self) -> URL:
        """Where it leads, always an absolute address."""
        return link_address(self.reading.snapshot, self.record)

    @field
    def kind(self) -> str | None:
        """What sort of page it is, in the editors' words; null when not said."""
        return self.record.kind

    @field
    def level(self) -> Level | None:
        """How much its reader needs to know; null when not said."""
        return Level(self.record.level) if self.record.level in LEVELS else None

    @field
    def minutes(self) -> int | None:
        """How long it takes to read; null when not said."""
        return self.record.minutes

    @field
    def language(self) -> str | None:
        """The language it is in; null when not said."""
        return self.record.language

    @field
    def published(self) -> Date | None:
        """When it appeared; null when not said."""
        return Date(self.record.published) if self.record.published else None

    @field
    def terms(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> TermConnection:
        """The terms it is about or teaches; a page about a whole category names none."""
        own = (self.record.term,) if self.record.term else ()
        return self._terms((*own, *self.record.about, *self.record.teaches), first, after, last, before)

    @field
    def requires(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> TermConnection:
        """The terms its reader should know."""
        return self._terms(self.record.requires, first, after, last, before)

    def _terms(
        self, slugs: tuple[str, ...], first: int | None, after: str | None, last: int | None, before: str | None
    ) -> TermConnection:
        numbers = self.reading.snapshot.numbers
        chosen = frozenset(numbers[slug] for slug in slugs if slug in numbers)
        return term_connection(self.reading, chosen, None, window(first, after, last, before))


LEVELS = frozenset(level.value for level in model.Level)


@object_type
class RelatedLink:
    """A page outside the glossary as it is shown with a term."""

    link: Link = said("The page.")
    trail: list[Breadcrumb] = said("From the glossary through term and group to the page; at most five steps.")


@object_type
class LinkGroup:
    """The pages outside the glossary that belong to a term, under one heading."""

    key: str = said("Names the group.")
    title: str = said("The heading.")
    trail: list[Breadcrumb] = said("From the glossary through the term to this heading; at most four steps.")
    links: list[RelatedLink] = said("The pages, best first; at most as many as `perGroup` says.")
    total: int = said("How many pages the group has for this term.")
    truncated: bool = said("Whether there are more than those in `links`.")


def link_groups(reading: Reading, number: int, groups: list[str] | None, per_group: int) -> list[LinkGroup]:
    """The pages that belong to a term, by group; groups without pages are left out."""
    return [_group(reading, number, answer) for answer in related_links(reading.snapshot, number, groups, per_group)]


def _group(reading: Reading, number: int, answer: LinkGroupAnswer) -> LinkGroup:
    snapshot, group = reading.snapshot, answer.group
    return LinkGroup(
        key=group.key,
        title=group.title,
        trail=printed(reading, (*category_trail(snapshot, number), Crumb("group", group.key, group.title))),
        links=[
            RelatedLink(
                link=Link(reading=reading, record=link),
                trail=printed(reading, link_trail(snapshot, number, group, link)),
            )
            for link in answer.links
        ],
        total=answer.total,
        truncated=answer.total > len(answer.links),
    )
