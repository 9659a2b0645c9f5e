"""The libraries that stand beside our graph: the same relations in their own structures, their nodes our numbers.

`needs` points from a term to what may come before it, `above` from a term to what it directly stands under, and
`joined` has every pair of related terms with the largest weight. None of them knows alternatives, so `needs` has all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from termgraph.graph.adjacency import Adjacency
from termgraph.graph.precedence import precedence
from termgraph.graph.snapshot import Snapshot

Pairs = list[tuple[int, int]]


@dataclass(frozen=True)
class Graphs:
    """One library, its version, the three graphs in it, and the snapshot that they are of."""

    name: str
    version: str
    needs: Any
    above: Any
    joined: Any
    snapshot: Snapshot


def installed() -> tuple[str, ...]:
    """The libraries that are there; networkx always is."""
    return tuple(name for name in BUILDERS if find_spec(name))


def required(snapshot: Snapshot) -> Pairs:
    """(term, what may come right before it)."""
    return [(late, each) for late, before in enumerate(precedence(snapshot).before) for each in before]


def broader(snapshot: Snapshot) -> Pairs:
    """(term, what it directly stands under)."""
    types = snapshot.registry.types
    return sorted({(each.subject, each.object) for each in snapshot.edges if types[each.type].hierarchical})


def weighted(snapshot: Snapshot) -> Iterator[tuple[int, int, float]]:
    """(term, larger term that is joined to it, weight)."""
    adjacency = snapshot.once(Adjacency.of)
    for number in range(len(snapshot.terms)):
        yield from ((number, other, weight / 1000) for other, weight in adjacency.around(number) if other > number)


def _networkx(snapshot: Snapshot) -> Graphs:
    networkx = import_module("networkx")
    needs, above, joined = networkx.DiGraph(), networkx.DiGraph(), networkx.Graph()
    for each in (needs, above, joined):
        each.add_nodes_from(range(len(snapshot.terms)))
    needs.add_edges_from(required(snapshot))
    above.add_edges_from(broader(snapshot))
    joined.add_weighted_edges_from(weighted(snapshot))
    return Graphs("networkx", networkx.__version__, needs, above, joined, snapshot)


def _rustworkx(snapshot: Snapshot) -> Graphs:
    rustworkx = import_module("rustworkx")
    needs, above, joined = rustworkx.PyDiGraph(), rustworkx.PyDiGraph(), rustworkx.PyDiGraph()
    for each in (needs, above, joined):
        each.add_nodes_from(range(len(snapshot.terms)))
    needs.add_edges_from_no_data(required(snapshot))
    above.add_edges_from_no_data(broader(snapshot))
    both = [row for one, other, weight in weighted(snapshot) for row in ((one, other, weight), (other, one, weight))]
    joined.add_edges_from(both)
    return Graphs("rustworkx", rustworkx.__version__, needs, above, joined, snapshot)


def _igraph(snapshot: Snapshot) -> Graphs:
    igraph = import_module("igraph")
    terms, rows = len(snapshot.terms), list(weighted(snapshot))
    joined = igraph.Graph(terms, [(one, other) for one, other, _ in rows])
    joined.es["weight"] = [weight for _, _, weight in rows]
    directed = [igraph.Graph(terms, pairs, directed=True) for pairs in (required(snapshot), broader(snapshot))]
    return Graphs("igraph", igraph.__version__, directed[0], directed[1], joined, snapshot)


BUILDERS = {"networkx": _networkx, "rustworkx": _rustworkx, "igraph": _igraph}
