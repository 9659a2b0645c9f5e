"""The hide-and-find experiment of the graph semantics (section 7): its published figures are floors, and then some."""

from functools import cache

import pytest
from graph_seed import seed

from termgraph.graph.adjacency import Adjacency
from termgraph.graph.mentions import Mentions
from termgraph.graph.related import MIXTURE, Ranking

HIDDEN_TYPES = {
    "is-alternative-to", "is-variant-of", "uses", "is-algorithm-for", "often-confused-with", "contrasts-with",
    "related-to", "builds-on", "addresses", "implements",
}  # fmt: skip

Figures = tuple[float, float, float]

CATEGORY, MENTION, ADAMIC_ADAR, PAGERANK = (0, 0, 0, 1.0), (0, 0, 1.0, 0), (0, 1.0, 0, 0), (1.0, 0, 0, 0)
PUBLISHED: list[tuple[tuple[float, ...], Figures]] = [
    (CATEGORY, (0.094, 0.149, 0.286)),
    (MENTION, (0.085, 0.080, 0.089)),
    (ADAMIC_ADAR, (0.225, 0.327, 0.461)),
    (PAGERANK, (0.232, 0.315, 0.458)),
    ((0.55, 0.25, 0.20, 0), (0.263, 0.357, 0.500)),
    (MIXTURE, (0.283, 0.417, 0.542)),
]


@cache
def ranks(mixture: tuple[float, ...]) -> list[int]:
    """Where each hidden end lands: every typed pair is hidden once, with all other edges between the two."""
    snapshot = seed()
    types, mentions = snapshot.registry.types, snapshot.once(Mentions.of)
    shelves = [term.categories[0] for term in snapshot.terms]
    edges = [(edge.subject, edge.object, types[edge.type].rank_weight) for edge in snapshot.edges]
    found = []
    for hidden in (edge for edge in snapshot.edges if edge.type in HIDDEN_TYPES):
        ends = {hidden.subject, hidden.object}
        adjacency = Adjacency(len(shelves), [edge for edge in edges if {*edge[:2]} != ends])
        ranking = Ranking(adjacency, mentions, shelves, mixture)
        for focus, wanted in ((hidden.subject, hidden.object), (hidden.object, hidden.subject)):
            found.append(rank(ranking, adjacency, len(shelves), focus, wanted))
    return found


def rank(ranking: Ranking, adjacency: Adjacency, count: int, focus: int, wanted: int) -> int:
    """The place of a term counted from 1; those without a score stand at the end by slug."""
    scored, total = ranking.best(focus, count)
    order = [term for term, _ in scored]
    assert len(order) == total
    barred = {focus, *adjacency.others(focus), *order}
    order += [term for term in range(count) if term not in barred]
    return order.index(wanted) + 1


def figures(places: list[int]) -> Figures:
    count = len(places)
    return (
        sum(1 / place for place in places) / count,
        sum(place <= 5 for place in places) / count,
        sum(place <= 10 for place in places) / count,
    )


@pytest.mark.parametrize(("mixture", "floor"), PUBLISHED)
def test_a_hidden_relation_is_found_as_well_as_published(mixture: tuple[float, ...], floor: Figures) -> None:
    measured = figures(ranks(mixture))
    assert all(round(each, 3) >= least for each, least in zip(measured, floor, strict=True))


def test_there_are_336_directed_trials() -> None:
    assert len(ranks(MIXTURE)) == 336
