"""One revision of a glossary, frozen and indexed for reading.

Terms are numbered in slug order, so that a smaller number means a smaller slug and ties by slug cost nothing.
A snapshot never changes and does no I/O; what it derives on first use (labels, node ids) depends on it alone.
"""

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import TYPE_CHECKING, Any, Self, TypeVar

from termgraph.model import (
    Category,
    Content,
    GlossaryInfo,
    Link,
    LinkGroup,
    Path,
    Profile,
    Relation,
    Requirement,
    Term,
    Tier,
)
from termgraph.relations import REQUIRES, Registry

from .labels import Labels
from .letting_go import let_go

if TYPE_CHECKING:
    import networkx

Made = TypeVar("Made")

STATEMENTS = frozenset({"relation_types", "relations", "requirements"})
"""The fields of Content that edges and groups are made of."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One stored statement between two terms, by number.

    `statement` is the Relation, or the Requirement of which `object` is a member of some option.
    """

    subject: int
    type: str
    object: int
    statement: Relation | Requirement

    @property
    def optional(self) -> bool:
        """True when the object is one of several ways to meet the requirement, so that no flat claim follows."""
        return isinstance(self.statement, Requirement)


@dataclass(frozen=True, slots=True)
class TieredGroup:
    """A prerequisite of a term, hard or softer: any one option meets it, and all terms of an option are needed.

    A plain `requires` is a group of one option of one term.
    """

    options: tuple[tuple[int, ...], ...]
    tier: Tier
    statement: Relation | Requirement

    @property
    def members(self) -> tuple[int, ...]:
        """Every term of any option, once, in the order of the options."""
        return tuple(dict.fromkeys(chain.from_iterable(self.options)))


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the edges of each term begin, among those that leave and, in `incoming`, those that enter."""

    out: "array[int]"
    into: "array[int]"
    incoming: "array[int]"


class Snapshot:
    """The terms, relations and surroundings of one revision; build it with `Snapshot.of`.

    `revision` is "epoch.number", `content` what the snapshot was built from. `edges` stand in order of (subject, type,
    object); `out(n)` and `into(n)` are the numbers of the edges that leave and enter term n, in that order.
    Space is linear in terms and relations.
    """

    numbers: Mapping[str, int]
    groups: tuple[tuple[TieredGroup, ...], ...]
    edges: tuple[Edge, ...]
    _places: "_Places"

    def __init__(self, content: Content, revision: str, before: "Snapshot | None" = None) -> None:
        self.revision = revision
        self.content = content
        self.glossary: GlossaryInfo = content.glossary
        self.registry = Registry.of(content.relation_types.values())
        self.terms: tuple[Term, ...] = tuple(content.terms.values())
        earlier = before if before is not None and list(before.content.terms) == list(content.terms) else None
        self.numbers = earlier.numbers if earlier else {term.slug: number for number, term in enumerate(self.terms)}
        self.redirects: Mapping[str, str] = {
            former: term.slug for term in self.terms for former in term.former_slugs if former not in self.numbers
        }
        self.categories: Mapping[str, Category] = content.categories
        self.link_groups: Mapping[str, LinkGroup] = content.link_groups
        self.links: tuple[Link, ...] = tuple(content.links.values())
        self.profiles: Mapping[str, Profile] = content.profiles
        self.paths: Mapping[str, Path] = content.paths
        if earlier and not any(differ(earlier.content, content, name) for name in STATEMENTS):
            self.groups, self.edges = earlier.groups, earlier.edges
            self._places = earlier._places  # noqa: SLF001  # of the same class
        else:
            self._join(content)
        self._made: dict[Callable[..., object], Any] = {}

    @classmethod
    def of(cls, content: Content, revision: str = "0.0", before: "Snapshot | None" = None) -> Self:
        """The snapshot of checked `content`; statements about unknown terms are left out.

        It shares what it can with the one `before` it, and is the same as without.
        """
        return cls(content, revision, before)

    def _join(self, content: Content) -> None:
        """Make the edges, those of each term together, and the groups."""
        self.groups = self._groups(content)
        leaving: list[list[Edge]] = [[] for _ in self.terms]
        for edge in self._edges(content):
            leaving[edge.subject].append(edge)
        edges: list[Edge] = []
        out = array("I", [0])
        for each in leaving:
            edges += sorted(each, key=_edge_order)
            out.append(len(edges))
        self.edges = tuple(edges)
        let_go(leaving)
        entering = [array("I") for _ in self.terms]
        for number, edge in enumerate(self.edges):
            entering[edge.object].append(number)
        incoming, into = array("I"), array("I", [0])
        for numbers in entering:
            incoming += numbers
            into.append(len(incoming))
        self._places = _Places(out, into, incoming)
        let_go(entering)

    def term(self, slug: str) -> Term | None:
        """The term with this slug, or None; former slugs are not followed (see `redirects`)."""
        number = self.numbers.get(slug)
        return None if number is None else self.terms[number]

    def out(self, number: int) -> Sequence[int]:
        """Numbers of the edges whose subject is term `number`."""
        out = self._places.out
        return range(out[number], out[number + 1])

    def into(self, number: int) -> Sequence[int]:
        """Numbers of the edges whose object is term `number`."""
        places = self._places
        return places.incoming[places.into[number] : places.into[number + 1]]

    def once(self, make: "Callable[[Snapshot], Made]") -> Made:
        """What `make` makes of this snapshot, made when it is first asked for and kept as long as the snapshot.

        `make` is a function of a module, which depends on the snapshot alone; two threads may both make it, equally.
        """
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    @property
    def made(self) -> Collection[Callable[..., object]]:
        """What was made so far, by what made it."""
        return tuple(self._made)

    def keep(self, make: "Callable[[Snapshot], Made]", made: Made) -> None:
        """Keep what `make` would make of this snapshot, for whoever knows it."""
        self._made[make] = made

    @cached_property
    def labels(self) -> Labels:
        """Every label of every term, folded for look-up and search."""
        return Labels.of(self.terms, self.glossary)

    @cached_property
    def members(self) -> Mapping[str, tuple[int, ...]]:
        """Numbers of the terms in each category (any of a term's categories, not only the first)."""
        found: dict[str, list[int]] = {slug: [] for slug in self.categories}
        for number, term in enumerate(self.terms):
            for slug in term.categories:
                found.setdefault(slug, []).append(number)
        return {slug: tuple(numbers) for slug, numbers in found.items()}

    @cached_property
    def nodes(self) -> Mapping[str, tuple[str, str]]:
        """Global node id to (kind, key), for every term, category, relation type and link."""
        found = {node_id("term", term.first_slug): ("term", term.slug) for term in self.terms}
        found.update((node_id("category", slug), ("category", slug)) for slug in self.categories)
        found.update((node_id("relation-type", key), ("relation-type", key)) for key in self.registry.types)
        found.update((node_id("link", link.id), ("link", link.id)) for link in self.links)
        return found

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """The terms and relations as a networkx MultiDiGraph: nodes by slug, edges keyed by relation type."""
        from .networkx_graph import to_networkx

        return to_networkx(self)

    def _groups(self, content: Content) -> tuple[tuple[TieredGroup, ...], ...]:
        """The hard prerequisites of every term: plain ones, then those with alternatives."""
        found: list[list[TieredGroup]] = [[] for _ in self.terms]
        numbers = self.numbers
        only: dict[int, tuple[tuple[int, ...], ...]] = {}
        for relation in content.relations.values():
            if relation.type == REQUIRES and relation.subject in numbers and relation.object in numbers:
                first = numbers[relation.object]
                alone = only.setdefault(first, ((first,),))  # one for all terms that require this one
                found[numbers[relation.subject]].append(TieredGroup(alone, Tier.REQUIRED, relation))
        for requirement in content.requirements.values():
            options = tuple(
                tuple(numbers[slug] for slug in option)
                for option in requirement.options
                if all(slug in numbers for slug in option)
            )
            if options and requirement.subject in numbers:
                found[numbers[requirement.subject]].append(TieredGroup(options, Tier.REQUIRED, requirement))
        groups = tuple([tuple(each) for each in found])
        let_go(found)
        return groups

    def _edges(self, content: Content) -> Iterator[Edge]:
        numbers = self.numbers
        plain: dict[tuple[int, int], None] = {}
        for relation in content.relations.values():
            subject, target = numbers.get(relation.subject), numbers.get(relation.object)
            if subject is not None and target is not None and relation.type in self.registry.types:
                if relation.type == REQUIRES:
                    plain[subject, target] = None
                yield Edge(subject, relation.type, target, relation)
        for subject, groups in enumerate(self.groups):
            for group in groups:
                if isinstance(group.statement, Requirement):
                    for target in sorted({number for option in group.options for number in option}):
                        if (subject, target) not in plain:
                            plain[subject, target] = None
                            yield Edge(subject, REQUIRES, target, group.statement)
        let_go(plain)


def node_id(kind: str, key: str) -> str:
    """A global object id: opaque, URL-safe, and the same for ever (Relay, Global Object Identification).

    The leading "1" is the version of this scheme.
    """
    return "1" + sha256(f"{kind}:{key}".encode()).hexdigest()[:24]


def _edge_order(edge: Edge) -> tuple[str, int]:
    return (edge.type, edge.object)


def differ(one: Content, other: Content, name: str) -> bool:
    """Whether the records of a field differ, of which most are the very same objects."""
    before, now = getattr(one, name), getattr(other, name)
    if before is now or len(before) != len(now):
        return before is not now
    return any(old is not new and old != new for old, new in zip(before.values(), now.values(), strict=True))
