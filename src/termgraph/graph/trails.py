"""Ways up from a term: its ancestors with the claim that follows from each chain, and its place on a shelf."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from termgraph.model import GlossaryInfo, Term

from .labels import shown_title
from .snapshot import Snapshot

CLAIMS = ("is-a", "instance-of", "part-of", None)
"""What may be said of a term and its ancestor, best first; None: they are connected, and no statement follows."""

CLAIM_OF_KIND: Mapping[str, str] = {"generic": "is-a", "instantial": "instance-of", "partitive": "part-of"}
"""The claim of one step, by the hierarchical kind of its relation type."""

COMPOSED: Mapping[tuple[str | None, str], str] = {
    ("is-a", "is-a"): "is-a",
    ("is-a", "part-of"): "part-of",
    ("part-of", "is-a"): "part-of",
    ("part-of", "part-of"): "part-of",
    ("instance-of", "is-a"): "instance-of",
}
"""The claim of a chain and one step more (graph semantics, section 4.3); what is not here makes no claim."""

START = ""
"""The claim of a chain that has no step yet."""

Links = tuple[int, "Links | None"] | None
"""A chain from its last edge back to its first: shared beginnings keep a deep hierarchy's answer linear in space."""


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A term above another: how far, and with what claim ("is-a", "instance-of", "part-of", or None for no claim)."""

    term: int
    distance: int
    claim: str | None
    _links: Links = field(repr=False, compare=False)

    @property
    def chain(self) -> tuple[int, ...]:
        """Numbers of the edges from the term up to the ancestor; built when asked for."""
        edges: list[int] = []
        links = self._links
        while links is not None:
            edge, links = links
            edges.append(edge)
        return tuple(reversed(edges))


class Crumb(NamedTuple):
    """One step of a breadcrumb; `kind` is root, category, term, group or link, `slug` the key of that thing."""

    kind: str
    slug: str
    label: str


def ancestors(snapshot: Snapshot, number: int, types: Collection[str] | None = None) -> tuple[Ancestor, ...]:
    """Every term above term `number` once, over hierarchical relations (of these `types` only), by (distance, slug).

    Of several chains to an ancestor the one with the best claim is shown (CLAIMS), then the shortest, then the one
    with the smallest slugs, then with the first edges. Time O(E log E) of what lies above.
    """
    steps = _steps(snapshot, types)
    best: dict[int, Ancestor] = {}
    seen: set[tuple[int, str | None]] = set()
    # Breadth first over pairs (term, claim so far), each layer in the order of its chains, so that the first chain to
    # come to a pair is the one to keep. Chains are compared step by step, term then edge. Comparing all terms first
    # would show the same, because of two beginnings through the same terms either serves the best claim as well.
    layer: list[tuple[int, str | None, Links]] = [(number, START, None)]
    distance = 0
    while layer:
        distance += 1
        arrivals = [
            ((place, snapshot.edges[edge].object, edge), claim, links)
            for place, (term, claim, links) in enumerate(layer)
            for edge in snapshot.out(term)
            if snapshot.edges[edge].type in steps
        ]
        arrivals.sort(key=itemgetter(0))
        layer = []
        for (_, term, edge), claim_before, links in arrivals:
            claim = composed(claim_before, steps[snapshot.edges[edge].type])
            if (term, claim) in seen:
                continue
            seen.add((term, claim))
            layer.append((term, claim, (edge, links)))
            if term not in best or CLAIMS.index(claim) < CLAIMS.index(best[term].claim):
                best[term] = Ancestor(term, distance, claim, (edge, links))
    best.pop(number, None)
    return tuple(sorted(best.values(), key=lambda found: (found.distance, found.term)))


def claim_sentence(snapshot: Snapshot, number: int, ancestor: Ancestor) -> str:
    """The claim in words: "Q-Learning is a kind of Reinforcement Learning"."""
    words = claim_words(snapshot, ancestor)
    return f"{snapshot.terms[number].name} {words} {snapshot.terms[ancestor.term].name}"


def claim_words(snapshot: Snapshot, ancestor: Ancestor) -> str:
    """What stands between a term and its ancestor in a sentence: "is a kind of".

    The words are those of the chain's relation type where it is one step, or one transitive type throughout; a chain
    of several types is put in the words of the built-in type of its claim.
    """
    registry = snapshot.registry.types
    along = {snapshot.edges[edge].type for edge in ancestor.chain}
    own = registry[next(iter(along))] if len(along) == 1 else None
    if ancestor.claim is None:
        return "stands below"
    if own and (own.transitive or ancestor.distance == 1):
        return own.label
    return registry[ancestor.claim].label


def title(source: Snapshot | GlossaryInfo, term: Term, language: str | None = None) -> str:
    """What a term is shown as: its own title, else the glossary's pattern where it has an acronym, else its name."""
    return shown_title(source if isinstance(source, GlossaryInfo) else source.glossary, term, language)


def category_trail(snapshot: Snapshot, number: int) -> tuple[Crumb, ...]:
    """Root, primary category, term: three crumbs however deep the shelf; root and term where there is no category."""
    term = snapshot.terms[number]
    root = snapshot.glossary.root
    shelf = snapshot.categories.get(term.categories[0]) if term.categories else None
    return (
        Crumb("root", root.slug, root.name),
        *([Crumb("category", shelf.slug, shelf.name)] if shelf else []),
        Crumb("term", term.slug, title(snapshot, term)),
    )


def _steps(snapshot: Snapshot, types: Collection[str] | None) -> Mapping[str, str]:
    """The claim that a step of each hierarchical type makes."""
    return {
        key: CLAIM_OF_KIND[row.hierarchical]
        for key, row in snapshot.registry.types.items()
        if row.hierarchical and (types is None or key in types)
    }


def composed(so_far: str | None, step: str) -> str | None:
    """The claim of a chain that made the claim `so_far` (START before its first step) and one step more."""
    return step if so_far == START else COMPOSED.get((so_far, step))
