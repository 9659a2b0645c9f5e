"""The questions a client can ask, without asking them: which document, with what, and how the answer is read.

One question serves the client that waits and the one that does not.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from termgraph.errors import Code, TermgraphError

from .records import Hit, Json, LearningPath, Reference, Step, Term

Answer = TypeVar("Answer")
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Question(Generic[Answer]):
    """A document that the server knows by name, its variables, and what makes a value of the data."""

    document: str
    variables: Json
    read: Callable[[Any], Answer]


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items of a list, how many there are, and the cursor after them, None at the end."""

    items: tuple[Item, ...]
    total: int
    after: str | None
    data: Any = None


def term(slug: str, language: str | None, profile: str | None) -> Question[Term | None]:
    """A term's page, None where there is none."""
    return Question("TermPage", {"slug": slug, "language": language, "profile": profile}, _term)


def _term(data: Any) -> Term | None:
    found = data["lookup"]
    return Term.read(found) if found["__typename"] == "TermFound" else None


def search(text: str, first: int, after: str | None) -> Question[Page[Hit]]:
    """A page of search results."""
    variables = {"text": text, "first": first, "after": after}
    return Question("SearchPage", variables, lambda data: _page(data["search"], "edges", Hit.read))


def suggest(prefix: str, first: int) -> Question[tuple[Reference, ...]]:
    """What somebody who types may mean."""
    return Question(
        "SearchAsYouType",
        {"prefix": prefix, "first": first},
        lambda data: tuple(Reference.read(each["term"]) for each in data["suggest"]),
    )


def terms(first: int, after: str | None) -> Question[Page[Reference]]:
    """A page of all terms, by name."""
    return Question(
        "AllTerms", {"first": first, "after": after}, lambda data: _page(data["terms"], "nodes", Reference.read)
    )


def learning_path(
    targets: Sequence[str],
    known: Iterable[str],
    profile: str | None,
    avoid: Iterable[str],
    tier: str,
    after: str | None,
) -> Question[Page[Step]]:
    """A page of the steps towards some terms."""
    variables = {
        "targets": [{"slug": slug} for slug in targets],
        "known": [{"slug": slug} for slug in known],
        "avoid": [{"slug": slug} for slug in avoid],
        "profile": profile,
        "tier": tier,
        "first": 50,
        "after": after,
    }
    return Question("LearningPathPage", variables, _steps)


def _steps(data: Any) -> Page[Step]:
    found = _whole(data["learningPath"], "LearningPath")
    page = _page(found["steps"], "nodes", Step.read)
    return Page(page.items, page.total, page.after, found)


def path_of(pages: Sequence[Page[Step]]) -> LearningPath:
    """The path whose steps came in these pages."""
    found = pages[0].data
    return LearningPath(
        steps=tuple(step for page in pages for step in page.items),
        minutes=found["totals"]["minutes"],
        optimal=found["optimal"],
        warnings=tuple(found["warnings"]),
        revision=found["revision"],
    )


def explain(a: str, b: str) -> Question[tuple[str, ...]]:
    """How two terms are related, in sentences."""
    variables = {"a": {"slug": a}, "b": {"slug": b}}
    return Question("ExplainPage", variables, lambda data: tuple(_whole(data["explain"], "Explanation")["sentences"]))


def compare(a: str, b: str) -> Question[tuple[str, ...]]:
    """What two terms share and what keeps them apart, in sentences."""
    variables = {"a": {"slug": a}, "b": {"slug": b}}
    return Question("ComparePage", variables, lambda data: tuple(_whole(data["compare"], "Comparison")["sentences"]))


def _page(found: Json, key: str, read: Callable[[Json], Item]) -> Page[Item]:
    info = found["pageInfo"]
    return Page(tuple(map(read, found[key])), found["totalCount"], info["endCursor"] if info["hasNextPage"] else None)


def _whole(found: Json, wanted: str) -> Json:
    """The outcome itself; raises TermgraphError with the sentence of any other one."""
    if found["__typename"] == wanted:
        return found
    raise TermgraphError(Code(found["code"]), found["message"], outcome=found)
