"""Pages outside the glossary, and those that belong to a term or are borrowed for it, in their groups."""

from typing import Annotated

import strawberry

from termgraph import model
from termgraph.graph.links import (
    InheritedLink,
    LinkGroupAnswer,
    link_trail,
    missing_for,
    missing_sentence,
    related_links,
)
from termgraph.graph.sentences import short_name
from termgraph.graph.snapshot import node_id
from termgraph.graph.trails import Crumb, category_trail

from .breadcrumbs import Breadcrumb, link_address, printed
from .connections import After, Before, First, Last, window
from .declare import field, object_type, said
from .enums import KnownMode, Level
from .learning import Known, Mode, Profile, answered, known_of
from .named import Named, TermList, UnknownProfile, UnknownTerms, term_list
from .nodes import Node
from .reading import Reading, TermRef, given
from .relation_types import RelationType
from .scalars import URL, Date, Revision
from .terms import TermConnection, term_connection

Groups = Annotated[
    list[str] | None,
    strawberry.argument(description="Keys of link groups; all when left out. A glossary need not have them all."),
]
PerGroup = Annotated[int, strawberry.argument(description="At most this many links in each group, 1 to 50.")]
Inherit = Annotated[
    bool,
    strawberry.argument(
        description="Whether a group that is not full borrows from what the term is a kind of, then from what it uses."
    ),
]


@object_type
class MissingBefore:
    """What a reader should learn before a page: the least that is enough for what the page requires."""

    learn_first: TermList = said("The terms, each after those that come before it.")
    minutes: int = said("How long they take together.")
    optimal: bool = said("Whether it is proved that nothing shorter is enough.")
    sentence: str | None = said('It in words: "Before this page, learn 2 terms, 25 minutes."; null when nothing is.')
    revision: Revision = said("The revision of the glossary this answer comes from.")


MissingResult = Annotated[
    MissingBefore | UnknownTerms | UnknownProfile,
    strawberry.union(name="MissingResult", description="What to learn first, or what is wrong with the question."),
]


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

    @field
    def missing_for(
        self,
        known: Known = strawberry.UNSET,
        profile: Profile = strawberry.UNSET,
        known_mode: Mode = KnownMode.SURMISE,
    ) -> MissingResult | None:
        """What a reader who knows some terms should learn first; null when there is no way to learn it."""
        named = Named(self.reading)
        terms = known_of(named, given(known))
        return answered(self.reading, named, terms, given(profile), known_mode, self._missing)

    def _missing(self, known: frozenset[int]) -> MissingBefore | None:
        found = missing_for(self.reading.snapshot, self.record, known)
        if found is None:
            return None
        return MissingBefore(
            learn_first=term_list(self.reading, found.terms),
            minutes=found.minutes,
            optimal=found.optimal,
            sentence=missing_sentence(found),
            revision=Revision(self.reading.snapshot.revision),
        )

    def _terms(
        self, slugs: tuple[str, ...], first: int | None, after: str | None, last: int | None, before: str | None
    ) -> TermConnection:
        numbers = self.reading.snapshot.numbers
        chosen = frozenset(numbers[slug] for slug in slugs if slug in numbers)
        return term_connection(self.reading, chosen, None, window(first, after, last, before))


LEVELS = frozenset(level.value for level in model.Level)


@object_type
class InheritedFrom:
    """The term that a page is borrowed from, and why it can be."""

    term: TermRef = said("The term that the page belongs to.")
    claim: RelationType = said("What the borrower is to it: `is-a`, or `uses`.")
    sentence: str = said('The claim in words: "QLoRA uses Quantization.".')


@object_type
class RelatedLink:
    """A page outside the glossary as it is shown with a term."""

    link: Link = said("The page.")
    inherited_from: InheritedFrom | None = said("Where it is borrowed from; null for a page of the term's own.")
    trail: list[Breadcrumb] = said("From the glossary through term and group to the page; at most five steps.")


@object_type
class LinkGroup:
    """The pages outside the glossary that belong to a term, under one heading."""

    key: str = said("Names the group.")
    title: str = said("The heading.")
    trail: list[Breadcrumb] = said("From the glossary through the term to this heading; at most four steps.")
    links: list[RelatedLink] = said(
        "The term's own pages, best first, then borrowed ones; at most as many as `perGroup` says."
    )
    total: int = said("How many pages of its own the term has in this group.")
    truncated: bool = said("Whether it has more of its own than those in `links`.")


def link_groups(
    reading: Reading, number: int, groups: list[str] | None, per_group: int, *, inherit: bool
) -> list[LinkGroup]:
    """The pages that belong to a term or are borrowed for it, by group; groups without pages are left out."""
    found = related_links(reading.snapshot, number, groups, per_group, inherit=inherit)
    return [_group(reading, number, answer) for answer in found]


def _group(reading: Reading, number: int, answer: LinkGroupAnswer) -> LinkGroup:
    snapshot, group = reading.snapshot, answer.group
    return LinkGroup(
        key=group.key,
        title=group.title,
        trail=printed(reading, (*category_trail(snapshot, number), Crumb("group", group.key, group.title))),
        links=[
            RelatedLink(
                link=Link(reading=reading, record=link),
                inherited_from=lender,
                trail=printed(reading, link_trail(snapshot, number, group, link)),
            )
            for link, lender in (
                *((link, None) for link in answer.links),
                *((each.link, _lender(reading, number, each)) for each in answer.inherited),
            )
        ],
        total=answer.total,
        truncated=answer.total > len(answer.links),
    )


def _lender(reading: Reading, number: int, found: InheritedLink) -> InheritedFrom:
    snapshot = reading.snapshot
    row = snapshot.registry.types[found.claim]
    names = [short_name(snapshot.terms[each]) for each in (number, found.term)]
    return InheritedFrom(
        term=reading.term(found.term),
        claim=RelationType(row=row),
        sentence=f"{names[0]} {row.label} {names[1]}.",
    )
