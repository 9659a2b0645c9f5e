"""What else a reader of a term may want: its relations by group, then other terms by score (graph semantics, 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from math import log

from termgraph.model import RelationGroup

from .adjacency import Adjacency
from .mentions import Mentions, mentioning_sentence
from .pagerank import WHOLE, near
from .sentences import short_name
from .snapshot import Snapshot
from .steps import Step, steps_between, steps_from, target, walk_in_words

MIXTURE = (0.50, 0.20, 0.15, 0.15)
"""Weights of PageRank, Adamic-Adar, mentions and category: chosen by hand on one graph, where they did best."""

MOST_ITEMS = 100
MOST_SHARED = 3
MOST_PER_GROUP = 20

REACH = 50_000
"""Steps to neighbours of neighbours on a large graph, beginning with the neighbours that join fewest."""


@dataclass(frozen=True, slots=True)
class RelatedGroup:
    """The relations of a term under one heading, at most MOST_PER_GROUP of `total`, told from the term."""

    group: RelationGroup
    steps: tuple[Step, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Shared:
    """A neighbour of two terms: how the one leads to it, and how it leads on to the other, most telling step first."""

    term: int
    near: tuple[Step, ...]
    far: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """The sentence in which the text of term `text` names term `named`, as plain text."""

    text: int
    named: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Because:
    """Why a term is related: shared neighbours, best evidence first, a sentence that mentions it, a common category."""

    shared: tuple[Shared, ...]
    mention: Mention | None
    category: str | None


@dataclass(frozen=True, slots=True)
class RelatedTerm:
    """A term with its score (0 to 1, six decimals) and the reasons that can be shown."""

    term: int
    score: float
    because: Because


@dataclass(frozen=True, slots=True)
class Related:
    """`groups` in the order of the registry, then `terms`, best first; `total` counts the terms before the cut."""

    groups: tuple[RelatedGroup, ...]
    terms: tuple[RelatedTerm, ...]
    total: int


def related(snapshot: Snapshot, number: int, limit: int = 12) -> Related:
    """The relations of term `number` by group, and the `limit` terms (at most MOST_ITEMS) that score best with it.

    Direct neighbours are in the groups and never among the terms. Terms stand by (score, slug); those that score
    nothing are left out. Relations stand by (type in the registry's order, leaving before entering, other slug).
    """
    found, total = snapshot.once(Ranking.of).best(number, min(max(limit, 0), MOST_ITEMS))
    return Related(
        groups(snapshot, number),
        tuple(RelatedTerm(term, points, _because(snapshot, number, term)) for term, points in found),
        total,
    )


def groups(snapshot: Snapshot, number: int) -> tuple[RelatedGroup, ...]:
    """The relations of a term under the headings of their types, headings by (order, key)."""
    types = snapshot.registry.types
    place = {key: position for position, key in enumerate(types)}
    found: dict[str, list[Step]] = {}
    for step in steps_from(snapshot, number):
        found.setdefault(types[snapshot.edges[step.edge].type].group.key, []).append(step)

    def order(step: Step) -> tuple[int, bool, int]:
        return place[snapshot.edges[step.edge].type], step.inverse, target(snapshot, step)

    headings = {row.group.key: row.group for row in reversed(list(types.values()))}  # the first of several is shown
    return tuple(
        RelatedGroup(group, tuple(nsmallest(MOST_PER_GROUP, found[group.key], order)), len(found[group.key]))
        for group in sorted(headings.values(), key=lambda group: (group.order, group.key))
        if group.key in found
    )


class Ranking:
    """The mixture of section 7 over one graph: scores of all terms against one, neighbours left out.

    Each part is divided by its largest value over all terms but the focus, neighbours included. On a graph of more than
    WHOLE joined pairs the walk and the neighbours of neighbours are followed for a bounded number of steps.
    """

    def __init__(
        self,
        adjacency: Adjacency,
        mentions: Mentions,
        shelves: Sequence[str | None],
        mixture: Sequence[float] = MIXTURE,
    ) -> None:
        """`shelves` has the first category of each term."""
        self._adjacency = adjacency
        self._mentions = mentions
        self._shelves = shelves
        self._mixture = mixture
        self._members: dict[str | None, list[int]] = {}
        for number, shelf in enumerate(shelves):
            if shelf is not None:
                self._members.setdefault(shelf, []).append(number)

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Ranking":
        """The ranking of a snapshot's terms; `snapshot.once(Ranking.of)` keeps it."""
        shelves = [next(iter(term.categories), None) for term in snapshot.terms]
        return cls(snapshot.once(Adjacency.of), snapshot.once(Mentions.of), shelves)

    def best(self, focus: int, limit: int) -> tuple[list[tuple[int, float]], int]:
        """(the `limit` best terms with their scores, by (score, slug); how many terms score at all)."""
        scores = self._joined_scores(focus)
        barred = {focus, *self._adjacency.others(focus)}
        ranked = [(term, round(score, 6)) for term, score in scores.items() if term not in barred]
        ranked = [(term, score) for term, score in ranked if score > 0]
        total = len(ranked)
        shelf, points = self._shelf(focus), round(self._mixture[3], 6)
        if points > 0:
            # Terms that share nothing but the shelf all score the same, so the first of them by slug are enough.
            alone = (term for term in shelf if term not in scores and term not in barred)
            ranked += [(term, points) for term in islice(alone, limit)]
            seen = {*scores, *barred}
            total += len(shelf) - sum(1 for term in seen if self._shelves[term] == self._shelves[focus] and shelf)
        return sorted(ranked, key=lambda found: (-found[1], found[0]))[:limit], total

    def _joined_scores(self, focus: int) -> dict[int, float]:
        """The scores of all terms that something joins with the focus beside the shelf, neighbours included."""
        measures = (self._near, self._adamic_adar, self._mentions.both_ways)
        scores: dict[int, float] = {}
        for weight, measure in zip(self._mixture, measures, strict=False):
            part = measure(focus) if weight > 0 else {}
            most = max((value for term, value in part.items() if term != focus), default=0)
            if most > 0:
                for term, value in part.items():
                    scores[term] = scores.get(term, 0.0) + weight * value / most
        scores.pop(focus, None)
        if self._shelf(focus):
            for term in scores:
                if self._shelves[term] == self._shelves[focus]:
                    scores[term] += self._mixture[3]
        return scores

    def _shelf(self, focus: int) -> Sequence[int]:
        """The terms whose first category is that of the focus, the focus among them; none where it has no category."""
        return self._members.get(self._shelves[focus], ())

    def _near(self, focus: int) -> Mapping[int, float]:
        return near(self._adjacency, focus)

    def _adamic_adar(self, focus: int) -> Mapping[int, float]:
        """For each neighbour of a neighbour z the sum of 1 / ln(1 + degree of z) (Adamic and Adar, 2003).

        On a large graph the neighbours that join fewest are read first, as long as REACH steps allow.
        """
        degree = self._adjacency.degree
        left = None if self._adjacency.pairs <= WHOLE else REACH
        sums: dict[int, float] = {}
        for between in sorted(self._adjacency.others(focus), key=lambda term: (degree(term), term)):
            if left is not None:
                left -= degree(between)
                if left < 0:
                    break
            evidence = 1 / log(1 + degree(between))
            for term in self._adjacency.others(between):
                sums[term] = sums.get(term, 0.0) + evidence
        return sums


def because_in_words(snapshot: Snapshot, number: int, found: RelatedTerm) -> tuple[str, ...]:
    """The reasons for a related term as sentences, told from term `number`: one for each shared neighbour, a quotation.

    Where there is neither, the category they share, or that they are only a few steps apart.
    """
    names = [short_name(snapshot.terms[each]) for each in (number, found.term)]
    why = found.because
    told = [walk_in_words(snapshot, (shared.near[0], shared.far[0])) for shared in why.shared]
    if why.mention:
        text, named = (short_name(snapshot.terms[each]) for each in (why.mention.text, why.mention.named))
        told.append(f"What is written about {text} mentions {named}: \u201c{why.mention.sentence}\u201d")
    if not told and why.category:
        told.append(f"{names[0]} and {names[1]} both belong to {snapshot.categories[why.category].name}.")
    return tuple(told or [f"{names[0]} and {names[1]} are a few steps apart."])


def _because(snapshot: Snapshot, focus: int, term: int) -> Because:
    adjacency = snapshot.once(Adjacency.of)
    fewer, more = sorted((adjacency.others(focus), adjacency.others(term)), key=len)
    wanted = set(fewer)
    between = sorted(wanted.intersection(more), key=lambda each: (adjacency.degree(each), each))[:MOST_SHARED]
    shared = tuple(
        Shared(each, steps_between(snapshot, focus, each), steps_between(snapshot, each, term)) for each in between
    )
    shelves = [next(iter(snapshot.terms[each].categories), None) for each in (focus, term)]
    mine = shelves[0] if shelves[0] == shelves[1] and shelves[0] in snapshot.categories else None
    return Because(shared, _mention(snapshot, focus, term), mine)


def _mention(snapshot: Snapshot, focus: int, term: int) -> Mention | None:
    """The mention to show: the one in the related term's own text first, since the reader knows the focus's."""
    mentions = snapshot.once(Mentions.of)
    for text, named in ((term, focus), (focus, term)):
        if mentions.count(text, named):
            return Mention(text, named, mentioning_sentence(snapshot, text, named))
    return None
