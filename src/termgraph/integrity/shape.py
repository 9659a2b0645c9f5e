"""The shape of the graph: statements that say nothing new, terms that hang on too little or on too much."""

from collections.abc import Iterator

from termgraph.errors import Problem, Rule, Severity
from termgraph.graph.snapshot import Edge
from termgraph.model import Relation, Requirement, TermStatus
from termgraph.relations import REQUIRES

from .closures import Closures, parts
from .view import EDGES, HARD, LEVELS, SLUGS, UP, Check, View
from .words import shortened

MOST_GROUPS = 6
"""How many requirement groups a term may have without a warning."""

MOST_BEFORE = 80
"""How many terms may come before one without a warning."""

LARGEST_SHARE = 0.15
"""How many of all (term, prerequisite) pairs may hang on one edge without a suggestion."""


def redundant_edges(rule: Rule, view: View) -> Iterator[Problem]:
    """Statements of transitive hierarchies, and plain requirements, that follow from others of their type.

    A requirement with one option counts, one with several implies none of them.
    """
    snapshot = view.snapshot
    types = snapshot.registry.types
    watched = [key for key, row in types.items() if (row.hierarchical and row.transitive) or key == REQUIRES]
    by_type: dict[str, dict[tuple[int, int], Relation | Requirement]] = {key: {} for key in watched}
    for edge in snapshot.edges:
        if edge.type in by_type and _alone(edge):
            by_type[edge.type][edge.subject, edge.object] = edge.statement
    for key, single in by_type.items():
        ahead: list[list[int]] = [[] for _ in snapshot.terms]
        for number, each in single:
            ahead[number].append(each)
        for arc, (_, through) in Closures(ahead).redundant().items():
            statement = single[arc]
            if not statement.keep:
                subject, target, middle = (snapshot.terms[number].slug for number in (*arc, through))
                message = f"'{subject}' {types[key].label} '{target}' follows already, by way of '{middle}'"
                where = view.where_statement(statement, target)
                yield rule.problem(message, where, hint="delete it, or say `keep: true`", subjects=(subject, target))


def _alone(edge: Edge) -> bool:
    """Whether an edge holds whatever is chosen."""
    return isinstance(edge.statement, Relation) or len(edge.statement.options) == 1


