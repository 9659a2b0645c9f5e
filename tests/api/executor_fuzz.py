"""The compiled executor beside graphql-core: the same random questions, and every byte of the answers compared.

Some of the documents are run by careful functions alone, the others by quick ones as long as nothing goes wrong.

`python tests/api/executor_fuzz.py --cases 100000` asks as many as one likes.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

sys.path += [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

import executor_nasty
from asking import view_of
from executor_documents import Drawing, Words, drawn
from executor_nasty import Lies, nasty
from facts import facts
from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, get_named_type, specified_rules

from termgraph.api.budget import Budget, Exhausted
from termgraph.api.documents import RULES, Document
from termgraph.api.executor.choice import Executor
from termgraph.api.executor.differences import Outcome, told
from termgraph.api.executor.quick import Quick
from termgraph.api.executor.selections import Uncovered
from termgraph.api.limits import Limits
from termgraph.api.query import Query
from termgraph.api.reading import Reading
from termgraph.api.schema import core
from termgraph.api.term import term_of
from termgraph.settings import Executors

RUNS = 8
"""How often a document is asked, each time with other variables."""

NODES = (10**9, 10**9, 10**9, 0, 3, 12, 60)
"""Budgets: the small ones run out in the middle of answers."""


@dataclass
class Tally:
    """What was compared, and the first difference, if there was one."""

    cases: int = 0
    errors: int = 0
    nulls: int = 0
    exhausted: int = 0
    invalid: int = 0
    characters: int = 0
    runs: Counter[str] = field(default_factory=Counter)
    difference: str = ""

    def __str__(self) -> str:
        what = f"{self.errors:,} errors, {self.nulls:,} wholly null, {self.exhausted:,} out of budget"
        whole = f"{self.cases:,} cases equal, {self.characters:,} characters: {what}"
        return f"{whole}; {self.invalid:,} documents drawn in vain; {dict(self.runs)}"


@dataclass(frozen=True)
class Ground:
    """A schema to fuzz, with what its documents are drawn from and what they are run on.

    `careful` is the share of documents that are run by careful functions alone.
    """

    schema: GraphQLSchema
    words: Words
    root: Callable[[random.Random], object]
    rules: Any
    roots: tuple[str, ...] = ()
    careful: float = 0.5


def ours() -> Ground:
    """The glossary's schema over the facts of the tests."""
    content = facts()
    view = view_of(content)
    terms, ids = [*content.terms], [*view.snapshot.nodes]
    names = [term.name for term in content.terms.values()]
    known = {
        "slug": [*terms[:12], *content.categories, "ppo", "rlhf"], "label": [*names[:9], "Q", "policy"],
        "id": ids[:12], "ids": ids, "text": ["policy", "reward", "rl", "ppo"], "prefix": ["q", "re", "p"],
        "key": ["requires", "is-a", "has-part"], "types": ["requires", "is-a", "required-by"],
        "language": ["en", "de", "x"], "profile": ["llm-user", "nobody"], "name": ["first-week", "nothing"],
        "since": [view.snapshot.revision, "x.1"], "after": ["", "x"], "before": ["y"], "representations": ["x"],
    }  # fmt: skip
    roots = tuple(core.query_type.fields) if core.query_type else ()
    return Ground(core, Words(known), lambda _: Query(reading=Reading(view, term_of)), RULES, roots)


def hostile(often: tuple[float, ...] = (0, 0.02, 0.1, 0.3), avoided: frozenset[str] = frozenset()) -> Ground:
    """The schema of lies, with how often it lies."""

    def root(chance: random.Random) -> object:
        Lies.often, Lies.seed = chance.choice(often), chance.randrange(2**30)
        found = executor_nasty.Query.__new__(executor_nasty.Query)
        found.i = 0
        return found

    return Ground(nasty._schema, Words(avoided=avoided), root, specified_rules)


