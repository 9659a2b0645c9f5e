"""What the rules say about a snapshot that is served: content in which there are no places, and no errors."""

from collections.abc import Mapping, Sequence

from termgraph.errors import Problem
from termgraph.formats.source import Source
from termgraph.graph.snapshot import Snapshot

from . import check


def problems(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Every finding, by (rule, message, subjects); ask for them with `snapshot.once(problems)`."""
    found = check(Source(snapshot.content))
    return tuple(sorted(found, key=lambda problem: (problem.rule, problem.message, problem.subjects)))


def numbered(snapshot: Snapshot) -> tuple[tuple[int, Problem], ...]:
    """Every finding with its place among them; ask with `once`."""
    return tuple(enumerate(snapshot.once(problems)))


def by_subject(snapshot: Snapshot) -> Mapping[str, Sequence[Problem]]:
    """The findings about each slug or key; ask with `once`."""
    found: dict[str, list[Problem]] = {}
    for problem in snapshot.once(problems):
        for subject in dict.fromkeys(problem.subjects):
            found.setdefault(subject, []).append(problem)
    return found


def prepare(snapshot: Snapshot) -> None:
    """Make the findings, which takes longer than all that other questions share, and that few readers ask for."""
    snapshot.once(numbered)
    snapshot.once(by_subject)
