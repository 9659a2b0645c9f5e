"""Finding terms by what a person types."""

from collections.abc import Set as AbstractSet

import strawberry

from termgraph.errors import Code, TermgraphError
from termgraph.graph.search import LONGEST, Hit, search, suggest

from .connections import Connection, Edge, Place, Window, cut
from .cursors import Key
from .declare import field, object_type, said
from .enums import LabelKind, SearchTier
from .reading import Reading, TermRef


@object_type
class TextRange:
    """A part of a text, in Unicode code points."""

    start: int = said("Where it begins, counted from 0.")
    end: int = said("Where it ends: the first position after it.")


@object_type
class SearchEdge(Edge[TermRef]):
    """A term that was found, and why."""

    hit: strawberry.Private[Hit]

    @field
    def tier(self) -> SearchTier:
        """How it was found."""
        return SearchTier[self.hit.tier.name]

    @field
    def matched_label(self) -> str | None:
        """The label that matched; null when the term was found by its texts."""
        return self.hit.label.text if self.hit.label else None

    @field
    def matched_kind(self) -> LabelKind | None:
        """What the matched label is; null when the term was found by its texts."""
        return LabelKind(self.hit.label.kind) if self.hit.label else None

    @field
    def score(self) -> float:
        """How well it matches, comparable within one tier only; larger is better."""
        return round(self.hit.score, 6)

    @field
    def snippet(self) -> str | None:
        """The words around the match, as plain text; null when a label matched."""
        return self.hit.snippet

    @field
    def snippet_matches(self) -> list[TextRange]:
        """The matched words in `snippet`, for highlighting; at most as many as the snippet has words."""
        return [TextRange(start=start, end=end) for start, end in self.hit.matches]


@object_type
class SearchConnection(Connection[TermRef, SearchEdge]):
    """Terms that were found, best first; equally good ones by slug."""


@object_type
class Suggestion:
    """A completion for a search box."""

    term: TermRef = said("The term it leads to.")
    label: str = said("What to show: the label that completes the text.")
    kind: LabelKind = said("What that label is.")


def search_connection(reading: Reading, text: str, among: AbstractSet[int] | None, asked: Window) -> SearchConnection:
    """A page of the terms that a text finds; raises TermgraphError BAD_USER_INPUT when it is too long."""
    terms = reading.snapshot.terms

    def key(hit: Hit) -> Key:
        return (*hit.order, terms[hit.term].slug)

    def edge(place: Place, hit: Hit) -> SearchEdge:
        return SearchEdge(place=place, node=reading.term(hit.term), hit=hit)

    hits = search(reading.snapshot, _typed("text", text), among)
    return SearchConnection(page=cut(hits, key, edge, asked, "search"))


def suggestions(reading: Reading, prefix: str, first: int) -> list[Suggestion]:
    """Completions of what was typed so far; raises TermgraphError BAD_USER_INPUT when it is too long."""
    return [
        Suggestion(term=reading.term(hit.term), label=hit.label.text, kind=LabelKind(hit.label.kind))
        for hit in suggest(reading.snapshot, _typed("prefix", prefix), first)
        if hit.label
    ]


def _typed(name: str, text: str) -> str:
    if len(text) > LONGEST:
        raise TermgraphError(Code.BAD_USER_INPUT, f"`{name}` takes at most {LONGEST} characters.", argument=name)
    return text