def usual() -> Ground:
    """The same, lying seldom, and nothing asked for in which graphql-core has a part: what quick functions are for."""
    odd = {"OddNumber", "Anything", "Boxes", "CatBox", "IntBox"}
    avoided = {
        f"{kind.name}.{name}"
        for kind in nasty._schema.type_map.values()
        if isinstance(kind, GraphQLObjectType)
        for name, known in kind.fields.items()
        if get_named_type(known.type).name in odd or "info" in parameters_of(known)
    }
    return replace(hostile((0, 0.01, 0.05), frozenset(avoided)), careful=0.1)


def parameters_of(known: GraphQLField) -> Container[str]:
    """The parameters of a field's own resolver."""
    definition = known.extensions.get("strawberry-definition")
    resolver = getattr(definition, "base_resolver", None)
    return resolver.signature.parameters if resolver else ()


def documents(ground: Ground, chance: random.Random, tally: Tally) -> Iterator[tuple[Drawing, Document]]:
    """Valid documents without end."""
    while True:
        root = chance.choice(ground.roots) if ground.roots and chance.random() < 0.7 else None
        drawing, document = drawn(chance, ground.schema, ground.words, root, ground.rules)
        if document is None:
            tally.invalid += 1
        else:
            yield drawing, document


def fuzz(ground: Ground, cases: int, seed: int, stop: Callable[[Tally], bool] = lambda _: False) -> Tally:
    """Compares so many cases, up to the first difference."""
    chance, tally = random.Random(seed), Tally()  # noqa: S311  # reproducible, not a secret
    by_core = Executor(ground.schema, Executors.GRAPHQL_CORE)
    compiled = Executor(ground.schema, Executors.COMPILED, after=0)
    for drawing, document in documents(ground, chance, tally):
        quick = chance.random() >= ground.careful
        for _ in range(RUNS):
            given, root, limits = drawing.given(), ground.root(chance), Limits(nodes=chance.choice(NODES), seconds=600)
            spent, answers = [], []
            for executor in (by_core, compiled):
                budget = Budget(limits)
                with nullcontext() if quick else carefully():
                    answers.append(outcome(executor, document, given, root, budget))
                spent.append(budget.left)
            tally.runs = compiled.runs
            shown = [told(each) for each in answers]
            if isinstance(answers[0], Exhausted):
                spent = []
            if shown[0] != shown[1] or len(set(spent)) > 1:
                source = document.node.loc.source.body if document.node.loc else ""
                tally.difference = "\n".join([source, str(given), *map(str, spent), *shown])
                return tally
            count(tally, answers[0], shown[0])
        if tally.cases >= cases or stop(tally):
            return tally
    return tally


def outcome(executor: Executor, document: Document, given: dict[str, Any], root: object, budget: Budget) -> Outcome:
    """What a run comes to."""
    try:
        return executor.run(document, document.operations[0], given, root, budget)
    except Exhausted as error:
        return error


@contextmanager
def carefully() -> Iterator[None]:
    """Whatever is compiled meanwhile has no quick function."""

    def none(*_: object) -> None:
        raise Uncovered("for the sake of the other")

    right, Quick.function = Quick.function, none  # type: ignore[assignment]
    try:
        yield
    finally:
        Quick.function = right  # type: ignore[method-assign]


def count(tally: Tally, answer: Outcome, shown: str) -> None:
    """Notes what a case was."""
    tally.cases += 1
    tally.characters += len(shown)
    if isinstance(answer, Exhausted):
        tally.exhausted += 1
    else:
        tally.errors += len(answer.errors or ())
        tally.nulls += answer.data is None


if __name__ == "__main__":
    import argparse
    import time

    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name, ground in (("ours", ours()), ("hostile", hostile()), ("usual", usual())):
        start = time.monotonic()
        found = fuzz(ground, options.cases // 3, options.seed)
        sys.stdout.write(f"{name}: {found} in {time.monotonic() - start:.0f} s\n")
        if found.difference:
            sys.exit(found.difference)
