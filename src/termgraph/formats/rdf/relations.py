"""Triples about relations and requirements: plain statements between terms, and nodes for what is said of them."""

from collections.abc import Iterator

from termgraph.graph.lineage import Lineage
from termgraph.graph.snapshot import Snapshot
from termgraph.model import Relation, Requirement
from termgraph.relations import REQUIRES

from .names import NAMESPACES, Names, Object, Triple, external, link, literal, name, plain

HIERARCHY = {
    "generic": ("isothes:broaderGeneric", "isothes:narrowerGeneric"),
    "partitive": ("isothes:broaderPartitive", "isothes:narrowerPartitive"),
    "instantial": ("isothes:broaderInstantial", "isothes:narrowerInstantial"),
}
"""The kinds of hierarchy, up and down."""


def relations_of(snapshot: Snapshot, names: Names, lineage: Lineage, number: int) -> Iterator[Triple]:
    """The relations of a term: its own with their own predicates, and from both ends what SKOS says from both ends.

    Hierarchical ones are also skos:broader and skos:narrower. Associative ones but `requires` are also skos:related,
    except between terms that a hierarchical chain joins (SKOS S27 forbids it). Symmetric ones have their own predicate
    at both ends.
    """
    subject = names.term(snapshot.terms[number].slug)
    ends = [(edge, False) for edge in snapshot.out(number)] + [(edge, True) for edge in snapshot.into(number)]
    for place, inverse in ends:
        edge = snapshot.edges[place]
        if not isinstance(edge.statement, Relation):
            continue
        row = snapshot.registry.types[edge.type]
        other = names.term(edge.statement.subject if inverse else edge.statement.object)
        if row.symmetric or not inverse:
            yield subject, names.predicate(row), Object(other)
        if row.hierarchical:
            yield link(subject, "skos:narrower" if inverse else "skos:broader", other)
            yield link(subject, HIERARCHY[row.hierarchical][inverse], other)
        elif edge.type != REQUIRES and not lineage.joined(edge.subject, edge.object):
            yield link(subject, "skos:related", other)
        if not inverse:
            yield from _about(snapshot, names, edge.statement)


def requirements_of(snapshot: Snapshot, names: Names, number: int) -> Iterator[Triple]:
    """A term's groups of alternatives as nodes, whose options are nodes with a position and terms.

    The terms of an only option are required without a choice, and are written as plain `tg:requires` as well.
    """
    subject = names.term(snapshot.terms[number].slug)
    for group in snapshot.groups[number]:
        if not isinstance(group.statement, Requirement):
            continue
        node = names.requirement(group.statement)
        yield link(subject, "tg:requirement", node)
        yield link(node, "rdf:type", name("tg:RequirementGroup"))
        for position, option in enumerate(group.options, 1):
            iri = f"{node}/{position}"
            yield link(node, "tg:option", iri)
            yield link(iri, "rdf:type", name("tg:RequirementOption"))
            yield plain(iri, "tg:position", position)
            for target in option:
                term = names.term(snapshot.terms[target].slug)
                yield link(iri, "tg:term", term)
                if len(group.options) == 1:
                    yield link(subject, "tg:requires", term)
        yield from _said(snapshot, names, node, group.statement)


def _about(snapshot: Snapshot, names: Names, relation: Relation) -> Iterator[Triple]:
    """A node for a relation about which an editor says more than that it holds (RDF Schema 1.1, 5.3, reification)."""
    node = names.relation(relation)
    said = list(_said(snapshot, names, node, relation))
    if relation.for_:
        term = snapshot.term(relation.for_)
        purpose = Object(names.term(term.slug)) if term else literal(relation.for_, snapshot.glossary.language)
        said.append((node, name("tg:for"), purpose))
    if relation.since:
        said.append(plain(node, "tg:since", relation.since))
    if relation.primary:
        said.append(plain(node, "tg:primary", True))
    if not said:
        return
    yield from said
    subject = names.term(relation.subject)
    yield link(subject, "tg:relation", node)
    yield link(node, "rdf:type", NAMESPACES["rdf"] + "Statement")
    yield link(node, "rdf:subject", subject)
    yield link(node, "rdf:predicate", names.predicate(snapshot.registry.types[relation.type]))
    yield link(node, "rdf:object", names.term(relation.object))


def _said(snapshot: Snapshot, names: Names, node: str, statement: Relation | Requirement) -> Iterator[Triple]:
    """Why a statement holds and where it comes from: a source of its term, an address, or words."""
    if statement.why:
        yield node, name("tg:why"), literal(statement.why, snapshot.glossary.language)
    if source := statement.source:
        term = snapshot.term(statement.subject)
        if term and any(each.id == source for each in term.sources):
            yield link(node, "dcterms:source", names.source(term.slug, source))
        elif iri := external(source):
            yield link(node, "dcterms:source", iri)
        else:
            yield plain(node, "dcterms:source", source)
    if statement.keep:
        yield plain(node, "tg:keep", True)
