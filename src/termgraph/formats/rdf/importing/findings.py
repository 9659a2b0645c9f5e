"""Findings about a vocabulary: each names the thing it is about; a rule that finds much tells some and counts all."""

from collections.abc import Iterable, Iterator

from termgraph.errors import Problem, Rule

MOST = 20
"""How many findings of a rule are told one by one."""

Found = tuple[tuple[str, ...], str]
"""The IRIs that a finding is about, the first being where it is, and the sentence."""


def told(rule: Rule, found: Iterable[Found], most: int = MOST) -> Iterator[Problem]:
    """The first findings of a rule, and one that says how many more there are."""
    number = 0
    for number, (things, message) in enumerate(found, 1):
        if number <= most:
            yield rule.problem(message, subjects=things)
    if number > most:
        yield rule.problem(f"{number - most:,} more of these, {number:,} in all")