def orphans(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms that no statement names beside another; drafts may stand alone.

    A statement about a term that does not exist counts: that it is wrong is another rule's finding.
    """
    content = view.content
    joined = {end for each in content.relations.values() for end in (each.subject, each.object)}
    for requirement in content.requirements.values():
        joined.update([requirement.subject, *(slug for option in requirement.options for slug in option)])
    for slug, term in content.terms.items():
        if slug not in joined and term.status is not TermStatus.DRAFT:
            message = f"'{slug}' has no relation to any other term"
            yield rule.problem(message, view.where("term", slug), subjects=(slug,))


def islands(rule: Rule, view: View) -> Iterator[Problem]:
    """Groups of two and more terms that no statement joins to the largest part; terms alone are orphans."""
    snapshot = view.snapshot
    found = list(parts(len(snapshot.terms), ((edge.subject, edge.object) for edge in snapshot.edges)))
    largest = max(found, key=len, default=[])
    for part in found:
        if part is not largest and len(part) > 1:
            slugs = [snapshot.terms[number].slug for number in part]
            message = f"no relation joins {shortened(slugs)} to the rest of the glossary"
            yield rule.problem(message, view.where("term", slugs[0]), subjects=slugs)


def too_much_before(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms with many requirement groups, or with many terms that may come before them."""
    terms = view.snapshot.terms
    for term, groups, before in zip(terms, view.needs, view.closures.counts(), strict=True):
        where = view.where("term", term.slug)
        if len(groups) > MOST_GROUPS:
            message = f"'{term.slug}' has {len(groups)} requirements, and should have at most {MOST_GROUPS}"
            yield rule.problem(message, where, subjects=(term.slug,))
        if before > MOST_BEFORE:
            message = f"{before} terms may have to come before '{term.slug}', and it should be at most {MOST_BEFORE}"
            yield rule.problem(message, where, subjects=(term.slug,))


def unplaced(rule: Rule, view: View) -> Iterator[Problem]:
    """Terms that stand neither below nor above any other."""
    snapshot = view.snapshot
    types = snapshot.registry.types
    placed = {end for edge in snapshot.edges if types[edge.type].hierarchical for end in (edge.subject, edge.object)}
    for number, term in enumerate(snapshot.terms):
        if number not in placed:
            message = f"'{term.slug}' is no kind, part or instance of anything, and nothing is of it"
            yield rule.problem(message, view.where("term", term.slug), subjects=(term.slug,))


def bottlenecks(rule: Rule, view: View) -> Iterator[Problem]:
    """Requirements that a large share of all (term, prerequisite) pairs hang on."""
    snapshot = view.snapshot
    found, total = view.closures.bottlenecks(LARGEST_SHARE)
    for each in found:
        later, earlier = each.arc
        statement = next(group.statement for group in view.needs[later] if earlier in group.members)
        subject, target = snapshot.terms[later].slug, snapshot.terms[earlier].slug
        percent = round(100 * each.lost / total)
        message = (
            f"'{subject}' requires '{target}' carries {percent} % of all prerequisites: "
            f"without it {each.lost:,} of {total:,} pairs of a term and what comes before it would be gone"
        )
        yield rule.problem(message, view.where_statement(statement, target), subjects=(subject, target))


SHAPE = (
    Check(
        Rule(
            "TG311", "redundant-edge", Severity.WARNING,
            "What follows from other statements of a transitive type is not stated again.",
            "It makes trails and plans look as if there were two ways, and it stays when the others change.",
            "a is-a b, b is-a c, a is-a c",
            "Delete the statement, or defend it with `keep: true` where its `why` says something of its own.",
            "W1",
        ),
        redundant_edges,
        sees=frozenset({SLUGS, UP, HARD}),
    ),
    Check(
        Rule(
            "TG312", "orphan", Severity.WARNING,
            "Every term has a relation to another.",
            "A term that is joined to nothing has no related terms, and nobody comes upon it.",
            "A term file without `relations`, which no other file names in its own.",
            "Say what it is a kind of, what it requires, or what it is confused with.",
            "W4",
        ),
        orphans,
        sees=frozenset({SLUGS, LEVELS, *EDGES}),
    ),
    Check(
        Rule(
            "TG313", "island", Severity.WARNING,
            "All terms hang together.",
            "A reader who starts in one part never comes to the other.",
            "a is-a b, c is-a d, and nothing between the two pairs",
            "Relate one of the terms to the rest, or keep the part in a glossary of its own.",
            "W5",
        ),
        islands,
        sees=frozenset({SLUGS, *EDGES}),
    ),
    Check(
        Rule(
            "TG314", "too-much-before", Severity.WARNING,
            f"A term has at most {MOST_GROUPS} requirements, and at most {MOST_BEFORE} terms can come before it.",
            "Nobody sets out on a longer way; mostly some of the requirements only help.",
            "Seven entries under `requires` of one term.",
            "Turn what only helps into builds-on, or drop what follows from another requirement.",
            "W10",
        ),
        too_much_before,
        sees=frozenset({SLUGS, HARD}),
    ),
    Check(
        Rule(
            "TG322", "unplaced", Severity.INFO,
            "Most terms are a kind, a part or an instance of something, or something is of them.",
            "A term that has only its category has a breadcrumb of three steps and shows no broader term.",
            "A term with requirements and no `is-a`, `part-of` or `instance-of`.",
            "Say what it is a kind or part of, where there is a term for that.",
            "I1",
        ),
        unplaced,
        sees=frozenset({SLUGS, UP}),
    ),
    Check(
        Rule(
            "TG324", "bottleneck", Severity.INFO,
            f"No single requirement carries more than {round(100 * LARGEST_SHARE)} % of all pairs of a term and what "
            "comes before it.",
            "If that one statement is wrong, a large part of all learning paths is.",
            "Everything advanced requires x, and x is all that requires everything elementary.",
            "Read the statement once more; it may well be true.",
            "I5",
        ),
        bottlenecks,
        sees=frozenset({SLUGS, HARD}),
    ),
)  # fmt: skip  # one row reads as one paragraph
