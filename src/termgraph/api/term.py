"""The type Term: everything a page about a term shows."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from termgraph import model
from termgraph.graph.learning import requirements
from termgraph.graph.trails import Ancestor, ancestors, title

from . import enums, texts
from .ancestors import AncestorConnection, AncestorEdge, ancestor_key
from .breadcrumbs import Breadcrumb
from .categories import Category
from .connections import After, Before, First, Last, Place, cut, window
from .declare import field, object_type
from .enums import Direction, KnownMode, Level, MatchType, TermKind, TermStatus, TextFormat, Tier, TrailStyle
from .findings import MOST_FINDINGS, Finding, finding
from .languages import Language, localised, serves, translation
from .learning import Known, Mode, Profile, Weakest, path_to, unlocked
from .learning_path import LearningPathResult
from .links import Groups, Inherit, LinkGroup, PerGroup, link_groups
from .lookup import TermBy
from .neighbourhood import MostEdges, MostNodes, Neighbourhood, neighbourhood_of
from .nodes import Node, term_id
from .progress import Unlocks
from .reading import Reading, bounded, given
from .related import RelatedConnection, related_of
from .relations import RelationConnection, RelationEdge, Seen, relation_key, seen_from
from .requirements import PrerequisiteConnection, Requirement, prerequisites_of
from .scalars import URL, Revision
from .terms import Types, known_types
from .texts import Format, LabelConnection, Text
from .trails import Trails, canonical_trail, trails_of

DEEPEST = 100_000
MOST_LINKS = 50

Style = Annotated[TrailStyle, strawberry.argument(description="Which way to take.")]
Side = Annotated[Direction, strawberry.argument(description="The side on which this term stands.")]
Depth = Annotated[
    int | None, strawberry.argument(description="Only what lies at most this many steps away; all when left out.")
]
Via = Annotated[TermBy | None, strawberry.argument(description="Only trails through this term.")]
MostTrails = Annotated[int, strawberry.argument(description="At most this many, 1 to 20.")]
MostUnlocked = Annotated[int, strawberry.argument(description="At most this many of `eventually`, 1 to 50.")]


@object_type
class Term(Node):
    """A term of the glossary with all of its content."""

    reading: strawberry.Private[Reading]
    number: strawberry.Private[int]
    record: strawberry.Private[model.Term]

    __slots__ = ("_id", "number", "reading", "record")

    def __init__(self, reading: Reading, number: int, record: model.Term) -> None:
        """It belongs to a view, not to a request: the next request is given the same object."""
        self.reading = reading
        self.number = number
        self.record = record
        self._id = strawberry.ID("")

    @field
    def id(self) -> strawberry.ID:
        """An opaque id that outlives renaming; give it to `node` to get the term again."""
        return self._id or self._identified

    @field
    def slug(self) -> str:
        """Names the term in addresses; former slugs lead here as well."""
        return self.record.slug

    @field
    def url(self) -> URL:
        """The term's page."""
        return self.reading.address("terms", self.record.slug)

    @field
    def name(self, language: Language = strawberry.UNSET) -> str:
        """The name without the acronym."""
        if language is UNSET:
            return self.record.name
        return localised(self.record, language, self._own, lambda record: record.name)[0]

    @field
    def acronym(self) -> str | None:
        """The acronym; null when it has none."""
        return self.record.acronym

    @field
    def title(self, language: Language = strawberry.UNSET) -> str:
        """What a page is headed: usually name and acronym, "Proximal Policy Optimization (PPO)"."""
        if language is UNSET and self.record.title is None and self.record.acronym is None:
            return self.record.name
        translated = translation(self.record, language)
        return title(self.reading.snapshot, self.record, translated.language if translated else None)

    @field
    def languages(self) -> list[str]:
        """The languages it is written in, the glossary's own first."""
        return [self._own, *(each.language for each in self.record.translations)]

    @field
    def translations(self) -> list[texts.Translation]:
        """What it is called in other languages; at most one for each language of the glossary."""
        return texts.translations(self.record)

    @field
    def labels(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> LabelConnection:
        """Everything it is called, in all languages, but for labels that are never shown."""
        found, asked = self.reading.once(texts.labels, self.number), window(first, after, last, before)
        return LabelConnection(page=cut(found, texts.label_key, texts.label_edge, asked, "label"))

    @field
    def kind(self) -> TermKind:
        """What sort of thing it is; CONCEPT where nobody said."""
        return enums.KINDS[self.record.kind]

    @field
    def level(self) -> Level | None:
        """How much a reader needs to know; null when nobody said."""
        return enums.LEVELS[self.record.level] if self.record.level else None

    @field
    def minutes(self) -> int | None:
        """Time to read and understand it, without its prerequisites; null when nobody said."""
        return self.record.minutes

    @field
    def status(self) -> TermStatus:
        """Whether it is still in force."""
        return enums.STATUSES[self.record.status]

    @field
    def replaced_by(self) -> list["Term"]:
        """What to use instead of a deprecated term, best first; at most 1,000, usually none or one."""
        return self.reading.terms(self.record.replaced_by)

    @field
    def summary(self, language: Language = strawberry.UNSET) -> str | None:
        """One plain sentence; null when nobody wrote one."""
        if language is UNSET:
            return self.record.summary
        return localised(self.record, language, self._own, lambda record: record.summary)[0]

    @field
    def definition(self, format: Format = TextFormat.MARKDOWN, language: Language = strawberry.UNSET) -> str | None:  # noqa: A002
        """The text that explains it; null when nobody wrote one."""
        text = localised(self.record, language, self._own, lambda record: record.definition)[0]
        return self.reading.text(text, format, self.record.sources) if text else None

    @field
    def name_text(self, language: Language = strawberry.UNSET) -> Text:
        """The name, with the language it is in."""
        name, found = localised(self.record, language, self._own, lambda record: record.name)
        return self._text(name, language, found)

    @field
    def summary_text(self, language: Language = strawberry.UNSET) -> Text | None:
        """The summary, with the language it is in; null when nobody wrote one."""
        text, found = localised(self.record, language, self._own, lambda record: record.summary)
        return self._text(text, language, found) if text else None

    @field
    def definition_text(self, language: Language = strawberry.UNSET) -> Text | None:
        """The definition, with the language it is in; null when nobody wrote one."""
        text, found = localised(self.record, language, self._own, lambda record: record.definition)
        return self._text(text, language, found) if text else None

    @field
    def sections(self, language: Language = strawberry.UNSET) -> list[texts.Section]:
        """The titled parts of the text, such as a practical example; at most 50."""
        return texts.sections(self.reading, self.record, language)

    @field
    def category(self) -> Category | None:
        """The canonical category, the first of `categories`; null when it has none."""
        return next(iter(self._categories()), None)

    @field
    def categories(self) -> list[Category]:
        """The categories it stands in, the canonical one first; at most 1,000, usually one or two."""
        return self._categories()

    @field
    def breadcrumbs(self, style: Style = TrailStyle.CATEGORY) -> list[Breadcrumb]:
        """The canonical trail from the glossary to this term, ready to print; at most 1,000 steps, usually three."""
        return canonical_trail(self.reading, self.number, style)

    @field
    def trails(
        self, style: Style = TrailStyle.CONCEPT, via: Via = strawberry.UNSET, first: MostTrails = 5
    ) -> Trails | None:
        """All trails from the glossary to this term, canonical first; null with an error where none leads by `via`."""
        return trails_of(self.reading, self.number, style, given(via), first)

    @field
    def related(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> RelatedConnection:
        """The terms nearest to it that no relation joins with it; the best 100 of them make up the list."""
        return related_of(self.reading, self.number, window(first, after, last, before))

    @field
    def ancestors(
        self,
        types: Types = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> AncestorConnection:
        """Every term above this one, stored or entailed, nearest first: "Q-Learning is a Reinforcement Learning"."""
        snapshot = self.reading.snapshot
        keys = known_types(snapshot.registry, given(types))

        def edge(place: Place, found: Ancestor) -> AncestorEdge:
            node = self.reading.term(found.term)
            return AncestorEdge(place=place, node=node, reading=self.reading, number=self.number, found=found)

        return AncestorConnection(
            page=cut(
                ancestors(snapshot, self.number, keys),
                lambda found: ancestor_key(snapshot.terms, found),
                edge,
                window(first, after, last, before),
                "ancestor",
            )
        )

    @field
    def relations(
        self,
        types: Types = strawberry.UNSET,
        direction: Side = Direction.ANY,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> RelationConnection:
        """Its relations with other terms, from this term's point of view, in the order of a term page."""
        reading, snapshot = self.reading, self.reading.snapshot

        def edge(place: Place, seen: Seen) -> RelationEdge:
            return RelationEdge(place, reading.term(seen.other), reading, seen)

        return RelationConnection(
            page=cut(
                seen_from(self.reading, self.number, given(types), direction),
                lambda seen: relation_key(snapshot, seen),
                edge,
                window(first, after, last, before),
                "relation",
            )
        )

    @field
    def requirements(self, tier: Weakest = Tier.REQUIRED) -> list[Requirement]:
        """What it needs itself, stronger tiers first; at most 5,000, usually three or four.

        Groups stay groups: any one option of each is enough.
        """
        groups = requirements(self.reading.snapshot, self.number, model.Tier[tier.name])
        return [Requirement(reading=self.reading, group=group) for group in groups]

    @field
    def prerequisites(
        self,
        tier: Weakest = Tier.REQUIRED,
        depth: Depth = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> PrerequisiteConnection:
        """Everything that may come before it, through any option of any group: more than any one path needs."""
        asked = given(depth)
        deepest = None if asked is None else bounded("depth", asked, DEEPEST)
        page = window(first, after, last, before)
        return prerequisites_of(self.reading, self.number, model.Tier[tier.name], deepest, page)

    @field
    def learning_path(
        self, known: Known = strawberry.UNSET, profile: Profile = strawberry.UNSET, tier: Weakest = Tier.REQUIRED
    ) -> LearningPathResult:
        """The least to learn before it, in order and with reasons; see the field of Query for more wishes."""
        return path_to(self.reading, self.number, given(known), given(profile), tier)

    @field
    def unlocks(
        self,
        known: Known = strawberry.UNSET,
        profile: Profile = strawberry.UNSET,
        known_mode: Mode = KnownMode.SURMISE,
        tier: Weakest = Tier.REQUIRED,
        depth: Depth = strawberry.UNSET,
        first: MostUnlocked = 50,
    ) -> Unlocks | None:
        """What it opens to somebody who knows some terms; null with an error where one or the profile is unknown."""
        return unlocked(self.reading, self.number, given(known), given(profile), known_mode, tier, given(depth), first)

    @field
    def related_links(
        self,
        groups: Groups = strawberry.UNSET,
        per_group: PerGroup = 5,
        inherit: Inherit = True,  # the contract's default
    ) -> list[LinkGroup]:
        """Pages outside the glossary that belong to it, by group; at most one item for each group of the glossary."""
        most = bounded("perGroup", per_group, MOST_LINKS)
        return link_groups(self.reading, self.number, given(groups), most, inherit=inherit)

    @field
    def neighbourhood(
        self, nodes: MostNodes = 20, edges: MostEdges = 40, types: Types = strawberry.UNSET
    ) -> Neighbourhood:
        """The terms that matter most for it and the relations among them, as much as one picture shows."""
        return neighbourhood_of(self.reading, self.number, nodes, edges, given(types))

    @field
    def sources(self) -> list[texts.Source]:
        """What its texts cite; at most 1,000."""
        return [texts.source(each) for each in self.record.sources]

    @field
    def editorial_review(self) -> texts.EditorialReview | None:
        """The latest critical reading; null when nobody has recorded one."""
        return texts.review(self.reading, self.record.review) if self.record.review else None

    @field
    def mappings(self) -> list[texts.Mapping]:
        """Its counterparts in other vocabularies; at most 1,000."""
        return [texts.Mapping(match=MatchType(each.match), iri=URL(each.iri)) for each in self.record.mappings]

    @field
    def source_iri(self) -> URL | None:
        """What the vocabulary calls it that it was imported from; null when it was not."""
        return URL(self.record.source_iri) if self.record.source_iri else None

    @field
    def findings(self) -> list[Finding]:
        """What the rules say about it; at most 100."""
        from termgraph.integrity.served import by_subject

        found = self.reading.snapshot.once(by_subject).get(self.record.slug, [])
        return [finding(problem) for problem in found[:MOST_FINDINGS]]

    @field
    def revision(self) -> Revision:
        """The revision of the glossary this answer comes from."""
        return Revision(self.reading.snapshot.revision)

    @property
    def _identified(self) -> strawberry.ID:
        self._id = found = term_id(self.record.first_slug)
        return found

    @property
    def _own(self) -> str:
        return self.reading.snapshot.glossary.language

    def _text(self, text: str, asked: str | None, found: str) -> Text:
        html = self.reading.text(text, TextFormat.HTML, self.record.sources)
        stale = found in texts.stale_languages(self.record)
        return Text(value=text, html=html, language=found, is_fallback=not serves(found, asked), is_stale=stale)

    def _categories(self) -> list[Category]:
        known = self.reading.snapshot.categories
        return [Category(reading=self.reading, record=known[each]) for each in self.record.categories if each in known]


def term_of(reading: Reading, number: int) -> Term:
    """The term with this number, as one request sees it."""
    return Term(reading, number, reading.view.snapshot.terms[number])
