"""The questions one can ask; each calls the graph and wraps what it answers."""

from typing import Annotated

import strawberry

from termgraph.errors import Code, TermgraphError

from .annotating import AnnotatingQuestions
from .categories import Category, CategoryConnection, OrderBy, category_connection, ordered
from .changes import ChangeQuestions
from .connections import After, Before, First, Last, cut, window
from .declare import field, object_type
from .federation import FederationQuestions
from .learning import LearningQuestions
from .lookup import TermBy, TermLookup, found, looked_up
from .nodes import Node
from .objects import object_by_id
from .reading import bounded
from .relating import RelatingQuestions
from .relation_types import RelationType, RelationTypeConnection, RelationTypeEdge, row_key, rows
from .search import SearchConnection, Suggestion, search_connection, suggestions
from .site import Glossary
from .term import Term
from .terms import TermConnection, TermFilter, chosen_terms, term_connection

MOST_NODES = 100
MOST_SUGGESTIONS = 50

Id = Annotated[strawberry.ID, strawberry.argument(description="An id from this API.")]
Ids = Annotated[list[strawberry.ID], strawberry.argument(description="Ids from this API, at most 100.")]
By = Annotated[TermBy, strawberry.argument(description="Which term.")]
Filter = Annotated[TermFilter | None, strawberry.argument(description="Which terms; all when left out.")]
Slug = Annotated[str, strawberry.argument(description="The slug.")]
SearchText = Annotated[str, strawberry.argument(description="What a person typed, at most 200 characters.")]
Prefix = Annotated[str, strawberry.argument(description="What a person has typed so far, at most 200 characters.")]
HowMany = Annotated[int, strawberry.argument(description="At most this many, 1 to 50.")]


@object_type
class Query(LearningQuestions, RelatingQuestions, ChangeQuestions, AnnotatingQuestions, FederationQuestions):
    """Questions about the glossary. All fields of one answer come from one revision."""

    @field
    def node(self, id: Id) -> Node | None:  # noqa: A002  # Relay's name
        """The object with this id; null when there is none, or the id is malformed."""
        return object_by_id(self.reading, id)

    @field
    def nodes(self, ids: Ids) -> list[Node | None]:
        """The objects with these ids, in their order; null stands for an id that has none. At most 100."""
        if len(ids) > MOST_NODES:
            raise TermgraphError(Code.TOO_MANY, f"`ids` takes at most {MOST_NODES} ids.", field="ids", limit=MOST_NODES)
        return [object_by_id(self.reading, each) for each in ids]

    @field
    def glossary(self) -> Glossary:
        """The glossary as a whole."""
        return Glossary(reading=self.reading)

    @field
    def term(self, by: By) -> Term | None:
        """The term with this key; null when there is none, or several share the label (see `lookup`).

        A former slug leads to the term that had it.
        """
        answers = found(self.reading, by)
        return self.reading.term(answers[0].term) if len(answers) == 1 else None

    @field
    def lookup(self, by: By) -> TermLookup:
        """What becomes of looking for one term: found, ambiguous, or not found with suggestions."""
        return looked_up(self.reading, by)

    @field
    def terms(
        self,
        filter: Filter = strawberry.UNSET,  # noqa: A002  # the contract's name
        order_by: OrderBy = strawberry.UNSET,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> TermConnection:
        """The terms that fit a filter."""
        chosen = chosen_terms(self.reading.snapshot, filter)
        return term_connection(self.reading, chosen, order_by, window(first, after, last, before))

    @field
    def search(
        self,
        text: SearchText,
        filter: Filter = strawberry.UNSET,  # noqa: A002  # the contract's name
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> SearchConnection:
        """Terms for what a person typed: an exact label first, then near labels, then texts."""
        chosen = chosen_terms(self.reading.snapshot, filter)
        return search_connection(self.reading, text, chosen, window(first, after, last, before))

    @field
    def suggest(self, prefix: Prefix, first: HowMany = 8) -> list[Suggestion]:
        """Completions for a search box; at most `first`."""
        return suggestions(self.reading, prefix, bounded("first", first, MOST_SUGGESTIONS))

    @field
    def categories(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> CategoryConnection:
        """All categories, whatever they stand in, in the editors' order."""
        return category_connection(self.reading, ordered(self.reading.snapshot), window(first, after, last, before))

    @field
    def category(self, slug: Slug) -> Category | None:
        """The category with this slug; null when there is none."""
        record = self.reading.snapshot.categories.get(slug)
        return Category(reading=self.reading, record=record) if record else None

    @field
    def relation_types(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> RelationTypeConnection:
        """The relation types this glossary knows: the built-in ones and its own."""
        return RelationTypeConnection(
            page=cut(
                rows(self.reading.snapshot),
                row_key,
                lambda place, row: RelationTypeEdge(place=place, node=RelationType(row=row)),
                window(first, after, last, before),
                "relation-type",
            )
        )
