"""The glossary as a whole."""

from dataclasses import asdict

import strawberry

from termgraph.errors import Problem
from termgraph.graph.known import profile_terms

from .connections import After, Before, First, Last, Place, cut, window
from .declare import field, object_type, said
from .findings import FindingConnection, FindingEdge, finding, finding_key
from .named import TermList, term_list
from .reading import Reading
from .scalars import URL, Revision

MOST_NAMED = 100


@object_type
class Publisher:
    """Who publishes the glossary."""

    name: str = said("What to print.")
    url: URL | None = said("The publisher's site; null when not said.")


@object_type
class Colours:
    """Colours of pages, each "#" and six hexadecimal digits, for light and for dark surroundings."""

    accent: str | None = said("Of links; null for the usual one.")
    accent_dark: str | None = said("The same in the dark; null for the usual one.")
    paper: str | None = said("Of the ground; null for the usual one.")
    paper_dark: str | None = said("The same in the dark; null for the usual one.")
    ink: str | None = said("Of the text; null for the usual one.")
    ink_dark: str | None = said("The same in the dark; null for the usual one.")


@object_type
class Site:
    """How the publisher's pages look, and what they say around their content."""

    title: str | None = said("What stands at the top in place of the glossary's name; null when not said.")
    logo: str | None = said("A picture's file name in the folder of the site; null when there is none.")
    colours: Colours | None = said("The colours; null when none was said.")
    footer: str | None = said("What stands at the foot, as safe HTML; null when nothing does.")
    edit: str | None = said('The address at which a term is edited, with "{slug}" in it; null when not said.')


@object_type
class GlossaryCounts:
    """How much the glossary holds."""

    terms: int = said("Published terms.")
    relations: int = said("Relations between them, each counted once; an alternative counts as a relation.")
    categories: int = said("Categories.")
    relation_types: int = said("Relation types, built-in ones included.")
    links: int = said("Pages outside the glossary.")
    profiles: int = said("Profiles of what readers know.")
    curated_paths: int = said("Curated paths.")


@object_type
class SectionHeading:
    """A section that a term may have."""

    key: str = said("Names it in every term and language.")
    title: str = said("Its heading in the glossary's own language.")


@object_type
class Profile:
    """A named set of terms that a reader may say to know."""

    key: str = said("Names it in questions.")
    title: str | None = said("What to print; null when the editors gave nothing but the key.")
    terms: TermList = said("The terms, in the editors' order; what knowing them implies is not among them.")


@object_type
class CuratedPathHeading:
    """An editor's order of reading, by name; see `curatedPath` for its steps."""

    key: str = said("Names it in questions.")
    title: str = said("What to print.")
    profile: str | None = said("The profile of whom it is for; null when it assumes nothing.")
    terms: int = said("How many terms it names.")


@object_type
class Glossary:
    """The glossary as a whole."""

    reading: strawberry.Private[Reading]

    @field
    def name(self) -> str:
        """What it is called."""
        return self.reading.snapshot.glossary.name

    @field
    def description(self) -> str | None:
        """What it is about; null when the editors wrote nothing."""
        return self.reading.snapshot.glossary.description

    @field
    def url(self) -> URL:
        """Where its pages live."""
        return self.reading.address()

    @field
    def language(self) -> str:
        """The language that every term is written in."""
        return self.reading.snapshot.glossary.language

    @field
    def languages(self) -> list[str]:
        """All languages that terms may be written in."""
        return list(self.reading.snapshot.glossary.languages)

    @field
    def licence(self) -> str | None:
        """Under which its texts may be used, such as "CC-BY-4.0"; null when not said."""
        return self.reading.snapshot.glossary.licence

    @field
    def publisher(self) -> Publisher | None:
        """Who publishes it; null when not said."""
        publisher = self.reading.snapshot.glossary.publisher
        return Publisher(name=publisher.name, url=URL(publisher.url) if publisher.url else None) if publisher else None

    @field
    def site(self) -> Site | None:
        """How its pages look; null when its editors left that to us."""
        site = self.reading.snapshot.glossary.site
        if site is None:
            return None
        return Site(
            title=site.title,
            logo=site.logo,
            colours=Colours(**asdict(site.colours)) if site.colours else None,
            footer=self.reading.view.prose.html(site.footer) if site.footer else None,
            edit=site.edit,
        )

    @field
    def sections(self) -> list[SectionHeading]:
        """The sections a term may have, in their order; at most 50."""
        glossary = self.reading.snapshot.glossary
        return [
            SectionHeading(key=each.key, title=each.titles.get(glossary.language, each.key))
            for each in glossary.sections
        ]

    @field
    def counts(self) -> GlossaryCounts:
        """How much it holds."""
        snapshot = self.reading.snapshot
        return GlossaryCounts(
            terms=len(snapshot.terms),
            relations=len(snapshot.edges),
            categories=len(snapshot.categories),
            relation_types=len(snapshot.registry.types),
            links=len(snapshot.links),
            profiles=len(snapshot.profiles),
            curated_paths=len(snapshot.paths),
        )

    @field
    def profiles(self) -> list[Profile]:
        """What readers may say to know, by key; at most 100, see `counts`."""
        snapshot = self.reading.snapshot
        return [
            Profile(key=key, title=record.title, terms=term_list(self.reading, profile_terms(snapshot, key)))
            for key, record in sorted(snapshot.profiles.items())[:MOST_NAMED]
        ]

    @field
    def curated_paths(self) -> list[CuratedPathHeading]:
        """The editors' orders of reading, by key; at most 100, see `counts`."""
        paths = sorted(self.reading.snapshot.paths.items())[:MOST_NAMED]
        return [
            CuratedPathHeading(key=key, title=path.title, profile=path.profile, terms=len(path.terms))
            for key, path in paths
        ]

    @field
    def findings(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> FindingConnection:
        """What the rules say about what is served."""
        from termgraph.integrity.served import numbered

        items = self.reading.snapshot.once(numbered)

        def edge(place: Place, item: tuple[int, Problem]) -> FindingEdge:
            return FindingEdge(place=place, node=finding(item[1]))

        return FindingConnection(page=cut(items, finding_key, edge, window(first, after, last, before), "finding"))

    @field
    def revision(self) -> Revision:
        """The revision this answer comes from."""
        return Revision(self.reading.snapshot.revision)
