"""Findings about a vocabulary: each names the thing it is about; a rule that finds much tells some and counts all."""

from collections.abc import Iterable, Iterator

from termgraph.errors import Problem, Rule
from termgraph.formats.rdf.names import IRI
from termgraph.formats.reading import shorten
from termgraph.formats.rules import FILE_RULES
from termgraph.formats.schemes import linked

from .graph import Graph

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


def set_aside(graph: Graph) -> Iterator[Problem]:
    """Which statements are kept and no more, because of what they name."""
    found: list[Found] = []
    for subject, predicate, (value, datatype, _) in graph.aside:
        named = (subject, predicate, value if datatype == IRI else datatype)
        iri = next(each for each in named if not linked(each))
        message = f"<{shorten(iri)}> is no address to link to; the statement is kept as it is (extra.nt in term files)"
        found.append(((subject, iri), message))
    return told(FILE_RULES["TG737"], found)
