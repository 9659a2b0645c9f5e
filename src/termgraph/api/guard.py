"""One linear pass over a document that says how deep it goes and how much it may ask for, before anything is run.

Every selection set is measured once and fragments are measured where they are defined, so that fragments which spread
each other fan out in the result and not in the work. The cost is static: it is known from the document and its
variables alone, and estimates the number of fields in the answer, on the high side.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

from termgraph.errors import Code, TermgraphError

from .connections import DEFAULT_PAGE, LARGEST_PAGE
from .limits import Limits

USUAL_LIST = 3
"""How many items a list is taken to have when no argument says it; lists of that sort are short."""

WEIGHTS: Mapping[str, int] = {
    "verdict": 20,
    "search": 40,
    "snippet": 50,
    "suggest": 20,
    "lookup": 150,
    "necessity": 20,
    "related": 500,
    "relatedLinks": 60,
    "findings": 30,
    "trails": 10,
    "explain": 100,
    "compare": 25,
    "commonAncestors": 10,
    "annotate": 500,
    "whyPrerequisite": 75,
    "whatToReview": 20,
    "prerequisites": 10,
    "ancestors": 10,
    "learningPath": 300,
    "whatNext": 300,
    "unlocks": 300,
    "curatedPath": 300,
    "neighbourhood": 2_000,
    "definition": 10,
    "text": 10,
    "html": 10,
    "sdl": 300,
    "detour": 300,
    "missingFor": 50,
}
"""What a field costs by itself, where that is more than the 1 of looking something up.

