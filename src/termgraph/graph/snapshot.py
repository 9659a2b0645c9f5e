"""One revision of a glossary, frozen and indexed for reading.

Terms are numbered in slug order, so that a smaller number means a smaller slug and ties by slug cost nothing.
A snapshot never changes and does no I/O; what it derives on first use (labels, node ids) depends on it alone.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import accumulate, chain
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

if TYPE_CHECKING:
    import networkx

Made = TypeVar("Made")


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


class Snapshot:
    """The terms, relations and surroundings of one revision; build it with `Snapshot.of`.

    `revision` is "epoch.number", `content` what the snapshot was built from. `edges` stand in order of (subject, type,
    object); `out(n)` and `into(n)` are the numbers of the edges that leave and enter term n, in that order.
    Space is linear in terms and relations.
    """

    def __init__(self, content: Content, revision: str) -> None:
        self.revision = revision
        self.content = content
        self.glossary: GlossaryInfo = content.glossary
        self.registry = Registry.of(content.relation_types.values())
        self.terms: tuple[Term, ...] = tuple(content.terms.values())
        self.numbers: Mapping[str, int] = {term.slug: number for number, term in enumerate(self.terms)}
        self.redirects: Mapping[str, str] = {
            former: term.slug for term in self.terms for former in term.former_slugs if former not in self.numbers
        }
        self.categories: Mapping[str, Category] = content.categories
        self.link_groups: Mapping[str, LinkGroup] = content.link_groups
        self.links: tuple[Link, ...] = tuple(content.links.values())
        self.profiles: Mapping[str, Profile] = content.profiles
        self.paths: Mapping[str, Path] = content.paths
        self.groups: tuple[tuple[TieredGroup, ...], ...] = self._groups(content)
        leaving: list[list[Edge]] = [[] for _ in self.terms]
        for edge in self._edges(content):
            leaving[edge.subject].append(edge)
        for edges in leaving:
            edges.sort(key=_edge_order)
        self.edges: tuple[Edge, ...] = tuple(chain.from_iterable(leaving))
        self._out = array("I", accumulate(map(len, leaving), initial=0))
        entering = [array("I") for _ in self.terms]
        for number, edge in enumerate(self.edges):
            entering[edge.object].append(number)
        self._into = array("I", accumulate(map(len, entering), initial=0))
        self._incoming = array("I")
        for numbers in entering:
            self._incoming += numbers
        self._made: dict[Callable[..., object], Any] = {}

    @classmethod
    def of(cls, content: Content, revision: str = "0.0") -> Self:
        """The snapshot of checked `content`; statements about unknown terms are left out."""
        return cls(content, revision)

    def term(self, slug: str) -> Term | None:
        """The term with this slug, or None; former slugs are not followed (see `redirects`)."""
        number = self.numbers.get(slug)
        return None if number is None else self.terms[number]

    def out(self, number: int) -> Sequence[int]:
        """Numbers of the edges whose subject is term `number`."""
        return range(self._out[number], self._out[number + 1])

    def into(self, number: int) -> Sequence[int]:
        """Numbers of the edges whose object is term `number`."""
        return self._incoming[self._into[number] : self._into[number + 1]]

    def once(self, make: "Callable[[Snapshot], Made]") -> Made:
        """What `make` makes of this snapshot, made when it is first asked for and kept as long as the snapshot.

        `make` is a function of a module, which depends on the snapshot alone; two threads may both make it, equally.
        """
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

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
        return tuple(map(tuple, found))

    def _edges(self, content: Content) -> Iterator[Edge]:
        numbers = self.numbers
        plain: set[tuple[int, int]] = set()
        for relation in content.relations.values():
            subject, target = numbers.get(relation.subject), numbers.get(relation.object)
            if subject is not None and target is not None and relation.type in self.registry.types:
                if relation.type == REQUIRES:
                    plain.add((subject, target))
                yield Edge(subject, relation.type, target, relation)
        for subject, groups in enumerate(self.groups):
            for group in groups:
                if isinstance(group.statement, Requirement):
                    for target in sorted({number for option in group.options for number in option}):
                        if (subject, target) not in plain:
                            plain.add((subject, target))
                            yield Edge(subject, REQUIRES, target, group.statement)


def node_id(kind: str, key: str) -> str:
    """A global object id: opaque, URL-safe, and the same for ever (Relay, Global Object Identification).

    The leading "1" is the version of this scheme.
    """
    return "1" + sha256(f"{kind}:{key}".encode()).hexdigest()[:24]


def _edge_order(edge: Edge) -> tuple[str, int]:
    return (edge.type, edge.object)
