"""What is said about relations and requirements: plain statements between terms, and nodes for what is said of them."""

from termgraph.graph.snapshot import Edge
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
_STATEMENT = Object(NAMESPACES["rdf"] + "Statement")
_TYPE, _SUBJECT, _PREDICATE, _OBJECT = (NAMESPACES["rdf"] + each for each in ("type", "subject", "predicate", "object"))


def relations_of(ground: Ground, part: Part, number: int) -> None:
    """The relations of a term: its own with their own predicates, and from both ends what SKOS says from both ends.

    Hierarchical ones are also skos:broader and skos:narrower. Associative ones but `requires` are also skos:related,
    except between terms that a hierarchical chain joins (SKOS S27 forbids it). Symmetric ones have their own predicate
    at both ends.
    """
    snapshot, concepts, types = ground.snapshot, ground.concepts, ground.snapshot.registry.types
    concept = part.node(concepts[number].value)
    for place in snapshot.out(number):
        edge = snapshot.edges[place]
        if isinstance(edge.statement, Relation):
            concept.add(ground.predicates[edge.type], concepts[edge.object])
            _in_skos(ground, concept, edge, concepts[edge.object], 0)
            _about(ground, part, concept, edge, edge.statement)
    for place in snapshot.into(number):
        edge = snapshot.edges[place]
        if isinstance(edge.statement, Relation):
            if types[edge.type].symmetric:
                concept.add(ground.predicates[edge.type], concepts[edge.subject])
            _in_skos(ground, concept, edge, concepts[edge.subject], 1)


def _in_skos(ground: Ground, concept: Node, edge: Edge, other: Object, end: int) -> None:
    """What SKOS has for a relation, seen from its subject (`end` 0) or from its object (1)."""
    row = ground.snapshot.registry.types[edge.type]
    if row.hierarchical:
        concept.add(name(_UP_AND_DOWN[end]), other)
        if not is_plain_hierarchy(row):
            concept.add(name(HIERARCHY[row.hierarchical][end]), other)
    elif edge.type != REQUIRES and not ground.lineage.joined(edge.subject, edge.object):
        concept.add(name("skos:related"), other)


def _about(ground: Ground, part: Part, concept: Node, edge: Edge, relation: Relation) -> None:
    """A node for a relation about which an editor says more than that it holds (RDF Schema 1.1, 5.3, reification)."""
    said = relation.why or relation.source or relation.for_ or relation.since or relation.primary or relation.keep
    if not said:
        return
    node = part.node(ground.names.relation(relation))
    node.facts = {
        _TYPE: [_STATEMENT],
        _SUBJECT: [ground.concepts[edge.subject]],
        _PREDICATE: [iri_object(ground.predicates[edge.type])],
        _OBJECT: [ground.concepts[edge.object]],
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
