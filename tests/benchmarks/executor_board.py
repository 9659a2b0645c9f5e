"""The board of the executor: the same questions run by graphql-core and by compiled functions, in turns.

What resolvers cost is the same for both and measured by itself: their calls in one answer are recorded and made again.
"""

import gc
import platform
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from typing import Any

from graphql import get_introspection_query, parse
from stopwatch import Stopwatch
from synthetic import synthetic

from termgraph.api.budget import Budget
from termgraph.api.documents import Document
from termgraph.api.executor import fields, inline, quick, writer
from termgraph.api.executor.choice import Executor
from termgraph.api.executor.differences import told
from termgraph.api.executor.fields import Method
from termgraph.api.limits import Limits
from termgraph.api.persisted import SHIPPED, read_documents
from termgraph.api.query import Query
from termgraph.api.reading import Reading
from termgraph.api.schema import core
from termgraph.api.term import term_of
from termgraph.formats.prose import Prose
from termgraph.glossary.history import History
from termgraph.glossary.view import View
from termgraph.graph.snapshot import Snapshot
from termgraph.settings import Executors

TERMS = 2_000

ROOMY = Limits(nodes=10**9, seconds=600)

PAGE = """query ($slug: String!) { term(by: {slug: $slug}) {
  id slug url name title summary level minutes kind status revision
  labels(first: 5) { nodes { text kind language } }
  categories { id slug name }
  breadcrumbs { position label url }
  relations(first: 8) { totalCount edges { label direction isOption node { slug title } } }
} }"""

HOW = """\
Command: `scripts/bench executor`. CPU time in microseconds, medians of batches taken in turns: the run of an operation
alone, without parsing, validation, the guard and the writing of JSON, over `synthetic({terms:,}, {relations:,})`. Both
answers are compared byte by byte (the run fails otherwise). "Resolvers" is what the methods of our types take of either
figure, but for those that only read an attribute; "without them" is the ratio of what remains. "To compile" is spent
once, when a document is asked for again. The whole can be no quicker than the resolvers: in `TermPage` they plan a
learning path and look for what is related. Objects of the API are made once for a view, and so before what is measured.
"""

HEADER = """\
| question | leaves | graphql-core | compiled | ratio | resolvers | without them | to compile |
|---|---:|---:|---:|---:|---:|---:|---:|"""

Call = Callable[[], Any]


@dataclass(frozen=True)
class Question:
    """A document with variables, and how many runs make a batch that a clock can see."""

    name: str
    text: str
    variables: dict[str, Any]
    batch: int


def questions(slug: str) -> list[Question]:
    """Those of the board of servers, and the largest document of the package."""
    point = "query ($slug: String!) { term(by: {slug: $slug}) { slug name level } }"
    terms = "query ($first: Int) { terms(first: $first) { nodes { id slug name level minutes } } }"
    return [
        Question("point, 3 fields", point, {"slug": slug}, 200),
        Question("page of a term", PAGE, {"slug": slug}, 20),
        Question("100 terms, 5 fields each", terms, {"first": 100}, 5),
        Question("`TermPage` of the package", dict(read_documents(SHIPPED))["TermPage"], {"slug": slug}, 3),
        Question("introspection", get_introspection_query(), {}, 1),
    ]


def executor_board(*, seconds: float, say: Callable[[str], None] = lambda _: None) -> str:
    """The board as Markdown, out of so many seconds of graphql-core; raises AssertionError for a difference."""
    snapshot = Snapshot.of(synthetic(TERMS, 4 * TERMS), "bench.1")
    view = View(snapshot, Prose(snapshot), History.beginning("bench.1"))
    slug = view.snapshot.terms[700].slug
    versions = ", ".join(f"{each} {version(each)}" for each in ("graphql-core", "strawberry-graphql"))
    lines = [HOW.format(terms=TERMS, relations=4 * TERMS)]
    lines += [f"Python {platform.python_version()}, {platform.machine()}; {versions}.", "", HEADER]
    for question in questions(slug):
        lines.append(row(question, lambda: Query(reading=Reading(view, term_of)), seconds))
        say(lines[-1])
    return "\n".join(lines) + "\n"


def row(question: Question, root: Call, seconds: float) -> str:
    """One line of the board."""
    document = Document(parse(question.text))
    assert not document.errors
    theirs, ours = Executor(core, Executors.GRAPHQL_CORE), Executor(core, after=0)
    compiling = Stopwatch(0)

    def run(executor: Executor) -> Any:
        return executor.run(document, document.operations[0], question.variables, root(), Budget(ROOMY))

    while not compiling.used_up:
        document.compiled.clear()
        compiling.time(run, ours)
    data = run(theirs)
    assert told(data) == told(run(ours)), question.name
    calls = recorded(question, root)
    watches = [Stopwatch(seconds) for _ in range(3)]
    asked: list[Call] = [lambda: run(theirs), lambda: run(ours), lambda: [each() for each in calls]]
    gc.collect()
    gc.disable()
    while not watches[0].used_up:
        for watch, call in zip(watches, asked, strict=True):
            watch.time(repeated, call, question.batch)
    gc.enable()
    slow, quick, resolvers = (1000 * watch.share(0.5) / question.batch for watch in watches)
    own = max(quick - resolvers, 0.01)
    figures = [figure(slow), figure(quick), ratio(slow, quick), figure(resolvers), ratio(slow - resolvers, own)]
    once = figure(1000 * compiling.share(0.5) - quick)
    return f"| {question.name} | {leaves(data.data):,} | {' | '.join(figures)} | {once} |"


def repeated(call: Call, times: int) -> None:
    """Calls it so many times."""
    for _ in range(times):
        call()


def recorded(question: Question, root: Call) -> list[Call]:
    """The calls of resolvers in one answer, to be made again."""
    calls: list[Call] = []
    with recording(calls):
        document, executor = Document(parse(question.text)), Executor(core, after=0)
        for _ in range(2):
            calls.clear()
            executor.run(document, document.operations[0], question.variables, root(), Budget(ROOMY))
    return calls


@contextmanager
def recording(calls: list[Call]) -> Iterator[None]:
    """Whatever is compiled meanwhile notes its calls of resolvers; what is only read in place is no call."""
    right, in_place = fields.call_of, inline.inlined
    known: dict[Callable[..., Any], Callable[..., Any]] = {}

    def noting(function: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*given: Any, **named: Any) -> Any:
            calls.append(partial(function, *given, **named))
            return function(*given, **named)

        known[noted] = function
        return noted

    def call_of(*given: Any) -> Any:
        call = right(*given)
        return replace(call, function=noting(call.function)) if isinstance(call, Method) else call

    def inlined(call: Method, *given: Any) -> Any:
        found = in_place(replace(call, function=known[call.function]), *given)
        return None if found is None or found.calls else found

    for each in (quick, writer):
        vars(each)["call_of"] = call_of
    vars(quick)["inlined"] = inlined
    try:
        yield
    finally:
        vars(quick)["inlined"] = in_place
        for each in (quick, writer):
            vars(each)["call_of"] = right


def leaves(value: Any) -> int:
    """How many values an answer has."""
    if isinstance(value, dict):
        return sum(map(leaves, value.values()))
    return sum(map(leaves, value)) if isinstance(value, list) else 1


def figure(number: float) -> str:
    """Three digits, or whole numbers."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def ratio(larger: float, smaller: float) -> str:
    """How many times."""
    return f"{larger / smaller:,.0f} times" if larger >= 10 * smaller else f"{larger / smaller:.1f} times"
