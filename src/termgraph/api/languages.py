"""Which translation answers a question in a language, and when the glossary's own language stands in for it."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import strawberry

from termgraph.model import Term, Translation

Answer = TypeVar("Answer")

Language = Annotated[
    str | None,
    strawberry.argument(
        description='A language tag such as "nb" or "pt-BR"; a text that does not exist in it is answered in the '
        "glossary's own language. Left out: the glossary's own language."
    ),
]


def translation(term: Term, language: str | None) -> Translation | None:
    """The term's translation for a language tag, shortened from the right until one fits (RFC 4647, lookup)."""
    if not isinstance(language, str) or not term.translations:
        return None
    wanted = language.lower()
    tags = {each.language.lower(): each for each in term.translations}
    while wanted:
        if wanted in tags:
            return tags[wanted]
        wanted = wanted.rpartition("-")[0]
    return None


def localised(
    term: Term, language: str | None, own: str, part: Callable[[Term | Translation], Answer]
) -> tuple[Answer, str]:
    """What `part` takes from the translation, else from the term itself, and the language it is in.

    `own` is the glossary's language.
    """
    translated = translation(term, language)
    if translated is not None and (found := part(translated)):
        return found, translated.language
    return part(term), own


def serves(found: str, asked: str | None) -> bool:
    """Whether a text in language `found` is what somebody who asked for `asked` wants: "pt" serves "pt-BR"."""
    return not isinstance(asked, str) or f"{asked.lower()}-".startswith(f"{found.lower()}-")
