"""Asking the glossary from the command line: in process, through the same GraphQL API as any front end."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from termgraph.errors import Code, TermgraphError


def ask(place: str | Path, query: str, **variables: object) -> dict[str, Any]:
    """The data of an answer about the glossary at `place`; raises the first of its errors as TermgraphError."""
    from termgraph.api.execution import execute
    from termgraph.glossary import Glossary

    with Glossary.open(place) as glossary:
        answer = execute(glossary.current, query, variables)
    for error in answer.get("errors", ()):
        raise TermgraphError(Code(error["extensions"]["code"]), error["message"])
    data: dict[str, Any] = answer["data"]
    return data


def by_slugs(slugs: Iterable[str]) -> list[dict[str, str]]:
    """Terms as the API wants them named."""
    return [{"slug": slug} for slug in slugs]


def known_mode(literal: bool) -> str:
    """How the API is to take what is known: as it is named, or with what it implies."""
    return "LITERAL" if literal else "SURMISE"


def the_term(data: dict[str, Any], slug: str) -> dict[str, Any]:
    """The term of an answer; raises TermgraphError UNKNOWN_TERM where there is none."""
    if data["term"] is None:
        raise TermgraphError(Code.UNKNOWN_TERM, f"There is no term {slug!r}; `termgraph search {slug}` may find it.")
    term: dict[str, Any] = data["term"]
    return term


def answered(found: dict[str, Any]) -> dict[str, Any]:
    """The answer, unless it says that the question was wrong: then TermgraphError with the hint it gives."""
    if found["__typename"] == "UnknownTerms":
        hints = [f"nearest to {each['key']!r}: {_slugs(each)}" for each in found["terms"] if each["suggestions"]]
        raise TermgraphError(Code.UNKNOWN_TERM, found["message"] + (f" ({'; '.join(hints)})" if hints else ""))
    if found["__typename"] == "UnknownProfile":
        raise TermgraphError(Code.UNKNOWN_PROFILE, f"{found['message']} There are: {', '.join(found['profiles'])}.")
    if found["__typename"] == "SameTerm":
        raise TermgraphError(Code.SAME_TERM, found["message"])
    return found


def _slugs(unknown: dict[str, Any]) -> str:
    return ", ".join(term["slug"] for term in unknown["suggestions"])


WRONG = """\
... on UnknownTerms { message terms { key suggestions { slug } } }
"""
WRONG_PROFILE = """\
... on UnknownProfile { message profiles }
"""
WRONG_PAIR = """\
... on SameTerm { message }
"""
"""What to select of the members of a union that say what is wrong with a question."""
