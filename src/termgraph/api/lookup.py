"""One term by one of its keys, and what to say when there is none or more than one."""

from typing import Annotated

import strawberry

from termgraph.errors import Code
from termgraph.graph.lookup import Found, by_id, by_label, by_slug, by_url
from termgraph.graph.search import nearest

from .codes import ErrorCode
from .declare import maybe, object_type, one_of_type, said
from .reading import Reading, TermRef

MOST_SUGGESTIONS = 3
MOST_TERMS = 20
LONGEST_LABEL = 300
"""Characters; no label is longer, and finding near ones of longer texts would be slow."""


@one_of_type
class TermBy:
    """Names a term by exactly one of its keys."""

    slug: str | None = maybe("Its slug, or one it had before it was renamed.")
    id: strawberry.ID | None = maybe("Its id.")
    url: str | None = maybe("The address of its page in this glossary.")
    label: str | None = maybe("What it is called: names are looked for first, then acronyms, then aliases.")


@object_type
class TermFound:
    """Exactly one term answers."""

    term: TermRef = said("The term.")
    redirected_from: str | None = said("The former slug that was asked for; null when the key is up to date.")


@object_type
class TermAmbiguous:
    """Several terms share this label; a person has to choose."""

    message: str = said("What is the matter, in a sentence.")
    terms: list[TermRef] = said("The terms by slug; at most 20.")
    truncated: bool = said("Whether there are more than those in `terms`.")


@object_type
class TermNotFound:
    """No term answers."""

    message: str = said("What is the matter, in a sentence.")
    code: ErrorCode = said("Always UNKNOWN_TERM.")
    suggestions: list[TermRef] = said("Terms with similar names or slugs, nearest first; at most three.")


TermLookup = Annotated[
    TermFound | TermAmbiguous | TermNotFound,
    strawberry.union(name="TermLookup", description="What became of looking for one term."),
]


def found(reading: Reading, by: TermBy) -> tuple[Found, ...]:
    """The terms that answer: none, one, or several for an ambiguous label."""
    snapshot = reading.snapshot
    if isinstance(by.slug, str):
        one = by_slug(snapshot, by.slug)
        return () if one is None else (one,)
    key, text = given_key(by)
    if key == "label":
        return tuple(map(Found, by_label(snapshot, text))) if len(text) <= LONGEST_LABEL else ()
    if key == "id":
        number = by_id(snapshot, text)
        return () if number is None else (Found(number),)
    one = by_url(snapshot, text)
    return () if one is None else (one,)


def looked_up(reading: Reading, by: TermBy) -> TermFound | TermAmbiguous | TermNotFound:
    """What became of looking for a term."""
    answers = found(reading, by)
    if len(answers) == 1:
        return TermFound(term=reading.term(answers[0].term), redirected_from=answers[0].redirected_from)
    if answers:
        return TermAmbiguous(
            message=f"{len(answers)} terms have this label.",
            terms=[reading.term(each.term) for each in answers[:MOST_TERMS]],
            truncated=len(answers) > MOST_TERMS,
        )
    return TermNotFound(
        message="There is no such term.",
        code=ErrorCode[Code.UNKNOWN_TERM.name],
        suggestions=_suggestions(reading, by),
    )


def given_key(by: TermBy) -> tuple[str, str]:
    """The one key that was given, and its value."""
    values = {"slug": by.slug, "id": by.id, "url": by.url, "label": by.label}
    return next((name, value) for name, value in values.items() if isinstance(value, str))


def _suggestions(reading: Reading, by: TermBy) -> list[TermRef]:
    key, text = given_key(by)
    if key == "id" or len(text) > LONGEST_LABEL:
        return []
    words = text.rstrip("/").rpartition("/")[2] if key == "url" else text
    return [reading.term(number) for number in nearest(reading.snapshot, words, MOST_SUGGESTIONS)]
