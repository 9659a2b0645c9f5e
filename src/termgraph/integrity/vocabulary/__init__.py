"""The judge of vocabularies: what is wrong with a file of SKOS, ours or not, without a reasoner and without the web."""

from collections.abc import Iterable
from pathlib import Path

from termgraph.errors import Problem, Severity
from termgraph.formats.gathering import Gathered
from termgraph.formats.rdf.importing import Graph, open_graph, vocabulary
from termgraph.formats.rdf.importing.findings import MOST, set_aside, told
from termgraph.formats.rdf.importing.opening import Progress
from termgraph.formats.rules import FILE_RULES
from termgraph.model import GlossaryInfo
from termgraph.model.garbage import no_cycles_sought

from .conditions import CONDITIONS
from .links import LINKS
from .structure import STRUCTURE
from .texts import TEXTS
from .view import Check, View

__all__ = ["VOCABULARY", "check_vocabulary", "judged"]

VOCABULARY: tuple[Check, ...] = (*CONDITIONS, *TEXTS, *STRUCTURE, *LINKS)
"""Every rule that a vocabulary is held to, with the function that judges it."""


def check_vocabulary(
    path: Path, *, least: Severity = Severity.INFO, progress: Progress | None = None
) -> tuple[tuple[Problem, ...], tuple[int, int, int]]:
    """What is wrong with a file, and how many concepts, schemes and statements it has.

    Of each rule the first findings are told, and the others counted. Content never makes this raise.
    """
    with no_cycles_sought():
        gathered = Gathered()
        graph = open_graph(path, gathered.reading(str(path)), GlossaryInfo().base_url, progress)
        if graph is None:
            return tuple(gathered.problems), (0, 0, 0)
        found = vocabulary(graph)
        problems = [*gathered.problems, *set_aside(graph), *judged(graph, least=least)]
        if not found.concepts:
            problems.append(FILE_RULES["TG719"].problem("there is no concept in this file", None))
        return tuple(problems), (len(found.concepts), len(found.schemes), graph.count())


def judged(graph: Graph, *, least: Severity = Severity.INFO, most: int = MOST) -> Iterable[Problem]:
    """What the rules that are no less severe than `least` say of a graph: `most` findings of each, and a count."""
    view = View(vocabulary(graph))
    for row in VOCABULARY:
        if row.rule.severity.rank >= least.rank:
            yield from told(row.rule, row.find(view), most)
