"""Statements in words: "PPO is an algorithm for RLHF", "RLHF requires one of PPO, RLOO or GRPO"."""

from collections.abc import Iterable, Sequence

from termgraph.model import Relation, Requirement, Term

from .snapshot import Snapshot


def short_name(term: Term) -> str:
    """What a sentence calls a term: its acronym where it has one, else its name."""
    return term.acronym or term.name


def purpose(snapshot: Snapshot, relation: Relation) -> str | None:
    """What a relation holds `for`, in words: the name of the term it names, or the editor's own text."""
    term = snapshot.term(relation.for_) if relation.for_ else None
    return short_name(term) if term else relation.for_


def sentence(snapshot: Snapshot, statement: Relation | Requirement, *, inverse: bool = False) -> str:
    """A statement as a sentence, told from its subject or, `inverse`, from its object.

    A requirement with alternatives names all of them whoever tells it, because a part of it would be false.
    """
    if isinstance(statement, Requirement):
        return f"{_called(snapshot, statement.subject)} requires {_options(snapshot, statement.options)}."
    words = snapshot.registry.sentence_label(statement.type, inverse)
    ends = _called(snapshot, statement.subject), _called(snapshot, statement.object)
    first, second = reversed(ends) if inverse else ends
    wherefore = purpose(snapshot, statement)
    return f"{first} {words} {second}{f' for {wherefore}' if wherefore else ''}."


def _called(snapshot: Snapshot, slug: str) -> str:
    term = snapshot.term(slug)
    return short_name(term) if term else slug


def _options(snapshot: Snapshot, options: Iterable[Sequence[str]]) -> str:
    """The alternatives of a requirement: "one of A, B or C", "A and B", "one of: A and B; or C"."""
    named = [listed([_called(snapshot, slug) for slug in option], "and") for option in options]
    if len(named) == 1:
        return named[0]
    if all(len(option) == 1 for option in options):
        return f"one of {listed(named, 'or')}"
    return f"one of: {'; '.join(named[:-1])}; or {named[-1]}"


def listed(names: Sequence[str], last: str) -> str:
    """Names as a list in a sentence: "A", "A and B", "A, B and C", with "and" or "or" before the last."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}"
