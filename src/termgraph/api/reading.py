"""What one request reads: a pinned view, and how its objects are made from numbers.

The class of Term is handed in, because the small types that lead to terms are below it and must not import it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeVar

import strawberry

from termgraph.errors import Code, TermgraphError
from termgraph.glossary.view import View
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Source

from .enums import TextFormat
from .scalars import URL

if TYPE_CHECKING:
    from .term import Term

Argument = TypeVar("Argument")

Made = TypeVar("Made")

MOST_TERMS = 20_000
MOST_PARTS = 2_000
"""Terms that are kept beyond a request, about 200 bytes each, and terms of which a part is, such as their trails."""

TermRef = Annotated["Term", strawberry.lazy("termgraph.api.term")]
"""The type Term where it is not imported."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One request's view of the glossary; whoever holds it sees one revision and no other."""

    view: View
    make_term: "Callable[[Reading, int], Term]"

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot of this request."""
        return self.view.snapshot

    def term(self, number: int) -> "Term":
        """The term with this number, the same object as long as the view stands."""
        return self.once(self.make_term, number, MOST_TERMS)

    def numbered(self, numbers: Sequence[int]) -> "list[Term]":
        """The terms with these numbers."""
        kept = self.view.kept(self.make_term)
        try:
            return [kept[number] for number in numbers]
        except KeyError:
            return [self.term(number) for number in numbers]

    def once(self, make: "Callable[[Reading, int], Made]", number: int, most: int = MOST_PARTS) -> Made:
        """What `make`, a function of a module, makes of a term: kept for who asks again, for at most so many terms.

        It may lead to the view and to the snapshot; no two things that are kept may lead to each other.
        """
        kept = self.view.kept(make)
        found: Made | None = kept.get(number)
        if found is None:
            if len(kept) >= most:
                kept.clear()
            found = kept[number] = make(self, number)
        return found

    def terms(self, slugs: Iterable[str]) -> "list[Term]":
        """The terms with these slugs, in their order, unknown ones left out."""
        numbers = self.snapshot.numbers
        return [self.term(numbers[slug]) for slug in slugs if slug in numbers]

    def address(self, *path: str) -> URL:
        """The public address of something of the glossary's own: its base URL and a path."""
        return URL(self.snapshot.glossary.base_url + "/".join(path))

    def text(self, text: str, form: TextFormat, sources: tuple[Source, ...] = ()) -> str:
        """An editor's Markdown in the format asked for; `sources` are what its citations refer to."""
        prose = self.view.prose
        if form is TextFormat.PLAIN:
            return prose.plain(text)
        return prose.html(text, sources) if form is TextFormat.HTML else prose.markdown(text, sources)


def given(argument: Argument | None) -> Argument | None:
    """An argument, None when a client left it out."""
    return None if argument is strawberry.UNSET else argument


def bounded(name: str, value: int, largest: int) -> int:
    """`value` when it is from 1 to `largest`; raises TermgraphError BAD_USER_INPUT otherwise."""
    if not 1 <= value <= largest:
        raise TermgraphError(Code.BAD_USER_INPUT, f"`{name}` must be from 1 to {largest}.", argument=name)
    return value
