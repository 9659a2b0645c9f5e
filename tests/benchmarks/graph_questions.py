"""What is asked of the graph, with random questions, and what of it the other libraries can be asked.

A row of the board asks one question of us and, where they have the operation, of a library; `same` compares the
answers. Ours say more (reasons, order, verdicts), and know alternatives; a library's answer is what it can be.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from typing import Any

import networkx
from graph_peers import Graphs

from termgraph.graph.adjacency import Adjacency
from termgraph.graph.breadcrumbs import breadcrumbs, trails
from termgraph.graph.compare import compare
from termgraph.graph.curated import curated_path
from termgraph.graph.explain import distance, explain
from termgraph.graph.fringe import what_next, what_to_review
from termgraph.graph.known import known_terms
from termgraph.graph.learning import Verdict, necessity, prerequisites
from termgraph.graph.lowest_common import common_ancestors
from termgraph.graph.neighbourhood import neighbourhood
from termgraph.graph.pagerank import RESTART, near
from termgraph.graph.plans import LearningPath, PathOrder, learning_path
from termgraph.graph.polyhierarchy import Polyhierarchy
from termgraph.graph.precedence import precedence, reached
from termgraph.graph.reduction import reduced
from termgraph.graph.related import related
from termgraph.graph.search import search, suggest
from termgraph.graph.snapshot import Snapshot
from termgraph.graph.unlocks import unlocks
from termgraph.graph.why import why_prerequisite
from termgraph.model import Tier
from termgraph.relations import REQUIRES

Question = tuple[Any, ...]


@dataclass(frozen=True)
class Draw:
    """Random questions to one snapshot."""

    snapshot: Snapshot
    chance: random.Random

    def term(self) -> tuple[int]:
        """Any term."""
        return (self.chance.randrange(len(self.snapshot.terms)),)

    def two(self) -> tuple[int, int]:
        """Two different terms."""
        one, other = self.chance.sample(range(len(self.snapshot.terms)), 2)
        return one, other

    def needing(self) -> tuple[int, int]:
        """A term and one that may come before it."""
        while True:
            (number,) = self.term()
            before = _closure(self.snapshot, number)
            if before:
                return number, self.chance.choice(before)

    def known(self) -> frozenset[int]:
        """What somebody knows who names ten terms."""
        return known_terms(self.snapshot, [self.term()[0] for _ in range(10)])

    def learner(self) -> tuple[int, frozenset[int]]:
        """A goal, and what is known."""
        return (*self.term(), self.known())

    def goals(self) -> tuple[tuple[int, ...]]:
        """Five goals at once."""
        return (tuple(self.term()[0] for _ in range(5)),)

    def knower(self) -> tuple[frozenset[int]]:
        """What is known."""
        return (self.known(),)

    def requirements(self) -> tuple[list[int]]:
        """The requirements without alternatives among all that may come before a term, and the term."""
        (number,) = self.term()
        inside = frozenset((*_closure(self.snapshot, number), number))
        edges = (edge for each in sorted(inside) for edge in self.snapshot.out(each))
        return ([edge for edge in edges if _plain(self.snapshot, edge, inside)],)

    def below(self) -> tuple[int, int]:
        """A term, and the only one at the top."""
        parents = self.snapshot.once(Polyhierarchy.of).parents
        (number,) = self.term()
        return number, next(top for top, above in enumerate(parents) if not above)

    def path(self) -> tuple[str]:
        """A curated path."""
        return (self.chance.choice(sorted(self.snapshot.paths)),)

    def words(self) -> tuple[str]:
        """One or two words that some text has."""
        (number,) = self.term()
        said = (self.snapshot.terms[number].summary or "").rstrip(".").split()
        return (" ".join(self.chance.sample(said, self.chance.choice([1, 2]))),)

    def beginning(self) -> tuple[str]:
        """The first letters of a name."""
        name = self.snapshot.terms[self.term()[0]].name
        return (name[: self.chance.randrange(2, len(name) + 1)],)


@dataclass(frozen=True)
class Row:
    """One question: how it is drawn, how we are asked, and by name of the library how that is."""

    name: str
    draw: Callable[[Draw], Question]
    ask: Callable[..., Any]
    peers: Mapping[str, Callable[..., Any]]
    peer: str = ""
    same: Callable[..., bool] | None = None


def _closure(snapshot: Snapshot, number: int) -> list[int]:
    order = precedence(snapshot)
    return [each for layer in reached(order.before, order.blocks, (number,))[1:] for each in layer]


def _plain(snapshot: Snapshot, edge: int, inside: frozenset[int]) -> bool:
    each = snapshot.edges[edge]
    return each.type == REQUIRES and each.object in inside and not each.optional


def _rustworkx() -> Any:
    import rustworkx  # type: ignore[import-not-found, unused-ignore]  # only where the board's packages are installed

    return rustworkx


# ── how the libraries are asked ──


def _rx_order(graphs: Graphs, number: int) -> Sequence[int]:
    rx = _rustworkx()
    part = graphs.needs.subgraph([number, *rx.descendants(graphs.needs, number)])
    return [part[each] for each in rx.topological_sort(part)]


def _ig_order(graphs: Graphs, number: int) -> Sequence[int]:
    inside = graphs.needs.subcomponent(number, mode="out")
    return [inside[each] for each in graphs.needs.induced_subgraph(inside).topological_sorting()]


def _nx_order(graphs: Graphs, number: int) -> Sequence[int]:
    inside = {number, *networkx.descendants(graphs.needs, number)}
    return list(networkx.topological_sort(graphs.needs.subgraph(inside)))


def _nx_pagerank(graphs: Graphs, number: int) -> Any:
    return networkx.pagerank(graphs.joined, alpha=1 - RESTART, personalization={number: 1})


def _rx_pagerank(graphs: Graphs, number: int) -> Any:
    return _rustworkx().pagerank(graphs.joined, alpha=1 - RESTART, weight_fn=float, personalization={number: 1.0})


def _ig_pagerank(graphs: Graphs, number: int) -> Any:
    return graphs.joined.personalized_pagerank(damping=1 - RESTART, reset_vertices=number, weights="weight")


def _nx_reduction(snapshot: Snapshot, edges: Sequence[int]) -> set[tuple[int, int]]:
    pairs = [(snapshot.edges[each].subject, snapshot.edges[each].object) for each in edges]
    return set(networkx.transitive_reduction(networkx.DiGraph(pairs)).edges)


def _rx_reduction(snapshot: Snapshot, edges: Sequence[int]) -> set[tuple[int, int]]:
    rx = _rustworkx()
    terms = sorted({end for each in edges for end in (snapshot.edges[each].subject, snapshot.edges[each].object)})
    place = {term: number for number, term in enumerate(terms)}
    part = rx.PyDiGraph()
    part.add_nodes_from(terms)
    part.add_edges_from_no_data(
        [(place[snapshot.edges[each].subject], place[snapshot.edges[each].object]) for each in edges]
    )
    less, number_of = rx.transitive_reduction(part)
    term_of = {number_of[number]: term for number, term in enumerate(terms)}
    return {(term_of[one], term_of[other]) for one, other in less.edge_list()}


# ── when answers are the same ──


def same_plan(snapshot: Snapshot, ours: Any, theirs: Sequence[int], number: int) -> bool:
    """The plan is all of the closure where nothing in it can be chosen, and part of it elsewhere."""
    assert isinstance(ours, LearningPath)
    steps = {step.term for step in ours.steps}
    choosing = any(each in precedence(snapshot).choices for each in theirs)
    return number in steps and (steps <= set(theirs) if choosing else steps == set(theirs))


def _same_bottlenecks(_: Snapshot, ours: Any, theirs: Any, target: int, prerequisite: int) -> bool:
    chain, each = [], theirs[prerequisite]
    while each != target:
        chain.append(each)
        each = theirs[each]
    return list(ours.bottlenecks) == chain[::-1]


def _same_nearness(snapshot: Snapshot, ours: Mapping[int, float], theirs: Any, _: int) -> bool:
    """Forty rounds differ from the limit by 0.8 to the 40th; a push leaves up to its threshold at each neighbour."""
    adjacency = snapshot.once(Adjacency.of)
    return all(abs(share - theirs[each]) < 1e-3 + 1e-3 * adjacency.degree(each) for each, share in ours.items())


def _pairs(snapshot: Snapshot, edges: Sequence[int]) -> set[tuple[int, int]]:
    return {(snapshot.edges[each].subject, snapshot.edges[each].object) for each in edges}


ROWS = (
    Row(
        "prerequisites",
        Draw.term,
        prerequisites,
        {
            "networkx": lambda graphs, number: networkx.descendants(graphs.needs, number),
            "rustworkx": lambda graphs, number: _rustworkx().descendants(graphs.needs, number),
            "igraph": lambda graphs, number: graphs.needs.subcomponent(number, mode="out"),
        },
        "descendants",
        lambda _, ours, theirs, number: {each.term for each in ours} == set(theirs) - {number},
    ),
    Row(
        "learningPath",
        Draw.term,
        lambda snapshot, number: learning_path(snapshot, (number,)),
        {"networkx": _nx_order, "rustworkx": _rx_order, "igraph": _ig_order},
        "descendants in topological order",
        same_plan,
    ),
    Row(
        "learningPath, just in time",
        Draw.learner,
        lambda snapshot, number, known: learning_path(snapshot, (number,), known, order=PathOrder.JUST_IN_TIME),
        {},
    ),
    Row("learningPath, five targets", Draw.goals, learning_path, {}),
    Row(
        "learningPath, tier context",
        Draw.term,
        lambda snapshot, number: learning_path(snapshot, (number,), tier=Tier.CONTEXT),
        {},
    ),
    Row(
        "necessity",
        lambda draw: draw.needing() if draw.chance.random() < 0.5 else draw.two(),
        necessity,
        {
            "networkx": lambda graphs, one, other: networkx.has_path(graphs.needs, one, other),
            "rustworkx": lambda graphs, one, other: _rustworkx().has_path(graphs.needs, one, other),
        },
        "has path (half of the answer)",
        lambda _, ours, theirs, *__: (ours is not Verdict.NOT_A_PREREQUISITE) == theirs,
    ),
    Row(
        "whyPrerequisite",
        Draw.needing,
        why_prerequisite,
        {
            "networkx": lambda graphs, one, other: networkx.bidirectional_shortest_path(graphs.needs, one, other),
            "rustworkx": lambda graphs, one, other: _rustworkx().dijkstra_shortest_paths(
                graphs.needs, one, target=other
            )[other],
            "igraph": lambda graphs, one, other: graphs.needs.get_shortest_path(one, to=other),
        },
        "shortest path",
        lambda _, ours, theirs, *__: len(ours.paths[0].hops) == len(theirs) - 1,
    ),
    Row(
        "whyPrerequisite, ten paths and all hops",
        Draw.needing,
        lambda snapshot, one, other: why_prerequisite(snapshot, one, other, 10, everything=True),
        {
            "networkx": lambda graphs, one, _: networkx.immediate_dominators(graphs.needs, one),
            "rustworkx": lambda graphs, one, _: _rustworkx().immediate_dominators(graphs.needs, one),
            "igraph": lambda graphs, one, _: graphs.needs.dominator(one, mode="out"),
        },
        "dominators (of all)",
        _same_bottlenecks,
    ),
    Row(
        "whatNext",
        Draw.learner,
        lambda snapshot, goal, known: what_next(snapshot, known, (goal,)),
        {},
    ),
    Row("whatToReview", Draw.knower, what_to_review, {}),
    Row(
        "unlocks",
        Draw.term,
        unlocks,
        {
            "networkx": lambda graphs, number: networkx.ancestors(graphs.needs, number),
            "rustworkx": lambda graphs, number: _rustworkx().ancestors(graphs.needs, number),
            "igraph": lambda graphs, number: graphs.needs.subcomponent(number, mode="in"),
        },
        "ancestors",
        lambda _, ours, theirs, number: ours.total == len(set(theirs) - {number}),
    ),
    Row("curatedPath", Draw.path, curated_path, {}),
    Row("explain", Draw.two, explain, {}),
    Row(
        "distance of two terms",
        Draw.two,
        distance,
        {
            "networkx": lambda graphs, *ends: len(networkx.bidirectional_shortest_path(graphs.joined, *ends)) - 1,
            "rustworkx": lambda graphs, one, other: (
                len(_rustworkx().dijkstra_shortest_paths(graphs.joined, one, target=other)[other]) - 1
            ),
            "igraph": lambda graphs, one, other: graphs.joined.distances(one, other)[0][0],
        },
        "shortest path",
        lambda _, ours, theirs, *__: ours == theirs,
    ),
    Row(
        "commonAncestors",
        Draw.two,
        common_ancestors,
        {
            "networkx": lambda graphs, one, other: networkx.lowest_common_ancestor(
                graphs.above.reverse(copy=False), one, other
            )
        },
        "lowest common ancestor (one of them)",
        lambda _, ours, theirs, *__: theirs in {each.term for each in ours},
    ),
    Row("compare", Draw.two, compare, {}),
    Row(
        "trails",
        Draw.below,
        lambda snapshot, number, _: trails(snapshot, number),
        {
            "networkx": lambda graphs, *ends: sum(1 for _ in networkx.all_simple_paths(graphs.above, *ends)),
            "rustworkx": lambda graphs, *ends: len(_rustworkx().all_simple_paths(graphs.above, *ends)),
            "igraph": lambda graphs, one, top: len(graphs.above.get_all_simple_paths(one, to=top, mode="out")),
        },
        "all simple paths to the top",
        lambda _, ours, theirs, number, top: number == top or ours.total == theirs,
    ),
    Row("breadcrumbs", Draw.term, breadcrumbs, {}),
    Row("related", Draw.term, related, {}),
    Row(
        "nearness, as related and neighbourhood use it",
        Draw.term,
        lambda snapshot, number: near(snapshot.once(Adjacency.of), number),
        {
            **({"networkx": _nx_pagerank} if find_spec("scipy") else {}),
            "rustworkx": _rx_pagerank,
            "igraph": _ig_pagerank,
        },
        "personalised PageRank (of all)",
        _same_nearness,
    ),
    Row("neighbourhood", Draw.term, neighbourhood, {}),
    Row(
        "reduction of what may come before a term",
        Draw.requirements,
        reduced,
        {
            "networkx": lambda graphs, edges: _nx_reduction(graphs.snapshot, edges),
            "rustworkx": lambda graphs, edges: _rx_reduction(graphs.snapshot, edges),
        },
        "transitive reduction",
        lambda snapshot, ours, theirs, _: _pairs(snapshot, ours) == theirs,
    ),
    Row("search", Draw.words, lambda snapshot, text: list(islice(search(snapshot, text), 20)), {}),
    Row("suggest", Draw.beginning, suggest, {}),
)
"""The board, in the order of graph semantics, section 5."""
