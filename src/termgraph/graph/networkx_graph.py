"""A snapshot as a networkx graph, for notebooks and whole-graph analysis; never used to answer a request."""

from typing import TYPE_CHECKING, Any

from termgraph.model import Relation, encode

if TYPE_CHECKING:
    import networkx

    from termgraph.model import Term

    from .snapshot import Edge, Snapshot


def to_networkx(snapshot: "Snapshot") -> "networkx.MultiDiGraph[str]":
    """A MultiDiGraph: nodes by slug with all fields of the term, edges keyed by type with all fields of the statement.

    An edge that is one option of a requirement carries `optional=True` and `options`, the whole group.
    Graph attributes: `name`, `revision`.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=snapshot.glossary.name, revision=snapshot.revision)
    for term in snapshot.terms:
        graph.add_node(term.slug, **term_facts(term))
    for edge in snapshot.edges:
        subject, target = snapshot.terms[edge.subject].slug, snapshot.terms[edge.object].slug
        graph.add_edge(subject, target, key=edge.type, **edge_facts(snapshot, edge))
    return graph


def term_facts(term: "Term") -> dict[str, Any]:
    """The fields of a term that say something, but for its slug."""
    return {key: value for key, value in encode(term).items() if key != "slug"}


def edge_facts(snapshot: "Snapshot", edge: "Edge") -> dict[str, Any]:
    """The fields of an edge's statement that say something, but for its ends and type; then `label` and `optional`."""
    facts = {key: value for key, value in encode(edge.statement).items() if key not in ("subject", "type", "object")}
    facts["label"] = snapshot.registry.types[edge.type].label
    facts["optional"] = not isinstance(edge.statement, Relation)
    return facts
