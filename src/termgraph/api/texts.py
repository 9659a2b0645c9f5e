"""What is written about a term: texts, sections, labels, sources, reviews and mappings."""

from typing import Annotated

import strawberry

from termgraph import model
from termgraph.graph.labels import labels_of
from termgraph.model import originals

from .connections import Connection, Edge, Place
from .cursors import Key
from .declare import field, object_type, said
from .enums import LabelKind, MatchType, TextFormat
from .languages import serves, translation
from .reading import Reading
from .scalars import URL, Date

Format = Annotated[TextFormat, strawberry.argument(description="How to write the text out.")]


@object_type
class Text:
    """A text that may be in another language than the one asked for."""

    value: str = said("The text as its editor wrote it, in Markdown.")
    html: str = said("The same as safe HTML.")
    language: str = said("The language it is in.")
    is_fallback: bool = said("Whether the language asked for has no such text.")
    is_stale: bool = said(
        "Whether the original was changed after this translation was made; false for the original, and where the "
        "translation does not say what it was made from."
    )


@object_type
class Translation:
    """A language other than the glossary's own in which a term is written."""

    language: str = said("The language.")
    name: str = said("The term's name in it.")
    is_stale: bool = said(
        "Whether the original was changed after this translation was made; false where it does not say."
    )


@object_type
class Section:
    """One titled part of a term's text."""

    reading: strawberry.Private[Reading]
    section: strawberry.Private[model.Section]
    sources: strawberry.Private[tuple[model.Source, ...]]
    key: str = said('Names the part in every term and language, such as "practical-example".')
    title: str = said("Its heading.")
    language: str = said("The language it is in.")
    is_fallback: bool = said("Whether the language asked for has no such section.")

    @field
    def text(self, format: Format = TextFormat.MARKDOWN) -> str:  # noqa: A002  # the contract's name
        """What it says."""
        return self.reading.text(self.section.text, format, self.sources)


@object_type
class Label:
    """One of the things a term is called."""

    text: str = said("The label.")
    kind: LabelKind = said("What sort of label it is.")
    language: str = said("The language it is in.")


@object_type
class LabelEdge(Edge[Label]):
    """A label in the list of a term's labels."""


@object_type
class LabelConnection(Connection[Label, LabelEdge]):
    """Labels of a term: name, acronym and title first, then the others by kind, language and text."""


@object_type
class Source:
    """Where a statement of a term's text comes from."""

    id: str = said("Names the source within the term; the text cites it as [@id].")
    ref: str = said('A reference a reader can follow, such as "arXiv:1707.06347", a DOI or an address.')
    title: str | None = said("Its title; null when the editor gave none.")


@object_type
class Person:
    """Somebody who edits or reviews."""

    key: str = said("Names the person within the glossary.")
    name: str = said("What to print.")
    role: str | None = said("What the person does here; null when not said.")
    url: str | None = said("The person's page; null when not said.")


@object_type
class EditorialReview:
    """Who read a term critically, and when."""

    by: Person = said("The reviewer.")
    date: Date = said("When.")
    due: Date | None = said("When to look again; null when no date was set.")


@object_type
class Mapping:
    """A term's counterpart in another vocabulary."""

    match: MatchType = said("How the two correspond.")
    iri: URL = said("What the other vocabulary calls it.")


def translations(term: model.Term) -> list[Translation]:
    """The term's translations, by language."""
    stale = stale_languages(term)
    return [
        Translation(language=each.language, name=each.name, is_stale=each.language in stale)
        for each in term.translations
    ]


def stale_languages(term: model.Term) -> frozenset[str]:
    """The languages in which the term is written as it was before its original was changed."""
    return frozenset(each.language for each in term.translations if originals.is_stale(term, each))


def labels(reading: Reading, number: int) -> list[Label]:
    """The labels of a term that may be shown, each once."""
    term, own = reading.snapshot.terms[number], reading.snapshot.glossary.language
    shown = {
        (_PLACES[label.kind], label.language or own, label.text)
        for label in labels_of(0, term)
        if label.kind != "hidden"
    }
    return [Label(text=text, kind=_KINDS[place], language=language) for place, language, text in sorted(shown)]


def label_edge(place: Place, label: Label) -> LabelEdge:
    """A label at its place."""
    return LabelEdge(place=place, node=label)


def label_key(label: Label) -> Key:
    """Kinds in the order of the enum, then language, then text."""
    return (_PLACES[str(label.kind.value)], label.language, label.text)


_KINDS = tuple(LabelKind)
_PLACES: dict[str, int] = {str(kind.value): place for place, kind in enumerate(_KINDS)}


def sections(reading: Reading, term: model.Term, asked: str | None) -> list[Section]:
    """A term's sections in its own order, each in the language asked for where it is translated.

    Headings are the glossary's in the section's language, or in its own, or what is written there. Sections that only
    the translation has stand at the end.
    """
    glossary = reading.snapshot.glossary
    headings = {heading.key: heading.titles for heading in glossary.sections}
    translated = translation(term, asked)
    there = {section.key: section for section in translated.sections} if translated else {}
    written = [there.pop(section.key, section) for section in term.sections]

    def shown(section: model.Section) -> Section:
        own = translated is None or section not in translated.sections
        language = glossary.language if own or translated is None else translated.language
        titles = headings.get(section.key, {})
        title = section.title or titles.get(language) or titles.get(glossary.language) or section.key
        return Section(
            reading=reading,
            section=section,
            sources=term.sources,
            key=section.key,
            title=title,
            language=language,
            is_fallback=not serves(language, asked),
        )

    return [shown(section) for section in (*written, *there.values())]


def source(written: model.Source) -> Source:
    """A source as the API shows it."""
    return Source(id=written.id, ref=written.ref, title=written.title)


def review(reading: Reading, written: model.Review) -> EditorialReview:
    """A review with its person; somebody the glossary does not list is named by key."""
    person = reading.snapshot.content.people.get(written.by) or model.Person(written.by, written.by)
    return EditorialReview(
        by=Person(key=person.key, name=person.name, role=person.role, url=person.url),
        date=Date(written.date),
        due=Date(written.due) if written.due else None,
    )
