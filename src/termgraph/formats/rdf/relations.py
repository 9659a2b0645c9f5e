"""What is said about relations and requirements: plain statements between terms, and nodes for what is said of them."""

from typing import NamedTuple

from termgraph.graph.snapshot import Edge, Snapshot
from termgraph.model import Relation, Requirement
from termgraph.relations import REQUIRES

from .ground import Ground
from .names import NAMESPACES, Object, external, iri_object, is_plain_hierarchy, name
from .nodes import Node, Part

HIERARCHY = {
    "generic": ("isothes:broaderGeneric", "isothes:narrowerGeneric"),
    "partitive": ("isothes:broaderPartitive", "isothes:narrowerPartitive"),
    "instantial": ("isothes:broaderInstantial", "isothes:narrowerInstantial"),
}
"""The kinds of hierarchy, up and down."""

_UP_AND_DOWN = ("skos:broader", "skos:narrower")
_RELATED = name("skos:related")
_STATEMENT = Object(NAMESPACES["rdf"] + "Statement")
_TYPE, _SUBJECT, _PREDICATE, _OBJECT = (NAMESPACES["rdf"] + each for each in ("type", "subject", "predicate", "object"))


def relations_of(ground: Ground, part: Part, number: int) -> None:
    """The relations of a term: its own with their own predicates, and from both ends what SKOS says from both ends.

    Hierarchical ones are also skos:broader and skos:narrower. Associative ones but `requires` are also skos:related,
    except between terms that a hierarchical chain joins (SKOS S27 forbids it). Symmetric ones have their own predicate
    at both ends.
    """
    snapshot, concepts, edges, joined = ground.snapshot, ground.concepts, ground.snapshot.edges, ground.lineage.joined
    ways = snapshot.once(_ways)
    concept = part.node(concepts[number].value)
    for place in snapshot.out(number):
        edge = edges[place]
        if isinstance(edge.statement, Relation):
            way, other = ways[edge.type], concepts[edge.object]
            for predicate in way.out:
                concept.add(predicate, other)
            if way.related and not joined(number, edge.object):
                concept.add(_RELATED, other)
            _about(ground, part, concept, edge, edge.statement)
    for place in snapshot.into(number):
        edge = edges[place]
        if isinstance(edge.statement, Relation):
            way, other = ways[edge.type], concepts[edge.subject]
            for predicate in way.into:
                concept.add(predicate, other)
            if way.related and not joined(number, edge.subject):
                concept.add(_RELATED, other)


class _Way(NamedTuple):
    """How the relations of a type are said: with which predicates of their subject, and of their object."""

    out: tuple[str, ...]
    into: tuple[str, ...]
    related: bool
    """Whether SKOS has them as skos:related, of both, where no hierarchical chain joins the two."""


def _ways(snapshot: Snapshot) -> dict[str, _Way]:
    """The way of each type."""
    found = {}
    for key, predicate in Ground.of(snapshot).predicates.items():
        row = snapshot.registry.types[key]
        up, down = [predicate], [predicate] if row.symmetric else []
        if row.hierarchical:
            kinds = [_UP_AND_DOWN] if is_plain_hierarchy(row) else [_UP_AND_DOWN, HIERARCHY[row.hierarchical]]
            up += [name(above) for above, _ in kinds]
            down += [name(below) for _, below in kinds]
        found[key] = _Way(tuple(up), tuple(down), not row.hierarchical and key != REQUIRES)
    return found


def _about(ground: Ground, part: Part, concept: Node, edge: Edge, relation: Relation) -> None:
    """A node for a relation about which an editor says more than that it holds (RDF Schema 1.1, 5.3, reification)."""
    said = relation.why or relation.source or relation.for_ or relation.since or relation.primary or relation.keep
    if not said:
        return
    subject, target = ground.concepts[edge.subject], ground.concepts[edge.object]
    node = part.node(ground.names.statement(subject.value, edge.type, target.value))
    node.facts = {
        _TYPE: [_STATEMENT],
        _SUBJECT: [subject],
        _PREDICATE: [iri_object(ground.predicates[edge.type])],
        _OBJECT: [target],
    }
    _said(ground, node, relation)
    if relation.for_:
        number = ground.snapshot.numbers.get(relation.for_)
        if number is None:
            node.text("tg:for", relation.for_, ground.language)
        else:
            node.add(name("tg:for"), ground.concepts[number])
    if relation.since:
        node.plain("tg:since", relation.since)
    if relation.primary:
        node.plain("tg:primary", value=True)
    concept.add(name("tg:relation"), Object(node.iri))


def requirements_of(ground: Ground, part: Part, number: int) -> None:
    """A term's groups of alternatives as nodes, whose options are nodes with a position and terms.

    The terms of an only option are required without a choice, and are written as plain `tg:requires` as well.
    """
    concept = part.node(ground.concepts[number].value)
    for group in ground.snapshot.groups[number]:
        if not isinstance(group.statement, Requirement):
            continue
        node = part.node(ground.names.requirement(group.statement), "tg:RequirementGroup")
        concept.link("tg:requirement", node.iri)
        for position, terms in enumerate(group.options, 1):
            option = part.node(f"{node.iri}/{position}", "tg:RequirementOption")
            node.link("tg:option", option.iri)
            option.plain("tg:position", position)
            for term in terms:
                option.add(name("tg:term"), ground.concepts[term])
                if len(group.options) == 1:
                    concept.add(name("tg:requires"), ground.concepts[term])
        _said(ground, node, group.statement)


def _said(ground: Ground, node: Node, statement: Relation | Requirement) -> None:
    """Why a statement holds and where it comes from: a source of its term, an address, or words."""
    node.text("tg:why", statement.why, ground.language)
    if source := statement.source:
        term = ground.snapshot.term(statement.subject)
        if term and any(each.id == source for each in term.sources):
            node.link("dcterms:source", ground.names.source(term.slug, source))
        elif iri := external(source):
            node.link("dcterms:source", iri)
        else:
            node.plain("dcterms:source", source)
    if statement.keep:
        node.plain("tg:keep", value=True)
