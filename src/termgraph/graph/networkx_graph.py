"""A snapshot as a networkx graph, for notebooks and whole-graph analysis; never used to answer a request."""

from typing import TYPE_CHECKING

from termgraph.model import Relation, encode

if TYPE_CHECKING:
    import networkx

    from .snapshot import Snapshot


def to_networkx(snapshot: "Snapshot") -> "networkx.MultiDiGraph[str]":
    """A MultiDiGraph: nodes by slug with all fields of the term, edges keyed by type with all fields of the statement.

    An edge that is one option of a requirement carries `optional=True` and `options`, the whole group.
    Graph attributes: `name`, `revision`.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=snapshot.glossary.name, revision=snapshot.revision)
    for term in snapshot.terms:
        graph.add_node(term.slug, **{key: value for key, value in encode(term).items() if key != "slug"})
    for edge in snapshot.edges:
        subject, target = snapshot.terms[edge.subject].slug, snapshot.terms[edge.object].slug
        facts = {
            key: value for key, value in encode(edge.statement).items() if key not in ("subject", "type", "object")
        }
        facts["label"] = snapshot.registry.types[edge.type].label
        facts["optional"] = not isinstance(edge.statement, Relation)
        graph.add_edge(subject, target, key=edge.type, **facts)
    return graph