One is about eight microseconds; texts cost more because of their length, or a few aliases would make an answer of
many megabytes.
"""

INTROSPECTION_LISTS = {"types": 20, "fields": 5, "enumValues": 3, "directives": 3}
"""Lists of the schema about itself, one for the others: small, because their items cost next to nothing."""

NAMED = ("ids", "representations")
"""Arguments that name each item to answer."""

SIZES = ("first", "last", "perGroup", "nodes")
"""Arguments that say how many items to answer."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large one operation is, and the document around it, which is validated whole.

    `depth` is that of its fields, introspection apart; `cost` estimates how many fields the answer may have. In the
    document: `repeats`, how often a selection set names the same key (whether they can be merged is checked pair by
    pair); `selections`, how many one set has; and the numbers of aliases and directives, fragments counted once.
    """

    depth: int
    cost: int
    repeats: int = 0
    selections: int = 0
    aliases: int = 0
    directives: int = 0


NOTHING = Size(0, 0)

METRICS = ("depth", "cost", "repeats", "selections", "aliases", "directives")


def refuse_if_large(size: Size, limits: Limits) -> None:
    """Raises TermgraphError QUERY_TOO_COMPLEX for what goes too deep or asks for too much."""
    for metric in METRICS:
        value, limit = getattr(size, metric), getattr(limits, metric)
        if value > limit:
            shown = min(value, 10**12)
            message = f"This query is too large: its {metric} is {shown:,}, the limit is {limit:,}."
            raise TermgraphError(Code.QUERY_TOO_COMPLEX, message, metric=metric, value=shown, limit=limit)


def told_apart(names: Iterable[str], variables: Mapping[str, Any]) -> tuple[int | str | None, ...]:
    """All that a size depends on of the variables with these names: how long a list is, how large a number."""
    return tuple([_length(variables[name]) if name in variables else "left out" for name in names])


def _length(value: object) -> int | None:
    if isinstance(value, list):
        return -1 - len(value)
    return max(1, min(value, LARGEST_PAGE)) if isinstance(value, int) else None


Visit = tuple[SelectionSetNode, GraphQLNamedType | None]


def measure(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    looked_at: set[str] | None = None,
) -> Size:
    """The size of one operation, repeats counted in the whole document; time linear in it. It need not be valid.

    `looked_at` receives the names of the variables that it depends on, which are the same whatever their values.
    """
    pass_ = _Pass(schema, document, operation, variables)
    chosen: Visit = (operation.selection_set, schema.get_root_type(operation.operation))
    stack = [*pass_.roots(), chosen]
    opened: set[int] = set()
    while stack:
        visit = stack[-1]
        identity = id(visit[0])
        if identity in pass_.sizes:
            stack.pop()
        elif identity in opened:
            pass_.sizes[identity] = pass_.size(visit)
            stack.pop()
        else:
            opened.add(identity)
            stack += [inner for inner in pass_.inside(visit) if id(inner[0]) not in opened]
    if looked_at is not None:
        looked_at |= pass_.looked_at
    size, all_ = pass_.sizes[id(chosen[0])], pass_.sizes.values()
    return Size(
        size.depth,
        size.cost,
        max(each.repeats for each in all_),
        max(each.selections for each in all_),
        sum(each.aliases for each in all_),
        sum(each.directives for each in all_) + pass_.directives,
    )


class _Pass:
    """What one measurement knows: fragments, variables, and the sizes found so far by identity of selection sets."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
    ) -> None:
        self.schema = schema
        self.document = document
        self.fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self.directives = sum(len(getattr(node, "directives", None) or ()) for node in document.definitions)
        self.defaults = {node.variable.name.value: node.default_value for node in operation.variable_definitions or ()}
        self.variables = variables
        self.sizes: dict[int, Size] = {}
        self.looked_at: set[str] = set()

    def roots(self) -> Iterator[Visit]:
        """The selection sets of all operations and fragments: whatever is not run is validated nevertheless."""
        for node in self.document.definitions:
            if isinstance(node, OperationDefinitionNode):
                yield node.selection_set, self.schema.get_root_type(node.operation)
            elif isinstance(node, FragmentDefinitionNode):
                yield node.selection_set, self.schema.get_type(node.type_condition.name.value)

    def inside(self, visit: Visit) -> Iterator[Visit]:
        """The selection sets that this one contains or spreads."""
        for selection in visit[0].selections:
            if inner := self.inner(selection, visit[1]):
                yield inner

    def inner(self, selection: SelectionNode, parent: GraphQLNamedType | None) -> Visit | None:
        """The selection set that one selection leads to, with the type it selects from."""
        match selection:
            case FieldNode(selection_set=SelectionSetNode() as below):
                known = self.field(selection, parent)
                return below, get_named_type(known.type) if known else None
            case InlineFragmentNode():
                condition = selection.type_condition
                return selection.selection_set, self.schema.get_type(condition.name.value) if condition else parent
            case FragmentSpreadNode():
                fragment = self.fragments.get(selection.name.value)
                if fragment:
                    return fragment.selection_set, self.schema.get_type(fragment.type_condition.name.value)
        return None

    def size(self, visit: Visit) -> Size:
        """The size of a selection set whose inner sets are measured; one that is not is a fragment within itself."""
        depth = cost = aliases = directives = 0
        keys: Counter[str] = Counter()
        for selection in visit[0].selections:
            directives += len(selection.directives or ())
            inner = self.inner(selection, visit[1])
            below = self.sizes.get(id(inner[0]), NOTHING) if inner else NOTHING
            if isinstance(selection, FieldNode):
                weight = WEIGHTS.get(selection.name.value, 1)
                below = Size(
                    0 if selection.name.value.startswith("__") or _about_itself(visit[1]) else below.depth + 1,
                    weight + self.items(selection, visit[1]) * below.cost,
                )
                keys[(selection.alias or selection.name).value] += 1
                aliases += selection.alias is not None
            depth = max(depth, below.depth)
            cost += below.cost
        repeats = max(keys.values(), default=0)
        return Size(depth, cost, repeats, len(visit[0].selections), aliases, directives)

    def field(self, node: FieldNode, parent: GraphQLNamedType | None) -> Any:
        """The definition of a field, None where there is none."""
        return self.schema.get_field(parent, node.name.value) if is_composite_type(parent) else None

    def items(self, node: FieldNode, parent: GraphQLNamedType | None) -> int:
        """How many items a field answers at most, as far as its arguments say."""
        known = self.field(node, parent)
        if known is None or parent is None or parent.name.endswith("Connection"):
            return 1
        if _about_itself(parent):
            return INTROSPECTION_LISTS.get(node.name.value, 1)
        given = {argument.name.value: self.value(argument.value) for argument in node.arguments or ()}
        for name in NAMED:
            if isinstance(named := given.get(name), list):
                return max(1, len(named))
        for name in SIZES:
            if isinstance(number := given.get(name), int):
                return max(1, min(number, LARGEST_PAGE))
        if get_named_type(known.type).name.endswith("Connection"):
            return DEFAULT_PAGE
        return USUAL_LIST if is_list_type(get_nullable_type(known.type)) else 1

    def value(self, node: Any) -> Any:
        """A number, or a list of the right length, of an argument; None for anything else."""
        if isinstance(node, VariableNode):
            name = node.name.value
            self.looked_at.add(name)
            return self.variables[name] if name in self.variables else self.value(self.defaults.get(name))
        if isinstance(node, IntValueNode):
            return int(node.value[:9])
        return list(node.values) if isinstance(node, ListValueNode) else None


def _about_itself(parent: GraphQLNamedType | None) -> bool:
    return parent is not None and parent.name.startswith("__")
