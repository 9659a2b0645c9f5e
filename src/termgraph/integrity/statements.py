"""Statements one by one and in pairs: the kinds they join, what they contradict, and primary parents."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from termgraph.errors import Note, Problem, Rule, Severity
from termgraph.model import Relation

from .reach import joined, path
from .view import EDGES, LEVELS, SLUGS, Check, View
from .words import kind, kinds

NOTES = 20
"""How many steps of a path that contradicts a statement are listed with their places."""

ANY_HIERARCHY = ""
"""In CLOSURES: all hierarchical types together."""

CLOSURES = (("is-alternative-to", "is-a"), ("related-to", ANY_HIERARCHY))
"""A pair joined by the first must not be joined, in either direction, by a path of the second (the last: SKOS S27)."""


def kind_mismatches(rule: Rule, view: View) -> Iterator[Problem]:
    """Relations whose ends are not of the kinds their type joins."""
    terms, types = view.content.terms, view.registry.types
    demanding = {key: row for key, row in types.items() if row.domain or row.range or row.same_kind}
    for key, relation in view.content.relations.items():
        row = demanding.get(relation.type)
        subject, target = terms.get(relation.subject), terms.get(relation.object)
        if row is None or subject is None or target is None:
            continue
        faults = []
        if row.domain and subject.kind not in row.domain:
            faults.append(
                f"the subject of '{row.key}' is {kinds(row.domain)}, and '{subject.slug}' is {kind(subject.kind)}"
            )
        if row.range and target.kind not in row.range:
            faults.append(
                f"the object of '{row.key}' is {kinds(row.range)}, and '{target.slug}' is {kind(target.kind)}"
            )
        if row.same_kind and subject.kind is not target.kind:
            faults.append(
                f"'{row.key}' joins two of a kind, and '{subject.slug}' is {kind(subject.kind)}, "
                f"'{target.slug}' {kind(target.kind)}"
            )
        if faults:
            subjects = (subject.slug, target.slug)
            yield rule.problem("; ".join(faults), view.where("relation", key), subjects=subjects)


def contradictions(rule: Rule, view: View) -> Iterator[Problem]:
    """Pairs of terms joined by types that exclude each other."""
    for key, other in CLOSURES:
        yield from _against_paths(rule, view, key, other)
    watched = {frozenset(pair) for pair in CLOSURES}
    by_pair: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    types = view.registry.types
    excluding = {key for row in types.values() if row.disjoint_with for key in (row.key, *row.disjoint_with)}
    for relation in view.content.relations.values():
        if relation.type in excluding and relation.type in types:
            ends = sorted((relation.subject, relation.object))
            by_pair[ends[0], ends[1]].append(relation)
    for relations in by_pair.values():
        for position, second in enumerate(relations):
            for first in relations[:position]:
                pair = frozenset({first.type, second.type})
                if pair not in watched and _exclude(view, first, second):
                    yield _contradiction(rule, view, second, [first])


def _exclude(view: View, first: Relation, second: Relation) -> bool:
    """Whether two statements about the same two terms cannot both be true."""
    one, other = view.registry.types[first.type], view.registry.types[second.type]
    if other.key not in one.disjoint_with and one.key not in other.disjoint_with:
        return False
    return one.symmetric or other.symmetric or first.subject == second.subject


def _against_paths(rule: Rule, view: View, key: str, other: str) -> Iterator[Problem]:
    """Relations of type `key` whose ends are joined by a path of `other` as well."""
    content, types = view.content, view.registry.types
    up = {row.key for row in types.values() if (row.key == other if other else row.hierarchical)}
    loose = [each for each in content.relations.values() if each.type == key and each.subject != each.object]
    steps = (
        {(each.subject, each.object): each for each in content.relations.values() if each.type in up} if loose else {}
    )
    ways = joined([pair for each in loose for pair in _both(each)], steps)
    if not ways:
        return
    ahead: dict[str, list[str]] = defaultdict(list)
    for first, then in steps:
        ahead[first].append(then)
    for relation in loose:
        for start, end in _both(relation):
            if (start, end) in ways:
                way = path(start, end, ahead)
                yield _contradiction(rule, view, relation, [steps[step] for step in pairwise(way)])


def _both(relation: Relation) -> tuple[tuple[str, str], tuple[str, str]]:
    return (relation.subject, relation.object), (relation.object, relation.subject)


def _contradiction(rule: Rule, view: View, relation: Relation, others: Iterable[Relation]) -> Problem:
    steps = list(others)
    notes = [Note(_sentence(view, step), view.where("relation", step.key)) for step in steps[:NOTES]]
    claim = _sentence(view, steps[0])
    if len(steps) > 1:
        claim = f"the way up from '{steps[0].subject}' to '{steps[-1].object}', {len(steps)} steps"
    message = f"{_sentence(view, relation)} contradicts {claim}"
    subjects = (relation.subject, relation.object)
    return rule.problem(message, view.where("relation", relation.key), subjects=subjects, notes=notes)


def _sentence(view: View, relation: Relation) -> str:
    return f"'{relation.subject}' {view.registry.sentence_label(relation.type, inverse=False)} '{relation.object}'"


def primary_parents(rule: Rule, view: View) -> Iterator[Problem]:
    """Primary marks where there is no parent, and second primary parents."""
    first: dict[str, Relation] = {}
    for key, relation in view.content.relations.items():
        row = view.registry.types.get(relation.type)
        if not relation.primary or row is None:
            continue
        where, subjects = view.where("relation", key), (relation.subject, relation.object)
        if row.hierarchical is None:
            message = f"'primary' marks a parent, and '{relation.type}' does not lead to one"
            yield rule.problem(message, where, subjects=subjects)
        elif earlier := first.get(relation.subject):
            note = Note(f"the other one is '{earlier.object}'", view.where("relation", earlier.key))
            message = f"'{relation.subject}' has a second primary parent, '{relation.object}'"
            yield rule.problem(message, where, subjects=subjects, notes=[note])
        else:
            first[relation.subject] = relation


STATEMENTS = (
    Check(
        Rule(
            "TG305", "kind-mismatch", Severity.ERROR,
            "A relation joins terms of the kinds its type asks for.",
            "The words of the relation are only true of those kinds; the mistake is mostly one of direction or kind.",
            "`implements: [ppo]` in the file of an algorithm",
            "Turn the relation round, use another type, or correct the term's kind.",
            "E5",
        ),
        kind_mismatches,
        sees=frozenset({SLUGS, LEVELS, *EDGES}),
    ),
    Check(
        Rule(
            "TG306", "disjoint", Severity.ERROR,
            "No two statements about the same terms exclude each other.",
            "A kind of a thing is no alternative to it, a kind is not a part, and what is broader is not just related.",
            "`is-a: [fine-tuning]` and `is-alternative-to: [fine-tuning]`",
            "Keep the one that is true.",
            "E6",
        ),
        contradictions,
        sees=frozenset({SLUGS, *EDGES}),
    ),
    Check(
        Rule(
            "TG307", "primary-parent", Severity.ERROR,
            "A term has at most one primary parent, and only hierarchical relations have the mark.",
            "The primary parent decides the canonical breadcrumb, of which there is one.",
            "`primary: true` on two `is-a` relations of one term",
            "Keep the mark on the parent that readers would look under first.",
            "E9",
        ),
        primary_parents,
        sees=frozenset({SLUGS, *EDGES}),
    ),
)  # fmt: skip  # one row reads as one paragraph
