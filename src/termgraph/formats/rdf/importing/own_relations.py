"""Relations of an export of our own: the glossary's types, what is said of statements, groups of alternatives."""

import re
from collections.abc import Iterator
from dataclasses import replace

from termgraph.formats.rdf.names import NAMESPACES, Names, is_skos, local_name, name
from termgraph.model import Relation, RelationType, Requirement
from termgraph.relations import BUILT_IN, Registry

from .graph import Graph
from .hierarchy import PLAIN
from .own_values import Own, first, flag, number, text
from .vocabulary import TYPE

_OBJECT_PROPERTY = name("owl:ObjectProperty")
_SYMMETRIC = name("owl:SymmetricProperty")
_ABOVE, _INVERSE, _LABEL = name("rdfs:subPropertyOf"), name("owl:inverseOf"), name("rdfs:label")
_CAPITAL = re.compile(r"[A-Z]")
_KEY = re.compile(r"[a-z][a-z0-9-]*")
_KINDS = {
    name("isothes:broaderGeneric"): "generic",
    name("isothes:broaderPartitive"): "partitive",
    name("isothes:broaderInstantial"): "instantial",
    name("skos:broader"): "generic",
}


def relation_types(graph: Graph, names: Names) -> list[RelationType]:
    """The types of the glossary's own, as far as RDF says what they are."""
    found: dict[str, RelationType] = {}
    inverses = {target: subject for subject, target in graph.pairs(_INVERSE)}
    for predicate in graph.having(TYPE):
        if _OBJECT_PROPERTY not in graph.iris(predicate, TYPE) or graph.objects(predicate, _INVERSE):
            continue
        above = graph.iris(predicate, _ABOVE)
        own = predicate.startswith(names.own)
        key = _key(predicate[len(names.own) :] if own else predicate[max(map(predicate.rfind, "#/")) + 1 :])
        inverse = inverses.get(predicate, "")
        inverse_key = _key(inverse.removeprefix(names.own)) if inverse else None
        symmetric = _SYMMETRIC in graph.iris(predicate, TYPE)
        if key is None or key in BUILT_IN.keys or (own and names.own + local_name(key) != predicate):
            continue
        kind = next((_KINDS[each] for each in above if each in _KINDS), None)
        plain = ("skos:broader",) if name("skos:broader") in above else ()
        if plain and key == PLAIN.key:
            found[key] = PLAIN
            continue
        found[key] = RelationType(
            key,
            first(graph, predicate, _LABEL) or key,
            None if symmetric else inverse_key or f"{key}-of",
            None if symmetric else (first(graph, inverse, _LABEL) if inverse else None) or f"{key} of",
            symmetric=symmetric,
            acyclic="yes" if kind else "no",
            hierarchical=kind,
            predicate=None if own else predicate,
            sub_property_of=(*plain, *(each for each in above if not is_skos(each))),
        )
    return list(found.values())


def _key(local: str) -> str | None:
    key = _CAPITAL.sub(lambda each: f"-{each[0].lower()}", local)
    return key if _KEY.fullmatch(key) else None


def relations(graph: Graph, own: Own, registry: Registry) -> list[Relation]:
    """The relations that our own predicates state, with what is said of them."""
    said = {(each.subject, each.type, each.object): each for each in _said(graph, own, registry)}
    found: dict[str, Relation] = {}
    for row in registry.types.values():
        for subject, target in graph.pairs(own.names.predicate(row)):
            if subject in own.slugs and target in own.slugs and subject != target:
                relation = registry.stored(Relation(own.slugs[subject], row.key, own.slugs[target]))
                relation = said.get((relation.subject, relation.type, relation.object), relation)
                found[relation.key] = relation
    # A requirement with one option is written as a plain statement as well.
    for requirement in requirements(graph, own):
        if len(requirement.options) == 1:
            for each in requirement.options[0]:
                key = f"{requirement.subject} requires {each}"
                if key in found and (requirement.subject, "requires", each) not in said:
                    del found[key]
    return list(found.values())


def _said(graph: Graph, own: Own, registry: Registry) -> Iterator[Relation]:
    predicates = {own.names.predicate(row): row.key for row in registry.types.values()}
    for node in graph.having(NAMESPACES["rdf"] + "predicate"):
        parts = [graph.iris(node, NAMESPACES["rdf"] + each) for each in ("subject", "predicate", "object")]
        if not all(len(each) == 1 for each in parts):
            continue
        (subject,), (predicate,), (target,) = parts
        if subject not in own.slugs or target not in own.slugs or predicate not in predicates:
            continue
        relation = Relation(own.slugs[subject], predicates[predicate], own.slugs[target])
        if node == own.names.relation(relation):
            purpose = next((own.slugs[each] for each in graph.iris(node, name("tg:for")) if each in own.slugs), None)
            yield replace(
                relation,
                why=text(graph, node, "tg:why"),
                for_=purpose or text(graph, node, "tg:for"),
                source=_source(graph, own, node),
                since=text(graph, node, "tg:since"),
                primary=flag(graph, node, "tg:primary"),
                keep=flag(graph, node, "tg:keep"),
            )


def requirements(graph: Graph, own: Own) -> list[Requirement]:
    """Groups of alternatives, options in the order of their positions."""
    found: list[Requirement] = []
    for subject, node in graph.pairs(name("tg:requirement")):
        options: list[tuple[int, tuple[str, ...]]] = []
        for option in graph.iris(node, name("tg:option")):
            terms = tuple(sorted(own.slugs[each] for each in graph.iris(option, name("tg:term")) if each in own.slugs))
            if terms:
                options.append((number(graph, option, "tg:position") or 0, terms))
        if subject in own.slugs and options:
            found.append(
                Requirement(
                    own.slugs[subject],
                    tuple(terms for _, terms in sorted(options)),
                    text(graph, node, "tg:why"),
                    _source(graph, own, node),
                    flag(graph, node, "tg:keep"),
                )
            )
    return found


def spoken(graph: Graph, own: Own, registry: Registry) -> frozenset[tuple[str, str]]:
    """Pairs of concepts that one of our own predicates joins, which says more than SKOS does, from either end."""
    pairs: set[tuple[str, str]] = set()
    for row in registry.types.values():
        for subject, target in graph.pairs(own.names.predicate(row)):
            pairs |= {(subject, target), (target, subject)}
    return frozenset(pairs)


def _source(graph: Graph, own: Own, node: str) -> str | None:
    for each in graph.objects(node, name("dcterms:source")):
        return own.sources.get(each.value, each.value)
    return None
